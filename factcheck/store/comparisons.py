"""What a scan leaves for the next one, a row a claim; derived from the claims and their vectors."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.store.database import Database

#: (claim, profile, positive form's vector, signature, ids and ranks in its lists).
Row = tuple[str, str, bytes | None, str | None, bytes | None, bytes | None]


def read(database: Database) -> dict[str, Row]:
    """All rows, by claim id."""
    rows = database.query(
        "SELECT claim, profile, positive, signature, near, ranks FROM comparisons ORDER BY claim"
    )
    return {row[0]: (row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows}


def write(database: Database, rows: Iterable[Row]) -> None:
    """Put in each row in place of any before; the claims must be in the index."""
    database.write_many("INSERT OR REPLACE INTO comparisons VALUES (?, ?, ?, ?, ?, ?)", rows)
