"""A report as one JSON object."""

from __future__ import annotations

from factcheck.report.fields import (
    claim_fields,
    document_fields,
    dumps,
    finding_fields,
    near_miss_fields,
    party_fields,
    plain,
)
from factcheck.report.view import NOBODY, Report


def to_json(report: Report) -> str:
    """``report`` as the contract has it, and what comes near to a finding and is none besides.

    Oppositions come best first, claims in reading order.
    """
    parties = {party.id: party for party, _ in report.claims_by_party if party.id != NOBODY.id}
    parties.update(report.parties)
    fields = {
        "oppositions": [finding_fields(finding) for finding in report.findings],
        "claims": [claim_fields(claim) for claim in report.ordered_claims],
        "parties": [party_fields(parties[party_id]) for party_id in sorted(parties)],
        "documents": [document_fields(document) for document in report.ordered_documents],
        "near_misses": [
            near_miss_fields(matter.label, miss)
            for matter in report.matters
            for miss in matter.near_misses
        ],
        "run": plain(report.run),
    }
    return dumps(fields, indent=2) + "\n"
