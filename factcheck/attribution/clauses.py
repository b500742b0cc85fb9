"""Reported speech from the dependency tree: one cue verb, what it attributes, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.cues import (
    ANSWERABLE,
    CLAIM_NOUNS,
    CUES,
    MEASURES,
    UNREAL,
    WITH_INFINITIVE,
    Cue,
)
from factcheck.attribution.tree import (
    child,
    children,
    passive,
    phrase,
    preposition,
    ranges,
    subject,
    subtree,
    verb_group,
)
from factcheck.attribution.types import Construction, Range
from factcheck.model import Act
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_WEAK = word_lists(Path(__file__).parent / "words.toml")["weak"]
_ADDRESSING = frozenset("tell assure inform remind convince brief warn promise advise".split())
_PRONOUNS = frozenset(["he", "she", "they", "we", "i", "who", "you", "it", "both"])
_THINGS = frozenset(["it", "this", "that", "these", "those", "which", "what", "there"])
_HUMAN = ("PERSON", "ORG", "GPE", "NORP")
_HUMAN_ENDINGS = (
    "er",
    "or",
    "man",
    "men",
    "woman",
    "women",
    "ist",
    "ian",
    "ant",
    "ent",
    "person",
    "people",
    "ary",
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A cue verb with one content, as tokens and ranges; the source may be unnamed."""

    verb: Token
    source: Token | None
    content: tuple[Range, ...]
    head: Token | None
    agent: Range | None
    act: Act
    construction: Construction


def reported(doc: Doc, verb: Token) -> list[Reported]:
    """What ``verb`` attributes, or nothing where it is no cue here."""
    cue = CUES.get(verb.lemma_.lower())
    if cue is None or not _real(verb):
        return []
    source = subject(verb)
    if source is None and not passive(verb):
        return []
    if source is not None and not _speaks(source, verb):
        return []
    for reading in (
        _charges,
        _complement,
        _small,
        _object_infinitive,
        _infinitive,
        _prepositional,
        _noun,
    ):
        found = list(reading(doc, verb, cue, source))
        if found:
            return found
    return []


def _real(verb: Token) -> bool:
    """Whether the saying took place: not negated, not merely possible, no question or command."""
    if child(verb, "neg") is not None:
        return False
    for aux in children(verb, "aux"):
        if aux.lower_ in UNREAL:
            return False
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse", "fail"):
        return False
    mark = child(verb, "mark")
    return mark is None or mark.lower_ not in ("if", "unless", "whether")


def _speaks(source: Token, verb: Token) -> bool:
    """Whether the subject can be a source: people, bodies, states; for plain verbs, texts."""
    if source.lower_ in _PRONOUNS and source.lower_ != "it":
        return True
    strong = verb.lemma_ not in _WEAK
    if source.lower_ in _THINGS:
        return strong and source.lower_ == "it" and not _expletive(verb)
    if strong or source.ent_type_ in _HUMAN or source.pos_ == "PROPN":
        return True
    return source.lower_.rstrip("s").endswith(_HUMAN_ENDINGS)


def _expletive(verb: Token) -> bool:
    """Whether "it" only holds the place of a later clause ("it was said that")."""
    return passive(verb) or child(verb, "expl") is not None


def _complement(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """A finite clause or a quotation before, after or around the cue."""
    if not cue.clause and cue.act is not Act.DEMAND:
        return
    own = set(verb_group(verb)) | (set(subtree(source)) if source is not None else set())
    clause = child(verb, "ccomp")
    if clause is not None and not _question(clause):
        outside = {t.i for t in verb.children if t.i in own}
        for each, indexes in _that_clauses(clause):
            inside = [i for i in indexes if i not in own and i not in outside]
            if each is clause:
                inside += _lost_subject(verb, clause)
            bounds = ranges(doc, inside, gap=1)
            if bounds:
                kind = Construction.CLAUSE
                yield Reported(verb, source, tuple(bounds), each, None, cue.act, kind)
        return
    if verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "AUX"):
        aside = {t.i for t in verb.subtree}
        inside = [t.i for t in verb.head.subtree if t.i not in aside]
        bounds = ranges(doc, inside)
        if bounds:
            yield Reported(
                verb, source, tuple(bounds), verb.head, None, cue.act, Construction.CLAUSE
            )


