"""Figures of two statements side by side: whether they are of one unit, agree or conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import inf

from factcheck.opposition.figures import CONVERTED, DATED, FATES, MEASURES, MOST, Figure
from factcheck.opposition.quantities.numbers import LISTS, table

_WIDER = table("wider")

#: How many times as much one measure may be as another of the same thing.
_FARTHEST = 30
#: The same of things that are merely counted, of which one side may see hardly any.
_FARTHEST_COUNT = 1000


def conflict(
    a: Sequence[Figure], b: Sequence[Figure], *, dated: bool = False
) -> tuple[Figure, Figure] | None:
    """Two figures of one unit that no number can make both true, or None.

    None too where some figure of that unit is the same on both sides.  A figure that one side
    rejects and the other gives is a conflict.  Times of day and dates are compared only where
    ``dated``: they are in conflict only if they are of one event, which the caller must know.
    """
    parted = any(x.whole for x in a) and any(y.whole for y in b)
    settled: set[str] = set()
    differing: list[tuple[Figure, Figure, frozenset[str]]] = []
    turned_down: tuple[Figure, Figure] | None = None
    for x, y in product(a[:MOST], b[:MOST]):
        unit = common_unit(x, y) if dated or not (x.dated or y.dated) else frozenset()
        if not unit or (x.rejected and y.rejected):
            continue
        agree = x.agrees(y)
        if x.rejected or y.rejected:
            turned_down = turned_down or ((x, y) if agree else None)
        elif not agree and (x.whole == y.whole or not parted):
            differing.append((x, y, unit))
        elif agree and not (x.whole and y.whole):
            settled |= unit
    for x, y, unit in differing:
        if not unit & settled:
            return x, y
    return turned_down


def agree(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether the two sides give one number of one unit, however written: "a week", "7 days".

    That one number could make both true is not enough: "up to 900" is more than "40".
    """
    return any(
        bool(common_unit(x, y))
        and x.agrees(y)
        and not (x.rejected or y.rejected)
        and abs(x.value - y.value) <= CONVERTED * max(x.value, y.value)
        for x, y in product(a[:MOST], b[:MOST])
    )


def bare_conflict(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether one side gives just one figure, of nothing in particular, that the other has not.

    "It is seventeen, and all are named" answers whatever figure the other side gave; only the
    caller knows whether the two speak of one thing.
    """
    for one, other in ((a, b), (b, a)):
        given = [f for f in one[:MOST] if not (f.dated or f.rejected or f.whole or f.deeds)]
        theirs = [f for f in other[:MOST] if not f.dated and not f.whole]
        if len(given) != 1 or not _of_nothing(given[0], theirs):
            continue
        asserted = [f for f in theirs if not f.rejected]
        if asserted and not any(_in_number(given[0], f) for f in asserted):
            return True
        if any(f.rejected and _in_number(given[0], f) for f in theirs):
            return True
    return False


def _of_nothing(one: Figure, theirs: Sequence[Figure]) -> bool:
    """Whether it is not said what ``one`` counts; "900 had joined" only says that they did."""
    if len(one.unit) != 1 or one.unit[0] not in LISTS["present"]:
        return not one.unit
    people = LISTS["anyone"] | LISTS["persons"]
    return any(f.unit and f.unit[0] in people for f in theirs)


def _in_number(bare: Figure, other: Figure) -> bool:
    """Whether the bare number agrees with the other as it is written."""
    scaled = replace(
        other,
        value=other.value / other.factor,
        low=other.low / other.factor,
        high=other.high / other.factor,
        factor=1.0,
    )
    return bare.agrees(scaled)


def only_later(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether one side says "not until 9 March", and a time that the other tells is no earlier."""
    return any(
        x.dated and x.kind == y.kind and x.low == x.value and x.high == inf and x.agrees(y)
        for x, y in (*product(a[:MOST], b[:MOST]), *product(b[:MOST], a[:MOST]))
    )


def common_unit(x: Figure, y: Figure) -> frozenset[str]:
    """What both count or measure, empty where they cannot be compared.

    Two kinds, currencies or rates cannot, nor measures of two things ("tonnes of grain" and "of
    oil"); things that are merely counted must be the same things.
    """
    kind = x.kind
    if kind != y.kind or not x.unit or not y.unit or _rates(x) != _rates(y):
        return frozenset()
    ours, theirs = _nouns(x), _nouns(y)
    if not kind:
        same = _same_things(x, y)
        return same if same and not _far_apart(x, y, _FARTHEST_COUNT) else frozenset()
    shared = frozenset(x.unit) & frozenset(y.unit)
    measure = kind == "money" or kind in MEASURES
    if measure and not set(ours[1:]) & set(theirs[1:]) and _far_apart(x, y, _FARTHEST):
        return frozenset()
    if kind == "money" and ours[:1] != theirs[:1]:
        return frozenset()
    if kind in FATES:
        told = [frozenset(nouns) - LISTS["anybody"] for nouns in (ours, theirs)]
    else:
        named = 0 if kind in ("percent", "points", "age", *DATED) else 1
        told = [frozenset(nouns[named:]) for nouns in (ours, theirs)]
    return frozenset() if told[0] and told[1] and not told[0] & told[1] else shared


def _same_things(x: Figure, y: Figure) -> frozenset[str]:
    """What both count by name, empty where these are two things."""
    ours, theirs = _nouns(x), _nouns(y)
    if not (ours and theirs):
        return frozenset()
    if x.deeds and y.deeds:
        return frozenset(x.deeds) & frozenset(y.deeds)
    for times, things in ((x, theirs), (y, ours)):
        done = frozenset(times.deeds) & frozenset(things)
        if done:
            return done
    if ours[0] in theirs or theirs[0] in ours:
        return frozenset(ours) & frozenset(theirs)
    return frozenset((ours[0], theirs[0])) if _same_persons(ours, theirs) else frozenset()


def _same_persons(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether those whom one side calls people, or by a wider name, may be the other side's.

    Not where only one of the two says what was done to them: people who were held need not be
    those who marched.
    """
    one, other = ours[0], theirs[0]
    wider = _WIDER.get(one) == other or _WIDER.get(other) == one
    if not wider and not any(
        general in LISTS["anyone"] and each in LISTS["anyone"] | LISTS["persons"]
        for general, each in ((one, other), (other, one))
    ):
        return False
    told = [frozenset(nouns[1:]) - LISTS["present"] for nouns in (ours, theirs)]
    return told[0] == told[1] or bool(told[0] & told[1])


def _far_apart(x: Figure, y: Figure, farthest: float) -> bool:
    """Whether one is more than ``farthest`` times the other: hardly one thing is meant."""
    less, more = sorted((x.high if x.low == 0 else x.low, y.high if y.low == 0 else y.low))
    return 0 < less * farthest < more


def _nouns(figure: Figure) -> tuple[str, ...]:
    return tuple(w for w in figure.unit[bool(figure.kind) :] if not w.startswith("/"))


def _rates(figure: Figure) -> frozenset[str]:
    return frozenset(word for word in figure.unit if word.startswith("/"))
