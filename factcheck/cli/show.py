"""``factcheck show``: one claim or finding in its context."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.options import DEFAULT_INDEX, DataFormat, FormatOption, IndexOption
from factcheck.cli.output import as_data, data_format, emit, terminal

EXAMPLE = "factcheck show 3f9a2c71 --index dispute"


def show(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a claim or finding, or its beginning.")
    ],
    index: IndexOption = DEFAULT_INDEX,
    form: FormatOption = None,
) -> None:
    """Show a claim or a finding where it stands in its text.

    The ids stand in the first column of a report, in its page and in all data.
    """
    from factcheck.model import Claim
    from factcheck.report.fields import claim_fields, finding_fields
    from factcheck.report.of_store import report_of
    from factcheck.store import Store

    with Store.open(index) as store:
        report = report_of(store, unsure=True)
    found = report.find(id_)
    chosen = data_format(form)
    if chosen is DataFormat.TABLE:
        from factcheck.report.as_card import to_card

        emit(to_card(report, found, **terminal()))
    elif isinstance(found, Claim):
        emit(as_data(claim_fields(found), chosen))
    else:
        claims = sorted((found.first, found.second), key=lambda c: c.id)
        fields = finding_fields(found)
        emit(as_data({**fields, "claims": [claim_fields(c) for c in claims]}, chosen))
