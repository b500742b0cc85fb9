"""``factcheck build``: documents into the index, or out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.console import Bars, complain, tell
from factcheck.cli.options import (
    DEFAULT_INDEX,
    DeviceOption,
    EncoderOption,
    IndexOption,
    NliOption,
    PartiesOption,
    ThreadsOption,
)

if TYPE_CHECKING:
    from factcheck.building import Outcome


def build(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, patterns; - is standard input.")
    ],
    index: IndexOption = DEFAULT_INDEX,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take these documents out of the index.")
    ] = False,
    parties: PartiesOption = None,
    nli_model: NliOption = None,
    encoder: EncoderOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
) -> None:
    """Read reports into the index and judge which claims oppose each other.

    Files that the index holds already cost nothing; a changed file replaces its claims.

    Example: factcheck build reports/ wire/*.txt --index dispute
    """
    from factcheck import building
    from factcheck.embedding import load_encoder
    from factcheck.nli import load_judge
    from factcheck.parties import Gazetteer
    from factcheck.store import Store

    files = [*(parties or []), *([] if remove else building.party_files(paths))]
    with Store.open(index, create=not remove) as store:
        tables = building.party_tables(store, files)
        tools = building.Tools(
            load_encoder(encoder, threads=threads),
            load_judge(nli_model, threads=threads, device=device),
            Gazetteer.parse(*tables),
        )
        with Bars() as bars:
            if remove:
                outcome = building.remove(store, paths, tools, bars)
            else:
                outcome = building.build(store, paths, tools, bars, tables)
    for failure in outcome.failures:
        complain(str(failure))
    _tell(outcome, str(index))
    if outcome.failures:
        raise typer.Exit(3)


def _tell(outcome: Outcome, index: str) -> None:
    """What became of the files, in one or two lines."""
    parts = [
        f"{len(paths)} {word}"
        for word, paths in (
            ("added", outcome.added),
            ("replaced", outcome.replaced),
            ("removed", outcome.removed),
            ("unchanged", outcome.unchanged),
            ("already there under another name", outcome.copies),
            ("unreadable", outcome.failures),
        )
        if paths
    ]
    if not outcome.changed:
        tell(f"Nothing to do: {', '.join(parts)}.")
    else:
        tell(f"Documents: {', '.join(parts) or 'none changed'}.")
    tell(
        f"{index} holds {outcome.documents} documents, {outcome.claims} claims, "
        f"{outcome.oppositions} findings."
    )
