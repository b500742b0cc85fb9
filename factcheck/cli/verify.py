"""``factcheck verify``: proof that everything in an index agrees, and its repair."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.console import complain
from factcheck.cli.options import (
    DEFAULT_INDEX,
    DataFormat,
    EncoderOption,
    FormatOption,
    IndexOption,
    ThreadsOption,
)
from factcheck.cli.output import as_data, data_format, emit

if TYPE_CHECKING:
    from factcheck.repairing import Repaired
    from factcheck.store.verify import Fault
    from factcheck.tools import Tools

EXAMPLE = "factcheck verify --index dispute"
FAULTY = 2


def verify(
    index: IndexOption = DEFAULT_INDEX,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help="Make again what is derived, and take out what makes no sense."
        ),
    ] = False,
    encoder: EncoderOption = None,
    threads: ThreadsOption = 0,
    form: FormatOption = None,
) -> None:
    """Prove that everything in the index agrees.

    The file, texts and their hashes, claims and their spans, vectors, verdicts, findings and
    the search cache. Each fault is a line that says what is wrong and what mends it. The exit
    status is 0 when all agrees, also after a repair, and 2 otherwise.

    A repair is one transaction. It takes out no document and no label; claims that cannot be
    read are found again by the next build.
    """
    from factcheck.repairing import Repaired
    from factcheck.repairing import repair as repaired
    from factcheck.store import Store
    from factcheck.store.verify import faults
    from factcheck.tools import Tools, gazetteer_of

    with Store.open(index) as store:

        @cache
        def tools() -> Tools:
            return Tools.load(gazetteer_of(store), encoder=encoder, threads=threads)

        if repair:
            done = repaired(store, tools)
        else:
            done = Repaired(left=list(faults(store.database, store.folder)))
    chosen = data_format(form)
    if chosen is DataFormat.TABLE:
        emit("".join(f"{line}\n" for line in _lines(done, index, repair=repair)))
    else:
        left = [_fields(f, index, repaired=repair) for f in done.left]
        mended = [_fields(f, index, repaired=repair) | {"mended": True} for f in done.mended]
        whole = {"index": str(index), "agrees": not left, "faults": left, "mended": mended}
        emit(as_data([*mended, *left] if chosen is DataFormat.JSONL else whole, chosen))
    if done.left:
        from factcheck.report.words import counted

        complain(f"{index}: {counted(len(done.left), 'fault')}; each says what mends it")
        raise typer.Exit(FAULTY)


def _fields(fault: Fault, index: Path, *, repaired: bool) -> dict[str, Any]:
    return {
        "table": fault.table,
        "row": fault.row,
        "path": fault.path,
        "problem": fault.problem,
        "mend": fault.mend.value,
        "cure": fault.cure(index, repaired=repaired),
    }


def _lines(done: Repaired, index: Path, *, repair: bool) -> list[str]:
    from factcheck.report.safe import safe_terminal as safe

    lines = [f"mended: {fault.what}" for fault in done.mended]
    if any(fault.table == "oppositions" for fault in done.mended):
        lines.append("findings were taken out: the next factcheck build judges the pairs anew")
    lines += [f"{fault.what}; {fault.cure(index, repaired=repair)}" for fault in done.left]
    return [safe(" ".join(line.split())) for line in lines or [f"{index}: everything agrees."]]
