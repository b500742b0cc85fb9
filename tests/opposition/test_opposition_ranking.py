from __future__ import annotations

import numpy as np
import pytest

from factcheck.opposition.ranking import NONE, highest, merged


@pytest.mark.parametrize("columns", [0, 1, 5, 6, 40, 1000])
@pytest.mark.parametrize("different", [2, 1000])
def test_the_best_come_first_and_the_lower_row_where_two_are_alike(
    columns: int, different: int
) -> None:
    numbers = np.random.default_rng(columns + different)
    ranks = numbers.integers(0, different, (7, columns)).astype(np.float32)
    ranks[numbers.random(ranks.shape) < 0.2] = NONE
    ranks[3] = NONE
    rows = numbers.permutation(2 * columns)[:columns]

    whole = highest(ranks, rows, 6)

    for question, line in enumerate(ranks):
        wanted = sorted((-rank, row) for rank, row in zip(line, rows, strict=True) if rank > NONE)
        here = whole.which == question
        found = zip(whole.ranks[here], whole.rows[here], strict=True)
        assert [(-rank, row) for rank, row in found] == wanted[:6]
        assert whole.places[here].tolist() == list(range(min(6, len(wanted))))
    parts = [highest(ranks[:, k::3], rows[k::3], 6) for k in range(3)]
    for one, other in zip(merged(parts, 6), whole, strict=True):
        assert np.array_equal(one, other)
