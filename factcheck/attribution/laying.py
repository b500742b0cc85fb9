"""Blame in set phrases: "laid the blame for A on B", "pointed the finger at B", "put A down to B".

The parser hangs the prepositions of these now on the verb, now on a noun, so their places are told
by the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.charges import NOBODY, acts
from factcheck.attribution.clauses import real
from factcheck.attribution.cues import SPEAKERS
from factcheck.attribution.reported import Reported
from factcheck.attribution.tree import DAYS, child, passive, preposition, ranges, subject
from factcheck.attribution.types import Construction
from factcheck.model import Act
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
LAYING = _WORDS["laying"]
_LAID = _WORDS["laid"]
ASCRIBING = _WORDS["ascribing"]
#: Whose words something is, is no cause: "attributed the remark to a clerk".
_SAID = _WORDS["pointing"] | _WORDS["occasions"] | _WORDS["claim_nouns"] | _WORDS["papers"]
_ILLS = _WORDS["ills"] | _WORDS["deeds"]
_SOMEBODY = frozenset(["PERSON", "ORG", "GPE", "NORP"])
#: What leads to whoever is blamed, and to what for.
_ON = frozenset(["on", "upon", "at", "with"])
_FOR = frozenset(["for", "over"])
#: "at the door of the ministry", "at the ministry's feet".
DOORS = _WORDS["doors"]
_BETWEEN = frozenset(["solely", "squarely", "firmly", "partly", "entirely", "again"])


def laid(doc: Doc, verb: Token) -> Iterator[Reported]:
    """What ``verb`` lays on somebody, or puts down to something, in a set phrase."""
    source, thing = subject(verb), child(verb, "dobj")
    if source is None or thing is None or thing.i < verb.i or passive(verb) or not real(verb):
        return
    lemma, noun = verb.lemma_.lower(), thing.lemma_.lower()
    cause = _cause(verb, thing)
    if cause is not None:
        yield from _ascribed(doc, verb, source, thing, cause)
        return
    pointed = lemma == "point" and noun == "finger"
    if not pointed and not (lemma in LAYING and noun in _LAID):
        return
    parts = _parts(verb, thing)
    on = next((p for p in parts if p[0].lower_ in _ON), None)
    for_ = next((p for p in parts if p[0].lower_ in _FOR), None)
    if on is None or on[1].lower_ in NOBODY or on[1].lower_ == "no":
        return
    blamed = ranges(doc, _blamed(on), gap=1)
    matter = ranges(doc, (t.i for t in for_[1:]), gap=1) if for_ is not None else []
    bounds = ranges(doc, range(thing.left_edge.i, max(p[-1].i for p in parts) + 1), gap=1)
    if not blamed or not bounds:
        return
    head = _head(for_[1:]) if for_ is not None and matter else _head(on[1:])
    kind = Construction.CHARGE if matter and acts(head) else Construction.NOMINAL
    yield Reported(verb, source, tuple(bounds), head, blamed[0], Act.ACCUSATION, kind)


def _parts(verb: Token, thing: Token) -> list[list[Token]]:
    """The phrases after the object that begin with its two prepositions, in their order."""
    parts: list[list[Token]] = []
    for token in verb.doc[thing.i + 1 : verb.sent.end]:
        ends = token.text in (".", ";", ":", "?", "!") or (token.dep_ == "cc" and _clause(token))
        if ends or token.is_quote or token.is_space or _aside(token, verb):
            break
        known = [p[0].lower_ for p in parts]
        word = token.lower_
        if parts and _dated(token):
            break
        opens = word in _ON | _FOR and token.tag_ == "IN"
        kinds = [kind for kind in (_ON, _FOR) if word in kind]
        if opens and not any(each in kind for kind in kinds for each in known):
            parts.append([token])
        elif parts:
            parts[-1].append(token)
    return [kept for p in parts if len(kept := _bare(p)) > 1]


def _clause(joining: Token) -> bool:
    """Whether a conjunction leads to another verb: "and said", "but denied"."""
    return joining.head.pos_ in ("VERB", "AUX")


def _aside(token: Token, verb: Token) -> bool:
    """Whether the word opens what a comma adds about the telling: ", saying it had failed"."""
    before = token.doc[token.i - 1]
    if token.lower_ in _ON | _FOR:
        return False
    own = token.dep_ in ("advcl", "ccomp", "relcl", "mark") or token.tag_ in ("VBG", "WDT", "WP")
    return before.text == "," and (own or token.head == verb)


def _dated(link: Token) -> bool:
    """Whether the word leads to a day: "on Tuesday"."""
    noun = child(link, "pobj") if link.lower_ in _ON else None
    return noun is not None and any(t.lower_ in DAYS for t in noun.subtree)


def _bare(part: list[Token]) -> list[Token]:
    """The phrase without marks and adverbs at its end: "for the raid squarely"."""
    while part and (part[-1].is_punct or part[-1].lower_ in _BETWEEN or part[-1].pos_ == "CCONJ"):
        part = part[:-1]
    return part


def _blamed(on: list[Token]) -> list[int]:
    """Who is blamed, without the door: "at the door of the ministry", "at its feet"."""
    door = next((at for at, t in enumerate(on[:6]) if t.lower_ in DOORS), None)
    if on[0].lower_ != "at" or door is None:
        return [t.i for t in on[1:]]
    after = on[door + 1 :]
    if after and after[0].lower_ == "of":
        return [t.i for t in after[1:]]
    owner = child(on[door], "poss")
    return [t.i for t in owner.subtree if t.dep_ != "case"] if owner is not None else []


def _head(phrase: list[Token]) -> Token:
    inside = {t.i for t in phrase}
    return next((t for t in phrase if t.head.i not in inside and not t.is_punct), phrase[-1])


def _cause(verb: Token, thing: Token) -> Token | None:
    """The B of "put A down to B" and "attributed A to B", no maker of words."""
    lemma, doc = verb.lemma_.lower(), verb.doc
    if lemma == "put":
        down = child(verb, "prt")
        to = doc[down.i + 1] if down is not None and down.lower_ == "down" else None
    elif lemma in ASCRIBING and thing.lemma_.lower() not in _SAID:
        to = preposition(verb, "to")
    else:
        return None
    if to is None or to.lower_ != "to" or to.i < thing.i:
        return None
    return child(to, "pobj", "pcomp")


def _ascribed(
    doc: Doc, verb: Token, source: Token, thing: Token, cause: Token
) -> Iterator[Reported]:
    """Read "put A down to B"; harm that is put down to somebody is a charge."""
    particles = [c.i for c in verb.children if c.dep_ == "prt" and c.i > thing.i]
    end = min([cause.head.i, *particles])
    what = ranges(doc, (t.i for t in thing.subtree if t.i < end), gap=1)
    bounds = ranges(doc, range(thing.left_edge.i, cause.right_edge.i + 1), gap=1)
    if not what or not bounds:
        return
    whom = ranges(doc, (t.i for t in cause.subtree), gap=1)
    somebody = cause.ent_type_ in _SOMEBODY or cause.lemma_.lower() in SPEAKERS
    if somebody and whom and thing.lemma_.lower() in _ILLS:
        kind, act = Construction.NOMINAL, Act.ACCUSATION
        yield Reported(verb, source, tuple(bounds), thing, whom[0], act, kind)
        return
    yield Reported(verb, source, tuple(bounds), cause, what[0], Act.ASSERTION, Construction.SMALL)
