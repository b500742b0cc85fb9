"""Blame without a deed of harm: who bears it, whose doing it was, but for whom it would not be.

``blame.py`` finds whoever does harm in a clause.  This module finds on whom a clause lays the
cause of something bad in other words; whether that is an accusation depends on who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.blame import BLAME, conditional
from factcheck.attribution.tree import child, preposition
from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_BEARING = _WORDS["bearing"]
_DOINGS = _WORDS["doings"]
_FAILINGS = _WORDS["failings"]
_CAUSING = _WORDS["causing"]
_CAUSES = _WORDS["causes"]
_LOSING = _WORDS["losing"]
_THEMSELVES = frozenset(["itself", "themselves", "himself", "herself"])
_LINKING = frozenset(["because", "result", "consequence"])
_OWING = frozenset(["due", "thanks", "owing"])
_IRREAL = frozenset(["would", "could", "might", "'d", "’d"])
_STATES = frozenset(["be", "have"])


def causers(doc: Doc, content: tuple[Range, ...]) -> Iterator[Token]:
    """The nouns for those on whom the content lays a fault or the cause of something, in order.

    "X bears the blame", "the delay was X's doing", "X's refusal led to it", "because X had not
    come", "had X kept its word, …".  Nothing that is negated or itself a condition.
    """
    for start, end in content:
        for token in doc.char_span(start, end, alignment_mode="expand") or ():
            if token.pos_ == "NOUN":
                found = _of_noun(token)
            elif token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                found = _of_verb(token)
            else:
                continue
            if found is not None and start <= found.idx < end:
                yield found


def _of_verb(verb: Token) -> Token | None:
    subject = child(verb, "nsubj")
    if subject is None or (verb.lemma_ == "be" and child(verb, "expl") is not None):
        return None
    if _explains(verb) or _would_have_spared(verb):
        return subject
    if _negated(verb) or conditional(verb):
        return None
    thing = child(verb, "dobj")
    lemma = verb.lemma_.lower()
    if lemma in _BEARING and thing is not None and thing.lemma_.lower() in BLAME:
        return subject
    if lemma == "have" and thing is not None and thing.lower_ in _THEMSELVES:
        blaming = child(verb, "xcomp", "advcl", "relcl")
        return subject if blaming is not None and blaming.lemma_ == "blame" else None
    if lemma == "bring":
        link = preposition(verb, "on", "upon") or (
            preposition(thing, "on", "upon") if thing else None
        )
        back = child(link, "pobj") if link is not None else None
        return subject if back is not None and back.lower_ in _THEMSELVES else None
    return None


def _explains(verb: Token) -> bool:
    """Whether "because X had not …" says why: something undone explains what is not."""
    reason = any(c.dep_ == "mark" and c.lower_ == "because" for c in verb.children)
    if not reason or verb.dep_ != "advcl":
        return False
    return _negated(verb) or (_negated(verb.head) and verb.lemma_ not in _STATES)


def _would_have_spared(verb: Token) -> bool:
    """Whether the clause is what was not done: "if X had kept its word", "had X answered"."""
    past = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("had", "'d")), None)
    subject = child(verb, "nsubj")
    if past is None or subject is None or verb.tag_ not in ("VBN", "VBD") or _negated(verb):
        return False
    if past.i < subject.i:  # wherever the parser hangs it
        return any(t.dep_ == "aux" and t.lower_ in _IRREAL for t in verb.sent)
    supposed = any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.children)
    return supposed and any(c.dep_ == "aux" and c.lower_ in _IRREAL for c in verb.head.children)


def _of_noun(noun: Token) -> Token | None:
    lemma = noun.lemma_.lower()
    if lemma == "door":
        verb = noun.head.head
        about = child(verb, "nsubj") if noun.head.lower_ == "at" else None
        laid = about is not None and about.lemma_.lower() in BLAME and not _negated(verb)
        return _owner(noun) if laid else None
    if lemma in _DOINGS:
        return None if _denied(noun) else _owner(noun)
    if lemma in _FAILINGS and _consequential(noun):
        return _owner(noun)
    return None


def _owner(noun: Token) -> Token | None:
    """Whose it is, by name or noun: "X's fault", "the fault of X"."""
    owner = child(noun, "poss")
    if owner is None:
        link = preposition(noun, "of")
        owner = child(link, "pobj") if link is not None else None
    return owner if owner is not None and owner.tag_ != "PRP$" else None


def _consequential(noun: Token) -> bool:
    """Whether something is said to come of the failing: it "led to", "was the cause of" it."""
    head = noun.head
    if noun.dep_ == "nsubj":
        if _negated(head) or conditional(head):
            return False
        cause = child(head, "attr")
        named = cause is not None and cause.lemma_.lower() in _CAUSES
        return named or head.lemma_.lower() in _CAUSING
    if noun.dep_ not in ("pobj", "pcomp"):
        return False
    before = head.nbor(-1).lower_ if head.i > noun.sent.start else ""
    if head.lower_ == "because" or (head.lower_ == "of" and before in _LINKING):
        return True
    if head.lower_ == "to":
        return before in _OWING
    if head.lower_ == "for":
        return before == "but" or head.head.lemma_.lower() in _LOSING
    return False


def _denied(noun: Token) -> bool:
    """Whether it is said not to be so: "was not X's fault", "no fault of X"."""
    if any(c.lower_ == "no" for c in noun.children):
        return True
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    return _negated(head) or conditional(head)


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("never", "neither") for c in verb.children)
