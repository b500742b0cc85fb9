"""Pronouns that mean everybody, or anybody: "our country", "no nurse would lose their job"."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, child
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_SHARES = _WORDS["shares"]
#: Before these "our" is everybody's ("our country"), beside these "we" is more than a side.
_SHARED = _WORDS["shared"]
_EACH = _WORDS["each"]
_ALL = frozenset(["all", "both"])
_THEY = frozenset(["they", "them", "their"])


def of_everybody(token: Token) -> bool:
    """Whether "we" is not one side: "some of us", "we all", "our country"."""
    of = token.head
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if following.lower_ in _ALL or any(c.lower_ in _ALL for c in token.children):
        return True
    if token.dep_ == "poss":
        return of.lower_ in _SHARED
    if any(c.lower_ in _ALL and c.i > token.i for c in of.children if token.dep_ in SUBJECT):
        return True
    return bool(of.lower_ == "of" and of.head.lower_ in _SHARES)


def of_each(token: Token) -> bool:
    """Whether "their" is anybody's of whom the clause tells: "no nurse would lose their job"."""
    if token.lower_ not in _THEY:
        return False
    clause = token.head
    while clause.head.i != clause.i and clause.pos_ not in ("VERB", "AUX"):
        clause = clause.head
    subject = child(clause, *SUBJECT)
    words = [subject, *subject.children] if subject is not None and subject.i < token.i else []
    return any(t.lower_ in _EACH for t in words)
