"""Whether everything in an index agrees: the file, its tables, and the cache beside it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import numpy as np

from factcheck.model import DocumentInfo
from factcheck.store import nearest
from factcheck.store.checks import (
    TOLERANCE,
    claim_problem,
    decoded,
    note_problem,
    opposition_problem,
    readable_claim,
    text_problem,
)
from factcheck.store.database import Database, Row
from factcheck.store.vectors import IN_ORDER, NEAREST_FILE

#: Notes that every index has.
OWN_NOTES = ("generation", "identity")
#: Notes that are of one folder and make no sense in another.
STAYING_NOTES = (*OWN_NOTES, "settled")
#: Ends the note ``extractor`` of an index whose documents are to be read again.
READ_AGAIN = "/again"
#: Vectors of the cache that are compared at once.
_CHUNK = 4096


class Mend(StrEnum):
    """What mends a fault."""

    #: It is derived, and a repair makes it again or takes it out.
    REPAIR = "repair"
    #: What no command could work with, and the next build finds again from the stored texts:
    #: a repair takes it out.
    TAKE_OUT = "take_out"
    #: A repair has the next build read the document again from its stored text.
    READ_AGAIN = "read_again"
    #: The document's text is no longer known; only its file has it.
    REPLACE = "replace"
    #: A build, and nothing else, is still to be done.
    BUILD = "build"
    #: A reviewer says it again.
    LABEL = "label"
    #: The file as a whole.
    MAKE_AGAIN = "make_again"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not agree.

    ``table`` and ``row`` say where: a table with a key, or a file.  ``path`` is that of the
    document concerned, where there is one; ``loose`` the number of a row that points at none.
    """

    table: str
    row: str
    problem: str
    mend: Mend
    path: str | None = None
    loose: int | None = None

    @property
    def what(self) -> str:
        """Where it is and what is wrong, on one line."""
        where = " ".join(part for part in (self.table, self.row) if part)
        return f"{where}: {f'{self.path}: ' if self.path else ''}{self.problem}"

    def cure(self, folder: Path, *, repaired: bool = False) -> str:
        """What mends it in the index in ``folder``, with the command; a repair may be over."""
        index = f"--index {shlex.quote(str(folder))}"
        path = "PATH" if self.path is None else shlex.quote(self.path)
        repair, build = f"factcheck verify --repair {index}", f"factcheck build {path} {index}"
        match self.mend:
            case Mend.REPAIR:
                return f"run: {repair}"
            case Mend.TAKE_OUT | Mend.READ_AGAIN | Mend.BUILD:
                first = "" if repaired or self.mend is Mend.BUILD else f"{repair} && "
                return f"the documents are to be read again, run: {first}{build}"
            case Mend.REPLACE:
                remove = f"factcheck build --remove {path} {index}"
                return f"its file must be read again, run: {remove} && {build}"
            case Mend.LABEL:
                return f"say it again: factcheck label {self.row} right|wrong|unsure {index}"
            case Mend.MAKE_AGAIN:
                return f"move the index away and make it again, run: {build}"


def faults(database: Database, folder: Path) -> Iterator[Fault]:
    """All that does not agree in the index in ``folder``, of one moment.

    Rows are looked at only where the file itself is sound.

    Raises:
        StoreError: the file cannot be read.

    """
    with database.snapshot():
        damaged = False
        for fault in _file(database):
            damaged = True
            yield fault
        if not damaged:
            yield from table_faults(database)
            yield from _cache(database, folder)


def table_faults(database: Database) -> Iterator[Fault]:
    """All that does not agree in the tables of a sound file.

    Raises:
        StoreError: the file cannot be read.

    """
    yield from _links(database)
    yield from _notes(database)
    yield from _documents(database)
    yield from _vectors(database)
    yield from _verdicts(database)
    yield from _oppositions(database)
    yield from _labels(database)


def note(database: Database, key: str) -> str:
    """What ``meta`` has under ``key``; the empty string where there is nothing."""
    return database.note(key) or ""


