"""``factcheck query``: who supports and who refutes a claim."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.options import (
    DEFAULT_INDEX,
    DataFormat,
    DeviceOption,
    EncoderOption,
    ExitCodeOption,
    IndexOption,
    NliOption,
    OutputOption,
    ThreadsOption,
    data_format,
    emit,
    gazetteer_of,
    terminal,
)


def query(
    claim: Annotated[str, typer.Argument(help="The claim, as one sentence.")],
    index: IndexOption = DEFAULT_INDEX,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Matches at most.")] = 20,
    form: Annotated[
        DataFormat | None, typer.Option("--format", "-f", help="table on a terminal, else json.")
    ] = None,
    nli_model: NliOption = None,
    encoder: EncoderOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
    exit_code: ExitCodeOption = False,
    output: OutputOption = None,
) -> None:
    """Find the claims that support or refute a sentence, party by party.

    Example: factcheck query "Russia is to blame for the collapse of the truce"
    """
    from factcheck.embedding import load_encoder
    from factcheck.errors import InputError
    from factcheck.model import Stance
    from factcheck.nli import cached, load_judge
    from factcheck.query import query as ask
    from factcheck.report.as_list import answer_table
    from factcheck.report.fields import claim_fields, dumps, party_fields
    from factcheck.store import Store

    if not any(character.isalnum() for character in claim):
        raise InputError("the claim is empty; write it as one sentence in quotation marks")
    with Store.open(index) as store:
        vectors = load_encoder(encoder, threads=threads)
        store.check_models(vectors.name)
        judge = cached(load_judge(nli_model, threads=threads, device=device), store)
        answer = ask(claim, store, vectors, judge, gazetteer_of(store), limit=limit)
    chosen = data_format(form, DataFormat.JSON)
    rows = [
        {
            "claim": claim_fields(m.claim),
            "stance": m.stance,
            "score": m.score,
            "relation": m.relation,
        }
        for m in answer.matches
    ]
    if chosen is DataFormat.TABLE:
        emit(answer_table(answer, **terminal(output)), output)
    elif chosen is DataFormat.JSONL:
        emit("".join(dumps(row) + "\n" for row in rows), output)
    else:
        parties = [
            {
                "party": party_fields(t.party) if t.party is not None else None,
                "supports": t.supports,
                "refutes": t.refutes,
                "neutral": t.neutral,
            }
            for t in answer.parties
        ]
        emit(dumps({"claim": claim, "matches": rows, "parties": parties}, indent=1), output)
    if exit_code and any(m.stance is Stance.REFUTES for m in answer.matches):
        raise typer.Exit(1)
