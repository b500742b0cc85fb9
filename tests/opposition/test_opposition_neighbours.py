"""Lists that grew are the lists that a search from scratch finds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.opposition import neighbours, reach
from factcheck.opposition.field import Field, Kind, Place, number
from factcheck.opposition.grid import of_steps, steps
from factcheck.opposition.neighbours import BY_FIGURES, SIZES, SURELY, Lists, fresh, updated
from factcheck.opposition.ranking import NONE
from factcheck.opposition.reach import Nearest

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
    """Claims of documents that come, change and go, each with its vector."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.numbers = np.random.default_rng(seed)
        self.places: dict[str, Place] = {}
        self.vectors: dict[str, NDArray[np.float32]] = {}
        self.home: dict[str, str] = {}
        self.settings: dict[str, NDArray[np.float32]] = {}

    def vector(self) -> NDArray[np.float32]:
        # Few different vectors, so that many rank alike.
        vector = self.numbers.integers(-2, 3, 6).astype(np.float32)
        return vector / np.float32(max(1.0, float(np.linalg.norm(vector))))

    def put(self, id_: str) -> None:
        self.places[id_] = make(self.rng, id_)
        self.vectors[id_] = self.vector()

    def come(self, count: int) -> set[str]:
        """So many claims, of documents that were there or that come with them."""
        new = {f"{self.rng.getrandbits(64):016x}" for _ in range(count)}
        for id_ in sorted(new):
            if not self.settings or self.rng.random() < 0.2:
                document = f"{self.rng.getrandbits(64):016x}"
                self.settings[document] = self.vector()
            self.put(id_)
            self.home[id_] = self.rng.choice(sorted(self.settings))
        return new

    def go(self, count: int) -> None:
        for id_ in self.rng.sample(sorted(self.places), min(count, len(self.places))):
            del self.places[id_], self.vectors[id_], self.home[id_]

    def change(self, count: int) -> set[str]:
        found = set(self.rng.sample(sorted(self.places), min(count, len(self.places))))
        for id_ in sorted(found):
            self.put(id_)
        return found

    def turn(self) -> set[str]:
        """A document turns to something else; these are its claims."""
        if not self.home:
            return set()
        document = self.rng.choice(sorted(self.home.values()))
        self.settings[document] = self.vector()
        return {id_ for id_, home in self.home.items() if home == document}

    def field(self) -> Field:
        ids = sorted(self.places)
        documents = sorted({self.home[id_] for id_ in ids})
        number_of = {document: row for row, document in enumerate(documents)}
        none = [np.zeros(6, np.float32)]
        return Field(
            (self.places[id_] for id_ in ids),
            steps(np.stack([self.vectors[id_] for id_ in ids] or none)[: len(ids)]),
            np.array([number_of[self.home[id_]] for id_ in ids], np.intp),
            documents,
            steps(np.stack([self.settings[d] for d in documents] or none)[: len(documents)]),
        )


def field_of(places: list[Place], vectors: NDArray[np.floating]) -> Field:
    """Claims of one document."""
    one = np.zeros((1, vectors.shape[1]))
    return Field(places, steps(vectors), np.zeros(len(places), np.intp), ["a"], steps(one))


def same(one: Lists, other: Lists) -> bool:
    return (
        np.array_equal(one.ids, other.ids)
        and np.array_equal(one.ranks, other.ranks)
        and np.array_equal(one.near, other.near)
        and same_around(one.around, other.around)
    )


def same_around(one: Nearest, other: Nearest) -> bool:
    return (
        list(one.documents) == list(other.documents)
        and np.array_equal(one.marks, other.marks)
        and np.array_equal(one.near, other.near)
        and np.array_equal(one.ranks, other.ranks)
    )


