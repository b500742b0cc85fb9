"""``factcheck label``: what a reviewer makes of a finding."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.console import tell
from factcheck.cli.options import DEFAULT_INDEX, DataFormat, FormatOption, IndexOption
from factcheck.cli.output import as_data, data_format, emit, terminal
from factcheck.errors import InputError
from factcheck.model import Judgement

if TYPE_CHECKING:
    from factcheck.store import Store

EXAMPLE = 'factcheck label 3f9a2c71 wrong --note "not about the same strike" --index dispute'


def label(
    id_: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Id of a finding, or its beginning."),
    ] = None,
    judgement: Annotated[
        Judgement | None,
        typer.Argument(metavar="[right|wrong|unsure]", help="What you make of it."),
    ] = None,
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="Why, for those who read it.")
    ] = "",
    list_: Annotated[bool, typer.Option("--list", help="List all labels of the index.")] = False,
    index: IndexOption = DEFAULT_INDEX,
    form: FormatOption = None,
) -> None:
    """Say whether a finding is right, or list what was said.

    A label stays with its finding when the index is built anew, and comes back with a finding
    that was gone meanwhile. What is said last counts.
    """
    from factcheck.store import Store

    if list_:
        if id_ is not None or note:
            raise typer.BadParameter("--list takes no finding and no note")
        with Store.open(index) as store:
            _list(store, form)
    elif id_ is None or judgement is None:
        raise typer.BadParameter("name a finding and what it is: right, wrong or unsure")
    else:
        with Store.open(index) as store:
            _put(store, id_, judgement, note)


def _put(store: Store, id_: str, judgement: Judgement, note: str) -> None:
    from factcheck.model import Claim
    from factcheck.report.of_store import report_of
    from factcheck.store.labels import put

    found = report_of(store, unsure=True).find(id_)
    if isinstance(found, Claim):
        raise InputError(
            f"{id_} is a claim, and findings are labelled; "
            "list their ids with: factcheck report --format json"
        )
    said = put(store, found.opposition.id, judgement, note)
    tell(f"Finding {said.finding} is labelled {said.label}.")


def _list(store: Store, form: DataFormat | None) -> None:
    from factcheck.report.as_list import labels_table
    from factcheck.store.labels import labels

    found = list(labels(store).values())
    chosen = data_format(form)
    if chosen is not DataFormat.TABLE:
        emit(as_data([asdict(said) for said in found], chosen))
    elif found:
        emit(labels_table(found, **terminal()))
    else:
        emit("No finding is labelled.\n")
