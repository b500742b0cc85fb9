"""Whom a claim makes answerable: the one charged, the owner of a bad deed, the one spoken to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from factcheck.attribution.manner import FAULTS, VIRTUES, fails, fault, of_cue
from factcheck.attribution.tree import (
    child,
    children,
    phrase,
    preposition,
    ranges,
    subtree,
    text_of,
)
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form, Party

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSAL = (Construction.CLAUSE, Construction.QUOTATION)
_THEY = frozenset(("they", "them", "themselves"))
_THEIRS = _THEY | {"their"}
_OPPOSITE = frozenset(("the other side", "the other party"))
_BACK = frozenset(("it", "they", "he", "she"))
_YOU = frozenset(("you", "this", "that"))
_DEEPEST = 8
_OTHERS = frozenset(("he", "she", "him", "her", "his", "they", "them", "their"))
_NAMED = frozenset(("NOUN", "PROPN", "PRON"))
_PRESSING = frozenset(("press", "pressure", "challenge", "confront", "grill", "quiz"))
_FAILING = frozenset(("failure", "refusal", "inability", "unwillingness", "lie", "silence"))
_PARTS = frozenset(("government", "army", "forces", "leader", "leaders", "side"))
_SHARES = frozenset(("half", "most", "many", "part", "majority", "some"))
_CASES = frozenset(("action", "case", "charge", "complaint", "evidence", "lawsuit", "suit"))


class Targets(Protocol):
    """Names the parties that act in a noun phrase, given as a range."""

    def __call__(self, start: int, end: int) -> tuple[Party, ...]:
        """The parties, in order; none where it is not clear."""
        ...


class Blame:
    """Finds those who answer for what one claim says, among the parties in it."""

    def __init__(
        self,
        doc: Doc,
        found: Attribution,
        party: Party | None,
        targets: Targets,
        other: Party | None,
    ) -> None:
        """Of ``found`` in ``doc``, said by ``party``; ``other`` is whom "they" means."""
        self.doc = doc
        self.found = found
        self.party = party
        self.targets = targets
        self.other = other

    def at_fault(self) -> tuple[Party, ...]:
        """On whom an accusation lies that names no agent: whose conduct or work it is about."""
        if self.runs_down() and self.found.agent is not None:
            return self._laid_before(self.found.agent)
        pointed = self.pointed_at()
        if pointed is not None:
            return self.answering_for(pointed)
        word = fault(self.doc, self.found.content)
        noun = _subject(word) if word is not None else None
        if noun is not None and any(s <= noun.idx < e for s, e in self.found.content):
            laid = self.answering_for(noun)
            if laid or noun.pos_ != "PRON":
                return laid or self._against()
        charged = self.found.act is Act.ACCUSATION and self.found.construction not in CLAUSAL
        charged = charged or self.questions() or self.takes_to_task()
        if charged or (self.found.form is not Form.DIRECT and of_cue(self.doc, self.found.cue)):
            first = self._charged() or first_noun(self.doc, self.found.content[0])
            return self.answering_for(first) if first is not None else ()
        return self._alone() if self.found.agent is None else ()

    def addressed(self) -> tuple[Party, ...]:
        """Whom the words are said to: the one told, else whom the speaker blamed before."""
        verb = self.found.verb
        told = child(self.doc[verb], "dobj", "dative") if verb is not None else None
        bounds = phrase(self.doc, told) if told is not None else None
        found = self.targets(*bounds) if bounds else ()
        return found or ((self.other,) if self.other is not None else ())

    def agents(self, bounds: Range) -> tuple[Party, ...]:
        """The parties that the agent of a clause names; for "they" the other side."""
        words = text_of(self.doc)[bounds[0] : bounds[1]].casefold()
        if words in _OPPOSITE:
            return (self.other,) if self.other is not None else ()
        if words.removesuffix(" alone") in _THEY:
            span = self.doc.char_span(*bounds, alignment_mode="expand")
            stressed = span is not None and span.root.dep_ == "attr"  # "it was they who …"
            direct = stressed or self.found.form is not Form.INDIRECT
            if self.other is not None or not direct:
                return (self.other,) if self.other is not None and direct else ()
        return self.targets(*bounds)

    def causing(self, noun: Token) -> tuple[Party, ...]:
        """Whom ``noun`` names, or for "they" the other side; nobody of the speaker's own."""
        if noun.lower_ in _THEIRS and self.found.form is not Form.INDIRECT:
            named = [] if self.other is None else [self.other]
        else:
            named = list(self.answering_for(noun))
        return tuple(p for p in named if self.party is None or p.id != self.party.id)

    def answering_for(self, noun: Token) -> tuple[Party, ...]:
        """Who answers for what a noun names: its possessor ("X's plan"), else it itself."""
        if noun.lower_ == "you" and self.found.form is not Form.INDIRECT:
            return self.addressed()
        if noun.lower_ in _BACK | _THEY | _YOU:
            meant = self._meant(noun)
            if meant:
                return meant
            known = self.other is not None and self.found.form is not Form.INDIRECT
            return (self.other,) if known and self.other is not None else ()
        if noun.lower_ in ("side", "party") and any(c.lower_ == "other" for c in noun.children):
            return (self.other,) if self.other is not None else ()
        if noun.lemma_.lower() in _SHARES:
            link = preposition(noun, "of")
            whole = child(link, "pobj") if link is not None else None
            return self.answering_for(whole) if whole is not None else ()
        owner = child(noun, "poss")
        if owner is not None and owner.tag_ == "PRP$":
            return self._meant(owner)
        if owner is None and noun.lemma_.lower() in VIRTUES:
            link = preposition(noun, "of")
            owner = child(link, "pobj") if link is not None else None
        adjectives = [t for t in children(noun, "amod") if t.text[:1].isupper()]
        for token in (owner, noun, *children(noun, "compound"), *adjectives):
            if token is None:
                continue
            without = children(token, "case", "relcl", "acl", "appos", "prep")
            if token is noun and noun.lemma_.lower() in _PARTS:
                without = children(token, "case", "relcl", "acl", "appos")
            bounds = ranges(self.doc, subtree(token, without), gap=1)
            found = self.targets(*bounds[0]) if bounds else ()
            if found:
                return found
        return ()

    def runs_down(self) -> bool:
        """Whether it calls another's deed or work a failure ("called X's plan a disaster")."""
        found = self.found
        if found.construction is not Construction.SMALL or found.agent is None:
            return False
        return fails(self.doc, found.content) and bool(self._laid_before(found.agent))

    def questions(self) -> bool:
        """Whether the cue casts doubt on a virtue: "questioned X's fairness"."""
        verb = self.doc[self.found.verb] if self.found.verb is not None else None
        if verb is None or verb.lemma_.lower() != "question" or self.found.form is Form.DIRECT:
            return False
        first = first_noun(self.doc, self.found.content[0])
        return first is not None and first.lemma_.lower() in VIRTUES

    def takes_to_task(self) -> bool:
        """Whether the cue presses somebody on a failing: "pressed X on his failure to pay"."""
        verb = self.doc[self.found.verb] if self.found.verb is not None else None
        if verb is None or verb.lemma_.lower() not in _PRESSING:
            return False
        return any(
            token.lemma_.lower() in _FAILING and child(token, "poss") is not None
            for start, end in self.found.content
            for token in self.doc.char_span(start, end, alignment_mode="expand") or ()
        )

    def _laid_before(self, bounds: Range) -> tuple[Party, ...]:
        first = first_noun(self.doc, bounds)
        others = self.answering_for(first) if first is not None else ()
        return tuple(p for p in others if self.party is None or p != self.party)

    def pointed_at(self) -> Token | None:
        """At whom the source "points the finger", by its cue or its content."""
        verb = self.doc[self.found.verb] if self.found.verb is not None else None
        if verb is None or verb.lemma_.lower() != "point":
            return None
        finger = child(verb, "dobj")
        if finger is None or finger.lemma_.lower() != "finger":
            return None
        link = preposition(verb, "at") or preposition(finger, "at")
        return child(link, "pobj") if link is not None else None

    def _against(self) -> tuple[Party, ...]:
        """The party in "grounds for a fraud case against X"."""
        for start, end in self.found.content:
            for token in self.doc.char_span(start, end, alignment_mode="expand") or ():
                named = child(token, "pobj") if token.lower_ == "against" else None
                if named is not None and token.head.lemma_.lower() in _CASES:
                    return self.answering_for(named)
        return ()

    def _charged(self) -> Token | None:
        """Whom the verb of the cue takes to task: "grilled X for", "railed against X"."""
        if self.found.verb is None:
            return None
        verb = self.doc[self.found.verb]
        link = preposition(verb, "against", "at") or preposition(verb, "on")
        thing = child(verb, "dobj") or (child(link, "pobj") if link is not None else None)
        return thing if thing is not None and thing.pos_ in _NAMED else None

    def _meant(self, pronoun: Token) -> tuple[Party, ...]:
        """Whom "he", "his" or "they" means where it cannot be the speaker: in a quotation."""
        start = pronoun.idx
        quoted = self.found.form is not Form.INDIRECT and pronoun.lower_ in _OTHERS
        if self.found.construction is not Construction.QUOTATION and not quoted:
            return ()
        return self.targets(start, start + len(pronoun)) if pronoun.lower_ in _OTHERS else ()

    def _alone(self) -> tuple[Party, ...]:
        """The only other party that the content names, whatever its part in it."""
        named: dict[str, Party] = {}
        for start, end in self.found.content:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            for token in span or ():
                if token.pos_ == "PROPN" and token.dep_ not in ("compound", "appos"):
                    for each in ranges(self.doc, [token.i, *_name(token)], gap=1)[:1]:
                        named.update((party.id, party) for party in self.targets(*each))
        others = [p for p in named.values() if self.party is None or p.id != self.party.id]
        return tuple(others) if len(others) == 1 else ()


