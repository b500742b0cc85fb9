"""How likely a careful reader would agree: logistic models, stored as data.

The first, the ``promise`` of a pair, rests on what is known before any inference and decides
what is worth asking about; the second adds to its log-odds what inference says.  Between the two
a glance, at the voiced statements in one direction, spares most pairs the other questions.
"""

from __future__ import annotations

import math

from factcheck.model import Act
from factcheck.opposition.pairs import Pair
from factcheck.opposition.relations import HALF, blamed
from factcheck.opposition.weights import load, weighed

#: Probabilities from which inference says so, and says that one follows from the other.
SAYS_SO, FOLLOWS = 0.5, 0.75
#: The mean of both directions from which the voiced statements count as opposing each other.
OPPOSE = 0.4
#: The same where two figures conflict and both statements are about one thing: inference is
#: weak at figures, which are compared without it.
OPPOSE_COUNTED = 0.2
#: The same where each blames the other, not in so many words, and they share no word for what.
OPPOSE_BLAMED = 0.1
_WISHES = (Act.DEMAND, Act.PROMISE)
_TO_COME = (*_WISHES, Act.ASSESSMENT)


def known(pair: Pair) -> dict[str, float]:
    """What is known of a pair before inference, each roughly between 0 and 1."""
    a, b = pair.a, pair.b
    acts = (a.claim.act, b.claim.act)
    charged = pair.charge_first() is not None
    figures = pair.conflict is not None
    return {
        "similarity": pair.similarity,
        "aligned": pair.aligned,
        "setting": pair.setting,
        "named": 0.0 if pair.same_party else ((a.party in b.names) + (b.party in a.names)) / 2,
        "own_affairs": float(pair.own_affairs),
        "common": min(len(pair.common), 4) / 4,
        "covered": pair.covered,
        "same_words": len(a.words & b.words) / max(1, len(a.words | b.words)),
        "brief": 1 - min(len(a.words), len(b.words), 12) / 12,
        "polar": float(pair.polar),
        "figures": float(figures),
        "figures_covered": figures * pair.covered,
        "figures_later": figures * min(pair.days or 0, 14) / 14,
        "risen": float(pair.risen),
        "dates": float(not figures and pair.clash is not None),
        "bare_figures": float(pair.bare_conflict),
        "same_document": float(pair.same_document),
        "near": pair.near,
        "days": min(pair.days or 0, 14) / 14,
        "met": ((a.party in b.company) + (b.party in a.company)) / 2,
        "charge": float(charged),
        "denial": float(Act.DENIAL in acts),
        "denial_of_charge": float(charged and Act.DENIAL in acts),
        "charges": sum(act is Act.ACCUSATION for act in acts) / 2,
        "mutual": float(pair.mutual),
        "mutual_near": pair.mutual * pair.near,
        "mutual_failure": float(pair.mutual_failure),
        "rival_blame": float(pair.rival_blame),
        "same_blame": float(pair.same_blame),
        "wishes": sum(act in _WISHES for act in acts) / 2,
        "assessments": sum(act is Act.ASSESSMENT for act in acts) / 2,
        "same_party": float(pair.same_party),
        "same_party_aligned": pair.same_party * pair.aligned,
        "same_party_polar": float(pair.same_party and pair.polar),
        "same_party_to_come": pair.same_party * sum(act in _TO_COME for act in acts) / 2,
        "given_up": float(pair.given_up),
        "bystanders": float(pair.bystanders),
        "confidence": min(a.claim.confidence, b.claim.confidence),
        "framed": (a.framed + b.framed) / 2,
        "leaning": (a.leaning + b.leaning) / 2,
    }


def heard(pair: Pair, promise: float) -> dict[str, float]:
    """What inference adds to ``promise``, the log-odds of what was known before."""
    said = [verdict[2] for verdict in pair.voiced]
    return {
        "promise": promise,
        "voiced_odds": sum(_odds(p) for p in said) / 2,
        "voiced_both": min(said),
        "voiced_entailment": max(verdict[0] for verdict in pair.voiced),
        "both_directions": pair.worse,
        "setting": pair.setting,
        "sure_in_setting": min(*said, pair.worse) * pair.setting,
        "contradiction_odds": sum(_odds(verdict[2]) for verdict in pair.nli) / 2,
        "entailment": pair.entailment,
        "blame_both": min(pair.blame),
        "rival_blame": float(pair.rival_blame),
        "mutual_failure": float(pair.mutual_failure),
        "risen": float(pair.risen),
        "same_document": float(pair.same_document),
        "near": pair.near,
        "same_party": float(pair.same_party),
        "same_party_sure": pair.same_party * max(0.0, 2 * min(said) - 1),
        "bystanders": float(pair.bystanders),
        "framed": (pair.a.framed + pair.b.framed) / 2,
        "leaning": (pair.a.leaning + pair.b.leaning) / 2,
    }


def glimpsed(pair: Pair, promise: float) -> dict[str, float]:
    """What is known once inference was asked in one direction, with ``promise``."""
    return {
        "promise": promise,
        "voiced_odds": _odds(pair.voiced[0][2]),
        "mutual": float(pair.mutual),
        "mutual_failure": float(pair.mutual_failure),
        "same_document": float(pair.same_document),
        "near": pair.near,
        "same_party": float(pair.same_party),
        "same_party_odds": pair.same_party * _odds(pair.voiced[0][2]),
        "bystanders": float(pair.bystanders),
    }


def worth_hearing(pair: Pair) -> bool:
    """Whether a pair that was asked about in one direction is asked about in full."""
    model = load()["glance"]
    return weighed(model["weights"], glimpsed(pair, promise(pair))) >= float(model["hear_from"])


def promise(pair: Pair) -> float:
    """Log-odds that the pair opposes, before inference."""
    return weighed(load()["promise"]["weights"], known(pair))


def promising(pair: Pair) -> bool:
    """Whether inference is asked about the pair."""
    return promise(pair) >= float(load()["promise"]["ask_from"])


def heard_opposed(pair: Pair) -> bool:
    """Whether inference hears an opposition at all; without, nothing else makes up for it.

    On news most pairs of claims that look like a dispute are none: one passes on, repeats or adds
    to the other.  So the voiced statements must oppose each other on average, and neither may
    follow from the other unless figures conflict; or each lays blame on the other's party, and
    they do so in so many words, share a word for what, or oppose each other at least a little.
    """
    if all(blamed(pair)) and not pair.same_party:
        plain = pair.a.responsibility and pair.b.responsibility
        one = plain or bool(pair.matter) or pair.voiced_contradiction >= OPPOSE_BLAMED
        return one and pair.entailment < FOLLOWS
    if pair.conflict is None and pair.entailment >= FOLLOWS:
        return False
    return voices_oppose(pair)


def voices_oppose(pair: Pair) -> bool:
    """Whether the voiced statements oppose each other on average, and neither follows."""
    if pair.same_figures or pair.only_later:
        return False
    if max(verdict[0] for verdict in pair.voiced) >= SAYS_SO:
        return False
    counted = pair.conflict is not None and not pair.same_party and pair.covered >= HALF
    least = OPPOSE_COUNTED if counted else OPPOSE
    return pair.voiced_contradiction >= least


def score(pair: Pair) -> float:
    """Probability between 0 and 1 that a careful reader would call the pair opposed."""
    if not heard_opposed(pair):
        return 0.0
    return 1 / (1 + math.exp(-weighed(load()["score"]["weights"], heard(pair, promise(pair)))))


def _odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))
