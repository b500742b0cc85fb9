"""Figures of opposing pairs, story by story and together: as fields, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from factcheck.bench.agreement import Ratio
from factcheck.bench.opposition import (
    PER_REPORTS,
    OppositionFigures,
    PairFigures,
    StoryResult,
    figures,
)
from factcheck.bench.opposition_trace import Step
from factcheck.model import Relation
from factcheck.report.safe import safe_terminal

#: How many findings a cut at PER_REPORTS is called by, in fields.
_AT_DEPTH = f"precision_at_{PER_REPORTS[0]}_per_{PER_REPORTS[1]}_reports"
_NAME = 27
_NONE = "–"
_SHORT = {
    Relation.CONTRADICTION: "contra",
    Relation.DENIAL: "denial",
    Relation.MUTUAL_BLAME: "blame",
    Relation.NUMERIC_CONFLICT: "number",
    Relation.DIFFERING_ACCOUNT: "account",
    Relation.POSITION_CHANGE: "change",
}
_STEPS = {
    Step.CLAIM: "a claim is not found",
    Step.PARTY: "a party is wrong",
    Step.CANDIDATE: "not a candidate",
    Step.POSSIBLE: "not possible, before NLI",
    Step.PROMISE: "promised too little to be judged",
    Step.SCORE: "below the threshold",
    Step.FOUND: "found",
}


def fields(found: OppositionFigures) -> dict[str, Any]:
    """Everything, as JSON types: a share with what it is of, null where that is nothing."""
    return {
        "reports": found.reports,
        "claims": {
            name: _ratio(getattr(found.claims, name))
            for name in ("found", "party", "act", "targets")
        },
        "findings": found.findings,
        "undecided": found.undecided,
        "pairs": {
            **_pair_fields(found.pairs),
            _AT_DEPTH: {**_ratio(found.at_depth), "depth": found.depth},
        },
        "without_differing_account": _pair_fields(found.without_accounts),
        "by_relation": {
            name.value: {
                "gold": one.recall.total,
                "found": one.found.hits,
                "findings": one.precision.total,
                "precision": _ratio(one.precision),
                "recall": _ratio(one.recall),
                "f1": one.f1,
            }
            for name, one in found.by_relation.items()
        },
        "relation": _ratio(found.relation),
        "confusion": {
            gold.value: {name.value: count for name, count in row.items()}
            for gold, row in found.confusion.items()
        },
        "false_alarms": _ratio(found.false_alarms),
        "by_trap": {trap.value: _ratio(share) for trap, share in found.traps.items()},
        "candidate_recall": None if found.candidates is None else _ratio(found.candidates),
        "losses": found.losses
        and {
            step.value: {
                "all": sum(row.values()),
                **{name.value: count for name, count in row.items()},
            }
            for step, row in found.losses.items()
        },
        "calibration_error": found.calibration_error,
        "calibration_error_by_chance": found.calibration_error_by_chance,
        "reliability": [
            {"low": b.low, "high": b.high, "score": b.score, **_ratio(b.right)}
            for b in found.reliability
        ],
    }


def report_fields(about: Mapping[str, Any], results: Sequence[StoryResult]) -> dict[str, Any]:
    """What the figures are ``about``, then ``together`` and ``stories`` as one object."""
    return {
        **about,
        "together": fields(figures(results)),
        "stories": [{"name": one.name, **fields(figures([one]))} for one in results],
    }


def report_rows(about: Mapping[str, Any], results: Sequence[StoryResult]) -> list[dict[str, Any]]:
    """An object a story and one for all together, each with what the figures are ``about``."""
    rows = [("story", one.name, figures([one])) for one in results]
    rows.append(("together", "together", figures(results)))
    return [{**about, "scope": scope, "name": name, **fields(found)} for scope, name, found in rows]


def report_table(about: Mapping[str, Any], results: Sequence[StoryResult]) -> str:
    """The stories a line each, then the details of all together.

    A dash stands for what was not there to be measured.
    """
    together = figures(results)
    rows = [(one.name, figures([one])) for one in results]
    if len(rows) > 1:
        rows.append(("together", together))
    lines = [
        *(f"{key} {safe_terminal(str(value))}" for key, value in about.items() if value),
        "",
        *_claim_lines(rows),
        "",
        *_pair_lines(rows),
        "",
        *_ranking_lines(together),
        "",
        *_relation_lines(together),
        "",
        *_confusion_lines(together),
        "",
        *_trap_lines(together),
        *_loss_lines(together),
        "",
        *_reliability_lines(together),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _ratio(share: Ratio) -> dict[str, Any]:
    return {
        "value": share.value if share.total else None,
        "hits": share.hits,
        "total": share.total,
    }


def _pair_fields(found: PairFigures) -> dict[str, Any]:
    return {
        "precision": _ratio(found.precision),
        "recall": _ratio(found.recall),
        "f1": found.f1,
        "average_precision": found.average_precision,
        **{f"precision_at_{k}": _ratio(share) for k, share in found.at.items()},
    }


def _share(share: Ratio, width: int = 8) -> str:
    return f"{share.value:{width}.3f}" if share.total else f"{_NONE:>{width}}"


def _counted(share: Ratio) -> str:
    return _share(share) + f"  {share.hits:,} of {share.total:,}"


def _short(name: str) -> str:
    shown = safe_terminal(name)
    return f"{shown if len(shown) < _NAME else shown[: _NAME - 2] + '…':{_NAME}}"


_Rows = Sequence[tuple[str, OppositionFigures]]


def _claim_lines(rows: _Rows) -> Iterator[str]:
    heads = ("reports", "claims", "found", "party", "act", "targets")
    yield f"{'claims':{_NAME}}" + "".join(f"{head:>8}" for head in heads)
    for name, found in rows:
        claims = found.claims
        shares = (claims.found, claims.party, claims.act, claims.targets)
        counts = f"{found.reports:8,}{claims.found.total:8,}"
        yield _short(name) + counts + "".join(map(_share, shares))


def _pair_lines(rows: _Rows) -> Iterator[str]:
    heads = ("gold", "findings", "P", "R", "F1", "AP", "traps", "kept")
    yield f"{'opposing pairs':{_NAME}}" + "".join(
        f"{head:>{9 if head == 'findings' else 7}}" for head in heads
    )
    for name, found in rows:
        pairs = found.pairs
        kept = f"{_NONE:>7}" if found.candidates is None else _share(found.candidates, 7)
        yield (
            f"{_short(name)}{pairs.recall.total:7,}{found.findings:9,}"
            f"{_share(pairs.precision, 7)}{_share(pairs.recall, 7)}{pairs.f1:7.3f}"
            f"{pairs.average_precision:7.3f}{_share(found.false_alarms, 7)}{kept}"
        )
    yield "AP: average precision; traps: hard negatives reported; kept: pairs of found claims"
    yield "that the retrieval step kept as candidates"


def _ranking_lines(found: OppositionFigures) -> Iterator[str]:
    yield f"{'':{_NAME}}{'all relations':>24}{'without differing accounts':>32}"
    both = (found.pairs, found.without_accounts)

    def line(name: str, cells: Sequence[str]) -> str:
        return f"{name:{_NAME}}{cells[0]:>24}{cells[1]:>32}"

    yield line("precision, of findings", [_counted(one.precision) for one in both])
    yield line("recall, of gold pairs", [_counted(one.recall) for one in both])
    yield line("F1", [f"{one.f1:.3f}" for one in both])
    yield line("average precision", [f"{one.average_precision:.3f}" for one in both])
    for k in found.pairs.at:
        yield line(f"precision at {k}", [_counted(one.at[k]) for one in both])
    yield line(f"precision at {found.depth}*", [_counted(found.at_depth), ""])
    yield f"* {PER_REPORTS[0]} findings per {PER_REPORTS[1]} reports"
    yield f"findings on undecided pairs, which count neither way: {found.undecided:,}"


def _relation_lines(found: OppositionFigures) -> Iterator[str]:
    heads = ("gold", "found", "findings", "P", "R", "F1")
    yield f"{'relation':{_NAME}}" + "".join(f"{head:>9}" for head in heads)
    for name, one in found.by_relation.items():
        known = one.precision.total or one.recall.total
        yield (
            f"{_words(name):{_NAME}}{one.recall.total:9,}{one.found.hits:9,}"
            f"{one.precision.total:9,}{_share(one.precision, 9)}{_share(one.recall, 9)}"
            + (f"{one.f1:9.3f}" if known else f"{_NONE:>9}")
        )
    yield "found: under any name; P and R ask for the name as well"


def _confusion_lines(found: OppositionFigures) -> Iterator[str]:
    yield f"relation right, given a right pair: {found.relation}"
    yield f"{'gold, down; found, across':{_NAME}}" + _heads()
    for gold, row in found.confusion.items():
        yield f"{_words(gold):{_NAME}}" + "".join(f"{count:8,}" for count in row.values())


def _trap_lines(found: OppositionFigures) -> Iterator[str]:
    yield f"{'hard negatives reported':{_NAME}}{_counted(found.false_alarms)}"
    for trap, share in found.traps.items():
        if share.total:
            yield f"  {_words(trap):{_NAME - 2}}{_counted(share)}"


def _loss_lines(found: OppositionFigures) -> Iterator[str]:
    if found.losses is None or found.candidates is None:
        return
    yield ""
    yield f"{'candidate recall':{_NAME}}{_counted(found.candidates)}"
    yield f"{'what became of gold pairs':{_NAME}}{'all':>8}" + _heads()
    for step, row in found.losses.items():
        counts = (sum(row.values()), *row.values())
        yield f"  {_STEPS[step]:{_NAME - 2}}" + "".join(f"{count:8,}" for count in counts)


def _reliability_lines(found: OppositionFigures) -> Iterator[str]:
    table = found.reliability
    yield (
        f"calibration error of the score (ECE, {len(table)} bins): {found.calibration_error:.3f}, "
        f"where chance alone makes {found.calibration_error_by_chance:.3f}"
    )
    yield f"{'score':{_NAME}}{'findings':>9}{'mean':>8}{'right':>8}"
    for one in table:
        if one.right.total:
            between = f"{one.low:.1f} to {one.high:.1f}"
            yield f"{between:{_NAME}}{one.right.total:9,}{one.score:8.3f}{_share(one.right)}"


def _heads() -> str:
    return "".join(f"{_SHORT[name]:>8}" for name in Relation)


def _words(name: str) -> str:
    return name.replace("_", " ")
