"""``factcheck nli``: a filter that judges sentence pairs."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from factcheck.cli.console import complain
from factcheck.cli.options import (
    DataFormat,
    DeviceOption,
    LinesOption,
    NliOption,
    ThreadsOption,
)
from factcheck.cli.output import data_format, emit, terminal
from factcheck.errors import InputError

EXAMPLE = """echo '{"premise": "It rained.", "hypothesis": "It was dry."}' | factcheck nli"""
PARTLY = 3


def nli(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="JSON lines with premise and hypothesis; - is standard input."
        ),
    ] = "-",
    form: LinesOption = None,
    nli_model: NliOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
) -> None:
    """Judge sentence pairs: entailment, neutral or contradiction.

    For each pair, in order, the three probabilities are added to what the line holds.
    """
    from factcheck.nli import load_judge
    from factcheck.nli.stream import Failure, judge_lines, read_lines, to_json
    from factcheck.report.safe import safe_json

    chosen = data_format(form, DataFormat.JSONL)
    failed = False
    rows = []
    with ExitStack() as stack:
        handle = _opened(file, stack)
        judge = load_judge(nli_model, threads=threads, device=device)
        for row in judge_lines(read_lines(handle), judge):
            if isinstance(row, Failure):
                failed = True
                complain(f"line {row.line}: {row.message}")
            elif chosen is DataFormat.JSONL:
                emit(safe_json(to_json(row)) + "\n")
            else:
                rows.append(row)
    if chosen is DataFormat.JSON:
        emit("[" + ",\n ".join(safe_json(to_json(row)) for row in rows) + "]\n")
    elif chosen is DataFormat.TABLE:
        from factcheck.report.as_list import verdict_table

        emit(verdict_table(rows, **terminal()))
    if failed:
        raise typer.Exit(PARTLY)


def _opened(file: str, stack: ExitStack) -> BinaryIO:
    """The file, or standard input for "-"; ``stack`` closes it."""
    if file == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(file).open("rb"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no usable name"
        raise InputError(f"{file}: {reason}; name a file of JSON lines, or -") from error
