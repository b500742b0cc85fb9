"""The claims of a document as they are ranked beside others, packed so that many are read at once.

Names of parties are digests of eight bytes, since a block must make sense beside any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.field import Codes, Field, Place, number
from factcheck.opposition.grid import Steps

Digests = NDArray[np.uint64]


@dataclass(frozen=True)
class Block:
    """Claims of a ``party`` each, on ``days``, 0 where unknown, all (n,), with ``vectors`` (n, d).

    ``names`` (m,) are the parties that they speak of, ``counts`` (n,) of them for each claim.
    """

    ids: NDArray[np.uint64]
    party: Digests
    days: NDArray[np.int32]
    counts: NDArray[np.int32]
    names: Digests
    vectors: Steps

    @classmethod
    def of(cls, places: Sequence[Place], vectors: Steps) -> Self:
        """The claims at ``places`` that are of a party; ``vectors`` (n, d) are of all."""
        rows = [row for row, place in enumerate(places) if place.party]
        sided = [places[row] for row in rows]
        return cls(
            np.array([number(place.id) for place in sided], np.uint64),
            np.array([_digest(place.party) for place in sided], np.uint64),
            np.array([place.day.toordinal() if place.day else 0 for place in sided], np.int32),
            np.array([len(place.names) for place in sided], np.int32),
            np.array([_digest(n) for p in sided for n in sorted(p.names)], np.uint64),
            vectors[np.array(rows, np.intp)],
        )

    def packed(self) -> tuple[bytes, bytes]:
        """Who is compared, and the vectors."""
        parts: list[tuple[NDArray[np.generic], str]] = [
            (np.array([len(self.ids), len(self.names)]), "<u4"),
            (self.ids, "<u8"),
            (self.party, "<u8"),
            (self.names, "<u8"),
            (self.days, "<i4"),
            (self.counts, "<i4"),
        ]
        told = b"".join(part.astype(kind).tobytes() for part, kind in parts)
        return told, self.vectors.astype("<i2").tobytes()

    @classmethod
    def unpacked(cls, told: bytes, vectors: bytes) -> Self:
        """What :meth:`packed` gave; raises ``ValueError`` for anything else."""
        n, m = np.frombuffer(told, "<u4", 2).tolist()
        ids, party = np.frombuffer(told, "<u8", 2 * n, 8).reshape(2, n)
        names = np.frombuffer(told, "<u8", m, 8 + 16 * n)
        days, counts = np.frombuffer(told, "<i4", 2 * n, 8 + 16 * n + 8 * m).reshape(2, n)
        return cls(ids, party, days, counts, names, np.frombuffer(vectors, "<i2"))


def nearby(blocks: Sequence[tuple[int, Block]], documents: Sequence[str], settings: Steps) -> Field:
    """The claims of ``blocks``, each with the row of its document, as they are ranked.

    What they charge, deny and count is left out.  ``documents`` and ``settings`` as in
    :class:`Field`.
    """
    if not blocks:
        blocks = [(0, Block.of((), settings[:0]))]
    every = [block for _, block in blocks]
    ids, party, days, counts = (
        np.concatenate([getattr(block, part) for block in every])
        for part in ("ids", "party", "days", "counts")
    )
    names = np.concatenate([block.names for block in every])
    home = np.repeat([row for row, _ in blocks], [len(block.ids) for block in every])
    order = np.argsort(ids)
    known = np.unique(np.concatenate([party, names]))
    starts = np.append(0, np.cumsum(counts))
    field = Field((), _stacked(every, settings)[order], home[order], documents, settings)
    field.sided(
        ids[order].astype(np.uint64),
        np.searchsorted(known, party)[order] + 1,
        days[order],
        Codes(starts, np.searchsorted(known, names) + 1).taken(order),
    )
    return field


def _stacked(blocks: Sequence[Block], settings: Steps) -> Steps:
    found = np.concatenate([block.vectors.reshape(-1, settings.shape[1]) for block in blocks])
    return found.astype(np.int16, copy=False)


@lru_cache(maxsize=65536)
def _digest(party: str) -> int:
    return int.from_bytes(hashlib.blake2b(party.encode(), digest_size=8).digest())
