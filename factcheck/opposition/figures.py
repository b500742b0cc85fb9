"""Figures in a statement: a value, what it counts or measures, and how exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from typing import NamedTuple

from factcheck.opposition.quantities.bounds import Bounded, bound_after, bounded, reach
from factcheck.opposition.quantities.counted import counted
from factcheck.opposition.quantities.measures import DIMENSIONS, Counted, begins
from factcheck.opposition.quantities.moments import Moment, agree_on_date, moment_at, open_ended
from factcheck.opposition.quantities.named import named_until
from factcheck.opposition.quantities.nouns import fate
from factcheck.opposition.quantities.numbers import LISTS, STOP, Number, Tokens, number_at
from factcheck.opposition.quantities.occurrences import occurrence_at

#: Figures of a text that are looked at.
MOST = 40
#: Units that are times of day and dates.
DATED = frozenset(("clock", "date"))
#: Kinds of measure.
MEASURES = DIMENSIONS | {f"{a}/{b}" for a, b in product(DIMENSIONS, DIMENSIONS)}
#: Units that say how a thing is counted, or what became of it, not what it is.
KINDS = frozenset(("percent", "points", "money", "dead", "hurt", "age")) | DATED | MEASURES
#: Units that say what became of whoever is counted.
FATES = frozenset(("dead", "hurt"))
#: How far two measures in different units may differ by rounding.
CONVERTED = 0.05
_HALF_DAY = 720.0
#: Minutes that "about" leaves a time of day.
_ABOUT = 15.0


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` of ``unit``, known to lie in [``low``, ``high``].

    ``unit`` goes from the general to the particular: a kind of :data:`KINDS` where it has one
    (the dead are one in whatever words), the unit of measure or what is counted, in the
    singular, what of ("tonne", "grain"), and "/year" for what it is related to.  It is empty
    where the text does not say what is counted.  Measures of one kind are comparable: their
    values are in metres, square or cubic metres, kilograms or seconds, whatever the unit that
    they are written in, of which one is ``factor``.

    A "clock" is in minutes after midnight (``halves``: before or after noon is not said); a
    "date" has year, month and day in its digits, zero where open.

    ``deeds`` are the nouns for what was done so many times, where it is counted so ("called four
    times").  ``rejected``: said not to be so.  ``whole``: that of which another figure is a part.
    ``written``: the words of the text, from the bound to the unit of measure.
    """

    value: float
    unit: tuple[str, ...]
    low: float
    high: float
    rejected: bool = False
    whole: bool = False
    factor: float = 1.0
    halves: bool = False
    deeds: tuple[str, ...] = ()
    written: str = field(default="", compare=False)

    @property
    def kind(self) -> str:
        """The kind of :data:`KINDS` that the unit is of, or nothing."""
        return self.unit[0] if self.unit and self.unit[0] in KINDS else ""

    @property
    def dated(self) -> bool:
        """Whether it is a time of day or a date."""
        return self.kind in DATED

    def agrees(self, other: Figure) -> bool:
        """Whether one number could make both true."""
        if self.kind == other.kind == "date":
            return agree_on_date(*((f.value, f.low, f.high) for f in (self, other)))
        slack = 0.0
        if self.factor != other.factor:
            slack = CONVERTED * max(self.value, other.value)
        elif self.value % 1 or other.value % 1:
            slack = 1e-9 * max(self.value, other.value)
        turns = (-_HALF_DAY, 0.0, _HALF_DAY) if self.halves or other.halves else (0.0,)
        return any(
            self.low + turn <= other.high + slack and other.low <= self.high + turn + slack
            for turn in turns
        )


class Written(NamedTuple):
    """A figure and its place: offsets from the bound ("at least") to the unit of measure.

    The name of what is counted, or of the currency, is left out.
    """

    figure: Figure
    start: int
    end: int


class _Found(NamedTuple):
    number: Bounded
    counted: Counted
    whole: bool = False


def figures(text: str) -> tuple[Figure, ...]:
    """The first :data:`MOST` counts, measures, times of day and dates of ``text``.

    Years alone, ordinals, scores and numbers that name a thing ("Room 12") are none.
    """
    return tuple(written.figure for written in located(text, dated=True))


def located(text: str, *, dated: bool = False) -> Iterator[Written]:
    """The figures of ``text`` in order, each with its place; times and dates where ``dated``."""
    tokens = Tokens(text)
    for found in _shared(tokens, list(_found(tokens))):
        if isinstance(found, Moment):
            if not dated:
                continue
            figure, first, stop = _dated(tokens, found), found.first, found.stop
            end = stop
        else:
            figure, first, end = _figure(found), found.number.first, found.number.stop
            stop = max(end, found.counted.stop)
            if figure.kind in ("percent", "points", *MEASURES):
                end = stop
        start = tokens[first].start
        written = text[start : tokens[stop - 1].end]
        yield Written(replace(figure, written=written), start, tokens[end - 1].end)


