"""One SQLite file: opened safely, written in whole transactions, its errors made readable."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from factcheck.errors import StoreError
from factcheck.store.lock import holder
from factcheck.store.schema import APPLICATION_ID, MIGRATIONS

Row = tuple[Any, ...]

_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_PART = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))


class Database:
    """A connection to an index; every failure comes as ``StoreError``."""

    def __init__(self, path: Path, *, create: bool, wait: float) -> None:
        """Open the file at ``path``, made where there is none if ``create``.

        A writer waits ``wait`` seconds for another one.  Where file or folder may not be
        written the connection only reads.
        """
        self.path = path
        self.wait = wait
        with self._readable_errors():
            if create:
                path.parent.mkdir(parents=True, exist_ok=True)
            elif not path.is_file():
                raise missing(path.parent)
        self.read_only = not create and not _may_write(path)
        with self._readable_errors():
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{self._mode(create)}",
                timeout=wait,
                isolation_level=None,
                uri=True,
            )
        try:
            self._prepare(create)
        except BaseException:
            self.close()
            raise

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open on this connection."""
        return self._connection.in_transaction

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        with self._readable_errors():
            self._connection.close()

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows that ``sql`` yields."""
        with self._readable_errors():
            return self._connection.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows that ``sql`` yields, one at a time, so that a long table takes no memory."""
        with self._readable_errors():
            yield from self._connection.execute(sql, values)

    def note(self, key: str) -> str | None:
        """What ``meta`` has under ``key``."""
        rows = self.query("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run ``sql`` once for each of ``rows``."""
        with self._readable_errors():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within is kept together, or, on any exception, not at all.

        Within another transaction this one is a part that can be undone by itself.
        """
        begin, end, undo = _WHOLE if not self.in_transaction else _PART
        self.query(begin)
        try:
            yield
            self.query(end)
        except BaseException:
            # On a full disk SQLite has already rolled back by itself.
            if self.in_transaction:
                for statement in undo:
                    self.query(statement)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within is of one moment, whatever another command writes meanwhile."""
        if self.in_transaction:
            yield
            return
        self.query("BEGIN")
        try:
            yield
        finally:
            self.query("ROLLBACK")

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """Within, a writer waits ``seconds`` for another one."""
        self.query(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        try:
            yield
        finally:
            self.query(f"PRAGMA busy_timeout = {int(self.wait * 1000)}")

    def _mode(self, create: bool) -> str:
        if create:
            return "mode=rwc"
        if not self.read_only:
            return "mode=rw"
        # Without a log beside it nobody is writing, and no lock files need to be made.
        log = self.path.with_name(f"{self.path.name}-wal")
        return "mode=ro" if log.exists() else "mode=ro&immutable=1"

    def _prepare(self, create: bool) -> None:
        self._connection.text_factory = _decoded
        self.query("PRAGMA trusted_schema = OFF")
        self.query("PRAGMA foreign_keys = ON")
        self._require_own(create)
        if self.read_only:
            if self._version() < len(MIGRATIONS):
                raise StoreError(
                    f"the index {self.path.parent} is of an older format and may not be written: "
                    "copy it to a folder of yours and use it there"
                )
            return
        self.query("PRAGMA journal_mode = WAL")
        # In a log, FULL is what makes a finished transaction survive a power cut.
        self.query("PRAGMA synchronous = FULL")
        if self._version() < len(MIGRATIONS):
            with self.transaction():
                for statements in MIGRATIONS[self._version() :]:
                    for statement in statements:
                        self.query(statement)
                self.query(f"PRAGMA application_id = {APPLICATION_ID}")
                self.query(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _require_own(self, create: bool) -> None:
        ((application,),) = self.query("PRAGMA application_id")
        if application != APPLICATION_ID:
            ((tables,),) = self.query("SELECT count(*) FROM sqlite_master")
            if application or tables:
                raise StoreError(
                    f"{self.path} is a database of another program: "
                    "name another folder with --index"
                )
            if not create:
                raise missing(self.path.parent)
        if self._version() > len(MIGRATIONS):
            raise StoreError(
                f"the index {self.path.parent} was made by a newer factcheck "
                f"(format {self._version()}, this one reads up to {len(MIGRATIONS)}): "
                "upgrade with pip install --upgrade factcheck"
            )

    def _version(self) -> int:
        ((version,),) = self.query("PRAGMA user_version")
        return int(version)

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise StoreError(_reason(error, self.path)) from error
        except OSError as error:
            raise StoreError(
                f"the folder {self.path.parent} cannot be made or used ({error.strerror}): "
                "name another with --index"
            ) from error


def missing(folder: Path) -> StoreError:
    """The error for a folder without an index."""
    return StoreError(
        f"there is no index in {folder}: make one with factcheck build PATH... --index {folder}"
    )


def damaged(path: Path) -> StoreError:
    """The error for an index whose content makes no sense."""
    return StoreError(
        f"{path} is damaged or no index: move it away and make it again with "
        f"factcheck build PATH... --index {path.parent}"
    )


def _reason(error: Exception, path: Path) -> str:
    """One line on what went wrong and what to do, from SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    folder = path.parent
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        who = holder(folder)
        return (
            f"another command is writing to the index {folder}{f' ({who})' if who else ''}: "
            "wait for it, then try again"
        )
    if code == sqlite3.SQLITE_FULL:
        return f"no space is left for the index {folder}: free some and try again; nothing is lost"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return f"the index {folder} may not be written: copy it, or name another with --index"
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return f"{path} cannot be opened: check its permissions, or name another with --index"
    if code == sqlite3.SQLITE_IOERR:
        return f"the disk of the index {folder} fails to read or write ({error}): check the disk"
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return str(damaged(path))
    return f"the index {folder} refused a change ({error}): make it again with factcheck build"


def _may_write(path: Path) -> bool:
    with suppress(OSError):
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return False


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
