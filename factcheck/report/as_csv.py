"""Findings as comma-separated values, a finding a row, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from factcheck.model import Claim
from factcheck.report.safe import safe_cell
from factcheck.report.view import Finding, Report

_CLAIM_COLUMNS = (
    "claim",
    "party_id",
    "party",
    "speaker",
    "act",
    "statement",
    "verbatim",
    "start",
    "end",
    "path",
    "title",
    "outlet",
    "published",
    "url",
)
COLUMNS = (
    "id",
    "relation",
    "score",
    "matter",
    "reason",
    *(f"first_{name}" for name in _CLAIM_COLUMNS),
    *(f"second_{name}" for name in _CLAIM_COLUMNS),
)
"""The header row.  ``first`` and ``second`` are in reading order, as in every report for people."""


def to_csv(report: Report) -> str:
    """Findings best first under a header row; text is quoted, numbers are not.

    ``start`` and ``end`` enclose a claim's content; ``verbatim`` is its spans joined by " … ".
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(report, finding) for finding in report.findings)
    return out.getvalue()


def _row(report: Report, finding: Finding) -> list[str | int | float]:
    """The cells of one finding, safe to open."""
    opposition = finding.opposition
    cells = [
        opposition.id,
        str(opposition.relation),
        round(opposition.score, 4),
        opposition.matter,
        opposition.reason,
        *_claim_cells(report, finding.first),
        *_claim_cells(report, finding.second),
    ]
    return [safe_cell(cell) if isinstance(cell, str) else cell for cell in cells]


def _claim_cells(report: Report, claim: Claim) -> list[str | int]:
    """The cells of one claim, in the order of ``_CLAIM_COLUMNS``."""
    spans = claim.content or (claim.sentence,)
    party = report.party_of(claim) if claim.party else None
    document = claim.document
    return [
        claim.id,
        party.id if party else "",
        party.name if party else "",
        claim.speaker or "",
        str(claim.act),
        claim.statement,
        " … ".join(span.text for span in spans),
        spans[0].start,
        spans[-1].end,
        document.path,
        document.title or "",
        document.outlet or "",
        document.published or "",
        document.url or "",
    ]
