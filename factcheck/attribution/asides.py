"""Cues set off by marks, whatever the tree makes of them: ", X argued, …", ", replied X, …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.attribution.bounds import bounded
from factcheck.attribution.cues import SPEAKERS, Cue
from factcheck.attribution.reported import Reported
from factcheck.attribution.tree import DAYS, child, children, ranges, verb_group
from factcheck.attribution.types import Construction
from factcheck.model import Act

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NOMINAL = frozenset(["NOUN", "PROPN", "ADJ", "DET"])
_HUMAN_ENDINGS = (
    "er",
    "or",
    "man",
    "men",
    "woman",
    "women",
    "ist",
    "ian",
    "ant",
    "ent",
    "person",
    "people",
    "ary",
)


def parenthetical(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """A cue set off by commas, whatever the tree makes of it: ", X argued on Friday, …"."""
    if not cue.clause or source is None or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return
    if source.i not in {c.i for c in verb.children} or child(
        verb, "dobj", "ccomp", "xcomp", "mark"
    ):
        return
    sent = verb.sent
    first = min(source.left_edge.i, *verb_group(verb))
    last = max(source.right_edge.i, *verb_group(verb))
    if first <= sent.start or doc[first - 1].text != ",":
        return
    while last + 1 < sent.end and not doc[last + 1].is_punct:
        last += 1
    closes = last + 1 >= sent.end or doc[last + 1].text in (",", ".", "!", "?")
    if not closes or last - verb.i > 12:
        return
    inside = [i for i in range(sent.start, sent.end) if not first <= i <= last]
    inside = bounded(doc, verb, inside)
    main = [doc[i] for i in inside if doc[i].pos_ in ("VERB", "AUX") and tensed(doc[i])]
    bounds = ranges(doc, inside)
    if main and bounds:
        head = verb.head if verb.head.i in set(inside) and verb.head in main else main[-1]
        yield Reported(verb, source, tuple(bounds), head, None, cue.act, Construction.CLAUSE)


def inverted(doc: Doc, verb: Token, cue: Cue) -> Iterator[Reported]:
    """Cue before its subject, between marks, where the tree has them wrong.

    ", replied X, was …" takes the words around it, ", replied the chairman, X." those before;
    "…, snapped X: …" those after the colon.
    """
    sent, at = verb.sent, verb.i
    told = verb.tag_ in ("VBD", "VBZ", "VBN") and verb.text.islower() and at > sent.start + 1
    if not (told and cue.clause) or cue.act is Act.DEMAND or doc[at - 1].text != ",":
        return
    last = at
    while last + 1 < sent.end and not doc[last + 1].is_punct:
        last += 1
    after = doc[at + 1 : last + 1]
    if last + 1 >= sent.end or any(_no_name(t) for t in after):
        return
    named = [t for t in after if t.pos_ == "PROPN" or names_person(t)]
    if not named:
        return
    source = named[-1]
    last = _past_name(last, sent)
    inside = list(range(last + 1, sent.end))
    if doc[last + 1].text in (",", "."):
        inside = [*range(sent.start, at - 1), *inside]
    elif doc[last + 1].text != ":":
        return
    main = [doc[i] for i in inside if doc[i].pos_ in ("VERB", "AUX") and tensed(doc[i])]
    bounds = ranges(doc, inside)
    if main and bounds:
        yield Reported(verb, source, tuple(bounds), main[0], None, cue.act, Construction.CLAUSE)


def _no_name(token: Token) -> bool:
    """Whether the word is no part of a name or a title."""
    return (token.pos_ not in _NOMINAL and token.tag_ != "POS") or token.lower_ in DAYS


def _past_name(last: int, sent: Span) -> int:
    """The last token of the name that follows the title up to ``last``: ", Bill Crane"."""
    at = last - sent.start + 2
    end = at
    while end < len(sent) and sent[end].pos_ == "PROPN":
        end += 1
    closed = end < len(sent) and sent[end].text in (",", ".")
    return sent.start + end - 1 if end > at and closed else last


def tensed(verb: Token) -> bool:
    """Whether the verb is finite, by itself or by an auxiliary."""
    finite = ("VBD", "VBZ", "VBP", "MD")
    return verb.tag_ in finite or any(a.tag_ in finite for a in children(verb, "aux", "auxpass"))


def names_person(noun: Token) -> bool:
    """Whether a common noun is one for people or a body that can speak."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    name: str = noun.lower_
    return noun.lemma_.lower() in SPEAKERS or name.rstrip("s").endswith(_HUMAN_ENDINGS)
