"""Blame by what came of it: who started the violence, left no choice, brought work to a halt.

The verbs are plain ones; what they are done to, or end in, makes a charge of them.  Whether it
is an accusation depends on who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.blame import conditional, doer
from factcheck.attribution.tree import SUBJECT, child, children, passive, preposition
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
#: Things that nobody wants: an attack, a shortage.
ILLS = _WORDS["ills"]
#: States that nobody wants something to be brought to: a halt, the brink.
STRAITS = _WORDS["straits"]
_AILING = _WORDS["ailing"]
_STARTING = _WORDS["starting"]
_FORCING = _WORDS["forcing"]
_BRINGING = _WORDS["bringing"]
_CHOICES = frozenset(["alternative", "choice", "option"])
_TALKS = _WORDS["talks"]
_IDIOMS = tuple(tuple(idiom.split("-")) for idiom in sorted(_WORDS["idioms"]))
_BONDS = _WORDS["bonds"]
_ASKED = _WORDS["asked"]
_UNWELL = _WORDS["unwell"]
_QUITTING = frozenset(["back", "pull", "storm", "walk", "withdraw"])
_HURLING = frozenset(["fling", "hurl", "lob", "plant", "throw"])
_MISSILES = frozenset(["bomb", "bottle", "brick", "grenade", "mine", "missile", "rock", "stone"])
_TIMES = frozenset(["day", "hour", "minute", "month", "week", "year"])
_COMPELLED = frozenset(["must", "should"])


def brought_about(verb: Token) -> Token | None:
    """The noun for whoever brings something bad about by what ``verb`` and its complements say.

    None where the clause is negated, a condition, or tells of what might be.
    """
    maker = doer(verb)
    if maker is None or negated(verb) or conditional(verb):
        return None
    if verb.lemma_ == "answer" and preposition(verb, "for") is not None:
        return maker if any(a.lower_ in _COMPELLED for a in children(verb, "aux")) else None
    if any(a.tag_ == "MD" for a in children(verb, "aux")):
        return None
    ways = (_starts, _forces, _brings, _leaves, _quits, _hurls, _tarries, _unasked, _idiom)
    return maker if any(way(verb) for way in ways) else None


def ails(verb: Token) -> bool:
    """Whether the clause of ``verb`` tells of something bad: a thing fails, a quarrel begins."""
    thing = child(verb, *SUBJECT)
    if verb.lemma_.lower() in _AILING or (thing is not None and thing.lemma_.lower() in ILLS):
        return not negated(verb)
    states = [*children(verb, "acomp"), *(s for p in children(verb, "prep") for s in p.children)]
    bad = any(t.lower_ in _UNWELL or t.lemma_.lower() in STRAITS for t in states)
    return bad and not negated(verb)


def negated(verb: Token) -> bool:
    """Whether the clause of ``verb`` says that something is not so."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "neither") for c in verb.children)


def _starts(verb: Token) -> bool:
    """Something bad: "started the fire", "led to a shortage"."""
    lemma = verb.lemma_.lower()
    if lemma in _STARTING:
        thing = child(verb, "nsubjpass") if passive(verb) else child(verb, "dobj")
        return thing is not None and thing.lemma_.lower() in ILLS
    if lemma == "bring":
        thing, link = child(verb, "dobj"), preposition(verb, "on", "to", "upon")
        back = child(link, "pobj") if link is not None else None
        return thing is not None and thing.lemma_.lower() in ILLS and _named(back)
    link = preposition(verb, {"lead": "to", "result": "in"}.get(lemma, ""))
    return link is not None and any(t.lemma_.lower() in ILLS for t in children(link, "pobj"))


def _named(noun: Token | None) -> bool:
    """Whether it may be somebody, not where something ends: "brought war to Lebanon"."""
    if noun is None:
        return False
    return noun.lemma_.lower() not in STRAITS and noun.lower_ not in ("close", "conclusion", "end")


