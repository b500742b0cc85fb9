"""Predicates without a subject of their own made into sentences: gerunds, infinitives, values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.attribution.laying import ASCRIBING
from factcheck.attribution.tree import SUBJECT, child, children
from factcheck.model import Act
from factcheck.statements.agents import agent
from factcheck.statements.days import past_time
from factcheck.statements.draft import Draft
from factcheck.statements.fragments import gerund
from factcheck.statements.inflection import inflect, lemma, past
from factcheck.statements.names import plural_noun, possessive
from factcheck.statements.negation import never
from factcheck.statements.nominal import nominal
from factcheck.statements.pronouns import resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REFUSED = {"refuse": "refused to", "threaten": "threatened to", "decline": "declined to"}
_WANTING = frozenset(["demand", "hope", "propose", "ask", "request"])
_JUDGING = frozenset(
    [
        "believe",
        "consider",
        "deem",
        "find",
        "judge",
        "know",
        "prove",
        "report",
        "think",
    ]
)
_NAMING = frozenset(["brand", "call", "deem", "label", "pronounce"])


def charge(draft: Draft, head: Token, tokens: Sequence[Token]) -> str:
    """Make a gerund finite: "of failing to V" becomes "X failed to V", denied "X did not V"."""
    if not gerund(head) and draft.found.agent is not None:
        return nominal(draft, head, tokens)
    own = draft.below(head, tokens)
    resolve(draft, own, third=False)
    _own_side(draft, own)
    who = agent(draft) or draft.source
    plural = draft.plural(draft.found.agent) if draft.found.agent else draft.many(who)
    negative = (draft.found.act is Act.DENIAL) != (child(head, "neg") is not None)
    for each in children(head, "neg"):
        draft.replaced[each.i] = ""
    having = next((a for a in children(head, "aux", "auxpass") if a.tag_ == "VBG"), None)
    first = having if having is not None else head
    if having is not None and having.lower_ == "having":
        draft.replaced[having.i] = ""
        if child(head, "auxpass") is None:
            first = head
    coming = draft.found.act is Act.DENIAL and draft.cue == "rule"
    negative = negative and not never(draft, head)
    if coming:
        draft.replaced[first.i] = f"will {'not ' if negative else ''}{lemma(first)}"
    else:
        draft.replaced[first.i] = past(lemma(first), negative=negative, plural=plural)
    _finish_conjuncts(draft, head, plain=coming or negative)
    return f"{who} {draft.render(own)}"


def _own_side(draft: Draft, own: Sequence[Token]) -> None:
    """In "villagers accused the firm of fencing their well", "their" is the villagers'."""
    name, agent = draft.voice.plural, draft.found.agent
    if name is None or agent is None or not draft.many(name) or draft.plural(agent):
        return
    plurals = [t for t in own if t.tag_ in ("NNS", "NNPS")]
    for token in own:
        if token.lower_ == "their" and all(t.i > token.i for t in plurals):
            draft.replaced[token.i] = possessive(draft.named(name), plural=True)
            return


def _finish_conjuncts(draft: Draft, head: Token, *, plain: bool) -> None:
    """Make the gerunds joined to the charge finite too, where they belong to the same content.

    With ``plain`` they share the "did not" or "will" of the first.
    """
    end = draft.found.content[-1][1]
    for each in children(head, "conj"):
        if each.tag_ == "VBG" and each.idx < end and each.i not in draft.replaced:
            own = lemma(each)
            draft.replaced[each.i] = own if plain else past(own, negative=False, plural=False)


def infinitive(draft: Draft, head: Token, tokens: Sequence[Token]) -> str:
    """Make an infinitive finite: "urged X to V" is "X should V", "vowed to V" "S will V"."""
    urged = agent(draft)
    own = [t for t in draft.below(head, tokens) if t.i >= head.left_edge.i]
    if all(c.lower_ != "have" for c in children(head, "aux")):
        own = _ahead(own)
    doer = draft.doer if urged is None else None
    resolve(draft, own, third=False, subject=doer)
    for each in children(head, "conj"):
        for aux in children(each, "aux"):
            if aux.lower_ == "to" and each.tag_ == "VB":
                draft.replaced[aux.i] = ""
    if draft.cue == "claim" and urged is None:
        return _claimed(draft, head, own)
    for aux in children(head, "aux"):
        if aux.lower_ == "to":
            draft.replaced[aux.i] = ""
    negations = children(head, "neg")
    for each in negations:
        draft.replaced[each.i] = ""
    subjects = {t.i for c in children(head, "nsubj") for t in c.subtree}
    body = draft.render([t for t in own if t.i not in subjects])
    no = "not " if negations else ""
    if urged is not None:
        return f"{urged} should {no}{body}"
    if draft.cue in _REFUSED:
        return f"{draft.source} {_REFUSED[draft.cue]} {no}{body}"
    if draft.cue in _WANTING:
        wants = "want" if draft.many(draft.source) else "wants"
        return f"{draft.source} {wants} {no}to {body}"
    return f"{draft.source} will {no}{body}"


