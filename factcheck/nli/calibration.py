"""Temperature scaling with a cubic term, and the expected calibration error.

A temperature alone (C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On Calibration of Modern Neural
Networks", ICML 2017) stretches all logits alike.  Training with smoothed labels squeezes the large
ones: such a model is too sure of what it half knows and not sure enough of what it knows.  The
cube of the logits undoes that; with a weight of 0 or more the order of the classes stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.judge import softmax

_STEPS = 100
#: Bounds of 1 / temperature and of the cube's weight, for labels that have no likeliest scaling.
_LOWEST, _HIGHEST = np.array([0.05, 0.0]), np.array([20.0, 10.0])


@dataclass(frozen=True, slots=True)
class Scaling:
    """What makes probabilities of logits z: softmax(z / ``temperature`` + ``cubic`` · z³).

    The logits of a pair are taken from their mean; ``cubic`` is not negative.
    """

    temperature: float = 1.0
    cubic: float = 0.0

    def probabilities(self, logits: NDArray[np.floating]) -> NDArray[np.float32]:
        """(n, 3) probabilities of (n, 3) ``logits``."""
        return softmax(self._scaled(logits))

    def _scaled(self, logits: NDArray[np.floating]) -> NDArray[np.float64]:
        moves = _moves(logits)
        return moves[:, :, 0] / self.temperature + moves[:, :, 1] * self.cubic


def _moves(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """(n, 3, 2): how each logit moves with the slope and with the cube's weight."""
    wide = np.asarray(logits, np.float64)
    centred = wide - wide.mean(axis=1, keepdims=True)
    return np.stack([centred, centred**3], axis=2)


def negative_log_likelihood(
    logits: NDArray[np.floating], labels: NDArray[np.integer], scaling: Scaling
) -> float:
    """Mean negative log-likelihood, in nats, of ``labels`` (n,) under scaled (n, 3) ``logits``."""
    return _loss(scaling._scaled(logits), labels)


def _loss(scaled: NDArray[np.float64], labels: NDArray[np.integer]) -> float:
    top = scaled.max(axis=1, keepdims=True)
    total = np.log(np.exp(scaled - top).sum(axis=1)) + top[:, 0]
    return float((total - scaled[np.arange(len(labels)), labels]).mean())


def fit_scaling(logits: NDArray[np.floating], labels: NDArray[np.integer]) -> Scaling:
    """The scaling that minimises the negative log-likelihood, by damped Newton steps.

    The likelihood is convex in 1 / temperature and the cube's weight.  ``logits`` is (n, 3),
    ``labels`` is (n,) with indices into LABELS.  The temperature found is between 0.05 and 20,
    the weight between 0 and 10; where it would be negative it is 0.

    Raises:
        ValueError: there is nothing to fit on.

    """
    if len(labels) == 0:
        raise ValueError("no labelled pairs to fit a scaling on")
    moves = _moves(logits)
    values = _newton(moves, labels, 2)
    if values[1] < 0:
        values = np.array([*_newton(moves[:, :, :1], labels, 1), 0.0])
    values = np.clip(values, _LOWEST, _HIGHEST)
    return Scaling(float(1 / values[0]), float(values[1]))


def _newton(
    moves: NDArray[np.float64], labels: NDArray[np.integer], count: int
) -> NDArray[np.float64]:
    """The likeliest weights (count,) of ``moves``, (n, 3, count)."""
    truth = np.eye(moves.shape[1])[labels]
    values = np.array([1.0, 0.0])[:count]
    low, high = np.array([_LOWEST[0], -_HIGHEST[1]])[:count], _HIGHEST[:count]
    loss = _loss(moves @ values, labels)
    for _ in range(_STEPS):
        chances = softmax(moves @ values).astype(np.float64)
        slope = np.einsum("nk,nkm->m", chances - truth, moves) / len(labels)
        mean = np.einsum("nk,nkm->nm", chances, moves)
        curve = np.einsum("nk,nkm,nkl->ml", chances, moves, moves) / len(labels)
        curve += 1e-6 * np.eye(count) - mean.T @ mean / len(labels)
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while size > 1e-6:
            tried = np.clip(values - size * step, low, high)
            fresh = _loss(moves @ tried, labels)
            if fresh < loss:
                break
            size /= 2
        else:
            break
        gained, values, loss = loss - fresh, tried, fresh
        if gained < 1e-10:
            break
    return values


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
