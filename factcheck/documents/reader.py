"""The seam between a file format and a document, and the registry of formats."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from factcheck.model import Document


class Reader(Protocol):
    """Turns one file of a format into a document.

    ``suffixes`` are lower-case and begin with a dot.  ``read`` raises ``InputError`` where the
    file cannot be used; its message is one line that does not repeat the path.
    """

    suffixes: tuple[str, ...]

    def read(self, path: Path) -> Document:
        """The document in the file at ``path``."""
        ...


_BY_SUFFIX: dict[str, Reader] = {}


def register(reader: Reader) -> None:
    """Make ``reader`` responsible for its suffixes, in place of any reader before it."""
    for suffix in reader.suffixes:
        _BY_SUFFIX[suffix] = reader


def known_suffixes() -> tuple[str, ...]:
    """Every suffix that some reader takes, sorted."""
    return tuple(sorted(_BY_SUFFIX))


def reader_for(path: Path) -> Reader | None:
    """The reader for the suffix of ``path``, whatever its case; None where no reader takes it."""
    return _BY_SUFFIX.get(path.suffix.lower())
