"""Why a claim that looks like support or opposition of another is neither, for a reader to see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from factcheck.model import Act
from factcheck.nli.judge import ENTAILMENT
from factcheck.opposition.figures import Figure, common_unit
from factcheck.opposition.pairs import Pair

#: Cosine of statements, and probability of a verdict, from which "neutral" may puzzle.
_ALIKE, _LIKELY = 0.5, 0.5


def why_neutral(pair: Pair) -> str | None:
    """In a few words why ``pair.a`` neither supports nor refutes ``pair.b``, a judged pair.

    None where the two are so unlike that nobody would ask, and where no one thing tells them
    apart.
    """
    heard = max(pair.nli[0][ENTAILMENT], pair.contradiction)
    if pair.similarity < _ALIKE and heard < _LIKELY:
        return None
    return next(_reasons(pair), None)


def _reasons(pair: Pair) -> Iterator[str]:
    claim = pair.a.claim
    if pair.a.question:
        yield "it asks, and states nothing"
    if claim.act is Act.DEMAND:
        yield "it demands, and does not say that it is so"
    if claim.act is Act.PROMISE:
        yield "it speaks of what is to come"
    if claim.reports is not None:
        yield "it passes on what another side says"
    if pair.clash is not None:
        ours, theirs = pair.clash
        if ours.dated:
            yield f"it speaks of another time: {_within(ours)}, not {_within(theirs)}"
        else:
            yield f"its figure, {_within(ours)} against {_within(theirs)}, may be of another thing"
    if happened_since(pair):
        yield "one tells of what happened after the other was said"
    for ours, theirs in product(pair.a.figures, pair.b.figures):
        if _leaves_room(ours, theirs):
            yield f"{_within(ours)} and {_within(theirs)} can both be right"
    if pair.nli[1][ENTAILMENT] >= _LIKELY > pair.nli[0][ENTAILMENT]:
        yield "it says less: it follows, but does not bear the claim out"
    if pair.nli[0][ENTAILMENT] >= _LIKELY and pair.polar:
        yield "only one of the two is negated, though they sound alike"
    if pair.contradiction >= _LIKELY:
        yield "it sounds contrary, but the two share too little to be sure"


def happened_since(pair: Pair) -> bool:
    """Whether one tells of a day on which the other had been said before.

    What was true when it was said is not refuted by what came after.
    """
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if one.day is None or other.day is None:
            continue
        days = (f.value for f in one.figures if f.kind == "date" and not f.rejected)
        if any(_number(other.day) < day <= _number(one.day) for day in days):
            return True
    return False


def _number(day: date) -> int:
    """``day`` as :class:`factcheck.opposition.figures.Figure` has dates."""
    return day.year * 10000 + day.month * 100 + day.day


def _leaves_room(ours: Figure, theirs: Figure) -> bool:
    """Whether two figures of one thing differ as written, and one number makes both true."""
    differ = ours.value != theirs.value or (ours.low, ours.high) != (theirs.low, theirs.high)
    rejected = ours.rejected or theirs.rejected
    return differ and not rejected and bool(common_unit(ours, theirs)) and ours.agrees(theirs)


def _within(figure: Figure) -> str:
    """A figure as it is written, in the middle of a sentence."""
    return figure.written[:1].lower() + figure.written[1:]
