"""Verb forms: lemmas, inflected forms, contractions written out, punctuation tidied."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.attribution.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Contracted auxiliaries and what they stand for.
FULL = {
    "'s": "is",
    "'re": "are",
    "'m": "am",
    "'ve": "have",
    "'d": "had",
    "'ll": "will",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
}
_PLURAL_FORMS = frozenset(("were", "are", "am", "have", "do", "'m", "'re", "'ve"))
_SINGULAR_FORMS = frozenset(("is", "has", "was", "does"))
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?%)’])")
_BRACKETED = re.compile(r"\[([^\[\]]{0,80})\]")
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…)\s*")
#: Dots between words: those that trail off part two clauses, others stand for words left out.
_TRAILING = re.compile(r"(?<=\w)\s*(?:\.\s?\.\s?\.|…)\s*(?=(?P<next>\w+)\b)")
_JOINING = frozenset(["but", "and", "or", "so", "yet"])
_CLAUSES = frozenset(["well", "i", "he", "she", "we", "they", "it", "you"])
_GAP = re.compile(r"([,;])(?:\s*[,;])+")


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def full(auxiliary: Token) -> str:
    """An auxiliary without its contraction."""
    word = _plain(auxiliary.text)
    if word == "'d" and auxiliary.tag_ == "MD":
        return "had" if auxiliary.head.tag_ == "VBN" and not _modal(auxiliary.head) else "would"
    if word == "'s" and auxiliary.dep_ == "aux" and auxiliary.head.tag_ in ("VBN", "VBD"):
        return "has"
    return FULL.get(word, str(auxiliary.text))


def _modal(verb: Token) -> bool:
    """Whether another auxiliary stands between "'d" and its participle ("he'd be freed")."""
    return any(c.lemma_ in ("be", "have") for c in children(verb, "aux", "auxpass"))


def lemma(verb: Token) -> str:
    """The lemma of a verb form, also where the tagger took it for a noun ("bombing")."""
    from lemminflect import getLemma

    found: tuple[str, ...] = getLemma(verb.lower_, upos="VERB")
    return found[0] if found else str(verb.lemma_)


@lru_cache(maxsize=4096)
def inflect(lemma: str, tag: str) -> str:
    """The inflected form by lemminflect's dictionary and rules; ``tag`` is VBZ or VBD."""
    if lemma == "be":
        return {"VBZ": "is", "VBD": "was"}[tag]
    if lemma == "lie" and tag == "VBD":
        return "lied"
    from lemminflect import getInflection

    forms: tuple[str, ...] = getInflection(lemma, tag=tag)
    return forms[0] if forms else lemma


def singular_form(finite: Token) -> str | None:
    """The third person singular of a plural verb or auxiliary; None where none is needed."""
    if finite.tag_ == "MD":
        return None
    word = _plain(finite.text)
    if finite.tag_ != "VBP" and word not in _PLURAL_FORMS:
        return None
    plain = FULL.get(word, word)
    if plain == "were":
        return "was"
    if word == "'s" or plain in _SINGULAR_FORMS or _past(plain):
        return None
    base = {"are": "be", "am": "be"}.get(plain, str(finite.lemma_) if plain == word else plain)
    return inflect(base, "VBZ")


def _past(word: str) -> bool:
    """Whether a form that the tagger took for the present can only be past ("ran")."""
    base = _base(word)
    return base != word and inflect(base, "VBD") == word


@lru_cache(maxsize=4096)
def _base(word: str) -> str:
    from lemminflect import getLemma

    found: tuple[str, ...] = getLemma(word, upos="VERB")
    return word if word in found or not found else found[0]


def past(lemma: str, *, negative: bool, plural: bool) -> str:
    """The simple past, negated or not."""
    if lemma == "be":
        word = "were" if plural else "was"
        return f"{word} not" if negative else word
    return f"did not {lemma}" if negative else inflect(lemma, "VBD")


def finite(verb: Token) -> Token:
    """The word of a verb group that is inflected: the first auxiliary, or the verb."""
    return next(iter(children(verb, "aux", "auxpass")), verb)


def finish(text: str) -> str:
    """Tidy white space and punctuation, capital first, full stop last."""
    text = _TRAILING.sub(_parting, _BRACKETED.sub(r"\1", text))
    text = _ELLIPSIS.sub(" ", text)
    text = _SPACE_BEFORE.sub(r"\1", " ".join(text.split()))
    text = _GAP.sub(r"\1", text)
    text = text.strip(' ,;:–—-“”"')
    if not text:
        return text
    if text.rfind("(") > text.rfind(")"):
        text = text.rstrip(".") + ")"
    if text[-1] not in ".!?":
        text += "."
    return text[0].upper() + text[1:]


def _parting(dots: re.Match[str]) -> str:
    following = dots["next"].lower()
    if following in _JOINING:
        return ", "
    return "; " if following in _CLAUSES else " "
