"""How often something was done: "called four times", "met only once", "a single call"."""

from __future__ import annotations

from factcheck.opposition.quantities.nouns import done
from factcheck.opposition.quantities.numbers import LISTS, STOP, Number, Tokens, number_at, table

_OFTEN = {word: float(value) for word, value in table("often").items()}
_DEEDS = table("deeds")
#: How far before the number of times the deed may stand, in tokens.
_BACK = 10


def occurrence_at(tokens: Tokens, index: int) -> Number | None:
    """The number of times in one word ("twice"), or of "a single call", that begins here.

    "Once" may be long ago or as soon as: it counts only where a word before it bounds it.  What
    was done has to be told before it.
    """
    form = tokens[index].form
    if form in _OFTEN:
        value = _OFTEN[form]
        bounded = tokens[index - 1].form in LISTS["before_once"]
        ends = not tokens[index + 1].word or tokens[index + 1].form in STOP
        if (value > 1 or (bounded and ends)) and deeds(tokens, index):
            return Number(index, index + 1, value, value, value)
    if form in ("a", "one") and tokens[index + 1].form == "single":
        after = tokens[index + 2]
        if after.word and after.form not in STOP and tokens[index - 1].form != "not":
            return Number(index, index + 2, 1.0, 1.0, 1.0)
    return None


def often(tokens: Tokens, number: Number) -> bool:
    """Whether ``number`` says how often something was done: "twice", "four times"."""
    if tokens[number.first].form in _OFTEN:
        return True
    return tokens[number.stop].form in LISTS["occasions"]


def deeds(tokens: Tokens, first: int) -> tuple[str, ...]:
    """The nouns for what was done so often: of "called them four times" the call.

    ``first`` is the token with which the number of times begins.  The deed is the nearest verb
    before it in its clause; where none is known, nothing is.
    """
    for index in range(first - 1, max(-1, first - 1 - _BACK), -1):
        token = tokens[index]
        if not token.word or token.form in LISTS["clause_ends"] or number_at(tokens, index):
            break
        if token.form in LISTS["reckoned"]:
            break
        if token.form in _DEEDS:
            return _nouns(_DEEDS[token.form])
        if token.form.endswith("ed") and len(token.form) > 4 and token.form not in STOP:
            return _nouns(done(token.form))
    return ()


def _nouns(verb: str) -> tuple[str, ...]:
    """What a deed may be called: "violate" and "violation", "warn" and "warning"."""
    stem = verb.removesuffix("e")
    return verb, f"{stem}ing", f"{stem}ion", f"{stem}ation"