def _file(database: Database) -> Iterator[Fault]:
    for (line,) in database.stream("PRAGMA integrity_check"):
        if line != "ok":
            indexes = "index" in line.lower()
            mend = Mend.REPAIR if indexes else Mend.MAKE_AGAIN
            yield Fault(database.path.name, "", f"SQLite finds: {line}", mend)


def _links(database: Database) -> Iterator[Fault]:
    """Rows that point at none, but for what is told of claims and findings themselves."""
    for table, rowid, parent, _ in database.stream("PRAGMA foreign_key_check"):
        if (table, parent) not in (("claims", "parties"), ("oppositions", "claims")):
            problem = f"it belongs to a row of {parent} that is not there"
            yield Fault(table, f"row {rowid}", problem, Mend.REPAIR, loose=rowid)


def _notes(database: Database) -> Iterator[Fault]:
    for key, value in database.query("SELECT key, value FROM meta ORDER BY key"):
        problem = note_problem(key, value)
        if problem is not None:
            lost = key in ("parties", "spellings")
            yield Fault("meta", key, problem, Mend.TAKE_OUT if lost else Mend.REPAIR)
    for key in OWN_NOTES:
        if not note(database, key):
            yield Fault("meta", key, "it is not there", Mend.REPAIR)
    if note(database, "extractor").endswith(READ_AGAIN):
        yield Fault("meta", "extractor", "claims are to be found anew", Mend.BUILD)
    if not note(database, "dimension") and database.query("SELECT 1 FROM vectors LIMIT 1"):
        yield Fault("meta", "dimension", "it is not there", Mend.REPAIR)


def _documents(database: Database) -> Iterator[Fault]:
    """Documents, and the claims of each."""
    rows = database.stream(
        "SELECT sha256, CAST(path AS BLOB), CAST(title AS BLOB), CAST(outlet AS BLOB), "
        "CAST(published AS BLOB), CAST(url AS BLOB), CAST(text AS BLOB) "
        "FROM documents ORDER BY path"
    )
    for sha256, *described, text in rows:
        try:
            path, *rest = (
                decoded(data, name)
                for data, name in zip(
                    described,
                    ("its path", "its title", "its outlet", "its date", "its address"),
                    strict=True,
                )
            )
        except ValueError as error:
            yield Fault("documents", sha256, str(error), Mend.MAKE_AGAIN)
            continue
        document = DocumentInfo(path or "", sha256, *rest)
        problem = text_problem(sha256, text)
        if problem is not None:
            yield Fault("documents", sha256, problem, Mend.REPLACE, path)
        whole = None if problem is not None else decoded(text, "its text")
        yield from _claims(database, document, whole)


def _claims(database: Database, document: DocumentInfo, text: str | None) -> Iterator[Fault]:
    rows = database.stream(
        "SELECT start, claims.id, act, CAST(body AS BLOB), party, name FROM claims "
        "LEFT JOIN parties ON parties.id = party WHERE document = ? ORDER BY start, claims.id",
        (document.sha256,),
    )
    for start, *row in rows:
        try:
            claim = readable_claim(tuple(row), document)
        except ValueError as error:
            yield Fault("claims", row[0], str(error), Mend.TAKE_OUT, document.path)
            continue
        problem = claim_problem(claim, start, text) if text is not None else None
        if problem is not None:
            yield Fault("claims", claim.id, problem, Mend.READ_AGAIN, document.path)


def _vectors(database: Database) -> Iterator[Fault]:
    dimension = note(database, "dimension")
    if dimension and note_problem("dimension", dimension):
        return
    rows = database.stream(
        "SELECT claims.id, vector FROM claims LEFT JOIN vectors ON claim = claims.id "
        "ORDER BY claims.id"
    )
    for claim, data in rows:
        problem = _vector_problem(data, int(dimension or 0))
        if problem is not None:
            yield Fault("vectors", claim, problem, Mend.REPAIR)


