"""Claims that only pass on another's words: "Moscow said Washington had denied it"."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.clauses import ADDRESSING, readings, real, reported
from factcheck.attribution.cues import CUE_NOUNS, CUES, cue_of
from factcheck.attribution.mood import predicate
from factcheck.attribution.reported import Reported
from factcheck.attribution.tree import (
    ANY_SUBJECT,
    child,
    children,
    passive,
    phrase,
    subject,
    text_of,
)
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_MANNER = word_lists(Path(__file__).parent / "manner.toml")
#: Verbs of saying; to admit is to make what is said a fact.
_SAYING = (_WORDS["speech"] | (_WORDS["say"] - _WORDS["weak"])) - _WORDS["admitting"]
_DEEDS = (Act.DEMAND, Act.PROMISE)
#: Nouns for words, so that rejecting what they name is a denial: no proposal, no demand.
_SAID = frozenset(noun for noun, act in CUE_NOUNS.items() if act not in _DEEDS)
_CHARGING = frozenset(v for v, cue in CUES.items() if cue.charge) - _WORDS["weak"]
#: "called the mediator biased"; figures are put and raised by deeds too.
_CALLING = frozenset(v for v in _WORDS["speech"] if v in CUES and CUES[v].small) - {"put"}
#: Verbs under which the saying goes on: "keeps saying", "is going about telling".
_GOING_ON = frozenset(["continue", "go", "keep"])
#: "falsely", "misleadingly": whoever says so passes nothing on.
_WRONG = _WORDS["false"] | _WORDS["judging"] | _MANNER["faults"]
_PARTNERS = frozenset(["i", "we", "you"])


def passed_on(doc: Doc, found: Attribution) -> Range | None:
    """Whose words are all that ``found`` contains: the source inside it, or None.

    The content is one clause, whose verb says that somebody says something: no second
    statement is joined to it, the saying is neither negated, hedged nor called wrong, and the
    source states it.  What only somebody else is said to have done, refused, promised or
    admitted is the source's own claim; so is what was told to somebody by name, a talk that the
    other side may deny.
    """
    verb = doc[found.verb] if found.verb is not None else None
    if found.act not in (Act.ASSERTION, Act.ACCUSATION) or found.construction not in (
        Construction.CLAUSE,
        Construction.QUOTATION,
    ):
        return None
    head = predicate(doc, found.content, found.head)
    if head is None or (verb is not None and not real(verb)):
        return None
    saying = _saying(head)
    if saying is None or not _whole(doc, found, head, saying) or _told_by_name(saying):
        return None
    source = _source(doc, head, saying)
    if source is None or source.lower_ in _PARTNERS:
        return None
    return phrase(doc, source)


def _saying(head: Token) -> Token | None:
    """The verb of saying that the clause of ``head`` amounts to."""
    verb = head
    if head.lemma_ in _GOING_ON:
        below = [*head.children, *(c for p in children(head, "prep") for c in p.children)]
        goals = (c for c in below if c.dep_ in ("xcomp", "advcl", "ccomp", "pcomp"))
        goal = next((c for c in goals if c.i > head.i), None)
        if goal is None or goal.tag_ not in ("VBG", "VB") or child(goal, "nsubj") is not None:
            return None
        verb = goal
    manner = {c.lower_.removesuffix("ly") for v in (head, verb) for c in children(v, "advmod")}
    if not real(head) or not real(verb) or _to_come(head) or manner & _WRONG:
        return None
    return verb


def _to_come(verb: Token) -> bool:
    return any(a.lower_ in ("will", "'ll", "’ll", "shall") for a in children(verb, "aux"))


def _source(doc: Doc, head: Token, verb: Token) -> Token | None:
    """Who is said to say what ``verb`` attributes, in the clause of ``head``."""
    if verb.lemma_ == "deny" and not passive(verb):
        thing = child(verb, "dobj")
        if thing is not None and thing.pos_ == "PRON":
            return subject(verb)
    cue = cue_of(verb)
    if cue is None:
        return None
    told = reported(doc, verb) if verb == head else readings(doc, verb, cue, subject(head))
    each = [r for r in told if r.verb == verb]
    return each[0].source if each and all(map(_words, each)) else None


def _words(found: Reported) -> bool:
    """Whether what is attributed are words, not a deed done by words."""
    verb = found.verb.lemma_.lower()
    if found.construction is Construction.CLAUSE and verb in _CALLING and _bare(found.head):
        return True
    if found.act in _DEEDS:
        return False
    match found.construction:
        case Construction.CLAUSE:
            return verb in _SAYING and not _whatever(found)
        case Construction.SMALL:
            return verb in _CALLING
        case Construction.CHARGE:
            return verb in _CHARGING or found.act is Act.DENIAL
        case Construction.NOMINAL:
            noun = found.head.lemma_.lower() if found.head is not None else ""
            return found.act is Act.DENIAL and (verb == "deny" or noun in _SAID)
    return False


def _bare(clause: Token | None) -> bool:
    """Whether the clause has neither "that" nor an auxiliary: "called the mediator biased"."""
    return clause is not None and child(clause, "mark", "aux", "auxpass") is None


def _whatever(found: Reported) -> bool:
    """Whether no words are given: "says whatever suits him"."""
    first = found.head.left_edge if found.head is not None else found.verb
    asking: bool = first.tag_ in ("WDT", "WP", "WRB") and first.lower_ != "that"
    return asking


def _whole(doc: Doc, found: Attribution, head: Token, saying: Token) -> bool:
    """Whether the content is the clause of ``head`` and nothing beside it."""
    end = found.content[-1][1]
    if "?" in text_of(doc)[end - 2 : end + 1]:
        return False
    inside = {t.i for t in head.subtree}
    for start, stop in found.content:
        span = doc.char_span(start, stop, alignment_mode="expand")
        words = [t for t in span or () if t.is_alpha and t.dep_ not in ("cc", "mark")]
        if any(t.i not in inside or _comments(t) for t in words):
            return False
    joined = [c for v in {head, saying} for c in children(v, "conj", "advcl", "parataxis")]
    return not any(
        c != saying and c.idx < end and child(c, *ANY_SUBJECT) is not None for c in joined
    ) and not any(c.dep_ == "conj" and c.idx < end for c in joined)


def _comments(word: Token) -> bool:
    """Whether a clause about the words is joined to them: "and that is not true"."""
    tags: tuple[str, ...] = (word.tag_, word.dep_, word.head.dep_)
    return tags == ("DT", "nsubj", "conj")


def _told_by_name(verb: Token) -> bool:
    """Whether somebody in particular was told: a talk, where the world is told by anybody."""
    heard = child(verb, "nsubjpass") if passive(verb) else child(verb, "dobj", "dative")
    if verb.lemma_ in _CHARGING or verb.lemma_ not in ADDRESSING or heard is None:
        return False
    if heard.dep_ == "dative" and heard.pos_ == "ADP":
        heard = child(heard, "pobj") or heard
    kind: str = heard.pos_
    return kind == "PROPN"
