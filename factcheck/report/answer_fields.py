"""The answer to a query as plain JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report.fields import claim_fields, party_fields, plain

if TYPE_CHECKING:
    from factcheck.bearing import Match
    from factcheck.query import Answer, Tally


def match_fields(match: Match) -> dict[str, object]:
    """A claim, how it stands to the queried one, how sure that is, and why it is no more."""
    return {
        "claim": claim_fields(match.claim),
        "stance": str(match.stance),
        "score": plain(match.score),
        "relation": str(match.relation) if match.relation is not None else None,
        "why": match.why,
    }


def tally_fields(tally: Tally) -> dict[str, object]:
    """A party, null for none, and how many of its claims support, refute or only touch."""
    return {
        "party": party_fields(tally.party) if tally.party is not None else None,
        "supports": tally.supports,
        "refutes": tally.refutes,
        "neutral": tally.neutral,
    }


def answer_fields(answer: Answer) -> dict[str, object]:
    """The queried claim, its matches, best first, and the tally of each party."""
    return {
        "claim": answer.claim,
        "matches": [match_fields(match) for match in answer.matches],
        "parties": [tally_fields(tally) for tally in answer.parties],
    }
