"""Claims as JSON, one object a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.model import Claim, Label
from factcheck.report.fields import claim_fields, dumps, label_fields


def to_jsonl(claims: Iterable[Claim], labels: Mapping[str, Sequence[Label]] | None = None) -> str:
    """``claims`` in their order, an object a line; the empty string where there are none.

    ``labels`` are what reviewers said of the findings that a claim stands in, by its id; a
    claim that stands in none of these has no field of that name.
    """
    return "".join(
        f"{dumps(claim_fields(claim) | _said((labels or {}).get(claim.id, ())))}\n"
        for claim in claims
    )


def _said(labels: Sequence[Label]) -> dict[str, object]:
    fields = [{"finding": label.finding, **label_fields(label)} for label in labels]
    return {"labels": fields} if fields else {}
