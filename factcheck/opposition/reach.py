"""Which documents are within reach of each other: those that are about nearly the same.

Claims that oppose each other stand in documents that share a dispute.  So a claim is not held
against all others but against those of the documents whose setting is nearest to its own
document's.  Two documents are within reach if either is among the nearest of the other: so it
depends on neither's side, and a document in a crowd is found by one at its edge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.grid import Steps, products
from factcheck.opposition.ranking import NONE, Rows, highest

#: How many nearest documents each has; up to so many, all are within reach.
REACH = 128
#: Documents compared with all others at once, which bounds memory.
_BLOCK = 256

Marks = NDArray[np.uint64]


def reach_kind(count: int) -> str:
    """Beside which others claims of ``count`` documents are looked at, and why, in words."""
    if count <= REACH:
        return f"every claim beside all others, as up to {REACH} documents"
    return (
        f"every claim beside those of documents within reach: the {REACH} that are nearest in what "
        "they are about, and those that it is among the nearest of; beside all that answer it or "
        f"count the same; as beyond {REACH} documents; build --exact holds it against all"
    )


@dataclass(frozen=True)
class Reach:
    """For each of some documents those within its reach: ``near[starts[k]:starts[k + 1]]``.

    Each is within its own.  ``near`` is None where all are within reach of all.
    """

    starts: Rows
    near: Rows | None

    @classmethod
    def of(cls, settings: Steps, *, exact: bool = False) -> Self:
        """The reach of documents by their ``settings`` (D, d), in an order that content gives.

        Where two are as near, the first counts.  With ``exact``, or up to :data:`REACH`
        documents, all are within reach.
        """
        count = len(settings)
        if exact or count <= REACH:
            return cls(np.arange(count + 1), None)
        rows = np.arange(count)
        parts = [rows * (count + 1)]
        for start in range(0, count, _BLOCK):
            block = rows[start : start + _BLOCK]
            ranks = products(settings[block], settings)
            ranks[block - start, block] = NONE
            found = highest(ranks, rows, REACH)
            one, other = block[found.which], found.rows
            parts += [one * count + other, other * count + one]
        pairs = np.sort(np.concatenate(parts))
        one, near = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], count)
        return cls(np.searchsorted(one, np.arange(count + 1)), near)

    def groups(self) -> Iterator[tuple[Rows, Rows]]:
        """All documents, by what is within their reach: (some documents, those within reach)."""
        every = np.arange(len(self.starts) - 1)
        if self.near is None:
            yield every, every
            return
        for k, (start, stop) in enumerate(zip(self.starts, self.starts[1:], strict=False)):
            yield every[k : k + 1], self.near[start:stop]

    def marks(self, documents: Marks) -> Marks:
        """For each document the sum of the marks of the ``documents`` (D,) within its reach.

        It tells one reach from another, and what a document adds to it can be taken out.  0 for
        each where all are within reach.
        """
        if self.near is None:
            return np.zeros_like(documents)
        return np.add.reduceat(documents[self.near], self.starts[:-1])


def marks_of(documents: Sequence[str], settings: Steps) -> Marks:
    """A number for each document that its name and setting, a row of (D, d), give."""
    told = (
        name.encode() + setting.tobytes() for name, setting in zip(documents, settings, strict=True)
    )
    digests = (hashlib.blake2b(each, digest_size=8).digest() for each in told)
    return np.array([int.from_bytes(digest) for digest in digests], np.uint64)
