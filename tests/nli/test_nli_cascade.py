from __future__ import annotations

import json

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli.cascade import Cascade, read_keep
from factcheck.nli.judge import CONTRADICTION, NEUTRAL


class Says:
    """A judge that says the same of every pair, by its premise, and remembers what was asked."""

    def __init__(self, name: str, neutral: dict[str, float]) -> None:
        self.name = name
        self.sure = (0.6, 0.6, 0.6)
        self.asked: list[tuple[str, str]] = []
        self._neutral = neutral

    def probabilities(self, pairs):
        self.asked += pairs
        rows = np.zeros((len(pairs), 3), dtype=np.float32)
        for row, (premise, _) in zip(rows, pairs, strict=True):
            row[NEUTRAL] = self._neutral.get(premise, 0.0)
            row[CONTRADICTION] = 1 - row[NEUTRAL]
        return rows


PAIRS = [("far", "x"), ("near", "x"), ("doubtful", "x"), ("at the bound", "x")]
SMALL = {"far": 0.99, "near": 0.1, "doubtful": 0.8, "at the bound": 0.9}


def test_the_second_decides_all_that_the_first_does_not_find_neutral():
    first, second = Says("a", SMALL), Says("b", {"doubtful": 1.0})
    found = Cascade(first, second, 0.9).probabilities(PAIRS)
    assert first.asked == PAIRS
    assert second.asked == [PAIRS[1], PAIRS[2]]
    np.testing.assert_allclose(found[:, NEUTRAL], [0.99, 0.0, 1.0, 0.9], atol=1e-6)


def test_where_all_is_neutral_the_second_is_not_asked():
    second = Says("b", {})
    found = Cascade(Says("a", SMALL), second, 0.9).probabilities([("far", "x")] * 3)
    assert second.asked == []
    assert found.shape == (3, 3)


def test_nothing_asked():
    assert Cascade(Says("a", {}), Says("b", {}), 0.9).probabilities([]).shape == (0, 3)


def test_name_and_bounds_follow_what_decides():
    first, second = Says("a", {}), Says("b", {})
    second.sure = (0.7, 0.8, 0.9)
    joined = Cascade(first, second, 0.9)
    assert joined.sure == (0.7, 0.8, 0.9)
    assert (
        len({joined.name, Cascade(first, second, 0.8).name, Cascade(second, first, 0.9).name}) == 3
    )


def test_the_bound_is_read_or_its_absence_told(tmp_path):
    with pytest.raises(ModelError, match="reinstall factcheck"):
        read_keep(tmp_path)
    for content in ("", "[]", "{}", '{"keep": "high"}', '{"keep": 0}', '{"keep": 7}', "\xff"):
        (tmp_path / "cascade.json").write_text(content, encoding="latin-1")
        with pytest.raises(ModelError, match=r"cascade\.json' is damaged"):
            read_keep(tmp_path)
    (tmp_path / "cascade.json").write_text(json.dumps({"keep": 0.93}))
    assert read_keep(tmp_path) == 0.93
