"""The grammar of an attribution that is known by its words alone.

The tagger says which words are source, cue and content; later steps need the cue's verb, the
content's predicate, who is charged or urged, and how the content hangs on the cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.attribution.clauses import ASKING, real
from factcheck.attribution.cues import CUE_NOUNS, CUES, cue_of
from factcheck.attribution.tree import child, children, phrase, text_of
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.attribution.verdicts import verdict
from factcheck.model import Act, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NOBODY = frozenset(["neither", "nobody", "none", "no", "nor"])
_VERBAL = ("VERB", "AUX")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
#: Words of a clause that has a subject with its place, a verb and an object.
_CLAUSE = 4
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def cue_token(doc: Doc, cue: Range) -> Token | None:
    """The word of the cue that attributes: a known verb or noun before any other word."""
    span = doc.char_span(*cue, alignment_mode="expand")
    words = [t for t in span or () if t.is_alpha]
    if not words:
        return None
    telling = [t for t in words if t.pos_ in _VERBAL and cue_of(t) is not None]
    nouns = [t for t in words if t.pos_ == "NOUN" and t.lemma_.lower() in CUE_NOUNS]
    verbs = [t for t in words if t.pos_ == "VERB"]
    return next(iter([*telling, *nouns, *verbs]), span.root if span.root in words else words[0])


def known(token: Token) -> bool:
    """Whether a cue's word is one of saying or thinking, whatever it does here."""
    lemma = token.lemma_.lower()
    return lemma in CUES or lemma in CUE_NOUNS


def act_of(token: Token | None) -> Act:
    """What a source does by a cue of this word, as far as the word tells."""
    if token is None:
        return Act.ASSERTION
    if token.pos_ in _VERBAL:
        cue = cue_of(token)
        return cue.act if cue is not None else Act.ASSERTION
    return CUE_NOUNS.get(token.lemma_.lower(), Act.ASSERTION)


def predicate(doc: Doc, content: Sequence[Range], cue: Token | None) -> Token | None:
    """The word that the content hangs on: a verb before a noun, the cue's own before others."""
    tokens = _tokens(doc, content)
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head == t]
    roots = [t for t in roots if not t.is_punct and not t.is_space and t.pos_ not in ("CCONJ",)]
    if not roots:
        return None

    def rank(token: Token) -> tuple[bool, bool, int]:
        own = cue is not None and token.head.i == cue.i
        return token.pos_ not in _VERBAL, not own, token.i

    best = min(roots, key=rank)
    if best.pos_ == "ADP" or best.dep_ == "prep":
        return child(best, "pobj", "pcomp") or best
    return best


def construction(
    doc: Doc,
    content: Sequence[Range],
    head: Token | None,
    cue: Token | None,
    *,
    quoted: bool,
    sourced: bool,
) -> tuple[Construction, Range | None]:
    """How the content hangs on its cue, and the noun phrase that is urged.

    What was not said ("would not say that"), only asked, or is no clause is ``FRAMED``; so are
    the halves round the cue of an unnamed source ("X is expected to V").
    """
    start = content[0][0]
    denied = cue is not None and _negated(cue)
    if quoted and not denied:
        return Construction.QUOTATION, None
    said = cue is not None and not denied and (cue.pos_ not in _VERBAL or real(cue))
    broken = not sourced and len(content) > 1
    if said and cue is not None and leads(doc, content, cue):
        return Construction.CLAUSE, None
    if head is None or head.pos_ not in _VERBAL or not said or broken:
        return Construction.FRAMED, None
    if _first(doc, start).lower_ in ASKING and not quoted:
        return Construction.FRAMED, None
    goal = any(a.lower_ == "to" for a in children(head, "aux"))
    if goal and head.tag_ == "VB":
        frame = cue_of(cue) if cue is not None and cue.pos_ in _VERBAL else None
        if frame is None or not (frame.infinitive or frame.object_infinitive):
            return Construction.FRAMED, None
        agent = _before(doc, start, head)
        if agent is None and not frame.infinitive:
            return Construction.FRAMED, None
        return Construction.INFINITIVE, agent
    finite = [head, *children(head, "aux", "auxpass")]
    subjects = [c for c in children(head, *_SUBJECTS) if start <= c.idx < content[-1][1]]
    if subjects and any(t.tag_ in _FINITE for t in finite):
        return Construction.CLAUSE, None
    return Construction.FRAMED, None


