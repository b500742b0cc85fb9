"""Small questions to a dependency tree, in the ClearNLP labels of spaCy's English models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: What a verb's subject hangs by, that of a passive among them; and "there" or "it" for one.
SUBJECT = ("nsubj", "nsubjpass")
ANY_SUBJECT = (*SUBJECT, "expl")
_TRIM = " \t\r\n\u00a0,;:–—-"
DAYS = word_lists(Path(__file__).parent / "words.toml")["calendar"]
_QUOTES = '“”"«»„'


def text_of(doc: Doc) -> str:
    """The text of ``doc``, put together once: ``doc.text`` joins all tokens at every call."""
    known = doc.user_data.get("text")
    if isinstance(known, str):
        return known
    text: str = doc.text
    doc.user_data["text"] = text
    return text


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def children(token: Token, *deps: str) -> list[Token]:
    """All children with one of the labels, in order."""
    return [c for c in token.children if c.dep_ in deps]


def preposition(verb: Token, *lemmas: str) -> Token | None:
    """The child preposition with one of the lemmas."""
    return next(
        (c for c in verb.children if c.dep_ in ("prep", "dative", "agent") and c.lower_ in lemmas),
        None,
    )


def passive(verb: Token) -> bool:
    """Whether the verb stands in the passive."""
    return child(verb, "auxpass", "nsubjpass") is not None or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl") and child(verb, "aux") is None
    )


_QUOTING = frozenset(["cite", "quote", "report"])


def _quoted_as_saying(verb: Token) -> Token | None:
    """Who was "quoted as saying": neither verb's "by" phrase, which names who quotes."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        verb = verb.head.head
    says = (c for link in children(verb, "prep") for c in children(link, "pcomp"))
    if verb.lemma_ not in _QUOTING or not passive(verb) or not any(c.tag_ == "VBG" for c in says):
        return None
    return child(verb, "nsubjpass")


def subject(verb: Token) -> Token | None:
    """Who does what ``verb`` says: its own subject, or the one it shares.

    A verb joined to another shares that one's subject, a participle that of its main
    clause, a relative clause has its antecedent, a passive its "by" agent.
    """
    at = verb
    for _ in range(6):
        quoted = _quoted_as_saying(verb)
        if quoted is not None:
            return quoted
        if passive(verb):
            agent = child(verb, "agent")
            return child(agent, "pobj") if agent is not None else None
        own = min(children(verb, "nsubj"), key=lambda t: abs(t.i - at.i), default=None)
        if own is not None:
            if own.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
                return verb.head
            return own
        moved = _after_date(verb) or _with_participle(verb)
        if moved is not None:
            return moved
        if verb.dep_ == "acl" and (verb.tag_ == "VBG" or _finite_root(verb)):
            return verb.head
        if verb.dep_ in ("conj", "advcl", "xcomp", "dep", "parataxis") and verb.head != verb:
            verb = verb.head
            if verb.pos_ not in ("VERB", "AUX"):
                return None
            continue
        return None
    return None


def _after_date(verb: Token) -> Token | None:
    """The subject that the parser read into a date ("on Friday Kerry told")."""
    name = verb.nbor(-1) if verb.i > verb.sent.start else None
    if name is None or name.dep_ != "pobj" or name.pos_ != "PROPN" or verb.tag_ != "VBD":
        return None
    dated = any(c.dep_ == "compound" and c.lower_ in DAYS for c in name.children)
    return name if dated and name.lower_ not in DAYS else None


def _finite_root(verb: Token) -> bool:
    """Whether a finite verb was hung on its subject, which leaves the sentence without any."""
    head: Token = verb.head
    return bool(verb.tag_ == "VBD" and head.dep_ == "ROOT" and head.i < verb.i)


def _with_participle(verb: Token) -> Token | None:
    """The subject that the parser gave to a participle after it ("X, visiting Y, had vowed")."""
    for aside in children(verb, "advcl"):
        if aside.tag_ == "VBG" and aside.i < verb.i:
            own = child(aside, "nsubj")
            if own is not None and own.i + 1 < aside.i and verb.doc[own.i + 1].text == ",":
                return own
    return None


def subtree(token: Token, without: Iterable[Token] = ()) -> list[int]:
    """Token indexes below ``token``, in order, without the subtrees of ``without``."""
    left_out = {t.i for root in without for t in root.subtree}
    return [t.i for t in token.subtree if t.i not in left_out]


def ranges(doc: Doc, indexes: Iterable[int], gap: int = 0) -> list[Range]:
    """Runs of token indexes as trimmed character ranges; runs ``gap`` tokens apart are joined."""
    runs: list[list[int]] = []
    for i in sorted(indexes):
        if runs and i - runs[-1][1] <= gap + 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    found = []
    text = text_of(doc)
    for first, last in runs:
        bounds = trim(text, doc[first].idx, doc[last].idx + len(doc[last]))
        if bounds is not None:
            found.append(bounds)
    return found


def trim(text: str, start: int, end: int) -> Range | None:
    """The range without white space and loose punctuation at its edges; None when empty."""
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    if end - start > 1 and text[end - 1] == "." and not _abbreviation(text, start, end):
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return start, end


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the final full stop belongs to the last word ("U.S.", "Jr.")."""
    word = text[start:end].rsplit(None, 1)[-1]
    return word.count(".") > 1 or word in (
        "Jr.",
        "Sr.",
        "Inc.",
        "Co.",
        "Corp.",
        "Ltd.",
        "a.m.",
        "p.m.",
    )


def phrase(doc: Doc, noun: Token) -> Range | None:
    """The whole noun phrase of ``noun``: titles, appositions and relative clauses included."""
    dates = [c for c in children(noun, "compound") if c.lower_ in DAYS and noun.dep_ == "pobj"]
    bounds = ranges(doc, subtree(noun, [*children(noun, "cc", "punct"), *dates]), gap=1)
    inside = [b for b in bounds if b[0] <= noun.idx < b[1]]
    return inside[0] if inside else None


def verb_group(verb: Token) -> list[int]:
    """The cue's tokens: the verb, its auxiliaries and particles, the adverbs between them."""
    parts = [verb, *children(verb, "aux", "auxpass", "neg", "prt")]
    first, last = min(t.i for t in parts), max(t.i for t in parts)
    adverbs = [
        t
        for t in children(verb, "advmod")
        if first <= t.i <= last
        or (t.i == first - 1 and not t.is_sent_start)
        or (t.i == last + 1 and t.lower_ == "back")
    ]
    kept = sorted({t.i for t in (*parts, *adverbs)})
    return [i for i in kept if not verb.doc[i].is_punct]


def sentences(doc: Doc) -> list[Range]:
    """Sentences as trimmed ranges; a stray closing quotation mark goes to the one before it."""
    found: list[Range] = []
    text = text_of(doc)
    for sent in doc.sents:
        start, end = sent.start_char, sent.end_char
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        marks_only = not any(c.isalnum() for c in text[start:end])
        closing = text[start] in _QUOTES + ")]'’"
        if found and marks_only and closing and "\n" not in text[found[-1][1] : start]:
            found[-1] = (found[-1][0], end)
            continue
        found.append((start, end))
    return found


def verbs(doc: Doc) -> Iterator[Token]:
    """Every verb, and every word the tagger may have mistaken one for."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            yield token
