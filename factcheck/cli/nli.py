"""``factcheck nli``: a filter that judges sentence pairs."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from io import BufferedIOBase
from pathlib import Path
from typing import Annotated, cast

import typer

from factcheck.cli.console import complain, tell
from factcheck.cli.options import (
    DataFormat,
    DeviceOption,
    LabelsOption,
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
    labels: LabelsOption = None,
    threads: ThreadsOption = 0,
    say: Annotated[
        bool,
        typer.Option(
            "--verdict",
            help="Add what the three amount to: a class, or unsure where none is sure enough.",
        ),
    ] = False,
) -> None:
    """Judge sentence pairs: entailment, neutral or contradiction.

    For each pair, in order, the three probabilities are added to what the line holds; other
    fields stay as they are. As JSON lines, verdicts come out as soon as their pairs are in.

    A premise may be long: of its overlapping windows the one that shares most with the
    hypothesis is judged. A hypothesis too long for the model is cut at its end, and its line
    named on standard error. So is every line that cannot be judged; then the exit status is 3.
    """
    from factcheck.nli import load_judge
    from factcheck.nli.stream import Failure, Remark, arriving_lines, judge_lines, to_json
    from factcheck.report.safe import safe_json

    chosen = data_format(form, DataFormat.JSONL)
    failed, said = False, say or chosen is DataFormat.TABLE
    rows = []
    with ExitStack() as stack:
        handle = _opened(file, stack)
        judge = load_judge(nli_model, threads=threads, device=device, labels=labels)
        if handle.isatty():
            tell("Type JSON lines with premise and hypothesis; Ctrl-D ends them.")
        name = "standard input" if file == "-" else file
        for row in judge_lines(arriving_lines(handle, name), judge, say=said):
            if isinstance(row, Failure | Remark):
                failed = failed or isinstance(row, Failure)
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


def _opened(file: str, stack: ExitStack) -> BufferedIOBase:
    """The file, or standard input for "-"; ``stack`` closes it."""
    if file == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; name a file of JSON lines")
        # A pipe that another program left non-blocking looks like one that has ended.
        with suppress(OSError, AttributeError):
            os.set_blocking(sys.stdin.fileno(), True)
        return cast("BufferedIOBase", sys.stdin.buffer)
    try:
        return stack.enter_context(Path(file).open("rb"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no usable name"
        raise InputError(f"{file}: {reason}; name a file of JSON lines, or -") from error
