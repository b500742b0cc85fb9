"""What a finished model is measured on: pairs that no training has seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.bench.nli import NliFigures, figures, two_way_accuracy
from factcheck.nli.calibration import expected_calibration_error
from factcheck.nli.judge import CONTRADICTION, NEUTRAL, Judge
from factcheck.training.mix import Pair, contents, neighbours

#: Sources of the development split by what they are like; what is not named is REST.
GROUPS: dict[str, frozenset[str]] = {
    "MultiNLI": frozenset({"mnli_nyu20k", "mnli_pada", "taxinli"}),
    "SNLI": frozenset({"snli_nyu", "snli_cat", "snli_val"}),
    "fact verification": frozenset(
        {"fever_dev", "feverous_dev", "fm2_dev", "covidfact", "scifact", "healthver_dev"}
    ),
    "LingNLI": frozenset({"lingnli"}),
}
REST = "captions, logic, long texts"
OWN = "own pairs"
UNRELATED = "unrelated neighbours"


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Pairs by what they are like, and of the development split the half to fit on.

    ``unrelated`` pairs are taken as neutral; their figures are kept apart.
    """

    sets: dict[str, list[Pair]]
    unrelated: list[Pair]
    fit: frozenset[Pair]

    @property
    def pairs(self) -> list[Pair]:
        """All pairs, set after set, the unrelated last."""
        return [pair for pairs in self.sets.values() for pair in pairs] + self.unrelated


def held_out_pairs(
    train: Sequence[Pair], development: Sequence[Pair], own: Sequence[Pair], unrelated: list[Pair]
) -> HeldOut:
    """The sets to measure on; of what is not in GROUPS, one pair in four."""
    clean = clean_development(train, development)
    named: dict[str, list[Pair]] = {name: [] for name in (*GROUPS, REST)}
    for pair in clean:
        named[group_of(pair.source)].append(pair)
    named[REST] = thinned(named[REST])
    named[OWN] = list(own)
    half, _ = halves(clean)
    return HeldOut(
        {name: pairs for name, pairs in named.items() if pairs}, unrelated, frozenset(half)
    )


def unrelated_pairs(
    data: Path, encode: Callable[[Sequence[str]], Any], seed: int, count: int = 1500
) -> list[Pair]:
    """Same-topic neighbours among claims of PolNeAR's development articles, as neutral pairs.

    They are mined as the neutral pairs of training are, from articles that are not in it.  That
    they do not bear on each other is assumed, not annotated.
    """
    rows = list(contents(data, "dev"))
    return neighbours(
        [text for text, _ in rows],
        [article for _, article in rows],
        encode,
        count=count,
        source=UNRELATED,
        seed=seed,
    )


def clean_development(train: Sequence[Pair], development: Sequence[Pair]) -> list[Pair]:
    """Development pairs whose two sentences never stand together in training.

    The split is by premise, so a pair can be on the other side turned round or under other
    letter case; such pairs would flatter the figures.
    """
    seen = {_unordered(pair) for pair in train}
    return [pair for pair in development if _unordered(pair) not in seen]


def halves(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Two halves without a premise in common, the same on every machine: (fit, report)."""
    fit: list[Pair] = []
    report: list[Pair] = []
    for pair in pairs:
        digest = hashlib.sha256(pair.premise.casefold().encode()).digest()
        (fit if digest[8] % 2 else report).append(pair)
    return fit, report


def thinned(pairs: Iterable[Pair]) -> list[Pair]:
    """One in four of ``pairs``, drawn by hash."""
    kept = []
    for pair in pairs:
        digest = hashlib.sha256(f"{pair.premise}\n{pair.hypothesis}".encode()).digest()
        if digest[0] < 64:
            kept.append(pair)
    return kept


def group_of(source: str) -> str:
    """The group of GROUPS, or REST, that a source belongs to."""
    return next((name for name, sources in GROUPS.items() if source in sources), REST)


def log_probabilities(judge: Judge, pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """(n, 3) log-probabilities of ``judge``, no smaller than log 1e-12."""
    found = judge.probabilities([(pair.premise, pair.hypothesis) for pair in pairs])
    return np.log(np.maximum(found.astype(np.float64), 1e-12))


def labels_of(pairs: Sequence[Pair]) -> NDArray[np.int64]:
    """(n,) labels of ``pairs``."""
    return np.array([pair.label for pair in pairs], dtype=np.int64)


def measured(held: HeldOut, probabilities: NDArray[np.floating]) -> dict[str, Any]:
    """Figures by set of (n, 3) ``probabilities`` for ``held.pairs``.

    The calibration error leaves out the pairs that the calibration was fitted on.  Fact
    verification has hardly a neutral pair: there ``two_way_accuracy`` is the share of supports
    and refutes in which the right one of the two is the likelier.
    """
    sets = {}
    start = 0
    for name, pairs in held.sets.items():
        sets[name] = _figures(held, pairs, probabilities[start : start + len(pairs)])
        start += len(pairs)
    whole = [pair for pairs in held.sets.values() for pair in pairs]
    called = probabilities[start:].argmax(axis=1)
    return {
        "all": _figures(held, whole, probabilities[:start]),
        "sets": sets,
        UNRELATED: {
            "pairs": len(held.unrelated),
            "called_contradiction": _share(called == CONTRADICTION),
            "called_neutral": _share(called == NEUTRAL),
        },
    }


def _figures(
    held: HeldOut, pairs: Sequence[Pair], probabilities: NDArray[np.floating]
) -> dict[str, Any]:
    labels = labels_of(pairs)
    fresh = np.array([pair not in held.fit for pair in pairs])
    error = expected_calibration_error(probabilities[fresh], labels[fresh])
    found = _rounded(replace(figures(probabilities, labels.tolist()), calibration_error=error))
    bearing = labels != NEUTRAL
    two_way = two_way_accuracy(probabilities[bearing], labels[bearing].tolist()) or 0.0
    return {**found, "two_way_accuracy": round(two_way, 4)}


def _share(true: NDArray[np.bool_]) -> float:
    return round(float(true.mean()), 4) if len(true) else 0.0


def _rounded(found: NliFigures) -> dict[str, Any]:
    plain = {
        key: round(value, 4) if isinstance(value, float) else value
        for key, value in asdict(found).items()
    }
    return {**plain, "confusion": [list(row) for row in found.confusion]}


def _unordered(pair: Pair) -> frozenset[str]:
    return frozenset((pair.premise.casefold(), pair.hypothesis.casefold()))
