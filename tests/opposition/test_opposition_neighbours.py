"""Lists that grew are the lists that a search from scratch finds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.opposition import neighbours
from factcheck.opposition.grid import on_grid, packed, unpacked
from factcheck.opposition.neighbours import (
    BY_FIGURES,
    SIZES,
    SURELY,
    Field,
    Kind,
    Lists,
    Place,
    fresh,
    number,
    updated,
)

PARTIES = ("", "NOR", "SUD", "EST", "union")
UNITS = ("people", "dollars", "boats")


def make(rng: random.Random, id_: str) -> Place:
    def some(of: tuple[str, ...], share: float) -> frozenset[str]:
        return frozenset(each for each in of if each and rng.random() < share)

    return Place(
        id_,
        rng.choice(PARTIES),
        rng.choice((None, date(2031, 5, 4) + timedelta(rng.randrange(4)))),
        some(PARTIES, 0.3),
        some(PARTIES, 0.15),
        rng.random() < 0.2,
        some(UNITS, 0.2),
    )


class Claims:
    """Claims that come, change and go, each with its vector."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.numbers = np.random.default_rng(seed)
        self.places: dict[str, Place] = {}
        self.vectors: dict[str, NDArray[np.float32]] = {}

    def put(self, id_: str) -> None:
        # Few different vectors, so that many rank alike.
        vector = self.numbers.integers(-2, 3, 6).astype(np.float32)
        self.places[id_] = make(self.rng, id_)
        self.vectors[id_] = on_grid(vector / max(1.0, float(np.linalg.norm(vector))))

    def come(self, count: int) -> set[str]:
        new = {f"{self.rng.getrandbits(64):016x}" for _ in range(count)}
        for id_ in sorted(new):
            self.put(id_)
        return new

    def go(self, count: int) -> None:
        for id_ in self.rng.sample(sorted(self.places), min(count, len(self.places))):
            del self.places[id_], self.vectors[id_]

    def change(self, count: int) -> set[str]:
        found = set(self.rng.sample(sorted(self.places), min(count, len(self.places))))
        for id_ in sorted(found):
            self.put(id_)
        return found

    def field(self) -> Field:
        ids = sorted(self.places)
        flat = [self.vectors[id_] for id_ in ids] or [np.zeros(6, np.float32)]
        return Field([self.places[id_] for id_ in ids], np.stack(flat)[: len(ids)])


def same(one: Lists, other: Lists) -> bool:
    return (
        np.array_equal(one.ids, other.ids)
        and np.array_equal(one.ranks, other.ranks)
        and np.array_equal(one.near, other.near)
    )


@pytest.mark.parametrize("seed", range(12))
def test_lists_that_grew_and_shrank_are_those_from_scratch(seed: int) -> None:
    claims = Claims(seed)
    claims.come(claims.rng.choice((0, 3, 120)))
    lists = fresh(claims.field())
    for _ in range(12):
        claims.go(claims.rng.choice((0, 1, 30)))
        changed = claims.change(claims.rng.choice((0, 2)))
        changed |= claims.come(claims.rng.choice((0, 1, 25)))
        field = claims.field()
        flags = np.array([place.id in changed for place in field.places], bool)

        # What is gone may have left its lists behind, or not.
        left = np.isin(lists.ids, field.ids) | (seed % 2 == 0)
        lists = Lists(lists.ids[left], lists.near[left], lists.ranks[left])
        before, (lists, touched) = lists, updated(field, lists, flags)

        assert same(lists, fresh(field))
        same_ = np.setdiff1d(np.arange(len(lists.ids)), touched)
        old = np.searchsorted(before.ids, lists.ids[same_])
        assert np.array_equal(before.near[old], lists.near[same_])


def test_lists_hold_what_ranks_highest_of_what_may_stand_in_them() -> None:
    claims = Claims(7)
    claims.come(150)
    field = claims.field()
    lists = fresh(field)
    for row, line in field.lines(np.arange(len(lists.ids))):
        mine = field.places[row]
        others = [
            (-float(line[k]), k)
            for k, other in enumerate(field.places)
            if mine.party and other.party and other.party != mine.party
        ]
        wanted = [field.ids[k] for _, k in sorted(others)[: SIZES[Kind.OTHERS]]]
        assert lists.near[row][: len(wanted)].tolist() == wanted


