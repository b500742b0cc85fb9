"""A denied clause becomes what the denial holds: "that any shell fell" is "no shell fell"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, child, children
from factcheck.statements.inflection import full

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.statements.draft import Draft

#: A subject or its article that denies when the verb does not.
_ARTICLES = {"any": "no", "either": "neither"}
_SUBJECTS = {
    "any": "none",
    "anyone": "no one",
    "anybody": "nobody",
    "anything": "nothing",
    "either": "neither",
}
#: Adverbs that take the "not" into themselves.
_ADVERBS = {"ever": "never", "still": "no longer"}
_SUPPORT = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}


def negate(draft: Draft, head: Token) -> None:
    """Deny the finite clause under ``head``, in the words edited; a negated one becomes positive.

    So are the clauses joined to it with a "that" of their own.
    """
    _negate(draft, head)
    for each in children(head, "conj"):
        mark = child(each, "mark")
        if mark is not None and mark.lower_ == "that":
            _negate(draft, each)


def never(draft: Draft, verb: Token) -> bool:
    """Whether an adverb of the verb now says that it is not so: "ever" as "never"."""
    adverb = next((c for c in children(verb, "advmod") if c.lower_ in _ADVERBS), None)
    if adverb is not None:
        draft.replaced[adverb.i] = _ADVERBS[adverb.lower_]
    return adverb is not None


def _negate(draft: Draft, head: Token) -> None:
    negations = children(head, "neg")
    if negations:
        for negation in negations:
            draft.replaced[negation.i] = ""
        return
    if _subject(draft, head) or never(draft, head) or _existence(draft, head):
        return
    auxiliary = next(iter(children(head, "aux", "auxpass")), None)
    if auxiliary is None and head.lemma_ == "be":
        auxiliary = head
    if auxiliary is not None:
        word = draft.replaced.get(auxiliary.i, full(auxiliary))
        draft.replaced[auxiliary.i] = f"{word} not"
        return
    for verb in children(head, "conj"):
        if verb.tag_ == head.tag_ and not children(verb, "nsubj", "nsubjpass", "aux", "auxpass"):
            draft.replaced[verb.i] = verb.lemma_
    draft.replaced[head.i] = f"{_SUPPORT.get(head.tag_, 'did not')} {head.lemma_}"


def _subject(draft: Draft, head: Token) -> bool:
    """Whether the subject could take the negation: "any of them" is "none of them"."""
    subject = child(head, *SUBJECT)
    if subject is None:
        return False
    article, pair = child(subject, "det"), child(subject, "preconj")
    if article is not None and article.lower_ in _ARTICLES:
        one = subject.lower_ == "one" and article.lower_ == "any"
        draft.replaced[article.i] = "not" if one else _ARTICLES[article.lower_]
    elif pair is not None and pair.lower_ == "either":
        draft.replaced[pair.i] = "neither"
        for joint in children(subject, "cc"):
            draft.replaced[joint.i] = "nor" if joint.lower_ == "or" else joint.text
    elif subject.lower_ in _SUBJECTS:
        draft.replaced[subject.i] = _SUBJECTS[subject.lower_]
    else:
        return False
    return True


def _existence(draft: Draft, head: Token) -> bool:
    """Whether "there was any deal" could become "there was no deal"."""
    thing = child(head, "attr", "nsubj", "dobj") if child(head, "expl") is not None else None
    article = child(thing, "det") if thing is not None else None
    if article is None or article.lower_ != "any":
        return False
    draft.replaced[article.i] = "no"
    return True
