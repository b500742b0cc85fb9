from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.nli.calibration import (
    expected_calibration_error,
    fit_temperature,
    negative_log_likelihood,
)
from factcheck.nli.judge import softmax


def drawn(temperature: float, rows: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    """Logits whose labels really follow softmax(logits / temperature)."""
    rng = np.random.default_rng(5)
    logits = rng.normal(scale=3.0, size=(rows, 3))
    chances = softmax(logits / temperature).astype(np.float64).cumsum(axis=1)
    labels = (rng.random((rows, 1)) > chances[:, :2]).sum(axis=1)
    return logits, labels


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.5])
def test_the_temperature_that_made_the_labels_is_found(temperature):
    logits, labels = drawn(temperature)
    assert fit_temperature(logits, labels) == pytest.approx(temperature, rel=0.05)


def test_no_other_temperature_is_likelier():
    logits, labels = drawn(1.7, 500)
    best = fit_temperature(logits, labels)
    least = negative_log_likelihood(logits, labels, best)
    for other in np.geomspace(0.06, 19, 60):
        assert negative_log_likelihood(logits, labels, float(other)) >= least - 1e-9


def test_scaling_mends_the_calibration_error():
    logits, labels = drawn(2.5)
    best = fit_temperature(logits, labels)
    before = expected_calibration_error(softmax(logits), labels)
    after = expected_calibration_error(softmax(logits / best), labels)
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
        fit_temperature(np.zeros((0, 3)), np.zeros(0, dtype=int))
    assert expected_calibration_error(np.zeros((0, 3)), np.zeros(0, dtype=int)) == 0.0


@given(st.lists(st.tuples(*[st.floats(-30, 30)] * 3, st.integers(0, 2)), min_size=1, max_size=30))
def test_any_logits_have_a_temperature_and_an_error_within_bounds(rows):
    logits = np.array([row[:3] for row in rows])
    labels = np.array([row[3] for row in rows])
    assert 0.05 <= fit_temperature(logits, labels) <= 20.0
    assert 0.0 <= expected_calibration_error(softmax(logits), labels) <= 1.0
