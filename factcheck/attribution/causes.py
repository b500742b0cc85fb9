"""Blame without a deed of harm: who bears it, whose doing it was, but for whom it would not be.

``blame.py`` finds whoever does harm in a clause.  This module finds on whom a clause lays the
cause of something bad in other words, with ``outcomes.py`` for what somebody brought about;
whether that is an accusation depends on who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.blame import BLAME, WILFUL, conditional
from factcheck.attribution.outcomes import ILLS, ails, brought_about, negated
from factcheck.attribution.tree import child, children, preposition
from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_BEARING = _WORDS["bearing"]
_DOINGS = _WORDS["doings"]
_MAKINGS = _WORDS["makings"]
_FAILINGS = _WORDS["failings"]
_CAUSING = _WORDS["causing"]
_CAUSES = _WORDS["causes"]
_LOSING = _WORDS["losing"]
_THEMSELVES = frozenset(["itself", "themselves", "himself", "herself"])
_LINKING = frozenset(["because", "result", "consequence"])
_OWING = frozenset(["due", "thanks", "owing", "down"])
_IRREAL = frozenset(["would", "could", "might", "'d", "’d"])
_STATES = frozenset(["be", "have"])
_BEGINNING = frozenset(["begin", "break", "come", "erupt", "follow", "start"])
_MADE = frozenset(["hatch", "invent", "make", "manufacture"])
_COMING = frozenset(["arise", "come", "flow", "result", "stem"])


def causers(doc: Doc, content: tuple[Range, ...]) -> Iterator[Token]:
    """The nouns for those on whom the content lays a fault or the cause of something, in order.

    "X bears the blame", "the delay was X's doing", "X's refusal led to it", "because X had not
    come", "had X kept its word, …", "X started the fire".  Nothing that is negated or itself a
    condition.
    """
    told: set[int] = set()
    for start, end in content:
        for token in doc.char_span(start, end, alignment_mode="expand") or ():
            if token.pos_ in ("NOUN", "PROPN"):
                found = _of_noun(token)
            elif token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                found = _of_verb(token) or _maker(token)
            else:
                continue
            inside = found is not None and any(low <= found.idx < high for low, high in content)
            if found is not None and inside and found.i not in told:
                told.add(found.i)
                yield found


def _maker(verb: Token) -> Token | None:
    """Who brought something bad about; the owner where a thing of theirs did."""
    maker = brought_about(verb)
    if maker is None or child(maker, "poss") is None:
        return maker
    return _owner(maker)


def _of_verb(verb: Token) -> Token | None:
    subject = child(verb, "nsubj")
    if subject is None or (verb.lemma_ == "be" and child(verb, "expl") is not None):
        return None
    if _explains(verb) or _would_have_spared(verb):
        return subject
    if negated(verb) or conditional(verb):
        return None
    thing = child(verb, "dobj")
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return _is_cause(verb, subject)
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
    """Whether the clause says why something bad came to be, or something good did not.

    "… did not sail because X had locked the gate", "broke down when X left", "because of what X
    did"; "because X had not come" explains what is bad, whatever it is.
    """
    if verb.dep_ == "pcomp":
        return verb.head.lower_ == "because" and ails(verb.head.head)
    if verb.dep_ != "advcl":
        return False
    if any(c.lower_ in ("after", "when") for c in children(verb, "mark", "advmod")):
        began = verb.head.lemma_.lower() in _BEGINNING and ails(verb.head)
        return began and verb.lemma_ not in _STATES and not negated(verb)
    if not any(c.dep_ == "mark" and c.lower_ == "because" for c in verb.children):
        return False
    bad = negated(verb.head) or ails(verb.head)
    return negated(verb) or (bad and verb.lemma_ not in _STATES)


def _is_cause(verb: Token, subject: Token) -> Token | None:
    """Whose ``subject`` is the cause of something bad, or simply the cause."""
    cause = child(verb, "attr")
    if cause is None or cause.lemma_.lower() not in _CAUSES:
        return None
    link = preposition(cause, "of", "for", "behind")
    thing = child(link, "pobj") if link is not None else None
    if thing is not None and thing.lemma_.lower() not in ILLS:
        return None
    return _owner(subject)


def _would_have_spared(verb: Token) -> bool:
    """Whether the clause is what was not done: "if X had kept its word", "had X answered"."""
    past = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("had", "'d")), None)
    subject = child(verb, "nsubj")
    if past is None or subject is None or verb.tag_ not in ("VBN", "VBD") or negated(verb):
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
        laid = about is not None and about.lemma_.lower() in BLAME | ILLS | _FAILINGS
        return _owner(noun) if laid and not negated(verb) else None
    if lemma == "conscience" and noun.head.lower_ == "on":
        return _owner(noun) if ails(noun.head.head) else None
    if lemma in _DOINGS:
        return None if _denied(noun) else _owner(noun)
    if lemma in _MAKINGS:
        made = _described(noun)
        bad = made is not None and ails(made) and not _denied(noun)
        return _owner(noun) if bad else None
    if lemma in _FAILINGS and _consequential(noun):
        return _owner(noun)
    if noun.dep_ == "attr" and any(c.lemma_.lower() in WILFUL for c in children(noun, "amod")):
        by = preposition(noun, "by")
        return child(by, "pobj") if by is not None and not _denied(noun) else None
    return (_owner(noun) or noun) if _is_source(noun) else None


def _described(noun: Token) -> Token | None:
    """The "is" of "the delay is X's work", "the delay is of X's making"."""
    link = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    verb = link.head if link is not None else noun.head
    return verb if verb.lemma_ == "be" and (link is not None or noun.dep_ == "attr") else None


def _is_source(noun: Token) -> bool:
    """Whether something bad is because of whom ``noun`` names, or comes from them."""
    if noun.dep_ != "pobj" or noun.head.i == noun.sent.start:
        return False
    link = noun.head
    before = link.nbor(-1).lower_
    because = link.lower_ == "because" or (link.lower_ == "to" and before in _OWING)
    because = because or (link.lower_ == "of" and before in _LINKING)
    because = because or (link.lower_ == "in" and link.head.lemma_.lower() in _MADE)
    clause = next((t for t in link.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if clause is None or not ails(clause) or conditional(clause):
        return False
    return because or (link.lower_ == "from" and clause.lemma_.lower() in _COMING)


def _owner(noun: Token) -> Token | None:
    """Whose it is, by name or noun: "X's fault", "the fault of X"; itself in "a Xian raid"."""
    owner = child(noun, "poss")
    if owner is None:
        link = preposition(noun, "of")
        owner = child(link, "pobj") if link is not None else None
    if owner is not None and owner.tag_ == "PRP$":
        own = owner.lower_ != "their" or any(c.lower_ == "own" for c in noun.children)
        return None if own else owner
    if owner is not None:
        return owner
    named = children(noun, "compound") or [
        c for c in children(noun, "amod") if c.text[:1].isupper() and not c.is_sent_start
    ]
    return noun if named else None


def _consequential(noun: Token) -> bool:
    """Whether something is said to come of the failing: it "led to", "was the cause of" it."""
    head = noun.head
    if noun.dep_ == "nsubj":
        if negated(head) or conditional(head):
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
    if head.lower_ == "without":
        return any(c.dep_ == "aux" and c.lower_ in _IRREAL for c in head.head.children)
    if head.lower_ in ("in", "from", "through"):
        return ails(head.head) and not negated(head.head)
    return False


def _denied(noun: Token) -> bool:
    """Whether it is said not to be so: "was not X's fault", "no fault of X"."""
    if any(c.lower_ == "no" for c in noun.children):
        return True
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    return negated(head) or conditional(head)
