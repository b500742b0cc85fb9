"""Where the figures stand that two claims give for one measure, and the times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from factcheck.model import Claim
from factcheck.opposition.comparing import conflict
from factcheck.opposition.figures import Figure, located
from factcheck.opposition.marks.reading import Marks, Word, Words, key_of
from factcheck.wordlists import word_lists

#: Figures and characters of a claim that are looked at.
_MOST = 12
_READ = 3000
#: How far after a number, and before it, its unit is looked for, in words.
_AFTER, _BEFORE = 3, 6
#: Kinds of unit that one amount is given in: litres and tonnes of what leaked.
_AMOUNTS = {"mass": "amount", "volume": "amount"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure with its range of word indices."""

    figure: Figure
    words: range


def opposing_figures(
    a: Claim, a_words: Words, b: Claim, b_words: Words, *, least: int
) -> Marks | None:
    """The words of the two figures that cannot both be right, each with its unit, or None.

    Figures of one unit in the sense of ``comparing.conflict``; failing these, the two that stand
    among the likest words, if these are as like as ``least`` asks; at 1, or the times of day.
    """
    ours, theirs = _places(a, a_words), _places(b, b_words)
    pair = _conflicting(ours, theirs, dated=False) or _likeliest(
        ours, a_words, theirs, b_words, least
    )
    if pair is None:
        return opposing_times(a, a_words, b, b_words) if least == 1 else None
    x, y = pair
    unit = frozenset(key_of(word) for word in {*x.figure.unit} & {*y.figure.unit})
    unit = unit or _near(a_words, x) & _near(b_words, y)
    return _with_unit(a_words, ours, x, unit), _with_unit(b_words, theirs, y, unit)


def opposing_times(a: Claim, a_words: Words, b: Claim, b_words: Words) -> Marks | None:
    """The words of the time of day in each claim, where each has one and they differ."""
    ours, theirs = (
        [place for place in _places(*side) if place.figure.kind == "clock"]
        for side in ((a, a_words), (b, b_words))
    )
    if len(ours) != 1 or len(theirs) != 1:
        return None
    pair = _conflicting(ours, theirs, dated=True)
    return ([pair[0].words], [pair[1].words]) if pair else None


def _conflicting(
    ours: list[_Place], theirs: list[_Place], *, dated: bool
) -> tuple[_Place, _Place] | None:
    found = conflict([p.figure for p in ours], [p.figure for p in theirs], dated=dated)
    if found is None:
        return None
    x = next(place for place in ours if place.figure is found[0])
    y = next(place for place in theirs if place.figure is found[1])
    return x, y


def _places(claim: Claim, words: Words) -> list[_Place]:
    found: list[_Place] = []
    for offset, text in _texts(claim):
        for written in located(text, dated=True):
            place = _range(words, offset + written.start, offset + written.end)
            if place and len(found) < _MOST:
                found.append(_Place(written.figure, place))
    return found


def _texts(claim: Claim) -> Iterator[tuple[int, str]]:
    """The readable content spans with their offset; runs of spaces would be slow to search."""
    for span in claim.content:
        if span.end - span.start == len(span.text):
            yield span.start, re.split(r"\s{20}", span.text[:_READ], maxsplit=1)[0]


def _range(words: Words, start: int, end: int) -> range | None:
    """The words between two offsets, or None where there are none."""
    inside = [i for i, word in enumerate(words) if start < word.end and word.start < end]
    return range(inside[0], inside[-1] + 1) if inside else None


def _likeliest(
    ours: list[_Place], a_words: Words, theirs: list[_Place], b_words: Words, least: int
) -> tuple[_Place, _Place] | None:
    """Two figures that differ, of one kind or among like words, or the only two."""
    ours, theirs = (
        [place for place in side if not place.figure.dated and not place.figure.rejected]
        for side in (ours, theirs)
    )
    best: tuple[_Place, _Place] | None = None
    most = least - 1
    for x, y in product(ours, theirs):
        kinds = {_AMOUNTS.get(place.figure.kind, place.figure.kind) for place in (x, y)}
        if x.figure.agrees(y.figure) or len(kinds - {""}) > 1:
            continue
        if least > 1 and len(kinds) > 1:
            continue
        weight = 2 * (len(kinds) == 1 and "" not in kinds)
        weight += len(_near(a_words, x) & _near(b_words, y))
        weight += len(ours) == 1 == len(theirs)
        if weight > most:
            best, most = (x, y), weight
    return best


def _near(words: Words, place: _Place) -> frozenset[str]:
    """The keys of the words about a figure, names left out."""
    around = words[max(0, place.words.start - _BEFORE) : place.words.stop + _BEFORE]
    return frozenset(w.key for w in around if w.key and not w.quantity and not w.name)


def _with_unit(
    words: Words, places: list[_Place], place: _Place, unit: frozenset[str]
) -> list[range]:
    """The number with the unit after it, or beside the nearest unit before it.

    "Seven men died, not eleven": where a figure of the same claim is turned down, that too.
    """
    stop = place.words.stop
    after = range(stop, min(stop + _AFTER, len(words)))
    reached = [i for i in after if _follows(words, stop, i)]
    units = [i for i in reached if _is_unit(words[i], unit)]
    if not units and place.figure.kind in ("", "dead", "hurt"):
        units = [i for i in reached[:2] if _names_unit(words, i)]
        units = units[-1:] if units and units[0] == stop else []
    end = units[0] + 1 if units else stop
    while end in units and words[end].form in _dead():
        end += 1
    found = [range(place.words.start, end)]
    if not units and not any(_is_unit(words[i], unit) for i in place.words):
        before = range(place.words.start - 1, max(-1, place.words.start - 1 - _BEFORE), -1)
        found += [range(i, i + 1) for i in before if _is_unit(words[i], unit)][:1]
    for other in places:
        if other.figure.rejected and other is not place:
            start = other.words.start
            found.append(range(start - (words[start - 1].form == "not"), other.words.stop))
    return found[:3]


def _follows(words: Words, start: int, index: int) -> bool:
    return all(
        words[i].joined and words[i].clause == words[start - 1].clause
        for i in range(start, index + 1)
    )


def _names_unit(words: Words, index: int) -> bool:
    """Whether the word at ``index`` follows upon the one before and can name what is counted."""
    word = words[index]
    follows = word.start == words[index - 1].end + 1
    return (
        bool(word.key) and not word.quantity and follows and not word.form.endswith(("ed", "ing"))
    )


def _is_unit(word: Word, unit: frozenset[str]) -> bool:
    return (bool(word.key) and word.key in unit) or (
        key_of("dead") in unit and word.form in _dead()
    )


@cache
def _dead() -> frozenset[str]:
    return word_lists(Path(__file__).parent.parent / "words.toml")["dead"]
