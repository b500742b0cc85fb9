"""Claims as JSON, one object a line."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model import Claim
from factcheck.report.fields import claim_fields, dumps


def to_jsonl(claims: Iterable[Claim]) -> str:
    """``claims`` in their order, an object a line; the empty string where there are none."""
    return "".join(f"{dumps(claim_fields(claim))}\n" for claim in claims)
