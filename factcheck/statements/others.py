"""Whether a "he" or an "it" may be another than the source, as the sentence of its words tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, child
from factcheck.statements.clients import client, of_another
from factcheck.statements.names import plural_noun
from factcheck.statements.nouns import human
from factcheck.statements.sexes import told_by, told_by_name
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.statements.draft import Draft

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_AGAINST = _WORDS["seizing"] | _WORDS["accusing"]
_SHE = frozenset(["she", "her"])


def of_seized(draft: Draft, token: Token) -> bool:
    """Whether "it" may be what the source acts against: "seized a boat, saying it had fled"."""
    verb = draft.doc[draft.found.verb] if draft.found.verb is not None else None
    if verb is None or verb.tag_ != "VBG" or verb.head.lemma_ not in _AGAINST:
        return False
    return token.dep_ in SUBJECT and child(verb.head, "dobj") is not None


def joined_to_other(draft: Draft, token: Token) -> bool:
    """Whether the clause before, of the same cue, is about a thing that "it" may be too."""
    start, cue = draft.start, draft.found.cue
    above = [t for t in token.ancestors if t.dep_ == "conj" and t.head.idx < start]
    noun = child(above[0].head, *SUBJECT) if above else None
    told = noun is not None and cue is not None and cue[1] <= noun.idx < start
    return (
        told
        and noun is not None
        and not plural_noun(noun)
        and noun.pos_ != "PRON"
        and not human(noun)
    )


def done_by_source(draft: Draft, token: Token) -> bool:
    """Whether an object pronoun stands under the cue itself: "declared him the winner"."""
    if token.lower_ not in ("him", "them", "her") or token.dep_ == "poss":
        return False
    verb, clause = draft.found.verb, token.head
    while clause.dep_ in ("prep", "xcomp", "oprd", "attr", "ccomp") and clause.i != verb:
        if child(clause, "csubj", *SUBJECT) not in (None, token):
            return False
        clause = clause.head
    return bool(clause.i == verb)


def of_client(draft: Draft, token: Token) -> bool:
    """Whether "he" may be whom the source speaks for: "his lawyer said he was innocent".

    So it may where that one is named, unless only the speaker is known to be a "he".
    """
    return client(draft, token) is not None or of_another(draft, token)


def named_before(draft: Draft, token: Token) -> bool:
    """Whether the sentence names another whom an object could mean, before the content."""
    source = draft.found.source or (-1, -1)
    before = (t for t in token.sent if t.i < token.i and t.idx < draft.start)
    return any(human(t) and not source[0] <= t.idx < source[1] for t in before)


def other_before(draft: Draft, token: Token) -> bool:
    """Whether the sentence calls another, between source and content, what the pronoun does."""
    said = "she" if token.lower_ in _SHE else "he"
    after = (draft.found.source or (-1, -1))[1]
    between = [t for t in token.sent if after < t.idx < draft.start]
    return any(told_by(t.lower_.rstrip(".")) == said and t.pos_ == "PROPN" for t in between)


def of_other_sex(draft: Draft, token: Token) -> bool:
    """Whether a word of the source ("Ms", "his daughter") rules the pronoun out."""
    source, doc = draft.found.source, draft.doc
    span = doc.char_span(*source, alignment_mode="expand") if source is not None else None
    words = {t.lower_.rstrip(".") for t in span or () if t.dep_ != "poss"}
    told = {pronoun for word in words if (pronoun := told_by(word))}
    known = draft.voice.pronoun or (told.pop() if len(told) == 1 else None)
    known = known or told_by_name(draft.voice.person or "")
    return known is not None and (token.lower_ in ("she", "her")) is not (known == "she")