def _vector_problem(data: bytes | None, dimension: int) -> str | None:
    if data is None:
        return "it is not there"
    if len(data) != 4 * dimension:
        return f"it has {len(data)} bytes, not the {4 * dimension} of {dimension} numbers"
    vector = np.frombuffer(data, "<f4").astype(np.float64)
    if not np.isfinite(vector).all():
        return "not all of its numbers are finite"
    length = float(np.linalg.norm(vector))
    return f"its length is {length:.4f}, not 1" if abs(length - 1) > TOLERANCE else None


def _verdicts(database: Database) -> Iterator[Fault]:
    rows = database.stream(
        "SELECT key FROM verdicts WHERE NOT (min(entailment, neutral, contradiction) >= ? "
        "AND abs(entailment + neutral + contradiction - 1) <= ?)",
        (-TOLERANCE, TOLERANCE),
    )
    for (key,) in rows:
        problem = "its three probabilities do not sum to 1"
        yield Fault("verdicts", key, problem, Mend.REPAIR)


def _oppositions(database: Database) -> Iterator[Fault]:
    rows = database.stream(
        "SELECT id, a, b, relation, score, CAST(evidence AS BLOB), "
        "(SELECT count(*) FROM claims WHERE claims.id IN (a, b)), "
        "CAST(reason AS BLOB), CAST(matter AS BLOB) FROM oppositions ORDER BY id"
    )
    for *row, reason, matter in rows:
        problem = opposition_problem(tuple(row)) or _text_problem(reason, matter)
        if problem is not None:
            yield Fault("oppositions", row[0], problem, Mend.REPAIR)


def _text_problem(*texts: bytes) -> str | None:
    try:
        for text in texts:
            decoded(text, "its reason or matter")
    except ValueError as error:
        return str(error)
    return None


def _labels(database: Database) -> Iterator[Fault]:
    for finding, labelled, said in database.stream(
        "SELECT finding, labelled, CAST(note AS BLOB) FROM labels ORDER BY finding"
    ):
        problem = _text_problem(said)
        try:
            datetime.fromisoformat(labelled)
        except ValueError:
            problem = f"{labelled[:40]!a} is no ISO time"
        if problem is not None:
            yield Fault("labels", finding, problem, Mend.LABEL)


def _cache(database: Database, folder: Path) -> Iterator[Fault]:
    """Whether the cache is what it says; one of an earlier generation is made again when needed."""
    path = folder / NEAREST_FILE
    identity, generation = note(database, "identity"), note(database, "generation")
    if not path.exists() or not generation.isdecimal():
        return
    stamp = nearest.stamp_of(path)
    if stamp is None:
        yield Fault(path.name, "", "it is damaged", Mend.REPAIR)
        return
    of, _, state = stamp.rpartition(":")
    if of != identity or not state.isdecimal() or int(state) > int(generation):
        problem = "it was made from another index, or from a later state of this one"
        yield Fault(path.name, "", problem, Mend.REPAIR)
    elif state == generation:
        found = nearest.load(path, stamp)
        if found is None:
            yield Fault(path.name, "", "its content does not have its checksum", Mend.REPAIR)
        elif not _same(database, found):
            yield Fault(path.name, "", "its vectors are not those of the database", Mend.REPAIR)


def _same(database: Database, found: nearest.Nearest) -> bool:
    """Whether the cache has the vectors of the database, in its order."""
    rows = database.stream(IN_ORDER)
    count = 0
    part: list[Row] = []
    for count, row in enumerate(rows, 1):
        part.append(row)
        if len(part) == _CHUNK:
            if not _equal(found, count - len(part), part):
                return False
            part = []
    return _equal(found, count - len(part), part) and count == len(found.ids)


def _equal(found: nearest.Nearest, start: int, rows: list[Row]) -> bool:
    ids = tuple(claim for claim, _ in rows)
    if ids != found.ids[start : start + len(rows)]:
        return False
    if not found.exact:
        # An inverted file keeps eight bits a number; its checksum has to do.
        return True
    stored = found.index.reconstruct_n(start, len(rows)) if rows else np.zeros((0, 0))
    return all(
        data == vector.astype("<f4").tobytes()
        for (_, data), vector in zip(rows, stored, strict=True)
    )
