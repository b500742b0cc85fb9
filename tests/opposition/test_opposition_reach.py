from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.opposition import reach
from factcheck.opposition.grid import of_steps, steps
from factcheck.opposition.reach import REACH, Reach, marks_of, reach_kind


def settings(count: int) -> NDArray[np.int16]:
    # Few different ones, so that many are as near.
    numbers = np.random.default_rng(count).integers(-1, 2, (count, 5)).astype(np.float32)
    return steps(numbers / np.maximum(1, np.linalg.norm(numbers, axis=1, keepdims=True)))


def within(found: Reach) -> list[set[int]]:
    each = {d: set(near.tolist()) for some, near in found.groups() for d in some.tolist()}
    return [each[document] for document in sorted(each)]


@pytest.mark.parametrize("count", [8, 9, 10, 300])
def test_two_documents_are_within_reach_if_either_is_among_the_nearest_of_the_other(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "REACH", 8)
    flat = settings(count)
    exact = of_steps(flat).astype(float)
    nearest = []
    for document, setting in enumerate(exact):
        others = [other for other in range(count) if other != document]
        others.sort(key=lambda other: (-(setting @ exact[other]), other))
        nearest.append(set(others[:8]))
    wanted = [
        {k for k in range(count) if k == d or k in nearest[d] or d in nearest[k]}
        for d in range(count)
    ]
    assert within(Reach.of(flat)) == wanted


@pytest.mark.parametrize(("count", "exact"), [(0, False), (1, False), (8, False), (300, True)])
def test_all_are_within_reach_of_few_documents_or_where_it_is_asked_for(
    count: int, exact: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "REACH", 8)
    found = Reach.of(settings(count), exact=exact)
    assert within(found) == [set(range(count))] * count
    assert not found.marks(np.ones(count, np.uint64)).any()


def test_what_is_within_reach_adds_up_and_a_document_can_be_taken_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reach, "REACH", 8)
    flat = settings(50)
    names = [str(document) for document in range(50)]
    marks = marks_of(names, flat)
    found = Reach.of(flat)
    whole = found.marks(marks)
    for document, near in enumerate(within(found)):
        total = sum(int(marks[k]) for k in near) % 2**64
        assert int(whole[document]) == total
        less = marks.copy()
        less[7] = 0
        total -= int(marks[7]) * (7 in near)
        assert int(found.marks(less)[document]) == total % 2**64


def test_a_mark_is_of_a_name_and_a_setting() -> None:
    flat = steps(np.eye(2))
    found = marks_of(["a", "a", "b"], flat[[0, 1, 0]])
    assert len(set(found.tolist())) == 3


def test_the_kind_of_comparison_is_told() -> None:
    assert "all others" in reach_kind(REACH)
    assert "within reach" in reach_kind(REACH + 1)
