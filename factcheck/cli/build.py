"""``factcheck build``: documents into the index, or out of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.console import Bars, Interrupted, complain, tell
from factcheck.cli.options import (
    DEFAULT_INDEX,
    AttributionOption,
    DeviceOption,
    EncoderOption,
    ExactOption,
    IndexOption,
    LabelsOption,
    NliOption,
    PartiesOption,
    PathsArgument,
    ThreadsOption,
)

if TYPE_CHECKING:
    from factcheck.building import Outcome

EXAMPLE = "factcheck build reports/ --index dispute"
PARTLY = 3


def build(
    paths: PathsArgument,
    index: IndexOption = DEFAULT_INDEX,
    remove: Annotated[
        bool,
        typer.Option(
            "--remove", help="Take these documents out of the index; they need not exist any more."
        ),
    ] = False,
    parties: PartiesOption = None,
    nli_model: NliOption = None,
    labels: LabelsOption = None,
    encoder: EncoderOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
    attribution: AttributionOption = None,
    exact: ExactOption = False,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            metavar="N",
            min=0,
            help="Processes that read documents; 0: one a processor. Fewer are started where "
            "documents are few or short, or memory is small.",
        ),
    ] = 0,
) -> None:
    """Read reports into the index and judge what opposes what.

    Files that the index holds already cost nothing; a changed file replaces its claims.

    Plain text and Markdown are read (.txt .text .md .markdown). Documents of another kind in a
    folder, such as .pdf, .docx or .html, are named on standard error with what to do, and the
    exit status is 3; files that are no documents are passed over.

    A build may be stopped at any time: the next one goes on from there.
    """
    from factcheck import building
    from factcheck.store import Store
    from factcheck.store.lock import only_build
    from factcheck.tools import Tools, gazetteer_of, remembered_attribution

    with _resumable(index), Bars() as bars:
        if remove:
            with only_build(index, create=False), Store.open(index) as store:
                tools = Tools.load(
                    gazetteer_of(store),
                    encoder=encoder,
                    nli_model=nli_model,
                    labels=labels,
                    device=device,
                    threads=threads,
                    attribution=remembered_attribution(store),
                    exact=exact,
                )
                outcome = building.remove(store, paths, tools, bars)
        else:
            outcome = building.build_index(
                paths,
                index,
                parties=parties or [],
                encoder=encoder,
                nli_model=nli_model,
                labels=labels,
                device=device,
                threads=threads,
                attribution=attribution,
                exact=exact,
                progress=bars,
                jobs=jobs,
            )
    for line in (*map(str, outcome.failures), *outcome.notices):
        complain(line)
    _tell(outcome, str(index))
    if outcome.failures:
        raise typer.Exit(PARTLY)


@contextmanager
def _resumable(index: Path) -> Iterator[None]:
    """Say what an interrupt within leaves behind."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(
            f"interrupted; the index {index} is whole, and the next build goes on from here"
        ) from None


def _tell(outcome: Outcome, index: str) -> None:
    """What became of the files, in two lines."""
    from factcheck.report.words import counted

    parts = [
        f"{len(paths)} {word}"
        for word, paths in (
            ("added", outcome.added),
            ("replaced", outcome.replaced),
            ("moved", outcome.moved),
            ("removed", outcome.removed),
            ("read again for new rules or parties", outcome.again),
            ("unchanged", outcome.unchanged),
            ("already there under another name", outcome.copies),
            ("not read", outcome.failures),
        )
        if paths
    ]
    what = "Documents" if outcome.changed else "Nothing to do"
    tell(f"{what}: {', '.join(parts) or 'none changed'}.")
    tell(
        f"{index} holds {counted(outcome.documents, 'document')}, "
        f"{counted(outcome.claims, 'claim')}, {counted(outcome.oppositions, 'finding')}."
    )
