"""Where the figures stand that two claims give for one measure, and the times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from factcheck.model import Claim
from factcheck.opposition.figures import Figure, conflict, located
from factcheck.opposition.marks.reading import OPPOSITES, Word
from factcheck.wordlists import word_lists

#: Figures and characters of a claim that are looked at.
_MOST = 12
_READ = 3000
#: How far after a number, and before it, its unit is looked for, in words.
_AFTER, _BEFORE = 3, 6
_SCALES = frozenset(("hundred", "thousand", "million"))
_CLOCK = re.compile(
    r"(?<![\w.])(?:(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|\s*(?:per ?cent|%))(?:\s?[ap]\.?m\b\.?)?"
    r"|(?:1[0-2]|\d)\s?[ap]\.?m\b\.?"
    r"|(?:half|(?:a )?quarter|(?:five|ten|twenty)(?: minutes)?) (?:past|to) \w{3,6}\b"
    r"|(?:\d{1,2}|\w{3,6}) o['’]clock)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure or a time of day with its range of word indices."""

    figure: Figure
    words: range
    key: str


def opposing_figures(
    a: Claim, a_words: tuple[Word, ...], b: Claim, b_words: tuple[Word, ...], *, least: int
) -> tuple[list[range], list[range]] | None:
    """The words of the two figures that cannot both be right, each with its unit, or None.

    Figures of one unit in the sense of ``figures.conflict``; failing these, the two that stand
    among the likest words, if these are as like as ``least`` asks; at 1, or the times of day.
    """
    ours, theirs = _places(a, a_words), _places(b, b_words)
    found = conflict(tuple(p.figure for p in ours), tuple(p.figure for p in theirs))
    if found is not None:
        x = next(place for place in ours if place.figure is found[0])
        y = next(place for place in theirs if place.figure is found[1])
    else:
        pair = _likeliest(ours, a_words, theirs, b_words, least)
        if pair is None:
            return opposing_times(a, a_words, b, b_words) if least == 1 else None
        x, y = pair
    unit = frozenset(x.figure.unit) & frozenset(y.figure.unit)
    return _with_unit(a_words, x, y, unit), _with_unit(b_words, y, x, unit)


def opposing_times(
    a: Claim, a_words: tuple[Word, ...], b: Claim, b_words: tuple[Word, ...]
) -> tuple[list[range], list[range]] | None:
    """The words of the time of day in each claim, where each has one and they differ."""
    ours, theirs = _times(a, a_words), _times(b, b_words)
    if len(ours) != 1 or len(theirs) != 1:
        return None
    (x, one), (y, other) = ours[0], theirs[0]
    return ([x], [y]) if one != other else None


def _places(claim: Claim, words: tuple[Word, ...]) -> list[_Place]:
    found: list[_Place] = []
    for offset, text in _texts(claim):
        for written in located(text):
            place = _range(words, offset + written.start, offset + written.end)
            if place and len(found) < _MOST and not _no_count(words, place):
                key = next((words[i].key for i in place if words[i].quantity), "")
                found.append(_Place(written.figure, place, key))
    return found


def _no_count(words: tuple[Word, ...], place: range) -> bool:
    """Whether a number is part of a name or an hour: "Ward Six", "at four that afternoon"."""
    if not place.start or not words[place.start].joined:
        return False
    before, after = words[place.start - 1], words[place.stop : place.stop + 1]
    if words[place.start].name and before.name:
        return True
    return before.form == "at" and any(word.form in ("this", "that") for word in after)


def _texts(claim: Claim) -> Iterator[tuple[int, str]]:
    """The readable content spans with their offset; runs of spaces would be slow to search."""
    for span in claim.content:
        if span.end - span.start == len(span.text):
            yield span.start, re.split(r"\s{20}", span.text[:_READ], maxsplit=1)[0]


def _times(claim: Claim, words: tuple[Word, ...]) -> list[tuple[range, str]]:
    found = []
    for offset, text in _texts(claim):
        for match in _CLOCK.finditer(text):
            place = _range(words, offset + match.start(), offset + match.end())
            if place:
                found.append((place, re.sub(r"\W", "", match[0].casefold())))
    return found


