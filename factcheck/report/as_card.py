"""One claim or one finding in its context, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from factcheck.model import Claim, Span
from factcheck.report.as_table import RELATION_STYLES, printed
from factcheck.report.context import Piece, Role
from factcheck.report.evidence import evidence_of
from factcheck.report.safe import safe_terminal, shorten
from factcheck.report.view import Finding, Report
from factcheck.report.words import (
    ACT_NAMES,
    FORM_NAMES,
    RELATION_MEANINGS,
    RELATION_NAMES,
    label_words,
    long_date,
    offsets,
    score_words,
    where,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_LONGEST = 1500
_STYLES = {
    Role.AROUND: "dim",
    Role.SENTENCE: "",
    Role.SOURCE: "underline",
    Role.CUE: "italic",
    Role.CONTENT: "bold reverse",
    Role.OMISSION: "dim",
}

_OPPOSING = "bold reverse underline"


def to_card(
    report: Report, item: Claim | Finding, *, width: int = 100, colour: bool = False
) -> str:
    """``item`` in its context as text; without colours the content stands in ⟦ ⟧."""
    return printed(card(report, item, brackets=not colour), width=width, colour=colour)


def card(report: Report, item: Claim | Finding, *, brackets: bool = False) -> RenderableType:
    """``item``, as found by ``report.find``, to be printed with a rich console.

    ``brackets`` puts the content between ⟦ and ⟧, for output without colours.
    """
    if isinstance(item, Claim):
        return _claim(report, item, brackets)
    return _finding(report, item, brackets)


def _finding(report: Report, finding: Finding, brackets: bool) -> RenderableType:
    """Why two claims oppose each other, both in context, and the evidence."""
    from rich.console import Group
    from rich.text import Text

    opposition = finding.opposition
    heading = Text.assemble(
        (RELATION_NAMES[opposition.relation], RELATION_STYLES[opposition.relation]),
        f" · {score_words(opposition.score)} · ",
        (safe_terminal(opposition.id), "dim"),
    )
    parts: list[RenderableType] = [
        heading,
        Text(f"Here {RELATION_MEANINGS[opposition.relation]}.", style="dim"),
        Text(safe_terminal(opposition.reason)),
    ]
    if finding.label is not None:
        parts.append(Text(safe_terminal(label_words(finding.label)), style="bold"))
    for claim, words in zip((finding.first, finding.second), finding.words, strict=True):
        parts += [Text(), _claim(report, claim, brackets, words)]
        parts += [
            Text(f"Also in {safe_terminal(where(copy))}", style="dim")
            for copy in report.copies(finding, claim)
        ]
    evidence = evidence_of(finding)
    lines = [
        f"NLI, {verdict.direction.lower()}: entailment {verdict.entailment:.2f}, "
        f"neutral {verdict.neutral:.2f}, contradiction {verdict.contradiction:.2f}"
        for verdict in evidence.verdicts
    ]
    lines += [f"{label}: {value}" for label, value in evidence.facts]
    if lines:
        parts += [Text(), Text("Evidence", style="bold")]
        parts += [Text(safe_terminal(line)) for line in lines]
    return Group(*parts)


def _claim(
    report: Report, claim: Claim, brackets: bool, opposing: Sequence[Span] = ()
) -> RenderableType:
    """Who claims what, the sentence in its context, and where it stands."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    party = report.party_of(claim)
    speaker = (
        f" ({safe_terminal(claim.speaker)})" if claim.speaker not in {None, party.name} else ""
    )
    against = ", ".join(report.party(target).name for target in claim.targets)
    how = f"{ACT_NAMES[claim.act].lower()}, {FORM_NAMES[claim.form]}"
    heading = Text.assemble(
        (safe_terminal(party.name), "bold"),
        f"{speaker} · {how}",
        f" · against {safe_terminal(against)}" if against else "",
        (f" · {safe_terminal(claim.id)}", "dim"),
    )
    document = claim.document
    known = (document.title, document.outlet, long_date(document.published))
    origin = " · ".join(safe_terminal(item) for item in known if item)
    lines: list[RenderableType] = [
        heading,
        Padding(_context(report.context(claim, () if brackets else opposing), brackets), (0, 2)),
    ]
    lines.append(Text(f"Compared as: {safe_terminal(shorten(claim.statement, _LONGEST))}"))
    lines += [Text(origin, style="dim")] if origin else []
    lines.append(Text(f"{safe_terminal(document.path)}, characters {offsets(claim)}", style="dim"))
    return Group(*lines)


def _context(pieces: tuple[Piece, ...], brackets: bool) -> Text:
    """The pieces of a context as one styled text."""
    from rich.text import Text

    text = Text()
    content = False
    for piece, after in zip_longest(pieces, pieces[1:]):
        words = safe_terminal(piece.text)
        lead = " " if piece.text[:1].isspace() else ""
        trail = " " if words and piece.text[-1:].isspace() else ""
        if brackets and piece.role is Role.CONTENT:
            words = f"⟦{words}⟧"
        goes_on = after is not None and piece.role is after.role is Role.CONTENT
        text.append("" if content else lead)
        words = f"{lead * content}{words}{trail * goes_on}"
        text.append(words, style=_OPPOSING if piece.opposing else _STYLES[piece.role])
        text.append("" if goes_on else trail)
        content = goes_on
    return text
