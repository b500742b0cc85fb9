"""The words that attribute, and what a source does by them.

Verb lists follow the cue classes of PARC 3.0 (Pareti 2016), sorted here by act.  ``Cue``
says which constructions a verb can take, so that "denied the visa" is no denial of a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.model import Act
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb: its act, and the complements that make it a cue.

    ``clause``: a finite clause or a quotation; ``infinitive``: "vowed to go";
    ``object_infinitive``: "urged it to go"; ``charge``: the preposition of a charge ("accused X
    *of* Y"); ``noun``: a bare noun phrase; ``prepositions``: "complained *about* X";
    ``small``: "called X Y", "described X *as* Y".
    """

    act: Act
    clause: bool = True
    infinitive: bool = False
    object_infinitive: bool = False
    charge: str | None = None
    noun: bool = False
    prepositions: tuple[str, ...] = ()
    small: bool = False


_WORDS = word_lists(Path(__file__).parent / "words.toml")

CUES: dict[str, Cue] = {verb: Cue(Act.ASSERTION) for verb in _WORDS["say"]}
CUES.update({verb: Cue(Act.ASSESSMENT) for verb in _WORDS["assess"]})
CUES.update(
    {
        "confirm": Cue(Act.ASSERTION, noun=True),
        "claim": Cue(Act.ASSERTION, infinitive=True, noun=True),
        "announce": Cue(Act.ASSERTION, noun=True),
        "acknowledge": Cue(Act.ASSERTION, noun=True),
        "admit": Cue(Act.ASSERTION, noun=True, prepositions=("to",)),
        "allege": Cue(Act.ACCUSATION, noun=True),
        "complain": Cue(Act.ACCUSATION, prepositions=("about", "of")),
        "suggest": Cue(Act.ASSERTION),
        "warn": Cue(
            Act.ASSESSMENT, object_infinitive=True, prepositions=("of", "about", "against")
        ),
        "speak": Cue(Act.ASSERTION, clause=False, prepositions=("of",)),
        "accuse": Cue(Act.ACCUSATION, clause=False, charge="of"),
        "suspect": Cue(Act.ACCUSATION, charge="of"),
        "charge": Cue(Act.ACCUSATION, charge="with"),
        "blame": Cue(Act.ACCUSATION, clause=False, charge="for"),
        "fault": Cue(Act.ACCUSATION, clause=False, charge="for"),
        "criticize": Cue(Act.ACCUSATION, charge="for"),
        "criticise": Cue(Act.ACCUSATION, charge="for"),
        "condemn": Cue(Act.ACCUSATION, charge="for", noun=True),
        "denounce": Cue(Act.ACCUSATION, charge="for", noun=True, small=True),
        "decry": Cue(Act.ACCUSATION, clause=False, noun=True, small=True),
        "slam": Cue(Act.ACCUSATION, charge="for", small=True),
        "blast": Cue(Act.ACCUSATION, clause=False, charge="for", small=True),
        "lambast": Cue(Act.ACCUSATION, clause=False, charge="for", small=True),
        "hail": Cue(Act.ASSESSMENT, clause=False, small=True),
        "praise": Cue(Act.ASSESSMENT, clause=False, small=True),
        "deride": Cue(Act.ASSESSMENT, clause=False, small=True),
        "ridicule": Cue(Act.ASSESSMENT, clause=False, small=True),
        "paint": Cue(Act.ASSESSMENT, clause=False, small=True),
        "rebuke": Cue(Act.ACCUSATION, clause=False, charge="for"),
        "deny": Cue(Act.DENIAL, noun=True),
        "reject": Cue(Act.DENIAL, noun=True, small=True),
        "dismiss": Cue(Act.DENIAL, noun=True, small=True),
        "refute": Cue(Act.DENIAL, noun=True),
        "rebut": Cue(Act.DENIAL, noun=True),
        "dispute": Cue(Act.DENIAL, noun=True),
        "contest": Cue(Act.DENIAL, clause=False, noun=True),
        "demand": Cue(Act.DEMAND, infinitive=True, noun=True),
        "urge": Cue(Act.DEMAND, object_infinitive=True, noun=True),
        "call": Cue(
            Act.DEMAND, clause=True, prepositions=("for",), object_infinitive=True, small=True
        ),
        "ask": Cue(Act.DEMAND, clause=False, object_infinitive=True, prepositions=("for",)),
        "request": Cue(Act.DEMAND, noun=True, object_infinitive=True),
        "appeal": Cue(Act.DEMAND, prepositions=("for", "to")),
        "press": Cue(Act.DEMAND, clause=False, object_infinitive=True, prepositions=("for",)),
        "order": Cue(Act.DEMAND, clause=True, object_infinitive=True),
        "recommend": Cue(Act.DEMAND, noun=True),
        "propose": Cue(Act.DEMAND, noun=True, infinitive=True),
        "advise": Cue(Act.DEMAND, object_infinitive=True),
        "insist": Cue(Act.ASSERTION, prepositions=("on",)),
        "want": Cue(Act.DEMAND, clause=False, object_infinitive=True),
        "promise": Cue(Act.PROMISE, infinitive=True, noun=True),
        "pledge": Cue(Act.PROMISE, infinitive=True, noun=True),
        "vow": Cue(Act.PROMISE, infinitive=True, noun=True),
        "undertake": Cue(Act.PROMISE, clause=False, infinitive=True),
        "threaten": Cue(Act.PROMISE, infinitive=True),
        "offer": Cue(Act.PROMISE, clause=False, infinitive=True),
        "agree": Cue(Act.ASSERTION, infinitive=True),
        "refuse": Cue(Act.DENIAL, clause=False, infinitive=True),
        "describe": Cue(Act.ASSESSMENT, clause=False, small=True),
        "portray": Cue(Act.ASSESSMENT, clause=False, small=True),
        "characterize": Cue(Act.ASSESSMENT, clause=False, small=True),
        "characterise": Cue(Act.ASSESSMENT, clause=False, small=True),
        "regard": Cue(Act.ASSESSMENT, clause=False, small=True),
        "brand": Cue(Act.ACCUSATION, clause=False, small=True),
        "label": Cue(Act.ASSESSMENT, clause=False, small=True),
        "expect": Cue(Act.ASSESSMENT, object_infinitive=True),
        "hope": Cue(Act.ASSESSMENT, infinitive=True),
        "predict": Cue(Act.ASSESSMENT, noun=True),
        "question": Cue(Act.ASSESSMENT, clause=True),
        "doubt": Cue(Act.DENIAL),
        "compare": Cue(Act.ASSESSMENT, clause=False, small=True),
        "liken": Cue(Act.ASSESSMENT, clause=False, small=True),
        "declare": Cue(Act.ASSERTION, small=True),
        "raise": Cue(Act.ASSERTION, clause=False, small=True),
        "lower": Cue(Act.ASSERTION, clause=False, small=True),
        "revise": Cue(Act.ASSERTION, clause=False, small=True),
        "cut": Cue(Act.ASSERTION, clause=False, small=True),
        "put": Cue(Act.ASSERTION, clause=False, small=True),
        "place": Cue(Act.ASSERTION, clause=False, small=True),
        "value": Cue(Act.ASSERTION, clause=False, small=True),
        "reckon": Cue(Act.ASSESSMENT, small=True),
        "give": Cue(Act.ASSERTION, clause=False, small=True),
        "estimate": Cue(Act.ASSESSMENT, small=True),
        "count": Cue(Act.ASSERTION, clause=False, noun=True),
        "record": Cue(Act.ASSERTION, clause=False, noun=True),
        "register": Cue(Act.ASSERTION, clause=False, noun=True),
        "hold": Cue(Act.ACCUSATION, clause=False, small=True),
        "rule": Cue(Act.DENIAL, clause=False, noun=True),
    }
)

