"""A checked draft as plain JSON values."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.checking import Checked, summary
from factcheck.report.answer_fields import match_fields, tally_fields
from factcheck.report.fields import claim_fields


def checked_fields(checked: Checked, limit: int) -> dict[str, object]:
    """A claim of a draft, where it stands, at most ``limit`` matches, the tally of all of them.

    ``same_party`` tells a match that the claim's own party makes from what others say.
    """
    return {
        "claim": claim_fields(checked.claim),
        "line": checked.line,
        "standing": str(checked.standing),
        "matches": [
            {**match_fields(match), "same_party": checked.same_party(match)}
            for match in checked.answer.matches[:limit]
        ],
        "parties": [tally_fields(tally) for tally in checked.answer.parties],
    }


def check_fields(checked: Sequence[Checked], limit: int) -> dict[str, object]:
    """All claims of a draft as :func:`checked_fields` gives them, and how many stand how."""
    return {
        "claims": [checked_fields(each, limit) for each in checked],
        "summary": {
            "claims": len(checked),
            **{str(standing): number for standing, number in summary(checked).items()},
        },
    }
