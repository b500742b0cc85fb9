"""The relations that two claims can stand in, each with its own gate.

A relation looks at a pair and says whether it can hold at all; how sure it is, the score
decides.  They are asked in order, and the first that can hold names the pair.
"""

from __future__ import annotations

from factcheck.model import Act, Relation
from factcheck.opposition.figures import conflict
from factcheck.opposition.pairs import Pair

#: A demand, a promise or a wish cannot be contradicted by a fact.
_NOT_FACTS = (Act.DEMAND, Act.PROMISE)


def relation(pair: Pair) -> Relation | None:
    """The relation that the pair can stand in, or None."""
    if pair.quotes_opponent or not pair.a.party or not pair.b.party:
        return None
    if pair.same_party:
        return Relation.POSITION_CHANGE if position_change(pair) else None
    for name, holds in (
        (Relation.MUTUAL_BLAME, mutual_blame),
        (Relation.DENIAL, denial),
        (Relation.NUMERIC_CONFLICT, numeric_conflict),
        (Relation.CONTRADICTION, contradiction),
    ):
        if holds(pair):
            return name
    return None


def mutual_blame(pair: Pair) -> bool:
    """Each accuses the other's party, about one matter.

    It is mostly no logical contradiction (both may have failed), so inference is not asked;
    a failure answers a failure and a deed a deed.
    """
    if not pair.mutual:
        return False
    alike = pair.a.duty == pair.b.duty
    return pair.similarity >= (0.3 if alike else 0.5)


def denial(pair: Pair) -> bool:
    """One charges the other's party, which rejects the charge or says the contrary."""
    turned = pair.charge_first()
    if turned is None:
        return False
    answer = turned.b.claim
    if answer.act is Act.DENIAL and not pair.entailment > 0.6:
        return pair.similarity >= 0.4 and (pair.margin > 0 or len(pair.common) >= 2)
    return answer.act not in _NOT_FACTS and _contrary(pair)


def contradiction(pair: Pair) -> bool:
    """Both cannot be true: contradiction leads both other classes on one subject matter."""
    if pair.a.claim.act in _NOT_FACTS or pair.b.claim.act in _NOT_FACTS:
        return False
    return _contrary(pair)


def numeric_conflict(pair: Pair) -> bool:
    """Different figures for one measure in otherwise like statements."""
    if pair.a.claim.act in _NOT_FACTS or pair.b.claim.act in _NOT_FACTS:
        return False
    return (
        conflict(pair.a.figures, pair.b.figures) is not None
        and pair.similarity >= 0.5
        and len(pair.common) >= 2
    )


def position_change(pair: Pair) -> bool:
    """One party on another day says the contrary of what it said."""
    if not pair.days or pair.a.claim.act in _NOT_FACTS or pair.b.claim.act in _NOT_FACTS:
        return False
    return _contrary(pair) and conflict(pair.a.figures, pair.b.figures) is None


def _contrary(pair: Pair) -> bool:
    """The margin of contradiction in the better direction, and a subject in common."""
    if pair.margin <= 0.1 or not pair.common:
        return False
    return pair.similarity >= 0.5 or (pair.similarity >= 0.4 and len(pair.common) >= 2)
