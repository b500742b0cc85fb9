"""The pairs that a finished model is measured on, and the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.nli.calibration import expected_calibration_error
from factcheck.training.held_out import (
    OWN,
    REST,
    UNRELATED,
    HeldOut,
    clean_development,
    group_of,
    halves,
    held_out_pairs,
    labels_of,
    log_probabilities,
    measured,
    thinned,
    unrelated_pairs,
)
from factcheck.training.mix import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair


def pairs(count: int, source: str = "lingnli") -> list[Pair]:
    return [Pair(f"{source} {n // 2}", f"h{n}", n % 3, source) for n in range(count)]


# Sets


def test_pairs_seen_in_training_are_left_out_in_either_order() -> None:
    train = [Pair("A b", "c", 0, "x"), Pair("d", "e", 1, "x")]
    development = [Pair("C", "a B", 0, "x"), Pair("a b", "C", 2, "y"), Pair("d", "f", 1, "x")]
    assert clean_development(train, development) == development[2:]


@given(st.lists(st.text(max_size=3), max_size=40))
def test_halves_share_no_premise_and_lose_nothing(premises: list[str]) -> None:
    given = [Pair(premise, str(n), 0, "x") for n, premise in enumerate(premises)]
    fit, report = halves(given)
    assert sorted(fit + report, key=lambda pair: int(pair.hypothesis)) == given
    sides = [{pair.premise.casefold() for pair in some} for some in (fit, report)]
    assert not sides[0] & sides[1]


def test_halves_are_halves() -> None:
    fit, report = halves([Pair(str(n), "h", 0, "x") for n in range(2000)])
    assert len(fit) == pytest.approx(len(report), abs=200)


def test_thinning_keeps_one_in_four_whatever_the_order() -> None:
    given = [Pair(str(n), "h", 0, "mpe") for n in range(2000)]
    kept = thinned(given)
    assert len(kept) == pytest.approx(500, abs=60)
    assert thinned(given[::-1]) == kept[::-1]
    assert thinned(given) == kept


def test_groups() -> None:
    assert group_of("taxinli") == "MultiNLI"
    assert group_of("snli_cat") == "SNLI"
    assert group_of("scifact") == "fact verification"
    assert group_of("lingnli") == "LingNLI"
    assert group_of("fragments") == group_of("never heard of") == REST


def test_what_a_model_is_measured_on() -> None:
    seen = pairs(40, "scifact")
    development = [*pairs(200), *pairs(60, "scifact"), *pairs(400, "fragments")]
    own, unrelated = pairs(10, "own"), pairs(8, UNRELATED)
    held = held_out_pairs(seen, development, own, unrelated)
    assert list(held.sets) == ["fact verification", "LingNLI", REST, OWN]
    assert held.sets["LingNLI"] == development[:200]
    assert held.sets["fact verification"] == development[240:260]
    assert 60 < len(held.sets[REST]) < 140
    assert held.sets[OWN] == own
    assert held.pairs == [pair for some in held.sets.values() for pair in some] + unrelated
    assert held.fit == set(halves(clean_development(seen, development))[0])
    assert not held.fit & {*own, *unrelated, *seen}


def test_unrelated_pairs_are_from_articles_of_the_development_part(
    tmp_path: Path,
    encode: Callable[[Sequence[str]], np.ndarray],
    write_lines: Callable[[Path, Iterable[Any]], None],
) -> None:
    for part in ("train", "dev"):
        texts = [f"the minister of snow and {part}{n} b{n} c{n} d{n} e{n}" for n in range(30)]
        rows = [{"text": t, "attributions": [{"content": [[0, len(t)]]}] * 2} for t in texts]
        write_lines(tmp_path / "polnear" / f"{part}.jsonl.gz", rows)
    found = unrelated_pairs(tmp_path, encode, 7, count=20)
    assert len(found) == 20
    assert {(pair.label, pair.source) for pair in found} == {(NEUTRAL, UNRELATED)}
    assert all("dev" in pair.premise and "dev" in pair.hypothesis for pair in found)
    assert all(pair.premise != pair.hypothesis for pair in found)


# Figures


def surely(*guesses: int, sure: float = 0.8) -> np.ndarray:
    """Rows that give ``sure`` to each of ``guesses`` and the rest to the others."""
    rows = np.full((len(guesses), 3), (1 - sure) / 2)
    rows[np.arange(len(guesses)), guesses] = sure
    return rows


def labelled(name: str, *labels: int) -> list[Pair]:
    return [Pair(f"{name} {n}", "h", label, name) for n, label in enumerate(labels)]


def test_figures_stand_by_set_and_for_all() -> None:
    e, n, c = ENTAILMENT, NEUTRAL, CONTRADICTION
    held = HeldOut(
        {"one": labelled("one", e, n, c, c), "two": labelled("two", e, c)},
        labelled(UNRELATED, n, n, n, n),
        frozenset(),
    )
    found = measured(held, np.concatenate([surely(e, n, c, n), surely(c, c), surely(n, n, c, e)]))
    one, two = found["sets"]["one"], found["sets"]["two"]
    assert (one["pairs"], one["accuracy"]) == (4, 0.75)
    assert one["confusion"] == [[1, 0, 0], [0, 1, 0], [0, 1, 1]]
    assert (one["contradiction_precision"], one["contradiction_recall"]) == (1.0, 0.5)
    assert (two["accuracy"], two["contradiction_precision"]) == (0.5, 0.5)
    assert (found["all"]["pairs"], found["all"]["accuracy"]) == (6, 0.6667)
    assert found[UNRELATED] == {"pairs": 4, "called_contradiction": 0.25, "called_neutral": 0.5}


def test_two_way_accuracy_asks_only_which_of_the_two_is_likelier() -> None:
    held = HeldOut({"one": labelled("one", 0, 2, 2, 1)}, [], frozenset())
    rows = np.array([[0.2, 0.7, 0.1], [0.1, 0.7, 0.2], [0.3, 0.5, 0.2], [0.0, 0.1, 0.9]])
    found = measured(held, rows)
    assert found["sets"]["one"]["accuracy"] == 0.0
    assert found["sets"]["one"]["two_way_accuracy"] == 0.6667
    assert found[UNRELATED]["pairs"] == 0


def test_the_calibration_error_leaves_out_what_was_fitted_on() -> None:
    one = labelled("one", *[0, 1, 2] * 20)
    fit = frozenset(one[::2])
    held = HeldOut({"one": one}, labelled(UNRELATED, 1), fit)
    # Right where it was fitted on, wrong everywhere else.
    guesses = [p.label if p in fit else (p.label + 1) % 3 for p in one]
    rows = np.concatenate([surely(*guesses), surely(1)])
    found = measured(held, rows)
    assert found["all"]["accuracy"] == 0.5
    assert found["all"]["calibration_error"] == found["sets"]["one"]["calibration_error"] == 0.8
    assert expected_calibration_error(rows[:60], labels_of(one)) == pytest.approx(0.3)


def test_log_probabilities_are_finite_and_in_the_order_of_the_pairs() -> None:
    class Certain:
        name = "certain"

        def probabilities(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
            return np.array([[0, 1, 0] if a == "one 0" else [0.5, 0.25, 0.25] for a, _ in pairs])

    found = log_probabilities(Certain(), labelled("one", 1, 0))
    assert found[0] == pytest.approx([np.log(1e-12), 0.0, np.log(1e-12)])
    assert found[1] == pytest.approx(np.log([0.5, 0.25, 0.25]))
