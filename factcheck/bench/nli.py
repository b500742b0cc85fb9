"""How well a judge tells entailment, neutral and contradiction apart on labelled pairs."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import InputError
from factcheck.nli.calibration import expected_calibration_error
from factcheck.nli.judge import CONTRADICTION, LABELS, Judge


@dataclass(frozen=True, slots=True)
class NliFigures:
    """Figures over ``pairs`` labelled pairs; all but counts are between 0 and 1.

    ``confusion[i][j]`` counts pairs of class i judged as class j, in the order of LABELS.
    Precision, recall and F1 are 0 where nothing was, or should have been, found.
    ``calibration_error`` is the expected calibration error in 15 bins (Guo et al. 2017).
    """

    pairs: int
    accuracy: float
    macro_f1: float
    contradiction_precision: float
    contradiction_recall: float
    contradiction_f1: float
    calibration_error: float
    confusion: tuple[tuple[int, ...], ...]


def figures(probabilities: NDArray[np.floating], labels: Sequence[int]) -> NliFigures:
    """Figures of (n, 3) ``probabilities`` against n ``labels``, indices into LABELS."""
    gold = np.asarray(labels, dtype=np.int64)
    guess = np.asarray(probabilities).reshape(-1, len(LABELS)).argmax(axis=1)
    confusion = np.zeros((len(LABELS), len(LABELS)), dtype=np.int64)
    np.add.at(confusion, (gold, guess), 1)
    right = np.diag(confusion).astype(float)
    precision = right / np.maximum(confusion.sum(axis=0), 1)
    recall = right / np.maximum(confusion.sum(axis=1), 1)
    both = precision + recall
    f1 = np.where(both > 0, 2 * precision * recall / np.where(both > 0, both, 1.0), 0.0)
    return NliFigures(
        pairs=len(gold),
        accuracy=float(right.sum() / max(1, len(gold))),
        macro_f1=float(f1.mean()),
        contradiction_precision=float(precision[CONTRADICTION]),
        contradiction_recall=float(recall[CONTRADICTION]),
        contradiction_f1=float(f1[CONTRADICTION]),
        calibration_error=expected_calibration_error(probabilities, gold),
        confusion=tuple(tuple(int(n) for n in row) for row in confusion),
    )


def read_labelled(path: Path) -> tuple[list[tuple[str, str]], list[int]]:
    """Pairs and labels of a JSON-lines file (or ``.gz``) of premise, hypothesis and label.

    ``label`` is one of LABELS, in words.

    Raises:
        InputError: the file cannot be read, or a line is not such an object.

    """
    pairs: list[tuple[str, str]] = []
    labels: list[int] = []
    try:
        with _opened(path) as handle:
            for number, line in _numbered(handle):
                try:
                    row = json.loads(line)
                    labels.append(LABELS.index(row["label"]))
                    pairs.append((str(row["premise"]), str(row["hypothesis"])))
                except (ValueError, KeyError, TypeError, RecursionError):
                    raise InputError(
                        f"line {number} of {str(path)!r} needs premise, hypothesis and a label "
                        f"({', '.join(LABELS)}); mend or delete it"
                    ) from None
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot read {str(path)!r} ({type(error).__name__}); give a UTF-8 JSON-lines file"
        ) from None
    return pairs, labels


def measure(judge: Judge, path: Path) -> NliFigures:
    """Figures of ``judge`` on a file that :func:`read_labelled` reads."""
    pairs, labels = read_labelled(path)
    return figures(judge.probabilities(pairs), labels)


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _numbered(handle: TextIO) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(handle, start=1) if line.strip())
