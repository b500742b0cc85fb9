"""A checked draft for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck.checking import Checked, Standing, summary
from factcheck.model import Claim, Form, Stance
from factcheck.report.as_list import LONGEST, matches_table, who
from factcheck.report.as_table import printed
from factcheck.report.safe import safe_terminal, shorten
from factcheck.report.words import counted, listed, offsets

if TYPE_CHECKING:
    from rich.text import Text


def check_table(
    checked: Sequence[Checked],
    limit: int,
    *,
    everything: bool = False,
    width: int = 120,
    colour: bool = False,
) -> str:
    """A draft claim by claim: what refutes it, then what supports it, ``limit`` matches at most.

    Claims that nothing bears on are counted, and shown only with ``everything``.
    """
    from rich.console import Group, RenderableType
    from rich.text import Text

    parts: list[RenderableType] = []
    for each in checked:
        matches = each.answer.matches
        if not matches and not everything:
            continue
        parts += [_place(each.claim, each.line), _statement(each.claim)]
        if matches:
            shown = [(m, "same party" if each.same_party(m) else "") for m in matches[:limit]]
            parts.append(matches_table(shown, header=False))
        else:
            parts.append(Text("  nothing in the index bears on this", style="dim"))
        if len(matches) > limit:
            refuting = sum(m.stance is Stance.REFUTES for m in matches[limit:])
            parts.append(Text(_further(refuting, len(matches) - limit - refuting), style="dim"))
        parts.append(Text())
    parts += [Text(line) for line in _standings(checked, everything)]
    return printed(Group(*parts), width=width, colour=colour)


def _place(claim: Claim, line: int) -> Text:
    from rich.text import Text

    place = f"{claim.document.path}, line {line:,}, characters {offsets(claim)}"
    return Text(safe_terminal(place), style="dim")


def _statement(claim: Claim) -> Text:
    """The statement, after who makes it unless the draft does in its own voice."""
    from rich.text import Text

    statement = safe_terminal(shorten(claim.statement, LONGEST))
    if claim.form is Form.NARRATION:
        return Text(statement, style="bold")
    return Text.assemble(f"{safe_terminal(who(claim))}: ", (statement, "bold"))


def _further(refuting: int, supporting: int) -> str:
    kinds = [
        f"{number:,} more {verb}"
        for number, verb in (
            (refuting, "refutes" if refuting == 1 else "refute"),
            (supporting, "supports" if supporting == 1 else "support"),
        )
        if number
    ]
    return f"  {listed(kinds)} it besides; see --limit"


def _standings(checked: Sequence[Checked], everything: bool) -> Iterator[str]:
    """How many claims stand in which way."""
    if not checked:
        yield "The draft makes no claim."
        return
    counts = summary(checked)
    yield (
        f"{counted(len(checked), 'claim')} checked: {counts[Standing.REFUTED]:,} only refuted, "
        f"{counts[Standing.SUPPORTED]:,} only supported, {counts[Standing.BOTH]:,} both."
    )
    untouched = counts[Standing.UNTOUCHED]
    if untouched:
        hint = "" if everything else " (listed with --all)"
        yield f"Nothing in the index bears on {counted(untouched, 'claim')}{hint}."
