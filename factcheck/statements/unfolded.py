"""A reported denial or demand that is plain enough to stand without its source and cue.

"X flatly denied having fired" is "X did not fire", "X called for the port to be shut" is "the
port should be shut".  What was not quite denied or demanded keeps its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, child, children
from factcheck.model import Act
from factcheck.statements.days import dated
from factcheck.statements.draft import Draft
from factcheck.statements.fragments import gerund, nor
from factcheck.statements.predicates import charge
from factcheck.statements.pronouns import resolve
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEDGES = word_lists(Path(__file__).parent / "words.toml")["hedges"]
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_NOBODY = frozenset(["nobody", "none", "no", "neither", "few"])
#: A gerund stands this near to the head of its content: "ever having".
_NEAR = 2


def unfolded(draft: Draft) -> str | None:
    """The content as a sentence of its own; None where it needs source and cue."""
    found = draft.found
    if found.head is None or not _plainly(draft):
        return None
    head, tokens = draft.doc[found.head], draft.tokens(found.content)
    if found.act is Act.DENIAL and draft.cue == "deny" and _opens(head, tokens):
        dated(draft, tokens)
        return charge(draft, head, tokens)
    if found.act is Act.DEMAND and draft.cue == "call":
        return _called_for(draft, head, tokens)
    return None


def _plainly(draft: Draft) -> bool:
    """Whether the cue says outright that its source denied or called for something."""
    found = draft.found
    if found.cue is None or found.source is None or found.verb is None:
        return False
    verb, cue, source = (
        draft.doc[found.verb],
        draft.tokens([found.cue]),
        draft.tokens([found.source]),
    )
    told = children(verb, "aux")
    finite = verb.tag_ in _FINITE or any(a.lemma_ == "have" for a in told)
    if not finite or any(a.lemma_ != "have" for a in told) or children(verb, "neg") or nor(draft):
        return False
    return not any(t.lower_ in _HEDGES for t in cue) and source[0].lower_ not in _NOBODY


def _opens(head: Token, tokens: Sequence[Token]) -> bool:
    """Whether the content begins with the gerund of its head."""
    parts = {head.i, *(a.i for a in children(head, "aux", "auxpass"))}
    return gerund(head) and any(t.i in parts and t.tag_ == "VBG" for t in tokens[:_NEAR])


def _called_for(draft: Draft, head: Token, tokens: Sequence[Token]) -> str | None:
    """Make "called for X to V" into "X should V"."""
    subject = child(head, *SUBJECT)
    to = next((a for a in children(head, "aux") if a.lower_ == "to"), None)
    inside = {t.i for t in tokens}
    if subject is None or to is None or not {subject.i, to.i, head.i} <= inside:
        return None
    negations = children(head, "neg")
    dated(draft, tokens)
    resolve(draft, tokens)
    for each in negations:
        draft.replaced[each.i] = ""
    draft.replaced[to.i] = "should not" if negations else "should"
    return draft.render(tokens)
