"""A bare "no" or "he would not" as the sentence that answers what was asked.

"Asked whether she would resign, Lorne said no" holds nothing by itself: the words are those of the
question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.attribution.tree import ANY_SUBJECT, child, children
from factcheck.attribution.types import Attribution, Construction
from factcheck.model import Form
from factcheck.statements.days import dated
from factcheck.statements.draft import Draft
from factcheck.statements.names import Voice
from factcheck.statements.negation import negate
from factcheck.statements.pronouns import resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_YES = frozenset(["absolutely", "certainly", "definitely", "of course", "yes", "yeah"])
_NO = frozenset(["absolutely not", "certainly not", "definitely not", "no", "of course not"])
_ASKING = frozenset(["ask", "press", "question", "quiz"])
_PRONOUNS = frozenset(["he", "i", "it", "she", "that", "there", "they", "we"])
#: Auxiliaries that answer each other: "would he?", "he will".
KINDS = (
    frozenset(["will", "would", "wo", "'ll", "’ll"]),
    frozenset(["can", "could", "ca"]),
    frozenset(["have", "has", "had"]),
    frozenset(["am", "are", "is", "was", "were"]),
    frozenset(["do", "does", "did"]),
)
#: Tokens from "asked" to the "whether" of what was asked: "asked on Monday by a reporter whether".
_REACH = 7
_NOT = frozenset(["not", "n't", "n’t"])


def reported_answer(doc: Doc, found: Attribution, voice: Voice) -> str | None:
    """What "no" says in "asked whether S, X said no"; None where the content is no bare answer."""
    tokens = _words(doc, found)
    question = _asked(doc, found)
    if question is None or not tokens:
        return None
    verb, start, end = question
    said = _polar(tokens)
    if said is None:
        said = elliptic(tokens, kind_of(verb))
    if said is None:
        return None
    asked = replace(
        found,
        content=((start, end),),
        form=Form.INDIRECT,
        construction=Construction.CLAUSE,
        head=verb.i,
    )
    draft = Draft(doc, asked, voice)
    clause = draft.tokens(asked.content)
    subject = child(verb, *ANY_SUBJECT)
    # Who is asked what "he" did is he, though nothing else tell that a bare surname is a man's.
    draft.by_person = draft.by_person or (subject is not None and subject.lower_ in ("he", "she"))
    dated(draft, clause)
    resolve(draft, clause)
    if not said:
        negate(draft, verb)
    return draft.render(clause)


def _words(doc: Doc, found: Attribution) -> list[Token]:
    span = doc.char_span(found.content[0][0], found.content[-1][1], alignment_mode="expand")
    return [t for t in span or () if not t.is_punct and not t.is_space]


def _polar(tokens: Sequence[Token]) -> bool | None:
    """Whether the words are a bare "yes" or a bare "no"; None where they are neither."""
    words = " ".join(t.lower_ for t in tokens)
    return True if words in _YES else False if words in _NO else None


def elliptic(tokens: Sequence[Token], kind: frozenset[str] | None) -> bool | None:
    """Whether the words say that it is so by the question's auxiliary: "he had", "no, I won't".

    None where they say anything else.
    """
    if len(tokens) > 1 and tokens[0].lower_ in ("yes", "no", "that"):
        tokens = tokens[1:]
    if kind is None or not 2 <= len(tokens) <= 3 or tokens[0].lower_ not in _PRONOUNS:
        return None
    if tokens[1].lower_ not in kind:
        return None
    if len(tokens) == 2:
        return True
    return False if tokens[2].lower_ in _NOT else None


def kind_of(verb: Token) -> frozenset[str] | None:
    """The auxiliaries that may answer a clause under ``verb`` by themselves."""
    first = next(iter(children(verb, "aux", "auxpass")), None)
    word = first.lower_ if first is not None else verb.lower_ if verb.lemma_ == "be" else "did"
    return next((kind for kind in KINDS if word in kind), None)


def _asked(doc: Doc, found: Attribution) -> tuple[Token, int, int] | None:
    """The verb and the bounds of the clause that the sentence of the cue says was asked."""
    if found.verb is None or found.cue is None or found.source is None:
        return None
    sentence = doc[found.verb].sent
    asking = [t for t in sentence if t.lemma_.lower() in _ASKING and t.i != found.verb]
    marks = [
        t
        for t in sentence
        if t.lower_ in ("whether", "if") and any(0 < t.i - a.i <= _REACH for a in asking)
    ]
    if len(marks) != 1 or marks[0].dep_ != "mark":
        return None
    mark, verb = marks[0], marks[0].head
    stops = [found.source[0], found.cue[0], found.content[0][0]]
    limit = min((each for each in stops if each > mark.idx), default=doc[sentence.end - 1].idx)
    last = mark
    for token in doc[mark.i + 1 : sentence.end]:
        if token.idx >= limit or not (token == verb or verb.is_ancestor(token)):
            break
        last = token
    while last.i > mark.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    subject = child(verb, *ANY_SUBJECT)
    if not mark.i < verb.i <= last.i or subject is None or not mark.i < subject.i < verb.i:
        return None
    return verb, doc[mark.i + 1].idx, last.idx + len(last)
