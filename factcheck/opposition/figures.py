"""Figures in a statement: a value, what it counts, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from factcheck.wordlists import word_lists

_WORDS_OF = word_lists(Path(__file__).parent / "words.toml")
_NUMBERS = dict(pair.split("=") for pair in _WORDS_OF["numbers"])
#: Units that say how a thing is counted, or what became of it, not what it is.
KINDS = frozenset(("percent", "money", "dead"))

_WORDS = {word: int(value) for word, value in _NUMBERS.items()}
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<bound>at least|more than|over|up to|at most|fewer than|less than|about|"
    r"around|some|nearly|almost|roughly|approximately)?\s*(?P<money>[$€£])?"
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")(?![\w])"
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|bn|m)\b)?"
    r"(?P<percent>\s*%|[\s-]+per ?cent\b)?"
    r"(?P<or>\s+or (?:more|fewer|less)\b)?"
    r"(?:\s+(?P<unit>[^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,4}))?",
    re.IGNORECASE,
)
#: What a figure after its measure counts: "the number of soldiers killed is 80".
_MEASURE = re.compile(
    r"\b(?:number|toll|figure|count|total)(?: of)?(?: the)?((?: [^\W\d_][\w-]*){0,4}?)"
    r" (?:is|was|are|were|stands? at|at|to)(?: now)?\s*(?:at least|about)?\s*$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:st|nd|rd|th)\b|[.:]\d|-\d|\s+(?:in the (?:morn|after|even)|[ap]\.?m\b|o.clock)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$", re.IGNORECASE)
#: Written with a capital, so that "two marches" are no date.
_MONTH_NAME = re.compile(
    r"\s*\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_NAMED = frozenset(("no.", "number", "article", "resolution", "page", "chapter", "not"))
_OPEN_UP = frozenset(("at least", "more than", "over", "or more"))
_OPEN_DOWN = frozenset(("up to", "at most", "fewer than", "less than", "or fewer", "or less"))
_LOOSE = frozenset(("about", "around", "some", "nearly", "almost", "roughly", "approximately"))


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` of ``unit`` (the words beside it, folded), known to lie in [``low``, ``high``].

    The dead are one unit in whatever words ("killed", "died", "the toll").
    """

    value: float
    unit: tuple[str, ...]
    low: float
    high: float

    def agrees(self, other: Figure) -> bool:
        """Whether one number could make both true."""
        return self.low <= other.high and other.low <= self.high


class Written(NamedTuple):
    """A figure and where its number stands: offsets from the bound ("at least") to the scale."""

    figure: Figure
    start: int
    end: int


def figures(text: str) -> tuple[Figure, ...]:
    """The counts and measures of ``text``; years, dates, times and ordinals are none."""
    return tuple(written.figure for written in located(text))


def located(text: str) -> Iterator[Written]:
    """The figures of ``text`` in order, each with its place."""
    for match in _NUMBER.finditer(text):
        figure = _figure(text, match)
        if figure is not None:
            start = min(match.start(name) for name in ("bound", "money", "value") if match[name])
            end = max(match.end(name) for name in ("value", "scale", "percent", "or"))
            yield Written(figure, start, end)


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    raw = match["value"].casefold()
    start, end = match.span("value")
    before = text[max(0, start - 14) : start].casefold().split()
    last = before[-1].strip(",(") if before else ""
    dated = _MONTH_NAME.match(text, end) or _MONTH.match(last)
    if dated or _TIME.match(text[end : end + 16]) or last in _NAMED:
        return None
    unit = _unit(match["unit"] or "")
    if not unit:
        measure = _MEASURE.search(text[max(0, start - 80) : start])
        if measure is not None:
            unit = _unit(f"{measure[1]} {'dead' if 'toll' in measure[0].casefold() else ''}")
    value = float(_WORDS[raw]) if raw in _WORDS else float(raw.replace(",", ""))
    kind = ("percent",) if match["percent"] else (("money",) if match["money"] else ())
    year = raw.isdigit() and len(raw) == 4 and 1800 <= value <= 2100
    if (year and not unit and not kind) or (raw in ("one", "zero") and not match["scale"]):
        return None
    value *= _SCALE.get((match["scale"] or "").casefold(), 1.0)
    low, high = _reach(value, (match["bound"] or match["or"] or "").strip().casefold())
    return Figure(value, kind + unit, low, high)


def _reach(value: float, bound: str) -> tuple[float, float]:
    """Between what the number may lie."""
    if bound in _OPEN_UP:
        return value, float("inf")
    if bound in _OPEN_DOWN:
        return 0.0, value
    if bound in _LOOSE:
        return value * 0.9, value * 1.1
    return value, value


def _unit(words: str) -> tuple[str, ...]:
    """The first two words that name a thing, and "dead" where they tell of a toll."""
    found: list[str] = []
    dead = False
    for word in _MONTH_NAME.sub(" ", words).casefold().split():
        if word in _WORDS_OF["dead"]:
            dead = True
        elif word not in _WORDS_OF["stop"] and len(found) < 2:
            found.append(word.rstrip("s"))
    return (*(("dead",) if dead else ()), *found)


def conflict(a: tuple[Figure, ...], b: tuple[Figure, ...]) -> tuple[Figure, Figure] | None:
    """Two figures of one unit that no number can make both true, or None.

    None too where some figure of that unit is the same on both sides.
    """
    for x in a:
        for y in b:
            unit = set(x.unit) & set(y.unit)
            if not unit or x.agrees(y):
                continue
            same = any(p.agrees(q) for p in a for q in b if unit & set(p.unit) & set(q.unit))
            if not same:
                return x, y
    return None