def _found(tokens: Tokens) -> Iterator[_Found | Moment]:
    index = last = count = 0
    while index < len(tokens) and count < MOST:
        if not tokens[index].opens:
            index += 1
            continue
        moment = moment_at(tokens, index)
        if moment is not None:
            yield moment
            index, count = moment.stop, count + 1
            continue
        number = begins(tokens, index) or occurrence_at(tokens, index) or number_at(tokens, index)
        if number is None:
            index += 1
            continue
        until = number.stop if _day(tokens, number) else named_until(tokens, number, last)
        if until is not None:
            index = last = until
            continue
        one = bounded(tokens, number)
        what = counted(tokens, one.number, one.first)
        index = max(one.number.stop, what.stop)
        single = one.number.value == 1 and tokens[number.first].form == "one"
        if single and _pronoun(tokens, one, what):
            continue
        if not one.bound:
            bound, _ = bound_after(tokens, what.end)
            if bound:
                low, high = reach(tokens, number, bound)
                one = one._replace(low=low, high=high, bound=bound)
        yield _Found(one, what)
        count += 1


def _day(tokens: Tokens, number: Number) -> bool:
    """Whether it is the first day of "5 and 7 March"."""
    if tokens[number.stop].form not in ("and", "to", "-", "–", "or"):
        return False
    moment = moment_at(tokens, number.stop + 1)
    return moment is not None and moment.kind == "date"


def _pronoun(tokens: Tokens, one: Bounded, what: Counted) -> bool:
    """Whether "one" counts nothing: "one of them", "one night", not "only one", "one, not six"."""
    before = tokens[one.first - 1].form
    if one.bound or before in ("only", "just", "exactly"):
        return False
    if before in LISTS["before_spans"] and what.unit[:1] == ("duration",):
        return False
    if fate(tokens, one.number.stop):
        return False
    after = tokens[one.number.stop]
    if after.word and after.form not in STOP and what.unit and not _kind(what):
        return bool(LISTS["one_of_many"] & frozenset(what.unit))
    ahead = tokens.forms(one.number.stop, one.number.stop + 4)
    return not any(a == "," and b == "not" for a, b in pairwise(ahead))


def _shared(tokens: Tokens, found: list[_Found | Moment]) -> list[_Found | Moment]:
    """``found`` with units that are said once for two figures: "40 and 38 litres", "4 of 20"."""
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        if isinstance(one, Moment) or isinstance(after, Moment):
            continue
        between = tokens.forms(one.number.stop, after.number.first)
        if (between[:1] == ("of",) and len(between) <= 3) or between == ("out", "of"):
            found[place] = _lent(one, after)
            found[place + 1] = after._replace(whole=True)
            if between[:1] == ("out",) and not _kind(after.counted) and _is_part(one, after):
                found.insert(place + 2, _share(one, after))
        elif between in (("and",), ("or",), ("but",)) and not one.counted.unit:
            found[place] = _lent(one, after)
        elif tokens.forms(one.counted.end, after.number.first) == ("and",):
            state = after.counted.unit[:1]
            if state and state[0] in FATES and one.counted.unit[:1] and not _kind(one.counted):
                unit = (*state, *one.counted.unit)
                found[place] = one._replace(counted=one.counted._replace(unit=unit))
    for place in range(1, len(found)):
        before, one = found[place - 1], found[place]
        if isinstance(one, Moment) or isinstance(before, Moment):
            continue
        if one.number.rejected and not one.counted.unit:
            found[place] = _lent(one, before)
    return found


def _is_part(part: _Found, whole: _Found) -> bool:
    return 0 < part.number.number.value < whole.number.number.value


def _share(part: _Found, whole: _Found) -> _Found:
    """What percentage the part is: "14 out of 20" answers "half"."""
    of = 100 / whole.number.number.value
    number = part.number.number._replace(value=part.number.number.value * of)
    low, high = part.number.low * of - 1, part.number.high * of + 1
    what = whole.counted._replace(unit=("percent", *whole.counted.unit))
    return _Found(part.number._replace(number=number, low=low, high=high), what)


def _lent(one: _Found, other: _Found) -> _Found:
    """``one`` with what the other counts."""
    what = other.counted
    if one.number.number.share:
        what = what._replace(unit=("percent", *what.unit), factor=1.0)
    return one._replace(counted=what._replace(stop=one.number.stop, end=one.number.stop, more=0.0))


def _kind(what: Counted) -> bool:
    return bool(what.unit) and what.unit[0] in KINDS


def _figure(found: _Found) -> Figure:
    number, what = found.number, found.counted
    return Figure(
        value=number.number.value * what.factor + what.more,
        unit=what.unit,
        low=number.low * what.factor + what.more,
        high=number.high * what.factor + what.more,
        rejected=number.rejected,
        whole=found.whole,
        factor=what.factor,
        deeds=what.deeds,
    )


def _dated(tokens: Tokens, moment: Moment) -> Figure:
    about = tokens[moment.first - 1].form in LISTS["near"] and moment.kind == "clock"
    slack = _ABOUT if about else 0.0
    value = float(moment.value)
    low, high = open_ended(tokens, moment) or (value - slack, value + slack)
    return Figure(value, (moment.kind,), low, high, halves=moment.halves)
