"""Times of day and dates, as figures of their own kinds."""

from __future__ import annotations

import math
from typing import NamedTuple

from factcheck.opposition.quantities.numbers import LISTS, Number, Tokens, number_at, table

_MONTHS = {word: int(value) for word, value in table("months").items()}
_ORDINALS = {word: int(value) for word, value in table("ordinals").items()}
_NAMED_HOURS = {"noon": 720, "midday": 720, "midnight": 0}
_QUARTERS = {"half": 30, "quarter": 15}
_HALF_DAY = 720
#: How far before "until" a negation is looked for, in tokens.
_CLAUSE = 10
_NEGATIONS = frozenset(("cannot", "never", "no", "nobody", "none", "not", "nothing"))
#: How far after a time its half of the day is looked for, in tokens.
_NEAR, _FAR = 4, 7
_HALVES = {"am": False, "morning": False, "pm": True, "afternoon": True, "evening": True}
_LEADS = frozenset(
    [
        "at",
        "by",
        "before",
        "after",
        "from",
        "until",
        "till",
        "since",
        "between",
        "about",
        "around",
        "and",
        "to",
    ]
)
_WAITS = frozenset(("before", "since", "till", "until"))
_LEVELS = frozenset(("put", "puts", "remained", "remains", "stand", "stands", "stood"))


class Moment(NamedTuple):
    """A time of day in minutes ("clock") or a date as year, month and day in digits ("date").

    What a date leaves open is zero.  ``halves``: it may be before noon or after.
    """

    kind: str
    first: int
    stop: int
    value: float
    halves: bool = False


def moment_at(tokens: Tokens, first: int) -> Moment | None:
    """The time of day or the date that begins at the token ``first``, or None."""
    return _clock(tokens, first) or _date(tokens, first)


def same_date(a: float, b: float) -> bool:
    """Whether two dates can be one, as far as both are known."""
    return all(x == y or not x or not y for x, y in zip(_parts(a), _parts(b), strict=True))


def agree_on_date(a: tuple[float, float, float], b: tuple[float, float, float]) -> bool:
    """Whether one day can be meant by both, each a date with the days between which it may lie.

    Where one leaves the year open, it is the other's.
    """
    if a[0] == a[1] == a[2] and b[0] == b[1] == b[2]:
        return same_date(a[0], b[0])
    yearless = not (_parts(a[0])[0] and _parts(b[0])[0])
    (_, a_low, a_high), (_, b_low, b_high) = (
        tuple(e % 10000 if yearless and math.isfinite(e) else e for e in each) for each in (a, b)
    )
    return a_low <= b_high and b_low <= a_high


def open_ended(tokens: Tokens, moment: Moment) -> tuple[float, float] | None:
    """Between what the time lies that ``moment`` only bounds, None where it is told itself.

    "Before 9 March" and "by 9 March" leave all days up to it, "after 9 March" those that follow,
    "did not know until 9 March" that day and those that follow.
    """
    first = moment.first - (tokens[moment.first - 1].form in LISTS["days"])
    word = tokens[first - 1].form
    if word in ("before", "until", "till") and _denied(tokens, first - 1):
        return moment.value, math.inf
    if word in ("before", "by"):
        return -math.inf, moment.value - (word == "before")
    return (moment.value + 1, math.inf) if word == "after" else None


def _denied(tokens: Tokens, stop: int) -> bool:
    """Whether what leads up to ``stop`` in its clause is negated."""
    for index in range(stop - 1, max(-1, stop - 1 - _CLAUSE), -1):
        form = tokens[index].form
        if form in _NEGATIONS or form.endswith("n't"):
            return True
        if not tokens[index].word or form in LISTS["clause_ends"]:
            return False
    return False


def _parts(date: float) -> tuple[int, int, int]:
    return int(date) // 10000, int(date) // 100 % 100, int(date) % 100


def _clock(tokens: Tokens, first: int) -> Moment | None:
    token = tokens[first]
    if token.form in _NAMED_HOURS:
        return Moment("clock", first, first + 1, _NAMED_HOURS[token.form])
    if token.digits and ("." in token.raw or ":" in token.raw):
        return _written(tokens, first)
    number = number_at(tokens, first)
    if number is None and token.form not in _QUARTERS:
        return None
    past = _past(tokens, first, number)
    if past is not None or number is None:
        return past
    if not _hour(number):
        return None
    after = tokens[number.stop].form
    if after in ("o'clock", "am", "pm"):
        return _in_half(tokens, first, number.stop + (after == "o'clock"), 60 * number.value)
    lead = tokens[first - 1]
    if lead.form in _LEADS and after in LISTS["leads_to_day"]:
        timed = _afternoon(tokens, number.stop, _NEAR) is not None
    else:
        timed = lead.form in _WAITS or (lead.form == "at" and lead.capital)
        timed = timed and _ends(after, tokens[number.stop].word)
    return _in_half(tokens, first, number.stop, 60 * number.value) if timed else None


def _hour(number: Number) -> bool:
    return 1 <= number.value <= 12 and not number.value % 1 and not number.share


def _past(tokens: Tokens, first: int, number: Number | None) -> Moment | None:
    """A time like "half past six", "a quarter to nine", "twenty minutes past four"."""
    minutes = number.value if number else _QUARTERS[tokens[first].form]
    index = number.stop if number else first + 1
    plain = number is not None and tokens[index].form != "minutes"
    index += number is not None and not plain
    turn = tokens[index].form
    if minutes not in (5, 10, 15, 20, 25, 30) or turn not in ("past", "to"):
        return None
    hour = number_at(tokens, index + 1)
    if hour is None or not _hour(hour):
        return None
    if turn == "to" and ((plain and tokens[first - 1].form != "at") or minutes == 30):
        return None
    return _in_half(
        tokens, first, hour.stop, 60 * hour.value + (minutes if turn == "past" else -minutes)
    )


