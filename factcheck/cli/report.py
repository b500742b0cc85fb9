"""``factcheck report``: what opposes what, as a page, a table or data."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.console import tell
from factcheck.cli.options import DEFAULT_INDEX, ExitCodeOption, IndexOption, OutputOption
from factcheck.cli.output import emit, terminal
from factcheck.errors import InputError
from factcheck.model import Relation

if TYPE_CHECKING:
    from factcheck.report import Report

EXAMPLE = "factcheck report --index dispute --output report.html"
FOUND = 1


class ReportFormat(StrEnum):
    """Formats of a report."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


_ENDINGS = {
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".md": ReportFormat.MARKDOWN,
    ".csv": ReportFormat.CSV,
    ".jsonl": ReportFormat.JSONL,
    ".txt": ReportFormat.TABLE,
}


def report(
    index: IndexOption = DEFAULT_INDEX,
    form: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Format of the data; by default what --output ends in, table on a terminal, "
            "else json.",
        ),
    ] = None,
    output: OutputOption = None,
    party: Annotated[
        list[str] | None,
        typer.Option(
            "--party",
            metavar="PARTY",
            help="Only findings with this party, by id or name; may be given more than once.",
        ),
    ] = None,
    relation: Annotated[
        list[Relation] | None,
        typer.Option(
            "--relation",
            metavar="RELATION",
            help=f"Only findings of this relation: {', '.join(Relation)}; "
            "may be given more than once.",
        ),
    ] = None,
    min_score: Annotated[
        float,
        typer.Option(
            "--min-score",
            metavar="SCORE",
            min=0,
            max=1,
            help="Only findings with at least this score.",
        ),
    ] = 0.0,
    unsure: Annotated[
        bool,
        typer.Option(
            "--unsure", help="Also the findings too uncertain to be reported, marked unsure."
        ),
    ] = False,
    exit_code: ExitCodeOption = False,
) -> None:
    """Write the contradiction report of an index."""
    from factcheck.report import render
    from factcheck.report.of_store import report_of
    from factcheck.report.words import counted
    from factcheck.store import Store

    with Store.open(index) as store:
        found = report_of(store, unsure=unsure)
    found = _filtered(found, party or (), relation or (), min_score)
    chosen = form or _guessed(output)
    if chosen is ReportFormat.TABLE:
        from factcheck.report.as_table import to_table

        emit(to_table(found, **terminal(output)), output)
    else:
        emit(render(found, chosen.value), output)
    if output is not None:
        tell(f"Wrote {output}: {counted(len(found.oppositions), 'finding')}.")
    if exit_code and found.oppositions:
        raise typer.Exit(FOUND)


def _guessed(output: Path | None) -> ReportFormat:
    if output is not None:
        return _ENDINGS.get(output.suffix.lower(), ReportFormat.JSON)
    return ReportFormat.TABLE if sys.stdout.isatty() else ReportFormat.JSON


def _filtered(
    whole: Report,
    parties: list[str] | tuple[()],
    relations: list[Relation] | tuple[()],
    least: float,
) -> Report:
    """``whole`` with only the findings that were asked for.

    Raises:
        InputError: a party that the index does not know.

    """
    names = {
        word.casefold(): party.id
        for party in whole.parties.values()
        for word in (party.name, party.id)
    }
    unknown = [name for name in parties if name.casefold() not in names]
    if unknown:
        raise InputError(f"no party of the index is called {unknown[0]}; see: factcheck status")
    wanted = {names[name.casefold()] for name in parties}
    kept = [
        finding.opposition
        for finding in whole.findings
        if finding.opposition.score >= least
        and (not relations or finding.opposition.relation in relations)
        and (
            not wanted
            or wanted & {whole.party_of(finding.first).id, whole.party_of(finding.second).id}
        )
    ]
    return replace(whole, oppositions=kept, run={**whole.run, "findings": len(kept)})
