"""An index as a report."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from factcheck.report.view import Report

if TYPE_CHECKING:
    from factcheck.store import Store


def report_of(store: Store, *, unsure: bool = False) -> Report:
    """Everything that ``store`` holds, with the findings that are too unsure where asked for.

    ``parties`` are those that make a claim and those that are blamed by one.
    """
    from factcheck.opposition.weights import threshold
    from factcheck.report.near_misses import near_misses
    from factcheck.store.labels import labels
    from factcheck.tools import gazetteer_of

    claims = store.claims()
    findings = store.oppositions(0.0 if unsure else threshold())
    documents = store.documents()
    parties = {p.id: p for p in store.parties()}
    blamed = {target for claim in claims for target in claim.targets} - parties.keys()
    table = gazetteer_of(store) if blamed or findings else None
    for target in sorted(blamed):
        party = table.party(target) if table is not None else None
        if party is not None:
            parties[target] = party
    report = Report(
        claims=claims,
        oppositions=findings,
        parties=parties,
        documents=documents,
        texts=store.texts([d.sha256 for d in documents]),
        run={
            "tool": f"factcheck {version('factcheck')}",
            "encoder": store.meta("encoder"),
            "nli": store.meta("nli"),
            "parser": (store.meta("extractor") or "//").split("/")[1],
            "documents": len(documents),
            "claims": len(claims),
            "findings": len(findings),
        },
        labels=labels(store),
    )
    if table is None:
        return report
    return replace(report, near_misses=near_misses(report, store, table))