def _written(tokens: Tokens, first: int) -> Moment | None:
    """A time like "4.55", "16:40", "5.20 a.m.": a dot needs something else to tell a time."""
    raw = tokens[first].raw
    hour, _, minute = raw.replace(":", ".").partition(".")
    if not (1 <= len(hour) <= 2 and len(minute) == 2 and minute.isdecimal()):
        return None
    if int(hour) > 23 or int(minute) > 59 or not (tokens[first - 1].word or first == 0):
        return None
    after = tokens[first + 1]
    if after.form not in ("am", "pm") and ":" not in raw:
        lead = first - 1
        if tokens[lead].form in ("and", "to") and tokens[lead - 1].digits:
            lead -= 2
        level = tokens[lead].form in ("at", "to") and tokens[lead - 1].form in _LEVELS
        if tokens[lead].form not in _LEADS or level:
            return None
        if after.form == "%" or (after.joined and after.word) or not _ends(after.form, after.word):
            return None
    return _in_half(tokens, first, first + 1, 60 * int(hour) + int(minute))


def _ends(form: str, word: bool) -> bool:
    """Whether a time can be followed by this: no noun, no unit."""
    return not word or form in LISTS["leads_to_day"] or form in LISTS["after_times"]


def _in_half(tokens: Tokens, first: int, stop: int, minutes: float) -> Moment:
    """The time, with what says whether it is before noon."""
    afternoon = _afternoon(tokens, stop, _FAR)
    stop += tokens[stop].form in ("am", "pm")
    if not 60 <= minutes < 13 * 60:
        return Moment("clock", first, stop, minutes)
    if afternoon is None:
        return Moment("clock", first, stop, minutes, halves=True)
    return Moment("clock", first, stop, minutes % _HALF_DAY + _HALF_DAY * afternoon)


def _afternoon(tokens: Tokens, first: int, reach: int) -> bool | None:
    """What the next few words say of the half of the day, None if nothing."""
    for index in range(first, first + reach):
        token = tokens[index]
        if token.form in _HALVES:
            return _HALVES[token.form]
        if not token.word and not token.digits:
            break
    return None


def _date(tokens: Tokens, first: int) -> Moment | None:
    """A date like "12 November", "March 3, 2013", "March 2013", "the fourteenth", "2013-03-12"."""
    month = _month(tokens, first)
    if month:
        day = _day(tokens, first + 1)
        if day and not _counts(tokens, first + 2):
            return _with_year(tokens, first, first + 2, month, day)
        dated = _with_year(tokens, first, first + 1, month, 0)
        return dated if dated.stop > first + 1 else None
    if _year(tokens, first) and tokens.forms(first + 1, first + 4)[::2] == ("-", "-"):
        parts = [tokens[first + k].raw for k in (2, 4)]
        if all(part.isdecimal() and len(part) == 2 for part in parts):
            value = int(tokens[first].raw) * 10000 + int(parts[0]) * 100 + int(parts[1])
            return Moment("date", first, first + 5, value)
    day = _day(tokens, first)
    if not day:
        return None
    suffixed = tokens[first + 1].joined and tokens[first + 1].form in ("st", "nd", "rd", "th")
    stop = first + 1 + suffixed
    stop = stop + 2 if tokens[first].word and tokens[stop].form == "-" else stop
    index = stop + (tokens[stop].form == "of")
    month = _month(tokens, index)
    if month:
        return _with_year(tokens, first, index + 1, month, day)
    if tokens[stop].form == "of":
        this = tokens[stop + 1].form in ("last", "next", "that", "the", "this")
        stop += 3 if this and tokens[stop + 2].form == "month" else 0
    by_day = tokens[first - 1].form == "the" and (
        tokens[first - 2].form in LISTS["before_days"] or tokens[first - 2].form in LISTS["days"]
    )
    ordinal = suffixed or not tokens[first].digits
    if ordinal and by_day and _ends(tokens[stop].form, tokens[stop].word):
        return Moment("date", first, stop, day)
    return None


def _month(tokens: Tokens, index: int) -> int:
    """The month written at ``index``, with a capital: two "marches" are none."""
    return _MONTHS.get(tokens[index].form, 0) if tokens[index].capital else 0


def _day(tokens: Tokens, index: int) -> int:
    token = tokens[index]
    if token.digits:
        return int(token.raw) if token.raw.isdecimal() and len(token.raw) <= 2 else 0
    if token.form in ("twenty", "thirty") and tokens[index + 1].form == "-":
        unit = _ORDINALS.get(tokens[index + 2].form, 10)
        return (20 if token.form == "twenty" else 30) + unit if unit < 10 else 0
    return _ORDINALS.get(token.form, 0)


def _year(tokens: Tokens, index: int) -> int:
    raw = tokens[index].raw
    return int(raw) if len(raw) == 4 and raw.isdecimal() and 1000 <= int(raw) < 2200 else 0


def _with_year(tokens: Tokens, first: int, stop: int, month: int, day: int) -> Moment:
    if tokens[stop].form == "," and _year(tokens, stop + 1):
        stop += 1
    year = _year(tokens, stop)
    return Moment("date", first, stop + bool(year), year * 10000 + month * 100 + day)


def _counts(tokens: Tokens, index: int) -> bool:
    """Whether what stands here is counted: "In May 12 people"."""
    token = tokens[index]
    return token.word and token.form.endswith(("s", "people", "men", "women", "children"))
