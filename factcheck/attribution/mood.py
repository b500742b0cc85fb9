"""What a content's main clause does: refuse, judge, demand or promise, whoever says it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, child, children
from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_FALSE = _WORDS["false"]
_LIES = _WORDS["lies"]
_FEELING = _WORDS["feeling"]
_JUDGING = _WORDS["judging"]
_STATES = _WORDS["states"]
_PLANNING = frozenset(["agree", "aim", "intend", "mean", "plan", "prepare"])
_PLEDGED = _WORDS["pledged"]
_OBLIGING = frozenset(["must", "should", "ought"])
_FORESEEING = frozenset(
    ["could", "might", "may", "would", "will", "'d", "’d", "'ll", "’ll", "shall"]
)
_SEEMING = frozenset(["look", "seem", "appear", "sound"])
_BECOMING = frozenset(["be", "become", "remain", "prove", "constitute", "amount"])
_DENIED_THINGS = frozenset(["attack", "strike", "evidence", "violation", "truth", "such"])
_OVER = frozenset(["dead", "over", "true", "finished", "lost"])


def predicate(doc: Doc, content: tuple[Range, ...], head: int | None) -> Token | None:
    """The main verb of the content: ``head``, or the topmost verb of its first clause."""
    if head is not None:
        return doc[head]
    span = doc.char_span(content[0][0], content[-1][1], alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    return root if root.pos_ in ("VERB", "AUX") else None


def refuses(doc: Doc, content: tuple[Range, ...]) -> bool:
    """Whether the content calls something false ("these claims are baseless")."""
    for start, end in content:
        span = doc.char_span(start, end, alignment_mode="expand")
        for token in span or ():
            if (token.lower_ in _FALSE and token.head.lemma_ == "be") or (
                token.lower_ in _LIES
                and token.dep_ in ("attr", "ROOT", "oprd")
                and child(token, "nsubj") is None  # "responsibility lies with X"
            ):
                return child(token.head, "neg") is None
            if (
                token.lower_ == "no"
                and token.head.dep_ in SUBJECT
                and (
                    token.head.lower_ in _DENIED_THINGS
                    or any(c.lower_ == "such" for c in token.head.children)
                )
            ):
                return True
    return False


def revives(verb: Token) -> bool:
    """Whether it is denied that something has ended or holds ("the truce is not dead")."""
    if verb.lemma_ != "be" or child(verb, "neg") is None:
        return False
    state = child(verb, "acomp", "attr", "advmod", "prt")
    return state is not None and state.lower_ in _OVER


def obliges(verb: Token) -> bool:
    """Whether the clause says what must be done, whoever has to do it."""
    modals = {a.lower_ for a in children(verb, "aux")}
    if any(a.lower_ == "have" and a.tag_ == "VB" for a in children(verb, "aux")):
        return False
    if modals & _OBLIGING:
        return True
    goal = child(verb, "xcomp")
    subject = child(verb, *SUBJECT)
    infinitive = goal is not None and any(a.tag_ == "TO" for a in children(goal, "aux", "auxpass"))
    if verb.lemma_ in ("have", "need") and infinitive and subject is not None:
        return not modals & _FORESEEING
    return _bare_subjunctive(verb)


def tasks(verb: Token) -> bool:
    """Whether a task is laid on somebody: "it is for X to act", "it was up to X to act"."""
    subject = child(verb, "nsubj", "expl")
    if verb.lemma_ != "be" or subject is None or subject.lower_ not in ("it", "that"):
        return False
    following = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    given = following in ("for", "up")
    infinitive = any(t.tag_ == "TO" and t.dep_ == "aux" for t in verb.subtree if t.i > verb.i)
    described = child(verb, "acomp", "attr")
    return given and infinitive and described is None


def _bare_subjunctive(verb: Token) -> bool:
    """Whether the content is a "that" clause with a bare verb ("That it send observers")."""
    mark, subject = child(verb, "mark"), child(verb, "nsubj")
    if mark is None or mark.lower_ != "that" or subject is None or children(verb, "aux"):
        return False
    singular = subject.lower_ in ("it", "he", "she") or subject.tag_ in ("NN", "NNP")
    return verb.tag_ == "VB" or (verb.tag_ == "VBP" and singular and verb.lower_ == verb.lemma_)


def promises(verb: Token) -> bool:
    """Whether the clause, of the speaker's own side, is about what it will do."""
    auxiliaries = children(verb, "aux")
    if any(a.lower_ == "have" for a in auxiliaries):
        return False
    if any(a.lower_ in ("will", "would", "shall", "'ll", "’ll") for a in auxiliaries):
        return verb.lemma_ not in ("be", "have", "like")
    trait = child(verb, "acomp")
    bound = verb if verb.lower_ in _PLEDGED else trait
    return bound is not None and bound.lower_ in _PLEDGED


def plans(verb: Token) -> bool:
    """Whether the clause tells what its subject means to do ("plans to go")."""
    goal = child(verb, "xcomp")
    return verb.lemma_.lower() in _PLANNING and goal is not None


def judges(verb: Token) -> bool:
    """Whether the clause judges, regrets or foresees rather than tells."""
    if verb.lemma_.lower() in _FEELING | _SEEMING or verb.lower_ in _FEELING:
        return True
    auxiliaries = children(verb, "aux")
    if {a.lower_ for a in auxiliaries} & _FORESEEING:
        return True
    if verb.lemma_ in _BECOMING:
        trait = child(verb, "acomp", "attr", "oprd")
        near = [trait, *trait.children] if trait is not None else []
        if any(t.lemma_.lower() in _JUDGING or t.lower_ in _FEELING for t in near):
            return True
        return any(_state(link) for link in children(verb, "prep"))
    thing = child(verb, "dobj")
    return (
        verb.lemma_ in ("reach", "hang", "stand") and thing is not None and thing.lemma_ in _STATES
    )


def _state(link: Token) -> bool:
    noun = child(link, "pobj")
    return link.lower_ in ("in", "at", "on") and noun is not None and noun.lemma_.lower() in _STATES
