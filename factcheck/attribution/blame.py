"""Blame without "accuse": clauses whose subject does harm, breaks a duty or fails at one.

A frame is one verb with its subject and its polarity.  Whether it is an accusation depends on
who speaks, so this module only finds frames; parties decide the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child, children, passive, preposition, ranges
from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
#: Doing this to somebody, or at all, is a charge.
HARM = _WORDS["harm"]
#: Not doing this is a charge.
DUTY = _WORDS["duty"]
_LACK = _WORDS["lack"]
_TO_BLAME = _WORDS["to_blame"]
_FALSE = _WORDS["false"]
_LIES = _WORDS["lies"]
_OBLIGED = frozenset(["must", "should", "need", "ought"])


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause: its verb, its agent's range and token, and what is laid on the agent.

    ``harmful``: the agent is said to do harm or fail at a duty; ``negated``: it is said not to
    have done harm; ``obliged``: it must or should do something.
    """

    verb: int
    agent: Range
    agent_token: int
    harmful: bool
    negated: bool
    obliged: bool


def frames(doc: Doc, content: tuple[Range, ...]) -> Iterator[Frame]:
    """The frames of the clauses inside ``content``, in order."""
    for start, end in content:
        span = doc.char_span(start, end, alignment_mode="expand")
        for token in span or ():
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                frame = _frame(doc, token)
                if frame is not None:
                    yield frame


def _frame(doc: Doc, verb: Token) -> Frame | None:
    agent = _agent(verb)
    if agent is None:
        return None
    negated = child(verb, "neg") is not None or any(
        t.lower_ in ("no", "never") for t in verb.children
    )
    obliged = any(a.lemma_.lower() in _OBLIGED for a in children(verb, "aux")) or (
        verb.lemma_ in ("need", "have") and child(verb, "xcomp") is not None
    )
    lemma = verb.lemma_.lower()
    harm = lemma in HARM
    duty = lemma in DUTY
    if lemma == "be":
        trait = child(verb, "acomp", "attr", "prep")
        words = {t.lemma_.lower() for t in trait.subtree} if trait is not None else set()
        words |= {t.lemma_.lower() for t in children(verb, "xcomp")}
        harm = bool(words & (_LACK | _TO_BLAME))
    elif lemma in ("try", "attempt", "seek", "continue", "keep", "start", "begin", "want", "plan"):
        goal = child(verb, "xcomp")
        harm = harm or (goal is not None and goal.lemma_.lower() in HARM)
    bounds = ranges(doc, [t.i for t in agent.subtree if t.dep_ not in ("relcl", "acl")], gap=1)
    if not bounds:
        return None
    harmful = (harm and not negated) or (duty and negated)
    return Frame(
        verb.i, bounds[0], agent.i, harmful and not obliged, harm and negated, obliged and not harm
    )


def _agent(verb: Token) -> Token | None:
    """Who acts: the subject, the "by" phrase of a passive, or the subject shared with a head."""
    if passive(verb):
        by = preposition(verb, "by")
        return child(by, "pobj") if by is not None else None
    own = child(verb, "nsubj")
    if own is not None:
        if (
            own.tag_ in ("WP", "WDT")
            and verb.dep_ == "relcl"
            and verb.head.pos_ in ("NOUN", "PROPN")
        ):
            return verb.head
        return own
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return _agent(verb.head)
    return None


def refuses(doc: Doc, content: tuple[Range, ...]) -> bool:
    """Whether the content calls something false ("these claims are baseless")."""
    for start, end in content:
        span = doc.char_span(start, end, alignment_mode="expand")
        for token in span or ():
            if (token.lower_ in _FALSE and token.head.lemma_ == "be") or (
                token.lower_ in _LIES and token.dep_ in ("attr", "ROOT", "oprd")
            ):
                return child(token.head, "neg") is None
            if (
                token.lower_ == "no"
                and token.head.dep_ in ("nsubj", "nsubjpass")
                and (
                    token.head.lower_
                    in ("attack", "strike", "evidence", "violation", "truth", "such")
                    or any(c.lower_ == "such" for c in token.head.children)
                )
            ):
                return True
    return False
