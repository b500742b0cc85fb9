"""Initials that a text itself explains: "the Harlow Rent Forum (HRF)".

The table may know them for somebody else's, whom that text does not mean by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.parties.names import fold, words

_BRACKETED = re.compile(r"\(([A-Z]{2,6})\)")
_REACH = 120  # characters before the bracket
_INNER = frozenset(("and", "for", "in", "of", "on", "the", "to"))
_STEM = 4  # letters that tell a word ("Organisation", "Organization")


def explained(text: str) -> dict[str, str]:
    """The initials that stand in brackets after the name they are of, and that name.

    What each stands for first counts.
    """
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        start = max(0, match.start() - _REACH)
        before = text[start : match.start()]
        name = _name(before, match.group(1))
        if name is not None:
            found.setdefault(match.group(1), name)
    return found


def another(name: str, known: Iterable[str], initials: str) -> bool:
    """Whether ``name`` is not one of the ``known`` names of a party that have its ``initials``.

    False where none of those has them, since initials may be of another language.
    """
    alike = [_stems(each) for each in known if _initials(_stems(each)) == initials.casefold()]
    return bool(alike) and _stems(name) not in alike


def _name(before: str, initials: str) -> str | None:
    """The words at the end of ``before``, a name, that begin with the ``initials``."""
    if before != before.rstrip() + " ":
        return None
    left = list(initials)
    for word in reversed(list(words(before))):
        if word.text in _INNER or word.text == "s":
            continue
        if word.text[:1] != left.pop():
            return None
        if not left:
            return before[word.start :].strip()
    return None


def _stems(name: str) -> tuple[str, ...]:
    found = (fold(word.text) for word in words(name))
    return tuple(word[:_STEM] for word in found if word not in _INNER and word != "s")


def _initials(stems: Iterable[str]) -> str:
    return "".join(stem[0] for stem in stems)
