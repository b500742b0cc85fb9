"""Where data goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from factcheck.cli.options import DataFormat
from factcheck.errors import InputError


def data_format(
    chosen: DataFormat | None, otherwise: DataFormat = DataFormat.JSON, output: Path | None = None
) -> DataFormat:
    """The chosen format; when none is, a table on a terminal and ``otherwise`` elsewhere."""
    if chosen is not None:
        return chosen
    return DataFormat.TABLE if output is None and sys.stdout.isatty() else otherwise


def as_data(value: Mapping[str, Any] | Sequence[Any], form: DataFormat) -> str:
    """``value`` as JSON for people, or as JSON lines: a list's items a line each."""
    from factcheck.report.fields import dumps

    if form is not DataFormat.JSONL:
        return dumps(value, indent=1) + "\n"
    rows = [value] if isinstance(value, Mapping) else value
    return "".join(dumps(row) + "\n" for row in rows)


def emit(text: str, output: Path | None = None) -> None:
    """Write data in UTF-8 to standard output, or to a file.

    A file is written beside its place and then renamed; what is no ordinary file (a pipe, a
    device) is written to directly.

    Raises:
        InputError: the file cannot be written.

    """
    data = text.encode("utf-8", "replace")
    if output is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Typer would leave with 1, which here says that something opposing was found.
            abandon()
            raise typer.Exit(0) from None
        return
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)
        else:
            _replace(output.resolve(), data)
    except OSError as error:
        raise InputError(
            f"{output}: cannot be written ({error.strerror}); name another file with --output"
        ) from error


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def abandon() -> None:
    """Drop what still waits for standard output, which nobody reads any more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def terminal(output: Path | None = None) -> dict[str, Any]:
    """Width and colour for a table: the terminal's own, or plain and 100 wide."""
    if output is None and sys.stdout.isatty():
        import shutil

        return {
            "width": shutil.get_terminal_size((100, 24)).columns,
            "colour": not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        }
    return {"width": 100, "colour": False}
