"""Blame without "accuse": clauses whose subject does harm, breaks a duty or fails at one.

A frame is one verb with its subject and its polarity.  Whether it is an accusation depends on
who speaks, so this module only finds frames; parties decide the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.cues import ANSWERABLE
from factcheck.attribution.tree import child, children, passive, preposition, ranges
from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_MANNER = word_lists(Path(__file__).parent / "manner.toml")
#: Doing this to somebody, or at all, is a charge.
HARM = _WORDS["harm"] | _MANNER["harming"]
_DECAYING = _MANNER["decaying"]
_PRAISED = _MANNER["praised"]
#: Not doing this is a charge.
DUTY = _WORDS["duty"]
_LACK = _WORDS["lack"]
_TO_BLAME = _WORDS["to_blame"]
_HOSTILE = _WORDS["hostile"]
_SUPPORT = _WORDS["support"]
_CARRYING = _WORDS["carrying"]
_DEEDS = _WORDS["deeds"]
#: What makes a charge of a deed: it was deliberate.
WILFUL = _WORDS["wilful"]
_DEPRIVING = _WORDS["depriving"]
_PAPERS = _WORDS["papers"]
_MOVES = _WORDS["moves"]
_OBLIGED = frozenset(["must", "should", "need", "ought"])
_CONDITIONAL = frozenset(
    ["would", "could", "might", "may", "can", "will", "'d", "’d", "'ll", "’ll"]
)
_TRYING = frozenset(
    ["try", "attempt", "seek", "continue", "keep", "start", "begin", "want", "plan", "use"]
)
_DEEPEST = 4
#: What is laid on somebody.
BLAME = frozenset(["responsibility", "blame", "fault", "guilt"])
#: Things that "strike" and "hit" happen to, rather than are done to: "struck a mine".
_OBSTACLES = frozenset(["mine", "rock", "reef", "iceberg", "tree", "wall", "deal", "agreement"])
_HARMLESS = frozenset(["warning", "salute", "blank", "flare"])


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause: its verb, its agent's range and token, and what is laid on the agent.

    ``harmful``: the agent is said to do harm or fail at a duty; ``negated``: it is said not to
    have done harm, or not to have done such a thing at all; ``obliged``: it must or should do
    something.
    """

    verb: int
    agent: Range
    agent_token: int
    harmful: bool
    negated: bool
    obliged: bool


def frames(doc: Doc, content: tuple[Range, ...]) -> Iterator[Frame]:
    """The frames of the clauses inside ``content``, in order."""
    for start, end in content:
        span = doc.char_span(start, end, alignment_mode="expand")
        for token in span or ():
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
                frame = _frame(doc, token)
                if frame is not None:
                    yield frame


def harmful_works(doc: Doc, content: tuple[Range, ...]) -> Iterator[Token]:
    """Whose plans and papers do harm in the content, or would ("X's plan would hurt families")."""
    for start, end in content:
        for token in doc.char_span(start, end, alignment_mode="expand") or ():
            work = child(token, "nsubj") if token.lemma_.lower() in HARM else None
            if work is None or work.lemma_.lower() not in _PAPERS:
                continue
            owner = child(work, "poss") or child(work, "compound")
            if owner is not None and child(token, "neg") is None:
                yield owner


def _frame(doc: Doc, verb: Token) -> Frame | None:
    shifted = _held(verb) or _lies_with(verb)
    agent = shifted or doer(verb)
    if agent is None or agent.lemma_.lower() in _PAPERS:
        return None
    bounds = _bounds(doc, agent)
    if bounds is None:
        return None
    negated = child(verb, "neg") is not None or any(
        t.lower_ in ("no", "never", "neither") for t in verb.children
    )
    if shifted is not None:
        return Frame(verb.i, bounds, agent.i, not negated, negated, False)
    modals = {a.lower_ for a in children(verb, "aux")}
    obliged = any(a.lemma_.lower() in _OBLIGED for a in children(verb, "aux")) or (
        verb.lemma_ in ("need", "have") and child(verb, "xcomp") is not None
    )
    harm, duty = _harms(verb) or _singled_out(verb), verb.lemma_.lower() in DUTY
    condition = conditional(verb)
    supposed = condition or (bool(modals & _CONDITIONAL) and not _answerable(verb))
    going = verb.lower_ == "going" and child(verb, "xcomp") is not None
    denied_move = negated and not going and verb.lemma_.lower() in _MOVES and not supposed
    harmful = (harm and not negated and not supposed) or (duty and negated and not condition)
    return Frame(
        verb.i,
        bounds,
        agent.i,
        harmful and not obliged,
        (harm and negated) or denied_move,
        obliged and not harm,
    )


def conditional(verb: Token) -> bool:
    """Whether the clause is a condition or stands inside one ("if he is unable to answer")."""
    for _ in range(_DEEPEST):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children):
            return True
        if verb.dep_ not in ("relcl", "acl", "xcomp", "conj", "ccomp") or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _bounds(doc: Doc, agent: Token) -> Range | None:
    asides = {t.i for c in children(agent, "relcl", "acl", "appos") for t in c.subtree}
    found = ranges(doc, [t.i for t in agent.subtree if t.i not in asides], gap=1)
    return found[0] if found else None


