"""Whom a plain sentence blames, read from its words alone, without a parser."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcheck.attribution.blame import DUTY, HARM
from factcheck.opposition.texts import stem

if TYPE_CHECKING:
    from factcheck.model import Party
    from factcheck.parties import Gazetteer

_TO_BLAME = re.compile(
    r"^\W*(?:['’]s fault|(?:\w+ ){0,3}(?:to blame|responsible|at fault|guilty|culpable|"
    r"the aggressor)\b)",
    re.IGNORECASE,
)
_FAILING = re.compile(
    r"^\W*(?:\w+ ){0,3}(?:(?:unwilling|unable)\b|(?:fail|refus|violat|breach|broke)\w*)",
    re.IGNORECASE,
)
_BLAME_ON = re.compile(
    r"(?:blame|fault|responsibility|responsible|guilt)\b[^.]{0,60}?"
    r"\b(?:on|with|to|party is|is|was)\s+(?:the )?$|"
    r"(?:because of|caused by|due to|accus\w+|blam\w+)\s+(?:the )?$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")


class Blame(NamedTuple):
    """Whom a sentence blames; ``plain`` where it names no deed but the blame itself."""

    party: Party
    plain: bool


def blamed(text: str, gazetteer: Gazetteer) -> Blame | None:
    """The party that ``text`` lays blame on: "X is to blame", "X failed to …", "X bombed …"."""
    for start, end, party in gazetteer.scan(text):
        after = text[end : end + 120]
        if _BLAME_ON.search(text[:start]):
            return Blame(party, True)
        if _TO_BLAME.match(after):
            return None if _NEGATED.search(after[:25]) else Blame(party, True)
        words = _WORDS.findall(after)[:4]
        negated = any(_NEGATED.fullmatch(w) for w in words)
        acts = {stem(w.casefold()) for w in words}
        harms = bool(_FAILING.match(after) or acts & _stems("harm")) and not negated
        if harms or (negated and acts & _stems("duty")):
            return Blame(party, False)
    return None


@lru_cache(maxsize=2)
def _stems(which: str) -> frozenset[str]:
    return frozenset(stem(word) for word in (HARM if which == "harm" else DUTY))
