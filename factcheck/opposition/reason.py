"""One plain sentence for a person: who says what against whom."""

from __future__ import annotations

from pathlib import Path

from factcheck.model import Act, Claim, Relation
from factcheck.naming import named
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
        charge, answer = _charge_and_answer(pair)
        answers = "denies it, saying" if answer.act is Act.DENIAL else "answers"
        return (
            f"{_who(charge)} says that {_what(charge)}; "
            f"{_low(_who(answer))} {answers} that {_what(answer)}."
        )
    if relation is Relation.MUTUAL_BLAME:
        return (
            f"Each blames the other: {_low(_who(a))} says that {_what(a)}; "
            f"{_low(_who(b))} says that {_what(b)}."
        )
    if relation is Relation.NUMERIC_CONFLICT:
        figures = pair.clash
        against = f" ({figures[0].written} against {figures[1].written})" if figures else ""
        return (
            f"The figures differ{against}: "
            f"{_low(_who(a))} says that {_what(a)}; {_low(_who(b))} says that {_what(b)}."
        )
    opening = (
        "The accounts differ"
        if relation is Relation.DIFFERING_ACCOUNT
        else "Both can hardly be true"
    )
    return f"{opening}: {_low(_who(a))} says that {_what(a)}; {_low(_who(b))} says that {_what(b)}."


def _charge_and_answer(pair: Pair) -> tuple[Claim, Claim]:
    """The claim that is denied and the one that denies it, as far as acts and blame tell."""
    a, b = pair.a.claim, pair.b.claim
    if (a.act is Act.DENIAL) != (b.act is Act.DENIAL):
        return (b, a) if a.act is Act.DENIAL else (a, b)
    turned = pair.charge_first()
    if turned is not None:
        return turned.a.claim, turned.b.claim
    return (a, b) if pair.blame[0] >= pair.blame[1] else (b, a)


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
