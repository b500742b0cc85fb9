"""From what the user named (files, folders, patterns, standard input) to documents."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.documents.decode import STDIN, printable
from factcheck.documents.reader import known_suffixes, reader_for
from factcheck.documents.text import TextReader
from factcheck.documents.unread import is_unread_document, why_unread
from factcheck.errors import InputError
from factcheck.model import Document


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; ``named`` tells one that the user named from one found in a folder."""

    path: Path
    named: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or folder that could not be read; ``message`` is one line without the path."""

    path: str
    message: str
    named: bool = False

    def __str__(self) -> str:
        return f"{printable(self.path)} {self.message}"


def find(paths: Sequence[str]) -> list[Found | Failure]:
    """Every file that ``paths`` mean, in their order, each once.

    A folder stands for the files with known suffixes in and below it, sorted by path; hidden
    ones and linked folders are passed over, and so are files that are no documents.  A pattern
    the shell did not expand is expanded.  ``-`` is standard input.  A subfolder that cannot be
    listed and a document of a kind that no reader takes become a ``Failure``.  Raises
    ``InputError`` for a named path that does not exist or whose suffix no reader takes, and
    for a folder or pattern without any document.
    """
    found: dict[str, Found | Failure] = {}
    for name in paths:
        for item in _expand(name):
            found.setdefault(os.path.normpath(Path(item.path).absolute()), item)
    return list(found.values())


def read_all(paths: Sequence[str]) -> Iterator[Document | Failure]:
    """The documents that ``paths`` mean, one at a time; see ``find``, which runs at once.

    A file that cannot be used comes as a ``Failure`` in its place.
    """
    return read_found(find(paths))


def read_found(found: Iterable[Found | Failure]) -> Iterator[Document | Failure]:
    """The documents of the files ``found``, one at a time, failures in their place."""
    for item in found:
        if isinstance(item, Failure):
            yield item
            continue
        reader = reader_for(item.path) or TextReader()
        try:
            yield reader.read(item.path)
        except InputError as error:
            yield Failure(str(item.path), str(error), item.named)


def _expand(name: str) -> list[Found | Failure]:
    path = Path(name)
    if name == str(STDIN):
        return [Found(STDIN, named=True)]
    if "\0" in name:
        raise InputError(f"{printable(name)} is no path: it contains a NUL character")
    if _is_folder(path):
        return _folder(path)
    if os.path.lexists(path):
        return [_file(path)]
    if re.search(r"[*?\[]", name):
        return _pattern(name)
    raise InputError(f"{printable(name)} does not exist or cannot be reached: check the path")


def _file(path: Path) -> Found:
    if path.suffix and reader_for(path) is None:
        raise InputError(f"{printable(str(path))} {why_unread(path)}")
    return Found(path, named=True)


def _pattern(pattern: str) -> list[Found | Failure]:
    path = Path(pattern)
    try:
        matches = sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    except ValueError as error:
        raise InputError(f"{printable(pattern)} is no usable pattern: {error}") from None
    found: list[Found | Failure] = []
    for match in matches:
        if any(part.startswith(".") for part in set(match.parts) - {"..", *path.parts}):
            continue
        if _is_folder(match):
            found += _walk(match)
        else:
            found += _single(match)
    if not found:
        raise InputError(
            f"{printable(pattern)} matches no {_kinds()} file: check the pattern, or name a folder"
        )
    return found


def _folder(folder: Path) -> list[Found | Failure]:
    found = _walk(folder)
    if not found:
        raise InputError(
            f"{printable(str(folder))} holds no {_kinds()} file: name a folder that does"
        )
    return found


def _walk(folder: Path) -> list[Found | Failure]:
    unlisted: list[OSError] = []
    found: list[Found | Failure] = []
    for base, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(base, name)
            if not name.startswith(".") and _is_file(path):
                found += _single(path)
    found += [
        Failure(str(error.filename), f"cannot be listed ({error.strerror}): check its permissions")
        for error in unlisted
    ]
    return sorted(found, key=lambda item: Path(item.path).parts)


def _single(path: Path) -> list[Found | Failure]:
    """A file of a folder or pattern: to be read, a document that cannot be, or nothing to us."""
    if reader_for(path):
        return [Found(path)]
    return [Failure(str(path), why_unread(path))] if is_unread_document(path) else []


def _kinds() -> str:
    return " or ".join(known_suffixes())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
