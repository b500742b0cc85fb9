"""Numbers as English writes them, in digits and in words: values with their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from factcheck.wordlists import word_lists

#: Tokens of a text that are looked at, and characters of a word.
READ = 4000
_LONGEST = 40
#: Digits from which a number is an identifier, whatever it says.
_MOST_DIGITS = 15
_MOST_WORDS = 16
_LARGEST = 1e18

LISTS = word_lists(Path(__file__).parent / "words.toml")


def table(name: str) -> Mapping[str, str]:
    """A list of ``word=what`` in ``words.toml`` as a mapping."""
    return _pairs(LISTS[name])


def _pairs(entries: frozenset[str]) -> dict[str, str]:
    return {word: what for word, _, what in (entry.rpartition("=") for entry in sorted(entries))}


_WORDS = word_lists(Path(__file__).parents[1] / "words.toml")
#: Words that name nothing by themselves.
STOP = _WORDS["stop"]
_VALUES = {word: float(value) for word, value in _pairs(_WORDS["numbers"]).items()}
_SCALES = {word: float(value) for word, value in table("scales").items()}
_LONG_SCALES = frozenset(word for word in _SCALES if len(word) > 3)
_CROWDS = {tuple(word.split("_")): float(least) for word, least in table("crowds").items()}
PARTS = {word: float(value) for word, value in table("parts").items()}
_SPACES = "\u00a0\u2009\u202f"
_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,3}(?P<apart>[, "
    + _SPACES
    + r"])[0-9]{3}(?:(?P=apart)[0-9]{3}){0,5}(?![0-9])"
    r"(?:\.[0-9]+)?"
    r"|[0-9]+(?:[.,:][0-9]+)*)"
    r"|(?P<word>[ap]\.m\b\.?|[^\W\d_]+(?:['’][^\W\d_]+)*[²³]?)|(?P<mark>[^\s\w])",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:[,\s]\d{2,3})*[,\s]\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_SPANNED = "(?:{}) an? (?:{})".format(
    *("|".join(sorted(LISTS[name])) for name in ("before_spans", "spans"))
)
_COUNTING = {*_VALUES, *_SCALES, *PARTS, *table("ordinals"), *table("often")}
_ANY = re.compile(
    r"\d|\b(?:"
    + "|".join(sorted({*_COUNTING, *(crowd[-1] for crowd in _CROWDS)}))
    + r"|dozen|single|noon|midday|midnight|an? \w+ and"
    + rf"|{_SPANNED})\b",
    re.IGNORECASE,
)

#: Words that a figure can begin with, a time or a date among them, where no digit does.
_OPENERS = frozenset(
    {
        *_COUNTING,
        *(crowd[0] for crowd in _CROWDS),
        *table("months"),
        *("a", "an", "several", "few", "noon", "midday", "midnight"),
    }
)


class Token(NamedTuple):
    """A word, number or mark of a text: folded, as written, and where it stands.

    ``joined``: nothing parts it from the token before.
    """

    form: str
    raw: str
    start: int
    end: int
    joined: bool

    @property
    def digits(self) -> bool:
        """Whether it is a number in digits."""
        return self.raw[:1].isdigit()

    @property
    def opens(self) -> bool:
        """Whether a figure, a time or a date can begin with it."""
        return self.form in _OPENERS or self.digits

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.raw[:1].isalpha()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.raw[:1].isupper()


#: What stands where a text has no token.
NOTHING = Token("", "", 0, 0, False)


class Number(NamedTuple):
    """``value`` of the tokens from ``first`` up to ``stop``, known to lie in [``low``, ``high``].

    ``share``: it is a share of a whole, in percent ("two thirds").  ``scale``: the hundreds,
    thousands or millions that it is counted in.
    """

    first: int
    stop: int
    value: float
    low: float
    high: float
    share: bool = False
    scale: float = 1.0


class Tokens:
    """The first tokens of a text; beyond both ends there is :data:`NOTHING`.

    A text without a word that a figure can begin with has none.
    """

    def __init__(self, text: str) -> None:
        """Read up to :data:`READ` tokens of ``text``."""
        self._tokens: list[Token] = []
        last = -1
        if not _ANY.search(text):
            return
        for match in islice(_TOKEN.finditer(text), READ):
            raw = match[0]
            form = raw[:_LONGEST].casefold().replace("’", "'")
            if match["word"]:
                form = form.replace(".", "")
            self._tokens.append(Token(form, raw, match.start(), match.end(), match.start() == last))
            last = match.end()

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: int) -> Token:
        return self._tokens[index] if 0 <= index < len(self._tokens) else NOTHING

    def forms(self, first: int, stop: int) -> tuple[str, ...]:
        """The folded tokens from ``first`` up to ``stop``."""
        return tuple(token.form for token in self._tokens[max(0, first) : max(0, stop)])


def number_at(tokens: Tokens, first: int) -> Number | None:
    """The number that begins at the token ``first``, or None.

    Ordinals, identifiers ("F-16", "24/7") and numbers too long to count anything are none.
    """
    token = tokens[first]
    if token.digits:
        found = _in_digits(tokens, first)
    elif token.word:
        found = _crowd(tokens, first) or _part(tokens, first) or _in_words(tokens, first)
    else:
        return None
    return found and (_among(tokens, found) or found)


def _in_digits(tokens: Tokens, first: int) -> Number | None:
    token, before = tokens[first], tokens[first - 1]
    if before.form in ("#", "№") or (token.joined and _identifies(tokens, first - 1)):
        return None
    value = _value(token.raw)
    after = tokens[first + 1]
    if value is None or (after.joined and after.form in ("st", "nd", "rd", "th", "s")):
        return None
    if after.joined and after.form == "/" and tokens[first + 2].digits:
        return None
    stop, scale = first + 1, 1.0
    if after.joined and after.form in _VULGAR:
        value, stop = value + _VULGAR[after.form], stop + 1
    while _is_scale(tokens, stop) and stop - first < 3:
        scale *= _SCALES[tokens[stop].form]
        stop += 1
    value *= scale
    return Number(first, stop, value, value, value, scale=scale)


def _identifies(tokens: Tokens, index: int) -> bool:
    """Whether what stands at ``index``, joined to a number, makes it a part of a name."""
    mark = tokens[index]
    if mark.form in "-–":
        return mark.joined and tokens[index - 1].word and tokens[index - 1].form not in _VALUES
    return mark.word or mark.form in "+/_#"


def _value(raw: str) -> float | None:
    """The value of digits; "1.200,5" is read by the English convention."""
    if sum(map(str.isdigit, raw)) > _MOST_DIGITS:
        return None
    if _GROUPED.fullmatch(raw):
        return float(re.sub(r"[,\s]", "", raw))
    plain = _PLAIN.match(raw)
    return float(plain[0]) if plain and raw[plain.end() : plain.end() + 1] in ("", ",") else None


def _is_scale(tokens: Tokens, index: int) -> bool:
    token = tokens[index]
    if token.form in _LONG_SCALES:
        return True
    if token.form not in _SCALES or not (token.joined or token.form in ("bn", "mn", "m")):
        return False
    before = tokens[index - 2]
    signed = bool(before.form) and not before.word and not before.digits
    return token.form != "m" or signed or tokens[index + 1].form not in LISTS["extents"]


def _in_words(tokens: Tokens, first: int) -> Number | None:
    """A number in words: "a hundred and forty", "one and a half million", "two dozen"."""
    total, chunk, largest, last = 0.0, 0.0, float("inf"), ""
    index = first
    if tokens[first].form in ("a", "an"):
        if tokens[first + 1].form not in _LONG_SCALES | {"dozen"}:
            return None
        chunk, last, index = 1.0, "one", first + 1
    while index - first < _MOST_WORDS and last != "dozen":
        form = tokens[index].form
        follows = tokens[index + 1].form
        if form in _VALUES:
            unit = last == "ten" and 0 < _VALUES[form] < 10
            if last not in ("", "hundred", "scale") and not unit:
                break
            chunk += _VALUES[form]
            last = "ten" if _VALUES[form] >= 20 else "one"
        elif form == "hundred" and last in ("one", "ten") and chunk < 100:
            chunk, last = chunk * 100, "hundred"
        elif form in _LONG_SCALES and last not in ("", "scale") and _SCALES[form] < largest:
            largest = _SCALES[form]
            total, chunk, last = total + chunk * largest, 0.0, "scale"
        elif form == "dozen" and last in ("one", "ten"):
            chunk, last = chunk * 12, "dozen"
        elif form == "and" and tokens.forms(index + 1, index + 3) == ("a", "half") and last:
            if last == "hundred":
                break
            total, chunk = (total + largest / 2, chunk) if last == "scale" else (total, chunk + 0.5)
            last, index = "one", index + 2
        elif not (
            (form == "and" and last in ("hundred", "scale") and follows in _VALUES)
            or (form == "-" and last == "ten" and 0 < _VALUES.get(follows, 0) < 10)
        ):
            break
        index += 1
    if not last:
        return None
    value = total + chunk
    slack = 0.1 * value if last == "dozen" else 0.0
    scale = largest if total else 100.0 if last == "hundred" else 1.0
    return Number(first, index, value, value - slack, value + slack, scale=scale)


def _crowd(tokens: Tokens, first: int) -> Number | None:
    """Plurals without a number, open upwards: "dozens", "tens of thousands", "several hundred"."""
    for length in (3, 1):
        phrase = tokens.forms(first, first + length)
        if phrase in _CROWDS and (phrase != ("scores",) or tokens[first + 1].form == "of"):
            least = _CROWDS[phrase]
            return Number(first, first + length, least, least, float("inf"))
    scale = _SCALES.get(tokens[first + 1].form)
    if tokens[first].form in ("several", "few") and scale and _is_scale(tokens, first + 1):
        return Number(first, first + 2, 2 * scale, 2 * scale, 10 * scale)
    return None


def _part(tokens: Tokens, first: int) -> Number | None:
    """Parts of a number ("half a million") or of a whole ("two thirds", "half of"), in percent."""
    index = first + (tokens[first].form in ("a", "one"))
    part = PARTS.get(tokens[index].form)
    if part is not None and part > 1:
        next_, third = tokens[index + 1].form, tokens[index + 2].form
        scale = {**_SCALES, "dozen": 12.0}.get(third if next_ == "a" else tokens[index + 3].form)
        if scale and scale >= 12 and (next_ == "a" or (next_ == "of" and third == "a")):
            value = scale / part
            return Number(first, index + (3 if next_ == "a" else 4), value, value, value)
        by = tokens[first - 1].form == "by" and not tokens[index + 1].word
        if index > first and part > 2 and (next_ == "of" or by):
            return _percent(first, index + 1, 100 / part)
        if index == first and part == 2 and _halves(tokens, first):
            return _percent(first, index + 1, 50.0)
        return None
    count = _VALUES.get(tokens[first].form, 0.0)
    index = first + 1 + (tokens[first + 1].form == "-")
    part = PARTS.get(tokens[index].form.removesuffix("s"), 0.0)
    if 1 <= count < part > 2 and tokens[index].form.endswith("s"):
        return _percent(first, index + 1, 100 * count / part)
    return None


def _halves(tokens: Tokens, index: int) -> bool:
    """Whether the "half" at ``index`` is a share: not half a match, half an hour or half past."""
    before, after, further = (tokens[index + k].form for k in (-1, 1, 2))
    if before in _SPANS or before in ("a", "and", "-") or further in _SPANS:
        return False
    return after in ("of", "the", "its", "their", "our", "his", "her", "all", "those", "these") or (
        before in ("than", "about", "nearly", "almost", "only") and not tokens[index + 1].word
    )


_SPANS = LISTS["half_spans"]


def _among(tokens: Tokens, count: Number) -> Number | None:
    """So many in so many, in percent: "one in five", "nine in every ten", "94 out of 100"."""
    index = count.stop
    named = tokens[index].word and tokens[index].form not in ("in", "out")
    index += named
    if tokens.forms(index, index + 2) == ("out", "of"):
        index += 2
    elif tokens[index].form == "in":
        index += 1
    else:
        return None
    index += tokens[index].form in ("every", "each")
    whole = _in_digits(tokens, index) if tokens[index].digits else _in_words(tokens, index)
    if whole is None or whole.value not in _WHOLES or not 0 < count.value < whole.value:
        return None
    after = tokens[whole.stop]
    if after.form in _PERIODS or (named and after.word and after.form not in STOP):
        return None
    return _percent(count.first, whole.stop, 100 * count.value / whole.value)


def _percent(first: int, stop: int, value: float) -> Number:
    """A share said in a word or two, and so good to a point of a hundred."""
    return Number(first, stop, value, value - 1, value + 1, share=True)


_WHOLES = frozenset((*map(float, range(2, 11)), 12.0, 20.0, 100.0, 1e3, 1e4, 1e5, 1e6))
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_PERIODS = LISTS["periods"]
