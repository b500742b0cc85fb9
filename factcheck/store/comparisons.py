"""What a scan leaves for the next one, a row a claim and a row a document.

All is derived from the claims and their vectors.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from operator import itemgetter

from factcheck.store.database import Database

#: (claim, profile, positive form's vector, signature, ids and ranks in its lists).
Row = tuple[str, str, bytes | None, str | None, bytes | None, bytes | None]
#: (document, its mark, the marks of the nearest documents, their ranks).
Around = tuple[str, bytes, bytes, bytes]


def read(database: Database) -> dict[str, Row]:
    """All rows, by claim id."""
    rows = database.query(
        "SELECT claim, profile, positive, signature, near, ranks FROM comparisons ORDER BY claim"
    )
    return {row[0]: (row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows}


def write(database: Database, rows: Iterable[Row]) -> None:
    """Put in each row in place of any before; the claims must be in the index."""
    database.write_many("INSERT OR REPLACE INTO comparisons VALUES (?, ?, ?, ?, ?, ?)", rows)


def read_around(database: Database) -> list[Around]:
    """What is known to be near to each document, by its hash."""
    rows = database.query("SELECT document, mark, near, ranks FROM surroundings")
    # In the order of the table it is read once from end to end.
    rows.sort(key=itemgetter(0))
    return [(document, mark, near, ranks) for document, mark, near, ranks in rows]


def write_around(
    database: Database, rows: Iterable[Around], documents: Collection[str] | None
) -> None:
    """Put in each row in place of any before; take out those of none of ``documents``, if given."""
    if documents is not None:
        database.query(
            "DELETE FROM surroundings WHERE document NOT IN (SELECT value FROM json_each(?))",
            (json.dumps(list(documents)),),
        )
    database.write_many("INSERT OR REPLACE INTO surroundings VALUES (?, ?, ?, ?)", rows)
