"""How well an index tells who opposes whom, against annotated stories.

What a finding stands for, and when it is right, wrong or neither, is defined in
:mod:`factcheck.bench.agreement`: precision counts findings, recall counts gold pairs.  Rankings
are by score, equal scores by the findings' ids.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.bench.agreement import (
    NOTHING,
    ClaimCounts,
    HandlePair,
    Judged,
    Ratio,
    claim_counts,
    gold_pairs,
    harmonic,
    judged,
    ratio,
)
from factcheck.bench.gold import Story, Trap
from factcheck.bench.opposition_metrics import (
    Bin,
    average_precision,
    calibration_error,
    calibration_error_by_chance,
    precision_at,
    reliability,
)
from factcheck.bench.opposition_trace import Fate, Step, Trace, fates
from factcheck.model import Claim, Opposition, Relation

#: Depths at which the ranking is cut whatever the number of reports.
DEPTHS = (10, 20)
#: And so many findings for so many reports, as a reader of one dispute would go through.
PER_REPORTS = (20, 60)


@dataclass(frozen=True)
class StoryResult:
    """What one story's annotators say of an index: all that the figures are counted from.

    ``fates`` is None where it is not known how the engine came to its findings.
    """

    name: str
    reports: int
    claims: ClaimCounts
    findings: tuple[Judged, ...]
    gold: Mapping[HandlePair, Relation]
    traps: Mapping[HandlePair, Trap]
    fates: Mapping[HandlePair, Fate] | None

    @property
    def reported(self) -> frozenset[HandlePair]:
        """The pairs that some finding stands for."""
        return frozenset(pair for finding in self.findings for pair in finding.pairs)


@dataclass(frozen=True)
class PairFigures:
    """``precision`` over findings, ``recall`` over gold pairs, and the rankings of the findings.

    ``average_precision`` is over all findings, its recall base all gold pairs; ``at`` holds the
    precision at each of DEPTHS.
    """

    precision: Ratio
    recall: Ratio
    average_precision: float
    at: Mapping[int, Ratio]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True)
class RelationFigures:
    """One relation.

    ``found`` of its gold pairs are found at all, under whatever name.  ``precision``: of the
    findings that bear it, those that stand for a gold pair that bears it too.  ``recall``: of
    its gold pairs, those for which a finding that bears it stands.
    """

    found: Ratio
    precision: Ratio
    recall: Ratio

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True)
class OppositionFigures:
    """Figures of one story, or of several whose counts and rankings are pooled.

    ``undecided`` findings count neither way.  ``pairs`` is over all relations;
    ``without_accounts`` is what remains where findings of differing accounts are dropped and the
    gold's are undecided.  ``depth`` is how many findings PER_REPORTS come to, at least one, and
    ``at_depth`` the precision there.  ``relation`` is the share of right findings that bear the
    gold's relation, ``confusion[gold][found]`` counts them.  ``traps`` are hard negatives that
    some finding stands for.  ``candidates`` are, of the gold pairs whose two claims are found,
    those that the retrieval step kept; ``losses[step][relation]`` counts gold pairs by what
    became of them.  Both are None where the steps are not known.
    """

    reports: int
    claims: ClaimCounts
    findings: int
    undecided: int
    pairs: PairFigures
    without_accounts: PairFigures
    depth: int
    at_depth: Ratio
    by_relation: Mapping[Relation, RelationFigures]
    relation: Ratio
    confusion: Mapping[Relation, Mapping[Relation, int]]
    traps: Mapping[Trap, Ratio]
    candidates: Ratio | None
    losses: Mapping[Step, Mapping[Relation, int]] | None
    calibration_error: float
    calibration_error_by_chance: float
    reliability: tuple[Bin, ...]

    @property
    def false_alarms(self) -> Ratio:
        """Hard negatives reported, all traps together."""
        return sum(self.traps.values(), start=NOTHING)


def result(
    story: Story,
    claims: Sequence[Claim],
    findings: Sequence[Opposition],
    *,
    traced: Trace | None = None,
    annotated: frozenset[str] | None = None,
) -> StoryResult:
    """What the story's annotators say of an index's ``claims`` and ``findings``.

    ``annotated`` are the hashes of the reports of all stories in the index that are scored.
    """
    found = tuple(judged(story, claims, findings, annotated))
    reported = {pair for finding in found for pair in finding.pairs}
    return StoryResult(
        name=story.name,
        reports=len(story.texts),
        claims=claim_counts(story, claims),
        findings=found,
        gold=gold_pairs(story),
        traps={frozenset((n.a, n.b)): n.trap for n in story.negatives},
        fates=None if traced is None else fates(story, claims, reported, traced),
    )


def figures(results: Sequence[StoryResult]) -> OppositionFigures:
    """The figures of ``results``, pooled."""
    decided = [f for r in results for f in r.findings if f.right is not None]
    right = [f for f in decided if f.right]
    reports = sum(r.reports for r in results)
    depth = max(1, math.ceil(PER_REPORTS[0] * reports / PER_REPORTS[1]))
    bins = reliability([f.finding.score for f in decided], [bool(f.right) for f in decided])
    ranked = [pairs for _, pairs in _ranked(results)]
    return OppositionFigures(
        reports=reports,
        claims=sum(
            (r.claims for r in results), start=ClaimCounts(NOTHING, NOTHING, NOTHING, NOTHING)
        ),
        findings=sum(len(r.findings) for r in results),
        undecided=sum(len(r.findings) for r in results) - len(decided),
        pairs=_pairs(results),
        without_accounts=_pairs(results, without=Relation.DIFFERING_ACCOUNT),
        depth=depth,
        at_depth=precision_at(depth, ranked),
        by_relation={name: _of_relation(results, name) for name in Relation},
        relation=ratio(f.relation is f.finding.relation for f in right),
        confusion={
            gold: {
                name: sum(f.relation is gold and f.finding.relation is name for f in right)
                for name in Relation
            }
            for gold in Relation
        },
        traps={
            trap: ratio(
                pair in r.reported
                for r in results
                for pair, kind in r.traps.items()
                if kind is trap
            )
            for trap in Trap
        },
        candidates=_candidates(results),
        losses=_losses(results),
        calibration_error=calibration_error(bins),
        calibration_error_by_chance=calibration_error_by_chance(bins),
        reliability=tuple(bins),
    )


_Key = tuple[int, HandlePair]


def _ranked(
    results: Sequence[StoryResult], without: Relation | None = None
) -> list[tuple[Judged, frozenset[_Key]]]:
    """The findings that count, best first, with the gold pairs they stand for, told by story.

    ``without`` a relation its findings are dropped, and those that are right by its pairs alone.
    """
    ranked = []
    for number, story in enumerate(results):
        for finding in story.findings:
            if finding.right is None or finding.finding.relation is without:
                continue
            gold = frozenset((number, p) for p, name in finding.gold.items() if name is not without)
            if gold or not finding.gold:
                ranked.append((finding, gold))
    ranked.sort(key=lambda item: (-item[0].finding.score, item[0].finding.id))
    return ranked


def _pairs(results: Sequence[StoryResult], without: Relation | None = None) -> PairFigures:
    ranked = [pairs for _, pairs in _ranked(results, without)]
    gold = {
        (number, pair)
        for number, story in enumerate(results)
        for pair, name in story.gold.items()
        if name is not without
    }
    found = frozenset().union(*ranked)
    return PairFigures(
        precision=ratio(bool(pairs) for pairs in ranked),
        recall=Ratio(len(found), len(gold)),
        average_precision=average_precision(ranked, len(gold)),
        at={k: precision_at(k, ranked) for k in DEPTHS},
    )


def _of_relation(results: Sequence[StoryResult], name: Relation) -> RelationFigures:
    found = precision = recall = NOTHING
    for story in results:
        bearing = [f for f in story.findings if f.finding.relation is name and f.right is not None]
        named = {pair for f in bearing for pair in f.gold}
        gold = [pair for pair, relation in story.gold.items() if relation is name]
        precision += ratio(name in f.gold.values() for f in bearing)
        found += ratio(pair in story.reported for pair in gold)
        recall += ratio(pair in named for pair in gold)
    return RelationFigures(found, precision, recall)


def _candidates(results: Sequence[StoryResult]) -> Ratio | None:
    kept = NOTHING
    for story in results:
        if story.fates is None:
            return None
        told = [fate.candidate for fate in story.fates.values()]
        kept += ratio(candidate for candidate in told if candidate is not None)
    return kept


def _losses(results: Sequence[StoryResult]) -> dict[Step, dict[Relation, int]] | None:
    table = {step: dict.fromkeys(Relation, 0) for step in Step}
    for story in results:
        if story.fates is None:
            return None
        for pair, fate in story.fates.items():
            table[fate.step][story.gold[pair]] += 1
    return table
