"""An "it" that names nothing: the place-holder of a clause, an event or a figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, children
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_DUMMY_VERBS = frozenset(["be", "seem", "appear", "take", "remain", "become"])
_CLAUSE_MARKS = frozenset(["that", "if", "whether", "when", "unless", "for"])
#: Adjectives whose "it" is a body, not a place-holder: "it was ready to withdraw".
_ANIMATE = word_lists(Path(__file__).parent / "words.toml")["animate"]
#: What befalls rather than is done: its "it" is no body.
_WORDS = word_lists(Path(__file__).parent / "words.toml")
_HAPPENING, _SHOWING = _WORDS["happening"], _WORDS["showing"]
#: What no body is: "it was an accident".
_EVENTS = _WORDS["events"]
#: What a measure does, and to what.
_HARMING, _HARMED = _WORDS["harming"], _WORDS["harmed"]

#: What things alone do, having no object, and what is done to things alone.
_LASTING, _MADE = _WORDS["lasting"], _WORDS["made"]

#: After these "it" is what happened, or what was said, more often than a thing.
_EVENT_VERBS = _WORDS["taking_up"]
_EVENT_PREPOSITIONS = frozenset(["about", "after", "before", "by", "for", "of", "to", "with"])


def thing(token: Token) -> bool:
    """Whether "it" is an event or a figure: what no body does, or is ("it was 2,000")."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in SUBJECT:
        return False
    if verb.lemma_.lower() in _HAPPENING:
        return True
    if _shows(verb) or _harms(verb):
        return True
    value = next((c for c in verb.children if c.dep_ in ("attr", "acomp")), None)
    if verb.lemma_ != "be" or value is None:
        return False
    return bool(value.like_num) or value.lemma_.lower() in _EVENTS


def _shows(verb: Token) -> bool:
    """Whether the verb is that of a fact: "it proved that the dam was unsafe"."""
    said = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    return said and verb.lemma_ in _SHOWING and all(c.lemma_ != "have" for c in verb.children)


def _harms(verb: Token) -> bool:
    """Whether the verb is that of a measure: "it would hit exports"; no body vows so."""
    if verb.lemma_ not in _HARMING or any(c.dep_ == "neg" for c in verb.children):
        return False
    return any(c.dep_ == "dobj" and c.lower_ in _HARMED for c in verb.children)


def lifeless(pronoun: Token) -> bool:
    """Whether "it" does or suffers what things alone do: "it would hold", "it was repaired"."""
    verb = pronoun.head
    if pronoun.lower_ != "it" or pronoun.dep_ not in SUBJECT:
        return False
    word = verb.lemma_.lower()
    if pronoun.dep_ == "nsubjpass":
        return word in _MADE
    if any(c.dep_ in ("dobj", "prt", "xcomp", "ccomp") for c in verb.children):
        return False
    return word in _LASTING or _force(verb)


def _force(verb: Token) -> bool:
    """Whether something comes into force or is in force."""
    if verb.lemma_ not in ("be", "come", "enter", "remain"):
        return False
    links = [c for c in verb.children if c.lower_ in ("in", "into")]
    return any(c.lower_ in ("force", "effect", "place") for link in links for c in link.children)


def dummy(token: Token) -> bool:
    """Whether "it" holds the place of a clause ("it would be senseless to …", "it was X that")."""
    verb = token.head
    if token.lower_ != "it" or verb.lemma_ not in _DUMMY_VERBS:
        return False
    described = next((c for c in verb.children if c.dep_ == "acomp"), None)
    if described is not None and described.lower_ in _ANIMATE:
        return False
    if described is not None and any(_opens_clause(t) for t in described.subtree):
        return True
    clauses = [c for c in verb.children if c.i > verb.i and c.lemma_ != "blame"]
    for each in tuple(clauses):
        if each.dep_ in ("acomp", "attr", "prep", "oprd"):
            clauses += [c for c in each.children if c.dep_ not in ("pobj", "acl")]
    return any(c.dep_ == "relcl" or any(_opens_clause(t) for t in c.children) for c in clauses)


def _opens_clause(token: Token) -> bool:
    """Whether the word is the "to" or the "that" of a clause whose place "it" holds."""
    if token.dep_ == "aux":
        return bool(token.tag_ == "TO")
    if token.tag_ in ("WDT", "WP"):
        return bool(token.dep_ in SUBJECT)  # "it was X that left"
    return bool(token.dep_ == "mark" and token.lower_ in _CLAUSE_MARKS)


def event(pronoun: Token) -> bool:
    """Whether "it" is more likely what happened than a thing."""
    verb = pronoun.head
    if pronoun.dep_ == "pobj":
        return verb.lower_ in _EVENT_PREPOSITIONS
    following = pronoun.nbor(1) if pronoun.i + 1 < len(pronoun.doc) else pronoun
    if following.pos_ == "ADJ" and pronoun.dep_ != "poss":
        return True
    if pronoun.dep_ == "dobj":
        return verb.lemma_.lower() in _EVENT_VERBS
    being = verb.lemma_ == "be" or verb.lower_ in ("'s", "’s")
    return bool(pronoun.dep_ != "poss" and (being or _comes_to(verb)))


def _comes_to(verb: Token) -> bool:
    """Whether the verb is that of "when it comes to X"."""
    return verb.lemma_ == "come" and any(c.lower_ == "to" for c in children(verb, "prep"))
