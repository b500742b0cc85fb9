from __future__ import annotations

import numpy as np

from factcheck.nli import LABELS, both_directions
from factcheck.nli.judge import softmax


def test_columns_have_the_fixed_order():
    assert LABELS == ("entailment", "neutral", "contradiction")


def test_both_directions_is_one_call_with_each_pair_turned(fake):
    pairs = [("a", "b"), ("c", "d")]
    found = both_directions(fake, pairs)
    assert found.shape == (2, 2, 3)
    assert fake.asked == [[("a", "b"), ("c", "d"), ("b", "a"), ("d", "c")]]
    np.testing.assert_array_equal(found[1, 1], fake.probabilities([("d", "c")])[0])
    np.testing.assert_array_equal(found[1, 0], fake.probabilities([("c", "d")])[0])


def test_both_directions_of_nothing(fake):
    assert both_directions(fake, []).shape == (0, 2, 3)


def test_softmax_takes_huge_logits_and_no_rows():
    found = softmax(np.array([[1e4, 0.0, -1e4], [1.0, 1.0, 1.0]]))
    np.testing.assert_allclose(found, [[1, 0, 0], [1 / 3, 1 / 3, 1 / 3]], atol=1e-6)
    assert softmax(np.zeros((0, 3))).shape == (0, 3)
