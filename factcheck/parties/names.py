"""Names as strings: how they are cut into words, compared, and made into identifiers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from factcheck.parties.vocabulary import word_list

_LONGEST_SLUG = 80

# Initials with dots are one word ("U.S."), so that they cannot match the pronoun or a word; so
# is a surname such as "O'Hara", whichever apostrophe it is written with.
_WORD = re.compile(
    r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?|(?<!\w)[OD]['\u2019\u02bc][A-Z]\w+|\w+"
)
_MARKS = str.maketrans("", "", ".'\u2019\u02bc")

# What may stand between the words of one name; a comma or a full stop may not.
_GAP = re.compile(r"[ \t\u00a0]{1,3}|[ \t]?\r?\n[ \t]?|[-\u2010\u2011\u2013]|['\u2019\u02bc\u2018]")

_LEADING_ARTICLE = re.compile(r"^(?:the|The|THE|a|A|an|An)\s+")
_POSSESSIVE = re.compile(r"(?:['\u2019\u02bc]s|(?<=s)['\u2019\u02bc])$")


class Word(NamedTuple):
    """A word of a text: offsets, the word without dots and apostrophes, whether it follows on.

    ``joined`` is true where only what may stand inside a name parts it from the word before.
    """

    start: int
    end: int
    text: str
    joined: bool


def words(text: str) -> Iterator[Word]:
    """The words of ``text`` in order; one pass, linear in its length."""
    previous_end = -1
    previous = ""
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group().translate(_MARKS)
        joined = False
        if previous_end >= 0 and start - previous_end <= 3:
            gap = text[previous_end:start]
            joined = _GAP.fullmatch(gap) is not None or (
                gap == ". "
                and (previous in _SHORTENED or (len(previous) == 1 and previous.isupper()))
            )
        yield Word(start, end, word, joined)
        previous_end, previous = end, word


_SHORTENED = word_list("shortened")


def bare(phrase: str) -> str:
    """``phrase`` without a leading article, a trailing possessive and surrounding quotes."""
    phrase = phrase.strip().strip("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb,;:()[]").strip()
    phrase = _POSSESSIVE.sub("", phrase)
    return _LEADING_ARTICLE.sub("", phrase)


def fold(text: str) -> str:
    """``text`` without diacritics, in lower case; for comparing spellings of one name."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=16384)
def slug(name: str) -> str:
    """A stable identifier for a party named ``name``.

    Lower case, no diacritics, no article, words joined by hyphens, at most 80 characters:
    ``slug("The Greenfield Chemical Co.") == "greenfield-chemical-co"``.  A name without a
    letter or digit gives ``unnamed-`` and a hash of it.
    """
    folded = fold(bare(name)).replace("'", "").replace("\u2019", "")
    joined = re.sub(r"[\W_]+", "-", folded).strip("-")
    if not joined:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        return f"unnamed-{digest[:8]}"
    return joined[:_LONGEST_SLUG].rstrip("-")


def recased(name: str, spelt: Mapping[str, str]) -> str:
    """``name``, which is all in capitals, as running text has it: "ANA DE LA ROSA".

    ``spelt`` holds words by their case-folded form that are known to be written otherwise.
    """

    def plain(match: re.Match[str]) -> str:
        word = match.group()
        if match.start() and word.casefold() in _PARTICLES:
            return word.casefold()
        return spelt.get(word.casefold(), word.capitalize())

    return re.sub(r"[^\W\d_]+", plain, name)


_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_PARTICLES = word_list("particles")
#: Particles that are first names too, where a name begins with them.
_GIVEN = frozenset(name.casefold() for name in word_list("male_names")) & _PARTICLES


#: A given name of two syllables as Korean and Taiwanese names have it: "Min-ho".
_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}[-\u2010\u2011][a-z]{1,6}")


def family_first(name: str) -> bool:
    """Whether the spelling shows that the family name comes first: "Kang Min-ho"."""
    family, _, given = name.partition(" ")
    return _SYLLABLES.fullmatch(given) is not None and family.casefold() not in _PARTICLES


def surname(name: str) -> str:
    """The last word of a person's name, or the first where that is the family's; as written."""
    parts = re.sub(r"['\u2019\u02bc]", "", name.replace("-", " ")).split()
    return parts[0] if family_first(name) else parts[-1]


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without particles, initials and "Jr".

    The family's name is the last of them, also where it is written first.
    """
    if family_first(name):
        family, _, given = name.partition(" ")
        return (*re.split(r"[-\u2010\u2011]", fold(given)), fold(family))
    parts = re.sub(r"['\u2019\u02bc]", "", fold(name).replace("-", " ")).split()
    stripped = [part.strip(".,") for part in parts]
    kept = [
        part
        for place, part in enumerate(stripped)
        if len(part) > 1
        and (part not in _PARTICLES or (not place and part in _GIVEN))
        and part not in _SUFFIXES
    ]
    return tuple(kept or stripped)


def compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, as :func:`name_words` gives them, may be one person's.

    The surnames must be equal and so must the first names, but for transcription ("Sergei",
    "Sergey") and a name left out ("Recep Tayyip", "Tayyip").  A lone surname fits everyone.
    """
    if not one or not other or transcribed(one[-1]) != transcribed(other[-1]):
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    first, second = transcribed(one[0]), transcribed(other[0])
    return (
        first == second
        or first in map(transcribed, other[:-1])
        or second in map(transcribed, one[:-1])
    )


_SPELLINGS = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("sch", "sh"), ("ou", "u"), ("x", "ks"))
_SHORT = 5  # in shorter names one vowel tells two names apart ("Jan", "Jen")


@lru_cache(maxsize=8192)
def transcribed(name: str) -> str:
    """A folded name with the usual differences of transcription into Latin letters removed."""
    for spelling, plain in _SPELLINGS:
        name = name.replace(spelling, plain)
    letters: list[str] = []
    for position, letter in enumerate(name):
        plain = "i" if letter in "yj" else letter
        if plain == "e" and len(name) >= _SHORT and position < len(name) - 1:
            plain = "a"
        if not letters or letters[-1] != plain:
            letters.append(plain)
    joined = "".join(letters)
    return joined.rstrip("i").replace("ia", "a") if len(joined) > 2 else joined
