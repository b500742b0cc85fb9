"""What a number counts or measures: read from the words about it."""

from __future__ import annotations

from factcheck.opposition.quantities.measures import Counted, measured, rate_at
from factcheck.opposition.quantities.nouns import (
    alike,
    done,
    fate,
    fate_of,
    name_at,
    of_at,
    singular,
)
from factcheck.opposition.quantities.numbers import LISTS, STOP, Number, Tokens, number_at
from factcheck.opposition.quantities.occurrences import deeds, often

#: How far what became of a thing and what it stands behind may reach, in tokens.
_FATE, _SUBJECT = 8, 14
_QUOTES = frozenset("'\"‘’“”")


def counted(tokens: Tokens, number: Number, first: int) -> Counted:
    """What ``number`` counts; ``first`` is the token with which its bound begins."""
    return measured(tokens, number) or _things(tokens, number, first)


def _things(tokens: Tokens, number: Number, first: int) -> Counted:
    """What is counted by its name, and whether it is the dead or the hurt."""
    stop = index = number.stop
    if _aged(tokens, number):
        return Counted(("age",), stop, stop)
    if often(tokens, number):
        once = tokens[stop].form in LISTS["occasions"]
        end, rate, _ = rate_at(tokens, stop + once, ())
        unit = ("time", *([f"/{rate}"] if rate else []))
        return Counted(unit, stop, end, deeds=deeds(tokens, first))
    while tokens[index].form in LISTS["passed_over"] or tokens[index].form in _QUOTES:
        index += 1
    if tokens[index].form == "of":
        name, state, index = of_at(tokens, index)
    else:
        name, state, index = name_at(tokens, index, singly=number.value == 1)
    if name and tokens[index].form == "of":
        of, _, index = of_at(tokens, index)
        name = (*name, *of)
    end, rate, _ = rate_at(tokens, index, ())
    state = state or _fate_after(tokens, end) or _fate_before(tokens, first)
    suffered = _predicate(tokens, index if name else stop)
    if not set(name) - LISTS["anybody"]:
        subject, before = _subject(tokens, first)
        name, state = name or subject, state or before
    name = (*name, *suffered)
    kinds = (state,) if state else ()
    return Counted((*kinds, *name, *([f"/{rate}"] if rate else [])), stop, end)


def _predicate(tokens: Tokens, index: int) -> tuple[str, ...]:
    """What was done to those who are counted without a name: "forty were arrested"."""
    for place in range(index, index + 4):
        form = tokens[place].form
        if form.endswith("ed") and len(form) > 4 and not fate(tokens, place):
            return (done(form),)
        if form not in LISTS["auxiliaries"]:
            break
    return ()


def _fate_after(tokens: Tokens, index: int) -> str:
    """The fate told in the words that follow in the clause: "people had lost their lives"."""
    for place in range(index, min(index + _FATE, len(tokens))):
        token = tokens[place]
        if not token.word or token.form in LISTS["clause_ends"] or number_at(tokens, place):
            break
        told = fate(tokens, place)
        if told:
            before = tokens[place - 1].form
            before = tokens[place - 2].form if before == "the" else before
            return told if before not in ("of", "for", "by", "with", "about") else ""
    return ""


def _fate_before(tokens: Tokens, first: int) -> str:
    """The fate told just before: "killing twelve", "the deaths of twelve"."""
    return fate_of(tokens[first - 1 - (tokens[first - 1].form == "of")].form)


def _subject(tokens: Tokens, first: int) -> tuple[tuple[str, ...], str]:
    """What stands before and is said to be so many: "the dead are", "the number of arrests is"."""
    index = first - 1
    if tokens[index].form == "of":
        return _collective(tokens, index - 1)
    if tokens[index].form == ":":
        index -= 1
    else:
        gives = LISTS["gives"] | (LISTS["moves"] if tokens[index].form == "to" else frozenset())
        while tokens[index].form in gives or tokens[index].form in LISTS["passed_over"]:
            index -= 1
        if not any(form in gives for form in tokens.forms(index + 1, first)):
            return (), ""
    start = index
    while start >= 0 and index - start < _SUBJECT and _goes_on(tokens, start):
        start -= 1
    start += 1
    for place in range(start, index + 1):
        if tokens[place].form in LISTS["measures"]:
            state = "dead" if tokens[place].form == "toll" else ""
            if tokens[place + 1].form != "of":
                told = [fate(tokens, k) for k in range(start, index + 1)]
                state = next(filter(None, told), state)
                return (() if state else _numbered(tokens, start, place)), state
            return _named(tokens, place + 2, index + 1, state)
    if tokens[start].form in LISTS["pronouns"]:
        return (), ""
    return _named(tokens, start, index + 1, "")


def _numbered(tokens: Tokens, start: int, stop: int) -> tuple[str, ...]:
    """Whose number is meant, where the noun stands right before it: "pupil numbers"."""
    noun = alike(singular(tokens[stop - 1].form))
    told = LISTS["anyone"] | LISTS["persons"]
    return (noun,) if stop > start and noun in told else ()


def _goes_on(tokens: Tokens, index: int) -> bool:
    token = tokens[index]
    if not token.word:
        return token.digits or token.form == "-"
    return token.form not in LISTS["puts"] and token.form not in LISTS["clause_starts"]


def _named(tokens: Tokens, start: int, stop: int, state: str) -> tuple[tuple[str, ...], str]:
    while start < stop and tokens[start].form in STOP | LISTS["no_nouns"]:
        start += 1
    name, told, _ = name_at(tokens, start, stop, singly=True) if start < stop else ((), "", start)
    return name[:1], told or state


def _collective(tokens: Tokens, index: int) -> tuple[tuple[str, ...], str]:
    """Of whom there are so many: "a crew of", "a toll of"."""
    form = tokens[index].form
    if form in LISTS["measures"]:
        return (), fate(tokens, index - 1) or ("dead" if form == "toll" else "")
    if not tokens[index].word or form in STOP or tokens[index - 1].form not in STOP:
        return (), ""
    return (singular(form),), fate(tokens, index)


def _aged(tokens: Tokens, number: Number) -> bool:
    """Whether it is an age: "a girl of four", "aged 12", "Ada Holm, 24, said"."""
    before, second = tokens[number.first - 1], tokens[number.first - 2]
    if before.form == "of":
        return second.form in LISTS["aged"]
    commas = before.form == tokens[number.stop].form == ","
    return before.form == "aged" or (commas and second.capital and number.value < 120)
