"""A claim as one self-contained sentence.

The content's words are edited token by token, never generated: quotation marks and a leading
"that" go, "we" and "I" become the party and the speaker (their verbs agree again), pronouns
of an indirect clause become the source, an implied subject is restored and its gerund or
infinitive made finite, and a denial becomes the negated clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.structure import leads
from factcheck.attribution.tree import SUBJECT, child, children, text_of
from factcheck.attribution.types import Attribution, Construction
from factcheck.model import Act, Form
from factcheck.naming import clause
from factcheck.statements.answers import reported_answer
from factcheck.statements.called import called_false
from factcheck.statements.days import dated, leading_day
from factcheck.statements.draft import Draft, is_mark
from factcheck.statements.fragments import torso
from factcheck.statements.framed import framed
from factcheck.statements.inflection import finish
from factcheck.statements.names import Voice
from factcheck.statements.negation import negate
from factcheck.statements.nominal import nominal
from factcheck.statements.predicates import charge, infinitive, judged, small
from factcheck.statements.pronouns import resolve
from factcheck.statements.questions import interviewed
from factcheck.statements.unfolded import unfolded
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DENYING = frozenset(("deny", "doubt", "dispute", "reject", "refute", "rebut", "rule"))
_OWNING = word_lists(Path(__file__).parent / "words.toml")["owning"]
_SUBJUNCTIVE = word_lists(Path(__file__).parent / "words.toml")["subjunctive"]
_INTERJECTIONS = frozenset(["no", "yes", "well", "oh", "look", "yeah"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "VB", "MD", "VBN"])
_STOPS = frozenset([",", ".", "!", ";", "–", "—"])
_FULL_STOPS = frozenset([".", "!", "?", ";"])
#: Particles without which a cue says something else.
_PARTICLES = {"rule": "out", "call": "for", "press": "for", "push": "for"}
_SUBORDINATE = word_lists(Path(__file__).parent / "words.toml")["subordinate"]
_NO_SINGULAR = frozenset(["NNS", "NNP", "NNPS"])
_CLAUSE_OPENERS = frozenset(["there", "it", "he", "she", "they", "we", "i", "this", "that"])
_CAPITAL_PRONOUNS = frozenset(["He", "She", "They", "It"])
_SAYERS = frozenset(["he", "she", "they", "it"])
_LEAD = 5  # words that may lead into a quotation
_WANTING = frozenset(["want", "need"])
_OPENERS = frozenset(["but", "and", "so", "yet", "or", "because"])
_LISTED = frozenset(["advcl", "ccomp", "conj"])
_JOINING = frozenset(["and", "but"])


def statement(doc: Doc, found: Attribution, voice: Voice) -> str:
    """The claim as one sentence, capital first, full stop last.

    ``doc`` is the parse that ``found`` points into.  Empty for a content without a word.
    """
    draft = Draft(doc, found, voice)
    told = called_false(draft) or reported_answer(doc, found, voice)
    if told is not None:
        return finish(told)
    if found.construction is Construction.FRAMED:
        return finish(unfolded(draft) or framed(draft))
    head = doc[found.head] if found.head is not None else None
    tokens = draft.tokens(found.content)
    answer, taken = interviewed(draft, tokens) or ("", 0)
    tokens = _without_particle(draft, _plain(_quoted(draft, tokens[taken:])))
    if not any(c.isalnum() for t in tokens for c in t.text):
        return finish(answer) if answer else ""
    if _undone(draft):
        return finish(framed(draft))
    if torso(draft, head, tokens, verbless=_verbless(draft, tokens)):
        return finish(framed(draft, close=True))
    dated(draft, tokens)
    kind = found.construction
    if head is None:
        text = _clause(draft, tokens, None)
    elif kind is Construction.CHARGE:
        text = charge(draft, head, tokens)
    elif kind is Construction.INFINITIVE:
        text = infinitive(draft, head, tokens)
    elif kind is Construction.SMALL and found.agent is not None:
        text = small(draft, head, tokens)
    elif kind is Construction.NOMINAL or _verbless(draft, tokens):
        text = nominal(draft, head, tokens)
    else:
        text = _clause(draft, tokens, head)
    return finish(f"{answer}; {clause(text, text_of(doc))}" if answer else text)


def _undone(draft: Draft) -> bool:
    """Whether nobody is said to have done what a gerund tells: "called for ending it"."""
    found = draft.found
    if found.construction is not Construction.CHARGE or found.agent is not None:
        return False
    return found.act not in (Act.ACCUSATION, Act.DENIAL) and draft.cue not in _OWNING


def _quoted(draft: Draft, tokens: list[Token]) -> list[Token]:
    """The words without the noun that leads into a quotation: "this comment: “We left.”"."""
    for at, token in enumerate(tokens[1:_LEAD], 1):
        opens = token.text == ":" and token.i + 1 < len(draft.doc)
        if opens and is_mark(draft.doc[token.i + 1]) and tokens[at - 1].pos_ == "NOUN":
            return tokens[at + 1 :]
    return tokens


def _clause(draft: Draft, tokens: list[Token], head: Token | None) -> str:
    """A finite clause: nearly as it stands."""
    found = draft.found
    tokens = _from_mark(head, tokens)
    while len(tokens) > 1 and _opens(draft, tokens):
        tokens = tokens[1:]
    if found.cue is not None and found.cue[1] < draft.start == tokens[0].idx <= found.cue[1] + 1:
        tokens = tokens[leading_day(tokens) :]
    wanted = head is not None and draft.cue in _WANTING and head.tag_ in ("VBN", "VBD")
    if wanted and head is not None and not children(head, "aux", "auxpass", "mark"):
        resolve(draft, tokens, third=False)
        wants = "want" if draft.many(draft.source) else "wants"
        return f"{draft.source} {wants} {draft.render(tokens)}"
    resolve(draft, tokens)
    _name_relative(draft, tokens)
    _join(draft, tokens)
    _without_marks(draft, tokens)
    if head is not None:
        judged(draft, head, tokens)
    demanded = found.act is Act.DEMAND and (draft.cue in _SUBJUNCTIVE or not draft.cue)
    if demanded and head is not None:
        _should(draft, head)
    denied = found.act is Act.DENIAL and found.form is not Form.DIRECT
    if denied and head is not None and _denies(draft):
        negate(draft, head)
    return draft.render(tokens)


def _denies(draft: Draft) -> bool:
    """Whether the cue denies what it governs: "ruled out that", not "ruled that"."""
    if draft.cue != "rule":
        return draft.cue in _DENYING
    first, last = draft.found.cue or (draft.start, draft.start)
    return "out" in text_of(draft.doc)[first : last + len(" out")].casefold().split()


def _verbless(draft: Draft, tokens: list[Token]) -> bool:
    """Whether an indirect content is a noun phrase, whatever the parser made of it."""
    found = draft.found
    if found.form is Form.DIRECT or found.verb is None:
        return False
    if leads(draft.doc, found.content, draft.doc[found.verb]):
        return False
    return all(t.tag_ not in _FINITE for t in tokens) and any(t.pos_ == "NOUN" for t in tokens)


def _plain(tokens: list[Token]) -> list[Token]:
    """Leave out a "No," or "Well," at the head and a "he said" between commas."""
    while len(tokens) > 2 and tokens[0].lower_ in _INTERJECTIONS and tokens[1].text in _STOPS:
        tokens = tokens[2:]
    for at in range(1, len(tokens) - 3):
        opening, who, said, closing = tokens[at : at + 4]
        if (
            opening.text == closing.text == ","
            and who.lower_ in _SAYERS
            and said.tag_ == "VBD"
            and said.lemma_.lower() in ("say", "add", "claim", "insist")
        ):
            return tokens[:at] + tokens[at + 4 :]
    return tokens


def _without_particle(draft: Draft, tokens: list[Token]) -> list[Token]:
    """Leave out what belongs to the cue: the "out" of "ruled out a truce"."""
    if not tokens or draft.found.verb is None or tokens[0].i != draft.found.verb + 1:
        return tokens
    return tokens[1:] if tokens[0].lower_ == _PARTICLES.get(draft.cue) else tokens


def _join(draft: Draft, tokens: list[Token]) -> None:
    """Make several short sentences one, parted by semicolons.

    So are two clauses that a cue stood between (“It rained,” he said, “it poured”).
    """
    whole = bool(tokens) and tokens[0].lower_ not in _SUBORDINATE
    for before, token in pairwise(tokens):
        between = [t for t in draft.doc[before.i + 1 : token.i] if not is_mark(t)]
        if whole and between and token.lower_ in _CLAUSE_OPENERS and before.text == ",":
            draft.replaced[before.i] = ";"
            continue
        if whole and between and between[-1].text == ":" and before.is_alpha:
            draft.replaced[before.i] = draft.replaced.get(before.i, before.text) + ":"
            continue
        if _ends(between) and token.text[0].isupper() and (before.is_alpha or before.text == ","):
            word = draft.replaced.get(before.i, before.text)
            draft.replaced[before.i] = word.rstrip(",") + ";"
        elif before.text == "." and token.is_sent_start:
            draft.replaced[before.i] = ";"
        else:
            continue
        word = draft.replaced.get(token.i, token.text)
        own = token.pos_ != "PROPN" and token.text != "I" and word == token.text
        if own or word in _CAPITAL_PRONOUNS or word.startswith("The "):
            draft.replaced[token.i] = word[:1].lower() + word[1:]


def _name_relative(draft: Draft, tokens: Sequence[Token]) -> None:
    """Name the noun for its relative: "the talks, which it said had failed" are "the talks"."""
    first = tokens[0]
    verb = draft.doc[draft.found.verb] if draft.found.verb is not None else None
    if first.tag_ not in ("WDT", "WP") or verb is None or first.dep_ not in SUBJECT:
        return
    noun = verb.head if verb.dep_ == "relcl" else _just_before(first)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.i > first.i:
        return
    phrase = draft.doc[noun.left_edge.i : noun.i + 1]
    if any(t.pos_ in ("NOUN", "PROPN") for t in draft.doc[noun.i + 1 : first.i]):
        return  # "members of the panel, which": either may be meant
    draft.replaced[first.i] = draft.render(list(phrase)).strip()


def _just_before(relative: Token) -> Token | None:
    """The noun that a comma parts from its relative, if only the particle of a verb does too."""
    at = relative.i - 1
    if at < 1 or relative.doc[at].text != ",":
        return None
    noun = relative.doc[at - 1]
    return noun.nbor(-1) if noun.tag_ == "RP" and at > 1 else noun


def _ends(between: Sequence[Token]) -> bool:
    """Whether a sentence ended among the words that are left out."""
    return any(t.text in _FULL_STOPS for t in between)


def _from_mark(head: Token | None, tokens: list[Token]) -> list[Token]:
    """Leave out words before "that" which are no part of its clause ("in an interview that")."""
    mark = child(head, "mark") if head is not None else None
    if head is None or mark is None or mark.lower_ != "that" or mark not in tokens:
        return tokens
    at = tokens.index(mark)
    own = any(head.is_ancestor(t) for t in tokens[:at])
    return tokens if own else tokens[at:]


def _without_marks(draft: Draft, tokens: Sequence[Token]) -> None:
    """Leave out the "that" of the clauses joined to the first: "… and that it had left".

    It stays where an earlier one does: "he knew that it rained and that it poured".
    """
    for before, token in pairwise(tokens):
        if token.lower_ != "that" or token.dep_ != "mark":
            continue
        listed = before.text == "," and token.head.dep_ in _LISTED
        if before.lower_ not in _JOINING and not listed:
            return
        draft.replaced.setdefault(token.i, "")


def _opens(draft: Draft, tokens: list[Token]) -> bool:
    first = tokens[0]
    if first.lower_ == "but" and len(tokens) > 1 and tokens[1].lower_ == "for":
        return False
    if first.lower_ in _OPENERS or first.is_punct:
        return len(tokens) > 1
    if first.lower_ != "that" or draft.found.construction is not Construction.CLAUSE:
        return False
    if first.dep_ in ("mark", "advmod") or first.tag_ in ("IN", "WDT"):
        return True
    if first.dep_ == "det":
        return first.head.tag_ in _NO_SINGULAR  # "that" points at one thing, which is no name
    hung = first.dep_ == "dobj" and child(first.head, *SUBJECT) is not None
    return hung and (first.head.dep_ == "relcl" or first.head.i == draft.found.verb)


def _should(draft: Draft, head: Token) -> None:
    """Make the subjunctive of a demand plain: "that X go" becomes "X should go"."""
    first = next(iter(children(head, "auxpass")), head)
    if children(head, "aux") or first.tag_ not in ("VB", "VBP") or first.lower_ != first.lemma_:
        return
    negated = child(head, "neg") is not None
    draft.replaced[first.i] = f"should {'not ' if negated else ''}{first.lemma_}"
    for each in children(head, "neg"):
        draft.replaced[each.i] = ""
