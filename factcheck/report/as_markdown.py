"""A report as Markdown (CommonMark with GitHub's tables)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from factcheck.model import Claim, Span
from factcheck.report.context import Piece, Role
from factcheck.report.fields import plain
from factcheck.report.safe import safe_markdown, shorten
from factcheck.report.summary import summary
from factcheck.report.view import Finding, Group, Matter, Report
from factcheck.report.words import (
    ACT_NAMES,
    FORM_NAMES,
    NEAR_MISSES,
    RELATION_MEANINGS,
    RELATION_NAMES,
    SCORE_MEANING,
    long_date,
    offsets,
    score_words,
    sentence_case,
    where,
)

_LONGEST = 1500
_LONGEST_IN_LIST = 400


def to_markdown(report: Report) -> str:
    """Summary, pairs of parties, findings by matter, documents and run, as Markdown."""
    blocks = ["# Who says what, and where they oppose each other"]
    blocks.append("\n".join(f"- {safe_markdown(sentence)}" for sentence in summary(report)))
    blocks += _pairs(report)
    for matter in report.matters:
        blocks.append(f"## {safe_markdown(sentence_case(matter.label)) or 'Other findings'}")
        for group in matter.groups:
            blocks += _finding(report, group.best)
            blocks += [_others(report, group)] if group.others else []
        blocks += [_near_misses(report, matter)] if matter.near_misses else []
    blocks += _documents(report)
    blocks.append("## About this report")
    blocks.append(SCORE_MEANING)
    run = "\n".join(f"- {safe_markdown(line)}" for line in run_lines(report.run))
    blocks += [run] if run else []
    return "\n\n".join(blocks) + "\n"


def run_lines(run: object, name: str = "") -> Iterator[str]:
    """Run data as lines of "name: value", nested names joined by a space."""
    value = plain(run)
    if isinstance(value, dict):
        for key, item in value.items():
            yield from run_lines(item, f"{name} {key}".strip())
    elif isinstance(value, list):
        yield f"{name}: {', '.join(str(item) for item in value)}"
    else:
        yield f"{name}: {'–' if value is None else value}"


def _pairs(report: Report) -> Iterator[str]:
    """The pairs of parties as a table, relations in columns."""
    if not report.matrix:
        return
    relations = [r for r in RELATION_NAMES if any(r in pair.counts for pair in report.matrix)]
    rows = [
        ["Parties", *(RELATION_NAMES[relation] for relation in relations), "All"],
        ["---", *("---:" for _ in relations), "---:"],
    ]
    for pair in report.matrix:
        names = " / ".join(safe_markdown(party.name) for party in (pair.first, pair.second))
        counts = [str(pair.counts.get(relation, "")) for relation in relations]
        rows.append([names, *counts, str(pair.total)])
    yield "## Who opposes whom"
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _finding(report: Report, finding: Finding) -> Iterator[str]:
    """One finding: its heading, why, and both claims."""
    opposition = finding.opposition
    parties = [safe_markdown(report.party_of(c).name) for c in (finding.first, finding.second)]
    yield f"### {RELATION_NAMES[opposition.relation]}: {' / '.join(parties)}"
    yield (
        f"**{score_words(opposition.score)}** — {RELATION_MEANINGS[opposition.relation]}. "
        f"{safe_markdown(opposition.reason)}"
    )
    for claim, words in zip((finding.first, finding.second), finding.words, strict=True):
        yield _who(report, claim)
        yield f"> {_context(report, claim, words)}"
        yield (
            f"Compared as: {safe_markdown(shorten(claim.statement, _LONGEST))}  \n"
            f"Where: {safe_markdown(claim.document.path)}, characters {offsets(claim)}"
        )
        copies = report.copies(finding, claim)
        if copies:
            yield f"Also in: {'; '.join(safe_markdown(where(copy)) for copy in copies)}"


def _others(report: Report, group: Group) -> str:
    """The weaker findings of one kind, a line each."""
    lines = [f"Also, {len(group.others):,} more of the same kind:\n"]
    for other in group.others:
        claims = " / ".join(
            f"{safe_markdown(report.party_of(claim).name)}: "
            f"{safe_markdown(shorten(claim.statement, _LONGEST_IN_LIST))}"
            for claim in (other.first, other.second)
        )
        identifier = safe_markdown(other.opposition.id)
        lines.append(f"- {other.opposition.score:.2f} · {claims} (finding {identifier})")
    return "\n".join(lines)


def _near_misses(report: Report, matter: Matter) -> str:
    """What comes near to the findings of a matter and is none, a line each."""
    lines = [f"{NEAR_MISSES}:\n"]
    for miss in matter.near_misses:
        claims = " / ".join(
            f"{safe_markdown(report.party_of(claim).name)}: "
            f"{safe_markdown(shorten(claim.statement, _LONGEST_IN_LIST))} "
            f"({safe_markdown(where(claim))})"
            for claim in (miss.first, miss.second)
        )
        lines.append(f"- {safe_markdown(sentence_case(miss.why))} · {claims}")
    return "\n".join(lines)


def _who(report: Report, claim: Claim) -> str:
    """Who makes a claim, how, where and when, on one line."""
    known = [
        claim.speaker if claim.speaker != report.party_of(claim).name else None,
        f"{ACT_NAMES[claim.act].lower()}, {FORM_NAMES[claim.form]}",
        claim.document.outlet,
        long_date(claim.document.published),
    ]
    details = " · ".join(safe_markdown(item) for item in known if item)
    return f"**{safe_markdown(report.party_of(claim).name)}** · {details}"


def _context(report: Report, claim: Claim, opposing: Sequence[Span]) -> str:
    """The sentence of a claim among its neighbours, what is attributed in bold.

    The ``opposing`` words in it are in italics besides.
    """
    parts = []
    pieces = report.context(claim, opposing)
    for attributed, run in groupby(pieces, key=lambda piece: piece.role is Role.CONTENT):
        parts += [_emphasised("".join(_inline(piece) for piece in run), "**" * attributed)]
    return "".join(parts).strip()


def _inline(piece: Piece) -> str:
    """A piece as Markdown, the white space at its ends kept as one space."""
    text = safe_markdown(piece.text)
    if not text:
        return " "
    lead = " " if piece.text[:1].isspace() else ""
    trail = " " if piece.text[-1:].isspace() else ""
    return _emphasised(f"{lead}{text}{trail}", "*" * piece.opposing)


def _emphasised(text: str, mark: str) -> str:
    """``text`` between two ``mark``, which only stand next to something that is no space."""
    inner = text.strip()
    return text.replace(inner, f"{mark}{inner}{mark}", 1) if inner else text


def _documents(report: Report) -> Iterator[str]:
    """What was read, a line a document."""
    if not report.documents:
        return
    yield "## Documents"
    lines = []
    for document in report.ordered_documents:
        known = [document.title, document.outlet, long_date(document.published), document.path]
        line = " · ".join(safe_markdown(item) for item in known if item)
        lines.append(f"- {line} · claims: {report.claims_per_document[document.path]}")
    yield "\n".join(lines)