def _forces(verb: Token) -> bool:
    """Somebody to do something, or something on them: "forced us to leave"."""
    if verb.lemma_.lower() not in _FORCING:
        return False
    if passive(verb):
        return True
    to_what = child(verb, "xcomp", "ccomp", "prt") or preposition(verb, "into")
    return child(verb, "dobj") is not None and to_what is not None


def _brings(verb: Token) -> bool:
    """Something into a bad state: "pushed the clinics to the brink"."""
    thing = child(verb, "dobj", "nsubjpass")
    if verb.lemma_.lower() not in _BRINGING or thing is None or thing.lemma_.lower() in ILLS:
        return False
    links = [*_links(verb), *_links(thing)]
    return any(
        t.lemma_.lower() in STRAITS or t.lemma_.lower() in ILLS
        for link in links
        for t in children(link, "pobj")
    )


def _links(token: Token) -> Iterator[Token]:
    return (c for c in token.children if c.lower_ in ("at", "in", "into", "on", "to"))


def _leaves(verb: Token) -> bool:
    """Somebody no choice, or those one talks to: "left the table"."""
    if verb.lemma_ == "give":
        return _no_choice(child(verb, "dobj"))
    if verb.lemma_ != "leave":
        return False
    link = preposition(verb, "with", "without")
    without = link is not None and link.lower_ == "without"
    last = child(link, "pobj") if link is not None else None
    if without or any(_no_choice(t) for t in (*children(verb, "dobj", "oprd"), last)):
        return True
    thing = child(verb, "dobj")
    return thing is not None and thing.lemma_.lower() in _TALKS


def _no_choice(thing: Token | None) -> bool:
    if thing is None or thing.lemma_.lower() not in _CHOICES:
        return False
    return any(c.lower_ in ("no", "little") for c in thing.children)


def _quits(verb: Token) -> bool:
    """What binds: "pulled out of the deal", "walked away from the table"."""
    if verb.lemma_ not in _QUITTING:
        return False
    below = [verb, *children(verb, "prt", "advmod", "prep")]
    links = [c for t in below for c in t.children if c.lower_ in ("from", "of")]
    return any(t.lemma_.lower() in _BONDS for link in links for t in children(link, "pobj"))


def _unasked(verb: Token) -> bool:
    """Something unasked: "closed the road without warning"."""
    thing = child(verb, "dobj", "nsubjpass")
    link = preposition(verb, "without") or (preposition(thing, "without") if thing else None)
    if link is None or thing is None:
        return False
    return any({t.lower_, t.lemma_.lower()} & _ASKED for t in children(link, "pobj"))


def _hurls(verb: Token) -> bool:
    """Something at somebody: "threw bottles"."""
    thing = child(verb, "dobj")
    return verb.lemma_ in _HURLING and thing is not None and thing.lemma_.lower() in _MISSILES


def _tarries(verb: Token) -> bool:
    """Too long: "waited two days before it told us", "took a month to answer", "came too late"."""
    lates = [c for c in children(verb, "advmod") if c.lower_ in ("late", "slowly")]
    if any(t.lower_ == "too" for late in lates for t in late.children):
        return True
    if verb.lemma_ not in ("wait", "take"):
        return False
    time = child(verb, "npadvmod", "dobj")
    if time is None or time.lemma_.lower() not in _TIMES:
        return False
    late = children(verb, "xcomp", "advcl") if verb.lemma_ == "take" else children(verb, "advcl")
    before = children(verb, "prep", "advcl")
    return bool(late) or any(t.lower_ == "before" for t in before)


def _idiom(verb: Token) -> bool:
    """Whether the words from the verb on are an idiom for doing somebody wrong."""
    doc = verb.doc
    return any(
        verb.lemma_.lower() == first
        and [t.lower_ for t in doc[verb.i + 1 : verb.i + 1 + len(rest)]] == rest
        for first, *rest in _IDIOMS
    )
