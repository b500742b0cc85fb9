from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.nli import LABELS
from factcheck.nli.verdicts import UNFITTED, Verdict, bounds, fit_bounds, verdict


@pytest.mark.parametrize(
    ("probabilities", "said"),
    [
        ((0.7, 0.2, 0.1), Verdict.ENTAILMENT),
        ((0.2, 0.6, 0.2), Verdict.NEUTRAL),
        ((0.1, 0.1, 0.8), Verdict.CONTRADICTION),
        ((0.4, 0.35, 0.25), Verdict.UNSURE),
    ],
)
def test_without_bounds_a_class_must_outweigh_the_others(probabilities, said):
    assert verdict(probabilities) is said


def test_each_class_has_its_own_bound():
    sure = (0.9, 0.5, 0.6)
    assert verdict((0.85, 0.1, 0.05), sure) is Verdict.UNSURE
    assert verdict((0.05, 0.1, 0.85), sure) is Verdict.CONTRADICTION
    assert verdict((0.9, 0.1, 0.0), sure) is Verdict.ENTAILMENT


def test_a_judge_without_measured_bounds_has_the_plain_ones(fake):
    assert bounds(fake) == UNFITTED
    fake.sure = (0.6, 0.7, 0.8)
    assert bounds(fake) == (0.6, 0.7, 0.8)


def graded(count: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Verdicts of every class that are right as often as they say."""
    rng = np.random.default_rng(3)
    top = rng.uniform(0.4, 1.0, count * 3)
    said = np.repeat(np.arange(3), count)
    rows = np.tile(((1 - top) / 2)[:, None], (1, 3))
    rows[np.arange(len(said)), said] = top
    right = rng.uniform(size=len(said)) < top
    return rows, np.where(right, said, (said + 1) % 3)


@pytest.mark.parametrize("precision", [0.75, 0.85])
def test_above_the_bound_the_stated_share_is_right(precision):
    probabilities, labels = graded()
    found = fit_bounds(probabilities, labels, precision)
    for label, bound in enumerate(found):
        kept = (probabilities.argmax(axis=1) == label) & (probabilities[:, label] >= bound)
        assert kept.sum() >= 30
        assert (labels[kept] == label).mean() == pytest.approx(precision, abs=0.03)


def test_a_class_that_is_never_right_often_enough_is_never_said():
    probabilities, labels = graded()
    found = fit_bounds(probabilities, np.where(labels == 2, 0, labels), 0.95)
    assert found[2] == 1.0
    assert fit_bounds(probabilities[:20], labels[:20], 0.5) == (1.0, 1.0, 1.0)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_a_verdict_is_the_likeliest_class_or_unsure(probabilities):
    found = verdict(probabilities)
    assert found is Verdict.UNSURE or probabilities[LABELS.index(found)] == max(probabilities)
