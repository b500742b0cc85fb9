"""``factcheck claims``: who says what in some files, without an index."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.console import complain
from factcheck.cli.options import (
    DataFormat,
    OutputOption,
    PartiesOption,
    data_format,
    emit,
    terminal,
)


def claims(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, patterns; - is standard input.")
    ],
    narration: Annotated[
        bool, typer.Option("--narration", help="Include what the reporter states.")
    ] = False,
    parties: PartiesOption = None,
    form: Annotated[
        DataFormat | None, typer.Option("--format", "-f", help="table on a terminal, else jsonl.")
    ] = None,
    output: OutputOption = None,
) -> None:
    """Print the claims in some files: source, cue, content, party, act, targets.

    Example: factcheck claims reports/ --format jsonl | jq -r '[.party.name, .statement] | @tsv'
    """
    from factcheck.building import party_files
    from factcheck.documents import Failure, find, front_matter_end, read_found
    from factcheck.errors import InputError
    from factcheck.extraction import claims as extract
    from factcheck.parsing import parse
    from factcheck.parties import Gazetteer
    from factcheck.report.as_jsonl import to_jsonl
    from factcheck.report.as_list import claims_table
    from factcheck.report.fields import claim_fields, dumps

    gazetteer = Gazetteer.load(*(parties or []), *party_files(paths))
    failures, found, read = [], [], 0
    for document in read_found(find(paths)):
        if isinstance(document, Failure):
            failures.append(document)
            continue
        read += 1
        doc = parse(document.text, front_matter_end(document.text))
        found += extract(document, doc, gazetteer, narration=narration)
    for failure in failures:
        complain(str(failure))
    if failures and not read:
        raise InputError("no file could be read")
    chosen = data_format(form, DataFormat.JSONL)
    if chosen is DataFormat.TABLE:
        emit(claims_table(found, **terminal(output)), output)
    elif chosen is DataFormat.JSON:
        emit(dumps([claim_fields(c) for c in found]), output)
    else:
        emit(to_jsonl(found), output)
    if failures:
        raise typer.Exit(3)
