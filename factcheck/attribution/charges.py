"""Charges: "accused X of A and of B", "blamed X for A", "blamed A on X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.attribution.bounds import without_comment
from factcheck.attribution.cues import OCCASIONS, WITH_INFINITIVE, Cue
from factcheck.attribution.reported import Reported
from factcheck.attribution.tree import (
    DAYS,
    child,
    children,
    passive,
    phrase,
    preposition,
    ranges,
    subtree,
    text_of,
)
from factcheck.attribution.types import Construction, Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINS = frozenset(["and", "or", ",", "of", "as"])
NOBODY = frozenset(["neither", "nobody", "none", "nothing"])
#: What may follow a whole charge without belonging to it.
_AFTER = frozenset(
    ["after", "and", "as", "before", "but", "during", "in", "on", "or", "when", "while"]
)


def charges(doc: Doc, verb: Token, cue: Cue, source: Token | None) -> Iterator[Reported]:
    """One reading a charge; nothing where ``verb`` charges nobody."""
    if cue.charge is None:
        return
    charged = child(verb, "nsubjpass") if passive(verb) else child(verb, "dobj", "dative")
    if charged is not None and charged.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        charged = verb.head
    shifted = _laid_on(verb) if verb.lemma_ == "blame" else None
    if shifted is None and verb.lemma_ == "blame" and charged is not None:
        shifted = _laid_on(charged) if _link(verb, charged, cue.charge) is None else None
    if shifted is not None and charged is not None:
        yield from _shifted(doc, verb, cue, source, charged, shifted)
        return
    link = _link(verb, charged, cue.charge)
    if link is None:
        if verb.lemma_ == "blame" and charged is not None and not passive(verb):
            yield from _bare(doc, verb, cue, source, charged)
        return
    named = None
    if charged is not None:
        asides = [c for c in charged.children if c.dep_ in ("relcl", "acl") and c.i > charged.i]
        before = [i for i in subtree(charged, asides) if i < link.i]
        named = next(iter(ranges(doc, before, gap=1)), None)
    for number, (head, indexes) in enumerate(each_charge(verb, link)):
        bounds = ranges(doc, without_comment(doc, _with_infinitive(doc, indexes)), gap=1)
        if not bounds:
            continue
        content = (named, *bounds) if named is not None and not passive(verb) else tuple(bounds)
        content = _merge(text_of(doc), content) if number == 0 else content
        kind = Construction.CHARGE if acts(head) else Construction.NOMINAL
        yield Reported(verb, source, content, head, named, cue.act, kind)


def _bare(
    doc: Doc, verb: Token, cue: Cue, source: Token | None, charged: Token
) -> Iterator[Reported]:
    """Read "blamed X"."""
    agent = phrase(doc, charged)
    none = charged.lower_ in NOBODY or any(c.lower_ == "no" for c in children(charged, "det"))
    if agent is not None and source is not None and charged.i > verb.i and not none:
        kind = Construction.NOMINAL
        yield Reported(verb, source, (agent,), charged, agent, cue.act, kind)


def _laid_on(word: Token) -> Token | None:
    """The "on" of "blamed A on B", not that of a day."""
    on = preposition(word, "on")
    blamed = child(on, "pobj") if on is not None else None
    dated = blamed is None or any(t.lower_ in DAYS for t in blamed.subtree)
    return None if dated else on


def _with_infinitive(doc: Doc, indexes: list[int]) -> list[int]:
    """The charge and the infinitive that an aside parts from it ("a promise, made then, to V")."""
    last = indexes[-1]
    if last + 2 >= len(doc) or doc[last + 1].text != "," or doc[last + 2].tag_ != "TO":
        return indexes
    parted = any(doc[i].lower_ in WITH_INFINITIVE and doc[i + 1].text == "," for i in indexes[:-1])
    goal = doc[last + 2].head
    if not parted or goal.i < last + 2:
        return indexes
    return [*indexes, *range(last + 1, goal.right_edge.i + 1)]


def _shifted(
    doc: Doc, verb: Token, cue: Cue, source: Token | None, charged: Token, on: Token
) -> Iterator[Reported]:
    """Read "blamed A on X": the object is the charge, X the agent."""
    blamed = child(on, "pobj")
    bounds = ranges(doc, [*subtree(charged), *subtree(on)], gap=1)
    agent = phrase(doc, blamed) if blamed is not None else None
    if agent is not None and bounds:
        more = [c.right_edge for c in children(on, "conj") if c.lower_ == "on"]
        agent = agent[0], max(agent[1], *(t.idx + len(t) for t in more)) if more else agent[1]
        kind = Construction.NOMINAL
        yield Reported(verb, source, tuple(bounds), charged, agent, cue.act, kind)


def _link(verb: Token, charged: Token | None, word: str) -> Token | None:
    """The preposition that opens the first charge, wherever the parser hung it.

    The first one before a gerund, else the one on the verb, else the last on the object's own
    chain ("accused the government of Syria of war crimes").
    """
    after = charged.i if charged is not None else verb.i
    end = max(t.right_edge.i for t in (verb, charged) if t is not None)
    found = [
        t
        for t in verb.doc[after + 1 : min(end, verb.sent.end - 1) + 1]
        if t.lower_ == word and t.dep_ in ("prep", "agent", "dative", "conj", "mark", "pcomp")
    ]
    own = next((t for t in found if t.head.i == verb.i), None)
    before = next((t for t in found if _gerund_after(t) and (own is None or t.i < own.i)), None)
    if before is not None or own is not None:
        return before or own
    chain = [t for t in found if charged is not None and _below(t, charged)]
    return chain[min(1, len(chain) - 1)] if chain else None


def _below(link: Token, charged: Token) -> bool:
    """Whether the preposition hangs on the object, or on a noun hung on it by the same word."""
    at = link.head
    for _ in range(4):
        if at.i == charged.i:
            return True
        if at.dep_ != "pobj" and at.lower_ != link.lower_:
            return False
        at = at.head
    return False


def _gerund_after(link: Token) -> bool:
    """Whether a gerund, adverbs before it allowed, follows the preposition."""
    for step in (1, 2, 3):
        if link.i + step >= len(link.doc):
            return False
        token = link.doc[link.i + step]
        if _gerund(token):
            return True
        if token.pos_ not in ("ADV", "PART"):
            return False
    return False


def each_charge(verb: Token, link: Token) -> Iterator[tuple[Token, list[int]]]:
    """The charges from preposition ``link`` on: predicate and token indexes of each.

    A charge begins at the preposition, at the same preposition after a comma or conjunction,
    and at a gerund coordinated with the one before; the tree often hangs these elsewhere, so
    the words decide.
    """
    doc = verb.doc
    end = _end(verb, link)
    starts = [link.i]
    for i in range(link.i + 2, end):
        joins = doc[i - 1].lower_ in _JOINS or doc[i - 1].dep_ == "cc"
        repeated = doc[i].lower_ == link.lower_ and doc[i - 1].lower_ != "of"
        gerund = doc[i].tag_ == "VBG" and doc[i].dep_ == "conj" and doc[i].head.tag_ == "VBG"
        if joins and (
            (repeated and _gerund_after(doc[i])) or (gerund and doc[i - 1].lower_ != "of")
        ):
            starts.append(i)
    for start, stop in zip(starts, [*starts[1:], end + 1], strict=True):
        indexes = list(range(start, stop))
        while indexes and (doc[indexes[-1]].dep_ == "cc" or doc[indexes[-1]].is_punct):
            indexes.pop()
        first = start + 1 if doc[start].lower_ == link.lower_ else start
        if not indexes or first >= len(doc):
            continue
        head = doc[first] if _gerund(doc[first]) else child(doc[start], "pcomp", "pobj")
        if head is not None:
            head = _past_adverbs(head.head if head.dep_ in ("aux", "auxpass") else head, indexes)
            yield head, _without_occasion(head, indexes)


def _end(verb: Token, link: Token) -> int:
    """The last token of the last charge.

    It is where the preposition's phrase ends, or a later one of the same word; on to the next
    mark where the parser broke off in the middle of a phrase.
    """
    doc, last = verb.doc, verb.sent.end - 1
    limit = min(last, max(verb.right_edge.i, link.right_edge.i))
    others = [c for c in verb.children if c.lower_ != link.lower_]
    own = {c.i for c in others if c.dep_ in ("ccomp", "conj", "parataxis", "nsubj")}
    cut = min((doc[i].left_edge.i for i in own if doc[i].left_edge.i > link.i), default=limit + 1)
    end: int = link.right_edge.i
    for i in range(link.i + 1, min(limit, cut - 1) + 1):
        if doc[i].lower_ == link.lower_ and doc[i - 1].lower_ in ("and", "or", ","):
            end = max(end, doc[i].right_edge.i)
    end = min(end, last, max(cut - 1, link.i + 1))
    while end < last and not doc[end + 1].is_punct and not _after(doc, end + 1):
        if doc[end + 1].dep_ == "cc" or doc[end + 1].is_space or end + 1 == verb.i:
            break
        end += 1
    return end


def _after(doc: Doc, at: int) -> bool:
    """Whether the word at ``at`` follows a whole charge; "driving while drunk" is one."""
    manner = doc[at].lower_ == "while" and at + 1 < len(doc) and doc[at + 1].pos_ in ("ADJ", "VERB")
    return doc[at].lower_ in _AFTER and not manner


def _without_occasion(head: Token, indexes: list[int]) -> list[int]:
    """The charge without "in an interview with …" at its end, which is about the saying."""
    doc = head.doc
    for at in range(len(indexes) - 1, 0, -1):
        token = doc[indexes[at]]
        if token.lower_ == "in" and token.i > head.i:
            noun = child(token, "pobj")
            if noun is not None and noun.lemma_.lower() in OCCASIONS:
                indefinite = child(noun, "det", "poss")
                if indefinite is not None and indefinite.lower_ != "the":
                    return indexes[:at]
    return indexes


def _gerund(token: Token) -> bool:
    """Whether the word is a gerund, tagged so or not ("bombing hospitals")."""
    if token.tag_ == "VBG":
        return True
    noun = token.head
    modifies = token.dep_ in ("compound", "amod") and noun.dep_ in ("pobj", "pcomp", "conj")
    return token.text.endswith("ing") and modifies and noun.i > token.i


def acts(head: Token) -> bool:
    """Whether the charge is a gerund, in one word or two ("of having fired")."""
    return head.text.endswith("ing") or any(
        c.tag_ == "VBG" for c in children(head, "aux", "auxpass")
    )


def _past_adverbs(head: Token, indexes: list[int]) -> Token:
    """The gerund itself where an adverb opens the charge ("of deliberately hitting")."""
    if acts(head):
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
