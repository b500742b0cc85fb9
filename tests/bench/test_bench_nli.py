from __future__ import annotations

import gzip
import json

import numpy as np
import pytest
from sklearn.metrics import f1_score, precision_recall_fscore_support

from factcheck.bench.nli import figures, measure, read_labelled
from factcheck.errors import InputError
from factcheck.nli import LABELS


def drawn(rows: int = 400) -> tuple[np.ndarray, list[int]]:
    rng = np.random.default_rng(2)
    labels = rng.integers(0, 3, rows)
    probabilities = rng.dirichlet([1.0, 1.0, 1.0], rows)
    probabilities[np.arange(rows), labels] += 0.3
    return probabilities / probabilities.sum(axis=1, keepdims=True), labels.tolist()


def test_figures_agree_with_an_independent_implementation():
    probabilities, labels = drawn()
    found = figures(probabilities, labels)
    guess = probabilities.argmax(axis=1)
    precision, recall, f1, _ = precision_recall_fscore_support(labels, guess)
    assert found.pairs == 400
    assert found.accuracy == pytest.approx(np.mean(guess == np.array(labels)))
    assert found.macro_f1 == pytest.approx(f1_score(labels, guess, average="macro"))
    assert found.contradiction_precision == pytest.approx(precision[2])
    assert found.contradiction_recall == pytest.approx(recall[2])
    assert found.contradiction_f1 == pytest.approx(f1[2])
    assert np.sum(found.confusion) == 400
    assert found.confusion[1][2] == sum(
        gold == 1 and judged == 2 for gold, judged in zip(labels, guess, strict=True)
    )


def test_nothing_to_measure_is_no_division_by_zero():
    found = figures(np.zeros((0, 3)), [])
    assert (found.pairs, found.accuracy, found.macro_f1) == (0, 0.0, 0.0)


def test_a_class_that_never_occurs_counts_as_nought():
    found = figures(np.eye(3)[[0, 0]], [0, 0])
    assert found.accuracy == 1.0
    assert found.contradiction_f1 == 0.0
    assert found.macro_f1 == pytest.approx(1 / 3)


class Sure:
    """Reads the answer off the hypothesis."""

    name = "sure"

    def probabilities(self, pairs):
        return np.eye(3, dtype=np.float32)[[LABELS.index(b) for _, b in pairs]]


@pytest.mark.parametrize("packed", [False, True])
def test_measuring_a_file(tmp_path, packed):
    rows = [{"premise": "p", "hypothesis": label, "label": label} for label in LABELS]
    rows[0]["hypothesis"] = "neutral"
    content = "\n".join(json.dumps(row) for row in rows) + "\n\n"
    path = tmp_path / ("pairs.jsonl.gz" if packed else "pairs.jsonl")
    path.write_bytes(gzip.compress(content.encode()) if packed else content.encode())
    found = measure(Sure(), path)
    assert found.accuracy == pytest.approx(2 / 3)
    assert found.confusion == ((0, 1, 0), (0, 1, 0), (0, 0, 1))


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"premise": "a", "hypothesis": "b"}', "\udcff"])
def test_a_line_that_is_no_labelled_pair_is_named(tmp_path, line):
    path = tmp_path / "pairs.jsonl"
    good = {"premise": "p", "hypothesis": "h", "label": "neutral"}
    path.write_text(json.dumps(good) + "\n" + line + "\n", errors="surrogateescape")
    with pytest.raises(InputError, match=r"^line 2 of .*mend or delete it$"):
        read_labelled(path)


@pytest.mark.parametrize("content", [None, b"\x1f\x8bcut"])
def test_a_file_that_cannot_be_read(tmp_path, content):
    path = tmp_path / ("pairs.jsonl.gz" if content == b"\x1f\x8bcut" else "pairs.jsonl")
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="cannot read"):
        read_labelled(path)
