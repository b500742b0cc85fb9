"""An index as a folder of Parquet files, one a table, for work with data frames."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.errors import MissingExtraError, StoreError
from factcheck.store.database import Database, Row
from factcheck.store.tables import TABLES, Kind, Table, header

#: Where the header stands in the metadata of each file.
_KEY = b"factcheck"
#: Rows, and some characters, after which a part is written.
_ROWS, _CHARACTERS = 4096, 16_000_000
#: Rows that are read at once, and bytes of the largest part that is read.
_READ_ROWS, _LARGEST = 256, 1 << 30


def write(database: Database, rows: dict[str, int], folder: Path) -> None:
    """Write a file a table into ``folder``, which is there.

    Raises:
        MissingExtraError: pyarrow is not installed.
        StoreError: a text that Parquet cannot hold.

    """
    pyarrow = _pyarrow()
    from pyarrow import parquet

    for table in TABLES:
        schema = _schema(pyarrow, table, {_KEY: json.dumps(header(rows))})
        with parquet.ParquetWriter(folder / f"{table.name}.parquet", schema) as writer:
            for part in _parts(database.stream(table.select)):
                columns = zip(*part, strict=True)
                try:
                    arrays = [
                        pyarrow.array(values, field.type)
                        for values, field in zip(columns, schema, strict=True)
                    ]
                except (UnicodeError, pyarrow.ArrowException) as error:
                    raise StoreError(
                        f"a row of {table.name} holds what Parquet cannot hold, "
                        "half a character perhaps: export to a .jsonl file"
                    ) from error
                writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def read(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """First the header, then each row with its kind; each with the name of its file.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ValueError: a file is missing, damaged, or has too large a part.

    """
    pyarrow = _pyarrow()
    from pyarrow import parquet

    for number, table in enumerate(TABLES):
        path = folder / f"{table.name}.parquet"
        try:
            # Buffered ahead, a whole file would be in memory.
            with parquet.ParquetFile(path, pre_buffer=False) as file:
                if number == 0:
                    yield path.name, _header(file.schema_arrow.metadata)
                names = [column.name for column in table.columns]
                for group in range(file.num_row_groups):
                    if file.metadata.row_group(group).total_byte_size > _LARGEST:
                        raise ValueError(f"{path.name} has a part of more than 1 GiB")
                    for batch in file.iter_batches(_READ_ROWS, [group], names):
                        for row in batch.to_pylist():
                            yield path.name, {"kind": table.kind, **row}
        except (OSError, pyarrow.ArrowException) as error:
            raise ValueError(f"{path.name} is missing or no Parquet that can be read") from error


def _header(metadata: dict[bytes, bytes] | None) -> dict[str, Any]:
    said = json.loads((metadata or {}).get(_KEY, b"null"))
    return said if isinstance(said, dict) else {}


def _parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """``rows`` in lists that are neither long nor large."""
    part: list[Row] = []
    size = 0
    for row in rows:
        part.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if len(part) == _ROWS or size > _CHARACTERS:
            yield part
            part, size = [], 0
    if part:
        yield part


def _schema(pyarrow: Any, table: Table, metadata: dict[bytes, str]) -> Any:
    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.OBJECT: pyarrow.string(),
        Kind.WHOLE: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
        Kind.BYTES: pyarrow.binary(),
    }
    return pyarrow.schema(
        [pyarrow.field(c.name, types[c.kind], nullable=c.optional) for c in table.columns],
        metadata=metadata,
    )


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("parquet", "pyarrow") from error
    return pyarrow
