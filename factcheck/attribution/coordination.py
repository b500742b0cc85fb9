"""Cues that the parser hung on reported words, hung back on the cue they stand beside.

"X said the guns were silent and accused Y of flying drones", "X said nine died, while Y put the
toll at four": a parser joins the second verb to the nearer clause, as though X had reported it.
A finite verb of speech in the tense of the first is the reporter's own, unless the reported
clause has a subject that could as well have spoken.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.asides import names_person
from factcheck.attribution.clauses import readings, real
from factcheck.attribution.cues import CUES, cue_of
from factcheck.attribution.tree import ANY_SUBJECT, child, children, subject, verb_group, verbs
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from factcheck.attribution.setting import Setting

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_SPEECH = _WORDS["speech"]
#: What says nothing, though it ends as nouns for people do.
_UNSPEAKING = _WORDS["unspeaking"]
_PRESENT = ("VBZ", "VBP")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
#: Past and infinitive are one form, which the parser tells apart badly.
_INVARIABLE = frozenset(["put"])
_MARKS = frozenset([",", ";", "-", "--", "–", "—"])
#: Words that set one side's account against another's, by themselves or before a verb of speech.
_AGAINST = frozenset(["while", "whereas"])
_LINKS = _AGAINST | {"although", "though", "but", "yet", "and"}
_NAMED = ("PERSON", "ORG", "GPE", "NORP")
_CLAUSES = ("advcl", "conj", "ccomp", "parataxis", "dep")


def rehang(doc: Doc, setting: Setting) -> None:
    """Hang coordinated and contrasted cues of ``doc`` on the cue whose words they were read into.

    The parse is changed in place; a second call finds nothing to change.
    """
    for verb in verbs(doc):
        if cue_of(verb) is None or setting.quoted(verb.idx) is not None:
            continue
        source = subject(verb)
        if source is None or not real(verb):
            continue
        for clause in [c for c in children(verb, "ccomp") if c.i > verb.i]:
            further = [c for c in children(verb, "ccomp") if c.i > clause.right_edge.i]
            for each in [*(t for t in clause.subtree if t.i > clause.i), *further]:
                hung = clause.is_ancestor(each) or each in further
                if not hung or setting.quoted(each.idx) is not None:
                    continue
                if _joined(doc, verb, clause, each, source) or _contrasted(doc, verb, each):
                    _move(doc, verb, clause, each)


def opening(doc: Doc, first: int) -> int:
    """The token at which the clause that begins at ``first`` is linked to what stands before."""
    while first > 0 and _links(doc[first - 1]) and not doc[first].is_sent_start:
        first -= 1
    return first


def _links(token: Token) -> bool:
    return bool(token.dep_ == "cc" or token.lower_ in _LINKS or token.text in _MARKS)


def _joined(doc: Doc, verb: Token, clause: Token, each: Token, source: Token) -> bool:
    """Whether ``each`` goes on from ``verb`` without a subject: "said A and denied B"."""
    cue = CUES.get(each.lemma_.lower())
    if each.dep_ not in ("conj", "ccomp") or cue is None or not _parallel(each, verb):
        return False
    if child(each, *ANY_SUBJECT, "aux", "auxpass", "neg") is not None:
        return False
    first = _first(each)
    before = doc[opening(doc, first) : first]
    series = child(each, "conj") is not None and child(each, "cc") is not None
    if not (any(t.dep_ == "cc" for t in before) or (series and len(before))):
        return False
    apart = any(t.text in _MARKS for t in before)
    that = child(each, "ccomp")
    told = that is not None and apart and _that(that)
    if each.lemma_.lower() not in _SPEECH and not told:
        return False
    if not readings(doc, each, cue, source):
        return False
    return apart or not any(_could_say(site, each) for site in _sites(clause, each))


def _contrasted(doc: Doc, verb: Token, each: Token) -> bool:
    """Whether ``each`` tells what somebody else says: "said A, while Y put B at four"."""
    cue = CUES.get(each.lemma_.lower())
    own = child(each, "nsubj")
    if cue is None or own is None or each.dep_ not in _CLAUSES or not own.i < each.i:
        return False
    tense = (each.tag_ == verb.tag_) or (each.tag_ in _PRESENT and verb.tag_ in _PRESENT)
    if not tense or child(each, "aux", "auxpass", "neg") is not None:
        return False
    at = own.left_edge.i
    while doc[at - 1].pos_ == "ADV" and doc[at - 1].lower_ not in _LINKS:
        at -= 1
    before = doc[opening(doc, at) : at]
    words = {t.lower_ for t in before if t.is_alpha}
    if not any(t.text in _MARKS for t in before) or own.tag_ in ("WP", "WDT"):
        return False
    parted = any(t.text == ";" for t in before)
    if not (words & _AGAINST or (each.lemma_.lower() in _SPEECH and (words or parted))):
        return False
    return bool(readings(doc, each, cue, own))


def _move(doc: Doc, verb: Token, clause: Token, each: Token) -> None:
    """Hang ``each`` on ``verb``, with its link, and on ``each`` what follows it in the clause."""
    own = child(each, *ANY_SUBJECT)
    first = own.left_edge.i if own is not None and own.i < each.i else _first(each)
    link = range(opening(doc, first), first)
    above = [t for t in each.ancestors if t == clause or clause.is_ancestor(t)]
    late = [c for t in above for c in t.children if c.i > each.right_edge.i and not c.is_punct]
    for token in late:
        token.head = each
    for i in link:
        if not each.is_ancestor(doc[i]):
            doc[i].head = verb
    each.head = verb
    each.dep_ = "conj"


def _first(verb: Token) -> int:
    """The first token of the verb with its adverbs."""
    return min(verb_group(verb))


def _parallel(one: Token, other: Token) -> bool:
    """Whether the one verb has the other's tense, as far as its form tells."""
    if one.tag_ == other.tag_ or {one.tag_, other.tag_} <= set(_PRESENT):
        return True
    if one.lower_ in _INVARIABLE:
        return other.tag_ in ("VBD", "VBN")
    return {one.tag_, other.tag_} == {"VBD", "VBN"} and one.text.endswith("ed")


