"""The index: documents, claims, vectors, verdicts and oppositions in one transactional file."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import StoreError
from factcheck.model import Claim, Document, DocumentInfo, Opposition, Party
from factcheck.store import comparisons as compared
from factcheck.store import verdicts
from factcheck.store.database import Database, damaged
from factcheck.store.extractions import Extractions, forget
from factcheck.store.rows import (
    Counts,
    claim_of,
    claim_row,
    document_info,
    document_row,
    opposition_of,
    opposition_row,
    text_value,
)
from factcheck.store.vectors import Vectors
from factcheck.store.verdicts import Verdict

FILE = "factcheck.sqlite"

_CLAIMS = """
    SELECT path, sha256, title, outlet, published, url, claims.id, act, body, party, name
    FROM claims
    JOIN documents ON sha256 = document
    LEFT JOIN parties ON parties.id = party
"""
_IN_ORDER = "ORDER BY path, sha256, start, claims.id"
_CACHE_WAIT = 1.0


class Store:
    """An open index; make one with ``Store.open``.

    Everything is read and written in batches.  A change outside ``transaction`` is its own
    transaction.  Every failure of the file or its content is a ``StoreError``.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        """Take over ``database``, the open file in ``folder``."""
        self.folder = folder
        self._database = database
        self._vectors = Vectors(database)
        self._uncommitted: dict[str, Verdict] = {}

    @classmethod
    def open(
        cls, folder: str | os.PathLike[str], *, create: bool = False, wait: float = 10.0
    ) -> Self:
        """The index in ``folder``, made where there is none if ``create``.

        A writer waits ``wait`` seconds for another one.  Raises ``StoreError`` where there is
        no index, or one that is another program's, a newer version's or damaged.
        """
        path = Path(folder)
        return cls(path, Database(path / FILE, create=create, wait=wait))

    def close(self) -> None:
        """Close the file; what was not committed is gone."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether the index may only be read, because of its permissions."""
        return self._database.read_only

    @property
    def database(self) -> Database:
        """The open file, for what keeps tables of its own in it."""
        return self._database

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes within are kept together, or, on any exception, none of them is.

        Only verdicts outlive an exception: each cost time and stays true.  Within another
        transaction this one is part of it.  Raises ``StoreError`` where another command is
        still writing after the waiting time.
        """
        if self._database.in_transaction:
            with self._database.transaction():
                yield
            return
        try:
            with self._database.transaction():
                yield
                if self._vectors.changed:
                    self._database.query(
                        "UPDATE meta SET value = CAST(value AS INTEGER) + 1 "
                        "WHERE key = 'generation'"
                    )
        except BaseException:
            self._vectors.forget()
            with suppress(StoreError):
                self._keep_verdicts(self._uncommitted)
            raise
        finally:
            self._vectors.changed = False
            self._uncommitted = {}

    def documents(self) -> list[DocumentInfo]:
        """Every document, by path."""
        rows = self._database.query(
            "SELECT path, sha256, title, outlet, published, url FROM documents "
            "ORDER BY path, sha256"
        )
        return [document_info(row) for row in rows]

    def by_path(self, path: str) -> list[DocumentInfo]:
        """The documents read from ``path``: several where its content changed in between."""
        rows = self._database.query(
            "SELECT path, sha256, title, outlet, published, url FROM documents "
            "WHERE path = CAST(? AS TEXT) ORDER BY sha256",
            (text_value(path),),
        )
        return [document_info(row) for row in rows]

    def counts(self, least: float = 0.0) -> Counts:
        """How many documents, claims and oppositions of a score of ``least`` there are."""
        ((documents, claims, oppositions),) = self._database.query(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims), "
            "(SELECT count(*) FROM oppositions WHERE score >= ?)",
            (least,),
        )
        return Counts(documents, claims, oppositions)

    def text(self, sha256: str) -> str:
        """The text of the document with that hash."""
        texts = self.texts([sha256])
        if sha256 not in texts:
            raise StoreError(
                f"no document {sha256} is in {self.folder}: add it with factcheck build"
            )
        return texts[sha256]

    def texts(self, sha256s: Iterable[str]) -> dict[str, str]:
        """The texts of the documents with those hashes, by hash; unknown ones are left out."""
        rows = self._database.query(
            "SELECT sha256, text FROM documents WHERE sha256 IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sha256s)),),
        )
        return dict(rows)

    def add(
        self, document: Document, claims: Sequence[Claim], vectors: NDArray[np.float32]
    ) -> None:
        """Put in a document with its claims and their vectors (n, d).

        A document with the same text is replaced.  Of claims with one id the first counts; a
        party has one name, the one written last.
        """
        if vectors.ndim != 2 or len(vectors) != len(claims):
            raise ValueError(f"{len(claims)} claims need as many vectors, not {vectors.shape}")
        places = list({claim.id: place for place, claim in reversed([*enumerate(claims)])}.values())
        places.sort()
        kept = [claims[place] for place in places]
        parties = {claim.party.id: claim.party.name for claim in kept if claim.party}
        with self.transaction():
            self._require_dimension(vectors)
            self.remove([document.sha256])
            self._database.write_many(
                "INSERT INTO documents VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), "
                "CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))",
                [document_row(document)],
            )
            self._database.write_many(
                "INSERT INTO parties VALUES (CAST(? AS TEXT), CAST(? AS TEXT)) "
                "ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                [(text_value(key), text_value(name)) for key, name in sorted(parties.items())],
            )
            self._database.write_many(
                "INSERT INTO claims VALUES (?, ?, ?, CAST(? AS TEXT), ?, ?)",
                [claim_row(claim, document.sha256) for claim in kept],
            )
            self._database.write_many(
                "INSERT INTO vectors (claim, vector, since) "
                "SELECT ?, ?, value + 1 FROM meta WHERE key = 'generation'",
                [
                    (claims[place].id, np.asarray(vectors[place], "<f4").tobytes())
                    for place in places
                ],
            )
            self._vectors.change()

    def remove(self, sha256s: Iterable[str]) -> None:
        """Take out documents with their claims, vectors and oppositions; unknown ones are none."""
        hashes = list(sha256s)
        with self.transaction():
            forget(self._database, hashes)
            gone = self._database.query(
                "DELETE FROM documents WHERE sha256 IN (SELECT value FROM json_each(?)) "
                "RETURNING sha256",
                (json.dumps(hashes),),
            )
            if gone:
                self._vectors.change()

    def parties(self) -> list[Party]:
        """Every party that some claim is made by, by id."""
        rows = self._database.query(
            "SELECT id, name FROM parties "
            "WHERE EXISTS (SELECT 1 FROM claims WHERE claims.party = parties.id) ORDER BY id"
        )
        return [Party(*row) for row in rows]

    def claims(self, ids: Iterable[str] | None = None) -> list[Claim]:
        """All claims, or those with ``ids``, by document path, then offset.

        Unknown ids are left out.
        """
        if ids is None:
            return self._claims()
        return self._claims(
            "WHERE claims.id IN (SELECT value FROM json_each(?)) ", json.dumps(list(ids))
        )

    def claim(self, id_or_prefix: str) -> Claim:
        """The one claim whose id begins so; raises ``StoreError`` where none or several do."""
        prefix = id_or_prefix.strip().lower()
        found = []
        if prefix.isascii() and prefix.isalnum():
            found = self._claims("WHERE claims.id BETWEEN ? AND ? || '~' ", prefix, prefix)
        exact = [claim for claim in found if claim.id == prefix]
        if len(found) > 1 and not exact:
            several = ", ".join(sorted(claim.id for claim in found)[:4])
            raise StoreError(
                f"{len(found)} claims begin with {prefix} ({several}, …): give more of the id"
            )
        if not found:
            raise StoreError(
                f"no claim {prefix or '(empty id)'!a} is in {self.folder}: "
                "ids are those that factcheck report --format json prints"
            )
        return (exact or found)[0]

    def vectors(self) -> tuple[list[str], NDArray[np.float32]]:
        """The ids of all claims, in the order of ``claims``, and their vectors (n, d) float32."""
        return self._vectors.all()

    def search(
        self, queries: NDArray[np.float32], k: int, *, exact: bool = False
    ) -> tuple[NDArray[np.float32], list[list[str]]]:
        """The ``k`` claims with the greatest inner product for each of ``queries`` (m, d).

        Returns scores (m, min(k, n)), best first, and the claims' ids, a list a query.  In a large
        index few may be missed, unless ``exact``.
        """
        return self._vectors.search(queries, k, exact)

    def verdicts(self, pairs: Sequence[tuple[str, str]], model_name: str) -> list[Verdict | None]:
        """For each (premise, hypothesis) what the model was found to say, None where unknown.

        A verdict is (entailment, neutral, contradiction).
        """
        return verdicts.read(self._database, verdicts.keys_of(pairs, model_name))

    def add_verdicts(
        self,
        pairs: Sequence[tuple[str, str]],
        model_name: str,
        probabilities: NDArray[np.float32],
    ) -> None:
        """Remember what the model says of ``pairs``, (n, 3); kept even if a transaction fails.

        Where the index cannot be written now they are forgotten in silence: they are a cache,
        and a query must neither fail nor wait for it.
        """
        keys = verdicts.keys_of(pairs, model_name)
        said = np.asarray(probabilities).reshape(len(keys), 3).tolist()
        rows = {key: (e, n, c) for key, (e, n, c) in zip(keys, said, strict=True)}
        if self._database.in_transaction:
            self._uncommitted.update(rows)
            verdicts.write(self._database, rows)
        else:
            with suppress(StoreError):
                self._keep_verdicts(rows)

    def extractions(self, extractor: str, encoder: str, dimension: int) -> Extractions:
        """What those two made of documents in builds that did not end; see ``Extractions``."""
        return Extractions(self._database, extractor, encoder, dimension)

    def oppositions(self, least: float = 0.0) -> list[Opposition]:
        """All oppositions from a score of ``least`` on, in the order in which they were given."""
        rows = self._database.query(
            "SELECT id, a, b, relation, score, reason, matter, evidence "
            "FROM oppositions WHERE score >= ? ORDER BY rank",
            (least,),
        )
        try:
            return [opposition_of(row) for row in rows]
        except (ValueError, TypeError) as error:
            raise damaged(self.folder / FILE) from error

    def replace_oppositions(self, oppositions: Sequence[Opposition]) -> None:
        """Put ``oppositions``, whose claims must be in the index, in place of all before."""
        rows = [opposition_row(opposition, rank) for rank, opposition in enumerate(oppositions)]
        with self.transaction():
            self._database.query("DELETE FROM oppositions")
            self._database.write_many(
                "INSERT INTO oppositions "
                "VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?)",
                rows,
            )

    def comparisons(self) -> dict[str, compared.Row]:
        """What the last scan left for the next one, by claim id."""
        return compared.read(self._database)

    def keep_comparisons(self, rows: Iterable[compared.Row]) -> None:
        """Keep what a scan leaves, in place of any before of the same claims."""
        with self.transaction():
            compared.write(self._database, rows)

    def surroundings(self) -> list[compared.Around]:
        """What the last scan found near to each document, by the document's hash."""
        return compared.read_around(self._database)

    def keep_surroundings(
        self, rows: Iterable[compared.Around], documents: Collection[str] | None = None
    ) -> None:
        """Keep what is near to documents; what is kept of others than ``documents`` goes."""
        with self.transaction():
            compared.write_around(self._database, rows, documents)

    @property
    def coming_generation(self) -> str:
        """The generation of the index once the transaction that is open has ended."""
        return str(int(self.meta("generation") or 0) + self._vectors.changed)

    def meta(self, key: str) -> str | None:
        """What is noted under ``key``, such as ``encoder``, ``nli`` or ``version``."""
        return self._database.note(key)

    def set_meta(self, **values: str) -> None:
        """Note each value under its name."""
        with self.transaction():
            self._database.write_many("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def check_models(self, encoder: str, nli: str | None = None) -> None:
        """Raise ``StoreError`` where the index was made with another encoder or NLI model."""
        for kind, name in (("encoder", encoder), ("nli", nli)):
            noted = self.meta(kind)
            if name is not None and noted is not None and noted != name:
                raise StoreError(
                    f"the index {self.folder} was made with the {kind} model {noted}, not {name}: "
                    f"use that one, or delete {self.folder / FILE} and run "
                    f"factcheck build PATH... --index {self.folder}"
                )

    def _claims(self, where: str = "", *values: str) -> list[Claim]:
        infos: dict[str, DocumentInfo] = {}
        rows = self._database.query(_CLAIMS + where + _IN_ORDER, values)
        try:
            return [
                claim_of(row[6:], infos.setdefault(row[1], document_info(row[:6]))) for row in rows
            ]
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.folder / FILE) from error

    def _require_dimension(self, vectors: NDArray[Any]) -> None:
        known = self.meta("dimension")
        if known is None and len(vectors):
            self.set_meta(dimension=str(vectors.shape[1]))
        elif known is not None and len(vectors) and int(known) != vectors.shape[1]:
            raise StoreError(
                f"the vectors in {self.folder} have {known} dimensions, not {vectors.shape[1]}: "
                f"use the encoder {self.meta('encoder') or 'it was made with'}"
            )

    def _keep_verdicts(self, rows: Mapping[str, Verdict]) -> None:
        if rows:
            with self._database.patience(_CACHE_WAIT), self._database.transaction():
                verdicts.write(self._database, rows)
