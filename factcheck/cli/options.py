"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.parties import Gazetteer
    from factcheck.store import Store

VARIABLE = "FACTCHECK_INDEX"

IndexOption = Annotated[
    Path, typer.Option("--index", envvar=VARIABLE, help="Folder of the index.", show_default=True)
]
PartiesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--parties",
        help="A TOML file of parties that extends the shipped one; may be given more than once. "
        "A parties.toml beside the documents is used without asking.",
    ),
]
ThreadsOption = Annotated[
    int, typer.Option("--threads", min=0, help="CPU threads; 0 lets the runtime choose.")
]
NliOption = Annotated[
    str | None,
    typer.Option(
        "--nli-model",
        help="Any Hugging Face NLI model, by name or folder, in place of the shipped one.",
    ),
]
EncoderOption = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        help="Any sentence-transformers model, by name or folder, in place of the default.",
    ),
]
DeviceOption = Annotated[
    str | None, typer.Option("--device", help="Torch device for a named NLI model: cpu, cuda, mps.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to this file instead of standard output."),
]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="Leave with status 1 when something opposing was found.")
]

DEFAULT_INDEX = Path("index")


class DataFormat(StrEnum):
    """Formats of lists."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def data_format(chosen: DataFormat | None, otherwise: DataFormat) -> DataFormat:
    """The chosen format; a table on a terminal and ``otherwise`` elsewhere when none is."""
    if chosen is not None:
        return chosen
    return DataFormat.TABLE if sys.stdout.isatty() else otherwise


def emit(text: str, output: Path | None = None) -> None:
    """Write data to standard output, or whole to a file: written beside it, then renamed."""
    if not text.endswith("\n"):
        text += "\n"
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()
        return
    if output.is_dir() or not output.parent.is_dir():
        raise InputError(f"{output}: cannot be written; name a file in a folder that exists")
    fresh = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        fresh.write_bytes(text.encode("utf-8", "replace"))
        fresh.replace(output)
    finally:
        fresh.unlink(missing_ok=True)


def gazetteer_of(store: Store) -> Gazetteer:
    """The table of parties that the index was built with."""
    import json

    from factcheck.parties import Gazetteer

    return Gazetteer.parse(*(tuple(row) for row in json.loads(store.meta("parties") or "[]")))


def terminal(output: Path | None) -> dict[str, Any]:
    """Width and colour for a table: the terminal's own, or plain and 100 wide."""
    if output is None and sys.stdout.isatty():
        import shutil

        return {
            "width": shutil.get_terminal_size((100, 24)).columns,
            "colour": "NO_COLOR" not in os.environ,
        }
    return {"width": 100, "colour": False}