def _sites(clause: Token, each: Token) -> Iterator[Token]:
    """The verbs that ``each`` might be joined to, from the nearest up to the clause's."""
    if clause.is_ancestor(each):
        yield from (t for t in each.ancestors if t == clause or clause.is_ancestor(t))


def _could_say(site: Token, each: Token) -> bool:
    """Whether what is said of ``site``'s subject may go on with ``each``.

    Its subject is plainly a speaker, its form is that of ``each``, and the object of ``each`` is
    not the subject itself ("said Marnia had lied and accused it").
    """
    speaker = child(site, *ANY_SUBJECT)
    if speaker is None or not _plainly_speaker(speaker):
        return False
    if not any(_parallel(each, t) for t in _forms(site)):
        return False
    taken = child(each, "dobj")
    if taken is None or taken.tag_ != "PRP":
        return taken is None or taken.text != speaker.text
    # "Marnia had hit him and called him a liar": whom Marnia hit is not Marnia
    return any(
        t.lower_ == taken.lower_ and t.dep_ in ("dobj", "pobj", "dative")
        for t in site.subtree
        if t.i < each.i
    )


def _forms(verb: Token) -> list[Token]:
    """The words of a verb in whose form another may be joined to it."""
    finite = [t for t in (*children(verb, "aux", "auxpass"), verb) if t.tag_ in _FINITE]
    return [t for t in (*finite[:1], verb) if t.tag_ != "MD"]


def _plainly_speaker(noun: Token) -> bool:
    """Whether the noun names somebody: by name, or definitely, and not as the source's own."""
    if noun.tag_ == "WP":
        return True
    if noun.pos_ == "PRON":
        return False
    if noun.pos_ == "PROPN" or noun.ent_type_ in _NAMED:
        return True
    if any(c.tag_ == "PRP$" for c in noun.children):
        return False
    if noun.lemma_.lower() in _UNSPEAKING:
        return False
    return names_person(noun) and child(noun, "det", "poss") is not None


def _that(clause: Token) -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"
