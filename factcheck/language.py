"""Which paragraphs of a text are not in English, decided only where there is no doubt.

A paragraph with the small words of English is English.  Only where these are missing is its
language identified, from the words that no capital marks as names, with py3langid's naive
Bayes model over byte n-grams (Lui and Baldwin, 2012, "langid.py").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LISTS = word_lists(Path(__file__).parent / "language.toml")
_ENGLISH = _LISTS["english"]
_NAMES = {code: name for code, _, name in (each.partition("=") for each in _LISTS["names"])}
_WORD = re.compile(r"[^\W\d_]+")
#: Letters of alphabets in which no English is written, and of scripts that need fewer of them.
_FOREIGN = re.compile(
    "[\u0370-\u1dff\u2c00-\u2c5f\u2d00-\u2dff\u3040-\ud7ff\ua000-\ua71f\ua800-\uabff"
    "\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]")
#: Share of English small words above which a paragraph is English; prose in it has 0.4.
_SHARE = 0.08
#: Least that is judged: words without a capital, letters of another alphabet, dense characters.
_WORDS, _LETTERS, _DENSE_LETTERS = 7, 24, 10
#: A paragraph is another language's where English is less likely than this.
_DOUBT = 0.003
#: Looked at of a long paragraph, in characters.
_SAMPLE = 2_000
#: Most paragraphs in a row that are too short to judge and share their neighbours' language.
_SHORT_RUN = 3
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Paragraphs of one document that were passed over: languages by code, and whether all were.

    ``languages`` maps each code to its number of paragraphs; ``whole`` tells that nothing was
    left to read.
    """

    languages: Mapping[str, int]
    whole: bool

    def __str__(self) -> str:
        """What was passed over and why, to follow the document's path."""
        ordered = sorted(self.languages.items(), key=lambda each: (-each[1], each[0]))
        names = [_name(code) for code, _ in ordered]
        if self.whole:
            return f"is not in English ({', '.join(names)}) and was passed over"
        number = sum(self.languages.values())
        counts = ", ".join(f"{count} {_name(code)}" for code, count in ordered)
        passages = "1 paragraph" if number == 1 else f"{number:,} paragraphs"
        return f"has {passages} not in English, passed over: {counts}"


def joined(parts: Sequence[Skipped | None]) -> Skipped | None:
    """What was passed over in all ``parts`` of one document; None where nothing was."""
    languages: Counter[str] = Counter()
    for part in parts:
        languages.update(part.languages if part is not None else {})
    whole = all(part is not None and part.whole for part in parts)
    return Skipped(dict(languages), whole) if languages else None


def foreign(paragraphs: Sequence[str]) -> dict[int, str]:
    """The paragraphs that are not in English: their numbers, and the codes of their languages.

    A paragraph too short to tell goes with its neighbours where those before and after are in
    another language; at an end of the text one will do, if none at all is English.
    """
    found = [language(paragraph) for paragraph in paragraphs]
    if not any(code not in (None, ENGLISH) for code in found):
        return {}
    skipped = {i: code for i, code in enumerate(found) if code is not None and code != ENGLISH}
    mixed = ENGLISH in found
    known = [-1, *(i for i, code in enumerate(found) if code is not None), len(found)]
    for before, after in pairwise(known):
        beside = [skipped.get(i) for i in (before, after) if mixed or 0 <= i < len(found)]
        if after - before - 1 <= _SHORT_RUN and None not in beside:
            for i in range(before + 1, after):
                if not _english_words(paragraphs[i]):
                    skipped[i] = str(beside[0])
    return skipped


def language(paragraph: str) -> str | None:
    """The ISO 639 code of the paragraph's language, None where that cannot be told safely."""
    sample = paragraph[:_SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        return None
    english = sum(word.casefold() in _ENGLISH for word in words)
    if english and english >= _SHARE * len(words):
        return ENGLISH
    letters = sum(map(len, words))
    other = 0 if sample.isascii() else len(_FOREIGN.findall(sample))
    if other * 2 > letters:
        enough = other >= _LETTERS or len(_DENSE.findall(sample)) >= _DENSE_LETTERS
        return _identified(sample)[0] if enough else None
    shouted = sample.isupper()
    plain = [word for word in words if shouted or word.islower()]
    if len(plain) < _WORDS:
        return None
    code, doubt = _identified(" ".join(plain).lower())
    if code == ENGLISH:
        return ENGLISH
    return code if doubt < _DOUBT else None


def _english_words(paragraph: str) -> int:
    words = _WORD.findall(paragraph[:_SAMPLE])
    return sum(word.casefold() in _ENGLISH for word in words)


def _identified(text: str) -> tuple[str, float]:
    """The likeliest language of ``text``, and how likely English is, 0 to 1."""
    ranked = _identifier().rank(text)
    return ranked[0][0], next((float(p) for code, p in ranked if code == ENGLISH), 0.0)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    return _NAMES.get(code, f"language {code!r}")
