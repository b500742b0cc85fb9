"""``factcheck nli``: a filter that judges sentence pairs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from factcheck.cli.console import complain
from factcheck.cli.options import (
    DataFormat,
    DeviceOption,
    NliOption,
    ThreadsOption,
)


def nli(
    file: Annotated[
        str, typer.Argument(help="JSON lines with premise and hypothesis; - is standard input.")
    ] = "-",
    form: Annotated[
        DataFormat, typer.Option("--format", "-f", help="jsonl, json, or table.")
    ] = DataFormat.JSONL,
    nli_model: NliOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
) -> None:
    """Judge pairs: for each, the probabilities of entailment, neutral and contradiction.

    Example: echo '{"premise": "It rained.", "hypothesis": "It was dry."}' | factcheck nli
    """
    from contextlib import ExitStack
    from pathlib import Path

    from factcheck.errors import InputError
    from factcheck.nli import load_judge
    from factcheck.nli.stream import Failure, judge_lines, read_lines, to_json

    with ExitStack() as stack:
        try:
            handle = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
        except OSError as error:
            raise InputError(
                f"{file}: {error.strerror}; name a file of JSON lines, or -"
            ) from error
        judge = load_judge(nli_model, threads=threads, device=device)
        failed = False
        rows = []
        for row in judge_lines(read_lines(handle), judge):
            if isinstance(row, Failure):
                failed = True
                complain(str(row))
            elif form is DataFormat.JSONL:
                sys.stdout.write(to_json(row) + "\n")
                sys.stdout.flush()
            else:
                rows.append(row)
    if form is DataFormat.JSON:
        sys.stdout.write("[" + ",\n ".join(to_json(row) for row in rows) + "]\n")
    elif form is DataFormat.TABLE:
        from factcheck.report.as_list import verdict_table

        sys.stdout.write(verdict_table(rows))
    if failed:
        raise typer.Exit(3)
