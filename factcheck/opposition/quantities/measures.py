"""Measures: percentages, money and units of measure, each as a number of base units."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.opposition.quantities.nouns import of_at, singular
from factcheck.opposition.quantities.numbers import LISTS, STOP, Number, Tokens, number_at, table

_SPELT = table("spelt")
_LEFT_OUT = table("left_out")
_CURRENCIES = table("currencies")
_UNITS = {
    name: (dimension, float(factor))
    for name, (dimension, _, factor) in ((n, d.partition(":")) for n, d in table("units").items())
}
#: What units of measure measure.
DIMENSIONS = frozenset(dimension for dimension, _ in _UNITS.values())
_SINCE = frozenset(("ago", "earlier", "later"))
_RATES = frozenset(("a", "an", "per", "each", "every", "/"))


class Counted(NamedTuple):
    """``unit`` from the general to the particular, as in ``Figure``.

    One of what is counted is ``factor`` base units; ``more`` of these come on top ("nine hours
    and twenty").  ``stop`` is the first token behind the number with its unit of measure and
    ``end`` the first one behind the whole phrase.  ``deeds`` as in ``Figure``.
    """

    unit: tuple[str, ...]
    stop: int
    end: int
    factor: float = 1.0
    more: float = 0.0
    deeds: tuple[str, ...] = ()


def measured(tokens: Tokens, number: Number) -> Counted | None:
    """What ``number`` measures, None where no measure follows."""
    stop = number.stop
    if number.share:
        share = _measured(tokens, ("percent",), stop, 1.0)
        of = share.unit == ("percent",) and tokens[stop].word
        return share._replace(unit=("percent", *of_at(tokens, stop - 1)[0])) if of else share
    if signed(tokens, number.first):
        return _measured(tokens, ("money", _money(tokens, number.first - 1)), stop, 1.0)
    percent = _percent(tokens, stop)
    if percent is not None:
        return _measured(tokens, *percent, 1.0)
    index = stop + (tokens[stop].form == "-" and tokens[stop].joined)
    money = index + (tokens[index].capital and not _money(tokens, index))
    if _money(tokens, money):
        return _measured(tokens, ("money", _money(tokens, money)), money + 1, 1.0)
    unit = unit_at(tokens, index)
    if unit is None:
        return None
    name, dimension, factor, stop = unit
    if name == "year" and "old" in tokens.forms(stop, stop + 2):
        return Counted(("age",), stop, stop + 2)
    more, stop = _further(tokens, name, stop)
    return _measured(tokens, (dimension, name), stop, factor, more)


def begins(tokens: Tokens, first: int) -> Number | None:
    """A number that goes without saying: in "a metre and a half", "lasted a week", "half an hour".

    "A week" alone may be a date or a rate ("a week ago", "twice a week"); with a word before it
    that asks for a length of time it is one.
    """
    halved = tokens[first].form == "half"
    place = first + halved
    if tokens[place].form not in ("a", "an", "one"):
        return None
    unit = unit_at(tokens, place + 1)
    if unit is None:
        return None
    spanned = halved or tokens[first - 1].form in LISTS["before_spans"]
    if spanned and unit[0] in LISTS["spans"] and tokens[unit[3]].form not in _SINCE:
        value = 0.5 if halved else 1.0
        more = _further(tokens, unit[0], unit[3])[1] != unit[3]
        return Number(first, place + 1, value, value, value) if not (halved and more) else None
    if halved or _further(tokens, unit[0], unit[3])[1] == unit[3]:
        return None
    return Number(first, first + 1, 1.0, 1.0, 1.0)


def signed(tokens: Tokens, first: int) -> bool:
    """Whether the sign or the code of a currency stands before ``first``: "€5", "EUR 5"."""
    token = tokens[first - 1]
    return token.form in _CURRENCIES and (
        not token.word or (token.raw.isupper() and len(token.raw) == 3)
    )


def rate_at(tokens: Tokens, index: int, unit: tuple[str, ...]) -> tuple[int, str, float]:
    """Where the relation of a rate ends, to what it is, and how many base units that is.

    "a second", "per head", "for every tonne"; a dimension for a measure, else the word itself.
    """
    measure = unit[:1] and (unit[0] in DIMENSIONS or unit[0] == "money")
    at = index + (tokens[index].form in ("for", "in", "to", "out"))
    at += tokens[at].form == "of"
    form = tokens[at].form
    the = (
        at > index
        and form == "the"
        and tokens[index].form in ("in", "to")
        and unit[:1] == ("mass",)
    )
    if form not in _RATES and not the:
        return index, "", 1.0
    if at > index and form in ("a", "an"):
        return index, "", 1.0
    found = unit_at(tokens, at + 1, seconds=True)
    if found is not None and (not the or found[1] in ("mass", "volume")):
        name, dimension, factor, stop = found
        if tokens[stop].form in LISTS["after_periods"]:
            return index, "", 1.0
        physical = unit[:1] and unit[0] in DIMENSIONS and unit[0] != dimension
        return (stop, dimension, factor) if physical else (stop, name, 1.0)
    noun = tokens[at + 1]
    if the or not noun.word or noun.form in STOP:
        return index, "", 1.0
    if form in ("a", "an") and not (measure or noun.form in LISTS["shifts"]):
        return index, "", 1.0
    return at + 2, singular(noun.form), 1.0


def _money(tokens: Tokens, index: int) -> str:
    form = tokens[index].form
    return _CURRENCIES.get(form) or _CURRENCIES.get(singular(form), "")


def _percent(tokens: Tokens, index: int) -> tuple[tuple[str, ...], int] | None:
    if tokens[index].form in ("%", "percent", "pc"):
        stop = index + 1
    elif tokens.forms(index, index + 2) == ("per", "cent"):
        stop = index + 2
    elif tokens[index].form == "percentage":
        stop = index
    else:
        return None
    if tokens[stop].form == "percentage" or tokens[stop].form in ("point", "points"):
        return ("points",), stop + 1 + (tokens[stop].form == "percentage")
    return ("percent",), stop


def unit_at(
    tokens: Tokens, index: int, *, seconds: bool = False
) -> tuple[str, str, float, int] | None:
    """Name, dimension and factor of the unit of measure at ``index``, and what is behind it."""
    form = tokens[index].form
    word = _spelt(form)
    stop = index + 1
    if word in ("square", "cubic", "nautical"):
        word, stop = f"{word}_{_spelt(tokens[stop].form)}", stop + 1
    if word not in _UNITS or (form == "second" and not seconds):
        return None
    return word, *_UNITS[word], stop


def _spelt(form: str) -> str:
    word = _SPELT.get(form) or singular(form)
    return _SPELT.get(word, word)


def _further(tokens: Tokens, name: str, stop: int) -> tuple[float, int]:
    """The rest of a measure in two units: "9 hours and 20 minutes", "a metre and ten"."""
    dimension, factor = _UNITS[name]
    joint = tokens[stop].form == "and"
    if joint and tokens.forms(stop + 1, stop + 3) == ("a", "half"):
        return factor / 2, stop + 3
    rest = number_at(tokens, stop + joint)
    if rest is None or rest.share:
        return 0.0, stop
    unit = unit_at(tokens, rest.stop)
    if unit is not None:
        less = unit[1] == dimension and rest.value * unit[2] < factor
        return (rest.value * unit[2], unit[3]) if less else (0.0, stop)
    small = _LEFT_OUT.get(name)
    after = tokens[rest.stop]
    if not joint or small is None or (after.word and after.form not in STOP):
        return 0.0, stop
    more = rest.value * _UNITS[small][1]
    return (more, rest.stop) if more < factor else (0.0, stop)


def _measured(
    tokens: Tokens, unit: tuple[str, ...], stop: int, factor: float, more: float = 0.0
) -> Counted:
    """A measure with what it is a measure of and what it is related to."""
    end, rate, ratio = rate_at(tokens, stop, unit)
    of: tuple[str, ...] = ()
    if tokens[end].form == "of":
        of, _, end = of_at(tokens, end)
        if not rate:
            end, rate, ratio = rate_at(tokens, end, unit)
    if rate in DIMENSIONS and unit[0] in DIMENSIONS:
        return Counted(
            (f"{unit[0]}/{rate}", *unit[1:], *of), stop, end, factor / ratio, more / ratio
        )
    return Counted((*unit, *of, *([f"/{rate}"] if rate else [])), stop, end, factor, more)
