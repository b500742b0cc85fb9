"""How well a judge tells entailment, neutral and contradiction apart on labelled pairs."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import InputError
from factcheck.nli.calibration import expected_calibration_error
from factcheck.nli.judge import CONTRADICTION, ENTAILMENT, LABELS, NEUTRAL, Judge
from factcheck.nli.stream import MAX_LINE, Failure, read_lines

#: Pairs judged between two reports of progress.
_STEP = 512


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


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled pair; ``label`` indexes LABELS, ``fields`` holds all that its line says."""

    premise: str
    hypothesis: str
    label: int
    fields: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> str | None:
        """The field ``name`` as text; None where it is missing, or a list or an object."""
        given = self.fields.get(name, [])
        if isinstance(given, str):
            return given
        return None if isinstance(given, list | dict) else json.dumps(given)


def two_way_accuracy(probabilities: NDArray[np.floating], labels: Sequence[int]) -> float | None:
    """The share where the greater of P(entailment) and P(contradiction) is the right one.

    None where a label is neutral or there are none: it is for files of two classes, as fact
    verification has them.  What is equal counts as entailment.
    """
    gold = np.asarray(labels, dtype=np.int64)
    if len(gold) == 0 or (gold == NEUTRAL).any():
        return None
    given = np.asarray(probabilities)
    opposed = given[:, CONTRADICTION] > given[:, ENTAILMENT]
    return float((opposed == (gold == CONTRADICTION)).mean())


def read_rows(path: Path) -> tuple[list[Labelled], list[Failure]]:
    """The labelled pairs of a JSON-lines file (or ``.gz``), and the lines that are none.

    A pair needs the strings ``premise``, ``hypothesis`` and ``label``, one of LABELS; it may
    have other fields.  Empty lines are passed over.

    Raises:
        InputError: the file cannot be read.

    """
    rows: list[Labelled] = []
    failures: list[Failure] = []
    try:
        with _opened(path) as handle:
            for number, line in enumerate(read_lines(handle), start=1):
                if not line.strip():
                    continue
                try:
                    rows.append(_labelled(line))
                except (ValueError, RecursionError) as wrong:
                    failures.append(Failure(number, _reason(wrong)))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise InputError(
            f"cannot read {str(path)!r} ({_kind(error)}); name a file of JSON lines with "
            "premise, hypothesis and label"
        ) from None
    return rows, failures


def read_labelled(path: Path) -> tuple[list[tuple[str, str]], list[int]]:
    """Pairs and labels of a file that :func:`read_rows` reads, where every line must be one.

    Raises:
        InputError: the file cannot be read, or a line is not such an object.

    """
    rows, failures = read_rows(path)
    if failures:
        first = failures[0]
        raise InputError(f"line {first.line} of {str(path)!r}: {first.message}; mend or delete it")
    return [(row.premise, row.hypothesis) for row in rows], [row.label for row in rows]


def judged(
    judge: Judge,
    rows: Sequence[Labelled],
    progress: Callable[[str, int, int], None] | None = None,
) -> NDArray[np.float32]:
    """(n, 3) float32 probabilities of ``rows``; ``progress`` hears "pairs", done and total."""
    pairs = [(row.premise, row.hypothesis) for row in rows]
    parts = []
    for start in range(0, len(pairs), _STEP):
        parts.append(judge.probabilities(pairs[start : start + _STEP]))
        if progress is not None:
            progress("pairs", min(start + _STEP, len(pairs)), len(pairs))
    return np.concatenate(parts) if parts else np.zeros((0, len(LABELS)), dtype=np.float32)


def measure(judge: Judge, path: Path) -> NliFigures:
    """Figures of ``judge`` on a file that :func:`read_labelled` reads."""
    pairs, labels = read_labelled(path)
    return figures(judge.probabilities(pairs), labels)


def field_names(rows: Iterable[Labelled]) -> list[str]:
    """The fields by which ``rows`` can be told apart, sorted."""
    given = {"premise", "hypothesis"}
    return sorted({name for row in rows for name in row.fields} - given)


def _labelled(line: bytes) -> Labelled:
    if len(line) > MAX_LINE:
        raise ValueError(f"the line is longer than {MAX_LINE} bytes")
    row = json.loads(line.decode("utf-8-sig"))
    if not isinstance(row, dict):
        raise ValueError("not a JSON object with premise, hypothesis and label")
    for side in ("premise", "hypothesis"):
        if not isinstance(row.get(side), str) or not row[side].strip():
            raise ValueError(f"{side} is missing, empty or not a string")
    if row.get("label") not in LABELS:
        raise ValueError(f"label is not one of {', '.join(LABELS)}")
    return Labelled(row["premise"], row["hypothesis"], LABELS.index(row["label"]), row)


def _reason(wrong: ValueError | RecursionError) -> str:
    if isinstance(wrong, UnicodeDecodeError):
        return f"not UTF-8 at byte {wrong.start}"
    if isinstance(wrong, json.JSONDecodeError):
        return f"not JSON: {wrong.msg} at column {wrong.colno}"
    if isinstance(wrong, RecursionError):
        return "the JSON is nested too deeply"
    return str(wrong).split(";")[0]


def _kind(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__


def _opened(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]  # reads as any binary file
    return path.open("rb")
