"""The bound above which the small model's "neutral" stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.nli.cascade import Cascade
from factcheck.training.cascade import LOSS, settle
from factcheck.training.held_out import UNRELATED, HeldOut, measured
from factcheck.training.mix import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

E, N, C = ENTAILMENT, NEUTRAL, CONTRADICTION


class Table:
    """A judge that says of each pair what is written down."""

    def __init__(self, name: str, said: dict[str, tuple[int, float]]) -> None:
        self.name = name
        self.said = said

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        rows = np.zeros((len(pairs), 3), dtype=np.float32)
        for row, (premise, _) in zip(rows, pairs, strict=True):
            label, sure = self.said[premise]
            row[:] = (1 - sure) / 2
            row[label] = sure
        return rows


class Case:
    """Pairs, and what two judges say of them."""

    def __init__(self) -> None:
        self.sets: dict[str, list[Pair]] = {}
        self.unrelated: list[Pair] = []
        self.fit: set[Pair] = set()
        self.small: dict[str, tuple[int, float]] = {}
        self.base: dict[str, tuple[int, float]] = {}

    def add(
        self,
        name: str,
        count: int,
        label: int,
        small: tuple[int, float],
        base: int | None = None,
        fit: bool = True,
    ) -> Case:
        """``count`` pairs of ``label`` in set ``name``; where not given, ``base`` is right."""
        for _ in range(count):
            pair = Pair(f"p{len(self.small)}", "h", label, name)
            (self.unrelated if name == UNRELATED else self.sets.setdefault(name, [])).append(pair)
            if fit and name != UNRELATED:
                self.fit.add(pair)
            self.small[pair.premise] = small
            self.base[pair.premise] = (label if base is None else base, 0.9)
        return self

    @property
    def held(self) -> HeldOut:
        return HeldOut(self.sets, self.unrelated, frozenset(self.fit))

    @property
    def judges(self) -> tuple[Table, Table]:
        return Table("small", self.small), Table("base", self.base)


def test_the_least_bound_that_loses_nothing_is_chosen() -> None:
    case = (
        Case()
        .add("one", 50, N, (N, 0.95))
        .add("one", 20, C, (N, 0.805))
        .add("one", 20, C, (C, 0.9))
        .add("one", 10, N, (N, 0.7))
        .add(UNRELATED, 4, N, (N, 0.99))
        .add(UNRELATED, 4, N, (C, 0.5))
    )
    found = settle(*case.judges, case.held)
    assert found["keep"] == 0.81
    assert (found["small"], found["base"]) == ("small", "base")
    assert found["sent_on"] == {"one": 0.5, UNRELATED: 0.5}
    assert found["figures"]["all"]["accuracy"] == 1.0


def test_where_the_small_model_is_right_all_its_neutrals_stand() -> None:
    case = Case().add("one", 50, N, (N, 0.55)).add("one", 50, C, (C, 0.6))
    found = settle(*case.judges, case.held)
    assert found["keep"] == 0.5
    assert found["sent_on"] == {"one": 0.5}


def test_no_bound_is_better_than_one_that_loses() -> None:
    case = Case().add("one", 10, C, (N, 0.999)).add("one", 10, N, (N, 0.9))
    found = settle(*case.judges, case.held)
    assert found["keep"] == 1.0
    assert found["sent_on"] == {"one": 1.0}
    assert found["figures"] == measured(
        case.held,
        case.judges[1].probabilities([(pair.premise, "h") for pair in case.held.pairs]),
    )


def test_a_small_set_is_not_outvoted_by_a_large_one() -> None:
    case = Case().add("large", 2000, N, (N, 0.95)).add("small", 5, E, (N, 0.705))
    case.add("large", 100, C, (C, 0.9))
    assert settle(*case.judges, case.held)["keep"] == 0.71


def test_contradictions_count_where_accuracy_does_not_show_them() -> None:
    # Two contradictions of a hundred are lost, and two errors of the large model mended.
    case = (
        Case()
        .add("one", 98, C, (C, 0.9))
        .add("one", 2, C, (N, 0.705))
        .add("one", 2, N, (N, 0.705), base=C)
    )
    assert settle(*case.judges, case.held)["keep"] == 0.71
    milder = Case().add("one", 98, C, (C, 0.9)).add("one", 1, C, (N, 0.705))
    milder.add("one", 1, N, (N, 0.705), base=C).add("one", 1, C, (C, 0.9))
    assert settle(*milder.judges, milder.held)["keep"] == 0.5


@pytest.mark.parametrize(("lost", "keep"), [(2, 0.5), (4, 0.71)])
def test_a_set_may_lose_three_in_a_thousand(lost: int, keep: float) -> None:
    case = Case().add("one", lost, E, (N, 0.705)).add("one", 1000 - lost, N, (N, 0.9))
    assert settle(*case.judges, case.held)["keep"] == keep


def test_only_what_there_is_to_fit_on_decides() -> None:
    case = Case().add("one", 20, C, (C, 0.9)).add("one", 20, N, (N, 0.9))
    case.add("own", 20, C, (N, 0.95), fit=False)
    found = settle(*case.judges, case.held)
    assert found["keep"] == 0.5
    assert found["figures"]["sets"]["own"]["accuracy"] == 0.0
    assert found["sent_on"]["own"] == 0.0


def test_without_contradictions_accuracy_alone_decides() -> None:
    case = Case().add("one", 20, N, (N, 0.9)).add("one", 20, E, (N, 0.605))
    assert settle(*case.judges, case.held)["keep"] == 0.61


said = st.tuples(st.sampled_from([E, N, C]), st.integers(40, 99).map(lambda n: n / 100 + 0.005))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["one", "two", UNRELATED]), st.sampled_from([E, N, C]), said),
        min_size=1,
        max_size=60,
    ),
    st.integers(0, 5),
)
def test_what_ships_keeps_its_promise_and_runs_as_it_was_measured(
    rows: list[tuple[str, int, tuple[int, float]]], wrong: int
) -> None:
    case = Case().add("one", 3, C, (C, 0.9))
    for number, (name, label, small) in enumerate(rows):
        base = (label + 1) % 3 if number % 7 == wrong else label
        case.add(name, 1, label, small, base=base, fit=number % 3 > 0)
    small, base_judge = case.judges
    found = settle(small, base_judge, case.held)
    keep = found["keep"]
    given = [(pair.premise, "h") for pair in case.held.pairs]
    ran = Cascade(small, base_judge, keep).probabilities(given)
    assert found["figures"] == measured(case.held, ran)

    def promised(bound: float) -> bool:
        joined = Cascade(small, base_judge, bound)
        for some in case.sets.values():
            fit = [pair for pair in some if pair in case.fit]
            if fit and right(joined, fit) < right(base_judge, fit) - LOSS:
                return False
        opposed = [pair for pair in case.fit if pair.label == C and case.base[pair.premise][0] == C]
        return right(joined, opposed) >= 0.99

    assert keep == 1.0 or promised(keep)
    if keep > 0.5:
        assert not promised(min(keep, 1.0) - 0.01)


def right(judge: Table | Cascade, pairs: Sequence[Pair]) -> float:
    """The share of ``pairs`` that ``judge`` is right about."""
    guesses = judge.probabilities([(pair.premise, "h") for pair in pairs]).argmax(axis=1)
    return float(np.mean([g == pair.label for g, pair in zip(guesses, pairs, strict=True)]))


@pytest.mark.parametrize("part", [0.0, 0.25, 1.0])
def test_what_is_sent_on_is_told_by_set(part: float) -> None:
    case = Case().add("two", 40, C, (C, 0.9))
    case.add("one", int(40 * part), E, (E, 0.9)).add("one", 40 - int(40 * part), N, (N, 0.9))
    assert settle(*case.judges, case.held)["sent_on"] == {"one": part, "two": 1.0}
