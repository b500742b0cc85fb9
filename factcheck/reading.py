"""What a command is to work on: documents of a size that can be parsed, and parties beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from factcheck.documents import Failure, find, read_found
from factcheck.errors import InputError
from factcheck.model import Document
from factcheck.parties import read_table
from factcheck.tools import Table

#: A user's own table of parties, when it lies in a folder of documents.
PARTIES_FILE = "parties.toml"
#: The longest document that is read, some 3 million words and a quarter of an hour.
MAX_CHARACTERS = 20_000_000
STDIN = "-"


def documents(paths: Sequence[str]) -> Iterator[Document | Failure]:
    """The documents that ``paths`` mean, read one at a time, failures in their place.

    Raises:
        InputError: at once, where nothing at all can be read.

    """
    items = map(_bounded, read_found(find(paths)))
    failures: list[Document | Failure] = []
    for item in items:
        if isinstance(item, Document):
            return chain(failures, [item], items)
        failures.append(item)
    if len(failures) == 1:
        raise InputError(str(failures[0]))
    raise InputError(f"none of the {len(failures)} files can be read; the first: {failures[0]}")


def _bounded(item: Document | Failure) -> Document | Failure:
    """``item``, or why it is too long to be one report."""
    if isinstance(item, Failure) or len(item.text) <= MAX_CHARACTERS:
        return item
    return Failure(
        item.path,
        f"has {len(item.text):,} characters, more than the {MAX_CHARACTERS:,} of the longest "
        "report that is read: split it, one article to a file is best",
    )


def tables(paths: Sequence[str], named: Sequence[Path] = ()) -> list[Table]:
    """The tables of parties beside the documents that ``paths`` mean, then those ``named``.

    Raises:
        InputError: a table that cannot be read, or ``paths`` that mean nothing.

    """
    beside: dict[Path, None] = {}
    for item in find(paths):
        if not isinstance(item, Failure) and str(item.path) != STDIN:
            beside[item.path.parent / PARTIES_FILE] = None
    explicit = {path.absolute() for path in named}
    found = [
        Table(str(path), read_table(path))
        for path in beside
        if path.absolute() not in explicit and path.is_file()
    ]
    return found + [Table(str(path), read_table(path), named=True) for path in named]
