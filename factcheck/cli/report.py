"""``factcheck report``: what opposes what, as a page, a table or data."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.console import tell
from factcheck.cli.options import (
    DEFAULT_INDEX,
    ExitCodeOption,
    IndexOption,
    OutputOption,
    emit,
    terminal,
)

if TYPE_CHECKING:
    from factcheck.report import Report
    from factcheck.store import Store


class ReportFormat(StrEnum):
    """Formats of a report."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


def report(
    index: IndexOption = DEFAULT_INDEX,
    form: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="By default what --output ends in, table on a terminal, else json.",
        ),
    ] = None,
    output: OutputOption = None,
    party: Annotated[
        list[str] | None,
        typer.Option("--party", help="Only findings with this party, by id or name."),
    ] = None,
    relation: Annotated[
        list[str] | None, typer.Option("--relation", help="Only findings of this relation.")
    ] = None,
    min_score: Annotated[
        float, typer.Option("--min-score", min=0, max=1, help="Only findings this likely.")
    ] = 0.0,
    exit_code: ExitCodeOption = False,
) -> None:
    """Write the contradiction report of an index.

    Example: factcheck report --format html --output report.html
    """
    from factcheck.report import render
    from factcheck.store import Store

    with Store.open(index) as store:
        found = _report(store, set(party or ()), set(relation or ()), min_score)
    chosen = form or _guessed(output)
    if chosen is ReportFormat.TABLE:
        from factcheck.report.as_table import to_table

        emit(to_table(found, **terminal(output)), output)
    else:
        emit(render(found, chosen.value), output)
    if output is not None:
        tell(f"Wrote {output}: {len(found.oppositions)} findings.")
    if exit_code and found.oppositions:
        raise typer.Exit(1)


def _guessed(output: object) -> ReportFormat:
    endings = {
        ".html": "html",
        ".htm": "html",
        ".md": "markdown",
        ".csv": "csv",
        ".json": "json",
        ".jsonl": "jsonl",
    }
    if output is not None:
        from pathlib import Path

        return ReportFormat(endings.get(Path(str(output)).suffix.lower(), "json"))
    return ReportFormat.TABLE if sys.stdout.isatty() else ReportFormat.JSON


def _report(store: Store, parties: set[str], relations: set[str], min_score: float) -> Report:
    """The whole index as a report, findings filtered as asked."""
    from importlib.metadata import version

    from factcheck.errors import InputError
    from factcheck.model import Relation
    from factcheck.report import Report

    unknown = relations - {r.value for r in Relation}
    if unknown:
        raise InputError(f"no relation is called {min(unknown)}; use one of: {', '.join(Relation)}")
    claims = store.claims()
    by_id = {c.id: c for c in claims}
    known = {p.id: p for p in store.parties()}
    wanted = {
        p.id
        for p in known.values()
        if {p.id.casefold(), p.name.casefold()} & {x.casefold() for x in parties}
    }
    if parties and not wanted:
        raise InputError(f"no party of the index is called {min(parties)}; see: factcheck status")
    findings = [
        o
        for o in store.oppositions()
        if o.score >= min_score
        and (not relations or o.relation.value in relations)
        and (
            not wanted
            or any((p := by_id[i].party) is not None and p.id in wanted for i in (o.a, o.b))
        )
    ]
    documents = store.documents()
    return Report(
        claims=claims,
        oppositions=findings,
        parties=known,
        documents=documents,
        texts=store.texts([d.sha256 for d in documents]),
        run={
            "tool": f"factcheck {version('factcheck')}",
            "encoder": store.meta("encoder"),
            "nli": store.meta("nli"),
            "parser": (store.meta("extractor") or "//").split("/")[1],
            "documents": len(documents),
            "claims": len(claims),
            "findings": len(findings),
        },
    )
