"""Names by their words: the longest one that begins at a word of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from factcheck.parties.names import Word

T = TypeVar("T")
_INITIALS = 4  # letters; shorter names in capitals are initials or words ("US", "IS")


class Lookup(Generic[T]):
    """What names stand for; each is found with a capital first and all in capitals too."""

    def __init__(self, names: Mapping[tuple[str, ...], T]) -> None:
        """``names`` are given by their words."""
        variants: dict[tuple[str, ...], T] = {}
        for key, target in names.items():
            first = key[0]
            variants.setdefault((first[:1].upper() + first[1:], *key[1:]), target)
            if len("".join(key)) > _INITIALS:
                variants.setdefault(tuple(word.upper() for word in key), target)
        self._names = {**variants, **names}
        self._longest: dict[str, int] = {}
        for key in self._names:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def extended(self, names: Mapping[tuple[str, ...], T]) -> Lookup[T]:
        """These names and ``names``, of which the ones held already win."""
        more = Lookup(names)
        more._names = more._names | self._names
        for first, longest in self._longest.items():
            more._longest[first] = max(longest, more._longest.get(first, 0))
        return more

    def get(self, key: tuple[str, ...]) -> T | None:
        """What the words ``key`` stand for."""
        return self._names.get(key)

    def longest(self, text: str, found: Sequence[Word], index: int) -> tuple[int, T | None]:
        """The index past the longest name at word ``found[index]`` of ``text``, and its bearer."""
        last = min(len(found), index + self._longest.get(found[index].text, 0))
        reach = index + 1
        while reach < last and _goes_on(text, found, reach):
            reach += 1
        for end in range(reach, index, -1):
            target = self._names.get(tuple(word.text for word in found[index:end]))
            if target is not None:
                return end, target
        return index + 1, None


def _goes_on(text: str, found: Sequence[Word], index: int) -> bool:
    """Whether a name may go on with the word: also after the plural of "Workers' Union"."""
    word, before = found[index], found[index - 1]
    return word.joined or (
        before.text[-1:] in ("s", "S") and text[before.end : word.start] in ("' ", "\u2019 ")
    )
