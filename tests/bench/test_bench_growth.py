from __future__ import annotations

from pathlib import Path

from factcheck.bench.growth import growth
from factcheck.bench.speed import table

STORY = Path(__file__).parents[2] / "fixtures" / "syria-truce-2016"


def test_growth_builds_adds_and_scans_again() -> None:
    reports = [str(path) for path in sorted(STORY.glob("0[13]-*.txt"))]

    rows = growth(reports, jobs=1)

    by_name = {row.what.strip().split(",")[0]: row for row in rows}
    asked = by_name["inference for the whole scan"]
    added = by_name["adding one report to it"]
    assert asked.ours > 0
    assert asked.baseline
    assert added.ratio is not None
    rest = by_name["neither reading nor inference"]
    assert rest.baseline is not None
    assert added.baseline is not None
    assert 0 < rest.ours < added.ours
    assert 0 < rest.baseline <= added.baseline
    assert by_name["claims found"].ours > 5
    assert table(rows).count("\n") == len(rows) + 1
