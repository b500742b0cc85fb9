"""``factcheck import``: an index from what was exported."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.console import tell
from factcheck.cli.options import DEFAULT_INDEX, IndexOption

EXAMPLE = "factcheck import dispute.jsonl.gz --index moved"


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="What factcheck export wrote; - is JSON lines from standard input.",
            show_default=False,
        ),
    ],
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Make an index from what factcheck export wrote.

    The folder must hold no index, or an empty one. Everything is checked first, as factcheck
    verify does; where anything is wrong nothing is imported.
    """
    from factcheck.report.words import counted
    from factcheck.store import Store
    from factcheck.store.transfer import import_index

    import_index(file, index)
    with Store.open(index) as store:
        documents, claims, _ = store.counts()
    tell(f"{index} holds {counted(documents, 'document')}, {counted(claims, 'claim')}.")
