"""Claims in documents, as many as are wanted, made of real sentences.

Real sentences are put into subjects by k-means, and each subject is cut into documents, whose
lengths are spread as those of news.  Where they do not reach, documents are recombined: a made one
takes the vectors of a real one, a third of them swapped for ones of another document that is about
nearly the same, and all of them disturbed as two reports of one statement differ.  Which documents
are taken again goes by a heavy tail, as some stories are told by hundreds of papers.  Parties,
names, charges, what is counted and days are drawn from a seed, parties by a heavy tail, with the
shares found in 419 articles of PolNeAR.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.field import Place
from factcheck.opposition.grid import on_grid, products, steps

#: As few real sentences as will do.
LEAST = 1000
_SEED = 11
#: Real sentences of one subject, and claims of a document: median, spread of its logarithm, bounds.
_SUBJECT = 200
_MEDIAN, _SPREAD, _LEAST, _MOST = 18, 0.8, 1, 200
#: The length of what disturbs a vector: the cosine to what it was is some 0.86.
_DISTURBED = 0.6
#: Documents nearest to a real one that lend it sentences, and the share that is swapped.
_LENDERS, _SWAPPED = 8, 1 / 3
#: The k-th of the documents in some order is taken again with a chance of one to k to this power.
_TOLD_AGAIN = 0.5

Vectors = NDArray[np.float32]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Made:
    """Claims by ascending id, on disk until they are asked for."""

    folder: Path

    def vectors(self) -> Vectors:
        """The vectors (n, d), on the grid."""
        found: Vectors = np.load(self.folder / "vectors.npy")
        return found

    def home(self) -> Rows:
        """The document (n,) of each claim."""
        found: Rows = np.load(self.folder / "home.npy")
        return found

    def settings(self) -> NDArray[np.int16]:
        """What the documents are about, (D, d), in steps of the grid."""
        found: NDArray[np.int16] = np.load(self.folder / "settings.npy")
        return found

    def documents(self) -> list[str]:
        """A name for each document, in their order."""
        return [f"{row:08x}" for row in range(len(self.settings()))]

    def places(self) -> Iterator[Place]:
        """Whom each claim may be compared with, in the order of the claims."""
        subjects: Rows = np.load(self.folder / "subjects.npy")
        return _places(self.home(), subjects.tolist())


def made(real: Vectors, count: int, folder: Path) -> Made:
    """``count`` claims of ``real`` sentences (m, d), and of recombined ones beyond m, in a folder.

    Raises:
        ValueError: fewer than :data:`LEAST` real sentences.

    """
    if len(real) < LEAST:
        raise ValueError(f"{len(real)} sentences are too few; give {LEAST} or more")
    numbers = np.random.default_rng(_SEED)
    cut = [(k, rows) for k, rows in enumerate(_subjects(real)) for rows in _cut(rows, numbers)]
    real_documents = [rows for _, rows in cut]
    settings = [_setting(real[rows]) for rows in real_documents]
    plan = _plan(real_documents, count, numbers)
    sizes = [len(real_documents[source]) for source, _ in plan]
    total = sum(sizes)
    # Claims go by the hash of what they say, so those of a document are far from each other.
    place = numbers.permutation(total)
    lenders = _lenders(np.stack(settings))
    folder.mkdir(parents=True, exist_ok=True)
    vectors = np.lib.format.open_memmap(
        folder / "vectors.npy", "w+", np.float32, (total, real.shape[1])
    )
    home = np.empty(total, np.intp)
    about = np.empty((len(plan), real.shape[1]), np.float32)
    start = 0
    for document, ((source, again), size) in enumerate(zip(plan, sizes, strict=True)):
        found = real[real_documents[source]]
        if again:
            lender = real[real_documents[numbers.choice(lenders[source])]]
            found = _recombined(found, lender, numbers)
        rows = place[start : start + size]
        vectors[rows], home[rows] = on_grid(found), document
        about[document] = _setting(on_grid(found))
        start += size
    vectors.flush()
    np.save(folder / "home.npy", home)
    np.save(folder / "subjects.npy", [cut[source][0] for source, _ in plan])
    np.save(folder / "settings.npy", steps(about))
    return Made(folder)


def _subjects(real: Vectors) -> list[Rows]:
    """The rows of ``real`` by the subject that they are nearest to."""
    import faiss

    count = max(2, len(real) // _SUBJECT)
    means = faiss.Kmeans(real.shape[1], count, niter=8, seed=_SEED, spherical=True)
    means.train(np.ascontiguousarray(real))
    _, nearest = means.index.search(np.ascontiguousarray(real), 1)
    order = np.argsort(nearest[:, 0], kind="stable")
    return np.split(order, np.searchsorted(nearest[order, 0], np.arange(1, count)))


def _cut(rows: Rows, numbers: np.random.Generator) -> Iterator[Rows]:
    """The documents of one subject, each the rows of its sentences."""
    left = numbers.permutation(rows)
    while len(left):
        size = int(np.clip(numbers.lognormal(np.log(_MEDIAN), _SPREAD), _LEAST, _MOST))
        yield left[:size]
        left = left[size:]


def _plan(
    documents: list[Rows], count: int, numbers: np.random.Generator
) -> list[tuple[int, bool]]:
    """Real documents until there are ``count`` claims, then such as are to be told again."""
    plan: list[tuple[int, bool]] = []
    chances = (1 + numbers.permutation(len(documents))) ** -_TOLD_AGAIN
    again = iter(numbers.choice(len(documents), size=count, p=chances / chances.sum()).tolist())
    while count > 0:
        told = len(plan) >= len(documents)
        source = next(again) if told else len(plan)
        plan.append((source, told))
        count -= len(documents[source])
    return plan


def _lenders(settings: Vectors) -> Rows:
    """For each of the documents about ``settings`` (D, d) the nearest others, (D, some)."""
    flat, found = steps(settings), []
    for start in range(0, len(flat), 1024):
        cosines = products(flat[start : start + 1024], flat)
        block = np.arange(start, start + len(cosines))
        cosines[block - start, block] = -np.inf
        found.append(np.argpartition(-cosines, _LENDERS, axis=1)[:, :_LENDERS])
    return np.concatenate(found)


def _recombined(own: Vectors, lent: Vectors, numbers: np.random.Generator) -> Vectors:
    found = own.copy()
    swapped = numbers.random(len(own)) < _SWAPPED
    found[swapped] = lent[numbers.integers(0, len(lent), swapped.sum())]
    noise = numbers.standard_normal(found.shape, np.float32)
    found += np.float32(_DISTURBED / np.sqrt(found.shape[1])) * noise
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def _setting(vectors: Vectors) -> Vectors:
    mean: Vectors = vectors.mean(axis=0)
    return mean / np.linalg.norm(mean)


def _places(home: Rows, subjects: Sequence[int]) -> Iterator[Place]:
    """A claim's party is one of four of its document; it names, charges and counts by chance."""
    rng = random.Random(_SEED)
    parties = _Tail("party", max(50, len(home) // 100), rng)
    units = _Tail("unit", 450, rng)
    casts = [[parties.draw() for _ in range(6)] for _ in range(max(subjects) + 1)]
    scenes = [
        (
            [*rng.sample(casts[subject], 3), parties.draw()],
            date(2020, 1, 1) + timedelta(rng.randrange(1500)),
        )
        for subject in subjects
    ]
    for row, document in enumerate(home.tolist()):
        present, day = scenes[document]
        party = rng.choice(present) if rng.random() < 0.8 else ""
        yield Place(
            f"{row:016x}",
            party,
            day,
            frozenset([rng.choice(present)] if rng.random() < 0.5 else ()),
            frozenset([rng.choice(present)] if rng.random() < 0.035 else ()) - {party},
            rng.random() < 0.01,
            frozenset([units.draw()] if rng.random() < 0.11 else ()),
        )


class _Tail:
    """Names of one kind, the k-th drawn with a chance of one to k."""

    def __init__(self, kind: str, count: int, rng: random.Random) -> None:
        self._names, self._rng = [f"{kind}-{k}" for k in range(count)], rng
        self._ends = list(accumulate(1 / (k + 1) for k in range(count)))

    def draw(self) -> str:
        """One of the names."""
        return self._names[bisect(self._ends, self._rng.random() * self._ends[-1])]
