"""Attribution without a verb: "according to X", "X's claim that …", "in X's view"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.attribution.bounds import bounded
from factcheck.attribution.cues import CUE_NOUNS
from factcheck.attribution.reported import Reported
from factcheck.attribution.tree import SUBJECT, child, children, preposition, ranges, subtree
from factcheck.attribution.types import Construction
from factcheck.model import Act

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def according_to(doc: Doc, token: Token) -> Reported | None:
    """The clause that "according to X" (or "in the words of X") stands in."""
    if token.lower_ != "according":
        return None
    to = token.nbor(1) if token.i + 1 < len(doc) else None
    if to is None or to.lower_ != "to":
        return None
    source = child(to, "pobj") or child(token, "pobj")
    clause = token.head
    while clause.dep_ not in ("ROOT", "ccomp", "conj") and clause.head != clause:
        clause = clause.head
    if source is None or clause == token:
        return None
    aside = {t.i for t in token.subtree} | {to.i, *(t.i for t in source.subtree)}
    aside |= _name_after(doc, max(aside))
    others = [c for c in children(clause, "conj") if c.pos_ in ("VERB", "AUX")]
    skipped = {c.i for c in children(clause, "cc")} if others and others[0].i < token.i else set()
    inside = [i for i in subtree(clause) if i not in aside and i not in skipped]
    inside = bounded(doc, token, inside)
    bounds = ranges(doc, inside)
    if not bounds:
        return None
    if clause.i not in inside:
        kept = set(inside)
        clause = next((doc[i] for i in inside if doc[i].head.i not in kept), clause)
    return Reported(token, source, tuple(bounds), clause, None, Act.ASSERTION, Construction.CLAUSE)


def cue_nouns(doc: Doc, token: Token) -> Iterator[Reported]:
    """Nouns with their clause: "Moscow's claim that …", "allegations by Moscow that …"."""
    act = CUE_NOUNS.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
    if act is None:
        return
    clause = next(
        (c for c in children(token, "acl", "ccomp", "relcl") if _that(c) and c.i > token.i), None
    )
    clause = clause or _regained(token)
    if clause is None:
        return
    source = child(token, "poss")
    if source is None:
        link = preposition(token, "by", "from", "of")
        source = child(link, "pobj") if link is not None else None
    if source is None:
        return
    bounds = ranges(doc, subtree(clause), gap=1)
    if bounds:
        yield Reported(token, source, tuple(bounds), clause, None, act, Construction.CLAUSE)


def _regained(noun: Token) -> Token | None:
    """The clause of ``noun`` that the parser took for one about the source, hung back on it.

    "Claims by X that A had left B": the parse is changed in place.  "Claims by an expert that
    the court trusts" has a clause about the expert.
    """
    link = preposition(noun, "by")
    source = child(link, "pobj") if link is not None else None
    clause = child(source, "relcl") if source is not None else None
    if clause is None or clause.left_edge.lower_ != "that":
        return None
    that, own = clause.left_edge, child(clause, *SUBJECT)
    others = [c for c in children(clause, "dobj", "attr", "acomp", "auxpass") if c != that]
    if own is None or own == that or not others:
        return None
    that.tag_, that.pos_, that.dep_, that.head = "IN", "SCONJ", "mark", clause
    clause.dep_, clause.head = "acl", noun
    return clause


def _that(clause: Token) -> bool:
    """Whether "that" opens the clause as a conjunction, not as its subject or object."""
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"


def _name_after(doc: Doc, last: int) -> set[int]:
    """A name between commas right after the source, which the parser took for a subject."""
    if last + 2 >= len(doc) or doc[last + 1].text != ",":
        return set()
    end = last + 2
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    named = end > last + 2 and end < len(doc) and doc[end].text == ","
    return set(range(last + 1, end)) if named else set()
