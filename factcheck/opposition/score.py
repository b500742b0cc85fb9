"""How likely a careful reader would agree: a logistic model, stored as data."""

from __future__ import annotations

import hashlib
import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

from factcheck.model import Act, Relation
from factcheck.opposition.figures import conflict
from factcheck.opposition.pairs import Pair

_WEIGHTS = Path(__file__).parent / "weights.json"


def features(pair: Pair) -> dict[str, float]:
    """What a score rests on, each roughly between 0 and 1."""
    turned = pair.charge_first()
    answered = turned is not None and turned.b.claim.act is Act.DENIAL
    figures = conflict(pair.a.figures, pair.b.figures) is not None
    return {
        "similarity": pair.similarity,
        "aligned": pair.aligned,
        "polar": float(pair.polar),
        "polar_and_aligned": pair.aligned if pair.polar else 0.0,
        "contradiction": pair.contradiction,
        "both_directions": pair.worse,
        "entailment": pair.entailment,
        "common": min(len(pair.common), 4) / 4,
        "covered": pair.covered,
        "figures": float(figures),
        "same_document": float(pair.same_document),
        "days": min(pair.days or 0, 14) / 14,
        "charge": float(turned is not None),
        "denial_of_charge": float(answered),
        "both_failures": float(pair.a.duty and pair.b.duty),
        "failure_and_deed": float(pair.a.duty != pair.b.duty),
        "parse": min(pair.a.claim.confidence, pair.b.claim.confidence),
    }


def score(pair: Pair, relation: Relation) -> float:
    """Probability between 0 and 1 that ``relation`` holds, by the stored weights."""
    weights: dict[str, float] = _model(relation)["weights"]
    total = weights["bias"]
    for name, value in features(pair).items():
        total += weights.get(name, 0.0) * value
    return 1 / (1 + math.exp(-total))


def threshold(relation: Relation) -> float:
    """The score from which a finding of ``relation`` is reported."""
    return float(_model(relation)["report_from"])


def _model(relation: Relation) -> dict[str, Any]:
    model: dict[str, Any] = load()["models"][
        "blame" if relation is Relation.MUTUAL_BLAME else "contrary"
    ]
    return model


@lru_cache(maxsize=1)
def load() -> dict[str, Any]:
    """The stored weights and thresholds, with the run that set them."""
    loaded: dict[str, Any] = json.loads(_WEIGHTS.read_text("utf-8"))
    return loaded


def digest() -> str:
    """Short hash of the stored weights: findings made with others are out of date."""
    return hashlib.sha256(_WEIGHTS.read_bytes()).hexdigest()[:8]
