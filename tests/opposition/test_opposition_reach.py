from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.opposition import reach
from factcheck.opposition.grid import of_steps, steps
from factcheck.opposition.reach import REACH, Nearest, Reach, marks_of, reach_kind


def settings(count: int) -> NDArray[np.int16]:
    # Few different ones, so that many are as near.
    numbers = np.random.default_rng(count).integers(-1, 2, (count, 5)).astype(np.float32)
    return steps(numbers / np.maximum(1, np.linalg.norm(numbers, axis=1, keepdims=True)))


def nearest(flat: NDArray[np.int16], *, exact: bool = False) -> Nearest:
    return Nearest.of([f"{document:04}" for document in range(len(flat))], flat, exact=exact)


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
    near = []
    for document, setting in enumerate(exact):
        others = [other for other in range(count) if other != document]
        others.sort(key=lambda other: (-(setting @ exact[other]), other))
        near.append(set(others[:8]))
    wanted = [
        {k for k in range(count) if k == d or k in near[d] or d in near[k]} for d in range(count)
    ]
    assert within(nearest(flat).reach()) == wanted


@pytest.mark.parametrize(("count", "exact"), [(0, False), (1, False), (8, False), (300, True)])
def test_all_are_within_reach_of_few_documents_or_where_it_is_asked_for(
    count: int, exact: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "REACH", 8)
    assert within(nearest(settings(count), exact=exact).reach()) == [set(range(count))] * count


def test_the_reach_of_some_documents_is_that_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "REACH", 8)
    found = nearest(settings(50))
    wanted = np.arange(50) % 7 == 3
    whole = within(found.reach())
    assert within(found.reach(wanted)) == [whole[d] for d in np.flatnonzero(wanted)]


@pytest.mark.parametrize("seed", range(6))
def test_what_grew_is_what_is_found_anew_and_tells_how_it_moved(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "REACH", 8)
    monkeypatch.setattr(reach, "_BLOCK", 4)
    rng = np.random.default_rng(seed)
    documents: dict[str, NDArray[np.int16]] = {}
    before = Nearest.none()
    parted = 0
    for _ in range(12):
        gone = rng.permutation(sorted(documents))[: rng.integers(0, 3)].tolist()
        documents = {name: row for name, row in documents.items() if name not in gone}
        new = {f"{rng.integers(10**6):06}": row for row in settings(int(rng.integers(1, 9)))}
        turned = dict(
            zip(rng.permutation(sorted(documents))[:1].tolist(), settings(1), strict=False)
        )
        documents = documents | new | turned
        names = sorted(documents)
        flat = np.stack([documents[name] for name in names])
        found = Nearest.of(names, flat, before=before)
        fresh = Nearest.of(names, flat)
        assert np.array_equal(found.near, fresh.near)
        assert np.array_equal(found.ranks, fresh.ranks)
        left = np.array([row for row, name in enumerate(names) if name not in new | turned], int)
        parted += told(before, found, left)
        rows = {row[0]: row for row in before.rows(Nearest.none())}
        rows |= {row[0]: row for row in found.rows(before)}
        before = Nearest.of_rows([rows[name] for name in names])
        assert np.array_equal(before.near, found.near)
        assert np.array_equal(before.ranks, found.ranks)
    assert parted


def told(before: Nearest, found: Nearest, left: NDArray[np.intp]) -> int:
    """How many pairs are said to have parted, if what is said to have moved has."""
    moved = found.moved(before, left)
    if moved is None:
        assert before.all != found.all
        return 0
    row_of = {name: row for row, name in enumerate(found.documents)}
    then: list[set[int]] = [set() for _ in found.documents]
    for name, near in zip(before.documents, within(before.reach()), strict=True):
        if name in row_of:
            names = [before.documents[k] for k in near]
            then[row_of[name]] = {row_of[each] for each in names if each in row_of}
    now = within(found.reach())
    stays = set(left.tolist())
    pairs = {(d, k) for d in stays for k in (then[d] - now[d]) & stays}
    assert {(int(d), int(k)) for d, k in moved.parted} == pairs
    assert {d for d in stays if (now[d] - then[d]) & stays} == set(np.flatnonzero(moved.grew))
    return len(pairs)


def test_what_is_not_known_of_all_that_stay_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "REACH", 8)
    found = nearest(settings(20))
    rows = list(found.rows(Nearest.none()))
    assert found.moved(found, np.arange(20)) is not None
    assert found.moved(Nearest.of_rows(rows[1:]), np.arange(20)) is None
    assert found.moved(nearest(settings(20), exact=True), np.arange(20)) is None


def test_a_mark_is_of_a_name_and_a_setting() -> None:
    flat = steps(np.eye(2))
    found = marks_of(["a", "a", "b"], flat[[0, 1, 0]])
    assert len(set(found.tolist())) == 3


def test_the_kind_of_comparison_is_told() -> None:
    assert "all others" in reach_kind(REACH)
    assert "within reach" in reach_kind(REACH + 1)
