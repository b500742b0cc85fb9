"""Runs of words from numbers: always valid ones, and the best."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from factcheck.attribution.decoding import ROLE_LABELS, cues, roles

OUTSIDE, BEGIN, INSIDE = (5.0, 0.0, 0.0), (0.0, 5.0, 0.0), (0.0, 0.0, 5.0)
NUMBERS = st.floats(-50, 50, width=32)


def logits(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, np.float32)


def labelled(*names: str, by: float = 8.0) -> np.ndarray:
    """Role logits that favour one label a word."""
    found = np.zeros((len(names), len(ROLE_LABELS)), np.float32)
    for row, name in zip(found, names, strict=True):
        row[ROLE_LABELS.index(name)] = by
    return found


def words(count: int, labels: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float32, (count, labels), elements=NUMBERS)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 30).flatmap(lambda n: words(n, 3)), st.floats(-5, 5))
def test_cues_are_runs_in_order_with_a_probability(given_: np.ndarray, bias: float) -> None:
    end = 0
    for (start, stop), probability in cues(given_, bias):
        assert end <= start < stop <= len(given_)
        assert 0 <= probability <= 1
        end = stop


def test_a_cue_goes_on_over_later_words_only() -> None:
    found = cues(logits(OUTSIDE, BEGIN, INSIDE, BEGIN, OUTSIDE, INSIDE))
    assert [run for run, _ in found] == [(1, 3), (3, 4), (5, 6)]


def test_the_probability_is_that_of_the_first_word() -> None:
    ((_, probability),) = cues(logits((0.0, 1.0, 0.0), INSIDE))
    assert np.isclose(probability, (np.e + 1) / (np.e + 2))


def test_a_bias_finds_more_cues() -> None:
    doubtful = logits((1.0, 0.5, 0.0))
    assert cues(doubtful) == []
    assert [run for run, _ in cues(doubtful, bias=1.0)] == [(0, 1)]
    assert cues(logits((0.5, 1.0, 0.0)), bias=-1.0) == []


def test_no_words_no_runs() -> None:
    assert cues(np.zeros((0, 3), np.float32)) == []
    assert roles(np.zeros((0, 9), np.float32)) == (None, [])


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 30).flatmap(lambda n: words(n, 9)), st.data())
def test_roles_are_valid_runs_outside_the_cue(given_: np.ndarray, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(given_)))
    own = (start, data.draw(st.integers(start, len(given_))))
    source, content = roles(given_, own)
    taken: set[int] = set()
    for run in [*([source] if source is not None else []), *content]:
        assert 0 <= run[0] < run[1] <= len(given_)
        covered = set(range(*run))
        assert not covered & taken
        assert not covered & set(range(*own))
        taken |= covered
    assert content == sorted(content)


@settings(max_examples=30, deadline=None)
@given(words(3, 9))
def test_the_runs_are_the_best_of_all_that_are_valid(given_: np.ndarray) -> None:
    follows = {
        **{label: {0, 1, 4, 5, 8} for label in (0, 3, 4, 7, 8)},
        **{label: {2, 3} for label in (1, 2)},
        **{label: {6, 7} for label in (5, 6)},
    }

    def valid(path: tuple[int, ...]) -> bool:
        return (
            path[0] in follows[0]
            and path[-1] in (0, 3, 4, 7, 8)
            and all(b in follows[a] for a, b in pairwise(path))
        )

    def total(path: tuple[int, ...]) -> float:
        return sum(float(given_[at, label]) for at, label in enumerate(path))

    *_, second, best = sorted(filter(valid, product(range(9), repeat=3)), key=total)
    assume(total(best) - total(second) > 1e-3)
    _, content = roles(given_)
    covered = {at for run in content for at in range(*run)}
    assert covered == {at for at, label in enumerate(best) if label >= 5}


def test_source_and_content() -> None:
    given_ = labelled("B-source", "E-source", "O", "B-content", "I-content", "E-content", "O")
    assert roles(given_, (2, 3)) == ((0, 2), [(3, 6)])


def test_a_content_round_the_cue_is_two_runs() -> None:
    given_ = labelled("B-content", "E-content", "S-source", "O", "S-content", "S-content")
    assert roles(given_, (3, 4)) == ((2, 3), [(0, 2), (4, 5), (5, 6)])


def test_a_span_that_never_ends_is_made_whole() -> None:
    source, content = roles(labelled("O", "B-content", "I-content", "I-content"))
    assert source is None
    assert content == [(1, 4)]


def test_of_two_sources_the_surer_is_taken() -> None:
    given_ = labelled("S-source", "O", "S-source")
    given_[0] /= 4
    assert roles(given_)[0] == (2, 3)


def test_words_of_the_cue_are_never_a_role() -> None:
    source, content = roles(labelled("S-source", "S-content", "S-content"), (0, 2))
    assert source is None
    assert content == [(2, 3)]
