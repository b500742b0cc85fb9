"""A document's claims whatever its length: read in pieces, so that memory stays the same.

A long document is cut at paragraph ends.  Each piece is read after a short preface: the
sentences that introduced its people and bodies further up, so that "Voss" still is who the
first page says she is, and the end of the piece before, so that whoever spoke there goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.attribution.tree import text_of
from factcheck.documents import front_matter_end
from factcheck.extraction import claims
from factcheck.language import Skipped, joined
from factcheck.model import Claim, Document, Span, stable_id
from factcheck.parsing import load, parse, skipped
from factcheck.parties import Cast

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from factcheck.attribution.tagged import Tagger
    from factcheck.parties import Gazetteer

#: Characters of a piece, some 20,000 words; parsed, 1,000 characters take 0.4 MB.
PIECE = 120_000
#: Most characters of a preface: of introductions, and of the piece before.
INTRODUCED, BEFORE = 12_000, 3_000
#: Where a piece may end, the best first.
_ENDS = ("\n\n", "\n\r\n", "\n", ". ", " ")


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims of a document in the order of their contents, and what was passed over."""

    claims: list[Claim]
    skipped: Skipped | None


@dataclass(frozen=True, slots=True)
class _Preface:
    """Parsed sentences from further up, then the ``before`` characters right before the piece."""

    docs: tuple[Doc, ...] = ()
    introduced: int = 0
    before: int = 0


def read(
    document: Document,
    gazetteer: Gazetteer,
    tagger: Tagger | None = None,
    *,
    narration: bool = False,
    piece: int = PIECE,
) -> Reading:
    """The claims of ``document``, with ``narration`` also what nobody is said to have said.

    Without a ``tagger`` attribution goes by rules alone.
    It is read in pieces of about ``piece`` characters where it is longer than one.
    What the parser remembers of the document's words is given back at the end, so that
    thousands of documents take no more memory than one.
    """
    with load().memory_zone():
        return _read(document, gazetteer, tagger, narration, piece)


def pieces(text: str, piece: int = PIECE) -> Iterator[tuple[int, int]]:
    """Offsets of the pieces of ``text``, which together cover it; a short text is one.

    None is longer than one and a quarter of ``piece``, nor shorter than half of it but the last.
    """
    begin = 0
    while len(text) - begin > piece + piece // 4:
        low, high = begin + piece // 2, begin + piece
        cuts = ((text.rfind(mark, low, high), len(mark)) for mark in _ENDS)
        end = next((at + width for at, width in cuts if at >= 0), high)
        yield begin, end
        begin = end
    yield begin, len(text)


def _read(
    document: Document, gazetteer: Gazetteer, tagger: Tagger | None, narration: bool, piece: int
) -> Reading:
    text = document.text
    found: list[Claim] = []
    passed: list[Skipped | None] = []
    preface = _Preface()
    for begin, end in pieces(text, piece):
        front = front_matter_end(text) if begin == 0 else 0
        own = parse(text[begin:end], front)
        passed.append(skipped(own))
        doc = _joined((*preface.docs, own))
        part = document
        if end - begin < len(text):
            part = Document(text_of(doc), document.path, published=document.published)
        cast = Cast.read(doc, gazetteer)
        tagged = tuple(tagger.tag(text_of(doc), front)) if tagger is not None else ()
        told = claims(part, doc, gazetteer, narration=narration, cast=cast, tagged=tagged)
        if part is document:
            return Reading(told, joined(passed))
        found += _placed(told, document, preface, begin)
        preface = _preface(doc, cast) if end < len(text) else preface
    return Reading(found, joined(passed))


def _joined(docs: tuple[Doc, ...]) -> Doc:
    from spacy.tokens import Doc

    if len(docs) == 1:
        return docs[0]
    return Doc.from_docs(docs, ensure_whitespace=False, exclude=("tensor", "user_data"))


def _placed(
    told: list[Claim], document: Document, preface: _Preface, begin: int
) -> Iterator[Claim]:
    """The claims of a piece that begins at ``begin``, at their offsets in ``document``."""
    new = preface.introduced + preface.before
    shift = begin - new

    def moved(span: Span | None) -> Span | None:
        """``span`` in the document; None where it stands in an introduction."""
        if span is None or span.start < preface.introduced:
            return None
        return document.span(span.start + shift, span.end + shift)

    for claim in told:
        if claim.content[0].start < new:
            continue
        content = tuple(document.span(s.start + shift, s.end + shift) for s in claim.content)
        yield replace(
            claim,
            id=stable_id(document.sha256, *(p for s in content for p in (s.start, s.end))),
            document=document.info,
            source=moved(claim.source),
            cue=moved(claim.cue),
            content=content,
            sentence=moved(claim.sentence) or document.span(content[0].start, content[-1].end),
        )


def _preface(doc: Doc, cast: Cast) -> _Preface:
    """What the piece after ``doc`` is read with."""
    text = text_of(doc)
    cut = text.find("\n", len(text) - BEFORE) + 1 or text.find(" ", len(text) - BEFORE) + 1
    tail = doc.char_span(cut, len(text), alignment_mode="contract") if cut else None
    first = tail.start if tail is not None else len(doc)
    sentences: dict[int, int] = {}
    room = INTRODUCED
    for offset in cast.introductions():
        token = doc.char_span(offset, offset + 1, alignment_mode="expand")
        if token is None or token[0].i >= first:
            continue
        sentence = token[0].sent
        length = sentence.end_char - sentence.start_char
        if sentence.start not in sentences and length <= room:
            sentences[sentence.start] = min(sentence.end, first)
            room -= length
    gap = _gap(doc)
    docs = [
        part
        for start in sorted(sentences)
        for part in (doc[start : sentences[start]].as_doc(), gap)
    ]
    introduced = sum(len(text_of(part)) for part in docs)
    if tail is None:
        return _Preface(tuple(docs), introduced)
    before = tail.as_doc()
    return _Preface((*docs, before), introduced, len(text_of(before)))


def _gap(doc: Doc) -> Doc:
    """A paragraph end, which keeps an introduction apart from what follows."""
    from spacy.tokens import Doc

    return Doc(doc.vocab, words=["\n\n"], spaces=[False])
