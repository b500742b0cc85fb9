"""Figures in a statement: a value, what it counts, and how exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_WORDS.update(
    {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
)
_SCALE = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<bound>at least|more than|over|up to|at most|fewer than|less than|about|"
    r"around|some|nearly|almost|roughly|approximately)?\s*(?P<money>[$€£])?"
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")"
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|bn|m)\b)?"
    r"(?P<percent>\s*%|[\s-]+per ?cent\b)?"
    r"(?:\s+(?P<unit>[^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,2}))?",
    re.IGNORECASE,
)
#: Units that say how a thing is counted, not what is.
KINDS = frozenset(("percent", "money"))
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*$", re.IGNORECASE)
_SKIP_UNIT = frozenset(
    [
        "of",
        "the",
        "a",
        "an",
        "and",
        "or",
        "in",
        "on",
        "at",
        "to",
        "by",
        "from",
        "for",
        "with",
        "was",
        "were",
        "is",
        "are",
        "had",
        "has",
        "that",
        "as",
    ]
)
_OPEN_UP = frozenset(("at least", "more than", "over"))
_OPEN_DOWN = frozenset(("up to", "at most", "fewer than", "less than"))
_LOOSE = frozenset(("about", "around", "some", "nearly", "almost", "roughly", "approximately"))


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` of ``unit`` (the words after it, folded), known to lie in [``low``, ``high``]."""

    value: float
    unit: tuple[str, ...]
    low: float
    high: float

    def agrees(self, other: Figure) -> bool:
        """Whether one number could make both true."""
        return self.low <= other.high and other.low <= self.high


def figures(text: str) -> tuple[Figure, ...]:
    """The counts and measures of ``text``; years, dates, times and ordinals are none."""
    found = []
    for match in _NUMBER.finditer(text):
        figure = _figure(text, match)
        if figure is not None:
            found.append(figure)
    return tuple(found)


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    raw = match["value"].casefold()
    after = text[match.end("value") : match.end("value") + 16]
    before = text[max(0, match.start("value") - 12) : match.start("value")].split()
    if re.match(
        r"(?:st|nd|rd|th)\b|[.:]\d|-\d|\s+(?:in the (?:morn|after|even)|[ap]\.?m\b|o.clock)", after
    ):
        return None
    if before and (
        _MONTH.match(before[-1].strip(".,"))
        or before[-1].casefold() in ("no.", "number", "article", "resolution")
    ):
        return None
    value = float(_WORDS[raw]) if raw in _WORDS else float(raw.replace(",", ""))
    unit = tuple(w for w in (match["unit"] or "").casefold().split() if w not in _SKIP_UNIT)
    if unit and _MONTH.match(unit[0]) and unit[0] not in ("mark", "march", "mayors"):
        return None
    if (
        raw.isdigit()
        and len(raw) == 4
        and 1800 <= value <= 2100
        and not unit
        and not match["money"]
    ):
        return None
    if raw in ("one", "zero") and not match["scale"]:
        return None
    value *= _SCALE.get((match["scale"] or "").casefold(), 1.0)
    kind = ("percent",) if match["percent"] else (("money",) if match["money"] else ())
    bound = (match["bound"] or "").casefold()
    low, high = value, value
    if bound in _OPEN_UP:
        high = float("inf")
    elif bound in _OPEN_DOWN:
        low = 0.0
    elif bound in _LOOSE:
        low, high = value * 0.9, value * 1.1
    return Figure(value, kind + tuple(w.rstrip("s") for w in unit[:2]), low, high)


def conflict(a: tuple[Figure, ...], b: tuple[Figure, ...]) -> tuple[Figure, Figure] | None:
    """Two figures of one unit that no number can make both true, or None.

    None too where some figure of that unit is the same on both sides.
    """
    for x in a:
        for y in b:
            if x.unit and y.unit and set(x.unit[:2]) & set(y.unit[:2]) and not x.agrees(y):
                same = any(
                    p.agrees(q)
                    for p in a
                    for q in b
                    if set(p.unit) & set(x.unit) and set(q.unit) & set(x.unit)
                )
                if not same:
                    return x, y
    return None
