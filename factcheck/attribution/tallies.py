"""Figures that a source is said to have: "gave a figure of 40", "stuck to its count of 11"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.asides import names_person
from factcheck.attribution.clauses import real
from factcheck.attribution.cues import SPEAKERS
from factcheck.attribution.reported import Reported
from factcheck.attribution.tree import (
    child,
    children,
    passive,
    preposition,
    ranges,
    subject,
    subtree,
)
from factcheck.attribution.types import Construction
from factcheck.model import Act
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_TALLIES = _WORDS["tallies"]
#: Of those, what is somebody's own work: a state's "toll" is what it suffered.
_MADE = frozenset(["count", "estimate", "tally"])
_GIVING = _WORDS["giving"]
_KEEPING = _WORDS["keeping"]
_STANDING = frozenset(["be", "stand", "remain"])
_NO_COUNT = frozenset(["DATE", "TIME", "ORDINAL"])


def tallies(doc: Doc, noun: Token) -> Iterator[Reported]:
    """The figure that ``noun`` is, where somebody gives it, keeps to it, or has made it."""
    if noun.lemma_.lower() not in _TALLIES:
        return
    if _number(preposition(noun, "of")) is not None:
        yield from _given(doc, noun)
    elif noun.dep_ == "nsubj" and noun.head.lemma_ in _STANDING and real(noun.head):
        yield from _own(doc, noun)


def _given(doc: Doc, noun: Token) -> Iterator[Reported]:
    """Read "gave a figure of 40", "stuck to its count of 11"."""
    link = noun.head if noun.dep_ == "pobj" else None
    verb = noun.head if link is None else link.head
    if link is None:
        told = noun.dep_ == "dobj" and verb.lemma_.lower() in _GIVING
    else:
        told = link.lower_ in ("to", "by") and verb.lemma_.lower() in _KEEPING
    if not told or verb.pos_ != "VERB" or passive(verb) or not real(verb):
        return
    source = subject(verb)
    bounds = ranges(doc, subtree(noun, children(noun, "relcl", "acl")), gap=1)
    if source is not None and source.i < verb.i and bounds:
        kind = Construction.NOMINAL
        yield Reported(verb, source, tuple(bounds), noun, None, Act.ASSERTION, kind)


def _own(doc: Doc, noun: Token) -> Iterator[Reported]:
    """Read "the union's own count was 40"."""
    owner = child(noun, "poss")
    own = any(c.lower_ == "own" for c in noun.children)
    if owner is None or not (own or noun.lemma_.lower() in _MADE) or not _speaks(owner):
        return
    verb = noun.head
    amount = _number(verb if verb.lemma_ == "be" else preposition(verb, "at"))
    if amount is None:
        return
    bounds = ranges(doc, subtree(amount), gap=1)
    if bounds:
        kind = Construction.FRAMED
        yield Reported(noun, owner, tuple(bounds), amount, None, Act.ASSERTION, kind)


def _speaks(owner: Token) -> bool:
    """Whether a count can be the owner's own, and not one of it: "the day's"."""
    if owner.pos_ == "PROPN":
        return owner.ent_type_ not in ("DATE", "TIME")
    return owner.lemma_.lower() in SPEAKERS or names_person(owner)


def _number(head: Token | None) -> Token | None:
    """The amount that ``head`` governs, if it is one."""
    amount = child(head, "pobj", "attr", "acomp", "npadvmod") if head is not None else None
    if amount is None or (amount.ent_type_ in _NO_COUNT and not amount.like_num):
        return None
    return amount if amount.like_num or any(t.like_num for t in amount.children) else None
