"""``factcheck claims``: who says what in some files, without an index."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.console import complain
from factcheck.cli.options import (
    AttributionOption,
    DataFormat,
    LinesOption,
    OutputOption,
    PartiesOption,
    PathsArgument,
)
from factcheck.cli.output import as_data, data_format, emit, terminal

EXAMPLE = "factcheck claims reports/ --format jsonl --output claims.jsonl"
PARTLY = 3


def claims(
    paths: PathsArgument,
    narration: Annotated[
        bool,
        typer.Option(
            "--narration", help="Include what the reporter states in the reporter's own voice."
        ),
    ] = False,
    parties: PartiesOption = None,
    attribution: AttributionOption = None,
    form: LinesOption = None,
    output: OutputOption = None,
) -> None:
    """Print who says what in some files, without an index.

    Plain text and Markdown are read (.txt .text .md .markdown). Documents of another kind in a
    folder, such as .pdf, .docx or .html, are named on standard error with what to do, and the
    exit status is 3; files that are no documents are passed over.
    """
    from factcheck import people, reading
    from factcheck.documents import Failure
    from factcheck.model import Claim, Method
    from factcheck.pieces import read
    from factcheck.report.as_list import claims_table
    from factcheck.report.fields import claim_fields
    from factcheck.tools import gazetteer, joined, tagger

    documents = reading.documents(paths)
    table = gazetteer(joined([], reading.tables(paths, parties or ())))
    words = tagger(attribution or Method.JOINED)
    failed = False
    found: list[Claim] = []
    for document in documents:
        if isinstance(document, Failure):
            failed = True
            complain(str(document))
            continue
        told = read(document, table, words, narration=narration)
        if told.skipped is not None:
            complain(f"{document.path} {told.skipped}")
        found += told.claims
    found, _ = people.united(found)
    chosen = data_format(form, DataFormat.JSONL, output)
    if chosen is DataFormat.TABLE:
        emit(claims_table(found, **terminal(output)), output)
    else:
        emit(as_data([claim_fields(c) for c in found], chosen), output)
    if failed:
        raise typer.Exit(PARTLY)
