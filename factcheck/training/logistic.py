"""Logistic models of few features: fitted with signs that hold, and told apart by what they saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

#: Inverse strength of the pull of (standardised) weights towards zero.
STIFFNESS = 0.1


class Sign(Enum):
    """On which side of zero a weight may lie."""

    MORE = auto()
    LESS = auto()
    EITHER = auto()


_BOUNDS = {Sign.MORE: (0.0, None), Sign.LESS: (None, 0.0), Sign.EITHER: (None, None)}


def fit(
    signs: Mapping[str, Sign], rows: NDArray[np.float64], opposed: NDArray[np.bool_]
) -> tuple[dict[str, float], float]:
    """Weights by name and the bias of a logistic model of raw features (n, d).

    A weight never leaves the side of zero that its sign names, so that no chance of a few
    stories makes a contradiction count against a finding; L-BFGS-B on standardised features.
    """
    from scipy.optimize import minimize

    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    table = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    truth = opposed.astype(np.float64)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = table @ weights
        pulled = np.append(weights[:-1], 0.0)
        value = STIFFNESS * (np.logaddexp(0, odds) - truth * odds).sum() + 0.5 * (pulled**2).sum()
        gap = 1 / (1 + np.exp(-odds)) - truth
        return float(value), STIFFNESS * (table.T @ gap) + pulled

    bounds = [_BOUNDS[sign] for sign in signs.values()]
    found = minimize(
        loss,
        np.zeros(table.shape[1]),
        jac=True,
        method="L-BFGS-B",
        bounds=[*bounds, (None, None)],
        options={"maxiter": 5000},
    ).x
    slopes = found[:-1] / spread
    weights = dict(zip(signs, slopes.tolist(), strict=True))
    return weights, float(found[-1] - slopes @ mean)


def apart(
    signs: Mapping[str, Sign],
    rows: NDArray[np.float64],
    opposed: NDArray[np.bool_],
    stories: NDArray[np.str_],
    held: Sequence[str],
) -> NDArray[np.float64]:
    """For each pair of a story in ``held`` log-odds fitted without it; NaN for other pairs.

    ``stories`` is (n, 2).  A pair of two stories in ``held`` is told without either.
    """
    found = np.full(len(rows), np.nan)
    for story in held:
        touched = (stories == story).any(axis=1)
        weights, bias = fit(signs, rows[~touched], opposed[~touched])
        found[touched] = rows[touched] @ np.array(list(weights.values())) + bias
    return found


def multinomial(
    columns: Sequence[str], rows: NDArray[np.float64], truth: NDArray[np.str_]
) -> dict[str, dict[str, float]]:
    """Weights and bias of each class in ``truth`` (n,) over ``columns`` of raw features (n, d)."""
    from sklearn.linear_model import LogisticRegression

    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=STIFFNESS, max_iter=5000).fit((rows - mean) / spread, truth)
    slopes = model.coef_ / spread
    biases = model.intercept_ - slopes @ mean
    return {
        str(name): {
            **{c: float(w) for c, w in zip(columns, line, strict=True)},
            "bias": float(bias),
        }
        for name, line, bias in zip(model.classes_, slopes, biases, strict=True)
    }
