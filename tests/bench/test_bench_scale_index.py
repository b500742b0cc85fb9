"""An index that is made for measuring is one that a build could have left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factcheck.bench.scale_index import Neutral, parts, recombined, written
from factcheck.store import Store
from factcheck.store.verify import faults
from factcheck.tools import Tools, gazetteer


def test_a_made_index_agrees_with_itself_and_has_all_that_a_build_leaves(
    index: Path, tmp_path: Path
) -> None:
    judge = Neutral()
    tools = replace(Tools.load(gazetteer(())), judge=judge, voices=judge)
    with Store.open(index) as store:
        real = parts(store)
    count = 2 * sum(len(part.claims) for part in real)
    found = list(recombined(real, count))
    assert sum(len(part.claims) for part in found) >= count
    with Store.open(tmp_path / "made", create=True) as store:
        written(found, store, tools)
        assert list(faults(store.database, store.folder)) == []
        lists, claims = store.comparisons(), store.claims()
        assert set(lists) == {claim.id for claim in claims}
        assert len({claim.statement for claim in claims[-20:]}) == 20
