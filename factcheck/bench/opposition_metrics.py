"""Measures of a ranked list of findings and of their scores.

A ranked list holds, for each finding, best first, the gold pairs that it stands for; a finding
that stands for none is wrong.  Findings that count neither way are not in it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from factcheck.bench.agreement import Ratio, ratio

Ranked = Sequence[Collection[Hashable]]

BINS = 10


def precision_at(k: int, ranked: Ranked) -> Ratio:
    """P@k: right findings among the first ``k``; of all of them where there are fewer."""
    return ratio(bool(pairs) for pairs in ranked[:k])


def average_precision(ranked: Ranked, gold: int) -> float:
    """AP = Σ_k P(k) · (R(k) - R(k-1)), between 0 and 1; 0 where there is no gold.

    P(k) is the share of right findings among the first k, R(k) the share of the ``gold`` pairs
    that they stand for: a finding that stands for two new pairs raises R by two, a right one
    that repeats another's pairs raises nothing.  Where each finding stands for one pair of its
    own this is the usual average precision (C. Manning, P. Raghavan and H. Schütze,
    "Introduction to Information Retrieval", 2008, section 8.4).
    """
    seen: set[Hashable] = set()
    right = 0
    total = 0.0
    for k, pairs in enumerate(ranked, start=1):
        right += bool(pairs)
        fresh = set(pairs) - seen
        seen |= fresh
        total += right / k * len(fresh)
    return total / gold if gold else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings whose score is above ``low`` and at most ``high`` (the first bin has 0 as well).

    ``score`` is their mean score, ``right`` how many of them are right.
    """

    low: float
    high: float
    score: float
    right: Ratio


def reliability(scores: Sequence[float], right: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """The findings by their score, in ``bins`` bins of equal width that cover 0 to 1."""
    inside: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for score, truth in zip(scores, right, strict=True):
        # Rounded, so that a score of 0.3 is not above 3 / 10 in binary.
        place = math.ceil(round(score * bins, 9)) - 1
        inside[min(max(place, 0), bins - 1)].append((score, truth))
    return [
        Bin(
            number / bins,
            (number + 1) / bins,
            math.fsum(score for score, _ in some) / len(some) if some else 0.0,
            ratio(truth for _, truth in some),
        )
        for number, some in enumerate(inside)
    ]


def calibration_error(table: Sequence[Bin]) -> float:
    """ECE = Σ_b n_b / n · |right_b / n_b - score_b| over the bins of a reliability table.

    The expected calibration error (C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On Calibration
    of Modern Neural Networks", ICML 2017) of one probability: what
    :func:`factcheck.nli.calibration.expected_calibration_error` is for several classes.  0 where
    there are no findings.
    """
    total = sum(b.right.total for b in table)
    gaps = math.fsum(b.right.total * abs(b.right.value - b.score) for b in table)
    return gaps / total if total else 0.0


def calibration_error_by_chance(table: Sequence[Bin]) -> float:
    """The ECE to expect of a perfect score over as many findings: what few of them let appear.

    In each bin the number of right findings is taken as binomial at the mean score; its mean
    absolute deviation has a closed form (A. de Moivre, "Miscellanea Analytica", 1730; P. Diaconis
    and S. Zabell, Statistical Science 6, 1991).
    """
    total = sum(b.right.total for b in table)
    gaps = math.fsum(_mean_deviation(b.right.total, b.score) for b in table)
    return gaps / total if total else 0.0


def _mean_deviation(n: int, p: float) -> float:
    """E|X - np| of X binomial (n, p): 2 v C(n, v) p^v q^(n-v+1), v the whole part of np, plus 1."""
    if not 0 < p < 1:
        return 0.0
    v = math.floor(n * p) + 1
    ways = math.lgamma(n + 1) - math.lgamma(v + 1) - math.lgamma(n - v + 1)
    return 2 * v * math.exp(ways + v * math.log(p) + (n - v + 1) * math.log1p(-p))
