"""Reported speech from the dependency tree: one cue verb, what it attributes, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.asides import inverted, names_person, parenthetical, tensed
from factcheck.attribution.bounds import bounded, further_cue, lead_in
from factcheck.attribution.charges import charges
from factcheck.attribution.cues import (
    CLAIM_NOUNS,
    COUNTING,
    CUES,
    UNREAL,
    UNSAID,
    WITH_INFINITIVE,
    Cue,
    cue_of,
)
from factcheck.attribution.reported import Reported
from factcheck.attribution.tree import (
    ANY_SUBJECT,
    child,
    children,
    passive,
    preposition,
    ranges,
    subject,
    subtree,
    verb_group,
)
from factcheck.attribution.types import Construction
from factcheck.attribution.values import values
from factcheck.model import Act
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_WEAK = word_lists(Path(__file__).parent / "words.toml")["weak"]
ADDRESSING = frozenset(
    ["tell", "assure", "inform", "remind", "convince", "brief", "warn", "promise", "advise"]
)
#: To deny words just said these need no noun: "denied it"; "rejected it" may be an offer.
_DENYING = frozenset(["deny", "dispute", "refute"])
_PRONOUNS = frozenset(["he", "she", "they", "we", "i", "who", "you", "it", "both"])
_THINGS = frozenset(["it", "this", "that", "these", "those", "which", "what", "there"])
ASKING = frozenset(["whether", "if", "why", "how", "what", "who", "where", "when"])
_NOBODY = frozenset(["nobody", "none", "one", "neither"])
_HUMAN = ("PERSON", "ORG", "GPE", "NORP")


def reported(doc: Doc, verb: Token) -> list[Reported]:
    """What ``verb`` attributes, or nothing where it is no cue here."""
    cue = cue_of(verb)
    if cue is None or not real(verb):
        return []
    source = subject(verb)
    if source is None and not passive(verb):
        return list(inverted(doc, verb, cue))
    if source is not None and _in_aside(source, verb):
        return []
    if source is not None and not _speaks(source, verb):
        return list(inverted(doc, verb, cue))
    if source is not None and source.head != verb and verb.lemma_ not in ADDRESSING:
        found = list(inverted(doc, verb, cue))
        if found:
            return found
    found = readings(doc, verb, cue, source)
    if found:
        return found
    return list(inverted(doc, verb, cue)) if source is not None and source.i > verb.i else []


def readings(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> list[Reported]:
    """What ``verb`` attributes to ``source`` by the first construction that fits, if any."""
    for reading in (
        charges,
        _complement,
        parenthetical,
        values,
        _object_infinitive,
        _infinitive,
        _prepositional,
        _noun,
    ):
        found = list(reading(doc, verb, cue, source))
        if found:
            return found
    return []


def real(verb: Token) -> bool:
    """Whether the saying took place: not negated, not merely possible, no question or command."""
    if child(verb, "neg") is not None:
        return False
    for aux in children(verb, "aux"):
        if aux.lower_ in UNREAL:
            return False
    if verb.dep_ == "xcomp" and verb.head.lemma_ in UNSAID:
        return False
    if _asked(verb):
        return False
    mark = child(verb, "mark")
    return mark is None or mark.lower_ not in ("if", "unless", "whether")


def _in_aside(source: Token, verb: Token) -> bool:
    """Whether the reporter adds that somebody answers it: ", an allegation Sylvania denies"."""
    first = source.left_edge.i
    if source.i > verb.i or first < source.sent.start + 4:
        return False
    noun, article, mark = source.doc[first - 1], source.doc[first - 2], source.doc[first - 3]
    named = noun.lemma_.lower() in CLAIM_NOUNS and article.lower_ in ("a", "an")
    return named and mark.text == "," and child(verb, "dobj") in (None, noun)


def _asked(verb: Token) -> bool:
    """Whether the cue is what a question asks about ("Did he say that …?")."""
    first = min((t.i for t in children(verb, "aux")), default=verb.i)
    asker = child(verb, "nsubj")
    inverted: bool = asker is not None and first < asker.i < verb.i
    last: str = verb.sent[-1].text
    return inverted and last == "?"


def _speaks(source: Token, verb: Token) -> bool:
    """Whether the subject can be a source: people, bodies, states; for plain verbs, texts."""
    if source.tag_ == "WP" and verb.dep_ != "relcl" and source.sent[-1].text == "?":
        return False
    if source.lower_ in _NOBODY or any(c.lower_ == "no" for c in children(source, "det")):
        return False
    if source.lower_ in _PRONOUNS and source.lower_ != "it":
        return True
    strong = verb.lemma_ not in _WEAK
    if source.lower_ in _THINGS:
        return strong and source.lower_ == "it" and not _expletive(verb)
    if strong or source.ent_type_ in _HUMAN or source.pos_ == "PROPN":
        return True
    return names_person(source) or _bare_name(source)


def _bare_name(source: Token) -> bool:
    """Whether a capital and the lack of an article make the subject a name the tagger missed."""
    capital = source.text[:1].isupper() and source.tag_ == "NN"
    return capital and next(source.children, None) is None


def _expletive(verb: Token) -> bool:
    """Whether "it" only holds the place of a later clause ("it was said that")."""
    return passive(verb) or child(verb, "expl") is not None


def _complement(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """A finite clause or a quotation before, after or around the cue."""
    if not cue.clause and cue.act is not Act.DEMAND:
        return
    own = set(verb_group(verb)) | (set(subtree(source)) if source is not None else set())
    clause = _own_clause(verb)
    broken = _broken_off(verb, clause) if clause is not None else None
    if clause is not None and broken is not None:
        bounds = ranges(doc, {*subtree(clause), *subtree(broken)}, gap=1)
        main = clause if clause.pos_ in ("VERB", "AUX") else broken
        yield Reported(verb, source, tuple(bounds), main, None, cue.act, Construction.CLAUSE)
        return
    if clause is not None and not _question(clause):
        outside = {t.i for t in verb.children if t.i in own}
        further = further_cue(verb, clause)
        if further is not None:
            outside |= {t.i for t in further.subtree} | lead_in(further)
            yield from _complement(doc, further, CUES[further.lemma_.lower()], source)
        for each, indexes in _that_clauses(clause):
            inside = [i for i in indexes if i not in own and i not in outside]
            inside = _from_that(each, bounded(doc, verb, inside), verb)
            if each == clause:
                inside += _lost_subject(verb, clause)
            bounds = ranges(doc, inside, gap=1)
            if bounds:
                kind = Construction.CLAUSE
                yield Reported(verb, source, tuple(bounds), each, None, cue.act, kind)
        return
    if verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "AUX"):
        aside = {t.i for t in verb.subtree}
        main = verb.head.head if verb.head.dep_ in ("aux", "auxpass") else verb.head
        parted = child(main, "nsubj")
        if main.dep_ == "conj" and parted is not None and parted.lower_ in ("that", "which", "who"):
            main = main.head
        kept = bounded(doc, verb, [t.i for t in main.subtree if t.i not in aside])
        main = main if main.i in kept else next((doc[i] for i in kept if tensed(doc[i])), main)
        bounds = ranges(doc, kept)
        if bounds:
            yield Reported(verb, source, tuple(bounds), main, None, cue.act, Construction.CLAUSE)


def _from_that(clause: Token, inside: list[int], verb: Token) -> list[int]:
    """The clause from its "that" on: what stands before is about the saying ("when asked")."""
    mark = child(clause, "mark")
    if mark is None or mark.lower_ != "that" or not verb.i < mark.i < clause.i:
        return inside
    return [i for i in inside if i >= mark.i]


def _own_clause(verb: Token) -> Token | None:
    """The cue's clause: the one after it where another stands before a semicolon.

    "A says B; C says D": the parser gives both clauses to the last cue.
    """
    clauses = children(verb, "ccomp")
    if len(clauses) > 1 and clauses[0].i < verb.i:
        parted = any(t.text == ";" for t in verb.doc[clauses[0].i : max(verb.i, clauses[1].i)])
        if parted or (cue_of(clauses[0]) is not None and child(clauses[0], "nsubj") is not None):
            return clauses[1]
    return clauses[0] if clauses else _told(verb)


def _told(verb: Token) -> Token | None:
    """The clause that the parser hung on those addressed ("told a hearing that X had known")."""
    heard = child(verb, "dobj", "dative") if verb.lemma_ in ADDRESSING else None
    if heard is None or heard.i < verb.i:
        return None
    clause = next((c for c in heard.subtree if c.dep_ in ("relcl", "acl", "ccomp")), None)
    if clause is None or clause.left_edge.lower_ != "that":
        return None
    own = child(clause, *ANY_SUBJECT)
    return clause if own is not None and own.lower_ != "that" else None


def _broken_off(verb: Token, clause: Token) -> Token | None:
    """The rest of a clause that the parser broke in two.

    It breaks off at an aside ("any X, big or not, was"), and before the second half of a
    cleft sentence ("it was X that …").
    """
    later = next((c for c in children(verb, "ccomp") if c.i > clause.i > verb.i), None)
    if later is None:
        return None
    own = child(later, "nsubj", "nsubjpass", "expl", "mark")
    aside = own is None and clause.pos_ not in ("VERB", "AUX")
    cleft = own is not None and own.tag_ in ("WDT", "WP") and clause.lemma_ == "be"
    return later if aside or cleft else None


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
    if taken is None or verb.lemma_ in ADDRESSING or child(clause, *ANY_SUBJECT):
        return []
    return subtree(taken) if verb.i < taken.i < clause.i else []


def _question(clause: Token) -> bool:
    """Whether the clause only names a question ("asked whether …", "explained how …")."""
    first = next(iter(clause.subtree))
    return first.lower_ in ASKING and first.head == clause and first.i > clause.head.i


def _object_infinitive(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """Demands: "urged X to V", "called on X to V", "told X to V"."""
    if not (cue.object_infinitive or verb.lemma_ in ("tell", "appeal")):
        return
    goal = next(
        (
            c
            for c in children(verb, "xcomp", "ccomp", "advcl")
            if any(a.lower_ == "to" for a in children(c, "aux")) and c.i > verb.i
        ),
        None,
    )
    on = next((c for c in children(verb, "prep", "prt") if _addresses(c, verb)), None)
    if verb.lemma_ == "appeal":
        on = preposition(verb, "to")
    elif verb.lemma_ == "call" and on is None:
        on = preposition(verb, "for")
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


def _addresses(on: Token, verb: Token) -> bool:
    """Whether the word leads to who is "called on", not to the day ("on Tuesday urged X to go")."""
    noun = child(on, "pobj")
    day = noun is not None and noun.ent_type_ in ("DATE", "TIME")
    return on.i > verb.i and not day and (on.dep_ == "prt" or on.lower_ in ("on", "upon"))


def _infinitival(verb: Token) -> bool:
    return any(a.lower_ == "to" for a in children(verb, "aux"))


def _infinitive(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """Promises: "vowed to go"; and the gerund of a denial: "denied carrying out"."""
    goal = child(verb, "xcomp")
    if goal is None or goal.i < verb.i:
        return
    if verb.lemma_ in UNSAID and cue_of(goal) is not None and child(goal, "ccomp") is not None:
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
    if thing is not None and verb.lemma_ in _DENYING and thing.lower_ in ("it", "that", "this"):
        bounds = ranges(doc, [thing.i])
        yield Reported(verb, source, tuple(bounds), thing, None, cue.act, Construction.FRAMED)
        return
    if thing is None or thing.pos_ == "PRON":
        return
    if verb.lemma_ == "rule":
        if child(verb, "prt") is None:
            return
    elif cue.act is Act.DENIAL and thing.lemma_.lower() not in CLAIM_NOUNS:
        yield from _mistagged_gerund(doc, verb, cue, source, thing)
        return
    elif verb.lemma_ in COUNTING:
        if not any(t.like_num for t in thing.subtree):
            return
    elif verb.lemma_ == "claim" and thing.lemma_.lower() not in CLAIM_NOUNS:
        return
    bounds = ranges(doc, _stretched(verb, thing), gap=1)
    if bounds:
        yield Reported(verb, source, tuple(bounds), thing, None, cue.act, Construction.NOMINAL)


def _mistagged_gerund(
    doc: Doc, verb: Token, cue: Cue, source: Token | None, thing: Token
) -> Iterator[Reported]:
    """A gerund that was read as part of its object's name ("denied bombing hospitals")."""
    gerund = next((c for c in children(thing, "compound", "amod") if c.text.endswith("ing")), None)
    bounds = ranges(doc, subtree(thing), gap=1)
    if gerund is not None and bounds and thing.left_edge.i == gerund.i == verb.i + 1:
        yield Reported(verb, source, tuple(bounds), gerund, None, cue.act, Construction.CHARGE)
