"""People who share a surname that is said once: "Karl and Rania Holt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.parties.given_names import sex_of
from factcheck.parties.lexical import Lexical
from factcheck.parties.occurrences import Occurrence


def couples(lex: Lexical, found: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """Those whose given name alone stands before "and" and one of ``found``, who is named in full.

    What is somebody's surname in the text is no given name.
    """
    taken = {each.first for each in found}
    surnames = {lex.words[each.last - 1].text for each in found if each.last - each.first > 1}
    for each in found:
        place = each.first - 2
        if place < 0 or place in taken or each.last - each.first != 2 or each.lead != each.first:
            continue
        name = lex.words[place].text
        if lex.lower(place + 1) != "and" or not all(map(lex.joined, (place + 1, each.first))):
            continue
        alone = not place or not (lex.joined(place) and lex.capital(place - 1))
        if alone and name not in surnames and (sex := sex_of(name)):
            full = f"{name} {lex.words[each.last - 1].text}"
            yield Occurrence(place, place, place + 1, place + 1, None, sex, full)
