"""Moving a whole index: out to a file that others can read, and in again, whole or not at all."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from factcheck.errors import InputError, StoreError
from factcheck.store import lines, parquet
from factcheck.store.database import Database
from factcheck.store.store import FILE, Store
from factcheck.store.tables import TABLES, rows_of
from factcheck.store.verify import OWN_NOTES, STAYING_NOTES, faults, table_faults

STREAM = "-"
_BY_KIND = {table.kind: table for table in TABLES}


def export_index(store: Store, target: str) -> None:
    """Write all of ``store`` to ``target``: a ``.jsonl`` or ``.jsonl.gz`` file, ``-``, or a folder.

    A folder gets one Parquet file a table.  Files appear whole or not at all.

    Raises:
        InputError: ``target`` cannot be written, or is a folder that holds something.
        MissingExtraError: Parquet without the package for it.
        StoreError: something in the index does not agree.

    """
    database = store.database
    with database.snapshot():
        fault = next(faults(database, store.folder), None)
        if fault is not None:
            raise StoreError(f"{fault.what}; {fault.cure(store.folder)}")
        rows = {table.name: int(database.query(table.count)[0][0]) for table in TABLES}
        if not _is_lines(target):
            with _new_folder(Path(target)) as folder:
                parquet.write(database, rows, folder)
        elif target == STREAM:
            lines.write(database, rows, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with _new_file(Path(target)) as stream:
                lines.write(database, rows, stream)


def import_index(source: str, folder: Path) -> None:
    """Make the index in ``folder``, which holds none or an empty one, from what was exported.

    All of it is checked as ``factcheck verify`` checks an index before any of it counts.

    Raises:
        InputError: ``source`` cannot be read or is not right; the index is as it was.
        MissingExtraError: Parquet without the package for it.
        StoreError: the index holds something, or cannot be written.

    """
    with _items(source) as items, _opened(folder) as store:
        database = store.database
        with store.transaction():
            _require_empty(store)
            database.query("PRAGMA defer_foreign_keys = ON")
            database.query(f"DELETE FROM meta WHERE key NOT IN {OWN_NOTES}")  # noqa: S608
            database.query("DELETE FROM parties")
            _put(database, items, source)
            database.query("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
            database.query(
                "UPDATE vectors SET since = (SELECT value FROM meta WHERE key = 'generation')"
            )
            fault = next(table_faults(database), None)
            if fault is not None:
                raise _refused(source, fault.what)


def _put(database: Database, items: Iterator[tuple[str, dict[str, Any]]], source: str) -> None:
    """Put in every row.

    Raises:
        InputError: a row is not right, or some are missing.

    """
    counted = Counter[str]()
    try:
        _, first = next(items, ("", {}))
        expected = rows_of(first)
        for where, row in items:
            with _placed(source, where):
                table = _BY_KIND.get(str(row.get("kind")))
                if table is None:
                    raise ValueError(f"there is no kind of row {str(row.get('kind'))[:40]!a}")
                if table.name == "meta" and row.get("key") in STAYING_NOTES:
                    raise ValueError(f"{row['key']} belongs to one folder and cannot be moved")
                database.query(table.insert, table.stored(row))
                counted[table.name] += 1
    except (ValueError, RecursionError, OSError, EOFError, zlib.error) as error:
        raise _refused(source, " ".join(str(error).split())) from error
    for name, number in expected.items():
        if counted[name] != number:
            raise _refused(
                source, f"it should have {number} rows of {name} and has {counted[name]}"
            )


@contextmanager
def _placed(source: str, where: str) -> Iterator[None]:
    """What is wrong with a row as an error that says where in ``source`` it stands."""
    try:
        yield
    except (ValueError, RecursionError) as error:
        raise _refused(source, f"{where}: {error}") from error
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.IntegrityError):
            raise
        raise _refused(source, f"{where}: the row does not fit ({error.__cause__})") from error


def _require_empty(store: Store) -> None:
    held = ", ".join(
        f"{number} {name}"
        for name in ("documents", "claims", "labels")
        for ((number,),) in [store.database.query(f"SELECT count(*) FROM {name}")]  # noqa: S608
        if number
    )
    if held:
        raise StoreError(
            f"the index {store.folder} holds {held} already: import into another folder with "
            "--index DIR; to join two indexes, build one from the reports of both"
        )


@contextmanager
def _opened(folder: Path) -> Iterator[Store]:
    """The index in ``folder``; where there was none, there is none after an error either."""
    there = (folder / FILE).exists()
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        with Store.open(folder, create=True) as store:
            yield store
    except BaseException:
        if not there:
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    (folder / f"{FILE}{ending}").unlink()
            for path in made:
                with suppress(OSError):
                    path.rmdir()
        raise


def _is_lines(name: str) -> bool:
    """Whether ``name`` means JSON lines.

    Raises:
        InputError: it means neither these nor a folder.

    """
    if name == STREAM or name.endswith((".jsonl", ".jsonl.gz")):
        return True
    if Path(name).suffix not in ("", ".parquet"):
        raise InputError(
            f"{name}: its ending is not known; use .jsonl, .jsonl.gz, - for standard input or "
            "output, or .parquet for a folder of Parquet files"
        )
    return False


@contextmanager
def _items(source: str) -> Iterator[Iterator[tuple[str, dict[str, Any]]]]:
    """What ``source`` holds, header first, each with where it stands."""
    if not _is_lines(source):
        if not Path(source).is_dir():
            raise InputError(f"{source}: there is no such folder of Parquet files; check the path")
        yield parquet.read(Path(source))
        return
    try:
        stream = sys.stdin.buffer if source == STREAM else _reader(Path(source))
    except OSError as error:
        raise InputError(f"{source}: cannot be read ({error.strerror}); check the path") from error
    try:
        yield _numbered(lines.read(stream))
    finally:
        if source != STREAM:
            stream.close()


def _reader(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _numbered(found: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each of ``found`` with the number of its line.

    Raises:
        ValueError: as ``found`` does, with the number of the line.

    """
    number = 0
    try:
        for number, item in enumerate(found, 1):
            yield f"line {number}", item
    except ValueError as error:
        raise ValueError(f"line {number + 1}: {error}") from error


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` once all of it is written."""
    fresh = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    with _writable(path):
        try:
            with fresh.open("wb") as raw:
                if path.suffix == ".gz":
                    with gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
                        yield cast("BinaryIO", packed)
                else:
                    yield raw
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    """A folder that becomes ``path``, which is not there or empty, once all of it is written."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError(f"{path}: is there already and holds something; name another folder")
    fresh = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    with _writable(path):
        try:
            fresh.mkdir()
            yield fresh
            fresh.replace(path)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({error.strerror}); name another place"
        ) from error


def _refused(source: str, problem: str) -> InputError:
    return InputError(
        f"{source}: {problem}; nothing was imported: have it made again with factcheck export"
    )
