"""From three probabilities to a verdict, or to none: ``unsure`` is an answer of its own.

A class counts as said where it is the likeliest and at least as likely as the model's card asks
for.  The bound of a class is the least at which a stated share of what is said is right, on pairs
the model was not trained on (selective classification: El-Yaniv and Wiener 2010, JMLR; Geifman
and El-Yaniv 2017, NeurIPS).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.judge import LABELS, Judge


class Verdict(StrEnum):
    """What is said of a pair."""

    ENTAILMENT = "entailment"
    NEUTRAL = "neutral"
    CONTRADICTION = "contradiction"
    UNSURE = "unsure"


#: The bounds of a model for which none were measured: more likely than both others together.
UNFITTED = (0.5, 0.5, 0.5)


def bounds(judge: Judge) -> Sequence[float]:
    """The bounds of ``judge`` in the order of LABELS, measured or not."""
    found: Sequence[float] = getattr(judge, "sure", UNFITTED)
    return found


def verdict(probabilities: Sequence[float], sure: Sequence[float] = UNFITTED) -> Verdict:
    """What three ``probabilities`` in the order of LABELS say, with ``sure`` as bounds."""
    top = int(np.argmax(np.asarray(probabilities)))
    return Verdict(LABELS[top]) if probabilities[top] >= sure[top] else Verdict.UNSURE


def fit_bounds(
    probabilities: NDArray[np.floating], labels: NDArray[np.integer], precision: float
) -> tuple[float, ...]:
    """For each class the least bound at which ``precision`` of what is said is right.

    ``probabilities`` is (n, 3), ``labels`` (n,).  A bound counts where it leaves 30 verdicts or
    more to measure on; 1.0 where none reaches the precision.
    """
    found = []
    top = probabilities.argmax(axis=1)
    for label in range(len(LABELS)):
        said = top == label
        order = np.argsort(-probabilities[said, label], kind="stable")
        certain = probabilities[said, label][order].astype(float)
        right = (labels[said][order] == label).cumsum() / np.arange(1, len(order) + 1)
        enough = np.flatnonzero((right >= precision) & (np.arange(1, len(order) + 1) >= _LEAST))
        found.append(round(float(certain[enough[-1]]), 4) if len(enough) else 1.0)
    return tuple(found)


_LEAST = 30
