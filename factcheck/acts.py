"""What a source does by a claim, once the parties are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.attribution.blame import Frame, frames, harmful_works
from factcheck.attribution.causes import causers
from factcheck.attribution.cues import CLAIM_NOUNS
from factcheck.attribution.manner import (
    PENALTIES,
    commands,
    fault,
    judged,
    of_cue,
)
from factcheck.attribution.mood import (
    judges,
    obliges,
    plans,
    predicate,
    promises,
    refuses,
    revives,
    tasks,
)
from factcheck.attribution.tree import (
    SUBJECT,
    child,
    children,
    preposition,
    ranges,
    subtree,
    text_of,
)
from factcheck.attribution.types import Attribution, Construction
from factcheck.blamed import CLAUSAL, Blame, Targets, first_noun, possessor
from factcheck.model import Act, Form, Party

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN = (Act.ASSERTION, Act.ASSESSMENT, Act.ACCUSATION)
_PLAIN = (Act.ASSERTION, Act.ASSESSMENT)
_REFUSING = frozenset(("would", "will", "shall", "wo", "'ll", "’ll"))
_FIRST = frozenset(("we", "i", "our", "my", "ours"))
_BACK = frozenset(("it", "they", "he", "she"))
_NAMING = frozenset(("ask", "call"))
_WANTING = frozenset(("for", "on", "to", "upon"))
_DOUBTING = frozenset(("dispute", "doubt", "question", "see"))
_CHARGING = frozenset(("accuse", "blame", "condemn", "denounce", "sue"))
_IMPERSONAL = frozenset(("take", "seem", "appear", "turn", "rain"))  # "it would take hours"
_AIRED = frozenset(("call", "describe", "put", "say"))
_NONE = frozenset(("no", "none", "neither", "nobody", "not"))


def settle(
    doc: Doc, found: Attribution, party: Party | None, targets: Targets, other: Party | None = None
) -> tuple[Act, tuple[Party, ...]]:
    """The act of a claim and the parties it blames; only an accusation has any.

    The cue decides first; then the clauses inside the content do: harm or a failed duty of
    another party is an accusation (where the speaker's party is None, what somebody would not
    do is none: it may be the speaker's own refusal), what somebody must do is a demand, harm
    that the speaker's own side did not do is a denial, what it will do a promise, and a
    judgement or a forecast an assessment.  ``other`` is whom "they" means.
    """
    act, blamed = _Settling(doc, found, party, targets, other).settled()
    return act, blamed if act is Act.ACCUSATION else ()


class _Settling:
    """One claim with the parties in it."""

    def __init__(
        self,
        doc: Doc,
        found: Attribution,
        party: Party | None,
        targets: Targets,
        other: Party | None,
    ) -> None:
        self.doc = doc
        self.found = found
        self.party = party
        self.targets = targets
        self.blame = Blame(doc, found, party, targets, other)
        self.blamed: dict[str, Party] = {}

    def settled(self) -> tuple[Act, tuple[Party, ...]]:
        found, doc = self.found, self.doc
        act = self._by_value(self._by_cue(found.act))
        if found.agent is not None and act is Act.ACCUSATION:
            self._lay_on(self.targets(*found.agent))
        if found.construction is Construction.NOMINAL and act is Act.ACCUSATION and not self.blamed:
            owner = possessor(doc, found.head)
            if owner is not None:
                self._lay_on(self.targets(*owner))
        if found.construction in CLAUSAL:
            verb = predicate(doc, found.content, found.head)
            if act in _OPEN:
                act = self._by_frames(act, verb)
            if act in _PLAIN:
                act = self._by_mood(act, verb)
        if act in _PLAIN:
            act = self._by_words(act)
        if act is Act.DEMAND and self._rebukes():
            act = Act.ACCUSATION
            self._lay_on(self.blame.addressed())
        if act is Act.ACCUSATION and not self.blamed:
            self._lay_on(self.blame.at_fault())
        return act, tuple(self.blamed.values())

    def _by_cue(self, act: Act) -> Act:
        """The act of the cue, corrected where the words around it make it another's.

        "asked whether" asks for nothing, nor does "called it a shame".
        """
        found = self.found
        if act is Act.DEMAND and found.verb is not None and found.cue is not None:
            after = text_of(self.doc)[self.doc[found.verb].idx : found.content[0][1]].casefold()
            wants = found.construction is Construction.INFINITIVE or any(
                word in _WANTING for word in after.split()[1:3]
            )
            lemma = self.doc[found.verb].lemma_.lower()
            if lemma in _NAMING and not wants:
                return Act.ASSERTION if lemma == "ask" else Act.ASSESSMENT
        if self.blame.questions() or (act is Act.DEMAND and self.blame.takes_to_task()):
            return Act.ACCUSATION
        if act is Act.ASSERTION:
            return of_cue(self.doc, found.cue) or act
        lemma = self.doc[found.verb].lemma_.lower() if found.verb is not None else ""
        if act is Act.DENIAL and lemma == "refuse":
            return Act.ASSERTION  # it answers no charge
        if act is Act.DENIAL and lemma == "rule" and found.cue is not None:
            words = text_of(self.doc)[found.cue[0] : found.content[0][1]].casefold().split()
            return act if "out" in words else Act.ASSESSMENT
        return act

    def _by_words(self, act: Act) -> Act:
        """The act of a content that no rule of grammar has decided."""
        if fault(self.doc, self.found.content) is not None or self.blame.pointed_at() is not None:
            return Act.ACCUSATION
        if act is Act.ASSESSMENT and self.blame.runs_down():
            return Act.ACCUSATION
        if self._needs():
            return Act.DEMAND
        if act is Act.ASSERTION and judged(self.doc, self.found.content) and not self._asks():
            return Act.ASSESSMENT
        if act is Act.ASSERTION and self._agrees():
            return Act.PROMISE
        if self.found.form is Form.DIRECT and commands(self.doc, self.found.content):
            return Act.DEMAND
        return act

    def _needs(self) -> bool:
        """Whether it wants what it speaks of: "stressed the need for restraint"."""
        verb = self.doc[self.found.verb].lemma_.lower() if self.found.verb is not None else ""
        first = first_noun(self.doc, self.found.content[0])
        if first is None or verb in _DOUBTING:
            return False
        return first.lemma_.lower() == "need" and preposition(first, "for") is not None

    def _asks(self) -> bool:
        found = self.found
        return found.verb is not None and self.doc[found.verb].lemma_.lower() == "ask"

    def _agrees(self) -> bool:
        """Whether the source binds itself: "agreed to go", "said that it plans to go"."""
        found = self.found
        if found.verb is not None and self.doc[found.verb].lemma_.lower() == "agree":
            return found.construction is Construction.INFINITIVE or (
                text_of(self.doc)[found.content[0][0] :].startswith("to ")
            )
        main = predicate(self.doc, found.content, found.head)
        return main is not None and plans(main) and self._about_own(main)

    def _by_value(self, act: Act) -> Act:
        """The act of a small clause: to dismiss words is to judge, to dismiss a charge to deny."""
        found = self.found
        if found.construction is not Construction.SMALL or found.agent is None:
            return act
        span = self.doc.char_span(*found.agent, alignment_mode="expand")
        if act is Act.DENIAL and span is not None and span.root.lemma_.lower() not in CLAIM_NOUNS:
            return Act.ASSESSMENT
        if act is Act.ACCUSATION and not self.targets(*found.agent):
            return Act.ASSESSMENT
        return act

    def _by_frames(self, act: Act, main: Token | None) -> Act:
        for causer in causers(self.doc, self.found.content):
            at_fault = self.blame.causing(causer)
            if at_fault and not self._mine(causer):
                act = Act.ACCUSATION
                self._lay_on(at_fault)
        for frame in frames(self.doc, self.found.content):
            agents = self.blame.agents(frame.agent)
            own = self._own(frame, agents)
            others = [
                a for a in agents if not own and (self.party is None or a.id != self.party.id)
            ]
            if others and frame.harmful and not self._may_be_own(frame):
                act = Act.ACCUSATION
                self._lay_on(others)
            elif frame.harmful and self._to_the_face(frame):
                act = Act.ACCUSATION
                self._lay_on(self.blame.addressed())
            elif own and act is Act.ASSERTION and self._denies(frame):
                act = Act.DENIAL
            elif own and act is Act.ASSERTION and self._binds(self.doc[frame.verb]):
                act = Act.PROMISE
            elif main is not None and frame.verb == main.i and frame.obliged and not own:
                act = Act.DEMAND if act in _PLAIN else act
            if act in (Act.DEMAND, Act.PROMISE):
                break
        for owner in harmful_works(self.doc, self.found.content):
            makers = [
                p for p in self.blame.answering_for(owner) if self.party is None or p != self.party
            ]
            if makers and act in _OPEN:
                act = Act.ACCUSATION
                self._lay_on(makers)
        for accused in self._own_charges():
            act = Act.ACCUSATION if act in _OPEN else act
            self._lay_on(self.blame.answering_for(accused))
        if act is Act.ASSERTION and main is not None and self._none_of_ours(main):
            return Act.DENIAL
        return act

    def _own_charges(self) -> Iterator[Token]:
        """Whom the speaker's own side charges in the content: "said it was suing X"."""
        for start, end in self.found.content:
            for token in self.doc.char_span(start, end, alignment_mode="expand") or ():
                if token.lemma_.lower() not in _CHARGING or token.pos_ != "VERB":
                    continue
                accused = child(token, "dobj")
                if accused is None or child(token, "neg") is not None:
                    continue
                if self._about_own(token):
                    yield accused

    def _by_mood(self, act: Act, main: Token | None) -> Act:
        if act is Act.ASSERTION and refuses(self.doc, self.found.content):
            return Act.DENIAL
        if main is None:
            return act
        if act is Act.ASSERTION and revives(main):
            return Act.DENIAL
        if act is Act.ASSERTION and self._binds(main) and self._about_own(main):
            return Act.PROMISE
        if tasks(main) or (obliges(main) and not self._about_own(main)):
            return Act.DEMAND
        return Act.ASSESSMENT if judges(main) else act

    @staticmethod
    def _binds(verb: Token) -> bool:
        """Whether the clause is about what its subject will do, not "I would call it a success"."""
        return promises(verb) and verb.lemma_.lower() not in _AIRED

    def _to_the_face(self, frame: Frame) -> bool:
        """Whether the words are said to the one whom they charge ("You squeezed the workers")."""
        direct = self.found.form is not Form.INDIRECT
        return direct and self.doc[frame.agent_token].lower_ == "you"

    def _rebukes(self) -> bool:
        """Whether "you should …" charges those told with a wrong, or with what merits a penalty."""
        if self.found.form is Form.INDIRECT or self.found.construction is Construction.INFINITIVE:
            return False
        tokens = [
            token
            for start, end in self.found.content
            for token in self.doc.char_span(start, end, alignment_mode="expand") or ()
        ]
        told = [t for t in tokens if t.lower_ == "you" and t.dep_ in SUBJECT]
        if not told or not obliges(told[0].head):
            return False
        penalty = told[0].dep_ == "nsubjpass" or told[0].head.lemma_ == "be"
        if penalty and any(token.lemma_.lower() in PENALTIES for token in tokens):
            return True
        return len(told) > 1 and fault(self.doc, self.found.content) is not None

    def _lay_on(self, parties: tuple[Party, ...] | list[Party]) -> None:
        for each in parties:
            if self.party is None or each.id != self.party.id:
                self.blamed.setdefault(each.id, each)

    def _own(self, frame: Frame, agents: tuple[Party, ...]) -> bool:
        """Whether the agent is the speaker's own side: by party, or as "we", "our troops", "it"."""
        if self.party is not None and any(a.id == self.party.id for a in agents):
            return True
        token = self.doc[frame.agent_token]
        return self._mine(token)

    def _mine(self, noun: Token) -> bool:
        below = (self.doc[i] for i in subtree(noun, children(noun, "relcl", "acl")))
        words = {t.lower_ for t in below if t.dep_ in ("poss", "nsubj", "nsubjpass", "pobj")}
        if noun.lower_ in _FIRST or words & _FIRST or (noun.lower_ not in _BACK and "its" in words):
            return True
        if noun.lower_ not in _BACK or self.found.form is Form.DIRECT or noun.dep_ == "attr":
            return False
        if noun.lower_ == "it" and noun.head.lemma_.lower() in _IMPERSONAL:
            return False
        start = self.found.content[0][0]
        before = self.doc.char_span(start, noun.idx, alignment_mode="contract")
        return not any(t.pos_ in ("NOUN", "PROPN") for t in before or ())

    def _about_own(self, main: Token) -> bool:
        subject = child(main, *SUBJECT)
        if subject is None:
            return False
        if self._mine(subject):
            return True
        bounds = ranges(self.doc, subtree(subject, children(subject, "relcl", "acl")), gap=1)
        agents = self.targets(*bounds[0]) if bounds else ()
        return self.party is not None and any(a.id == self.party.id for a in agents)

    def _may_be_own(self, frame: Frame) -> bool:
        """Whether a refusal may be that of the speaker's own side, which is not known."""
        auxiliaries = children(self.doc[frame.verb], "aux")
        return self.party is None and any(a.lower_ in _REFUSING for a in auxiliaries)

    def _denies(self, frame: Frame) -> bool:
        """Whether the frame, of the speaker's own side, says that it did not."""
        start, end = frame.agent
        first = text_of(self.doc)[start:end].casefold().split(None, 1)[:1]
        return frame.negated or (bool(first) and first[0] in _NONE)

    def _none_of_ours(self, main: Token) -> bool:
        """Whether something of one's own was not there: "there was no X of ours"."""
        if main.lemma_ not in ("be", "have"):
            return False
        there = child(main, "expl") is not None
        thing = child(main, "attr", "dobj", "nsubj" if there else "dobj")
        if thing is None or not any(c.lower_ == "no" for c in thing.children):
            return False
        if not there:
            return self._about_own(main) and _placed(main, thing)
        bounds = ranges(self.doc, subtree(thing), gap=1)
        agents = self.targets(*bounds[0]) if bounds else ()
        own = self.party is not None and any(a.id == self.party.id for a in agents)
        return own or self._mine(thing)


def _placed(verb: Token, thing: Token) -> bool:
    """Whether the clause is about where something was ("no ships near the island")."""
    near = ("near", "in", "at", "on", "around", "inside", "within", "over")
    links = [*children(verb, "prep", "advmod"), *children(thing, "prep", "advmod", "amod")]
    return any(link.lower_ in (*near, "there", "anywhere", "nearby") for link in links)
