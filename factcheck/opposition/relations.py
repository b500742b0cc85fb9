"""The relations that two opposed claims can stand in, and what rules a pair out.

Whether a pair is opposed at all, the score decides.  What to call it, a model with one set of
weights a relation does, fitted on annotated pairs and stored as data beside the score's.
"""

from __future__ import annotations

from factcheck.model import Act, Relation
from factcheck.opposition.pairs import SAME, Pair
from factcheck.opposition.weights import load, weighed
from factcheck.parties.sides import unnamed

#: Cosine without negation from which two statements are one proposition, whatever inference
#: says: small models sometimes read past a "not".
ONE = 0.8
#: Share of the shorter one's words from which both are about one thing.
HALF = 0.5
#: Probability from which inference counts as having heard blame.
HEARD = 0.5


def possible(pair: Pair) -> bool:
    """Whether the pair can be opposed, whatever inference will say of it.

    Two known parties that meet in some document, or one party on two days; neither asks, nor only
    passes on what the other's party says or is the same words or holds them, nor only denies words
    that the other does not say, nor is one the authorities and the other their police.
    """
    a, b = pair.a, pair.b
    if not a.party or not b.party or a.question or b.question:
        return False
    if pair.quotes_opponent or pair.one_content or pair.retold or pair.one_office:
        return False
    if pair.same_party and unnamed(a.claim.party):
        return False  # the police of another day may be those of another town
    if (a.rebuts or b.rebuts) and pair.aligned < SAME and pair.covered < HALF:
        return False
    return bool(pair.days) if pair.same_party else not pair.strangers


def relation(pair: Pair) -> Relation:
    """The likeliest relation of an opposed pair, of those that its form allows."""
    allowed = allowed_relations(pair)
    if len(allowed) == 1:
        return allowed[0]
    found = signs(pair)
    models = load()["relation"]
    return max(allowed, key=lambda name: (weighed(models[name], found), name))


def allowed_relations(pair: Pair) -> list[Relation]:
    """What the pair can be called: a change of position within one party, and only there.

    Who charge each other and oppose each other lay one failure on each other, unless it is their
    figures that conflict: so do 82 of 89 such pairs of the stories to train and develop on.
    """
    if pair.same_party:
        return [Relation.POSITION_CHANGE]
    if pair.mutual and pair.conflict is None:
        return [Relation.MUTUAL_BLAME]
    allowed = [Relation.CONTRADICTION, Relation.DENIAL, Relation.DIFFERING_ACCOUNT]
    if pair.comparable:
        allowed.append(Relation.NUMERIC_CONFLICT)
    if all(blamed(pair)):
        allowed.append(Relation.MUTUAL_BLAME)
    return allowed


def signs(pair: Pair) -> dict[str, float]:
    """What tells the relations apart, each between 0 and 1."""
    acts = (pair.a.claim.act, pair.b.claim.act)
    blame = blamed(pair)
    figures = pair.conflict is not None
    return {
        "figures": float(figures),
        "figures_covered": figures * pair.covered,
        "dates": float(not figures and pair.clash is not None),
        "bare_figures": float(pair.bare_conflict),
        "both_figures": float(bool(pair.a.figures and pair.b.figures)),
        "one_figure": float(bool(pair.a.figures or pair.b.figures)),
        "blamed": float(any(blame)),
        "both_blamed": float(all(blame)),
        "blame": max(pair.blame),
        "blame_both": min(pair.blame),
        "charge": float(pair.charge_first() is not None),
        "charges": acts.count(Act.ACCUSATION) / 2,
        "denial": float(Act.DENIAL in acts),
        "demand": float(Act.DEMAND in acts),
        "promise": float(Act.PROMISE in acts),
        "assessment": float(Act.ASSESSMENT in acts),
        "polar": float(pair.polar),
        "aligned": pair.aligned,
        "covered": pair.covered,
        "contradiction": pair.contradiction,
        "both_directions": pair.worse,
        "entailment": pair.entailment,
        "voiced": pair.voiced_contradiction,
        "same_document": float(pair.same_document),
    }


def blamed(pair: Pair) -> tuple[bool, bool]:
    """Whether each lays blame on the other's party, in so many words or as inference hears it."""
    return (
        pair.b.party in pair.a.claim.targets or pair.blame[0] >= HEARD or pair.a.charges(pair.b),
        pair.a.party in pair.b.claim.targets or pair.blame[1] >= HEARD or pair.b.charges(pair.a),
    )


def contrary(pair: Pair) -> bool:
    """Whether two bare statements say the contrary of each other about one thing.

    Either they are one proposition, once negated: the same words without the negation, or
    close and inference does not object; or inference finds a contradiction with a margin over
    both other classes in the better direction and does not take it back in the other, and
    they share words.
    """
    if pair.polar and pair.aligned >= ONE and pair.covered >= 0.6:
        return True
    if pair.conflict is None and pair.entailment > 0.75:
        return False
    if not pair.common and pair.aligned < 0.7:
        return False
    if pair.polar:
        return pair.contradiction >= (0.4 if pair.aligned >= 0.58 else 0.8)
    close = pair.aligned >= 0.5 and (len(pair.common) >= 2 or pair.covered >= 0.5)
    return close and pair.margin > 0.3 and pair.worse >= 0.3
