"""The relations that two claims can stand in, each with its own gate.

A relation looks at a pair and says whether it can hold at all; how sure it is, the score
decides.  They are asked in order, and the first that can hold names the pair.
"""

from __future__ import annotations

from factcheck.model import Act, Relation
from factcheck.opposition.figures import KINDS, conflict
from factcheck.opposition.pairs import Pair

#: Cosine without negation below which two statements are about different things.
NEAR = 0.4
#: Cosine without negation from which they are one proposition, whatever inference says: small
#: models sometimes read past a "not".
ONE = 0.8
_NOT_FACTS = (Act.DEMAND, Act.PROMISE)


def relation(pair: Pair) -> Relation | None:
    """The relation that the pair can stand in, or None."""
    if not possible(pair):
        return None
    if pair.same_party:
        return Relation.POSITION_CHANGE if position_change(pair) else None
    for name, holds in (
        (Relation.MUTUAL_BLAME, mutual_blame),
        (Relation.NUMERIC_CONFLICT, numeric_conflict),
        (Relation.DENIAL, denial),
        (Relation.CONTRADICTION, contradiction),
    ):
        if holds(pair):
            return name
    return None


def possible(pair: Pair) -> bool:
    """Whether any relation can hold, whatever inference will say of the pair."""
    a, b = pair.a, pair.b
    if pair.quotes_opponent or not a.party or not b.party or a.question or b.question:
        return False
    if pair.strangers:
        return False
    if mutual_blame(pair):
        return True
    return pair.aligned >= NEAR and _facts(pair) and not pair.same_blame


def mutual_blame(pair: Pair) -> bool:
    """Each accuses the other's party, about one matter.

    It is mostly no logical contradiction (both may have failed), so inference is not asked;
    a failure answers a failure and a deed a deed.
    """
    if not pair.mutual:
        return False
    if pair.a.duty and pair.b.duty:
        return pair.similarity >= 0.25
    return pair.similarity >= 0.5 and (pair.a.duty == pair.b.duty or bool(pair.common))


def denial(pair: Pair) -> bool:
    """One charges the other's party, which rejects the charge or says the contrary."""
    turned = pair.charge_first()
    return turned is not None and _facts(pair) and contrary(pair)


def contradiction(pair: Pair) -> bool:
    """Both cannot be true: contradiction leads both other classes on one subject matter."""
    return _facts(pair) and contrary(pair)


def numeric_conflict(pair: Pair) -> bool:
    """Different figures for one measure in otherwise like statements."""
    found = conflict(pair.a.figures, pair.b.figures)
    if found is None or not _facts(pair) or pair.aligned < NEAR:
        return False
    measured = set(found[0].unit) & set(found[1].unit) - KINDS
    return pair.covered >= 0.25 if measured else pair.covered > 0.5


def position_change(pair: Pair) -> bool:
    """One party on another day says the contrary of what it said.

    A side's statements lie close together, so more is asked than of two sides: what it says
    of another time or of another part of the matter is no change.
    """
    near = pair.aligned >= (0.62 if pair.polar else 0.68)
    return near and bool(pair.days) and _facts(pair) and contrary(pair)


def contrary(pair: Pair) -> bool:
    """Whether the two say the contrary of each other about one thing.

    Either they are one proposition, once negated: the same words without the negation, or
    close and inference does not object; or inference finds a contradiction with a margin over
    both other classes in the better direction and does not take it back in the other, and
    they share words.
    """
    if pair.polar and pair.aligned >= ONE and pair.covered >= 0.6:
        return True
    if conflict(pair.a.figures, pair.b.figures) is None and pair.entailment > 0.75:
        return False
    if not pair.common and pair.aligned < 0.7:
        return False
    if pair.polar:
        return pair.contradiction >= (0.4 if pair.aligned >= 0.58 else 0.8)
    close = pair.aligned >= 0.5 and (len(pair.common) >= 2 or pair.covered >= 0.5)
    return close and pair.margin > 0.3 and pair.worse >= 0.3


def _facts(pair: Pair) -> bool:
    """Whether both state facts: a demand or a promise cannot be contradicted by one."""
    return pair.a.claim.act not in _NOT_FACTS and pair.b.claim.act not in _NOT_FACTS
