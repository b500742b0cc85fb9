"""The day of a report that names it without its year ("GENEVA, 10 June (Agency) -").

The year is taken only from what is the report's own: its file's name, its address, a copyright
line, the same day told with its year.  A year that the text merely mentions is mostly that of
something past; only a weekday can tell whether it is the report's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from factcheck.documents.dates import DAY_AND_MONTH, PATTERN, WEEKDAYS, leading_date, month_number

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d,]|\.\d)")
_IN_ADDRESS = re.compile(r"https?://\S{1,120}?/((?:19|20)\d\d)[/-]")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*((?:19|20)\d\d)\b", re.IGNORECASE)
_FULL = re.compile(PATTERN, re.IGNORECASE)
_LONGEST = 300
_PLACE = r"[A-ZÀ-Þ][\w.'’/ -]{1,40}(?:,\s(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))[A-Z][\w.'’ -]{1,30})?"
#: A line that ends with its day, and a dateline.
_LINE = re.compile(
    rf"(?:(?:(?i:published|posted|updated)(?:\son)?:?|{_PLACE}\s?[,|·•])\s+)?{DAY_AND_MONTH}"
    r"(?:\s+\([^()]{2,40}\))?$"
)
_DATELINE = re.compile(rf"{_PLACE},\s+{DAY_AND_MONTH}\s*(?:\([^()]{{2,40}}\)\s*)?(?:[-–—]|:)")


class _Day(NamedTuple):
    month: int
    day: int
    weekday: int | None


def day_of_report(lines: Iterable[str], text: str, name: str) -> str | None:
    """The ISO date of a report whose first ``lines`` name its day alone; None if unknown.

    ``text`` is where its year is looked for, as in the file's ``name``.  None too where two
    years may be meant, or the weekday is not that of the day.
    """
    told = next(filter(None, map(_told, lines)), None)
    if told is None:
        return None
    years = {int(year) for year in _own_years(told, text, name)}
    if not years and told.weekday is not None:
        last = max((int(year) for year in _YEAR.findall(text)), default=None)
        years = {last, last + 1} if last is not None else set()
    days = [day for day in (_date(told, year) for year in years) if day is not None]
    if told.weekday is not None:
        days = [day for day in days if day.weekday() == told.weekday]
    elif len(years) > 1:
        return None
    return days[0].isoformat() if len(days) == 1 else None


def names_day(line: str) -> bool:
    """Whether a line is, or begins with, the day of a report without its year."""
    return _told(line) is not None


def _told(line: str) -> _Day | None:
    """The day that a dateline, or a line of its own, names without a year."""
    line = line[:_LONGEST]
    match = _LINE.match(line) or _DATELINE.match(line)
    if match is None:
        return None
    named = match["weekday"]
    weekday = next(
        (n for n, day in enumerate(WEEKDAYS) if named and day.startswith(named[:3])), None
    )
    return _Day(
        month_number(match["month1"] or match["month2"]),
        int(match["day1"] or match["day2"]),
        weekday,
    )


def _own_years(told: _Day, text: str, name: str) -> Iterator[str]:
    """The years that the report, or its file, says are its own."""
    yield from _YEAR.findall(name.replace("_", " "))
    yield from _IN_ADDRESS.findall(text)
    yield from _COPYRIGHT.findall(text)
    for match in _FULL.finditer(text):
        found = leading_date(match.group())
        if found is not None and found[0][5:] == f"{told.month:02}-{told.day:02}":
            yield found[0][:4]


def _date(told: _Day, year: int) -> date | None:
    try:
        return date(year, told.month, told.day)
    except ValueError:
        return None
