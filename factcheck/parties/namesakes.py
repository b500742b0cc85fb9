"""Which of the people of one report that share a surname is called by it alone.

A report introduces the one it is about first, and calls this one by the bare surname from then
on; of the others it says who is meant each time.  A stranger to the table is the exception, in
the paragraph that names him: "Dan Cole, a farmer, was not moved. Cole said …".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Protocol, TypeVar

from factcheck.parties.lexical import Lexical
from factcheck.parties.names import fold
from factcheck.parties.vocabulary import word_list

_REACH = 15  # words from a surname to the "he" or "she" that tells of its bearer
_HE = frozenset(("he", "his", "him", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_HIS = frozenset(("her", "his", "their"))
_KIN = word_list("kin")
_FAR = 2  # times as often "she" as "he"


class Namesake(Protocol):
    """One of those who share a surname; ``own`` is a stranger to the table, a side alone.

    ``seen`` are the word indexes of their names, ``full`` of those in full, both sorted.
    """

    own: bool
    gender: str | None
    full: list[int]
    seen: list[int]


_Bearer = TypeVar("_Bearer", bound=Namesake)


class Surnames:
    """What a text tells of its surnames that stand alone; read when first asked for."""

    def __init__(self, lex: Lexical) -> None:
        """Look through ``lex``."""
        self._lex = lex
        self._genders: dict[str, str | None] = {}

    def meant(self, word: str, index: int, people: Sequence[_Bearer]) -> _Bearer:
        """Whom of ``people`` the folded surname ``word`` at word ``index`` means."""
        if self._lex.possessive(index + 1):
            people = [each for each in people if not self._relative(each)] or people
        if len(people) == 1:
            return people[0]
        if any(person.own and self._beside(person.seen, index) for person in people):
            return min(people, key=lambda each: distance(each.seen, index))
        gender = self._gender(word) if len({each.gender for each in people}) > 1 else None
        fitting = [each for each in people if gender is not None and each.gender == gender]
        return min(fitting or people, key=lambda each: each.full)

    def _relative(self, person: Namesake) -> bool:
        """Whether the text introduces somebody as another's: "his wife, Ann Reed"."""
        lex = self._lex
        return any(
            lex.lower(index - 1) in _KIN
            and (lex.possessive(index - 2) or lex.lower(index - 2) in _HIS)
            for index in person.full
        )

    def _beside(self, seen: Sequence[int], index: int) -> bool:
        """Whether the last of the places ``seen`` up to the word is in the paragraph of it."""
        place = bisect_right(seen, index)
        return bool(place) and self._paragraphs[seen[place - 1]] == self._paragraphs[index]

    @cached_property
    def _paragraphs(self) -> list[int]:
        """The number of each word's paragraph."""
        return list(accumulate("\n" in self._lex.gap(index) for index in range(len(self._lex))))

    def _gender(self, word: str) -> str | None:
        """Whether "he" or "she" follows the bare surname more often, by far."""
        if word not in self._genders:
            he = she = 0
            for index in self._alone(word):
                pronoun = self._pronoun(index)
                he += pronoun in _HE
                she += pronoun in _SHE
            more = "f" if she > he else "m"
            self._genders[word] = more if max(he, she) > _FAR * min(he, she) else None
        return self._genders[word]

    def _alone(self, word: str) -> list[int]:
        lex = self._lex
        return [
            index
            for index in range(len(lex))
            if fold(lex.words[index].text) == word
            and lex.capital(index)
            and not (lex.joined(index) and lex.capital(index - 1))
            and not (lex.joined(index + 1) and lex.capital(index + 1))
        ]

    def _pronoun(self, index: int) -> str:
        """The first pronoun for a person in the sentence after the name, before any other name."""
        lex = self._lex
        for place in range(index + 1, min(index + _REACH, len(lex))):
            if lex.capital(place) or any(mark in lex.gap(place) for mark in '.?!\n"\u201c\u201d'):
                break
            if lex.lower(place) in _HE | _SHE:
                return lex.lower(place)
        return ""


def distance(seen: Sequence[int], index: int) -> tuple[int, int]:
    """How far word ``index`` is from the last of the sorted places ``seen`` before it."""
    place = bisect_right(seen, index)
    if place:
        return (0, index - seen[place - 1])
    return (1, seen[0] if seen else 0)