def _that_clauses(clause: Token) -> Iterator[tuple[Token, list[int]]]:
    """The clause, and those joined to it that open with a "that" of their own."""
    queue, found = [clause], []
    while queue:
        each = queue.pop(0)
        others = [c for c in children(each, "conj") if _that(c)]
        leads = [c for c in children(each, "cc") if others and c.i > each.i]
        found.append((each, subtree(each, [*others, *leads])))
        queue += others
    yield from found


def _that(clause: Token) -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"


def _lost_subject(verb: Token, clause: Token) -> list[int]:
    """The clause's subject where the parser took it for the cue's object ("said Russia could")."""
    taken = child(verb, "dobj")
    if taken is None or verb.lemma_ in _ADDRESSING or child(clause, "nsubj", "nsubjpass", "expl"):
        return []
    return subtree(taken) if verb.i < taken.i < clause.i else []


def _question(clause: Token) -> bool:
    first = next(iter(clause.subtree))
    return first.lower_ in ("whether", "if", "why", "how", "what", "who", "where", "when") and (
        first.head is clause or first.head.head is clause
    )


def _charges(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """One reading a charge: "accused X of A and of B", "blamed Y on X"."""
    if cue.charge is None:
        return
    charged = child(verb, "nsubjpass") if passive(verb) else child(verb, "dobj", "dative")
    if charged is not None and charged.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        charged = verb.head
    shifted = preposition(verb, "on") if verb.lemma_ == "blame" else None
    if shifted is not None and charged is not None:
        blamed = child(shifted, "pobj")
        bounds = ranges(doc, [*subtree(charged), *subtree(shifted)], gap=1)
        agent = phrase(doc, blamed) if blamed is not None else None
        if agent is not None and bounds:
            nominal = Construction.NOMINAL
            yield Reported(verb, source, tuple(bounds), charged, agent, cue.act, nominal)
        return
    link = preposition(verb, cue.charge)
    if link is None and charged is not None:
        link = preposition(charged, cue.charge)
    if link is None or (charged is not None and link.i < charged.i):
        return
    named = None
    if charged is not None:
        before = [i for i in subtree(charged) if i < link.i or charged.i > link.i]
        named = next(iter(ranges(doc, before, gap=1)), None)
    for number, (head, indexes) in enumerate(_conjuncts(verb, link)):
        bounds = ranges(doc, indexes, gap=1)
        if not bounds:
            continue
        content = (named, *bounds) if named is not None and not passive(verb) else tuple(bounds)
        content = _merge(doc.text, content) if number == 0 else content
        kind = Construction.CHARGE if head.text.endswith("ing") else Construction.NOMINAL
        yield Reported(verb, source, content, head, named, cue.act, kind)


def _conjuncts(verb: Token, link: Token) -> Iterator[tuple[Token, list[int]]]:
    """The charges from preposition ``link`` on: predicate and token indexes of each.

    A charge begins at the preposition, at the same preposition after a comma or conjunction,
    and at a gerund coordinated with the one before; the tree often hangs these elsewhere, so
    the words decide.
    """
    doc = verb.doc
    end = max([link.right_edge.i, *(t.i for t in verb.subtree if t.dep_ in ("pcomp", "pobj"))])
    end = min(end, verb.sent.end - 1)
    starts = [link.i]
    for i in range(link.i + 2, end):
        joins = doc[i - 1].lower_ in ("and", "or", ",", "of") or doc[i - 1].dep_ == "cc"
        repeated = doc[i].lower_ == link.lower_ and doc[i - 1].lower_ != "of"
        gerund = doc[i].tag_ == "VBG" and doc[i].dep_ == "conj" and doc[i].head.tag_ == "VBG"
        if joins and ((repeated and _gerund(doc[i + 1])) or (gerund and doc[i - 1].lower_ != "of")):
            starts.append(i)
    inside = {t.i for t in verb.subtree} | {t.i for t in link.subtree}
    for start, stop in zip(starts, [*starts[1:], end + 1], strict=True):
        indexes = [i for i in range(start, stop) if i in inside]
        while indexes and (doc[indexes[-1]].dep_ == "cc" or doc[indexes[-1]].is_punct):
            indexes.pop()
        first = start + 1 if doc[start].lower_ == link.lower_ else start
        head = doc[first] if _gerund(doc[first]) else child(doc[start], "pcomp", "pobj")
        if indexes and head is not None:
            yield _past_adverbs(head, indexes), indexes


def _gerund(token: Token) -> bool:
    """Whether the word is a gerund, tagged so or not ("bombing hospitals")."""
    if token.tag_ == "VBG":
        return True
    noun = token.head
    modifies = token.dep_ in ("compound", "amod") and noun.dep_ in ("pobj", "pcomp", "conj")
    return token.text.endswith("ing") and modifies and noun.i > token.i


def _past_adverbs(head: Token, indexes: list[int]) -> Token:
    """The gerund itself where an adverb opens the charge ("of deliberately hitting")."""
    if head.text.endswith("ing"):
        return head
    return next((head.doc[i] for i in indexes[:4] if head.doc[i].tag_ == "VBG"), head)


def _merge(text: str, bounds: tuple[Range, ...]) -> tuple[Range, ...]:
    """Join ranges that only white space parts."""
    merged: list[Range] = []
    for start, end in sorted(bounds):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _small(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """Small clauses: "called X Y", "described X as Y", "dismissed X as having Y"."""
    if not cue.small or passive(verb):
        return
    thing = child(verb, "dobj")
    as_ = preposition(verb, "as")
    if as_ is None and thing is not None:
        as_ = next((t for t in thing.subtree if t.lower_ == "as" and t.dep_ == "prep"), None)
    if thing is not None and as_ is not None:
        value = child(as_, "pobj", "pcomp", "amod", "acomp")
        if value is None:
            return
        agent = ranges(doc, subtree(thing, [as_]), gap=1)
        bounds = ranges(doc, [*subtree(thing, [as_]), *subtree(as_)], gap=1)
        if agent and bounds:
            yield Reported(
                verb, source, tuple(bounds), value, agent[0], cue.act, Construction.SMALL
            )
        return
    at = preposition(verb, "at") if verb.lemma_ in ("put", "estimate") else None
    if at is None and verb.lemma_ == "put" and thing is not None:
        at = next((t for t in thing.subtree if t.lower_ == "at" and t.dep_ == "prep"), None)
    amount = child(at, "pobj") if at is not None else None
    if thing is not None and at is not None and amount is not None:
        agent = ranges(doc, [i for i in subtree(thing, [at]) if i < at.i], gap=1)
        bounds = ranges(doc, [*subtree(thing, [at]), *subtree(at)], gap=1)
        if thing.lemma_.lower() in MEASURES and agent and bounds:
            small = Construction.SMALL
            yield Reported(verb, source, tuple(bounds), amount, agent[0], Act.ASSERTION, small)
        return
    if verb.lemma_ not in ("call", "label", "brand", "hold"):
        return
    value = child(verb, "oprd", "ccomp", "acomp", "xcomp")
    if verb.lemma_ == "hold" and (value is None or value.lemma_ not in ANSWERABLE):
        return
    bare = value is not None and value.dep_ == "ccomp" and child(value, "nsubj") is None
    if value is None or (bare and thing is None):
        return
    described = thing if thing is not None else child(value, "nsubj")
    if described is None:
        return
    agent = ranges(doc, subtree(described), gap=1)
    bounds = ranges(doc, {*subtree(described), *subtree(value)}, gap=1)
    if agent and bounds:
        act = Act.ASSESSMENT if cue.act is Act.DEMAND else cue.act
        yield Reported(verb, source, tuple(bounds), value, agent[0], act, Construction.SMALL)


def _object_infinitive(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """Demands: "urged X to V", "called on X to V", "told X to V"."""
    if not (cue.object_infinitive or verb.lemma_ == "tell"):
        return
    goal = next(
        (
            c
            for c in children(verb, "xcomp", "ccomp", "advcl")
            if any(a.lower_ == "to" for a in children(c, "aux")) and c.i > verb.i
        ),
        None,
    )
    on = preposition(verb, "on", "upon") or child(verb, "prt")
    addressed = child(on, "pobj") if on is not None else None
    addressed = (
        addressed or child(verb, "dobj", "dative") or (child(goal, "nsubj") if goal else None)
    )
    if goal is None and addressed is not None:
        goal = next((c for c in children(addressed, "acl", "relcl") if _infinitival(c)), None)
    if goal is None or addressed is None:
        return
    agent = ranges(doc, subtree(addressed, [goal] if goal in addressed.subtree else []), gap=1)
    bounds = ranges(doc, {*subtree(addressed), *subtree(goal)}, gap=1)
    if agent and bounds:
        yield Reported(
            verb, source, tuple(bounds), goal, agent[0], Act.DEMAND, Construction.INFINITIVE
        )


def _infinitival(verb: Token) -> bool:
    return any(a.lower_ == "to" for a in children(verb, "aux"))


def _infinitive(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """Promises: "vowed to go"; and the gerund of a denial: "denied carrying out"."""
    goal = child(verb, "xcomp")
    if goal is None or goal.i < verb.i:
        return
    gerund = goal.tag_ == "VBG" and cue.act in (Act.DENIAL, Act.ASSERTION)
    if not (cue.infinitive and _infinitival(goal)) and not gerund:
        return
    bounds = ranges(doc, subtree(goal), gap=1)
    if bounds and source is not None:
        kind = Construction.CHARGE if gerund else Construction.INFINITIVE
        yield Reported(verb, source, tuple(bounds), goal, None, cue.act, kind)


def _prepositional(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """Prepositions: "complained about X", "called for X", "warned of X"."""
    link = preposition(verb, *cue.prepositions) if cue.prepositions else None
    head = child(link, "pobj", "pcomp") if link is not None else None
    if link is None or head is None or passive(verb):
        return
    bounds = ranges(doc, _stretched(verb, head), gap=1)
    if bounds:
        kind = Construction.CHARGE if head.tag_ == "VBG" else Construction.NOMINAL
        yield Reported(verb, source, tuple(bounds), head, None, cue.act, kind)


def _stretched(verb: Token, noun: Token) -> list[int]:
    """The noun's tokens and the infinitive after it that the parser hung on the cue instead."""
    inside = subtree(noun)
    goal = next((c for c in children(verb, "advcl", "xcomp") if _infinitival(c)), None)
    if goal is not None and noun.lower_ in WITH_INFINITIVE:
        gap = [t for t in noun.doc[max(inside) + 1 : goal.left_edge.i] if not t.is_punct]
        if goal.left_edge.i > max(inside) and not gap:
            inside += subtree(goal)
    return inside


def _noun(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """Bare nouns: "denied the charge", "confirmed the death of X"."""
    if not cue.noun or passive(verb):
        return
    thing = child(verb, "dobj")
    if thing is None or thing.pos_ == "PRON":
        return
    if cue.act is Act.DENIAL and thing.lemma_.lower() not in CLAIM_NOUNS:
        return
    if verb.lemma_ == "rule" and child(verb, "prt") is None:
        return
    bounds = ranges(doc, _stretched(verb, thing), gap=1)
    if bounds:
        yield Reported(verb, source, tuple(bounds), thing, None, cue.act, Construction.NOMINAL)
