from __future__ import annotations

import numpy as np
import pytest

from factcheck.training.logistic import Sign, apart, fit


@pytest.fixture
def pairs() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Three stories of a hundred pairs; the first column tells, the second tells the contrary."""
    rng = np.random.default_rng(3)
    truth = rng.random(300) < 0.3
    told = truth.astype(float)
    rows = np.stack([told + rng.normal(0, 0.3, 300), rng.normal(0, 0.3, 300) - told], axis=1)
    stories = np.repeat(np.array([["one"], ["two"], ["three"]]), 100, axis=0).repeat(2, axis=1)
    return rows, truth, stories


def test_weights_find_what_tells(pairs: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    rows, truth, _ = pairs
    weights, bias = fit({"told": Sign.MORE, "contrary": Sign.EITHER}, rows, truth)
    odds = rows @ np.array([weights["told"], weights["contrary"]]) + bias

    assert weights["told"] > 0 > weights["contrary"]
    assert ((odds > 0) == truth).mean() > 0.9


@pytest.mark.parametrize(("sign", "beyond"), [(Sign.MORE, -1), (Sign.LESS, 1)])
def test_a_weight_stays_on_its_side(
    pairs: tuple[np.ndarray, np.ndarray, np.ndarray], sign: Sign, beyond: int
) -> None:
    rows, truth, _ = pairs
    against = rows[:, :1] * beyond

    weights, _ = fit({"told": sign}, against, truth)

    assert weights["told"] == pytest.approx(0, abs=1e-6)


def test_a_story_is_told_by_the_others(
    pairs: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    rows, truth, stories = pairs
    signs = {"told": Sign.EITHER, "contrary": Sign.EITHER}
    lied = truth.copy()
    lied[:100] = ~lied[:100]

    first = apart(signs, rows, truth, stories, ["one"])
    again = apart(signs, rows, lied, stories, ["one"])

    assert np.isnan(first[100:]).all()
    assert np.array_equal(first[:100], again[:100])
