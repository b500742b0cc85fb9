"""Temperature scaling and the expected calibration error (Guo et al. 2017).

C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On Calibration of Modern Neural Networks",
ICML 2017.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_GOLDEN = (math.sqrt(5) - 1) / 2
_LOWEST, _HIGHEST = 0.05, 20.0


def negative_log_likelihood(
    logits: NDArray[np.floating], labels: NDArray[np.integer], temperature: float = 1.0
) -> float:
    """Mean negative log-likelihood, in nats, of ``labels`` (n,) under (n, k) ``logits``."""
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    top = scaled.max(axis=1, keepdims=True)
    total = np.log(np.exp(scaled - top).sum(axis=1)) + top[:, 0]
    return float((total - scaled[np.arange(len(labels)), labels]).mean())


def fit_temperature(logits: NDArray[np.floating], labels: NDArray[np.integer]) -> float:
    """The temperature that minimises the negative log-likelihood (Guo et al. 2017).

    Golden-section search over log T in [log 0.05, log 20]; the likelihood has one minimum
    there because it is convex in 1/T.  ``logits`` is (n, k), ``labels`` is (n,) with values
    below k.

    Raises:
        ValueError: there is nothing to fit on.

    """
    if len(labels) == 0:
        raise ValueError("no labelled pairs to fit a temperature on")
    low, high = math.log(_LOWEST), math.log(_HIGHEST)
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)

    def loss(log_temperature: float) -> float:
        return negative_log_likelihood(logits, labels, math.exp(log_temperature))

    at_left, at_right = loss(left), loss(right)
    while high - low > 1e-5:
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = loss(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = loss(right)
    return math.exp((low + high) / 2)


def expected_calibration_error(
    probabilities: NDArray[np.floating], labels: NDArray[np.integer], bins: int = 15
) -> float:
    """The gap between confidence and accuracy, averaged over ``bins`` (Guo et al. 2017).

    ECE = Σ_b |B_b| / n · |accuracy(B_b) - confidence(B_b)|, where confidence is the largest
    of a row of (n, k) ``probabilities`` and the bins have equal width and are closed on the
    right.  0 where there are no rows.
    """
    if len(labels) == 0:
        return 0.0
    confidence = np.asarray(probabilities, dtype=np.float64).max(axis=1)
    right = np.asarray(probabilities).argmax(axis=1) == labels
    number = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    error = 0.0
    for b in range(bins):
        inside = number == b
        if inside.any():
            error += abs(float(right[inside].mean()) - float(confidence[inside].mean())) * float(
                inside.mean()
            )
    return error
