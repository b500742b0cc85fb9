"""What adding documents asks of an index: only of the claims and documents that they touch.

Beside what a scan leaves, each document keeps what it is about and who speaks in it, and each claim
the traits that others look for in it.  All is derived, and complete where :func:`settled` says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.model import DocumentInfo
from factcheck.store.comparisons import Around, Row
from factcheck.store.database import Database
from factcheck.store.rows import document_info

#: (document, what it is about in steps of the grid).
Summary = tuple[str, bytes]
#: (document, what it is to its claims as text).
Companion = tuple[str, str]
#: (document, who speaks in it as text, each in so many claims).
Speaking = tuple[str, Mapping[str, int]]
#: (document, its claims that stand for themselves, packed, and their vectors).
Packed = tuple[str, bytes, bytes]
#: (document, the marks of those that have it among the nearest).
Held = tuple[str, bytes]
#: (trait, claim that has it).
Trait = tuple[str, str]


class Alike(NamedTuple):
    """A claim that others seek by a trait, wherever they stand: its place as text and its vector.

    ``answers`` and ``figures`` are the ranks, as 32-bit floats, of the last in its lists of those;
    None before they are known, and for a copy of another claim.
    """

    claim: str
    document: str
    place: str
    answers: bytes | None
    figures: bytes | None
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

    def alike(self, traits: Iterable[str]) -> list[Alike]:
        """The claims that have one of the ``traits`` and stand for themselves, by ascending id."""
        rows = self._database.query(
            "SELECT claim, document, place, answers, figures, vector FROM alike "
            "WHERE trait IN (SELECT value FROM json_each(?)) AND answers IS NOT NULL",
            (_json(traits),),
        )
        found = {row[0]: Alike(*row) for row in rows}
        return [found[claim] for claim in sorted(found)]

    def blocks(self, documents: Collection[str]) -> list[Packed]:
        """The claims of the ``documents`` as they are ranked."""
        return self._database.query(
            "SELECT document, claims, vectors FROM blocks "
            "WHERE document IN (SELECT value FROM json_each(?))",
            (_json(documents),),
        )

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

    def companies(self, documents: Iterable[str]) -> dict[str, str]:
        """What those ``documents`` are to their claims as text, by hash."""
        return dict(
            self._database.query(
                "SELECT document, told FROM companies "
                "WHERE document IN (SELECT value FROM json_each(?))",
                (_json(documents),),
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


def documents_like(
    database: Database, sha256s: Collection[str], names: Collection[str]
) -> list[DocumentInfo]:
    """The documents with those hashes, and those whose path ends in one of ``names``, by path."""
    rows = database.query(
        "SELECT path, sha256, title, outlet, published, url FROM documents "
        "WHERE sha256 IN (SELECT value FROM json_each(?)) OR path IN (SELECT documents.path "
        "FROM documents, json_each(?) AS name "
        "WHERE substr(documents.path, -length(value)) = value) ORDER BY path, sha256",
        (_json(sha256s), _json(names)),
    )
    return [document_info(row) for row in rows]


def settled(database: Database) -> bool:
    """Whether all that is derived is there, and of the claims that are there now."""
    return database.note("settled") == database.note("generation")


class Places(NamedTuple):
    """Where ``documents`` stand, ascending, as was noted, one after the other.

    ``settings`` are in steps of the grid; ``last`` are the ranks of the last of the nearest.
    """

    documents: Sequence[str]
    settings: bytes
    marks: bytes
    last: bytes


def places(database: Database) -> Places | None:
    """Where all documents stand that are near to others; None where all are within reach."""
    rows = database.query(
        "SELECT document, setting, mark, last FROM summaries WHERE mark IS NOT NULL "
        "ORDER BY document"
    )
    if not rows or any(not last for *_, last in rows):
        return None
    documents, *columns = zip(*rows, strict=True)
    return Places(documents, *map(b"".join, columns))


def around(database: Database, documents: Collection[str]) -> list[Around]:
    """What is near to those ``documents``."""
    return database.query(
        "SELECT document, mark, near, ranks FROM surroundings "
        "WHERE document IN (SELECT value FROM json_each(?))",
        (_json(documents),),
    )


def held(database: Database, documents: Collection[str]) -> list[Held]:
    """To what those ``documents`` are near."""
    return database.query(
        "SELECT document, held FROM holders WHERE document IN (SELECT value FROM json_each(?))",
        (_json(documents),),
    )


def note_near(
    database: Database, rows: Iterable[Held], documents: Collection[str] | None = None
) -> None:
    """Keep to what documents are near, and note where ``documents`` stand, all by default.

    What is near to them is in the index.
    """
    some = "" if documents is None else "WHERE document IN (SELECT value FROM json_each(?))"
    if documents is None:
        database.query("DELETE FROM holders")
    database.write_many("INSERT OR REPLACE INTO holders VALUES (?, ?)", rows)
    database.query(
        "UPDATE summaries SET (mark, last) = (SELECT mark, substr(ranks, -4) FROM surroundings "  # noqa: S608
        f"WHERE surroundings.document = summaries.document) {some}",
        [_json(documents)] if documents is not None else [],
    )


class Speakers(NamedTuple):
    """Who speaks in ``documents``: a row each for who does in one, by ascending document.

    ``document`` (n,) and ``voice`` (n,) are places in ``documents`` and ``voices``; of so many
    ``claims`` (n,).
    """

    documents: Sequence[str]
    voices: Sequence[str]
    document: NDArray[np.intp]
    voice: NDArray[np.intp]
    claims: NDArray[np.intp]


def speakers(database: Database) -> Speakers:
    """Who speaks in all documents; raises ``ValueError`` where some of that is missing."""
    rows = database.query("SELECT document, voices, counts FROM speakers")
    told = database.query("SELECT id, told FROM voices ORDER BY id")
    lengths = [len(voices) // 8 for _, voices, _ in rows]
    voice = np.frombuffer(b"".join(voices for _, voices, _ in rows), "<i8")
    count = np.frombuffer(b"".join(counts for _, _, counts in rows), "<u4")
    ids = np.array([id_ for id_, _ in told], np.int64)
    if len(voice) != len(count) or not np.isin(voice, ids).all():
        raise ValueError("voices are missing")
    return Speakers(
        [document for document, _, _ in rows],
        [text for _, text in told],
        np.repeat(np.arange(len(rows)), lengths),
        np.searchsorted(ids, voice),
        count.astype(np.intp),
    )


def summarised(database: Database) -> set[str]:
    """The hashes of the documents of which all is kept that adding others asks for.

    Voices that no document has are taken out.
    """
    rows = database.query(
        "SELECT document, speakers.voices FROM summaries JOIN speakers USING (document) "
        "WHERE document IN (SELECT document FROM companies) AND (document IN "
        "(SELECT document FROM blocks) OR document NOT IN (SELECT document FROM surroundings))"
    )
    heard = {document: np.frombuffer(voices, "<i8").tolist() for document, voices in rows}
    known = {id_ for (id_,) in database.query("SELECT id FROM voices")}
    unheard = known.difference(*heard.values())
    database.write_many("DELETE FROM voices WHERE id = ?", [(id_,) for id_ in unheard])
    return {document for document, voices in heard.items() if known.issuperset(voices)}


def keep_blocks(database: Database, documents: Collection[str], rows: Iterable[Packed]) -> None:
    """Put in the claims of ``documents`` as they are ranked, in place of any before."""
    database.query(
        "DELETE FROM blocks WHERE document IN (SELECT value FROM json_each(?))", (_json(documents),)
    )
    database.write_many("INSERT INTO blocks VALUES (?, ?, ?)", rows)


def summarise(
    database: Database,
    summaries: Iterable[Summary],
    companies: Iterable[Companion],
    speaking: Iterable[Speaking],
    traits: Iterable[Trait],
    alike: Iterable[tuple[str, Alike]],
) -> None:
    """Put in what is told of documents and their claims, in place of any before."""
    database.write_many(
        "INSERT OR REPLACE INTO summaries (document, setting) VALUES (?, ?)", summaries
    )
    database.write_many("INSERT OR REPLACE INTO companies VALUES (?, ?)", companies)
    for document, told in speaking:
        voices = sorted((_number(text), text, count) for text, count in told.items())
        database.write_many(
            "INSERT OR IGNORE INTO voices VALUES (?, ?)", [(id_, text) for id_, text, _ in voices]
        )
        ids = np.array([id_ for id_, _, _ in voices], "<i8").tobytes()
        counts = np.array([count for _, _, count in voices], "<u4").tobytes()
        database.query("INSERT OR REPLACE INTO speakers VALUES (?, ?, ?)", (document, ids, counts))
    database.write_many("INSERT OR IGNORE INTO traits VALUES (?, ?)", traits)
    database.write_many(
        "INSERT OR REPLACE INTO alike VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((trait, *claim) for trait, claim in alike),
    )


def note_last(
    database: Database, answers: slice, figures: slice, claims: Collection[str] | None = None
) -> None:
    """Note of ``claims``, of all by default, the last ranks that stand at these bytes of theirs."""
    some = "" if claims is None else "WHERE claim IN (SELECT value FROM json_each(?))"
    database.query(
        "UPDATE alike SET (answers, figures) = "  # noqa: S608
        f"(SELECT substr(ranks, ?, ?), substr(ranks, ?, ?) FROM comparisons WHERE "
        f"comparisons.claim = alike.claim) {some}",
        [
            number
            for part in (answers, figures)
            for number in (part.start + 1, part.stop - part.start)
        ]
        + ([_json(claims)] if claims is not None else []),
    )


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True)


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values))
