"""Where one source's words stop: at a semicolon, and at a cue of its own further on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.attribution.cues import CLAIM_NOUNS, CUES, cue_of
from factcheck.attribution.tree import child, children, text_of
from factcheck.model import Act

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: A paper that holds somebody's words and has no maker of its own.
PAPER = (
    r"(?:an?|the|his|her|its|their) (?:\w+ ){0,2}"
    r"(?:communiqu[eé]|copy|filing|letter|press release|readout|statement|transcript)\b"
    r"(?! (?:by|from))"
)
WRITTEN = re.compile(rf"according to {PAPER}")
_CONTRASTING = frozenset(["but", "while", "whereas"])
_ADDED = frozenset(["appos", "conj", "npadvmod"])
#: Tokens either side of a cue in which its words may be parted from others'.
WINDOW = 120
_DASHES = frozenset([",", ";", "-", "–", "—"])


def bounded(doc: Doc, cue: Token, inside: Sequence[int]) -> list[int]:
    """The token indexes of ``inside`` that ``cue`` attributes, the sentence's other parts cut.

    A part before a semicolon is the cue's only where nothing else is; one after a semicolon,
    or after ", but", ", while" and ", whereas", is not where it has a cue and a subject of
    its own.
    """
    inside = without_comment(doc, inside)
    sent = cue.sent
    near = doc[max(sent.start, cue.i - WINDOW) : min(sent.end, cue.i + WINDOW)]
    cues = [t.i for t in near if _speaks_up(t)]
    opened = next((t.i for t in near if t.text == "("), sent.end)
    closed = next((t.i for t in reversed(near) if t.text == ")"), sent.start)
    marks = [t.i for t in near if t.text == ";" and not opened < t.i < closed]
    first = min(cues, default=sent.end)
    colons = [t.i for t in near if t.text == ":" and first < t.i < cue.i]
    before = [i for i in sorted((*marks, *colons)) if i < cue.i]
    if before:
        own = [i for i in inside if i > before[-1]]
        if any(doc[i].is_alpha for i in own):
            inside = own
        elif first < before[-1]:
            return []
    last = max(cues, default=sent.start)
    ends = [i for i in marks if cue.i < i < last]
    ends += [
        t.i
        for t in near
        if t.i > cue.i
        and t.lower_ in _CONTRASTING
        and doc[t.i - 1].text in (",", ";")
        and _turns(t, cue)
    ]
    return [i for i in inside if i < min(ends)] if ends else inside


def without_comment(doc: Doc, inside: Sequence[int]) -> list[int]:
    """The token indexes without what the reporter adds of another's answer, or of where it stands.

    ", a charge that X rejected", ", which X denies": an aside after a comma whose verb denies;
    ", according to a transcript".
    """
    kept = set(inside)
    for i in inside:
        aside = doc[i]
        if aside.lower_ == "according" and i > inside[0] and WRITTEN.match(text_of(doc), aside.idx):
            kept -= {t.i for t in aside.subtree} | ({i - 1} if doc[i - 1].text == "," else set())
            continue
        noun = aside.head
        named = noun.lemma_.lower() in CLAIM_NOUNS or noun.lower_ == "something"
        if aside.dep_ != "relcl" or not _answers(aside, named):
            continue
        first = noun.left_edge if named and noun.dep_ in _ADDED else aside.left_edge
        if first.i - 1 in kept and doc[first.i - 1].text == "," and first.i > inside[0] + 1:
            kept -= set(range(first.i - 1, aside.right_edge.i + 1))
    return [i for i in inside if i in kept]


def _answers(verb: Token, named: bool) -> bool:
    """Whether the relative clause tells that somebody denies what its pronoun stands for."""
    cue, taken = cue_of(verb), child(verb, "dobj")
    denied = cue is not None and cue.act is Act.DENIAL and child(verb, "nsubj") is not None
    return denied and (named if taken is None else taken.lower_ in ("that", "which"))


def _speaks_up(verb: Token) -> bool:
    """Whether the token is a cue in the tense of telling, with a subject and something said."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.pos_ != "VERB" or cue_of(verb) is None:
        return str(verb.lower_) == "according"
    return child(verb, "nsubj") is not None and child(verb, "ccomp", "dobj") is not None


def _turns(conjunction: Token, cue: Token) -> bool:
    """Whether a clause with a cue of its own, in the tense of the first, follows at once."""
    for verb in conjunction.doc[conjunction.i + 1 : conjunction.i + 10]:
        if verb.is_punct:
            return False
        if verb.pos_ in ("VERB", "AUX"):
            clause = child(verb, "ccomp")
            teller = child(verb, "nsubj")
            return (
                verb.tag_ == cue.tag_
                and teller is not None
                and teller.i > conjunction.i
                and clause is not None
                and cue_of(verb) is not None
            )
    return False


def further_cue(verb: Token, clause: Token) -> Token | None:
    """A cue that goes on from the first, which the parser joined to the clause instead.

    "X said that A had never paid, and added that B …", "… but maintained that B …",
    "…, adding that B": the second verb has no subject and a clause of its own.
    """
    for each in clause.subtree:
        if each.dep_ not in ("conj", "advcl", "pcomp") or each.lemma_.lower() not in CUES:
            continue
        said = child(each, "ccomp")
        if said is None or child(each, "nsubj"):
            continue
        if children(each, "aux") or said.i < each.i:
            continue
        lead = lead_in(each)
        if each.dep_ == "conj" and each.tag_ == verb.tag_ and lead:
            marked = any(each.doc[i].text in _DASHES for i in lead)
            if (_that(said) and marked) or _told_apart(each):
                return each
        if each.tag_ == "VBG" and each.dep_ in ("advcl", "pcomp") and each.i > clause.i:
            after = {each.doc[i].text for i in lead} & _DASHES
            if after and (_that(said) or child(said, "nsubj") is not None):
                return each
    return None


def lead_in(verb: Token) -> set[int]:
    """Indexes of the mark and the conjunction or preposition right before the verb."""
    found: set[int] = set()
    at = verb.i - 1
    while at > verb.sent.start and verb.i - at <= 3:
        token = verb.doc[at]
        linking = token.dep_ == "cc" or token.lower_ in ("after", "while", "despite", "before")
        if not (linking or token.text in _DASHES or token.is_space):
            break
        found.add(at)
        at -= 1
    return found


def _told_apart(verb: Token) -> bool:
    """Whether the clause before is further back in time, so that the cue cannot belong to it."""
    earlier = verb.head
    if earlier.tag_ == verb.tag_ or child(verb, "ccomp") is None:
        return False
    return any(a.lower_ in ("had", "would") for a in children(earlier, "aux")) and _that(
        next(iter(children(verb, "ccomp")))
    )


def _that(clause: Token) -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"
