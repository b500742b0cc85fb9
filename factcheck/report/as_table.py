"""A report for a terminal."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from factcheck.model import Claim, Relation
from factcheck.report.safe import safe_terminal, shorten
from factcheck.report.summary import summary
from factcheck.report.view import Finding, Group, Matter, Report
from factcheck.report.words import RELATION_NAMES, likelihood_words, long_date, sentence_case

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

RELATION_STYLES = {
    Relation.CONTRADICTION: "bold red",
    Relation.DENIAL: "bold magenta",
    Relation.MUTUAL_BLAME: "bold yellow",
    Relation.NUMERIC_CONFLICT: "bold cyan",
    Relation.DIFFERING_ACCOUNT: "bold blue",
    Relation.POSITION_CHANGE: "bold green",
}
"""A colour a relation, always beside its name."""

_LONGEST = 280
_ID = 8


def to_table(report: Report, *, width: int = 100, colour: bool = False) -> str:
    """Summary and findings by matter, ``width`` columns wide, in colours where asked for."""
    return printed(table(report), width=width, colour=colour)


def printed(renderable: RenderableType, *, width: int, colour: bool) -> str:
    """What rich would print, as text, without regard to the terminal at hand."""
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        _environ={},
    )
    console.print(renderable)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def table(report: Report) -> RenderableType:
    """Summary and findings by matter, to be printed with a rich console of one's own."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [Text(safe_terminal(line)) for line in summary(report)]
    for matter in report.matters:
        parts += [Text(), _matter(report, matter)]
    return Group(*parts)


def _matter(report: Report, matter: Matter) -> Table:
    """The findings on one matter: score and relation, then the two claims side by side."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(
        title=Text(safe_terminal(sentence_case(matter.label)) or "Other findings", style="bold"),
        title_justify="left",
        box=box.HORIZONTALS,
        show_header=False,
        show_lines=True,
        expand=True,
        padding=(0, 1),
    )
    shown.add_column(width=20)
    shown.add_column(ratio=1, overflow="fold")
    shown.add_column(ratio=1, overflow="fold")
    for group in matter.groups:
        best = group.best
        shown.add_row(_heading(best), _claim(report, best.first), _claim(report, best.second))
        if group.others:
            shown.add_row(*_others(group))
    for miss in matter.near_misses:
        why = Text.assemble("No opposition\n", (safe_terminal(miss.why), "dim"))
        shown.add_row(why, *(_claim(report, claim) for claim in (miss.first, miss.second)))
    return shown


def _others(group: Group) -> tuple[Text, Text]:
    """How many more there are of one kind, and the start of their ids, for ``factcheck show``."""
    from rich.text import Text

    ids = ", ".join(safe_terminal(other.opposition.id)[:_ID] for other in group.others)
    return Text("Also"), Text(f"{len(group.others):,} more of the same kind: {ids}", style="dim")


def _heading(finding: Finding) -> Text:
    """Relation, score and the start of the id, a line each."""
    from rich.text import Text

    opposition = finding.opposition
    return Text.assemble(
        (RELATION_NAMES[opposition.relation], RELATION_STYLES[opposition.relation]),
        f"\n{opposition.score:.2f}\n{likelihood_words(opposition.score)}\n",
        (safe_terminal(opposition.id)[:_ID], "dim"),
    )


def _claim(report: Report, claim: Claim) -> Text:
    """Who, what, and where it was printed."""
    from rich.text import Text

    party = report.party_of(claim).name
    speaker = f" ({safe_terminal(claim.speaker)})" if claim.speaker not in {None, party} else ""
    printed_in = " · ".join(
        safe_terminal(item)
        for item in (claim.document.outlet, long_date(claim.document.published))
        if item
    )
    return Text.assemble(
        (safe_terminal(party), "bold"),
        speaker,
        f"\n{safe_terminal(shorten(claim.statement, _LONGEST))}",
        (f"\n{printed_in or safe_terminal(claim.document.path)}", "dim"),
    )
