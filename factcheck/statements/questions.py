"""An interviewer's question told as its answer: "Did you lie?" — "No." is "Reed did not lie"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.cues import cue_of
from factcheck.attribution.tree import ANY_SUBJECT, SUBJECT, child, children, text_of
from factcheck.naming import REBUTTAL
from factcheck.statements.answers import KINDS, elliptic, kind_of
from factcheck.statements.days import dated
from factcheck.statements.draft import Draft
from factcheck.statements.names import possessive
from factcheck.statements.negation import negate
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What stands between a question and an answer, beside the label: "REED: No. We left."
_BRIEFLY = re.compile(r"(?P<word>yes|no|absolutely|certainly|of course)[.!]\s*$", re.IGNORECASE)
#: Characters of mark-up and white space between a label and its colon.
_MARGIN = 8
#: Tokens of the longest question that is told again.
_LONGEST = 40
_SINGULAR = {"are": "is", "do": "does", "have": "has", "were": "was"}
_INTERVIEWER = frozenset(["i", "me", "my", "our", "us", "we"])
_ASKED = frozenset(["you", "your", "yours", "yourself"])
#: Labels of those who ask.
_ASKERS = word_lists(Path(__file__).parent.parent / "attribution" / "words.toml")["questions"]
#: A first sentence that says no more than that it is not so.
_BARE = re.compile(
    r"(?:no[,.]? )?(?:that|this|it)(?:[’']s| is| was) (?:(?:simply|just|absolutely|completely) )?"
    r"(?:not (?:so|true|right|correct|the case)|a lie|false|untrue|nonsense|wrong)\.?|no",
    re.IGNORECASE,
)
_TRUE = frozenset(["case", "correct", "fair", "right", "true"])


def interviewed(draft: Draft, tokens: Sequence[Token]) -> tuple[str, int] | None:
    """The answer to the interviewer's question, and how many of ``tokens`` it takes the place of.

    None where no question of yes or no stands right before, or the words are no answer to it.
    """
    found, doc = draft.found, draft.doc
    if found.cue is not None or found.source is None or found.carried:
        return None
    before = text_of(doc)[: found.content[0][0]].rstrip()
    brief = _BRIEFLY.search(before)
    if brief is not None:
        before = before[: brief.start()].rstrip()
    label = found.source
    if before.rstrip("*_").endswith((":", "：")) and label[0] <= len(before) <= label[1] + _MARGIN:
        before = before[: label[0]].rstrip(" \t\r\n*_-–—•[]0123456789:")
    if not before.rstrip("*_ \n").endswith("?"):
        return _contested(draft, tokens, before)
    end = before.rindex("?")
    span = doc.char_span(end, end + 1, alignment_mode="expand")
    question = _inverted(span[0]) if span is not None else None
    if question is None:
        return None
    auxiliary, subject, verb = question
    words = [t for t in tokens if not t.is_punct]
    kind = next((kind for kind in KINDS if auxiliary.lower_ in kind), None)
    said = elliptic(words, kind)
    taken = len(tokens) if said is not None else 0
    if said is None and brief is not None:
        said = brief["word"].lower() != "no"
    elif said is None and len(words) > 1 and tokens[1].is_punct:
        said = {"yes": True, "no": False}.get(words[0].lower_)
        taken = 2
    if said is None:
        return None
    told = _told(draft, auxiliary, subject, verb, said=said)
    return (told, taken) if told is not None else None


def _contested(draft: Draft, tokens: Sequence[Token], before: str) -> tuple[str, int] | None:
    """What an interviewer has put to the speaker, denied: "They say you lied." — "I did not."."""
    line = before[before.rstrip().rfind("\n") + 1 :].strip("*_ ")
    asker = line.split(":")[0].split(",")[0].strip("*_ ").casefold()
    if asker not in _ASKERS or not line.endswith((".", ".”", '."')):
        return None
    span = draft.doc.char_span(before.rindex("."), before.rindex(".") + 1, alignment_mode="expand")
    root, known = span[0].sent.root if span is not None else None, draft.voice.singular or ""
    if root is None:
        return None
    clause = (child(root, "ccomp") if cue_of(root) is not None else None) or root
    if child(clause, *ANY_SUBJECT) is None:
        return None
    words = [t for t in clause.subtree if t.dep_ != "mark" or t.head != clause]
    while words and (words[-1].is_punct or words[-1].is_space):
        words.pop()
    own = clause == root
    if not words or (own and all(t.lower_ not in _ASKED for t in words)) or _denied(clause):
        return None
    said = elliptic([t for t in tokens if not t.is_punct], kind_of(clause))
    if said is not False and _BARE.fullmatch(draft.render(tokens).strip()) is None:
        return None
    for token in words:
        if token.lower_ == "you" and token.dep_ in SUBJECT and not draft.many(known):
            draft.agree(token.head)
    told = _plain(draft, words, said=False)
    return (f"{REBUTTAL}{told}", len(tokens)) if told is not None else None


def _denied(clause: Token) -> bool:
    return any(c.dep_ == "neg" for c in clause.children)


def _inverted(mark: Token) -> tuple[Token, Token, Token] | None:
    """Auxiliary, subject and verb of the question of yes or no that ends at ``mark``."""
    words = list(mark.doc[mark.sent.start : mark.i])
    if len(words) > _LONGEST or any(t.lower_ in _INTERVIEWER | {"or"} for t in words):
        return None
    for auxiliary in words:
        if auxiliary.tag_ in ("WP", "WRB", "WDT", "WP$"):
            return None
        if not any(auxiliary.lower_ in kind for kind in KINDS):
            continue
        verb = auxiliary.head if auxiliary.dep_ in ("aux", "auxpass") else auxiliary
        subject = next((c for c in children(verb, *ANY_SUBJECT) if c.i > auxiliary.i), None)
        if subject is None or subject.left_edge.i != auxiliary.i + 1:
            return None
        told = subject.pos_ not in ("PRON", "DET") or subject.lower_ in ("you", "there")
        judged = subject.lower_ == "it" and verb == auxiliary
        if subject.left_edge.lower_ == "any" or not (told or judged):
            return None
        return (auxiliary, subject, verb) if subject.right_edge.i + 1 < mark.i else None
    return None


def _told(draft: Draft, auxiliary: Token, subject: Token, verb: Token, *, said: bool) -> str | None:
    """The question as a statement: "did you lie?" is "Reed did lie", or "Reed did not lie".

    None where "it" is not known, unless it is "is it true that".
    """
    doc = draft.doc
    end = next(t.i for t in doc[verb.i : verb.sent.end] if t.text == "?")
    opening, rest = doc[subject.left_edge.i : subject.right_edge.i + 1], subject.right_edge.i + 1
    judged = child(verb, "acomp", "attr")
    if subject.lower_ == "it" and verb == auxiliary and judged is not None:
        clause = doc[judged.i + 1 : end]
        if judged.lower_ in _TRUE and len(clause) > 2 and clause[0].lower_ == "that":
            return _plain(draft, list(clause[1:]), said=said, judged=True)
    if subject.lower_ == "it":
        return None
    you = subject.lower_ == "you"
    word = auxiliary.lower_
    if you and not draft.many(draft.voice.singular or ""):
        word = _SINGULAR.get(word, word)
    draft.replaced[auxiliary.i] = word if said else f"{word} not"
    return _plain(draft, [*opening, auxiliary, *doc[rest:end]], said=said)


def _plain(draft: Draft, tokens: list[Token], *, said: bool, judged: bool = False) -> str | None:
    """The words, whoever was asked under their name; None where that is not known."""
    known = draft.voice.singular
    if known is None and any(t.lower_ in _ASKED for t in tokens):
        return None
    name = draft.named(known or "")
    for token in tokens:
        if token.lower_ == "you":
            draft.replaced[token.i] = name
        elif token.lower_ == "your":
            draft.replaced[token.i] = possessive(name, plural=draft.many(name))
    dated(draft, tokens)
    if judged and not said:
        first = next((t for t in tokens if t.dep_ in ANY_SUBJECT), None)
        if first is not None:
            negate(draft, first.head)
    return draft.render(tokens).strip()
