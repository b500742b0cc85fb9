"""Dates as reports write them, where they leave no doubt which day is meant."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?P<{0}>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{{2,6}})?\.?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"

#: A written date; the three ways differ in the order of day, month and year.
PATTERN = (
    rf"{_WEEKDAY}(?:"
    r"(?P<y1>(?:19|20)\d\d)[-/](?P<m1>\d{1,2})[-/](?P<d1>\d{1,2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('m2')},?\s+(?P<y2>(?:19|20)\d\d)"
    rf"|{_MONTH.format('m3')}\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)\d\d)"
    r")(?!\d)"
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: A day without its year: "Monday, 3 March", "March 3".
DAY_AND_MONTH = (
    r"(?:(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\.?,?\s+)?"
    rf"(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('month1')}"
    rf"|{_MONTH.format('month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
)
_DATE = re.compile(PATTERN, re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_])(\d\d)\2(\d\d)(?!\d)")


def leading_date(text: str) -> tuple[str, int] | None:
    """The ISO date that ``text`` begins with, and where it ends; None without one.

    An all-number date is only taken with the year first: 05/10/2016 is two different days.
    """
    match = _DATE.match(text)
    if not match:
        return None
    for way in "123":
        if match[f"y{way}"]:
            month = match[f"m{way}"]
            number = int(month) if month.isdigit() else month_number(month)
            iso = _iso(int(match[f"y{way}"]), number, int(match[f"d{way}"]))
            return (iso, match.end()) if iso else None
    return None


def whole_date(text: str) -> str | None:
    """The ISO date that ``text`` consists of, white space aside."""
    text = text.strip()
    found = leading_date(text)
    return found[0] if found and found[1] == len(text) else None


def date_in_name(name: str) -> str | None:
    """The ISO date in a file name, where it contains exactly one."""
    dates = {
        _iso(int(year), int(month), int(day)) for year, _, month, day in _IN_NAME.findall(name)
    }
    return dates.pop() if len(dates) == 1 else None


def month_number(name: str) -> int:
    """The number of the month that begins with the first three letters of ``name``."""
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
