"""Numbers that name something and count nothing: rooms, years, telephones, scores."""

from __future__ import annotations

from factcheck.opposition.quantities.bounds import is_score
from factcheck.opposition.quantities.measures import signed
from factcheck.opposition.quantities.nouns import plural
from factcheck.opposition.quantities.numbers import LISTS, STOP, Number, Tokens, number_at

_MOST = 12
_WORDS_OF_STREETS = 5


def named_until(tokens: Tokens, number: Number, last: int) -> int | None:
    """What is behind ``number``, and what belongs to it, where it names a thing; else None.

    ``last`` is the token behind the last number that named a thing.
    """
    if is_score(tokens, number):
        other = number_at(tokens, number.stop + 1)
        return other.stop if other else number.stop
    if tokens[number.stop].form in ("-", "–") and _years(tokens, number):
        return number.stop + 2
    chain = _chain(tokens, number)
    if chain is not None:
        return chain
    if _numbered(tokens, number) or _continued(tokens, number, last) or _year(tokens, number):
        return number.stop
    return number.stop if _times_over(tokens, number) or _address(tokens, number) else None


def _year_like(tokens: Tokens, number: Number) -> bool:
    raw = tokens[number.first].raw
    return len(raw) == 4 and raw.isdecimal() and 1800 <= number.value <= 2100


def _years(tokens: Tokens, number: Number) -> bool:
    """Whether it opens years: "2019-20", "1914-1918"."""
    after = tokens[number.stop + 1]
    return _year_like(tokens, number) and after.raw.isdecimal() and len(after.raw) in (2, 4)


def _year(tokens: Tokens, number: Number) -> bool:
    """Whether it is a year, and not so many of what follows."""
    if not _year_like(tokens, number) or tokens[number.first - 1].form in LISTS["signs"]:
        return False
    before, after = tokens[number.first - 1], tokens[number.stop]
    if before.form in LISTS["before_years"] or before.form in LISTS["months"]:
        return True
    return not (after.word and (plural(after.form) or after.form in LISTS["before_counted"]))


def _chain(tokens: Tokens, number: Number) -> int | None:
    """Telephone numbers and years in words: numbers that follow upon each other."""
    if _year_like(tokens, number) and number_at(tokens, number.stop):
        return number.stop
    index, found = number.stop, 1
    while found < _MOST:
        dash = tokens[index].form == "-" and tokens[index].joined
        after = number_at(tokens, index + dash)
        if after is None or (dash and found == 1 and not _digits_on(tokens, after)):
            break
        index, found = after.stop, found + 1
    return index if found > 1 else None


def _digits_on(tokens: Tokens, number: Number) -> bool:
    return tokens[number.stop].form == "-" and tokens[number.stop + 1].digits


def _numbered(tokens: Tokens, number: Number) -> bool:
    """Whether the word before makes it a name: "channel 16", "Ward Six", "Flight 208"."""
    before, after = tokens[number.first - 1], tokens[number.stop]
    place = number.first - 1
    if before.form == "." and tokens[place - 1].form in ("no", "nos"):
        return True
    if before.form in LISTS["numbered"] or signed(tokens, number.first):
        return not signed(tokens, number.first)
    counts = after.word and not after.capital and plural(after.form)
    if not before.word or counts:
        return False
    if before.form in LISTS["numbered_loosely"]:
        return True
    itself = tokens[number.first]
    if not before.capital or before.form in LISTS["not_names"] or plural(before.form):
        return False
    if itself.word:
        return itself.capital
    if tokens[place - 1].form in ("the", "a", "an", "every", "each", "one", "this"):
        return not after.word or after.form in STOP
    opens = place == 0 or not (tokens[place - 1].word or tokens[place - 1].digits)
    return not opens and not after.word and after.form not in ("%", "-", "–")


def _continued(tokens: Tokens, number: Number, last: int) -> bool:
    """Whether it goes on with names: "rounds six and seven"."""
    return number.first == last + 1 and tokens[last].form in ("and", "to", "or", "-", "–", ",")


def _times_over(tokens: Tokens, number: Number) -> bool:
    """Whether it multiplies: "three times as many"."""
    return tokens[number.stop].form == "times" and (
        tokens[number.stop + 1].form in LISTS["after_times_over"]
    )


def _address(tokens: Tokens, number: Number) -> bool:
    """Whether it is a house: "14 Mill Road", "131 West 23rd Street"."""
    for index in range(number.stop, number.stop + _WORDS_OF_STREETS):
        token = tokens[index]
        ordinal = token.digits or (token.joined and token.form in ("st", "nd", "rd", "th"))
        if not token.capital and (index == number.stop or not ordinal):
            return False
        if token.capital and token.form in LISTS["streets"]:
            return True
    return False
