"""Figures of a judge on labelled pairs, part by part: as fields, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.bench.nli import Labelled, NliFigures, figures, two_way_accuracy
from factcheck.bench.selective import AtCoverage, risk_coverage
from factcheck.nli.judge import CONTRADICTION, LABELS
from factcheck.report.safe import safe_terminal

#: How the figures of pairs that lack the field are called.
MISSING = "(none)"
_NAME = 32


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of some pairs: those of a ``file``, those ``by`` a field's value, or all.

    ``two_way`` is None where neutral is among the labels.
    """

    scope: str
    name: str
    figures: NliFigures
    two_way: float | None
    risk_coverage: tuple[AtCoverage, ...]

    def fields(self) -> dict[str, Any]:
        """Everything, as JSON types; ``confusion`` by true label, then by judged label."""
        counts = [dict(zip(LABELS, row, strict=True)) for row in self.figures.confusion]
        return {
            "scope": self.scope,
            "name": self.name,
            **asdict(self.figures),
            "confusion": dict(zip(LABELS, counts, strict=True)),
            "two_way_accuracy": self.two_way,
            "risk_coverage": [asdict(point) for point in self.risk_coverage],
        }


def parts_of(
    files: Mapping[str, Sequence[Labelled]], probabilities: NDArray[np.floating], by: str | None
) -> list[Part]:
    """The parts of pairs by file, whose (n, 3) ``probabilities`` stand in the files' order.

    A part for each file that has pairs, one for all together, and one for each value of the
    field ``by`` (those that most pairs have first), pairs without it last.
    """
    rows = [row for each in files.values() for row in each]
    found, start = [], 0
    for name, each in files.items():
        if each:
            found.append(_part("file", name, each, probabilities[start : start + len(each)]))
        start += len(each)
    found.append(_part("together", "together", rows, probabilities))
    if by is not None:
        places: dict[str | None, list[int]] = {}
        for place, row in enumerate(rows):
            places.setdefault(row.value(by), []).append(place)
        ordered = sorted(places.items(), key=lambda item: (item[0] is None, -len(item[1])))
        for value, some in ordered:
            name = MISSING if value is None else value
            found.append(_part("by", name, [rows[p] for p in some], probabilities[some]))
    return found


def report_fields(model: str, where: Mapping[str, str], parts: Sequence[Part]) -> dict[str, Any]:
    """``model``, ``where``, ``files``, ``together`` and ``by`` as one object."""
    scopes: dict[str, list[dict[str, Any]]] = {"file": [], "together": [], "by": []}
    for part in parts:
        scopes[part.scope].append(part.fields())
    return {
        "model": model,
        "where": dict(where),
        "labels": list(LABELS),
        "files": scopes["file"],
        "together": scopes["together"][0],
        "by": scopes["by"],
    }


def report_table(model: str, parts: Sequence[Part]) -> str:
    """The parts a line each, then what is judged as what, and risk against coverage.

    A dash stands for what pairs of one class, or macro F1 of fewer than three, cannot tell.
    """
    files = sum(part.scope == "file" for part in parts)
    shown = [part for part in parts if part.scope != "together" or files > 1]
    together = next(part for part in parts if part.scope == "together")
    lines = [f"model {safe_terminal(model)}", "", *_figure_lines(shown)]
    if together.two_way is not None:
        lines += ["", "two-way: the greater of P(entailment) and P(contradiction) is right"]
    lines += ["", *_confusion_lines(together.figures)]
    lines += ["", *_coverage_lines(together.risk_coverage)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _part(
    scope: str, name: str, rows: Sequence[Labelled], probabilities: NDArray[np.floating]
) -> Part:
    labels = [row.label for row in rows]
    return Part(
        scope,
        name,
        figures(probabilities, labels),
        two_way_accuracy(probabilities, labels),
        tuple(risk_coverage(probabilities, labels)),
    )


def _figure_lines(parts: Sequence[Part]) -> Iterator[str]:
    two_way = any(part.two_way is not None for part in parts)
    yield f"{'':{_NAME}}{'':>8}{'':>9}{'':>7}{'contradiction':^18}"
    head = f"{'':{_NAME}}{'pairs':>8}{'accuracy':>9}{'mF1':>7}{'P':>6}{'R':>6}{'F1':>6}{'ECE':>7}"
    yield head + (f"{'two-way':>9}" if two_way else "")
    for part in parts:
        found = part.figures
        true = [sum(row) for row in found.confusion]
        opposed = sum(row[CONTRADICTION] for row in found.confusion)
        several = sum(count > 0 for count in true) > 1
        cells = [
            f"{found.pairs:8,}{found.accuracy:9.3f}",
            _number(found.macro_f1, 7, known=all(true)),
            _number(found.contradiction_precision, 6, known=several and opposed > 0),
            _number(found.contradiction_recall, 6, known=true[CONTRADICTION] > 0),
            _number(found.contradiction_f1, 6, known=several and true[CONTRADICTION] > 0),
            f"{found.calibration_error:7.3f}",
            _number(part.two_way or 0.0, 9, known=part.two_way is not None) if two_way else "",
        ]
        yield _short(part.name) + "".join(cells)


def _number(value: float, width: int, *, known: bool) -> str:
    return f"{value:{width}.3f}" if known else f"{'–':>{width}}"


def _short(name: str) -> str:
    """``name`` in its column, safe for a terminal; the end of a long one is what tells."""
    shown = safe_terminal(" ".join(name.split()))
    return f"{shown if len(shown) < _NAME else '…' + shown[2 - _NAME :]:{_NAME}}"


def _confusion_lines(found: NliFigures) -> Iterator[str]:
    yield f"{'true, down; judged, across':{_NAME}}" + "".join(f"{label:>15}" for label in LABELS)
    for label, row in zip(LABELS, found.confusion, strict=True):
        yield f"{label:{_NAME}}" + "".join(f"{count:15,}" for count in row)


def _coverage_lines(points: Sequence[AtCoverage]) -> Iterator[str]:
    yield f"{'judging only the surest':{_NAME}}{'pairs':>8}{'accuracy':>9}{'contradiction P':>17}"
    for point in points:
        precision = point.contradiction_precision
        share = f"{point.coverage:.0%} (confidence from {point.least_confidence:.2f})"
        opposed = _number(precision or 0.0, 17, known=precision is not None)
        yield f"{share:{_NAME}}{point.pairs:8,}{point.accuracy:9.3f}{opposed}"
