"""Attributions inside others' contents: the outer one is the claim, the inner its background."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from factcheck.attribution.bounds import PAPER
from factcheck.attribution.cues import OUTLET_NOUNS
from factcheck.attribution.types import Attribution, Range

_PAPER = re.compile(PAPER)
_WORD = re.compile(r"\w+")


def without_nested(text: str, found: list[Attribution]) -> list[Attribution]:
    """Keep outer attributions; outlets pass words through, and so do a body that speaks for
    the source inside and the paper that holds its words.

    Of two that share cue and content the first is kept.  Near-linear: each content looks up
    the cues that begin inside it.
    """
    order = sorted(found, key=lambda a: (a.content[0][0] - a.content[-1][1], a.content))
    cues = sorted((a.cue[0], i) for i, a in enumerate(order) if a.cue is not None)
    starts = [start for start, _ in cues]
    dropped: set[int] = set()
    unique: dict[tuple[Range | None, tuple[Range, ...]], Attribution] = {}
    for i, outer in enumerate(order):
        if i in dropped:
            continue
        places = [j for j in _cued_inside(outer, order, cues, starts) if j != i]
        places = [j for j in places if j not in dropped]
        if any(_passes_on(text, outer, order[j]) for j in places):
            continue
        dropped.update(places)
        unique.setdefault((outer.cue, outer.content), outer)
    return list(unique.values())


def _passes_on(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer source only hands on the words of the inner one."""
    if not _inside_all(inner.content, outer.content):
        return False
    return (
        _outlet(text, outer.source)
        or _own_voice(text, outer, inner)
        or _written(text, outer, inner)
    )


def _cued_inside(
    outer: Attribution,
    order: list[Attribution],
    cues: list[tuple[int, int]],
    starts: list[int],
) -> Iterator[int]:
    """Places in ``order`` of the attributions whose cue stands inside ``outer``'s content."""
    places = []
    for start, end in outer.content:
        for _, j in cues[bisect_left(starts, start) : bisect_left(starts, end)]:
            cue = order[j].cue
            if cue is not None and cue[1] <= end and cue != outer.cue:
                places.append(j)
    yield from sorted(places)


def inside(part: Range, content: tuple[Range, ...]) -> bool:
    """Whether ``part`` lies within one of the ranges of ``content``."""
    return any(start <= part[0] and part[1] <= end for start, end in content)


def _inside_all(parts: tuple[Range, ...], content: tuple[Range, ...]) -> bool:
    return all(inside(part, content) for part in parts)


def _own_voice(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer source is the inner one's own ("X denied it, its ministry said")."""
    if outer.source is None or inner.source is None or inner.source[0] > outer.source[0]:
        return False
    first = text[outer.source[0] : outer.source[1]].split(None, 1)[0].casefold()
    return first in ("its", "their", "his", "her") and inner.source[0] == outer.content[0][0]


def _written(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer source is the paper that has it: "X said so, according to a transcript"."""
    if outer.cue is None or outer.source is None or inner.source is None:
        return False
    according = text[slice(*outer.cue)].casefold().startswith("according")
    first = inner.source[0] == outer.content[0][0]
    return according and first and _PAPER.match(text, *outer.source) is not None


def _outlet(text: str, source: Range | None) -> bool:
    """Whether the source is the press, which reports another's words."""
    if source is None:
        return False
    words = {w.casefold() for w in _WORD.findall(text[source[0] : source[1]])}
    return bool(words & OUTLET_NOUNS)
