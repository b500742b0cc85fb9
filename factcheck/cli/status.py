"""``factcheck status``: what an index holds, and by which models."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.options import DEFAULT_INDEX, DataFormat, IndexOption, data_format, emit


def status(
    index: IndexOption = DEFAULT_INDEX,
    form: Annotated[
        DataFormat | None, typer.Option("--format", "-f", help="table on a terminal, else json.")
    ] = None,
) -> None:
    """Say what is indexed: documents, claims by party, findings by relation, models.

    Example: factcheck status --index dispute
    """
    from collections import Counter

    from factcheck.report.fields import document_fields, dumps
    from factcheck.report.safe import safe_terminal
    from factcheck.store import Store

    with Store.open(index) as store:
        documents = store.documents()
        claims = store.claims()
        findings = store.oppositions()
        models = {key: store.meta(key) for key in ("encoder", "nli", "extractor")}
    by_document = Counter(c.document.sha256 for c in claims)
    parties = Counter((c.party.id, c.party.name) if c.party else ("", "no party") for c in claims)
    relations = Counter(o.relation.value for o in findings)
    if data_format(form, DataFormat.JSON) is not DataFormat.TABLE:
        fields = {
            "index": str(index),
            "documents": [
                {**document_fields(d), "claims": by_document[d.sha256]} for d in documents
            ],
            "claims": len(claims),
            "parties": [
                {"id": i or None, "name": n, "claims": k} for (i, n), k in parties.most_common()
            ],
            "findings": dict(relations.most_common()),
            "models": models,
        }
        emit(dumps(fields, indent=1))
        return
    lines = [
        f"{index}: {len(documents)} documents, {len(claims)} claims, {len(findings)} findings",
        "",
    ]
    lines += [
        f"  {by_document[d.sha256]:5} claims  {d.published or '(no date)'}  {d.path}"
        for d in documents
    ]
    lines += ["", "Claims by party"] + [
        f"  {k:5}  {n} ({i})" if i else f"  {k:5}  {n}" for (i, n), k in parties.most_common(20)
    ]
    lines += ["", "Findings by relation"] + [
        f"  {k:5}  {name}" for name, k in relations.most_common()
    ]
    lines += ["", "Models"] + [f"  {key:9}  {value}" for key, value in models.items()]
    emit("\n".join(safe_terminal(line) for line in lines))
