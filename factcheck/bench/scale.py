"""What it costs to find whom each claim is compared with, up to a million claims.

``python -m factcheck.bench.scale VECTORS.npy --claims 10000 100000 1000000`` makes claims of the
sentence vectors in a file (:mod:`factcheck.bench.scale_corpus`), and for each number of them prints
a table.  The baseline is an exact search of all for the nearest of each by vectors and settings
together (FAISS ``IndexFlatIP``), timed on some of the claims; recall is against the exact lists of
some claims.  Each number of claims has processes of its own, so that memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from factcheck.bench.scale_corpus import LEAST, Made, made
from factcheck.bench.scale_plot import plot
from factcheck.opposition.field import Field, Kind
from factcheck.opposition.grid import of_steps, steps
from factcheck.opposition.neighbours import PARTS, Lists, fresh, updated
from factcheck.opposition.ranking import NONE

T = TypeVar("T")
#: Claims whose recall is measured, and claims that the baseline is timed on.
_SAMPLE, _TIMED = 500, 512
#: How many of an exact list are looked for, and how many the baseline finds.
DEPTH, _LISTED = 20, 40
#: Claims put into the baseline's index at once.
_BLOCK = 16384
_SEED = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """What lists for so many claims of so many documents cost.

    ``fresh``, ``flat`` and ``added`` are seconds: of all lists at a stroke, of the baseline, and
    for one more document.  ``recall`` is by kind of list, None where none of the sample has such
    a list.  ``memory`` is the most that was held, the vectors themselves among it, over the size
    of the vectors as 32-bit floats.
    """

    claims: int
    documents: int
    fresh: float
    flat: float
    recall: dict[str, float | None]
    memory: float
    added: float

    @property
    def ratio(self) -> float:
        """How many times quicker than the baseline."""
        return self.flat / self.fresh


def scale(vectors: Path, count: int, threads: int) -> Scale:
    """Measure ``count`` claims made of the sentence vectors in a file, on so many threads."""
    with tempfile.TemporaryDirectory() as folder:
        claims = _apart(_make, vectors, count, Path(folder), threads=threads)
        flat = _apart(_flat, claims, threads=threads)
        return _apart(_ours, claims, flat, threads=threads)


def _apart(work: Callable[..., T], *arguments: object, threads: int) -> T:
    """What ``work`` gives in a process of its own."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(threads)))
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _make(vectors: Path, count: int, folder: Path) -> Made:
    return made(np.load(vectors), count, folder)


def _flat(claims: Made) -> float:
    """Seconds of an exact search of all claims for all."""
    import faiss

    vectors, home, settings = claims.vectors(), claims.home(), of_steps(claims.settings())
    index = faiss.IndexFlatIP(2 * vectors.shape[1])
    for start in range(0, len(home), _BLOCK):
        block = slice(start, start + _BLOCK)
        index.add(np.hstack([vectors[block], settings[home[block]]]))
    rows = _some(len(home), _TIMED)
    asked = np.hstack([vectors[rows], settings[home[rows]]])
    index.search(asked[:1], 1)
    began = time.perf_counter()
    index.search(asked, _LISTED)
    return (time.perf_counter() - began) * len(home) / len(rows)


def _ours(claims: Made, flat: float) -> Scale:
    before = _peak()
    vectors, home, settings = claims.vectors(), claims.home(), claims.settings()
    documents = claims.documents()
    field = Field(claims.places(), steps(vectors), home, documents, settings)
    began = time.perf_counter()
    lists = fresh(field)
    seconds = time.perf_counter() - began
    memory = (_peak() - before) / vectors.nbytes
    sampled = np.zeros(len(home), bool)
    sampled[_some(len(home), _SAMPLE)] = True
    exact = fresh(field, exact=True, wanted=sampled)
    rows = np.flatnonzero(sampled)
    recall = {kind.name.lower(): _recall(lists, exact, rows, kind) for kind in Kind}
    del exact, vectors
    return Scale(
        len(home), len(documents), seconds, flat, recall, memory, _added(field, lists, claims)
    )


