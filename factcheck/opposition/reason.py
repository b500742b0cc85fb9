"""One plain sentence for a person: who says what against whom."""

from __future__ import annotations

from factcheck.model import Act, Claim, Relation
from factcheck.naming import REBUTTAL, clause, is_plural, named
from factcheck.opposition.pairs import Pair
from factcheck.opposition.polarity import positive
from factcheck.parties.sides import called, several

_LIMIT = 160


def reason(pair: Pair, relation: Relation) -> str:
    """The sentence for ``pair`` under ``relation``, both parties and both sayings in it."""
    a, b = pair.a.claim, pair.b.claim
    both = f"{_says(a)}; {_says(b)}"
    if relation is Relation.POSITION_CHANGE:
        earlier, later = sorted((pair.a, pair.b), key=lambda s: (s.day is None, s.day))
        its, it = ("their", "they") if _several(earlier.claim) else ("its", "it")
        said = (
            f"{_who(earlier.claim)} changed {its} position: on {earlier.claim.document.published} "
            f"{it} said that {_what(earlier.claim)}, on {later.claim.document.published} that "
            f"{_what(later.claim)}"
        )
    elif relation is Relation.DENIAL:
        charge, answer = _charge_and_answer(pair)
        said = f"{_says(charge)}; {_answers(answer, charge)}"
    elif relation is Relation.MUTUAL_BLAME:
        said = f"each blames the other: {both}"
    elif relation is Relation.NUMERIC_CONFLICT:
        figures = pair.clash
        written = [clause(figure.written, "") for figure in figures or ()]
        against = f" ({' against '.join(written)})" if figures else ""
        said = f"the figures differ{against}: {both}"
    elif relation is Relation.DIFFERING_ACCOUNT:
        said = f"the accounts differ: {both}"
    else:
        said = f"both can hardly be true: {both}"
    return f"{said[:1].upper()}{said[1:]}."


def _charge_and_answer(pair: Pair) -> tuple[Claim, Claim]:
    """The claim that is denied and the one that denies it, as far as acts and blame tell."""
    a, b = pair.a.claim, pair.b.claim
    if (a.act is Act.DENIAL) != (b.act is Act.DENIAL):
        return (b, a) if a.act is Act.DENIAL else (a, b)
    turned = pair.charge_first()
    if turned is not None:
        return turned.a.claim, turned.b.claim
    negated = [positive(claim.statement) is not None for claim in (a, b)]
    if negated[0] is not negated[1]:
        return (b, a) if negated[0] else (a, b)
    if pair.blame[0] == pair.blame[1]:
        return (b, a) if _later(a, b) else (a, b)
    return (a, b) if pair.blame[0] > pair.blame[1] else (b, a)


def _later(one: Claim, other: Claim) -> bool:
    """Whether ``one`` stands after ``other`` in the same document, or in a later one."""
    if one.document.sha256 == other.document.sha256:
        return one.content[0].start > other.content[0].start
    return (one.document.published or "") > (other.document.published or "")


def _answers(claim: Claim, charge: Claim) -> str:
    """What ``claim`` has to say to ``charge``; no more than that, where it says no more."""
    if claim.statement.casefold() == f"{REBUTTAL}{charge.statement}".casefold():
        return f"{_who(claim)} {_verb(claim, 'say')} that this is false"
    if claim.act is not Act.DENIAL:
        return f"{_who(claim)} {_verb(claim, 'answer')} that {_what(claim)}"
    if claim.statement.startswith(REBUTTAL):
        return _says(claim)
    return f"{_who(claim)} {_verb(claim, 'deny')} it, saying that {_what(claim)}"


def _says(claim: Claim) -> str:
    return f"{_who(claim)} {_verb(claim, 'say')} that {_what(claim)}"


def _who(claim: Claim) -> str:
    return named(claim.party.name) if claim.party is not None else (claim.speaker or "a source")


def _verb(claim: Claim, verb: str) -> str:
    """``verb`` as it goes with the party."""
    if _several(claim):
        return verb
    return f"{verb[:-1]}ies" if verb == "deny" else f"{verb}s"


def _several(claim: Claim) -> bool:
    return several(claim.party) or is_plural(_who(claim))


def _what(claim: Claim) -> str:
    said = claim.statement.rstrip(".!?")
    if len(said) > _LIMIT:
        said = said[:_LIMIT].rsplit(" ", 1)[0] + " …"
    if called(said.split(" ", 1)[0].casefold()) is not None:
        return said[:1].lower() + said[1:]
    return clause(said, claim.sentence.text)
