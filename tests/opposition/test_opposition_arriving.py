"""Documents that come change what is near to others as if all were searched anew."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.opposition import reach
from factcheck.opposition.arriving import About, Arriving
from factcheck.opposition.grid import steps
from factcheck.opposition.reach import Nearest

NEAR = 4


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "REACH", NEAR)


def settings(count: int, rng: np.random.Generator) -> NDArray[np.int16]:
    """Unit vectors of few numbers, so that many are as near."""
    rows = rng.integers(-1, 2, (count, 3)) + np.array([0.5, 0, 0])
    return steps(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def arriving(before: Nearest, known: NDArray[np.int16], new: dict[str, NDArray[np.int16]]):
    rows = {row[0]: row for row in before.rows(Nearest.none())}
    held = dict(before.held())
    about = About(before.documents, known, before.marks, before.ranks[:, -1])
    coming = sorted(new)
    joined, places = about.joined(coming, np.array([new[each] for each in coming]).reshape(-1, 3))

    def read(documents: Collection[str]):
        return [rows[each] for each in documents]

    def read_held(documents: Collection[str]):
        return [(each, held[each]) for each in documents]

    return Arriving(joined, places, read, read_held)


@pytest.mark.parametrize("seed", range(12))
def test_what_comes_changes_what_a_search_of_all_would(seed: int) -> None:
    rng = np.random.default_rng(seed)
    names = [f"{k:03}" for k in rng.choice(1000, 30, replace=False)]
    known = dict(zip(names, settings(30, rng), strict=True))
    for _ in range(3):
        there = sorted(known)
        flat = np.array([known[each] for each in there])
        before = Nearest.of(there, flat)
        some = [f"{k:03}x" for k in rng.choice(1000, int(rng.integers(0, 4)), replace=False)]
        new = dict(zip(some, settings(len(some), rng), strict=True))
        found = arriving(before, flat, new)
        known.update(new)
        every = sorted(known)
        after = Nearest.of(every, np.array([known[each] for each in every]))
        assert list(found.about.documents) == every
        assert found.rows() == list(after.rows(before))
        now, then = dict(after.held()), dict(before.held())
        assert {**then, **dict(found.held())} == now
        moved = after.moved(before, before.rows_in(after))
        assert moved is not None
        assert set(map(tuple, found.parted.tolist())) == set(map(tuple, moved.parted.tolist()))
        wanted = rng.random(len(every)) < 0.3
        for one, other in zip(
            found.reach(np.flatnonzero(wanted).tolist()).groups(),
            after.reach(wanted).groups(),
            strict=True,
        ):
            assert [each.tolist() for each in one] == [each.tolist() for each in other]


@pytest.mark.parametrize("wrong", ["missing", "short", "unknown"])
def test_what_makes_no_sense_is_refused(wrong: str) -> None:
    rng = np.random.default_rng(1)
    documents, flat = [f"{k:02}" for k in range(20)], settings(20, rng)
    before = Nearest.of(documents, flat)
    rows = {row[0]: row for row in before.rows(Nearest.none())}
    about = About(documents, flat, before.marks, np.full(20, -np.inf, np.float32))
    joined, places = about.joined(["05x"], flat[5:6])

    def read(wanted: Collection[str]):
        for each in wanted:
            document, mark, near, ranks = rows[each]
            if wrong == "unknown":
                near = bytes(8 * NEAR)
            if wrong != "missing":
                yield document, mark, near[:8] if wrong == "short" else near, ranks

    with pytest.raises(ValueError, match="near"):
        Arriving(joined, places, read, lambda _: [])
