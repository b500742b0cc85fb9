"""Predicates without a subject of their own made into sentences: gerunds, infinitives, values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child, children
from factcheck.model import Act
from factcheck.statements.draft import Draft
from factcheck.statements.inflection import inflect, lemma, past
from factcheck.statements.names import is_plural
from factcheck.statements.pronouns import resolve

if TYPE_CHECKING:
    from spacy.tokens import Token

_REFUSED = {"refuse": "refused to", "threaten": "threatened to", "decline": "declined to"}
#: Objects of a charge as the subjects of its sentence.
_AS_SUBJECT = {
    "him": "he",
    "her": "she",
    "them": "they",
    "each other": "both",
    "one another": "both",
}
_WANTING = frozenset(["demand", "hope", "propose", "ask", "request"])


def charge(draft: Draft, head: Token, tokens: Sequence[Token]) -> str:
    """Make a gerund finite: "of failing to V" becomes "X failed to V", denied "X did not V"."""
    own = draft.below(head, tokens)
    resolve(draft, own, third=False)
    who = _agent(draft) or draft.source
    plural = draft.plural(draft.found.agent) if draft.found.agent else is_plural(who)
    negative = (draft.found.act is Act.DENIAL) != (child(head, "neg") is not None)
    for each in children(head, "neg"):
        draft.replaced[each.i] = ""
    having = next((a for a in children(head, "aux", "auxpass") if a.tag_ == "VBG"), None)
    first = having if having is not None else head
    if having is not None and having.lower_ == "having":
        draft.replaced[having.i] = ""
        if child(head, "auxpass") is None:
            first = head
    draft.replaced[first.i] = past(lemma(first), negative=negative, plural=plural)
    _finish_conjuncts(draft, head)
    return f"{who} {draft.render(own)}"


def _finish_conjuncts(draft: Draft, head: Token) -> None:
    """Make the gerunds joined to the charge finite too, where they belong to the same content."""
    end = draft.found.content[-1][1]
    for each in children(head, "conj"):
        if each.tag_ == "VBG" and each.idx < end and each.i not in draft.replaced:
            draft.replaced[each.i] = past(lemma(each), negative=False, plural=False)


def infinitive(draft: Draft, head: Token, tokens: Sequence[Token]) -> str:
    """Make an infinitive finite: "urged X to V" is "X should V", "vowed to V" "S will V"."""
    agent = _agent(draft)
    own = [t for t in draft.below(head, tokens) if t.i >= head.left_edge.i]
    resolve(draft, own, third=False)
    for aux in children(head, "aux"):
        if aux.lower_ == "to":
            draft.replaced[aux.i] = ""
    negations = children(head, "neg")
    for each in negations:
        draft.replaced[each.i] = ""
    subjects = {t.i for c in children(head, "nsubj") for t in c.subtree}
    body = draft.render([t for t in own if t.i not in subjects])
    no = "not " if negations else ""
    if agent is not None:
        return f"{agent} should {no}{body}"
    if draft.cue in _REFUSED:
        return f"{draft.source} {_REFUSED[draft.cue]} {no}{body}"
    if draft.cue == "claim":
        return f"{draft.source} {'did not ' if negations else 'is said to '}{body}"
    if draft.cue in _WANTING:
        wants = "want" if is_plural(draft.source) else "wants"
        return f"{draft.source} {wants} {no}to {body}"
    return f"{draft.source} will {no}{body}"


def small(draft: Draft, head: Token, tokens: Sequence[Token]) -> str:
    """Give a value its verb: "called X Y" is "X is Y", "put X at 40" "X is 40"."""
    own = draft.below(head, tokens)
    if draft.cue in ("put", "raise", "lower", "revise", "cut", "estimate"):
        own = [
            t for t in own if not (t.i < head.i and t.lower_ in ("at", "to") and t.dep_ == "prep")
        ]
    resolve(draft, own, third=False)
    agent = _agent(draft) or draft.source
    plural = draft.plural(draft.found.agent) if draft.found.agent else is_plural(agent)
    if head.tag_ == "VBG":
        verb = lemma(head)
        draft.replaced[head.i] = (
            {True: "are", False: "is"}[plural]
            if verb == "be"
            else verb
            if plural
            else inflect(verb, "VBZ")
        )
        return f"{agent} {draft.render(own)}"
    link = "like " if draft.cue in ("compare", "liken") else ""
    return f"{agent} {'are' if plural else 'is'} {link}{draft.render(own)}"


def _agent(draft: Draft) -> str | None:
    """The noun phrase that is charged, urged or described, its pronouns resolved."""
    if draft.found.agent is None:
        return None
    tokens = draft.tokens([draft.found.agent])
    written = " ".join(t.lower_ for t in tokens)
    if written in _AS_SUBJECT:
        return _AS_SUBJECT[written]
    resolve(draft, [t for t in tokens if t.lower_ in ("its", "our", "my")])
    return draft.render(tokens)
