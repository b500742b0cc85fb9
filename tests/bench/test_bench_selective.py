from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.bench.selective import COVERAGES, risk_coverage

SURE_AND_RIGHT = [0.05, 0.05, 0.9]
UNSURE_AND_WRONG = [0.3, 0.3, 0.4]


def test_leaving_out_the_unsure_leaves_what_is_right():
    probabilities = np.array([UNSURE_AND_WRONG, SURE_AND_RIGHT] * 5)
    points = risk_coverage(probabilities, [0, 2] * 5, [1.0, 0.6, 0.5])
    assert [point.pairs for point in points] == [10, 6, 5]
    assert [point.accuracy for point in points] == pytest.approx([0.5, 5 / 6, 1.0])
    assert [point.contradiction_precision for point in points] == pytest.approx([0.5, 5 / 6, 1.0])
    assert [point.least_confidence for point in points] == pytest.approx([0.4, 0.4, 0.9])


def test_precision_is_unknown_where_nothing_is_judged_a_contradiction():
    points = risk_coverage(np.array([[0.9, 0.05, 0.05], [0.2, 0.2, 0.6]]), [0, 0], [1.0, 0.5])
    assert [point.contradiction_precision for point in points] == [0.0, None]


def test_a_share_is_rounded_up_to_whole_pairs_and_is_never_none_of_them():
    probabilities = np.full((20, 3), 1 / 3)
    points = risk_coverage(probabilities, [0] * 20, [0.95, 0.91, 0.01])
    assert [point.pairs for point in points] == [19, 19, 1]


def test_without_pairs_there_is_nothing_to_say():
    assert risk_coverage(np.zeros((0, 3)), []) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0.34, 1.0), st.integers(0, 2), st.integers(0, 2)), min_size=1))
def test_full_coverage_is_plain_accuracy_and_confidence_never_falls(rows):
    probabilities = np.zeros((len(rows), 3))
    for row, (confidence, guess, _) in zip(probabilities, rows, strict=True):
        row[:] = (1 - confidence) / 2
        row[guess] = confidence
    labels = [label for _, _, label in rows]
    points = risk_coverage(probabilities, labels)
    assert [point.coverage for point in points] == list(COVERAGES)
    assert points[0].accuracy == pytest.approx(
        np.mean([guess == label for _, guess, label in rows])
    )
    least = [point.least_confidence for point in points]
    assert least == sorted(least)