def _harms(verb: Token) -> bool:
    """Whether doing what the verb and its complements say is a charge."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return _is_to_blame(verb)
    thing = child(verb, "dobj")
    things = {t.lemma_.lower() for t in thing.subtree} if thing is not None else set()
    if lemma in ("strike", "hit") and thing is not None and thing.lemma_.lower() in _OBSTACLES:
        return False
    if lemma == "fire" and things & _HARMLESS:
        return False
    if lemma in HARM:
        return True
    if lemma in _SUPPORT and things & _HOSTILE:
        return True
    if lemma in _CARRYING and thing is not None and thing.lemma_.lower() in _DEEDS:
        return True
    if lemma in _DEPRIVING and any(preposition(t, "from") for t in (verb, thing) if t is not None):
        return True
    if lemma == "let":
        outcome = child(verb, "ccomp", "xcomp")
        return outcome is not None and outcome.lemma_.lower() in _DECAYING
    goal = child(verb, "xcomp", "advcl") if lemma in _TRYING else None
    return goal is not None and goal.lemma_.lower() in HARM


def _singled_out(verb: Token) -> bool:
    """Whether a cleft sentence stresses who did it: "it was X who walked out first"."""
    relative = child(verb, "nsubj")
    if relative is None or relative.lower_ not in ("that", "which", "who"):
        return False
    stress = _stressing(verb)
    if stress is None or not any(t.lower_ == "it" for t in children(stress, "nsubj", "expl")):
        return False
    return verb.lemma_.lower() not in _PRAISED and verb.pos_ == "VERB"


def _stressing(verb: Token) -> Token | None:
    """The "was" of the cleft sentence that the relative clause of ``verb`` completes."""
    for head in (verb.head, verb.head.head):
        if head.lemma_ == "be" and head.i < verb.i and child(head, "neg") is None:
            return head
    return None


def _is_to_blame(verb: Token) -> bool:
    """Whether what follows "be" is a fault: unwilling, to blame, a crime, deliberate."""
    trait = child(verb, "acomp", "attr", "prep", "oprd")
    words = {t.lemma_.lower() for t in trait.subtree} if trait is not None else set()
    words |= {t.lemma_.lower() for t in children(verb, "xcomp")}
    if words & (_LACK | _TO_BLAME):
        return True
    deed = child(verb, "nsubj")
    return deed is not None and deed.lemma_.lower() in _DEEDS and bool(words & WILFUL)


def _answerable(verb: Token) -> bool:
    """Whether somebody will have to answer for it ("would be responsible if …")."""
    trait = child(verb, "acomp")
    return verb.lemma_ == "be" and trait is not None and trait.lemma_.lower() in ANSWERABLE


def _held(verb: Token) -> Token | None:
    """Whom a clause holds responsible, or blames."""
    if verb.lemma_ == "hold" and not passive(verb):
        link = preposition(verb, "in")
        if link is not None and any(t.lower_ == "contempt" for t in link.children):
            return child(verb, "dobj")
        value = child(verb, "oprd", "acomp", "ccomp", "xcomp")
        if value is not None and value.lemma_.lower() in ANSWERABLE:
            return child(verb, "dobj") or child(value, "nsubj")
    return None


def _lies_with(verb: Token) -> Token | None:
    """On whom "responsibility lies", "the blame falls"."""
    if verb.lemma_ not in ("lie", "rest", "fall", "lay"):
        return None
    about = child(verb, "nsubj")
    link = preposition(verb, "with", "on", "upon")
    if about is None or link is None or about.lemma_.lower() not in BLAME:
        return None
    return child(link, "pobj")


def doer(verb: Token) -> Token | None:
    """Who acts: the subject, the "by" phrase of a passive, or the subject shared with a head."""
    if passive(verb):
        by = preposition(verb, "by")
        return child(by, "pobj") if by is not None else None
    own = child(verb, "nsubj")
    if own is not None:
        return _antecedent(verb, own) if own.lower_ in ("that", "which", "who") else own
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return doer(verb.head)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.lemma_.lower() == "one":
        return child(verb.head.head, "nsubj")  # "they are the ones trying to …"
    taken = child(verb.head, "dobj") if verb.dep_ == "ccomp" else None
    return taken if taken is not None and verb.head.i < taken.i < verb.i else None


def _antecedent(verb: Token, relative: Token) -> Token:
    """The noun that a relative pronoun takes up, in a cleft sentence too ("it was X that …")."""
    head = verb.head
    if head.lower_ in ("one", "ones") and head.dep_ == "attr":  # "X was the one that …"
        return child(head.head, "nsubj") or head
    if verb.dep_ == "relcl" and head.pos_ in ("NOUN", "PROPN"):
        return head
    before = relative.nbor(-1) if relative.i else relative
    stressed = before if before.dep_ == "attr" else child(head, "attr")
    return stressed if stressed is not None and stressed.i < relative.i else relative
