"""What adding documents asks of an index: only of the claims and documents that they touch.

Beside what a scan leaves, each document keeps what it is about and who speaks in it, and each claim
the traits that others look for in it.  All is derived, and complete where :func:`settled` says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.store.comparisons import Row
from factcheck.store.database import Database

#: (document, what it is about in steps of the grid).
Summary = tuple[str, bytes]
#: (document, who speaks in it as text, each in so many claims).
Speaking = tuple[str, Mapping[str, int]]
#: (document, its claims that stand for themselves, packed, and their vectors).
Packed = tuple[str, bytes, bytes]
#: (trait, claim that has it).
Trait = tuple[str, str]

#: Documents of which blocks are kept, which bounds memory.
_BLOCKS = 8192


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

    def alike(self, traits: Iterable[str]) -> list[Alike]:
        """The claims that have one of the ``traits`` and stand for themselves, by ascending id."""
        rows = self._database.query(
            "SELECT claim, document, place, answers, figures, vector FROM alike "
            "WHERE trait IN (SELECT value FROM json_each(?)) AND answers IS NOT NULL",
            (_json(traits),),
        )
        found = {row[0]: Alike(*row) for row in rows}
        return [found[claim] for claim in sorted(found)]

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
    return database.note("settled") == database.note("generation")


def settings(database: Database) -> dict[str, bytes]:
    """What each document is about, by its hash."""
    return dict(database.query("SELECT document, setting FROM summaries"))


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
        "WHERE document IN (SELECT document FROM blocks) "
        "OR document NOT IN (SELECT document FROM surroundings)"
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
    speaking: Iterable[Speaking],
    traits: Iterable[Trait],
    alike: Iterable[tuple[str, Alike]],
) -> None:
    """Put in what is told of documents and their claims, in place of any before."""
    database.write_many("INSERT OR REPLACE INTO summaries VALUES (?, ?)", summaries)
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
