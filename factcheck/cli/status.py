"""``factcheck status``: what an index holds, and by which models."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.cli.options import DEFAULT_INDEX, DataFormat, FormatOption, IndexOption
from factcheck.cli.output import as_data, data_format, emit

if TYPE_CHECKING:
    from factcheck.store import Store

EXAMPLE = "factcheck status --index dispute"
#: Parties listed in the table; the data has them all.
_PARTIES = 20


def status(index: IndexOption = DEFAULT_INDEX, form: FormatOption = None) -> None:
    """Say what the index holds, and by which models.

    These are documents, claims by party, findings by relation, and the models' names.
    """
    from factcheck.store import Store

    with Store.open(index) as store:
        fields = _fields(store, index)
    chosen = data_format(form)
    if chosen is DataFormat.TABLE:
        emit("".join(line + "\n" for line in _lines(fields)))
    else:
        emit(as_data(fields, chosen))


def _fields(store: Store, index: Path) -> dict[str, Any]:
    from factcheck.inverted import search_kind
    from factcheck.opposition.reach import reach_kind
    from factcheck.opposition.weights import threshold
    from factcheck.report.fields import document_fields

    claims = store.claims()
    by_document = Counter(c.document.sha256 for c in claims)
    parties = Counter((c.party.id, c.party.name) if c.party else (None, None) for c in claims)
    relations = Counter(o.relation.value for o in store.oppositions(threshold()))
    return {
        "index": str(index),
        "documents": [
            {**document_fields(d), "claims": by_document[d.sha256]} for d in store.documents()
        ],
        "claims": len(claims),
        "parties": [
            {"id": id_, "name": name, "claims": count}
            for (id_, name), count in parties.most_common()
        ],
        "findings": dict(relations.most_common()),
        "search": search_kind(len(claims)),
        "comparison": reach_kind(len(by_document)),
        "models": {key: store.meta(key) for key in ("encoder", "nli", "extractor")},
    }


def _lines(fields: dict[str, Any]) -> list[str]:
    from factcheck.report.safe import safe_terminal as safe
    from factcheck.report.words import counted

    findings = fields["findings"]
    return [
        f"{safe(fields['index'])}: {counted(len(fields['documents']), 'document')}, "
        f"{counted(fields['claims'], 'claim')}, {counted(sum(findings.values()), 'finding')}",
        "\nClaims by document",
        *(
            f"{d['claims']:7}  {d['published'] or '(no date)'}  {safe(d['path'])}"
            for d in fields["documents"]
        ),
        "\nClaims by party",
        *(
            f"{p['claims']:7}  {safe(p['name'])} ({safe(p['id'])})"
            if p["id"]
            else f"{p['claims']:7}  no party"
            for p in fields["parties"][:_PARTIES]
        ),
        "\nFindings by relation",
        *(f"{count:7}  {name}" for name, count in findings.items()),
        "\nSearch",
        f"  of a query: {fields['search']}",
        f"  of a build: {fields['comparison']}",
        "\nModels",
        *(f"  {key:9}  {safe(str(value))}" for key, value in fields["models"].items()),
    ]
