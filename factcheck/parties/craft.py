"""Ships, aircraft and guns with names of their own, and the side they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model import Party
from factcheck.parties.lexical import Lexical
from factcheck.parties.people import People
from factcheck.parties.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc

CRAFT = word_list("craft")
_HIS = frozenset(("his", "her"))
_REACH = 4
_LONGEST_SENTENCE = 60


def sides(lex: Lexical, doc: Doc, people: People) -> dict[str, Party | None]:
    """The names of craft in the text, each with its side; None where the text tells no side.

    "the Norland gunboat Tern" and "the Tern, a Norland gunboat" tell it; so does "his gunboat
    Tern" where the sentence has named him.
    """
    found: dict[str, Party | None] = {}
    starts = {sentence.start_char for sentence in doc.sents} if doc.has_annotation("DEP") else set()
    for index in range(1, len(lex)):
        if not lex.capital(index) or index in lex.hit_over or index in people.at:
            continue
        name = lex.words[index].text
        if lex.lower(index - 1) in CRAFT and lex.gap(index).strip() in _MARKS:
            party = _marked(lex, index - 1) or _owned(lex, index - 1, people, starts)
        elif lex.lower(index - 1) == "the" and lex.gap(index + 1).strip() == ",":
            noun = next(
                (i for i in range(index + 1, index + 1 + _REACH) if lex.lower(i) in CRAFT), None
            )
            if noun is None or any(not lex.joined(i) for i in range(index + 2, noun + 1)):
                continue
            party = _marked(lex, noun)
        else:
            continue
        found[name] = found.get(name) or party
    return found


_MARKS = frozenset(("", '"', "'", "\u201c", "\u2018", "\u00ab"))


def _marked(lex: Lexical, noun: int) -> Party | None:
    """The party named right before the noun for a craft."""
    index = noun
    while index > max(0, noun - _REACH) and lex.joined(index):
        index -= 1
        if index in lex.hit_over:
            return lex.hit_at[lex.hit_over[index]][0].party
    return None


def _owned(lex: Lexical, noun: int, people: People, starts: set[int]) -> Party | None:
    """Whose craft "his gunboat" is: that of the person named last in the sentence."""
    if lex.lower(noun - 1) not in _HIS:
        return None
    for index in range(noun - 1, max(-1, noun - _LONGEST_SENTENCE), -1):
        if index in people.at:
            person = people.at[index][0]
            return None if person.own else person.party
        if lex.words[index].start in starts:
            return None
    return None
