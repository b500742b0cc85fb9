from __future__ import annotations

from factcheck.training.fit_score import PARTS, PROMISE, SCORE


def test_every_part_is_of_the_score() -> None:
    assert {name for part in PARTS.values() for name in part} == set(SCORE)
    assert not set(PROMISE) & {"promise"}