def possessor(doc: Doc, head: int | None) -> Range | None:
    """The possessor of a noun ("Moscow's failure"), as a range."""
    owner = child(doc[head], "poss") if head is not None else None
    if owner is None:
        return None
    bounds = ranges(doc, subtree(owner, children(owner, "case")), gap=1)
    return bounds[0] if bounds else None


def _subject(word: Token) -> Token | None:
    """Of whom a word is said: the subject of its clause, or the noun that it describes."""
    token = word
    for _ in range(_DEEPEST):
        if token.pos_ in ("VERB", "AUX"):
            labels = ("nsubj", "nsubjpass") if token.lower_ in FAULTS else ("nsubj",)
            subject = child(token, *labels)
            thing = child(token, "dobj")
            if subject is not None or (thing is not None and thing.i < word.i):
                return subject or thing
        if token.dep_ in ("oprd", "ccomp", "acomp") and token.head.i < token.i:
            described = child(token, "nsubj") or child(token.head, "dobj")
            if described is not None:
                return described
        if token.head.i == token.i:
            break
        token = token.head
    return None


def _name(token: Token) -> list[int]:
    """The words of the name that ``token`` ends."""
    return [c.i for c in children(token, "compound", "nmod") if c.pos_ == "PROPN"]


def first_noun(doc: Doc, content: Range) -> Token | None:
    """The head of the noun phrase that a content opens with."""
    span = doc.char_span(*content, alignment_mode="expand")
    noun = next((t for t in span or () if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    while noun is not None and noun.dep_ in ("compound", "poss") and noun.head in span:
        noun = noun.head
    return noun