def _claimed(draft: Draft, head: Token, own: list[Token]) -> str:
    """Make "claimed to have gone" into "S went", "claims to know" into "S knows"."""
    _told(draft, head, plural=draft.many(draft.source))
    subjects = {t.i for c in children(head, "nsubj") for t in c.subtree}
    return f"{draft.source} {draft.render([t for t in own if t.i not in subjects])}"


def _ahead(tokens: list[Token]) -> list[Token]:
    """Leave out a time at the end that is over: when something was asked, not for when."""
    for at in range(max(1, len(tokens) - 3), len(tokens)):
        if past_time(tokens[at]):
            return tokens[: at - 1] if tokens[at - 1].dep_ == "prep" else tokens[:at]
    return tokens


def small(draft: Draft, head: Token, tokens: Sequence[Token]) -> str:
    """Give a value its verb: "called X Y" is "X is Y", "put X at 40" "X is 40"."""
    own = draft.below(head, tokens)
    if draft.cue in ("put", "raise", "lower", "revise", "cut", "estimate"):
        own = [
            t for t in own if not (t.i < head.i and t.lower_ in ("at", "to") and t.dep_ == "prep")
        ]
    resolve(draft, own, third=False)
    ascribed = draft.cue in ASCRIBING or _caused(draft.doc, head)
    # "put it down to greed": what happened, and seldom the last thing named
    whose = "it" if ascribed and _it(draft) else agent(draft) or draft.source
    other = draft.found.agent if whose != draft.source else None
    plural = draft.plural(other) if other else draft.many(whose)
    if ascribed:
        return f"{whose} {'are' if plural else 'is'} due to {draft.render(own)}"
    if head.tag_ == "VBG":
        verb = lemma(head)
        being = {True: "are", False: "is"}[plural]
        draft.replaced[head.i] = being if verb == "be" else f"{being} {head.lower_}"
        return f"{whose} {draft.render(own)}"
    link = "like " if draft.cue in ("compare", "liken") else ""
    return f"{whose} {'are' if plural else 'is'} {link}{draft.render(own)}"


def _caused(doc: Doc, head: Token) -> bool:
    """Whether the value is what a thing is put down to."""
    before = [t.lower_ for t in doc[max(0, head.left_edge.i - 3) : head.left_edge.i]]
    return [word for word in before if word.isalpha()][-2:] == ["down", "to"]


def _it(draft: Draft) -> bool:
    agents = [draft.found.agent] if draft.found.agent is not None else []
    return [t.lower_ for t in draft.tokens(agents)] == ["it"]


def judged(draft: Draft, head: Token, tokens: Sequence[Token]) -> None:
    """Make what is found of a thing a clause: "found it to have leaked", "called it rigged"."""
    for each in (head, *children(head, "conj")):
        own = child(each, *SUBJECT)
        if own is None or own not in tokens or each not in tokens:
            continue
        if draft.cue in _NAMING and each.tag_ in ("VBN", "VBD") and not _helped(each):
            being = "are" if plural_noun(own) else "is"
            draft.replaced[each.i] = f"{being} {each.text}"
        elif draft.cue in _JUDGING and any(t.tag_ == "TO" for t in children(each, "aux")):
            _told(draft, each, plural=plural_noun(own))


def _helped(verb: Token) -> bool:
    return child(verb, "aux", "auxpass", "mark") is not None


def _told(draft: Draft, head: Token, *, plural: bool) -> None:
    """Give the infinitive its finite form: "to have gone" is "went", "to know" is "knows"."""
    auxiliaries, negations = children(head, "aux"), children(head, "neg")
    first = child(head, "auxpass") or head
    word, negative = lemma(first), bool(negations)
    for each in (*auxiliaries, *negations):
        draft.replaced[each.i] = ""
    if any(t.lower_ == "have" for t in auxiliaries):
        written = past(word, negative=negative, plural=plural)
    elif word == "be":
        written = ("are" if plural else "is") + (" not" if negative else "")
    elif negative:
        written = f"{'do' if plural else 'does'} not {word}"
    else:
        written = word if plural else inflect(word, "VBZ")
    draft.replaced[first.i] = written
