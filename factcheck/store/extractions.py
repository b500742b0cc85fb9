"""The cache of what was extracted from documents: an interrupted build goes on from it.

A row holds a document's claims, named as written, with their vectors.  It goes in the very
transaction that puts the document into the index.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import StoreError
from factcheck.model import Claim, Document, DocumentInfo
from factcheck.store.database import Database
from factcheck.store.rows import claim_of, claim_row

#: Seconds that a write waits for another command.
_WAIT = 1.0
_CHUNK = 500


@dataclass(frozen=True)
class Extraction:
    """What was extracted from a document: ``vectors`` (n, d) belong to its n ``claims``.

    ``skipped`` says what of it was passed over; None where nothing was.
    """

    claims: list[Claim]
    vectors: NDArray[np.float32]
    skipped: str | None = None


class Extractions:
    """Extractions by one extractor and one encoder, in the index that ``database`` is.

    A cache: where it cannot be read or written it is as if it were empty.
    """

    def __init__(self, database: Database, extractor: str, encoder: str, dimension: int) -> None:
        """Name what the claims and their vectors, of ``dimension`` numbers, come from."""
        self._database = database
        self._maker = (extractor, encoder)
        self._dimension = dimension

    def of(self, documents: Sequence[Document]) -> dict[str, Extraction]:
        """What is kept of ``documents``, by the hash of the text."""
        infos = {self._key(document.info): document.info for document in documents}
        keys = list(infos)
        found: dict[str, Extraction] = {}
        with suppress(StoreError):
            for start in range(0, len(keys), _CHUNK):
                rows = self._database.query(
                    "SELECT key, claims, vectors, skipped FROM extractions "
                    "WHERE key IN (SELECT value FROM json_each(?))",
                    (json.dumps(keys[start : start + _CHUNK]),),
                )
                for key, *row in rows:
                    with suppress(ValueError, KeyError, TypeError):
                        found[infos[key].sha256] = self._read(infos[key], *row)
        return found

    def keep(self, extracted: Mapping[Document, Extraction]) -> None:
        """Keep what was extracted from each document, in a transaction of its own."""
        rows = [
            (self._key(document.info), document.sha256, *self._maker, *_written(document, new))
            for document, new in extracted.items()
        ]
        with suppress(StoreError), self._database.patience(_WAIT), self._database.transaction():
            self._database.write_many(
                "INSERT OR REPLACE INTO extractions VALUES (?, ?, ?, ?, ?, ?, ?)", rows
            )

    def tidy(self) -> None:
        """Take out what no build needs any more: rows of other makers."""
        others = "FROM extractions WHERE (extractor, encoder) IS NOT (?, ?)"
        with suppress(StoreError), self._database.patience(_WAIT):
            if self._database.query(f"SELECT 1 {others} LIMIT 1", self._maker):
                self._database.query(f"DELETE {others}", self._maker)

    def _key(self, info: DocumentInfo) -> str:
        """What an extraction depends on: all of the document but its path, and who made it."""
        parts = (info.sha256, info.title, info.outlet, info.published, info.url, *self._maker)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _read(
        self, info: DocumentInfo, claims: str, vectors: bytes, skipped: str | None
    ) -> Extraction:
        told = [claim_of(tuple(row), info) for row in json.loads(claims)]
        rows = np.frombuffer(vectors, "<f4").reshape(len(told), self._dimension)
        return Extraction(told, rows.astype(np.float32), skipped)


def forget(database: Database, documents: Sequence[str]) -> None:
    """Take out the rows of ``documents``, by hash, which the index holds now or holds no more."""
    database.query(
        "DELETE FROM extractions WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(documents),),
    )


def _written(document: Document, new: Extraction) -> Iterator[Any]:
    """Claims as JSON rows that ``claim_of`` reads, vectors, and what was passed over."""
    rows = []
    for claim in new.claims:
        identifier, *_, act, body = claim_row(claim, document.sha256)
        party = (claim.party.id, claim.party.name) if claim.party else (None, None)
        rows.append((identifier, act, body, *party))
    yield json.dumps(rows)
    yield np.asarray(new.vectors, "<f4").tobytes()
    yield new.skipped