@pytest.mark.parametrize("near", [1, 3, 8, 1000])
@pytest.mark.parametrize("seed", range(12))
def test_lists_that_grew_and_shrank_are_those_from_scratch(
    seed: int, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "REACH", near)
    monkeypatch.setattr(neighbours, "_ROWS", 4)
    monkeypatch.setattr(neighbours, "_NEAR", 50)
    claims = Claims(seed)
    claims.come(claims.rng.choice((0, 3, 120)))
    lists = fresh(claims.field())
    for _ in range(12):
        claims.go(claims.rng.choice((0, 1, 30)))
        changed = claims.turn() if claims.rng.random() < 0.3 else set()
        changed |= claims.change(claims.rng.choice((0, 2)))
        changed |= claims.come(claims.rng.choice((0, 1, 25)))
        field = claims.field()
        flags = np.isin(field.ids, [number(id_) for id_ in changed])

        # What is gone may have left its lists behind, or not.
        left = np.isin(lists.ids, field.ids) | (seed % 2 == 0)
        lists = Lists(lists.ids[left], lists.near[left], lists.ranks[left], lists.around)
        exact = claims.rng.random() < 0.2
        before, (lists, touched) = lists, updated(field, lists, flags, exact=exact)

        assert same(lists, fresh(field, exact=exact))
        same_ = np.setdiff1d(np.arange(len(lists.ids)), touched)
        old = np.searchsorted(before.ids, lists.ids[same_])
        assert np.array_equal(before.near[old], lists.near[same_])


@pytest.mark.parametrize("near", [2, 1000])
def test_lists_hold_what_ranks_highest_of_what_may_stand_in_them(
    near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "REACH", near)
    claims = Claims(7)
    claims.come(150)
    field = claims.field()
    lists = fresh(field)
    within = {
        (one, other)
        for some, others in Nearest.of(field.documents, field.settings).reach().groups()
        for one in some.tolist()
        for other in others.tolist()
    }
    vectors = of_steps(field.vectors).astype(float)
    settings = of_steps(field.settings).astype(float)
    places = [claims.places[id_] for id_ in sorted(claims.places)]
    restricted = 0
    for row, mine in enumerate(places):
        for kind in Kind:
            wanted = []
            for k, other in enumerate(places):
                if not mine.party or not other.party or not listed(mine, other, kind):
                    continue
                if kind in (Kind.OTHERS, Kind.OWN) and (
                    (field.home[row], field.home[k]) not in within
                ):
                    restricted += 1
                    continue
                rank = vectors[row] @ vectors[k]
                rank += settings[field.home[row]] @ settings[field.home[k]]
                if mine.party != other.party:
                    named = other.party in mine.names or mine.party in other.names
                    rank += 0.203125 * named
                wanted.append((-rank, k))
            best = sorted(wanted)[: SIZES[kind]]
            start = sum(SIZES[each] for each in Kind if each < kind)
            part = slice(start, start + len(best))
            assert lists.near[row, part].tolist() == [field.ids[k] for _, k in best]
            assert lists.ranks[row, part].tolist() == [-rank for rank, _ in best]
            assert (lists.ranks[row, start + len(best) : start + SIZES[kind]] == NONE).all()
    assert (restricted > 0) == (near == 2)


def listed(mine: Place, other: Place, kind: Kind) -> bool:
    """Whether a claim may stand in a list of another's, both of a known party, by definition."""
    if kind is Kind.OWN:
        days = mine.day, other.day
        return mine.party == other.party and None not in days and days[0] != days[1]
    if mine.party == other.party or kind is Kind.OTHERS:
        return mine.party != other.party
    if kind is Kind.FIGURES:
        return not mine.units.isdisjoint(other.units)
    charged, charges = mine.party in other.accused, other.party in mine.accused
    return (charged and (charges or mine.denies)) or (charges and other.denies)


@pytest.mark.parametrize("near", [3, 1000])
def test_one_more_document_makes_few_lists_anew(near: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "REACH", near)
    claims = Claims(5)
    claims.come(400)
    before = claims.field()
    lists = fresh(before)
    claims.settings["f" * 16] = claims.vector()
    claims.put("8" * 16)
    claims.home["8" * 16] = "f" * 16
    field = claims.field()
    after, touched = updated(field, lists, field.ids == number("8" * 16))
    assert same(after, fresh(field))
    assert 0 < len(touched) < len(field.ids) / 2


def test_naming_the_other_party_counts_and_one_party_is_not_its_own_opponent() -> None:
    ids = [f"{k:016x}" for k in range(4)]
    plain = Place(ids[0], "NOR", None, frozenset(), frozenset(), False, frozenset())
    places = [
        plain,
        replace(plain, id=ids[1], party="SUD"),
        replace(plain, id=ids[2], party="SUD", names=frozenset(["NOR"])),
        replace(plain, id=ids[3]),
    ]
    lists = fresh(field_of(places, np.full((4, 4), 0.5)))
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
    lists = fresh(field_of(places, vectors))

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
    assert same(lists, Lists.of_rows(lists.ids, rows, lists.around))
    with pytest.raises(ValueError, match="reshape"):
        Lists.of_rows(lists.ids, rows[1:], lists.around)
