"""Bias-corrected temperature scaling, and the expected calibration error.

A temperature alone (C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On Calibration of Modern Neural
Networks", ICML 2017) cannot mend a model that has seen one class too often in training; with a
bias for each class it can (A. Alexandari, A. Kundaje and A. Shrikumar, "Maximum Likelihood with
Bias-Corrected Calibration is Hard-To-Beat at Label Shift Adaptation", ICML 2020).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.judge import LABELS, NEUTRAL, softmax

UNBIASED = (0.0,) * len(LABELS)
_STEPS = 100
#: Bounds of 1 / temperature and of the biases, for labels that have no likeliest scaling.
_LOWEST, _HIGHEST = np.array([0.05, -10.0, -10.0]), np.array([20.0, 10.0, 10.0])


@dataclass(frozen=True, slots=True)
class Scaling:
    """What makes probabilities of logits: softmax(logits / ``temperature`` + ``bias``).

    ``bias`` is in the order of LABELS; that of neutral is 0, since only differences count.
    """

    temperature: float = 1.0
    bias: tuple[float, ...] = UNBIASED

    def probabilities(self, logits: NDArray[np.floating]) -> NDArray[np.float32]:
        """(n, 3) probabilities of (n, 3) ``logits``."""
        return softmax(np.asarray(logits, np.float64) / self.temperature + np.array(self.bias))


def negative_log_likelihood(
    logits: NDArray[np.floating], labels: NDArray[np.integer], scaling: Scaling
) -> float:
    """Mean negative log-likelihood, in nats, of ``labels`` (n,) under scaled (n, 3) ``logits``."""
    scaled = np.asarray(logits, np.float64) / scaling.temperature + np.array(scaling.bias)
    top = scaled.max(axis=1, keepdims=True)
    total = np.log(np.exp(scaled - top).sum(axis=1)) + top[:, 0]
    return float((total - scaled[np.arange(len(labels)), labels]).mean())


def fit_scaling(logits: NDArray[np.floating], labels: NDArray[np.integer]) -> Scaling:
    """The scaling that minimises the negative log-likelihood, by damped Newton steps.

    The likelihood is convex in 1 / temperature and the biases.  ``logits`` is (n, 3), ``labels``
    is (n,) with indices into LABELS.  The temperature found is between 0.05 and 20, the biases
    within 10 of 0.

    Raises:
        ValueError: there is nothing to fit on.

    """
    if len(labels) == 0:
        raise ValueError("no labelled pairs to fit a scaling on")
    wide = np.asarray(logits, dtype=np.float64)
    free = [label for label in range(len(LABELS)) if label != NEUTRAL]
    # (n, 3, 3): how each logit moves with the slope and with the two free biases.
    moves = np.zeros((*wide.shape, 1 + len(free)))
    moves[:, :, 0] = wide
    for place, label in enumerate(free, start=1):
        moves[:, label, place] = 1.0
    truth = np.eye(len(LABELS))[labels]
    values = np.array([1.0, 0.0, 0.0])
    loss = negative_log_likelihood(wide, labels, _scaling(values))
    for _ in range(_STEPS):
        chances = softmax(moves @ values).astype(np.float64)
        slope = np.einsum("nk,nkm->m", chances - truth, moves) / len(labels)
        mean = np.einsum("nk,nkm->nm", chances, moves)
        curve = np.einsum("nk,nkm,nkl->ml", chances, moves, moves) / len(labels)
        curve += 1e-6 * np.eye(len(values)) - mean.T @ mean / len(labels)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while size > 1e-6:
            tried = np.clip(values - size * step, _LOWEST, _HIGHEST)
            fresh = negative_log_likelihood(wide, labels, _scaling(tried))
            if fresh < loss:
                break
            size /= 2
        else:
            break
        gained, values, loss = loss - fresh, tried, fresh
        if gained < 1e-10:
            break
    return _scaling(values)


def _scaling(values: NDArray[np.float64]) -> Scaling:
    bias = [0.0] * len(LABELS)
    free = [label for label in range(len(LABELS)) if label != NEUTRAL]
    for label, value in zip(free, values[1:], strict=True):
        bias[label] = float(value)
    return Scaling(float(1 / values[0]), tuple(bias))


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
