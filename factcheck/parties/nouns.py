"""Nouns by which a text refers back to a body it has named: "the ministry", "the regime"."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from factcheck.model import Party
from factcheck.parties.lexical import Lexical
from factcheck.parties.people import People
from factcheck.parties.titles import BODIES, PORTFOLIOS
from factcheck.parties.vocabulary import word_list

_COMPANIES = word_list("companies")
_FUNCTION = word_list("function")
#: Last words of the names of companies.
SHORT_NAMES = frozenset(("co", "corp", "inc", "ltd", "llc", "plc", "company", "corporation"))
_LIKE_COMPANIES = SHORT_NAMES | {"chemical", "plant", "network"}
_SPELLINGS = {"defence": "defense", "labour": "labor"}


class Nouns:
    """What was called by which noun where in a text."""

    def __init__(self, lex: Lexical) -> None:
        """Nothing yet of ``lex``."""
        self._lex = lex
        self._seen: dict[tuple[str, str], list[tuple[int, Party]]] = defaultdict(list)

    def called(self, noun: str, index: int, field: str = "") -> Party | None:
        """The body last named before word ``index`` for which the text would say "the ``noun``".

        With a ``field`` ("foreign"), only one of that field.
        """
        best: tuple[int, Party] | None = None
        for each in _COMPANIES if noun in _COMPANIES else (noun,):
            seen = self._seen.get((field, each), [])
            place = bisect_right(seen, index, key=lambda pair: pair[0]) - 1
            if place >= 0 and (best is None or seen[place][0] > best[0]):
                best = seen[place]
        return best[1] if best else None

    def field(self, index: int) -> str:
        """The field of the organ at ``index`` ("foreign" of a ministry); empty without one."""
        word = self._lex.lower(index - 1) if self._lex.joined(index) else ""
        if word not in PORTFOLIOS and self._lex.lower(index + 1) == "of":
            word = self._lex.lower(index + 2)
        return _SPELLINGS.get(word, word) if word in PORTFOLIOS else ""

    def note(self, named: Mapping[int, tuple[Party, int]], people: People) -> None:
        """Remember the bodies ``named`` in the text, its known parties, and its people."""
        lex = self._lex
        for first, (party, last) in named.items():
            self._see(first, party, range(first, last))
            parts = party.id.split("-")
            if not BODIES.intersection(parts) or parts[-1] in _LIKE_COMPANIES:
                self._add(first, party, ("company", *_GROUPS, "agency"))
            if lex.gap(last).strip() == ",":
                self._see(first, party, range(last, min(last + 6, len(lex))))
        for first, (hit, last) in lex.hit_at.items():
            if hit.party is None:
                continue
            end = last
            while end < min(last + 3, len(lex)) and lex.joined(end):
                if lex.lower(end) in _FUNCTION:
                    break
                end += 1
            self._see(first, hit.party, range(first, end))
            if not hit.party.id.isupper():
                self._add(first, hit.party, _GROUPS)
        for first, (person, occurrence) in people.at.items():
            end = min(occurrence.last + 3, occurrence.tail, len(lex))
            self._see(first, person.party, range(occurrence.lead, end))
            after = occurrence.last + int(lex.possessive(occurrence.last))
            self._see(first, person.party, range(after, after + 1))
        for seen in self._seen.values():
            seen.sort(key=lambda pair: pair[0])

    def _see(self, place: int, party: Party, indexes: Iterable[int]) -> None:
        for index in indexes:
            noun = self._lex.lower(index)
            if noun in BODIES:
                self._seen["", noun].append((place, party))
                field = self.field(index)
                if field:
                    self._seen[field, noun].append((place, party))

    def _add(self, place: int, party: Party, nouns: Iterable[str]) -> None:
        for noun in nouns:
            self._seen["", noun].append((place, party))


_GROUPS = ("group", "organization", "organisation")
