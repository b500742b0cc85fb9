"""``factcheck check``: a draft held against an index before it is published."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.console import Bars, complain
from factcheck.cli.options import (
    DEFAULT_INDEX,
    AttributionOption,
    DataFormat,
    DeviceOption,
    EncoderOption,
    FormatOption,
    IndexOption,
    LabelsOption,
    NliOption,
    OutputOption,
    PartiesOption,
    PathsArgument,
    ThreadsOption,
)
from factcheck.cli.output import as_data, data_format, emit, terminal

EXAMPLE = "factcheck check draft.md --index dispute"
FOUND, PARTLY = 1, 3


def check(
    paths: PathsArgument,
    index: IndexOption = DEFAULT_INDEX,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", metavar="N", min=1, help="Matches of a claim at most, refuting first."
        ),
    ] = 5,
    attributed_only: Annotated[
        bool,
        typer.Option(
            "--attributed-only", help="Leave out what the draft states in its author's own voice."
        ),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option("--all", help="List in a table also the claims that nothing bears on."),
    ] = False,
    parties: PartiesOption = None,
    form: FormatOption = None,
    nli_model: NliOption = None,
    labels: LabelsOption = None,
    encoder: EncoderOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
    attribution: AttributionOption = None,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Leave with status 1 when a claim is refuted."),
    ] = False,
    output: OutputOption = None,
) -> None:
    """Say who supports and who refutes a draft's claims.

    Checked is what the draft says others said, and what its author states in the author's own
    voice. What the index holds of the very file, in this version or an earlier one, does not
    count. The data holds every claim, in the order of the text; a table those that something
    bears on.
    """
    from factcheck import people, reading
    from factcheck.checking import check as checked_against
    from factcheck.documents import Failure
    from factcheck.model import Claim
    from factcheck.nli import cached
    from factcheck.pieces import read
    from factcheck.report.check_fields import check_fields, checked_fields
    from factcheck.store import Store
    from factcheck.tools import Tools, gazetteer, joined, remembered, remembered_attribution

    with Store.open(index) as store, Bars() as bars:
        tools = Tools.load(
            gazetteer(joined(remembered(store), reading.tables(paths, parties or ()))),
            encoder=encoder,
            nli_model=nli_model,
            labels=labels,
            device=device,
            threads=threads,
            attribution=attribution or remembered_attribution(store),
        )
        store.check_models(tools.encoder.name)
        failed = False
        claims: list[Claim] = []
        texts: dict[str, str] = {}
        for document in reading.documents(paths):
            if isinstance(document, Failure):
                failed = True
                complain(str(document))
                continue
            told = read(document, tools.gazetteer, tools.tagger, narration=not attributed_only)
            if told.skipped is not None:
                complain(f"{document.path} {told.skipped}")
            claims += told.claims
            texts[document.sha256] = document.text
        claims, _ = people.united(claims)
        checked = checked_against(
            claims,
            texts,
            store,
            tools.encoder,
            cached(tools.judge, store),
            tools.gazetteer,
            progress=lambda done, total: bars.step("pairs", done, total),
        )
    chosen = data_format(form, output=output)
    if chosen is DataFormat.TABLE:
        from factcheck.report.as_check import check_table

        emit(check_table(checked, limit, everything=everything, **terminal(output)), output)
    elif chosen is DataFormat.JSONL:
        emit(as_data([checked_fields(each, limit) for each in checked], chosen), output)
    else:
        emit(as_data(check_fields(checked, limit), chosen), output)
    if exit_code and any(each.refutes for each in checked):
        raise typer.Exit(FOUND)
    if failed:
        raise typer.Exit(PARTLY)