def test_naming_the_other_party_counts_and_one_party_is_not_its_own_opponent() -> None:
    ids = [f"{k:016x}" for k in range(4)]
    plain = Place(ids[0], "NOR", None, frozenset(), frozenset(), False, frozenset())
    places = [
        plain,
        replace(plain, id=ids[1], party="SUD"),
        replace(plain, id=ids[2], party="SUD", names=frozenset(["NOR"])),
        replace(plain, id=ids[3]),
    ]
    field = Field(places, np.tile(on_grid(np.full(4, 0.5, np.float32)), (4, 1)))
    lists = fresh(field)
    assert lists.near[0, :3].tolist() == [2, 1, 0]
    assert lists.ranks[0, 0] > lists.ranks[0, 1]
    assert lists.ranks[0, 2] == -np.inf


def test_answers_and_figures_pair_what_is_unlike() -> None:
    ids = [f"{k:016x}" for k in range(100)]
    plain = Place("", "SUD", None, frozenset(), frozenset(), False, frozenset())
    places = [replace(plain, id=id_) for id_ in ids]
    places[0] = replace(places[0], party="NOR", accused=frozenset(["SUD"]))
    places[98] = replace(places[98], denies=True)
    places[2:50] = [replace(place, party="NOR") for place in places[2:50]]
    places[49] = replace(places[49], units=frozenset(["boats"]))
    places[99] = replace(places[99], units=frozenset(["boats"]))
    vectors = np.tile(np.array([[1.0, 0.0]], np.float32), (100, 1))
    vectors[98:] = [0.0, -1.0]
    lists = fresh(Field(places, on_grid(vectors)))

    def by(a: int, b: int) -> int:
        one, other = np.array([[number(ids[a])], [number(ids[b])]], np.uint64)
        return int(lists.holding(one, other)[0])

    assert by(0, 98) == SURELY
    assert by(49, 99) == BY_FIGURES
    assert by(48, 98) == 0


def test_rows_come_back_as_they_went() -> None:
    claims = Claims(3)
    claims.come(30)
    lists = fresh(claims.field())
    rows = [lists.row(place) for place in range(len(lists.ids))]
    assert same(lists, Lists.of_rows(lists.ids, rows))
    with pytest.raises(ValueError, match="reshape"):
        Lists.of_rows(lists.ids, rows[1:])


def test_products_on_the_grid_are_exact() -> None:
    numbers = np.random.default_rng(1).normal(size=(200, 384)).astype(np.float32)
    flat = on_grid(numbers / np.linalg.norm(numbers, axis=1, keepdims=True))
    exact = flat.astype(np.float64) @ flat.T.astype(np.float64)
    assert np.array_equal((flat @ flat.T).astype(np.float64), exact)
    assert all(float(flat[0] @ row) == e for row, e in zip(flat, exact[0], strict=True))
    assert np.array_equal(unpacked(packed(flat[0])), flat[0])


def test_beyond_the_exact_lists_hold_some_of_the_best_and_nothing_that_may_not_stand_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claims = Claims(11)
    claims.come(700)
    field = claims.field()
    exact = fresh(field)
    monkeypatch.setattr(neighbours, "EXACT", 100)

    found = fresh(field)

    others = slice(0, SIZES[Kind.OTHERS])
    both = [
        len(set(a[r > -np.inf].tolist()) & set(b.tolist())) / max(1, int((r > -np.inf).sum()))
        for a, r, b in zip(
            exact.near[:, others], exact.ranks[:, others], found.near[:, others], strict=True
        )
    ]
    assert np.mean(both) > 0.5
    for row, (near, ranks) in enumerate(zip(found.near, found.ranks, strict=True)):
        listed = near[others][ranks[others] > -np.inf]
        parties = {field.places[k].party for k in np.searchsorted(field.ids, listed).tolist()}
        assert not parties & {"", field.places[row].party}
    assert same(fresh(field, exact=True), exact)
