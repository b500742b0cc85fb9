"""What is said of a number besides its value: how far it may be off, and that it is not so."""

from __future__ import annotations

import math
from typing import NamedTuple

from factcheck.opposition.quantities.measures import signed
from factcheck.opposition.quantities.numbers import LISTS, Number, Tokens, number_at

#: How far "about" and its like may be off, and what is said in thousands or more, as a share.
_NEAR, _ROUNDED = 0.1, 0.05
_LONGEST = 4
_KINDS = ("open_up", "open_down", "near", "near_above", "near_below")
_PHRASES = {tuple(phrase.split("_")): kind for kind in _KINDS for phrase in LISTS[kind]}
#: Those that stand behind the number only, and those that may stand there.
_BEHIND_ONLY = frozenset(p for p in _PHRASES if p[0] in ("or", "if", "and", "give", "odd", "plus"))
_BEHIND = _BEHIND_ONLY | {phrase for phrase in _PHRASES if phrase[0] == "at"}


class Bounded(NamedTuple):
    """A number or a range with its bound: tokens from ``first`` up to ``stop``.

    ``bound`` is the name of the list that the bounding words stand in, empty without any.
    """

    number: Number
    first: int
    stop: int
    low: float
    high: float
    bound: str
    rejected: bool


def bounded(tokens: Tokens, number: Number) -> Bounded:
    """``number``, or the range that begins with it, with the words that bound it."""
    bound, first = _before(tokens, number.first)
    last = range_end(tokens, number)
    if last is not None:
        first -= tokens[first - 1].form in ("between", "from")
        low = number.value
        if number.scale == 1 and low * last.scale < last.value:
            low *= last.scale
        number = number._replace(value=low, stop=last.stop, share=last.share)
        low, high = min(low, last.low), max(low, last.high)
        return Bounded(number, first, last.stop, low, high, "range", _rejected(tokens, first))
    stop = number.stop
    if not bound:
        bound, stop = bound_after(tokens, number.stop)
    low, high = reach(tokens, number, bound)
    rejected = _rejected(tokens, first)
    if rejected and tokens[first - 1].form not in ("not", "the") and _existed(tokens, first):
        low, high, rejected = 0.0, math.nextafter(number.value, 0), False
    number = number._replace(stop=stop)
    return Bounded(number, first, stop, low, high, bound, rejected)


def _existed(tokens: Tokens, first: int) -> bool:
    """Whether there were not even so many: "there weren't forty", "there have never been"."""
    return "there" in tokens.forms(first - 4, first)


def bound_after(tokens: Tokens, index: int) -> tuple[str, int]:
    """The bound that stands at ``index`` ("or more"), and what is behind it."""
    if tokens[index].form == "+" and tokens[index].joined:
        return "open_up", index + 1
    start = index + (tokens[index].form in (",", "-"))
    for length in range(_LONGEST, 0, -1):
        phrase = tokens.forms(start, start + length)
        if len(phrase) == length and phrase in _BEHIND:
            return _PHRASES[phrase], start + length
    return "", index


def reach(tokens: Tokens, number: Number, bound: str) -> tuple[float, float]:
    """Between what the number may lie."""
    low, high, value = number.low, number.high, number.value
    if bound == "open_up":
        return low, float("inf")
    if bound == "open_down":
        return 0.0, high
    if bound in ("near", "near_below"):
        low = min(low, value * (1 - _NEAR))
    if bound in ("near", "near_above"):
        high = max(high, value * (1 + _NEAR))
    if not bound and number.scale >= 1e3 and low == high:
        raw = tokens[number.first].raw
        step = (
            number.scale / 10 ** len(raw.partition(".")[2]) if raw[:1].isdigit() else number.scale
        )
        slack = min(step / 2, _ROUNDED * value)
        return value - slack, value + slack
    return low, high


def range_end(tokens: Tokens, number: Number) -> Number | None:
    """The greater number of a range that begins with ``number``: "550 to 600", "two or three"."""
    joint = tokens[number.stop]
    if joint.form == "and":
        first = _before(tokens, number.first)[1]
        if tokens[first - 1].form != "between":
            return None
    elif joint.form not in ("to", "or", "-", "–"):
        return None
    moved = joint.form == "to" and tokens[_before(tokens, number.first)[1] - 1].form == "from"
    index = number.stop + 1
    index += signed(tokens, index + 1)
    last = number_at(tokens, index)
    if last is None or last.share != number.share or number.high == float("inf"):
        return None
    low = number.value * (last.scale if number.scale == 1 else 1)
    if not (low < last.value or number.value < last.value or moved):
        return None
    if joint.form == "or" and last.value > 2 * max(low, number.value) + 1:
        return None
    return None if joint.form in "-–" and is_score(tokens, number) else last


def is_score(tokens: Tokens, number: Number) -> bool:
    """Whether ``number``, a dash and the number after it are a score or a vote: "won 3-1"."""
    dash = tokens[number.stop]
    if dash.form not in ("-", "–") or not dash.joined:
        return False
    other = number_at(tokens, number.stop + 1)
    if other is None or not tokens[number.stop + 1].digits:
        return False
    about = {
        *tokens.forms(number.first - 2, number.first),
        *tokens.forms(other.stop, other.stop + 2),
    }
    return number.value >= other.value or bool(about & LISTS["scored"])


def _before(tokens: Tokens, first: int) -> tuple[str, int]:
    """The bound that stands before a number, and where it, or the sign of a currency, begins."""
    first -= signed(tokens, first)
    first -= tokens[first].form == "$" and tokens[first].joined
    for length in range(_LONGEST, 0, -1):
        phrase = tokens.forms(first - length, first)
        if len(phrase) == length and phrase in _PHRASES and phrase not in _BEHIND_ONLY:
            return _PHRASES[phrase], first - length
    return "", first


def _rejected(tokens: Tokens, first: int) -> bool:
    """Whether what begins at ``first`` is said not to be so: "not three", "rather than six"."""
    if tokens.forms(first - 2, first) in (("rather", "than"), ("instead", "of")):
        return True
    index = first - 1
    while index >= first - 2 and tokens[index].form in ("the", "been", "be"):
        index -= 1
    form = tokens[index].form
    return (form in ("not", "never") or form.endswith("n't")) and tokens[index - 1].form != "if"
