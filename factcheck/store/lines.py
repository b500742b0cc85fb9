"""An index as JSON lines: a line that names the format, then a line a row, each with its kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from factcheck.errors import StoreError
from factcheck.store.checks import refuse
from factcheck.store.database import Database
from factcheck.store.tables import TABLES, header

#: Bytes of the longest line that is read or written: the longest document, all of it escaped.
LONGEST = 256 * 1024 * 1024


def write(database: Database, rows: dict[str, int], stream: BinaryIO) -> None:
    """Write the index, which holds so many ``rows`` a table.

    Raises:
        StoreError: a row that no import would read again.

    """
    stream.write(_line(header(rows)))
    for table in TABLES:
        for row in database.stream(table.select):
            fields = {
                column.name: column.plain(value)
                for column, value in zip(table.columns, row, strict=True)
            }
            line = _line({"kind": table.kind, **fields})
            if len(line) > LONGEST:
                raise StoreError(
                    f"a row of {table.name} takes more than {LONGEST >> 20} MiB as a line: "
                    "take its document out with factcheck build --remove PATH"
                )
            stream.write(line)


def read(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """The object on each line, the first being the header.

    Raises:
        ValueError: a line is too long or holds no object.
        OSError: the stream cannot be read, or is no gzip where it should be.

    """
    while line := stream.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise ValueError(f"it is longer than {LONGEST >> 20} MiB")
        try:
            value = json.loads(line.decode("utf-8"), parse_constant=refuse)
        except (ValueError, RecursionError) as error:
            raise ValueError("it is no JSON in UTF-8") from error
        if not isinstance(value, dict):
            raise ValueError("it is no JSON object")
        yield value


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, allow_nan=False).encode("ascii") + b"\n"
