"""Claims and the answer to a query as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.model import Claim, Label, Stance
from factcheck.nli.judge import LABELS
from factcheck.report.as_table import printed
from factcheck.report.safe import safe_terminal, shorten
from factcheck.report.words import counted, long_date

if TYPE_CHECKING:
    from rich.table import Table

    from factcheck.bearing import Match
    from factcheck.query import Answer

_MARKS = {Stance.SUPPORTS: "+ supports", Stance.REFUTES: "- refutes", Stance.NEUTRAL: "  neutral"}
_WIDEST = max(map(len, _MARKS.values()))
#: Characters of a statement that are shown.
LONGEST = 1500


def claims_table(claims: Iterable[Claim], *, width: int = 120, colour: bool = False) -> str:
    """One row a claim: id, party and speaker, act, statement, place."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("Id", no_wrap=True, width=8)
    table.add_column("Who", ratio=3)
    table.add_column("Act", no_wrap=True)
    table.add_column("Statement", ratio=8)
    table.add_column("Where", ratio=3, overflow="fold")
    for claim in claims:
        start = claim.content[0].start
        act = str(claim.act) + (f" → {', '.join(claim.targets)}" if claim.targets else "")
        table.add_row(
            claim.id[:8],
            Text(safe_terminal(who(claim))),
            Text(safe_terminal(act)),
            Text(safe_terminal(claim.statement)),
            Text(safe_terminal(f"{Path(claim.document.path).name}:{start}")),
        )
    return printed(table, width=width, colour=colour)


def labels_table(labels: Iterable[Label], *, width: int = 120, colour: bool = False) -> str:
    """One row a label: finding, label, day, note."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("Finding", no_wrap=True, width=16)
    table.add_column("Label", no_wrap=True)
    table.add_column("When", no_wrap=True)
    table.add_column("Note", ratio=1)
    for label in labels:
        table.add_row(
            Text(safe_terminal(label.finding)),
            str(label.label),
            long_date(label.labelled),
            Text(safe_terminal(label.note)),
        )
    return printed(table, width=width, colour=colour)


def answer_table(answer: Answer, *, width: int = 120, colour: bool = False) -> str:
    """The matches of a query, best first, and the tally of the parties."""
    from rich.console import Group
    from rich.text import Text

    tallies = [
        f"{tally.party.name if tally.party else 'no party'}: "
        f"{counted(tally.supports, 'supports', 'support')}, "
        f"{counted(tally.refutes, 'refutes', 'refute')}, {tally.neutral:,} neutral"
        for tally in answer.parties
    ]
    if not answer.matches:
        return "No claim in the index bears on this.\n"
    table = matches_table((match, "") for match in answer.matches)
    lines = [Text(safe_terminal(line)) for line in tallies]
    return printed(Group(table, *lines), width=width, colour=colour)


def matches_table(matches: Iterable[tuple[Match, str]], *, header: bool = True) -> Table:
    """A row a match, given with a remark on who makes it: stance, score, who, statement, place."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD if header else None, expand=True, pad_edge=False)
    table.show_header = header
    table.add_column("Stance", no_wrap=True, width=_WIDEST)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Who", ratio=3)
    table.add_column("Statement", ratio=8)
    table.add_column("Where", ratio=3, overflow="fold")
    styles = {Stance.SUPPORTS: "green", Stance.REFUTES: "red", Stance.NEUTRAL: "dim"}
    for match, remark in matches:
        claim = match.claim
        table.add_row(
            Text(_MARKS[match.stance], style=styles[match.stance]),
            f"{match.score:.2f}",
            Text(safe_terminal(who(claim)) + (f"\n({remark})" if remark else "")),
            Text.assemble(
                safe_terminal(shorten(claim.statement, LONGEST)),
                ("\n" + safe_terminal(f"({match.why})") if match.why else "", "dim"),
            ),
            Text(safe_terminal(f"{Path(claim.document.path).name}:{claim.content[0].start}")),
        )
    return table


def who(claim: Claim) -> str:
    """Party and speaker, or whoever is named as the source."""
    party = claim.party.name if claim.party is not None else None
    if claim.speaker and party and claim.speaker != party:
        return f"{party} ({claim.speaker})"
    return party or claim.speaker or (claim.source.text if claim.source else "unnamed")


def verdict_table(
    rows: Iterable[Mapping[str, Any]], *, width: int = 120, colour: bool = False
) -> str:
    """Judged pairs, a row each: three probabilities and the verdict."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False)
    for name in ("Premise", "Hypothesis"):
        table.add_column(name, ratio=4)
    for name in LABELS:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    for row in rows:
        table.add_row(
            Text(safe_terminal(row["premise"])),
            Text(safe_terminal(row["hypothesis"])),
            *(f"{row[name]:.3f}" for name in LABELS),
            str(row["verdict"]),
        )
    return printed(table, width=width, colour=colour)
