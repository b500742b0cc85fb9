"""``factcheck export``: a whole index as a file that can be moved."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.console import tell
from factcheck.cli.options import DEFAULT_INDEX, IndexOption
from factcheck.cli.output import abandon

EXAMPLE = "factcheck export dispute.jsonl.gz --index dispute"


def export(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A .jsonl or .jsonl.gz file, - for standard output, or a .parquet folder.",
            show_default=False,
        ),
    ],
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Write the whole index to a file, to be moved or read elsewhere.

    JSON lines: the first names format and version, each other is a row with its kind. A
    .parquet folder holds a Parquet file for each table, and needs factcheck[parquet]. The
    file contains the full texts of the reports.
    """
    from factcheck.report.words import counted
    from factcheck.store import Store
    from factcheck.store.transfer import export_index

    with Store.open(index) as store:
        try:
            export_index(store, file)
        except BrokenPipeError:
            # Typer would leave with 1, which here says that something opposing was found.
            abandon()
            raise typer.Exit(0) from None
        documents, claims, _ = store.counts()
    tell(f"Wrote {file}: {counted(documents, 'document')}, {counted(claims, 'claim')}.")
