"""Rankings and calibration, against examples worked out by hand and another implementation."""

from __future__ import annotations

import numpy as np
import pytest

from factcheck.bench.agreement import Ratio
from factcheck.bench.opposition_metrics import (
    average_precision,
    calibration_error,
    calibration_error_by_chance,
    precision_at,
    reliability,
)
from factcheck.nli.calibration import expected_calibration_error

#: Right, wrong, right for two pairs at once, right for a pair that was there already, wrong.
RANKED = ({"p"}, set(), {"q", "r"}, {"q"}, set())


def test_precision_at_a_depth() -> None:
    assert precision_at(1, RANKED) == Ratio(1, 1)
    assert precision_at(2, RANKED) == Ratio(1, 2)
    assert precision_at(4, RANKED) == Ratio(3, 4)


def test_precision_below_the_depth_is_of_all() -> None:
    assert precision_at(10, RANKED) == Ratio(3, 5)
    assert precision_at(10, ()) == Ratio(0, 0)


def test_average_precision_by_hand() -> None:
    # Of five gold pairs: 1/1 for the first, 2/3 for each of the two that come third.
    assert average_precision(RANKED, 5) == pytest.approx((1 / 1 + 2 / 3 + 2 / 3) / 5)


def test_average_precision_of_the_textbook() -> None:
    # Relevant at ranks 1, 3, 6, 9 and 10 of ten, and no more: 0.6222 (TREC's usual example).
    hits = (1, 3, 6, 9, 10)
    ranked = [{rank} if rank in hits else set() for rank in range(1, 11)]

    assert average_precision(ranked, 5) == pytest.approx(0.6222, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_average_precision_is_the_area_under_steps_of_recall(seed: int) -> None:
    random = np.random.default_rng(seed)
    relevant = random.random(30) < 0.4
    gold = int(relevant.sum()) + 3
    # The usual formula for one pair a finding: precision at each hit, over all that is relevant.
    at = np.cumsum(relevant) / np.arange(1, 31)
    expected = float((at * relevant).sum() / gold)

    ranked = [{n} if hit else set() for n, hit in enumerate(relevant.tolist())]

    assert average_precision(ranked, gold) == pytest.approx(expected)


def test_no_gold_no_average_precision() -> None:
    assert average_precision([set()], 0) == 0.0


def test_bins_are_closed_on_the_right() -> None:
    table = reliability([0.0, 0.1, 0.3, 0.31, 1.0], [False, True, False, True, True])

    assert len(table) == 10
    assert [(b.low, b.high, b.right) for b in table if b.right.total] == [
        (0.0, 0.1, Ratio(1, 2)),
        (0.2, 0.3, Ratio(0, 1)),
        (0.3, 0.4, Ratio(1, 1)),
        (0.9, 1.0, Ratio(1, 1)),
    ]
    assert table[0].score == pytest.approx(0.05)


def test_calibration_error_by_hand() -> None:
    table = reliability([0.6, 0.6, 0.9, 0.9], [True, False, True, True])

    assert calibration_error(table) == pytest.approx((2 * 0.1 + 2 * 0.1) / 4)
    assert calibration_error(reliability([], [])) == 0.0


def test_calibration_error_is_that_of_classes_where_scores_are_above_a_half() -> None:
    random = np.random.default_rng(7)
    scores = random.uniform(0.501, 1.0, 200)
    right = random.random(200) < scores
    classes = np.stack([1 - scores, scores], axis=1)

    ours = calibration_error(reliability(scores.tolist(), right.tolist()))

    assert ours == pytest.approx(expected_calibration_error(classes, right.astype(int), bins=10))


def test_calibration_error_by_chance_is_what_perfect_scores_show() -> None:
    rng = np.random.default_rng(3)
    scores = rng.choice([0.25, 0.55, 0.85], 40)
    shown = [
        calibration_error(reliability(scores.tolist(), (rng.random(40) < scores).tolist()))
        for _ in range(2000)
    ]
    table = reliability(scores.tolist(), [True] * 40)
    assert calibration_error_by_chance(table) == pytest.approx(np.mean(shown), abs=0.004)
    assert calibration_error_by_chance(reliability([1.0, 0.0], [True, False])) == 0.0
    assert calibration_error_by_chance(reliability([], [])) == 0.0
