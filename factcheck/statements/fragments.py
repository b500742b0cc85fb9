"""Contents that make no sentence alone: a relative clause, a noun phrase, a lost verb.

"X seldom speaks of Y", "X expressed doubt that Z", "the port, which X said was shut": the content
without its source and cue would be a torso, or claim what nobody said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.structure import leads
from factcheck.attribution.tree import child, children
from factcheck.attribution.types import Construction
from factcheck.model import Act, Form
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.statements.draft import Draft

_WORDS = word_lists(Path(__file__).parent / "words.toml")
#: In a cue these take back, wholly or in part, what follows.
_HEDGES, _DOUBTS = _WORDS["hedges"], _WORDS["doubts"]
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_FINITE = frozenset(["VBD", "VBZ", "VBP", "VB", "MD", "VBN"])
_SUBORDINATE = _WORDS["subordinate"]
_TENSED = frozenset(["VBD", "VBZ", "VBP", "MD"])
_RELATIVE = frozenset(["WDT", "WP", "WP$"])
_ASKING = frozenset(["if", "whether"])


def torso(
    draft: Draft, head: Token | None, tokens: Sequence[Token], *, verbless: bool = False
) -> bool:
    """Whether the content needs source and cue to be a sentence that says what they said.

    ``verbless`` tells that it is a noun phrase, of which another rule makes a sentence.
    """
    found = draft.found
    if found.cue is None or found.source is None:
        return False
    if found.form is Form.DIRECT:
        return _exclaimed(draft, tokens)
    if nor(draft) or _withheld(draft):
        return True
    kind = found.construction
    inside = {t.i for t in tokens}
    if kind is Construction.INFINITIVE:
        return head is not None and (head.i not in inside or _taken(draft, head))
    if verbless or kind is not Construction.CLAUSE or (head is not None and _headed(head, tokens)):
        return False
    if found.verb is not None and leads(draft.doc, found.content, draft.doc[found.verb]):
        return False
    return not any(_predicate(t, tokens[0], inside) for t in tokens)


def _exclaimed(draft: Draft, tokens: Sequence[Token]) -> bool:
    """Whether a quotation after its cue is a mere noun phrase: "took a dig at 'my dear sister'"."""
    found = draft.found
    if found.cue is None or len(found.content) > 1 or found.content[0][0] < found.cue[1]:
        return False
    if any(t.text in ".!?" for t in tokens[:-1]) or not tokens[-1].doc[tokens[0].i - 1].is_quote:
        return False
    nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN")]
    return len(tokens) > 1 and bool(nouns) and all(t.pos_ not in ("VERB", "AUX") for t in tokens)


def nor(draft: Draft) -> bool:
    """Whether the cue is the second of two that are not so: "neither confirmed nor denied"."""
    verb = draft.found.verb
    return verb is not None and verb > 0 and draft.doc[verb - 1].lower_ == "nor"


def _taken(draft: Draft, head: Token) -> bool:
    """Whether the infinitive is part of the cue, and the content its object: "refused to say X"."""
    found = draft.found
    if found.cue is None or head.pos_ not in ("NOUN", "PROPN"):
        return False
    return any(t.tag_ == "TO" and t.dep_ == "aux" for t in draft.tokens([found.cue]))


def gerund(head: Token) -> bool:
    """Whether the word of a charge is a verb: not "version", nor "its reporting"."""
    first = next((a for a in children(head, "aux", "auxpass") if a.tag_ == "VBG"), head)
    return first.lower_.endswith("ing") and child(head, "poss") is None


def _headed(head: Token, tokens: Sequence[Token]) -> bool:
    """Whether the head is a finite verb with its subject before it, in whatever clause it is put.

    The parser often takes a subject for the object of the cue.
    """
    if _that(head):
        return True
    first = next(iter(children(head, "aux", "auxpass")), head)
    if any(t.tag_ in _RELATIVE or t.lower_ == "whether" for t in tokens[:3]):
        return False
    if head.dep_ in ("relcl", "advcl") or first.tag_ not in _TENSED:
        return False
    return any(t.pos_ in ("NOUN", "PROPN", "PRON") and t.i < head.i for t in tokens)


def _that(head: Token) -> bool:
    """Whether the clause is one that "that" leads in, on whatever it hangs."""
    mark = child(head, "mark")
    return mark is not None and mark.lower_ == "that" and child(head, *_SUBJECTS) is not None


def _withheld(draft: Draft) -> bool:
    """Whether the cue says that something was hardly said, doubted or asked."""
    found = draft.found
    if found.act is Act.DENIAL or found.cue is None:
        return False
    cue = draft.tokens([found.cue])
    if any(t.lower_ in _DOUBTS and t.pos_ == "NOUN" for t in cue):
        return True
    if found.construction is Construction.NOMINAL and any(t.lower_ in _HEDGES for t in cue):
        return True
    return bool(cue) and cue[-1].lower_ in _ASKING


def _predicate(verb: Token, opening: Token, inside: set[int]) -> bool:
    """Whether a finite verb with its subject stands in the content, in no clause about a word."""
    first = next(iter(children(verb, "aux", "auxpass")), verb)
    if verb.tag_ not in _FINITE and first.tag_ not in _FINITE:
        return False
    subject = child(verb, *_SUBJECTS)
    own = subject is not None and subject.i in inside
    joined = verb.dep_ == "conj" and verb.head.i in inside
    if not own:
        return joined and _predicate(verb.head, opening, inside)
    while verb.i in inside:
        if _lower(verb, opening, inside):
            return False
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return True


def _lower(verb: Token, opening: Token, inside: set[int]) -> bool:
    """Whether the clause of the verb is part of another, or hangs on a word of the content."""
    hung = verb.head.i in inside and verb.head.i != verb.i
    mark = child(verb, "mark")
    marked = mark is not None and mark.i in inside
    if mark is not None and marked and mark.lower_ == "whether":
        return True
    if verb.dep_ == "advcl":
        return hung or (mark is not None and marked and mark.lower_ in _SUBORDINATE)
    if verb.dep_ == "relcl":
        return hung or opening.tag_ in _RELATIVE
    return verb.dep_ == "acl" and hung
