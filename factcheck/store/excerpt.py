"""What adding documents asks of an index: only of the claims and documents that they touch.

Beside what a scan leaves, each document keeps what it is about and who speaks in it, and each claim
the traits that others look for in it.  All is derived, and complete where :func:`settled` says so.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.store.comparisons import Row
from factcheck.store.database import Database

#: (document, what it is about in steps of the grid, who speaks in it as JSON).
Summary = tuple[str, bytes, str]
#: (document, its claims that stand for themselves, packed, and their vectors).
Packed = tuple[str, bytes, bytes]
#: (trait, claim that has it).
Trait = tuple[str, str]

#: Documents of which blocks are kept, which bounds memory.
_BLOCKS = 8192


class Placed(NamedTuple):
    """A claim with what decides whom it is compared with, besides its profile."""

    claim: str
    document: str
    published: str | None
    party: str
    act: str
    targets: tuple[str, ...]
    vector: bytes


class Said(NamedTuple):
    """A claim, when and by which party it was said, and a trait of it."""

    claim: str
    published: str | None
    party: str
    trait: str


class Excerpt:
    """What the last scan left of some claims: read when it is first asked for, and then kept.

    ``rows`` go by claim id, and so does ``home``, the document of each.
    """

    def __init__(self, database: Database) -> None:
        """Read from ``database``."""
        self.rows: dict[str, Row] = {}
        self.home: dict[str, str] = {}
        self._database = database
        self._whole: set[str] = set()
        self._packed: dict[str, tuple[bytes, bytes]] = {}

    def of_documents(self, documents: Iterable[str]) -> None:
        """Read all claims of the ``documents``."""
        missing = set(documents) - self._whole
        self._whole |= missing
        self._take(
            "SELECT document, claim, profile, positive, signature, near, ranks FROM claims "
            "JOIN comparisons ON claim = claims.id "
            "WHERE document IN (SELECT value FROM json_each(?))",
            missing,
        )

    def of_claims(self, claims: Iterable[str]) -> None:
        """Read those ``claims``."""
        self._take(
            "SELECT document, claim, profile, positive, signature, near, ranks FROM comparisons "
            "JOIN claims ON claims.id = claim WHERE claim IN (SELECT value FROM json_each(?))",
            set(claims) - self.rows.keys(),
        )

    def _take(self, sql: str, wanted: Collection[str]) -> None:
        for document, *row in self._database.query(sql, (_json(wanted),)) if wanted else ():
            claim, profile, positive, signature, near, ranks = row
            self.rows[claim] = (claim, profile, positive, signature, near, ranks)
            self.home[claim] = document

    def placed(self, claims: Iterable[str]) -> list[Placed]:
        """Those ``claims`` by ascending id."""
        rows = self._database.query(
            "SELECT claims.id, document, published, coalesce(party, ''), act, "
            "body ->> '$.targets', vector FROM claims JOIN documents ON sha256 = document "
            "JOIN vectors ON vectors.claim = claims.id "
            "WHERE claims.id IN (SELECT value FROM json_each(?)) ORDER BY claims.id",
            (_json(claims),),
        )
        return [
            Placed(claim, document, published, party, act, tuple(json.loads(targets)), vector)
            for claim, document, published, party, act, targets, vector in rows
        ]

    def blocks(self, documents: Collection[str]) -> Iterator[Packed]:
        """The claims of the ``documents`` as they are ranked."""
        missing = [document for document in documents if document not in self._packed]
        if len(self._packed) + len(missing) > _BLOCKS:
            self._packed.clear()
            missing = list(documents)
        rows = self._database.query(
            "SELECT document, claims, vectors FROM blocks "
            "WHERE document IN (SELECT value FROM json_each(?))",
            (_json(missing),),
        )
        self._packed.update((document, (claims, vectors)) for document, claims, vectors in rows)
        for document in documents:
            if document in self._packed:
                yield document, *self._packed[document]

    def findings(self, findings: Iterable[str], claims: Iterable[str]) -> bool:
        """Whether any of those ``findings`` is there, or any about those ``claims``."""
        claims = _json(claims)
        ((found,),) = self._database.query(
            "SELECT EXISTS (SELECT 1 FROM oppositions "
            "WHERE id IN (SELECT value FROM json_each(?)) "
            "OR a IN (SELECT value FROM json_each(?)) OR b IN (SELECT value FROM json_each(?)))",
            (_json(findings), claims, claims),
        )
        return bool(found)

    def party_names(self, parties: Iterable[str]) -> dict[str, str]:
        """The names of those ``parties`` that the index has, by id."""
        return dict(
            self._database.query(
                "SELECT id, name FROM parties WHERE id IN (SELECT value FROM json_each(?))",
                (_json(parties),),
            )
        )

    def vectors(self, claims: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of those ``claims``, by id."""
        rows = self._database.query(
            "SELECT claim, vector FROM vectors WHERE claim IN (SELECT value FROM json_each(?))",
            (_json(claims),),
        )
        return {claim: np.frombuffer(vector, "<f4") for claim, vector in rows}

    def with_any(self, traits: Iterable[str]) -> list[Said]:
        """The claims that have one of the ``traits``, once for each."""
        rows = self._database.query(
            "SELECT claims.id, published, coalesce(party, ''), trait FROM traits "
            "JOIN claims ON claims.id = claim JOIN documents ON sha256 = document "
            "WHERE trait IN (SELECT value FROM json_each(?))",
            (_json(traits),),
        )
        return [Said(*row) for row in rows]


def settled(database: Database) -> bool:
    """Whether all that is derived is there, and of the claims that are there now."""
    if database.note("settled") != database.note("generation"):
        return False
    ((complete,),) = database.query(
        "SELECT (SELECT count(*) FROM comparisons) = (SELECT count(*) FROM claims) "
        "AND (SELECT count(*) FROM summaries) = (SELECT count(*) FROM documents) "
        "AND (SELECT count(*) FROM blocks) = (SELECT count(*) FROM surroundings)"
    )
    return bool(complete)


def settings(database: Database) -> list[tuple[str, bytes]]:
    """What each document is about that has surroundings, by its hash."""
    rows = database.query(
        "SELECT surroundings.document, setting FROM surroundings "
        "JOIN summaries ON summaries.document = surroundings.document ORDER BY 1"
    )
    return [(document, setting) for document, setting in rows]


def speakers(database: Database) -> Iterator[tuple[str, str]]:
    """Who speaks in each document, by its hash."""
    for document, told in database.stream("SELECT document, speakers FROM summaries"):
        yield str(document), str(told)


def summarised(database: Database) -> set[str]:
    """The hashes of the documents of which all is kept that adding others asks for."""
    rows = database.query(
        "SELECT document FROM summaries WHERE document IN (SELECT document FROM blocks) "
        "OR document NOT IN (SELECT document FROM surroundings)"
    )
    return {document for (document,) in rows}


def keep_blocks(database: Database, documents: Collection[str], rows: Iterable[Packed]) -> None:
    """Put in the claims of ``documents`` as they are ranked, in place of any before."""
    database.query(
        "DELETE FROM blocks WHERE document IN (SELECT value FROM json_each(?))", (_json(documents),)
    )
    database.write_many("INSERT INTO blocks VALUES (?, ?, ?)", rows)


def summarise(database: Database, rows: Iterable[Summary], traits: Iterable[Trait]) -> None:
    """Put in summaries of documents and traits of their claims, in place of any before."""
    database.write_many("INSERT OR REPLACE INTO summaries VALUES (?, ?, ?)", rows)
    database.write_many("INSERT OR IGNORE INTO traits VALUES (?, ?)", traits)


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values))
