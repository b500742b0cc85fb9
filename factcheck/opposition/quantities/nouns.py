"""The nouns beside a number, and whether whoever they name is dead or hurt."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from factcheck.opposition.quantities.numbers import LISTS, READ, STOP, Tokens, number_at, table
from factcheck.wordlists import word_lists

_DEAD = word_lists(Path(__file__).parents[1] / "words.toml")["dead"]
_HURT = LISTS["hurt"]
_IRREGULAR = table("irregular")
#: Another word for the same thing.
_ALIKE = table("alike")
#: How far the name of a thing may reach, in tokens.
_NAME = 5
_NOBODY = frozenset(("them", "us", "you", "those", "these", "whom", "which", "that", "it"))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of a folded plural; other words stay as they are."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith(("ches", "shes", "sses", "xes", "oes")):
        return word[:-2]
    return word[:-1] if plural(word) else word


def plural(word: str) -> bool:
    """Whether a folded word looks like a plural."""
    return word in _IRREGULAR or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    )


def name_at(
    tokens: Tokens, index: int, stop: int = READ, *, singly: bool = False
) -> tuple[tuple[str, ...], str, int]:
    """The nouns at ``index``, a fate told among them, and what is behind them.

    ``singly``: they may be in the singular, which they are not after a number.
    """
    words: list[str] = []
    state = ""
    joined = tokens[index].form == "-" and tokens[index].joined
    index += joined
    singly = singly or joined or tokens[index].capital
    last = min(index + _NAME, len(tokens), stop)
    while index < last:
        token = tokens[index]
        if token.word and token.form not in STOP and token.form not in LISTS["no_nouns"]:
            state = state or fate(tokens, index)
            if not fate(tokens, index) and not token.form.endswith(("'s", "s'")):
                words.append(token.form)
        elif not (token.form == "-" and token.joined and words):
            break
        if words and number_at(tokens, index + 1):
            index += 1
            break
        index += 1
    return _head(words, singly=singly), state, index


def of_at(tokens: Tokens, index: int) -> tuple[tuple[str, ...], str, int]:
    """What follows an "of" at ``index``, as ``name_at`` has it; none for a pronoun or a number."""
    index += 1
    while tokens[index].form in STOP and tokens[index].form not in _NOBODY:
        index += 1
    return name_at(tokens, index, singly=True)


def fate(tokens: Tokens, index: int) -> str:
    """What the word at ``index`` tells of the counted: "dead", "hurt" or nothing."""
    form = tokens[index].form
    if form in LISTS["done_to"] and _someone(tokens, index + 1):
        return ""
    return fate_of(form)


def fate_of(form: str) -> str:
    """What a word tells of whom it is about: "dead", "hurt" or nothing."""
    return "dead" if form in _DEAD else "hurt" if form in _HURT else ""


def _someone(tokens: Tokens, index: int) -> bool:
    """Whether somebody else follows, to whom it is done."""
    return tokens[index].form in LISTS["someone"] or number_at(tokens, index) is not None


def _head(words: list[str], *, singly: bool) -> tuple[str, ...]:
    """The first plural and what became of it; singulars only where ``singly``."""
    for place, word in enumerate(words):
        if plural(word) or word in LISTS["invariant"]:
            then = [done(w) for w in words[place + 1 :] if w.endswith("ed")]
            return alike(singular(word)), *then[:1]
    return tuple(map(alike, words[:2])) if singly else ()


def alike(noun: str) -> str:
    """One word for all that name the same thing: "post" and "position" are a "job"."""
    return _ALIKE.get(noun, noun)


def done(word: str) -> str:
    """One form for what was done and the deed: "arrested", "arrests"."""
    if len(word) < 5 or not word.endswith("ed"):
        return singular(word)
    word = word[:-2]
    if word.endswith(("e", "i")):
        return word if word[-1] == "e" else word[:-1] + "y"
    if word[-1] == word[-2] and word[-1] not in "flsz":
        return word[:-1]
    if (
        len(word) == 3
        and word[0] not in "aeiou"
        and word[1] in "aeiou"
        and word[2] not in "aeiouwxy"
    ):
        return word + "e"
    return word + "e" if word.endswith(("at", "c", "g", "s", "u", "v", "z")) else word
