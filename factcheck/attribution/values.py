"""Small clauses: a thing and what a source calls it, or at what figure it puts it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.attribution.cues import ANSWERABLE, MEASURES, REVISED, REVISING, Cue
from factcheck.attribution.reported import Reported
from factcheck.attribution.tree import child, children, passive, preposition, ranges, subtree
from factcheck.attribution.types import Construction
from factcheck.model import Act

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMING = frozenset(["call", "label", "brand", "hold", "declare"])
_COMPARING = frozenset(["compare", "liken"])
#: Verbs that put a thing at a figure, and the preposition before it.
_PUTTING = {
    **dict.fromkeys(("put", "estimate", "place", "value", "reckon"), "at"),
    **dict.fromkeys(REVISING, "to"),
    "give": "as",
}
_NO_MEASURE = frozenset(["DATE", "TIME", "ORDINAL"])
_REACH = 6  # words from the preposition to its number


def values(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """The thing and its value: "called X Y", "described X as Y", "put the toll at 12"."""
    if not cue.small or passive(verb):
        return
    thing = _last_part(child(verb, "dobj"))
    if thing is not None and thing.lower_ == "what":
        return
    lemma = verb.lemma_.lower()
    if lemma in _PUTTING:
        yield from _figure(doc, verb, source, thing)
        return
    words = ("to", "with") if lemma in _COMPARING else ("as",)
    link = preposition(verb, *words)
    if link is None and thing is not None:
        link = next((t for t in thing.subtree if t.lower_ in words and t.dep_ == "prep"), None)
    if thing is not None and link is not None:
        value = child(link, "pobj", "pcomp", "amod", "acomp")
        if value is not None:
            yield from _value(doc, verb, source, cue.act, thing, value, link)
        return
    if lemma in _NAMING:
        yield from _named(doc, verb, source, cue, thing)


def _last_part(thing: Token | None) -> Token | None:
    """The noun of a word that the parser broke at its hyphen, put together: "her ex-husband"."""
    if thing is None:
        return None
    after = thing.doc[thing.i + 1 : thing.i + 3]
    if len(after) < 2 or thing.whitespace_ or after[0].text != "-":
        return thing
    last = after[1]
    if last.head != thing.head or last.dep_ != thing.dep_:
        return thing
    for part in (thing, after[0], *list(thing.children)):
        part.head = last
    thing.dep_, after[0].dep_ = "compound", "punct"
    return last


def _value(
    doc: Doc,
    verb: Token,
    source: Token | None,
    act: Act,
    thing: Token,
    value: Token,
    link: Token | None = None,
) -> Iterator[Reported]:
    whole = link if link is not None else value
    # The parser may make the thing the subject of its value ("holds X responsible").
    apart = [] if thing in whole.subtree else [whole]
    agent = ranges(doc, subtree(thing, apart), gap=1)
    bounds = ranges(doc, {*subtree(thing, apart), *subtree(whole)}, gap=1)
    if agent and bounds:
        kind = Construction.SMALL
        yield Reported(verb, source, tuple(bounds), value, agent[0], act, kind)


def _figure(doc: Doc, verb: Token, source: Token | None, thing: Token | None) -> Iterator[Reported]:
    """Read "put the toll at 12", "raised its count to 90"; the act is a plain assertion."""
    lemma = verb.lemma_.lower()
    word = _PUTTING[lemma]
    if thing is None or (lemma in REVISING and thing.lemma_.lower() not in REVISED):
        return
    link = preposition(verb, word)
    if link is None or not _numbers(link):
        inside = (t for t in thing.subtree if t.lower_ == word and t.dep_ == "prep")
        link = next((t for t in inside if _numbers(t)), None)
    amount = child(link, "pobj", "pcomp", "amod", "prep") if link is not None else None
    if link is None or amount is None:
        return
    if thing.lemma_.lower() not in MEASURES and (lemma == "place" or not _measures(link)):
        return
    measured = list(range(thing.left_edge.i, link.i))
    agent = ranges(doc, measured, gap=1)
    bounds = ranges(doc, [*measured, *subtree(link)], gap=1)
    if agent and bounds:
        kind = Construction.SMALL
        yield Reported(verb, source, tuple(bounds), amount, agent[0], Act.ASSERTION, kind)


def _numbers(link: Token) -> list[Token]:
    """The numbers that stand soon after the preposition, and in its phrase."""
    return [t for t in link.subtree if t.like_num and t.i - link.i <= _REACH]


def _measures(link: Token) -> bool:
    """Whether the first number is an amount: no hour, no date, no rank."""
    return _numbers(link)[0].ent_type_ not in _NO_MEASURE


def _named(
    doc: Doc, verb: Token, source: Token | None, cue: Cue, thing: Token | None
) -> Iterator[Reported]:
    """Read "called X Y", "held X responsible", "declared it over"."""
    lemma = verb.lemma_.lower()
    value = child(verb, "oprd", "ccomp", "acomp", "xcomp")
    if value is None and lemma == "declare":
        value = child(verb, "prt")
    if value is None and lemma == "hold":
        hung = children(thing, "amod") if thing is not None else []
        value = next((c for c in hung if c.lemma_ in ANSWERABLE), None) or child(verb, "advcl")
    if value is None and thing is not None and lemma in ("brand", "label", "call"):
        after = [c for c in thing.children if c.i > thing.i]
        value = next((c for c in after if c.dep_ == "appos" or _judges(c)), None)
    if value is None or (lemma == "hold" and value.lemma_ not in ANSWERABLE):
        return
    if lemma == "declare" and (thing is None or value.dep_ == "ccomp"):
        return
    bare = value.dep_ == "ccomp" and child(value, "nsubj") is None
    if bare and thing is None:
        return
    described = thing if thing is not None else child(value, "nsubj")
    if described is None or (value.dep_ in ("ccomp", "xcomp") and _finite(value)):
        return
    act = Act.ASSESSMENT if cue.act is Act.DEMAND else cue.act
    yield from _value(doc, verb, source, act, described, value)


def _judges(participle: Token) -> bool:
    """Whether a participle after the thing is what it is called: "called the vote rigged"."""
    bare = participle.dep_ == "acl" and participle.tag_ == "VBN"
    return bare and next(participle.children, None) is None


def _finite(value: Token) -> bool:
    return any(c.tag_ == "TO" or c.dep_ == "mark" for c in value.children)
