"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from factcheck.model import Method

VARIABLE = "FACTCHECK_INDEX"
DEFAULT_INDEX = Path("index")

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders, patterns in quotation marks; - is standard input.",
        show_default=False,
    ),
]
IndexOption = Annotated[
    Path,
    typer.Option("--index", metavar="DIR", envvar=VARIABLE, help="Folder of the index."),
]
PartiesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--parties",
        metavar="FILE",
        help="A TOML file of parties that extends the shipped one; may be given more than once. "
        "A parties.toml beside the documents is used without asking.",
    ),
]
AttributionOption = Annotated[
    Method | None,
    typer.Option(
        "--attribution",
        help="How claims are found: by rules and the trained tagger joined, which is the default, "
        "or by rules alone.",
    ),
]
ThreadsOption = Annotated[
    int,
    typer.Option("--threads", metavar="N", min=0, help="CPU threads; 0 lets the runtime choose."),
]
NliOption = Annotated[
    str | None,
    typer.Option(
        "--nli-model",
        metavar="NAME",
        help="Any Hugging Face NLI model, by name or folder, in place of the shipped one.",
    ),
]
EncoderOption = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="Any sentence-transformers model, by name or folder, in place of the default.",
    ),
]
DeviceOption = Annotated[
    str | None,
    typer.Option(
        "--device",
        metavar="DEVICE",
        help="Torch device for a named NLI model: cpu, cuda, mps.",
    ),
]
LabelsOption = Annotated[
    str | None,
    typer.Option(
        "--labels",
        metavar="ORDER",
        help="What the classes of a named NLI model mean, in its order, where its own names do "
        "not say: contradiction,entailment,neutral. It is proved before use.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file instead of standard output."
    ),
]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="Leave with status 1 when something opposing was found.")
]


class DataFormat(StrEnum):
    """Formats of everything but reports."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


FormatOption = Annotated[
    DataFormat | None,
    typer.Option(
        "--format", "-f", help="Format of the data; by default table on a terminal, else json."
    ),
]
LinesOption = Annotated[
    DataFormat | None,
    typer.Option(
        "--format", "-f", help="Format of the data; by default table on a terminal, else jsonl."
    ),
]
ExactOption = Annotated[
    bool,
    typer.Option(
        "--exact",
        help="Look at all claims; else, in a large index, some near ones may be missed.",
    ),
]
