"""Repairing an index: what is derived is made again, what makes no sense is taken out and told.

Documents, labels and claims that can be read are never taken out: a fault in them is left, with
the command that mends it.  A repair is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from factcheck.errors import StoreError
from factcheck.extracting import vectors_of
from factcheck.store.rows import text_value
from factcheck.store.vectors import NEAREST_FILE
from factcheck.store.verify import READ_AGAIN, Fault, Mend, faults, note

if TYPE_CHECKING:
    from factcheck.store import Store
    from factcheck.store.database import Database
    from factcheck.tools import Tools

_MENDED = (Mend.REPAIR, Mend.TAKE_OUT, Mend.READ_AGAIN)
#: Mending the file, then its notes, then its rows may each bring further faults to light.
_ROUNDS = 4
#: Keys of the tables that a senseless row is taken out of.
_KEYS = {"claims": "id", "verdicts": "key", "oppositions": "id"}
#: Tables of what a build leaves for the next one.
LEFT = (
    "comparisons",
    "surroundings",
    "holders",
    "summaries",
    "companies",
    "speakers",
    "voices",
    "blocks",
    "traits",
    "alike",
)
#: Statements that are embedded at once.
_EMBEDDED_AT_ONCE = 1024


@dataclass
class Repaired:
    """What a repair did: the faults that it ``mended`` and those that are ``left``."""

    mended: list[Fault] = field(default_factory=list)
    left: list[Fault] = field(default_factory=list)


def repair(store: Store, tools: Callable[[], Tools]) -> Repaired:
    """Mend in ``store`` what can be mended without its documents' files.

    ``tools`` gives the models, and is asked only where a vector must be made again.

    Raises:
        StoreError: the index cannot be written, or was made with another encoder.

    """
    if store.read_only:
        raise StoreError(
            f"the index {store.folder} may not be written: copy it to a folder of yours and "
            "repair it there"
        )
    done = Repaired()
    with store.transaction():
        for _ in range(_ROUNDS):
            found = list(faults(store.database, store.folder))
            mending = [f for f in found if f.mend in _MENDED and f not in done.mended]
            if not mending:
                break
            _mend(store, mending, tools)
            done.mended += mending
    if any(fault.table in (NEAREST_FILE, "vectors") for fault in done.mended):
        # A search makes the cache again.
        store.search(np.zeros((1, int(store.meta("dimension") or 0)), np.float32), 1)
    done.left = list(faults(store.database, store.folder))
    still = {(f.table, f.row) for f in done.left}
    done.mended = [f for f in done.mended if (f.table, f.row) not in still]
    return done


def _mend(store: Store, mending: Sequence[Fault], tools: Callable[[], Tools]) -> None:
    database = store.database
    tables = {fault.table for fault in mending}
    if database.path.name in tables:
        database.query("REINDEX")
    for fault in mending:
        if fault.table == "meta":
            _mend_note(database, fault.row)
        elif fault.loose is not None:
            database.query(
                f'DELETE FROM "{fault.table}" WHERE rowid = ?',  # noqa: S608
                (fault.loose,),
            )
        elif fault.table in _KEYS and fault.mend is not Mend.READ_AGAIN:
            key = _KEYS[fault.table]
            database.query(
                f"DELETE FROM {fault.table} WHERE {key} = CAST(? AS TEXT)",  # noqa: S608
                (text_value(fault.row),),
            )
    if any(fault.mend in (Mend.TAKE_OUT, Mend.READ_AGAIN) for fault in mending):
        extractor = note(database, "extractor").removesuffix(READ_AGAIN)
        store.set_meta(extractor=f"{extractor}{READ_AGAIN}")
    if "oppositions" in tables:
        database.query("DELETE FROM meta WHERE key = 'judge'")
    _embed(store, [fault.row for fault in mending if fault.table == "vectors"], tools)
    if NEAREST_FILE in tables:
        with suppress(OSError):
            (store.folder / NEAREST_FILE).unlink()
    if tables - {NEAREST_FILE, "verdicts"}:
        # The next scan must not go on from what the last one found out.
        for table in LEFT:
            database.query(f"DELETE FROM {table}")  # noqa: S608
    if tables - {"verdicts"}:
        # Nor must a build that is under way write what it made of the state before.
        database.query(
            "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'"
        )


def _mend_note(database: Database, key: str) -> None:
    """Make a note of the index again, or take out what the next build notes anew."""
    made = {
        "identity": "SELECT lower(hex(randomblob(16)))",
        "generation": "SELECT CAST(coalesce(max(since), 0) AS TEXT) FROM vectors",
        "dimension": "SELECT CAST(length(vector) / 4 AS TEXT) FROM vectors "
        "GROUP BY length(vector) ORDER BY count(*) DESC LIMIT 1",
    }
    database.query("DELETE FROM meta WHERE key = ?", (key,))
    if key in made:
        database.query(f"INSERT INTO meta SELECT '{key}', * FROM ({made[key]})")  # noqa: S608
        with suppress(OSError):
            database.path.with_name(NEAREST_FILE).unlink()


def _embed(store: Store, claims: Sequence[str], tools: Callable[[], Tools]) -> None:
    """Make the vectors of ``claims`` again, as a build makes them."""
    for start in range(0, len(claims), _EMBEDDED_AT_ONCE):
        store.check_models(tools().encoder.name)
        part = store.claims(claims[start : start + _EMBEDDED_AT_ONCE])
        vectors = vectors_of(part, tools())
        store.database.write_many(
            "INSERT OR REPLACE INTO vectors (claim, vector, since) "
            "SELECT ?, ?, value + 1 FROM meta WHERE key = 'generation'",
            [
                (claim.id, np.asarray(vector, "<f4").tobytes())
                for claim, vector in zip(part, vectors, strict=True)
            ],
        )
