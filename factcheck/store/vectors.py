"""The vectors of an index: read whole, or searched through the cache beside the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import StoreError
from factcheck.store import nearest
from factcheck.store.database import Database, damaged

NEAREST_FILE = "claims.faiss"
#: Claims and vectors in the order of the cache.
IN_ORDER = (
    "SELECT claims.id, vector FROM vectors JOIN claims ON claims.id = vectors.claim "
    "JOIN documents ON sha256 = document ORDER BY path, sha256, start, claims.id"
)


class Vectors:
    """What the table of vectors holds; ``changed`` while a transaction changes it."""

    def __init__(self, database: Database) -> None:
        """Read from the open ``database``."""
        self.changed = False
        self._database = database
        self._folder = database.path.parent
        self._kept: tuple[str, nearest.Nearest, tuple[nearest.Nearest, ...]] | None = None

    def change(self) -> None:
        """Note that the transaction that is open changes vectors."""
        self.changed = True
        self._kept = None

    def forget(self) -> None:
        """Search nothing that was read before."""
        self._kept = None

    def all(self) -> tuple[list[str], NDArray[np.float32]]:
        """As :meth:`factcheck.store.Store.vectors`."""
        rows = self._database.query(IN_ORDER)
        dimension = int(self._database.note("dimension") or 0)
        joined = b"".join(vector for _, vector in rows)
        if len(joined) != 4 * dimension * len(rows):
            raise damaged(self._database.path)
        vectors = np.frombuffer(joined, "<f4").reshape(len(rows), dimension)
        return [identifier for identifier, _ in rows], vectors.astype(np.float32)

    def some(self, ids: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of the claims with those ids, by id; unknown ones are left out."""
        rows = self._database.query(
            "SELECT claim, vector FROM vectors WHERE claim IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {claim: np.frombuffer(vector, "<f4") for claim, vector in rows}

    def search(
        self, queries: NDArray[np.float32], k: int, exact: bool
    ) -> tuple[NDArray[np.float32], list[list[str]]]:
        """As :meth:`factcheck.store.Store.search`."""
        index, later = self._indexes()
        if index.ids and queries.shape[1] != index.index.d:
            encoder = self._database.note("encoder") or "it was made with"
            raise StoreError(
                f"the vectors in {self._folder} have {index.index.d} dimensions, not "
                f"{queries.shape[1]}: use the encoder {encoder}"
            )
        if index.exact:
            return index.search(queries, k)
        roughly = None if exact else nearest.ranked_anew((index, *later), queries, k, self.some)
        return roughly or nearest.flat(*self.all()).search(queries, k)

    def _indexes(self) -> tuple[nearest.Nearest, tuple[nearest.Nearest, ...]]:
        """What is searched: the cache, and what came later than a cache that will still do."""
        stamp = self._stamp()
        if self._kept is not None and self._kept[0] == stamp:
            return self._kept[1:]
        path = self._folder / NEAREST_FILE
        found = None if self.changed else nearest.load(path, stamp)
        later: tuple[nearest.Nearest, ...] = ()
        if found is None and not self.changed:
            found, later = self._earlier(path)
        if found is None:
            found = nearest.build(*self.all())
            # Another process may have written since the stamp was read; what is in an open
            # transaction may never be.
            if not self.changed and not self._database.read_only and self._stamp() == stamp:
                nearest.save(found, path, stamp)
        self._kept = (stamp, found, later)
        return found, later

    def _earlier(self, path: Path) -> tuple[nearest.Nearest | None, tuple[nearest.Nearest, ...]]:
        """A cache of a large index from before a few claims came or went, and those that came.

        What is searched through it is ranked anew, so claims that went do no harm.
        """
        stamp = nearest.stamp_of(path) or ""
        identity, _, state = stamp.rpartition(":")
        generation = self._database.note("generation") or "0"
        known = identity == self._database.note("identity") and state.isdecimal()
        if not known or int(state) >= int(generation):
            return None, ()
        rows = self._database.query(
            "SELECT claim, vector FROM vectors WHERE since > ? ORDER BY claim LIMIT ?",
            (int(state), nearest.LATER + 1),
        )
        ((count,),) = self._database.query("SELECT count(*) FROM vectors")
        found = nearest.load(path, stamp) if len(rows) <= nearest.LATER else None
        gone = len(found.ids) + len(rows) - count if found is not None else 0
        if found is None or found.exact or not 0 <= gone <= nearest.LATER:
            return None, ()
        if not rows:
            return found, ()
        vectors = np.stack([np.frombuffer(vector, "<f4") for _, vector in rows])
        return found, (nearest.flat([claim for claim, _ in rows], vectors),)

    def _stamp(self) -> str:
        return f"{self._database.note('identity')}:{self._database.note('generation')}"
