"""What a judge is worth where it may hold its tongue: risk against coverage.

R. El-Yaniv and Y. Wiener, "On the Foundations of Noise-free Selective Classification", JMLR 11
(2010); Y. Geifman and R. El-Yaniv, "Selective Classification for Deep Neural Networks", NIPS
2017, whose softmax response, the probability of the likeliest class, is the confidence here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.judge import CONTRADICTION

COVERAGES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.5)


@dataclass(frozen=True, slots=True)
class AtCoverage:
    """The surest ``pairs``, a share of ``coverage`` of all (0 to 1), and how right they are.

    ``least_confidence`` is that of the least sure of them; ``contradiction_precision`` is None
    where none of them was judged a contradiction.
    """

    coverage: float
    pairs: int
    least_confidence: float
    accuracy: float
    contradiction_precision: float | None


def risk_coverage(
    probabilities: NDArray[np.floating],
    labels: Sequence[int],
    coverages: Sequence[float] = COVERAGES,
) -> list[AtCoverage]:
    """How right (n, k) ``probabilities`` are about n ``labels`` on the surest shares of them.

    Coverage is rounded up to whole pairs; among pairs of equal confidence the earlier counts as
    the surer.  Empty where there are no pairs.
    """
    if len(labels) == 0:
        return []
    given = np.asarray(probabilities, dtype=np.float64)
    order = np.argsort(-given.max(axis=1), kind="stable")
    confidence = given.max(axis=1)[order]
    guess = given.argmax(axis=1)[order]
    right = guess == np.asarray(labels)[order]
    found = []
    for coverage in coverages:
        kept = max(1, math.ceil(round(coverage * len(labels), 9)))
        opposed = guess[:kept] == CONTRADICTION
        precision = float(right[:kept][opposed].mean()) if opposed.any() else None
        least, share = float(confidence[kept - 1]), float(right[:kept].mean())
        found.append(AtCoverage(coverage, kept, least, share, precision))
    return found
