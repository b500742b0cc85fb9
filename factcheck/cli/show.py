"""``factcheck show``: one claim or finding in its context."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.options import (
    DEFAULT_INDEX,
    DataFormat,
    IndexOption,
    data_format,
    emit,
    terminal,
)


def show(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a claim or finding, or its beginning.")
    ],
    index: IndexOption = DEFAULT_INDEX,
    form: Annotated[
        DataFormat | None, typer.Option("--format", "-f", help="table on a terminal, else json.")
    ] = None,
) -> None:
    """Show a claim or a finding where it stands in its text, the span highlighted.

    Example: factcheck show 3f9a2c71
    """
    from factcheck.errors import InputError
    from factcheck.report import Report
    from factcheck.report.as_card import to_card
    from factcheck.report.fields import claim_fields, dumps, opposition_fields
    from factcheck.store import Store

    with Store.open(index) as store:
        findings = [o for o in store.oppositions() if o.id.startswith(id_)] if id_ else []
        claims = [c for c in store.claims() if c.id.startswith(id_)] if id_ else []
        if len(findings) + len(claims) != 1:
            what = "no claim or finding begins" if not findings and not claims else "several begin"
            raise InputError(
                f"{what} with {id_!r}; copy an id from: factcheck report --format json"
            )
        wanted = claims or store.claims([findings[0].a, findings[0].b])
        shas = {c.document.sha256 for c in wanted}
        found = Report(
            claims=wanted,
            oppositions=findings,
            parties={p.id: p for p in store.parties()},
            documents=[d for d in store.documents() if d.sha256 in shas],
            texts=store.texts(shas),
        )
    if data_format(form, DataFormat.JSON) is DataFormat.TABLE:
        emit(to_card(found, id_, **terminal(None)))
    elif findings:
        emit(
            dumps(
                {**opposition_fields(findings[0]), "claims": [claim_fields(c) for c in wanted]},
                indent=1,
            )
        )
    else:
        emit(dumps(claim_fields(claims[0]), indent=1))
