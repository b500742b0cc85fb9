"""What cues and contents do by their words alone: attack, praise, want, plan, find fault.

Where a cue or a content has none of the grammar that the other rules go by ("railed against the
influence of X", "this is a phony system"), its words still tell the act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child, children
from factcheck.attribution.types import Range
from factcheck.model import Act
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "manner.toml")
#: Words that find fault with whoever they are said of.
FAULTS = _WORDS["faults"]
#: What somebody is denied by those who question it.
VIRTUES = _WORDS["virtues"]
#: What is done to those who have done wrong.
PENALTIES = _WORDS["penalties"]
_COMBATING = _WORDS["combating"]
_OPINIONS = _WORDS["opinions"]
_FAILURES = _WORDS["failures"]
_JUDGEMENTS = _WORDS["judgements"]
_CUES = (
    (_WORDS["charging"], Act.ACCUSATION),
    (_WORDS["judging_cues"], Act.ASSESSMENT),
    (_WORDS["demanding_cues"], Act.DEMAND),
    (_WORDS["promising_cues"], Act.PROMISE),
)
_DENIALS = frozenset(("no", "not", "n't", "n’t", "never", "without", "hardly", "neither", "nor"))
_REACH = 3  # words before a judgement that may deny it
_SPEAKING = frozenset(("i", "we"))


def of_cue(doc: Doc, cue: Range | None) -> Act | None:
    """What the words of the cue do by themselves; None where they only report."""
    span = doc.char_span(*cue, alignment_mode="expand") if cue is not None else None
    for token in span or ():
        lemma = token.lemma_.lower()
        for words, act in _CUES:
            if lemma in words and token.pos_ in ("VERB", "NOUN", "ADJ"):
                return act
    return None


def fault(doc: Doc, content: Sequence[Range]) -> Token | None:
    """The first word of the content that finds fault and is not denied."""
    for token in _tokens(doc, content):
        word = token.lemma_.lower()
        if word == "lie" and token.pos_ == "VERB" and token.lower_ != "lied":
            continue  # a ship lies at anchor
        found = word in FAULTS or token.lower_ in FAULTS
        if not found or token.pos_ not in ("NOUN", "ADJ", "VERB", "ADV"):
            continue
        if not _denied(token) and not _fought(token):
            return token
    return None


def _fought(token: Token) -> bool:
    """Whether the word is for what somebody fights: "overcome racism", "against injustice"."""
    at = token
    for _ in range(_REACH):
        head = at.head
        if at.dep_ in ("dobj", "pobj", "nsubjpass") and head.lemma_.lower() in _COMBATING:
            return True
        if at.dep_ not in ("conj", "dobj", "pobj", "appos") or head.i == at.i:
            return False
        at = head
    return False


def fails(doc: Doc, content: Sequence[Range]) -> bool:
    """Whether a word of the content, not denied, says that a deed or a work is bad."""
    return any(
        token.lemma_.lower() in _FAILURES and not _denied(token) for token in _tokens(doc, content)
    )


def judged(doc: Doc, content: Sequence[Range]) -> bool:
    """Whether some clause of the content is a judgement, or what "I think" or "we hope"."""
    for token in _tokens(doc, content):
        lemma = token.lemma_.lower()
        if (
            token.pos_ in ("ADJ", "NOUN")
            and lemma in _JUDGEMENTS
            and _said_of(token)
            and not _denied(token)
        ):
            return True
        subject = child(token, "nsubj") if lemma in _OPINIONS else None
        if subject is not None and subject.lower_ in _SPEAKING:
            return True
    return False


def commands(doc: Doc, content: Sequence[Range]) -> bool:
    """Whether the content opens with an imperative ("Let them come", "Be careful")."""
    tokens = [t for t in _tokens(doc, content) if t.is_alpha]
    if not tokens or tokens[0].tag_ not in ("VB", "VBP") or tokens[0].dep_ not in ("ROOT", "ccomp"):
        return False
    return child(tokens[0], "nsubj", "nsubjpass", "aux", "auxpass") is None


def _said_of(token: Token) -> bool:
    """Whether the word is a predicate, alone or in the noun phrase that is one."""
    for _ in range(_REACH):
        if token.dep_ in ("acomp", "attr", "oprd"):
            return True
        if token.dep_ == "ROOT":
            return token.pos_ in ("ADJ", "NOUN")
        if token.dep_ not in ("amod", "conj", "advmod", "compound"):
            return False
        token = token.head
    return False


def _denied(token: Token) -> bool:
    doc = token.doc
    before = doc[max(token.sent.start, token.i - _REACH) : token.i]
    if any(t.lower_ in _DENIALS for t in before):
        return True
    return any(t.lower_ in _DENIALS for t in children(token.head, "neg", "det"))


def _tokens(doc: Doc, content: Sequence[Range]) -> Iterator[Token]:
    for start, end in content:
        yield from doc.char_span(start, end, alignment_mode="expand") or ()
