from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.nli.calibration import (
    Scaling,
    expected_calibration_error,
    fit_scaling,
    negative_log_likelihood,
)
from factcheck.nli.judge import softmax


def drawn(scaling: Scaling, rows: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    """Logits whose labels really follow their scaled softmax."""
    rng = np.random.default_rng(5)
    logits = rng.normal(scale=3.0, size=(rows, 3))
    chances = scaling.probabilities(logits).astype(np.float64).cumsum(axis=1)
    labels = (rng.random((rows, 1)) > chances[:, :2]).sum(axis=1)
    return logits, labels


@pytest.mark.parametrize(
    "scaling",
    [Scaling(0.5), Scaling(1.0, 0.05), Scaling(2.5, 0.1)],
)
def test_the_scaling_that_made_the_labels_is_found(scaling):
    found = fit_scaling(*drawn(scaling))
    assert found.temperature == pytest.approx(scaling.temperature, rel=0.1)
    assert found.cubic == pytest.approx(scaling.cubic, abs=0.02)


def test_a_curve_that_bends_the_other_way_is_made_straight():
    rng = np.random.default_rng(3)
    logits = rng.normal(scale=2.0, size=(5000, 3))
    flat = np.sign(logits) * np.sqrt(np.abs(logits))
    chances = softmax(flat).astype(np.float64).cumsum(axis=1)
    labels = (rng.random((5000, 1)) > chances[:, :2]).sum(axis=1)
    found = fit_scaling(logits, labels)
    assert found.cubic == 0.0
    straight = [negative_log_likelihood(logits, labels, Scaling(t)) for t in (1.0, 1.5, 2.0, 3.0)]
    assert negative_log_likelihood(logits, labels, found) <= min(straight)


def test_the_order_of_the_classes_stays():
    logits = np.random.default_rng(4).normal(scale=4.0, size=(200, 3))
    scaled = Scaling(1.7, 0.3).probabilities(logits)
    assert (scaled.argmax(axis=1) == logits.argmax(axis=1)).all()
    np.testing.assert_allclose(scaled, Scaling(1.7, 0.3).probabilities(logits + 5.0), atol=1e-6)


def test_no_other_scaling_is_likelier():
    logits, labels = drawn(Scaling(1.7, 0.04), 500)
    best = fit_scaling(logits, labels)
    least = negative_log_likelihood(logits, labels, best)
    rng = np.random.default_rng(2)
    for width in (0.01, 0.3, 3.0):
        for _ in range(60):
            moved = best.temperature * np.exp(rng.normal(scale=width))
            cubic = abs(best.cubic + rng.normal(scale=width))
            other = negative_log_likelihood(logits, labels, Scaling(moved, cubic))
            assert other >= least - 1e-9


def test_scaling_mends_the_calibration_error():
    logits, labels = drawn(Scaling(6.0, 0.02))
    before = expected_calibration_error(softmax(logits), labels)
    after = expected_calibration_error(fit_scaling(logits, labels).probabilities(logits), labels)
    assert before > 0.1
    assert after < 0.02


def test_calibration_error_by_hand():
    probabilities = np.array([[0.95, 0.05, 0.0], [0.95, 0.0, 0.05], [0.2, 0.6, 0.2]])
    labels = np.array([0, 1, 1])
    expected = 2 / 3 * abs(0.5 - 0.95) + 1 / 3 * abs(1.0 - 0.6)
    assert expected_calibration_error(probabilities, labels) == pytest.approx(expected)


def test_sure_and_right_has_no_error():
    assert expected_calibration_error(np.eye(3), np.arange(3)) == 0.0


def test_nothing_to_fit_on():
    with pytest.raises(ValueError, match="no labelled pairs"):
        fit_scaling(np.zeros((0, 3)), np.zeros(0, dtype=int))
    assert expected_calibration_error(np.zeros((0, 3)), np.zeros(0, dtype=int)) == 0.0


@given(st.lists(st.tuples(*[st.floats(-30, 30)] * 3, st.integers(0, 2)), min_size=1, max_size=30))
def test_any_logits_have_a_scaling_and_an_error_within_bounds(rows):
    logits = np.array([row[:3] for row in rows])
    labels = np.array([row[3] for row in rows])
    found = fit_scaling(logits, labels)
    assert 0.05 <= found.temperature <= 20.0001
    assert 0.0 <= found.cubic <= 10.0
    assert 0.0 <= expected_calibration_error(softmax(logits), labels) <= 1.0
