"""How an indexed claim stands to a text: whether it supports it, refutes it, or does neither.

What a small inference model hears is not enough: it takes two denials for one another, and a
denial of one deed for one of any.  So both must speak of one thing, by the words that they share
or because inference still agrees once the negation is left out (:func:`unnegated`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.model import Act, Claim, Relation, Stance
from factcheck.nli.judge import ENTAILMENT
from factcheck.opposition.near_miss import happened_since
from factcheck.opposition.pairs import BLAMING, SAME, Pair
from factcheck.opposition.polarity import implied
from factcheck.opposition.relations import ONE, contrary
from factcheck.opposition.score import SAYS_SO
from factcheck.opposition.texts import stems

#: The cosine below which no claim bears on a text by its words, and that from which an
#: entailment is believed.
NEAR, CLOSE = 0.35, 0.5
#: Cosine from which a charge against the same party, or an entailment, needs no shared word.
_ONE_CHARGE, _ONE_THING = SAME, 0.7
#: Probability of a contradiction below which nothing refutes but the same sentence negated, and
#: that in both directions from which one shared word of substance and a name are enough.
_HEARD, _PLAIN = 0.4, 0.8
#: Share of the longer one's words in one sentence that is said and denied.
_WHOLE = 0.75
#: Shared words that make two statements with a negation be about one thing, and the share of the
#: shorter one's that makes them one sentence where they are close enough.
_ENOUGH, _COVERED = 2, 0.6
#: Probability from which what is asked without the negation counts as following: of one deed it
#: is mostly above 0.6, of two below 0.2.
_FOLLOWS = 0.35
#: What speaks of what is to come is answered by a promise; what is so, is not.
_TO_COME = re.compile(r"\b(?:will|would|shall|wo|going to|plan(?:s|ned)? to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """A claim beside the queried one; ``score`` is how sure its ``stance`` is, 0 to 1.

    ``why`` says of a neutral one that looks like more what keeps it from that.
    """

    claim: Claim
    stance: Stance
    score: float
    relation: Relation | None = None
    why: str | None = None


def bearing(pair: Pair) -> Match | None:
    """How the claim ``pair.a`` stands to the text, ``pair.b``; None if it does not bear on it.

    One that hangs on a negation (:func:`unnegated`) may turn out to be neutral.
    """
    claim = pair.a.claim
    structural = by_blame(pair)
    if structural is not None:
        return structural
    if pair.similarity < NEAR:
        return None
    neutral = as_neutral(pair)
    promised = claim.act is Act.PROMISE and _TO_COME.search(pair.b.text) is None
    if claim.act is Act.DEMAND or promised or pair.a.question:
        return neutral
    entailed = pair.nli[0][ENTAILMENT]
    if entailed > SAYS_SO and pair.aligned >= CLOSE and not pair.polar:
        both = pair.a.negated and pair.b.negated
        one_thing = both or bool(pair.common) or pair.aligned >= _ONE_THING
        if one_thing and pair.conflict is None:
            return Match(claim, Stance.SUPPORTS, round(entailed, 4))
        return neutral
    opposed = (contrary(pair) or _plainly(pair)) and not pair.same_figures
    opposed = opposed and (pair.contradiction >= _HEARD or _one_sentence(pair))
    if opposed and _same_thing_denied(pair) and not happened_since(pair):
        return Match(claim, Stance.REFUTES, round(pair.contradiction, 4), Relation.CONTRADICTION)
    return neutral


def as_neutral(pair: Pair) -> Match:
    """The claim ``pair.a`` as one that is near to the text and neither supports nor refutes it."""
    return Match(pair.a.claim, Stance.NEUTRAL, round(pair.nli[0][1] * pair.similarity, 4))


def unnegated(pair: Pair) -> tuple[str, str] | None:
    """What must still follow, premise and hypothesis, where a stance hangs on a negation alone.

    "S did not V" is refuted only by what says that S did V, and supports "X did not W" only if
    from "X did W" it follows that S did V.  None where no negation is involved, and where the
    two share words enough to be about one thing, or are one sentence but for the negation.
    """
    one_sentence = pair.aligned >= ONE and pair.covered >= _COVERED
    if one_sentence or len(subject(pair)) >= _ENOUGH:
        return None
    a, b = pair.a, pair.b
    if pair.polar:
        return (b.text, a.positive) if a.negated else (a.text, b.positive)
    return (b.positive, a.positive) if a.negated and b.negated else None


def holds(entailment: float) -> bool:
    """Whether what :func:`unnegated` asks follows, by the probability that it does."""
    return entailment >= _FOLLOWS


def subject(pair: Pair) -> frozenset[str]:
    """The shared words by which both may speak of one thing: neither figures, money nor blame."""
    figures = (*pair.a.figures, *pair.b.figures)
    counted = (stems(figure.written) for figure in figures)
    money = (stems(" ".join(figure.unit)) for figure in figures if figure.kind == "money")
    return frozenset(pair.common) - BLAMING.union(*counted, *money)


def by_blame(pair: Pair) -> Match | None:
    """A stance that follows from who blames whom.

    Plain blame ("X is to blame for …") is supported by charges against X on the matter, or that
    X failed to do something, and refuted by X's charges against others on the matter, or by
    anybody's where it is plainly the same matter.  Where a deed is named, a charge must be near
    to it, and only a denial answers it.
    """
    claim, blames = pair.a.claim, pair.b.claim.targets
    if not blames or claim.party is None:
        return None
    plain = pair.b.claim.act is Act.ACCUSATION
    shared = bool(subject(pair))
    close = pair.similarity >= (NEAR if plain else 0.55) and (plain or bool(pair.common))
    score = round(min(0.95, 0.45 + pair.similarity / 2), 4)
    if claim.act is Act.ACCUSATION and set(blames) & set(claim.targets):
        on_the_matter = shared or pair.similarity >= _ONE_CHARGE or (plain and implied(pair.a.text))
        agrees = on_the_matter and (plain or not pair.polar)
        return Match(claim, Stance.SUPPORTS, score) if close and agrees else None
    if claim.party.id in blames and shared:
        if plain and claim.act is Act.ACCUSATION and claim.targets:
            return Match(claim, Stance.REFUTES, score, Relation.MUTUAL_BLAME)
        if claim.act is Act.DENIAL and close and (plain or pair.polar):
            return Match(claim, Stance.REFUTES, score, Relation.DENIAL)
    if plain and claim.targets and claim.act is Act.ACCUSATION:
        one_matter = len(subject(pair)) >= _ENOUGH and pair.similarity >= _ONE_CHARGE
        return Match(claim, Stance.REFUTES, score, Relation.MUTUAL_BLAME) if one_matter else None
    return None


def _plainly(pair: Pair) -> bool:
    """Whether inference is sure both ways of two texts on one party and one matter.

    "Norland kept the truce" against "Norland broke a ten-day truce" shares few words.
    """
    named = (pair.a.titles & pair.b.titles) & stems(pair.a.text) & stems(pair.b.text)
    close = pair.aligned >= CLOSE and bool(subject(pair)) and bool(named)
    return close and not pair.polar and pair.worse >= _PLAIN


def _one_sentence(pair: Pair) -> bool:
    """Whether the two have the same words, and one of them a negation."""
    words = (stems(side.positive) - pair.a.titles - pair.b.titles for side in (pair.a, pair.b))
    return pair.polar and len(pair.common) >= _WHOLE * max(len(each) for each in words)


def _same_thing_denied(pair: Pair) -> bool:
    """Whether a contradiction is of one thing.

    Without a negation to tell by, inference must say so in both directions, and the two must
    share more than figures or be of one measure.
    """
    if pair.polar:
        return True
    return pair.worse >= SAYS_SO and bool(subject(pair))
