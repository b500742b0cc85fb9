"""The far end of a content: what limits it stays in, what the reporter goes on to tell does not.

"…, unless the strike ends" and "… except those to Lerma" turn what is claimed, wherever a reader
of the words stopped.  "…, as pressure mounted" and "…, in the latest blow to the talks" are
narration, though the grammar hangs them on the claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.bounds import PAPER
from factcheck.attribution.clauses import ASKING
from factcheck.attribution.setting import Setting
from factcheck.attribution.tree import child, children
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Form
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_WORDS = word_lists(Path(__file__).parent / "edges.toml")
#: What goes on from the end of a content and limits it; the first kind also after the cue.
_LIMITS = re.compile(
    r"(?P<quote>[\"”’'])?(?P<mark>,)?\s+(?:(?P<binding>unless|until|provided(?: that)?|except"
    r"|apart from|other than|save for|with the exception of|but not|as long as"
    r"|only (?:after|if|when|once))|(?P<loose>although|though|even though|even if))\b"
)
#: What the reporter adds after a comma.
_SCENE = re.compile(
    r",\s+(?:in (?:the|its|his|her|their|an?)\s+(?:latest|fresh|further|new|renewed|rare)\b"
    r"|in (?:the|its|their) (?:\w+st|second|third|most \w+) [^,.;]{3,60}? (?:since|in (?:\w+ )?"
    r"(?:days|weeks|months|years|decades)|so far|this (?:week|month|year))\b"
    r"|in (?:the|its|their|an?)\s+(?:\w+\s+)?(?P<event>\w+)\s+"
    r"(?:to|for|against|on|since|between|of)\b"
    r"|amid\b)",
)
_THOUGH = re.compile(r",\s+(?P<though>although|though|but)\s+(?:he|it|she|they)\b")
#: Who or what the source left open: "…, whom she did not name", "…, without elaborating".
_UNTOLD = re.compile(
    r",\s+(?:who|whom|which)\s+(?:he|she|they|it)\s+(?:did not|didn[’']t|declined to|refused to)"
    r"\s+(?:name|identify|specify|disclose)\b|,?\s+without\s+elaborating\b"
    r"|,\s+without\s+(?P<withheld>\w+ing)\b"
)
#: In what the words stand written, where the reporter read them.
_WRITTEN = re.compile(rf"(?:^|,)\s*according to {PAPER}")
_AS = re.compile(r",\s+(?P<as>as)\s")
_STOPS = frozenset([";", ":", "—", "–", "(", "“", "”", '"', "«", "»"])
_NOT_LIMITING = frozenset(["everyone", "everybody", "all", "every", "many"])
_BACK = frozenset(["had", "would", "could", "might", "'d", "’d"])


def edged(doc: Doc, setting: Setting, found: Sequence[Attribution]) -> list[Attribution]:
    """``found`` with the clauses that limit their contents, and without narration after them."""
    kept = [a for a in found if not _mood(doc, a)]
    cut = [_cut(doc, setting, a) for a in kept]
    starts = sorted(a.cue[0] for a in cut if a.cue is not None)
    return [_limited(doc, setting, a, starts) for a in cut]


def _mood(doc: Doc, one: Attribution) -> bool:
    """Whether a deed is told to stir what others feel: "fuelling fears that …"."""
    verb = doc[one.verb] if one.verb is not None else None
    if verb is None:
        return False
    if verb.pos_ == "NOUN":
        noun, verb = verb, verb.head
    else:
        noun = child(verb, "dobj") or verb
    stirring = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "conj", "pcomp", "xcomp")
    stirs = verb.lemma_.lower() in _WORDS["stirring"] and noun.lemma_.lower() in _WORDS["moods"]
    return stirring and stirs


def _cut(doc: Doc, setting: Setting, one: Attribution) -> Attribution:
    """``one`` without what the reporter tells after its words, up to their end."""
    start, end = one.content[-1]
    if len(one.content) > 1 and _WRITTEN.match(setting.text, start, end):
        return replace(one, content=one.content[:-1])
    if one.verb is None or one.form is not Form.INDIRECT or not _told_before(one):
        return one
    marks = [m.start() for m in _SCENE.finditer(setting.text, start, end) if _of_scene(m)]
    marks += [m.start() for m in _THOUGH.finditer(setting.text, start, end) if _vague(doc, m, end)]
    marks += [m.start() for m in _UNTOLD.finditer(setting.text, start, end) if _left(doc, m, end)]
    marks += [m.start() for m in _WRITTEN.finditer(setting.text, start, end)]
    marks += [m.start() for m in _AS.finditer(setting.text, start, end) if _meanwhile(doc, one, m)]
    mark = next((m for m in sorted(marks) if _to_the_end(doc, m, end)), None)
    if mark is None or mark == start or (one.head is not None and doc[one.head].idx >= mark):
        return one
    return replace(one, content=(*one.content[:-1], (start, mark)))


def _told_before(one: Attribution) -> bool:
    """Whether cue and content follow one another without a break."""
    return one.cue is not None and one.cue[0] < one.content[0][0] and len(one.content) == 1


def _of_scene(match: re.Match[str]) -> bool:
    event = match["event"]
    return event is None or event.casefold() in _WORDS["events"]


def _to_the_end(doc: Doc, mark: int, end: int) -> bool:
    """Whether one clause or phrase runs from the mark to the end."""
    return _text(doc, mark + 1, end) is not None and "," not in doc.text[mark + 1 : end]


def _vague(doc: Doc, match: re.Match[str], end: int) -> bool:
    """Whether what follows tells that the source gave no details."""
    clause = _text(doc, match.start("though"), end)
    return clause is not None and any(_explains(verb) for verb in clause)


def _left(doc: Doc, match: re.Match[str], end: int) -> bool:
    """Whether what follows tells what the source left open."""
    if match["withheld"] is None:
        return True
    words = _text(doc, match.start("withheld"), end)
    return words is not None and _explains(words[0])


def _meanwhile(doc: Doc, one: Attribution, match: re.Match[str]) -> bool:
    """Whether ", as …" tells what went on meanwhile, in the time of the telling.

    What is reported stands further back ("had shot down two drones, as fighting *entered* …"),
    or the clause is one of those that only a reporter tells: "as the two traded blame".
    """
    span = _text(doc, match.start("as"), match.end("as"))
    mark = span[0] if span is not None else None
    if mark is None or mark.dep_ != "mark" or one.verb is None:
        return False
    verb = mark.head
    told = doc[one.verb]
    if told.tag_ not in ("VBD", "VBN") or verb.tag_ not in ("VBD", "VBG"):
        return False
    actor = child(verb, "nsubj")
    if actor is None or actor.pos_ == "PRON":
        return False
    if verb.lemma_.lower() in _WORDS["unfolding"]:
        return True
    thing = child(verb, "dobj")
    return (
        verb.lemma_.lower() in _WORDS["trading"]
        and thing is not None
        and thing.lemma_.lower() in _WORDS["traded"]
    )


def _limited(doc: Doc, setting: Setting, one: Attribution, cues: Sequence[int]) -> Attribution:
    """``one`` up to the end of the clause that limits it, where its words stop short of that."""
    if one.cue is None or one.verb is None or one.construction is Construction.FRAMED:
        return one
    end = one.content[-1][1]
    after = max(end, one.cue[1], one.source[1] if one.source is not None else 0)
    apart = after != end
    match = _LIMITS.match(setting.text, after)
    if match is None or (apart and (match["loose"] or not match["mark"] or match["quote"])):
        return one
    if match["quote"] and one.form is not Form.INDIRECT:
        return one
    first = match.start("binding") if match["binding"] else match.start("loose")
    stop = _clause_end(doc, first)
    if stop is None or any(first <= cue < stop for cue in cues):
        return one
    clause = _text(doc, first, stop)
    if clause is None or setting.quoted(first) is not None or _comment(clause, doc[one.verb]):
        return one
    pieces: tuple[Range, ...] = (*one.content[:-1], (one.content[-1][0], stop))
    if apart:
        pieces = (*one.content, (first, stop))
    return replace(
        one,
        content=pieces,
        form=setting.form(pieces),
        sentence=setting.around((*pieces, one.cue)),
    )


def _clause_end(doc: Doc, start: int) -> int | None:
    """Where the clause that begins at the offset ends: at a mark or with its sentence."""
    span = _text(doc, start, start + 1)
    if span is None:
        return None
    last = span[0]
    for token in doc[span.start + 1 : span[0].sent.end]:
        if token.is_space or token.text in _STOPS or token.text in (".", "!", "?"):
            break
        if token.text == "," and not _listed(token):
            break
        last = token
    return int(last.idx + len(last)) if last.i > span.start else None


def _listed(comma: Token) -> bool:
    """Whether the comma stands in a list of nouns: "Lerma, Dorn and Vale"."""
    following = comma.nbor() if comma.i + 1 < len(comma.doc) else comma
    return (
        comma.head.pos_ in ("NOUN", "PROPN")
        and any(c.dep_ == "conj" and c.i > comma.i for c in comma.head.subtree)
        and following.pos_ in ("NOUN", "PROPN", "DET", "ADJ", "NUM")
    )


def _comment(clause: Span, told: Token) -> bool:
    """Whether the reporter limits the telling: "…, although he gave no details"."""
    if clause.text.startswith("but not") and clause[-1].i > clause.start + 1:
        return clause[2].lower_ in _NOT_LIMITING
    if any(_explains(verb) for verb in clause):
        return True
    first = clause[0]
    return first.head == told and not children(told, "ccomp", "xcomp")


def _explains(verb: Token) -> bool:
    """Whether the verb is one of telling more: "gave no details", "declined to elaborate"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in _WORDS["explaining"]:
        return False
    if lemma == "say":
        return child(verb, "neg") is not None and any(_asks(c) for c in verb.children)
    thing = child(verb, "dobj")
    return thing is None or thing.lemma_.lower() in _WORDS["grounds"]


def _asks(clause: Token) -> bool:
    """Whether the clause is a question: "did not say why", "… who had ordered it"."""
    return clause.left_edge.lower_ in ASKING


def _text(doc: Doc, start: int, end: int) -> Span | None:
    return doc.char_span(start, end, alignment_mode="expand")
