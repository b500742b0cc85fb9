"""Denials that hang on another's words: "…, which Oslo disputes", "…, a claim he said was false".

They are a second party's claim, and no part of the first one's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.setting import Setting
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.attribution.verdicts import FALSE
from factcheck.model import Act, Form
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_DENYING = _WORDS["contradicting"]
_NOUNS = _WORDS["pointing"]
_ALONE = frozenset(["something", "which"])
_PARTING = frozenset([",", "–", "—", "-"])
_SAYING = frozenset(["call", "describe", "dismiss", "say"])
_LINKS = frozenset(["as", "be", "to", "simply", "plainly", "completely", "entirely", "totally"])
#: Words of an aside that names whoever denies.
_NAMING = frozenset(["ADJ", "ADP", "DET", "NOUN", "NUM", "PROPN"])
_LONGEST = 12  # words of a source


def trailing(doc: Doc, setting: Setting, found: Sequence[Attribution]) -> list[Attribution]:
    """``found`` with the denials that hang on its contents, and without them in those."""
    kept = list(found)
    for verb in doc:
        last = _last(verb)
        if last is None or setting.quoted(verb.idx) is not None:
            continue
        hung = _active(verb, last) or (_passive(verb) if last == verb else None)
        if hung is None:
            continue
        first, noun, source = hung
        start, end = doc[first].idx, max(last.idx + len(last), source[1])
        others = [a for a in kept if a.cue is None or not start <= a.cue[0] < end]
        mark = doc[first - 1].idx
        mark -= setting.text[mark - 1].isspace()
        said = [a for a in others if _ends(setting.text, a, mark, start, end)]
        if not said:
            continue
        kept = [_cut(a, mark, end) if a in said else a for a in others]
        content = ((start, noun.idx + len(noun)),)
        kept.append(
            Attribution(
                source=source,
                cue=(verb.idx, last.idx + len(last)),
                content=content,
                sentence=setting.around(content),
                form=Form.INDIRECT,
                act=Act.DENIAL,
                construction=Construction.FRAMED,
                verb=verb.i,
                head=noun.i,
            )
        )
    return kept


def hangs(verb: Token) -> bool:
    """Whether the verb is that of a denial which hangs on another's words."""
    last = _last(verb)
    return last is not None and (_active(verb, last) or _passive(verb)) is not None


def _last(verb: Token) -> Token | None:
    """The last word of a denial that begins with the verb: "denied", "said was untrue"."""
    lemma = verb.lemma_.lower()
    if lemma not in _SAYING:
        return verb if lemma in _DENYING else None
    doc, at = verb.doc, verb.i + 1
    while at < len(doc) and (doc[at].lemma_ in _LINKS or doc[at].is_quote):
        at += 1
    if at < len(doc) and doc[at].lower_ in FALSE:
        return doc[at]
    return verb if lemma in _DENYING else None


def _active(verb: Token, end: Token) -> tuple[int, Token, Range] | None:
    """The first word of what is denied, its noun, and who denies: "a charge Oslo denies".

    ``end`` is the last word of the denial.
    """
    doc, at = verb.doc, verb.i - 1
    if end.i + 1 < len(doc) and not (doc[end.i + 1].is_punct or doc[end.i + 1].is_space):
        return None
    while at > 0 and (doc[at].pos_ == "ADV" or doc[at].lemma_ == "have"):
        at -= 1
    last = at
    at = _past_aside(doc, at)
    while at > 0 and last - at < _LONGEST and not _pointer(doc[at]):
        if doc[at].pos_ in ("VERB", "AUX") or doc[at].text in _PARTING or doc[at].is_space:
            return None
        at -= 1
    opened = _opened(doc[at])
    if opened is None or at == last:
        return None
    begin = at + 1 if doc[at + 1].lower_ not in ("that", "which") else at + 2
    if begin > last:
        return None
    last -= doc[last].text == ","
    return opened, doc[at], (doc[begin].idx, doc[last].idx + len(doc[last]))


def _past_aside(doc: Doc, at: int) -> int:
    """The token before an aside between commas that ends at ``at``: "her coach, Dale Mears,"."""
    first = at - 1
    while doc[at].text == "," and first > max(0, at - _LONGEST) and doc[first].pos_ in _NAMING:
        first -= 1
    return first - 1 if first < at - 1 and doc[first].text == "," else at


def _passive(verb: Token) -> tuple[int, Token, Range] | None:
    """The same of "a claim disputed by the union"."""
    doc, at = verb.doc, verb.i - 1
    if verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ != "by":
        return None
    while at > 0 and doc[at].pos_ == "ADV":
        at -= 1
    opened = _opened(doc[at])
    if opened is None or doc[at].lower_ in _ALONE:
        return None
    last = verb.i + 1
    while last + 1 < len(doc) and not (doc[last + 1].is_punct or doc[last + 1].is_space):
        last += 1
    if last == verb.i + 1 or last - verb.i > _LONGEST:
        return None
    return opened, doc[at], (doc[verb.i + 2].idx, doc[last].idx + len(doc[last]))


def _pointer(token: Token) -> bool:
    return token.lower_ in _ALONE or token.lemma_.lower() in _NOUNS


def _opened(noun: Token) -> int | None:
    """The first word of the phrase that points back, where a mark parts it from what it denies."""
    if not _pointer(noun):
        return None
    doc, first = noun.doc, noun.i
    if noun.lower_ not in _ALONE:
        while first > 1 and doc[first - 1].pos_ == "ADJ":
            first -= 1
        if doc[first - 1].lower_ not in ("a", "an"):
            return None
        first -= 1
    return first if first and doc[first - 1].text in _PARTING else None


def _ends(text: str, said: Attribution, mark: int, start: int, end: int) -> bool:
    """Whether the last words of ``said`` stand right before the denial, or hold it."""
    low, high = said.content[-1]
    if low >= mark:
        return False
    if high >= end:
        return not any(c.isalnum() for c in text[end:high])
    return high <= start and not any(c.isalnum() for c in text[high:start])


def _cut(said: Attribution, mark: int, end: int) -> Attribution:
    """``said`` up to the ``mark`` before the denial, where it holds that."""
    low, high = said.content[-1]
    return replace(said, content=(*said.content[:-1], (low, mark))) if high >= end else said