def _recall(found: Lists, exact: Lists, rows: NDArray[np.intp], kind: Kind) -> float | None:
    """The share of the first of the ``exact`` lists of ``rows`` that is among the first found."""
    start = PARTS[kind].start
    part = slice(start, min(start + DEPTH, PARTS[kind].stop))
    listed = exact.ranks[rows, part] > NONE
    near = found.near[rows, part][:, None, :] == exact.near[rows, part][:, :, None]
    near &= (found.ranks[rows, part] > NONE)[:, None, :]
    return float(near.any(axis=2)[listed].mean()) if listed.any() else None


def _added(field: Field, whole: Lists, claims: Made) -> float:
    """Seconds that one document takes which is taken out first and put back.

    Raises:
        RuntimeError: the lists are not what they were.

    """
    gone = int(np.argsort(np.bincount(field.home), kind="stable")[len(field.documents) // 2])
    left = field.home != gone
    home, documents = field.home[left], field.documents
    less = Field(
        compress(claims.places(), left.tolist()),
        field.vectors[left],
        home - (home > gone),
        [*documents[:gone], *documents[gone + 1 :]],
        np.delete(field.settings, gone, axis=0),
    )
    lists, _ = updated(less, whole, np.zeros(len(home), bool))
    began = time.perf_counter()
    again, _ = updated(field, lists, ~left)
    seconds = time.perf_counter() - began
    if not np.array_equal(again.near, whole.near) or not np.array_equal(again.ranks, whole.ranks):
        raise RuntimeError("a document taken out and put back leaves other lists")
    return seconds


def _some(count: int, wanted: int) -> NDArray[np.intp]:
    return np.random.default_rng(_SEED).permutation(count)[:wanted]


def _peak() -> int:
    """The most memory this process has held, in bytes."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


def table(rows: Sequence[Scale]) -> str:
    """``rows`` as a table in Markdown."""
    kinds = [kind.name.lower() for kind in Kind]
    heads = [
        "claims",
        "documents",
        "lists",
        f"FAISS Flat, timed on {_TIMED} claims and scaled up",
        "ratio",
        *(f"recall@{DEPTH} of {kind}" for kind in kinds),
        "memory / vectors",
        "one more document",
    ]
    lines = [_line(heads), _line(["---"] * len(heads))]
    for row in rows:
        recalls = (row.recall[kind] for kind in kinds)
        cells = [
            f"{row.claims:,}",
            f"{row.documents:,}",
            f"{row.fresh:,.1f} s",
            f"{row.flat:,.1f} s",
            f"{row.ratio:.1f}×",
            *("" if recall is None else f"{recall:.3f}" for recall in recalls),
            f"{row.memory:.2f}",
            f"{row.added:.2f} s",
        ]
        lines.append(_line(cells))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table for the numbers of claims named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.bench.scale")
    parser.add_argument("vectors", type=Path, help="an .npy file of unit vectors of sentences")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--plot", type=Path, help="an SVG file to draw the seconds in")
    options = parser.parse_args(arguments)
    try:
        shape = np.load(options.vectors, mmap_mode="r").shape
    except (OSError, ValueError, EOFError) as error:
        parser.error(f"{options.vectors}: no .npy file of vectors ({error})")
    if len(shape) != 2 or shape[0] < LEAST:
        parser.error(f"{options.vectors}: {shape}; give {LEAST} vectors or more, a row each")
    rows = []
    for count in options.claims:
        rows.append(scale(options.vectors, count, options.threads))
        print(table(rows[-1:]), file=sys.stderr)
    print(table(rows))
    if options.plot is not None:
        lines = {
            "all lists": [(row.claims, row.fresh) for row in rows],
            "FAISS Flat": [(row.claims, row.flat) for row in rows],
            "one more document": [(row.claims, row.added) for row in rows],
        }
        options.plot.write_text(plot(lines, "claims", "seconds"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
