"""One plain sentence for a person: who says what against whom."""

from __future__ import annotations

from pathlib import Path

from factcheck.model import Claim, Relation
from factcheck.naming import named
from factcheck.opposition.figures import conflict
from factcheck.opposition.pairs import Pair
from factcheck.wordlists import word_lists

_LIMIT = 160


def reason(pair: Pair, relation: Relation) -> str:
    """The sentence for ``pair`` under ``relation``, both parties and both sayings in it."""
    a, b = pair.a.claim, pair.b.claim
    if relation is Relation.POSITION_CHANGE:
        earlier, later = sorted((pair.a, pair.b), key=lambda s: (s.day is None, s.day))
        return (
            f"{_who(earlier.claim)} changed its position: on {earlier.claim.document.published} "
            f"it said that {_what(earlier.claim)}, on {later.claim.document.published} that "
            f"{_what(later.claim)}."
        )
    if relation is Relation.DENIAL:
        turned = pair.charge_first() or pair
        return (
            f"{_who(turned.a.claim)} says that {_what(turned.a.claim)}; "
            f"{_low(_who(turned.b.claim))} denies it, saying that {_what(turned.b.claim)}."
        )
    if relation is Relation.MUTUAL_BLAME:
        return (
            f"Each blames the other: {_low(_who(a))} says that {_what(a)}; "
            f"{_low(_who(b))} says that {_what(b)}."
        )
    if relation is Relation.NUMERIC_CONFLICT:
        figures = conflict(pair.a.figures, pair.b.figures)
        if figures is not None:
            unit = " ".join(sorted(set(figures[0].unit) & set(figures[1].unit)))
            return (
                f"The figures differ ({figures[0].value:g} against {figures[1].value:g}, {unit}): "
                f"{_low(_who(a))} says that {_what(a)}; {_low(_who(b))} says that {_what(b)}."
            )
    return (
        f"Both cannot be true: {_low(_who(a))} says that {_what(a)}; "
        f"{_low(_who(b))} says that {_what(b)}."
    )


def _who(claim: Claim) -> str:
    name = named(claim.party.name) if claim.party is not None else (claim.speaker or "a source")
    return name[:1].upper() + name[1:]


def _low(name: str) -> str:
    return "the" + name[3:] if name.startswith("The ") else name


def _what(claim: Claim) -> str:
    said = claim.statement.rstrip(".!?")
    if len(said) > _LIMIT:
        said = said[:_LIMIT].rsplit(" ", 1)[0] + " …"
    first = said.split(" ", 1)[0]
    if first in _LOWERED:
        said = said[0].lower() + said[1:]
    return said


_LOWERED = word_lists(Path(__file__).parent / "words.toml")["openers"]
