"""The tables that make up an index when it is moved: what each column holds, checked as it comes.

Identity and generation stay behind: they are of one folder.  Caches that a build makes again
stay behind too, but for verdicts, which cost the most.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from factcheck.store.rows import text_value
from factcheck.store.verify import STAYING_NOTES

FORMAT = "factcheck-index"
VERSION = 1
_LARGEST = 2**63 - 1


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    #: A JSON object, which SQLite keeps as text.
    OBJECT = "JSON object"
    #: Written in base64 where the form is text.
    BYTES = "base64"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and whether it may be null."""

    name: str
    kind: Kind
    optional: bool = False

    def plain(self, value: Any) -> Any:
        """A value of the database as JSON has it.

        Raises:
            ValueError: it is no JSON object where one must be.

        """
        if value is None:
            return None
        if self.kind is Kind.BYTES:
            return base64.b64encode(value).decode("ascii")
        return json.loads(value) if self.kind is Kind.OBJECT else value

    def stored(self, value: Any) -> Any:
        """A value from elsewhere as the database takes it.

        Raises:
            ValueError: it is not what the column holds.

        """
        if value is None and self.optional:
            return None
        good = type(value) in _TYPES[self.kind]
        if not good or (type(value) is int and abs(value) > _LARGEST):
            raise ValueError(f"{self.name} is missing or no {self.kind.value}")
        match self.kind:
            case Kind.TEXT:
                return text_value(value)
            case Kind.OBJECT:
                return json.dumps(value, allow_nan=False) if isinstance(value, dict) else value
            case Kind.BYTES if isinstance(value, str):
                return _from_base64(self.name, value)
        return value


_TYPES: Mapping[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.WHOLE: (int,),
    Kind.NUMBER: (float, int),
    Kind.OBJECT: (dict, str),
    Kind.BYTES: (bytes, str),
}


def _from_base64(name: str, value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"{name} is no base64") from error


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an index; ``kind`` names one of its rows."""

    name: str
    kind: str
    columns: tuple[Column, ...]
    order: str
    where: str = "TRUE"

    @property
    def count(self) -> str:
        """SQL for the number of rows that are moved."""
        return f"SELECT count(*) FROM {self.name} WHERE {self.where}"  # noqa: S608

    @property
    def select(self) -> str:
        """SQL for the rows that are moved, in an order that depends on them alone."""
        names = ", ".join(column.name for column in self.columns)
        return (
            f"SELECT {names} FROM {self.name} "  # noqa: S608
            f"WHERE {self.where} ORDER BY {self.order}"
        )

    @property
    def insert(self) -> str:
        """SQL that puts in one row; a verdict may be there already."""
        names = ", ".join(column.name for column in self.columns)
        values = ", ".join(
            "CAST(? AS TEXT)" if column.kind is Kind.TEXT else "?" for column in self.columns
        )
        replace = "OR REPLACE " if self.kind == "verdict" else ""
        return f"INSERT {replace}INTO {self.name} ({names}) VALUES ({values})"  # noqa: S608

    def stored(self, row: Mapping[str, Any]) -> list[Any]:
        """``row`` as ``insert`` takes it.

        Raises:
            ValueError: a column is missing or holds something else.

        """
        return [column.stored(row.get(column.name)) for column in self.columns]


def _columns(kind: Kind, *names: str, optional: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, kind, optional) for name in names)


TABLES = (
    Table(
        "documents",
        "document",
        (
            *_columns(Kind.TEXT, "sha256", "path"),
            *_columns(Kind.TEXT, "title", "outlet", "published", "url", optional=True),
            *_columns(Kind.TEXT, "text"),
        ),
        "path, sha256",
    ),
    Table("parties", "party", _columns(Kind.TEXT, "id", "name"), "id"),
    Table(
        "claims",
        "claim",
        (
            *_columns(Kind.TEXT, "id", "document"),
            *_columns(Kind.WHOLE, "start"),
            *_columns(Kind.TEXT, "party", optional=True),
            *_columns(Kind.TEXT, "act"),
            *_columns(Kind.OBJECT, "body"),
        ),
        "document, start, id",
    ),
    Table(
        "vectors",
        "vector",
        (*_columns(Kind.TEXT, "claim"), *_columns(Kind.BYTES, "vector")),
        "claim",
    ),
    Table(
        "verdicts",
        "verdict",
        (
            *_columns(Kind.TEXT, "key"),
            *_columns(Kind.NUMBER, "entailment", "neutral", "contradiction"),
        ),
        "key",
    ),
    Table(
        "oppositions",
        "opposition",
        (
            *_columns(Kind.TEXT, "id"),
            *_columns(Kind.WHOLE, "rank"),
            *_columns(Kind.TEXT, "a", "b", "relation"),
            *_columns(Kind.NUMBER, "score"),
            *_columns(Kind.TEXT, "reason", "matter"),
            *_columns(Kind.OBJECT, "evidence"),
        ),
        "rank, id",
    ),
    Table(
        "labels", "label", _columns(Kind.TEXT, "finding", "label", "note", "labelled"), "finding"
    ),
    Table(
        "meta",
        "note",
        _columns(Kind.TEXT, "key", "value"),
        "key",
        f"key NOT IN {STAYING_NOTES}",
    ),
)
"""In the order in which they are written, so that a row comes after those that it points at."""


def header(rows: Mapping[str, int]) -> dict[str, Any]:
    """What opens a moved index: format, version and the number of ``rows`` a table."""
    return {"format": FORMAT, "version": VERSION, "rows": dict(rows)}


def rows_of(said: object) -> dict[str, int]:
    """The number of rows a table, from what opens a moved index.

    Raises:
        ValueError: it is no index, of another version, or malformed.

    """
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ValueError("it does not begin as an exported index does")
    if said.get("version") != VERSION:
        raise ValueError(
            f"it is of version {str(said.get('version'))[:20]!a}, this factcheck reads {VERSION}"
        )
    rows = said.get("rows")
    names = {table.name for table in TABLES}
    if not isinstance(rows, dict) or set(rows) != names or {*map(type, rows.values())} != {int}:
        raise ValueError("it does not say how many rows each table has")
    return rows
