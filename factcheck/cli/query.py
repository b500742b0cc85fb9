"""``factcheck query``: who supports and who refutes a claim."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.options import (
    DEFAULT_INDEX,
    DataFormat,
    DeviceOption,
    EncoderOption,
    ExactOption,
    ExitCodeOption,
    FormatOption,
    IndexOption,
    LabelsOption,
    NliOption,
    OutputOption,
    ThreadsOption,
)
from factcheck.cli.output import as_data, data_format, emit, terminal

EXAMPLE = 'factcheck query "Russia is to blame for the collapse of the truce" --index dispute'
FOUND = 1


def query(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim, as one sentence.")],
    index: IndexOption = DEFAULT_INDEX,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=1, help="Matches at most.")
    ] = 20,
    form: FormatOption = None,
    nli_model: NliOption = None,
    labels: LabelsOption = None,
    encoder: EncoderOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
    exact: ExactOption = False,
    exit_code: ExitCodeOption = False,
    output: OutputOption = None,
) -> None:
    """Find the claims that support or refute a sentence, party by party."""
    from factcheck.errors import InputError
    from factcheck.model import Method, Stance
    from factcheck.nli import cached
    from factcheck.query import query as ask
    from factcheck.report.answer_fields import answer_fields, match_fields
    from factcheck.store import Store
    from factcheck.tools import Tools, gazetteer_of

    if not any(character.isalnum() for character in claim):
        raise InputError("the claim is empty; write it as one sentence in quotation marks")
    with Store.open(index) as store:
        tools = Tools.load(
            gazetteer_of(store),
            encoder=encoder,
            nli_model=nli_model,
            labels=labels,
            device=device,
            threads=threads,
            attribution=Method.RULES,
        )
        store.check_models(tools.encoder.name)
        judge = cached(tools.judge, store)
        answer = ask(claim, store, tools.encoder, judge, tools.gazetteer, limit=limit, exact=exact)
    chosen = data_format(form, output=output)
    if chosen is DataFormat.TABLE:
        from factcheck.report.as_list import answer_table

        emit(answer_table(answer, **terminal(output)), output)
    elif chosen is DataFormat.JSONL:
        emit(as_data([match_fields(m) for m in answer.matches], chosen), output)
    else:
        emit(as_data(answer_fields(answer), chosen), output)
    if exit_code and any(m.stance is Stance.REFUTES for m in answer.matches):
        raise typer.Exit(FOUND)
