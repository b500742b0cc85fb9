"""A state that its own people call "his country": "His country held 14 men" is "Norland held"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from factcheck.model import Claim, Party
from factcheck.naming import named
from factcheck.statements.inflection import finish

#: Whose country a statement opens with is the speaker's; further on it may be another's.
_OPENS = re.compile(r"(?:his|her|their|my|our) (?:own )?country\b(?! and)", re.IGNORECASE)


def countries(claims: Iterable[Claim], is_state: Callable[[Party | None], bool]) -> Iterator[Claim]:
    """``claims`` with the name of the state where one who speaks for it says "my country"."""
    for claim in claims:
        said = _said(claim) if is_state(claim.party) else None
        yield claim if said is None else replace(claim, statement=said)


def _said(claim: Claim) -> str | None:
    """The statement with the state's name; None where it does not say "my country"."""
    if claim.party is None:
        return None
    state = named(claim.party.name)
    if _OPENS.match(claim.statement):
        return finish(_OPENS.sub(lambda _: state, claim.statement, count=1))
    if claim.speaker is None:
        return None
    own = rf"(?<!\w){re.escape(claim.speaker)}['\u2019]s (?:own )?country\b"
    said, times = re.subn(own, lambda _: state, claim.statement)
    return finish(said) if times else None
