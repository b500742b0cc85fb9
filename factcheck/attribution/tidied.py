"""What a tagger read, tidied: without marks, mark-up, and what is another sentence's."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.setting import Setting
from factcheck.attribution.structure import cue_token
from factcheck.attribution.tagged import Tagged
from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: What stands before the first sentence of an agency's report: "OSLO, May 3 (Wire) - ".
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’/ -]+(?:, [\w. ]{3,25})?(?:,? [A-Z][a-z]+\.? \d{1,2})?(?: \([^()\n]{2,40}\))?"
    r"[^\S\n]+[-–—]{1,2}[^\S\n]+(?=\w)"
)
#: What a sentence calls the words of others: "… is entirely false".
_VERDICT = re.compile(r"\s+(?:is|are|was|were)\s+(?:\w+ly\s+)?(?P<judged>\w+)$")
_FALSE = word_lists(Path(__file__).parent / "words.toml")["false"]
_LOOSE = " \t\r\n\u00a0*_#>~|"


def tidied(doc: Doc, setting: Setting, one: Tagged) -> Tagged:
    """``one`` with its source and content as far as they are its own; the content may be empty."""
    one = _trimmed(setting.text, _own_phrase(doc, _stopped(doc, one)))
    return _of_noun(_own_pieces(setting, one), doc)


def _trimmed(text: str, one: Tagged) -> Tagged:
    """``one`` without mark-up and loose marks at the ends of its content's pieces."""
    content = []
    for start, end in one.content:
        while start < end and text[start] in _LOOSE:
            start += 1
        dateline = _DATELINE.match(text, start, end)
        start = dateline.end() if dateline is not None else start
        while start < end and text[end - 1] in _LOOSE:
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            content.append((start, end))
    return replace(one, content=tuple(content))


def _stopped(doc: Doc, one: Tagged) -> Tagged:
    """``one``, a source that runs on over a full stop kept to the sentence of its cue."""
    if one.source is None:
        return one
    cue, source = (doc.char_span(*r, alignment_mode="expand") for r in (one.cue, one.source))
    if cue is None or source is None:
        return one
    told = cue[0].sent
    first, last = max(source.start, told.start), min(source.end, told.end)
    if last - first < 2:
        return one
    if last < source.end and doc[last - 1].text == ".":
        last -= 1
    elif first == source.start or doc[first - 1].text != ".":
        return one
    return replace(one, source=(doc[first:last].start_char, doc[first:last].end_char))


def _own_phrase(doc: Doc, one: Tagged) -> Tagged:
    """``one``, its source from where the subject's phrase begins and with the name beside it.

    "In a letter to *residents the company* said", "*The mining group* Harcol denied".
    """
    span = doc.char_span(*one.source, alignment_mode="expand") if one.source is not None else None
    if one.source is None or span is None or not len(span):
        return one
    start, end = one.source
    first, root = span.root.left_edge, span.root
    if span.start < first.i and first.tag_ in ("DT", "PRP$") and span[0].dep_ == "pobj":
        start = first.idx
    following = doc[span.end] if span.end < len(doc) else root
    if following.pos_ == "PROPN" and following.dep_ == "appos" and following.head == root:
        end = following.idx + len(following)
    return replace(one, source=(start, end))


def _own_pieces(setting: Setting, one: Tagged) -> Tagged:
    """``one`` without the pieces of its content that are another sentence's.

    Those are what "according to" cannot reach back to, a quotation before its sentence, what
    begins in the middle of another one, the question that the sentence answers, and what stands
    unquoted after a full stop.
    """
    here = setting.around((one.cue,))
    one = replace(one, content=tuple(_this_side(setting, piece, here[1]) for piece in one.content))
    inside = [piece for piece in one.content if piece[0] < here[1] and here[0] < piece[1]]
    if not inside or len(inside) == len(one.content):
        return one
    according = setting.text[slice(*one.cue)].casefold().startswith("according")

    def owned(piece: Range) -> bool:
        if piece in inside:
            return True
        if piece[1] <= here[0]:
            quoted = setting.quoted(piece[0]) is not None
            asked = "?" in setting.text[piece[1] - 1 : here[0]]
            return not according and (quoted or (setting.opens(piece[0]) and not asked))
        quotation = setting.quoted(piece[0])
        if quotation is not None and setting.text[: quotation.start].rstrip().endswith(":"):
            return False  # another's, to whom their sentence leads
        return quotation is not None or setting.opens(piece[0])

    return replace(one, content=tuple(piece for piece in one.content if owned(piece)))


def _this_side(setting: Setting, piece: Range, end: int) -> Range:
    """``piece`` up to the full stop at ``end``, where nothing beside that is quoted."""
    start, stop = piece
    last = end - len(setting.text[start:end]) + len(setting.text[start:end].rstrip())
    if not start + 1 < last < stop or setting.quoted(start) is not None:
        return piece
    if setting.text[last - 1] not in ".!?" or setting.quoted(end) is not None:
        return piece
    return start, last - 1


def _of_noun(one: Tagged, doc: Doc) -> Tagged:
    """``one`` without what is said of its cue's noun: "the claim that it rained *is false*"."""
    cue = cue_token(doc, one.cue)
    if not one.content or cue is None or cue.pos_ != "NOUN":
        return one
    low, high = one.content[-1]
    verdict = _VERDICT.search(doc.text, low, high)
    if verdict is None or verdict.group("judged").casefold() not in _FALSE:
        return one
    return replace(one, content=(*one.content[:-1], (low, verdict.start())))
