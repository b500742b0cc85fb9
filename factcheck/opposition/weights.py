"""The fitted numbers of the engine: read from one file, with the run that set them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "weights.json"


@lru_cache(maxsize=1)
def load() -> dict[str, Any]:
    """The stored weights and thresholds, with the run that set them."""
    loaded: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return loaded


def threshold() -> float:
    """The score from which a finding is reported."""
    return float(load()["score"]["report_from"])


def unsure_threshold() -> float:
    """The score from which a finding is kept, to be shown on request."""
    return float(load()["score"]["unsure_from"])


def withheld(score: float) -> bool:
    """Whether a finding of that score is shown on request only."""
    return score < threshold()


def digest() -> str:
    """Short hash of the stored weights: findings made with others are out of date."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]


def weighed(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The log-odds that ``weights``, with their bias, give ``features``."""
    return weights["bias"] + sum(weights.get(name, 0.0) * x for name, x in features.items())
