"""What a small model learns from a large one: judged once, kept, and mixed with the labels."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.training import distil
from factcheck.training.mix import CONTRADICTION, Pair

SHARD = 8
PAIRS = [Pair(f"p{n}", f"h{n}", n % 3, "lingnli") for n in range(20)]


class Teacher:
    """Probabilities that depend on its name and the pair, and a record of what was asked."""

    def __init__(self, name: str = "large") -> None:
        self.name = name
        self.asked: list[tuple[str, str]] = []
        #: Dies when asked beyond so many pairs.
        self.most = 1000

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        if len(self.asked) + len(pairs) > self.most:
            raise KeyboardInterrupt
        self.asked += pairs
        return np.array([self.says(*pair) for pair in pairs], dtype=np.float32)

    def says(self, premise: str, hypothesis: str) -> list[float]:
        digest = hashlib.sha256(f"{self.name} {premise} {hypothesis}".encode()).digest()
        return [(b + 1) / (sum(digest[:3]) + 3) for b in digest[:3]]

    def all(self, pairs: Iterable[Pair]) -> np.ndarray:
        return np.array([self.says(p.premise, p.hypothesis) for p in pairs], dtype=np.float32)


def sides(pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    return [(pair.premise, pair.hypothesis) for pair in pairs]


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distil, "_SHARD", SHARD)


# The teacher


def test_a_teacher_is_asked_once(tmp_path: Path) -> None:
    teacher = Teacher()
    first = distil.taught(teacher, PAIRS, tmp_path)
    assert first.dtype == np.float32
    np.testing.assert_array_equal(first, teacher.all(PAIRS))
    assert teacher.asked == sides(PAIRS)
    again = Teacher()
    np.testing.assert_array_equal(distil.taught(again, PAIRS, tmp_path), first)
    assert again.asked == []


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_only_a_missing_shard_is_judged(tmp_path: Path, missing: int) -> None:
    first = distil.taught(Teacher(), PAIRS, tmp_path)
    sorted(tmp_path.rglob("*.npy"))[missing].unlink()
    again = Teacher()
    np.testing.assert_array_equal(distil.taught(again, PAIRS, tmp_path), first)
    assert again.asked == sides(PAIRS)[missing * SHARD : (missing + 1) * SHARD]


def test_a_stopped_teacher_goes_on_where_it_was(tmp_path: Path) -> None:
    teacher = Teacher()
    teacher.most = 2 * SHARD
    with pytest.raises(KeyboardInterrupt):
        distil.taught(teacher, PAIRS, tmp_path)
    teacher.most = 1000
    found = distil.taught(teacher, PAIRS, tmp_path)
    np.testing.assert_array_equal(found, teacher.all(PAIRS))
    assert teacher.asked == sides(PAIRS)


def test_a_kill_while_a_shard_is_written_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(path: Path, values: np.ndarray) -> None:
        Path(path).write_bytes(b"\x93NUMPY half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(np, "save", torn)
        with pytest.raises(KeyboardInterrupt):
            distil.taught(Teacher(), PAIRS, tmp_path)
    teacher = Teacher()
    np.testing.assert_array_equal(distil.taught(teacher, PAIRS, tmp_path), teacher.all(PAIRS))
    assert teacher.asked == sides(PAIRS)


@pytest.mark.parametrize(
    "pairs",
    [PAIRS[::-1], PAIRS[:-1], [*PAIRS[:-1], Pair("p19", "h20", 1, "lingnli")]],
)
def test_other_pairs_are_judged_anew(tmp_path: Path, pairs: list[Pair]) -> None:
    distil.taught(Teacher(), PAIRS, tmp_path)
    teacher = Teacher()
    np.testing.assert_array_equal(distil.taught(teacher, pairs, tmp_path), teacher.all(pairs))
    assert teacher.asked == sides(pairs)


def test_another_teacher_judges_all_and_the_first_is_not_forgotten(tmp_path: Path) -> None:
    first, other = Teacher(), Teacher("larger")
    before = distil.taught(first, PAIRS, tmp_path)
    after = distil.taught(other, PAIRS, tmp_path)
    assert other.asked == sides(PAIRS)
    np.testing.assert_array_equal(after, other.all(PAIRS))
    assert not np.array_equal(before, after)
    distil.taught(first, PAIRS, tmp_path)
    assert len(first.asked) == len(PAIRS)


# What is learnt


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 2), st.lists(st.integers(1, 50), min_size=3, max_size=3)),
        min_size=1,
        max_size=12,
    ),
    share=st.floats(0, 1),
)
def test_a_target_is_the_teachers_and_partly_the_label(
    rows: list[tuple[int, list[int]]], share: float
) -> None:
    free = int(share * len(rows))
    given = [Pair(str(n), "h", label, "scifact") for n, (label, _) in enumerate(rows)]
    says = np.array([three for _, three in rows], dtype=np.float32)
    says /= says.sum(axis=1, keepdims=True)
    found = distil.softened(given, says, free)
    assert sides(found) == sides(given)
    assert {pair.source for pair in found} == {distil.DISTILLED}
    own = np.eye(3)[[label for label, _ in rows]]
    part = np.where(np.arange(len(rows)) < free, 1.0, distil.TEACHER)[:, None]
    expected = part * says + (1 - part) * own
    np.testing.assert_allclose([pair.label for pair in found], expected, atol=1e-6)
    np.testing.assert_allclose([sum(pair.label) for pair in found], 1.0, atol=1e-5)


def test_too_few_probabilities_are_not_taken_for_enough() -> None:
    with pytest.raises(ValueError, match="shorter"):
        distil.softened(PAIRS, np.full((19, 3), 1 / 3, dtype=np.float32), 0)


def test_told_pairs_come_from_disputes_and_training_stories_and_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixtures = Path(__file__).parents[2] / "fixtures"
    disputes = tmp_path / "disputes"
    disputes.mkdir()
    one = min((fixtures / "disputes").glob("*.toml"))
    (disputes / one.name).write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
    found = distil.told(tmp_path, disputes, 7)
    assert {pair.source for pair in found} == {distil.DISTILLED}
    assert len(found) > 40
    monkeypatch.setattr(distil, "_TOLD", 5)
    assert distil.told(tmp_path, disputes, 7) == found[:5]
    assert distil.told(tmp_path, tmp_path / "nowhere", 7) == []


def test_the_pass_to_judge_holds_no_pair_twice_and_the_free_ones_first() -> None:
    labelled = [
        *(Pair(f"p{n}", f"h{n}", n % 3, "own") for n in range(300)),
        *(Pair(f"m{n}", f"h{n}", 0, "mpe") for n in range(300)),
    ]
    free = [Pair(f"f{n}", "h", 1, distil.DISTILLED) for n in range(10)]
    found = distil.transfer(labelled, free, 3, 900)
    assert found[:10] == free
    rest = found[10:]
    assert len(set(rest)) == len(rest)
    whole = {frozenset(two) for two in sides(labelled[:300])}
    assert {frozenset(two) for two in sides(p for p in rest if p.source == "own")} == whole
    assert 2 < sum(pair.source == "mpe" for pair in rest) < 80
    turned = [pair for pair in rest if pair.premise.startswith("h")]
    assert turned
    assert {pair.label for pair in turned} == {CONTRADICTION}
    assert distil.transfer(labelled, free, 3, 50) == found[:50]
    sources = [pair.source for pair in rest]
    assert sources != sorted(sources, reverse=True)
    assert (
        distil.transfer(labelled, free, 3, 900) == found != distil.transfer(labelled, free, 4, 900)
    )


def test_unlabelled_pairs_are_neighbours_even_within_an_article(
    tmp_path: Path,
    encode: Callable[[Sequence[str]], np.ndarray],
    write_lines: Callable[[Path, Iterable[Any]], None],
    write_titles: Callable[[Path, Iterable[str]], None],
) -> None:
    texts = ["the minister shut a pass in snow", "the minister shut a pass in hail"]
    whole = ". ".join(texts)
    spans = [{"content": [[whole.index(text), whole.index(text) + len(text)]]} for text in texts]
    write_lines(
        tmp_path / "polnear" / "train.jsonl.gz", [{"text": whole, "attributions": spans * 2}]
    )
    write_titles(
        tmp_path,
        [
            *("fog over one town", "fog over one town", "fog over two towns"),
            "nothing of the kind here",
        ],
    )
    found = distil.unlabelled(tmp_path, encode, 7)
    assert {frozenset(two) for two in sides(found)} == {
        frozenset(texts),
        frozenset({"fog over one town", "fog over two towns"}),
    }
    assert len(found) == 6
    assert {pair.source for pair in found} == {distil.DISTILLED}