GO_ON = Cue(Act.ASSERTION)
#: "hit back that …".
_BACK = frozenset(["fire", "hit", "shoot", "strike"])
#: "brushed aside the claim".
_BRUSH_OFF = Cue(Act.DENIAL, clause=False, noun=True)
_NONE: frozenset[str] = frozenset()
_OFF = {
    "brush": frozenset(["aside", "away", "off"]),
    "laugh": frozenset(["off"]),
    "shrug": frozenset(["off"]),
    "wave": frozenset(["aside", "away", "off"]),
}
_PARTICLES = ("prt", "advmod", "prep")

#: A noun that a source lays on something, so that rejecting it is a denial of a claim.
CLAIM_NOUNS = _WORDS["claim_nouns"]
#: Nouns that attribute a clause to their possessor: "Moscow's claim that …".
CUE_NOUNS: dict[str, Act] = {
    "claim": Act.ASSERTION,
    "assertion": Act.ASSERTION,
    "statement": Act.ASSERTION,
    "insistence": Act.ASSERTION,
    "argument": Act.ASSERTION,
    "announcement": Act.ASSERTION,
    "suggestion": Act.ASSERTION,
    "contention": Act.ASSERTION,
    "belief": Act.ASSESSMENT,
    "view": Act.ASSESSMENT,
    "warning": Act.ASSESSMENT,
    "accusation": Act.ACCUSATION,
    "allegation": Act.ACCUSATION,
    "charge": Act.ACCUSATION,
    "complaint": Act.ACCUSATION,
    "denial": Act.DENIAL,
    "demand": Act.DEMAND,
    "promise": Act.PROMISE,
    "pledge": Act.PROMISE,
}
#: Auxiliaries under which nothing has been said yet.
UNREAL = frozenset(["may", "might", "could", "should", "would", "must", "can"])
#: Heads of noun phrases that stand for a news outlet's own reporting of somebody's words.
OUTLET_NOUNS = _WORDS["outlets"]

#: Nouns that an infinitive completes: "its inability to go".
WITH_INFINITIVE = _WORDS["with_infinitive"]
#: What is put at a figure: "put the toll at 40".
MEASURES = _WORDS["measures"]
#: Verbs that bring a figure up to date: "raised its count to 90".
REVISING = frozenset(["raise", "lower", "revise", "cut"])
REVISED = frozenset(["count", "estimate", "figure", "number", "tally", "toll", "total"])
#: Verbs whose object is a claim where it has a number: "counted 24 bodies".
COUNTING = frozenset(["count", "record", "register"])
#: What somebody is held: "held Moscow responsible".
ANSWERABLE = frozenset(["responsible", "accountable", "liable", "answerable"])
#: Nouns for people and bodies.
SPEAKERS = _WORDS["speakers"]
#: Verbs under which a cue has not been spoken: "refused to say".
UNSAID = _WORDS["unsaid"]
#: Nouns for an occasion of speech.
OCCASIONS = _WORDS["occasions"]


def cue_of(verb: Token) -> Cue | None:
    """What ``verb`` does as a cue, or None where it is none; "went on" is one."""
    lemma = verb.lemma_.lower()
    particles = {c.lower_ for c in verb.children if c.dep_ in _PARTICLES}
    if not _OFF.get(lemma, _NONE).isdisjoint(particles):
        return _BRUSH_OFF
    if (lemma == "go" and "on" in particles) or (lemma in _BACK and "back" in particles):
        return GO_ON
    return CUES.get(lemma)