def _range(words: tuple[Word, ...], start: int, end: int) -> range | None:
    """The words between two offsets, or None where there are none."""
    inside = [i for i, word in enumerate(words) if start < word.end and word.start < end]
    return range(inside[0], inside[-1] + 1) if inside else None


def _likeliest(
    ours: list[_Place],
    a_words: tuple[Word, ...],
    theirs: list[_Place],
    b_words: tuple[Word, ...],
    least: int,
) -> tuple[_Place, _Place] | None:
    """Two figures that differ, of one dimension or among like words, or the only two."""
    best: tuple[_Place, _Place] | None = None
    most = least - 1
    for x, y in product(ours, theirs):
        if x.figure.agrees(y.figure) and set(x.figure.unit) & set(y.figure.unit):
            continue
        if x.figure.value == y.figure.value and not _dimension(x) & _dimension(y):
            continue
        known = _dimension(x), _dimension(y)
        if known[0] and known[1] and not known[0] & known[1]:
            continue
        if least > 1 and bool(known[0]) != bool(known[1]):
            continue
        weight = 2 * len(known[0] & known[1]) + len(_near(a_words, x) & _near(b_words, y))
        weight += len(ours) == 1 == len(theirs)
        if weight > most:
            best, most = (x, y), weight
    return best


def _dimension(place: _Place) -> frozenset[str]:
    return frozenset(_dimensions()[word] for word in place.figure.unit if word in _dimensions())


@cache
def _dimensions() -> dict[str, str]:
    return dict(pair.split("=") for pair in sorted(OPPOSITES["dimensions"]))


def _near(words: tuple[Word, ...], place: _Place) -> frozenset[str]:
    """The keys of the words about a figure."""
    around = words[max(0, place.words.start - _BEFORE) : place.words.stop + _BEFORE]
    return frozenset(word.key for word in around if word.key and not word.quantity)


def _with_unit(
    words: tuple[Word, ...], place: _Place, other: _Place, unit: frozenset[str]
) -> list[range]:
    """The number with the unit after it, or beside the nearest unit before it.

    "Seven men died, not eleven": where the other number is turned down, that too.
    """
    stop = place.words.stop
    after = range(stop, min(stop + _AFTER, len(words)))
    reached = [i for i in after if _follows(words, stop, i)]
    units = [i for i in reached if _is_unit(words[i], unit)]
    if not units and not unit:
        units = [i for i in reached[:2] if _names_unit(words, i)]
        units = units[-1:] if units and units[0] == stop else []
    end = units[0] + 1 if units else stop
    while end in units and words[end].form in _dead():
        end += 1
    found = [range(_beginning(words, place.words.start), end)]
    if not units:
        before = range(place.words.start - 1, max(-1, place.words.start - 1 - _BEFORE), -1)
        found += [range(i, i + 1) for i in before if _is_unit(words[i], unit)][:1]
    for i in range(len(words) - 1):
        if words[i].form == "not" and words[i + 1].key == other.key != "":
            found.append(range(i, i + 2))
    return found[:3]


def _beginning(words: tuple[Word, ...], start: int) -> int:
    """Where a number starts, with what ``figures`` leaves out: "a hundred and forty", "no more"."""
    forms = [word.form for word in words[max(0, start - 3) : start]]
    if forms[-1:] == ["and"] and forms[-2:-1] and forms[-2] in _SCALES:
        start -= 3 if forms[:-2] and (forms[0] == "a" or words[start - 3].quantity) else 2
    elif forms and forms[-1] in ("no", "not") and words[start].joined:
        start -= 1
    return start


def _follows(words: tuple[Word, ...], start: int, index: int) -> bool:
    return all(
        words[i].joined and words[i].clause == words[start - 1].clause
        for i in range(start, index + 1)
    )


def _names_unit(words: tuple[Word, ...], index: int) -> bool:
    """Whether the word at ``index`` follows upon the one before and can name what is counted."""
    word = words[index]
    follows = word.start == words[index - 1].end + 1
    return (
        bool(word.key) and not word.quantity and follows and not word.form.endswith(("ed", "ing"))
    )


def _is_unit(word: Word, unit: frozenset[str]) -> bool:
    return word.form.rstrip("s") in unit or ("dead" in unit and word.form in _dead())


@cache
def _dead() -> frozenset[str]:
    return word_lists(Path(__file__).parent.parent / "words.toml")["dead"]
