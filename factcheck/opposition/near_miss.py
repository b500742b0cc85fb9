"""Why a claim that looks like support or opposition of another is neither, for a reader to see.

:func:`why_neutral` says it of a claim beside a text that somebody asks about, :func:`near_miss` of
the claims of two parties that no finding joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from factcheck.model import Act, Claim
from factcheck.nli.judge import ENTAILMENT
from factcheck.opposition.comparing import common_unit
from factcheck.opposition.figures import Figure
from factcheck.opposition.pairs import UNJUDGED, Pair, Verdict

#: Cosine of statements, and probability of a verdict, from which "neutral" may puzzle.
_ALIKE, _LIKELY = 0.5, 0.5
#: Cosine from which two claims of one matter are near to each other whatever inference hears; and
#: probabilities of "neutral" from which a denial is of another deed, and figures of other things.
_NEAR, _UNCONCERNED, _UNRELATED = 0.7, 0.75, 0.6
#: Probability from which both say the same, and cosine from which a denial sounds like an answer to
#: a charge that it shares no word with.
_AGREED, _SOUNDS_LIKE = 0.6, 0.55
_OUGHT = re.compile(r"\b(?:must|should|ought|needs?|has|have|was for|is for)\b", re.IGNORECASE)


class Kind(StrEnum):
    """Why two claims of two parties that come near to an opposition are none."""

    AGREEMENT = "agreement"
    UPDATE = "update"
    OTHER_FIGURES = "other_figures"
    COMPATIBLE_FIGURES = "compatible_figures"
    DEMAND = "demand"
    OTHER_DEED = "other_deed"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two claims do not oppose each other; ``text`` is half a sentence."""

    kind: Kind
    text: str


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


def near_miss(pair: Pair) -> Reason | None:
    """Why two claims of two parties in one matter are no opposition; None where it is not known.

    Of what inference says only ``pair.voiced`` counts, and there what it was asked.
    """
    return next(_differences(pair), None)


def plausible(a: Claim, b: Claim, similarity: float, said: Sequence[Verdict]) -> bool:
    """Whether :func:`near_miss` may have something to say, figures aside, before words are read.

    ``said`` is what inference says of the statements with their makers, where it was asked.
    """
    if any(verdict[ENTAILMENT] >= _AGREED for verdict in said) and similarity >= _NEAR:
        return True
    if _demanded(a, b) and any(_heard(similarity, verdict) for verdict in said):
        return True
    unconcerned = bool(said) and all(verdict[1] >= _UNCONCERNED for verdict in said)
    return unconcerned and _charge_and_denial(a, b)


def _differences(pair: Pair) -> Iterator[Reason]:
    a, b = pair.a.claim, pair.b.claim
    if pair.a.words == pair.b.words != frozenset():
        yield Reason(Kind.AGREEMENT, "both say it, in the same words")
    asked = [verdict for verdict in pair.voiced if verdict != UNJUDGED[0]]
    if not asked:
        return
    if _demanded(a, b) and any(_heard(pair.similarity, verdict) for verdict in asked):
        yield Reason(Kind.DEMAND, "one is a demand, and does not say how things are")
    opposed = sum(verdict[2] for verdict in asked) / len(asked)
    unrelated = all(verdict[1] >= _UNRELATED for verdict in asked)
    if happened_since(pair) and opposed >= _LIKELY:
        yield Reason(Kind.UPDATE, "one tells of what happened after the other was said")
    if pair.conflict is not None:
        ours, theirs = (_within(figure) for figure in pair.conflict)
        if pair.risen and opposed >= _AGREED:
            yield Reason(Kind.UPDATE, f"the later count is the higher: {ours} and {theirs}")
        elif unrelated:
            yield Reason(Kind.OTHER_FIGURES, f"{ours} and {theirs} are of different things")
    for one, other in product(pair.a.figures, pair.b.figures):
        if pair.common and _leaves_room(one, other) and pair.conflict is None:
            both = f"{_within(one)} and {_within(other)} can both be right"
            yield Reason(Kind.COMPATIBLE_FIGURES, both)
    like_an_answer = _charge_and_denial(a, b) and (pair.common or pair.similarity >= _SOUNDS_LIKE)
    if like_an_answer and all(verdict[1] >= _UNCONCERNED for verdict in asked):
        yield Reason(Kind.OTHER_DEED, "what is denied is not what is charged")
    follows = max(verdict[ENTAILMENT] for verdict in asked) >= _AGREED
    if follows and pair.similarity >= _NEAR and not pair.polar:
        yield Reason(Kind.AGREEMENT, "both say so")


def _demanded(a: Claim, b: Claim) -> bool:
    """Whether one demands something, in so many words, where the other need not."""
    return any(c.act is Act.DEMAND and _OUGHT.search(c.statement) for c in (a, b))


def _heard(similarity: float, voiced: Verdict) -> bool:
    """Whether a demand sounds as if it were opposed to the other claim."""
    return voiced[2] >= _LIKELY or similarity >= _NEAR


def _charge_and_denial(a: Claim, b: Claim) -> bool:
    """Whether one charges the party of the other, which denies something."""
    return any(
        charge.act is Act.ACCUSATION
        and denial.act is Act.DENIAL
        and denial.party is not None
        and denial.party.id in charge.targets
        for charge, denial in ((a, b), (b, a))
    )


def happened_since(pair: Pair) -> bool:
    """Whether one tells of a day on which the other had been said before.

    What was true when it was said is not refuted by what came after.  The day of the telling
    itself is left out: it mostly says when it was told.
    """
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if one.day is None or other.day is None:
            continue
        days = (f.value for f in one.figures if f.kind == "date" and not f.rejected)
        if any(_number(other.day) < day < _number(one.day) for day in days):
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
