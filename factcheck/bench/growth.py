"""What an index of many reports costs: to build, to scan, and to grow by one report.

``python -m factcheck.bench.growth PATH...`` reads the reports under the paths, builds an index of
all but one of them, then adds that one, and prints a table.  The baselines are of the same run: for
inference every pair of a claim and its 20 nearest of other parties, in both directions; for the
added report a scan of everything.  What is left of the two without reading and inference is what
grows with the index.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from factcheck.bench.speed import Timing, table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from factcheck.nli import Judge
    from factcheck.store import Store

#: Neighbours of other parties that the baseline asks about for each claim.
NEIGHBOURS = 20


class Counting:
    """A judge that counts the pairs that reach it, and the seconds that they take."""

    def __init__(self, judge: Judge) -> None:
        """Count for ``judge``."""
        self._judge = judge
        self.name = judge.name
        self.asked, self.seconds = 0, 0.0

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As :meth:`factcheck.nli.judge.Judge.probabilities`."""
        self.asked += len(pairs)
        began = time.perf_counter()
        said = self._judge.probabilities(pairs)
        self.seconds += time.perf_counter() - began
        return said


class Reading:
    """Progress that notes when all claims were read."""

    def __init__(self) -> None:
        """Begin now."""
        self.done = time.perf_counter()

    def step(self, what: str, done: int, total: int) -> None:
        """As :meth:`factcheck.extracting.Progress.step`."""
        if what != "pairs" and done == total:
            self.done = time.perf_counter()


def growth(paths: Sequence[str], jobs: int = 0) -> list[Timing]:
    """Build an index of all reports at ``paths`` but the last, add that one, scan all again."""
    from factcheck import building, reading
    from factcheck.documents import Failure
    from factcheck.store import Store
    from factcheck.tools import Tools, gazetteer

    documents = [d for d in reading.documents(paths) if not isinstance(d, Failure)]
    tables = reading.tables(paths)
    *most, last = documents
    loaded = Tools.load(gazetteer(tables))
    counters = (Counting(loaded.judge), Counting(loaded.voices))
    tools = replace(loaded, judge=counters[0], voices=counters[1])
    silent = building.Silent()
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "index", create=True) as store,
    ):
        began = time.perf_counter()
        outcome = building.build(store, most, tools, silent, tables, jobs)
        built = time.perf_counter() - began
        asked = sum(counter.asked for counter in counters)
        every = 2 * len(_nearest_pairs(store))
        for counter in counters:
            counter.asked, counter.seconds = 0, 0.0
        read = Reading()
        began = time.perf_counter()
        building.build(store, [last], tools, read, tables)
        ended = time.perf_counter()
        added = ended - began
        new = sum(counter.asked for counter in counters)
        kept_up = ended - read.done - sum(counter.seconds for counter in counters)
        for counter in counters:
            counter.seconds = 0.0
        # The verdicts stay, as they do for an index that is scanned anew.
        store.set_meta(judge="another")
        store.database.query("DELETE FROM comparisons")
        began = time.perf_counter()
        building.build(store, [], tools, silent, tables)
        scanned = time.perf_counter() - began
        rescanned = scanned - sum(counter.seconds for counter in counters)
    words = sum(len(document.text.split()) for document in most)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Timing(f"build of {len(most):,} reports, {words:,} words", built, None, "", "s"),
        Timing(f"  claims found, {outcome.oppositions:,} findings", outcome.claims, None, "", ""),
        Timing(
            "inference for the whole scan",
            asked,
            every,
            f"every claim and its {NEIGHBOURS} nearest of other parties, both directions",
            "pairs",
            lower_is_better=True,
        ),
        Timing(
            f"adding one report to it, {new:,} pairs judged",
            added,
            scanned,
            "a scan of everything, verdicts known",
            "s",
            lower_is_better=True,
        ),
        Timing(
            "  neither reading nor inference",
            kept_up,
            rescanned,
            "the same of that scan",
            "s",
            lower_is_better=True,
        ),
        Timing("memory of all that at its most, this process", peak, None, "", "MiB"),
    ]


def _nearest_pairs(store: Store) -> set[tuple[int, int]]:
    """The pairs of a claim and its nearest of other parties."""
    claims = store.claims()
    ids, vectors = store.vectors()
    row_of = {id_: row for row, id_ in enumerate(ids)}
    names = ["" if claim.party is None else claim.party.id for claim in claims]
    codes = {name: code for code, name in enumerate(sorted(set(names)))}
    party = np.zeros(len(ids), np.int64)
    for claim, name in zip(claims, names, strict=True):
        party[row_of[claim.id]] = codes[name]
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(ids), 256):
        block = vectors[start : start + 256] @ vectors.T
        block[party[start : start + 256, None] == party] = -np.inf
        count = min(NEIGHBOURS, len(ids))
        near = np.argpartition(-block, count - 1, axis=1)[:, :count]
        for row, line in enumerate(near.tolist(), start):
            pairs |= {(min(row, j), max(row, j)) for j in line if block[row - start, j] > -np.inf}
    return pairs


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table for the reports named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.bench.growth")
    parser.add_argument("paths", nargs="+", help="files and folders of reports")
    parser.add_argument("--jobs", type=int, default=0, help="processes that read; 0: one a core")
    options = parser.parse_args(arguments)
    print(table(growth(options.paths, options.jobs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