def leads(doc: Doc, content: Sequence[Range], cue: Token) -> bool:
    """Whether the content opens its sentence, and a comma after it leads to who says so.

    It is a clause then, whatever the parser makes of "Guards at the camp beat a man, the union
    said".
    """
    words = [t for t in _tokens(doc, content) if t.is_alpha]
    if len(content) > 1 or len(words) < _CLAUSE or not words[0].is_sent_start:
        return False
    subject = child(cue, "nsubj")
    after = next((t for t in doc[words[-1].i + 1 : cue.i] if not t.is_alpha), None)
    if subject is None or after is None or after.text != "," or cue.tag_ not in _FINITE:
        return False
    return bool(subject.left_edge.i == after.i + 1 and subject.i < cue.i)


def _first(doc: Doc, start: int) -> Token:
    """The first word from an offset on."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    words: Token = span[0] if span else doc[0]
    return words


def _negated(cue: Token) -> bool:
    """Whether the cue is not spoken: "did not say", "made no claim"."""
    above = [cue, cue.head] if cue.pos_ == "NOUN" else [cue]
    return any(
        c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for t in above for c in t.children
    )


def as_said(doc: Doc, found: Attribution) -> Attribution:
    """``found``, framed where the words are nobody's claim: of "neither", or a charge of nothing.

    To call others' words false is to deny them.
    "Neither side ruled out talks" is no denial of talks, and who is charged with no offence is
    not accused.
    """
    if found.form is Form.DIRECT:
        return found
    cue = doc[found.verb].lemma_.lower() if found.verb is not None else ""
    words = [t for t in _tokens(doc, found.content) if not t.is_quote and not t.is_space]
    if verdict(cue, words) is not None:
        return replace(found, act=Act.DENIAL)
    head = doc[found.head] if found.head is not None else None
    none = found.act is Act.ACCUSATION and head is not None and _nothing(head)
    if found.source is not None and not none:
        source = doc.char_span(*found.source, alignment_mode="expand")
        none = source is not None and source[0].lower_ in _NOBODY
    if not none:
        return found
    return replace(found, construction=Construction.FRAMED, act=Act.ASSERTION, agent=None)


def _nothing(head: Token) -> bool:
    noun = head if head.pos_ == "NOUN" else child(head, "pobj", "dobj")
    return noun is not None and any(c.lower_ == "no" for c in children(noun, "det"))


def _before(doc: Doc, start: int, head: Token) -> Range | None:
    """The noun phrase at the beginning of the content, before its predicate."""
    tokens = [t for t in _tokens(doc, [(start, head.idx)]) if t.pos_ in ("NOUN", "PROPN", "PRON")]
    first = next((t for t in tokens if t.head.idx < start or t.head.i >= head.i), None)
    first = first or next(iter(tokens), None)
    if first is None:
        return None
    whole = phrase(doc, first)
    if whole is None or whole[0] < start:
        return None
    end = min(whole[1], head.idx)
    text = text_of(doc)
    while end > whole[0] and text[end - 1].isspace():
        end -= 1
    for word in (" to", " of", " for", " with"):
        if text[whole[0] : end].lower().endswith(word):
            end -= len(word)
    return (whole[0], end) if end > whole[0] else None


def _tokens(doc: Doc, content: Sequence[Range]) -> list[Token]:
    found: list[Token] = []
    for start, end in content:
        span: Span | None = doc.char_span(start, end, alignment_mode="expand")
        found += list(span or ())
    return found
