"""Two who speak in one sentence, each after their own words: "A, X said, while B, Y said".

The parser hangs all of it on the last cue or on the first, and a tagger runs the words of one on
into the other's; so two sides would be credited with both accounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from factcheck.attribution.asides import tensed
from factcheck.attribution.types import Attribution, Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LINKS = frozenset(["although", "and", "but", "or", "though", "whereas", "while", "yet"])
_VERBS = frozenset(["AUX", "VERB"])
_LONGEST = 12  # tokens between a cue and the mark that closes its aside


class _Aside(NamedTuple):
    """Who says it, between marks: token indexes, ``last`` that of the closing mark."""

    first: int
    last: int


def abreast(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """``found``, where two speak one after the other in a sentence each with their own words."""
    kept = list(found)
    sentences: dict[Range, list[int]] = {}
    for place, one in enumerate(kept):
        if one.source is not None and one.cue is not None:
            sentences.setdefault(one.sentence, []).append(place)
    for sentence, places in sentences.items():
        span = doc.char_span(*sentence, alignment_mode="expand") if len(places) > 1 else None
        if span is None:
            continue
        asides = [(aside, at) for at in places if (aside := _aside(doc, span, kept[at]))]
        opened = span.start
        for (left, i), (right, j) in pairwise(sorted(asides)):
            link = left.last + 1
            if link >= right.first - 1 or not _links(doc[link - 1], doc[link]):
                continue
            begin = link + (doc[link].lower_ in _LINKS)
            before, after = (opened, left.first - 1), (begin, right.first - 1)
            if _tells(doc, before) and _tells(doc, after):
                kept[i] = _within(doc, kept[i], before)
                kept[j] = _within(doc, kept[j], after)
                opened = begin
    return kept


def _aside(doc: Doc, sent: Span, one: Attribution) -> _Aside | None:
    """The aside of source and cue, where a comma stands before it and a mark after."""
    if one.source is None or one.cue is None:
        return None
    start, end = min(one.source[0], one.cue[0]), max(one.source[1], one.cue[1])
    said = doc.char_span(start, end, alignment_mode="expand")
    if said is None or said.start <= sent.start + 1:
        return None
    mark = doc[said.start - 1]
    if mark.text != "," and not (mark.is_quote and doc[mark.i - 1].text == ","):
        return None
    last = said.end
    while last < sent.end and not doc[last].is_punct:
        if doc[last].pos_ in _VERBS or last - said.end > _LONGEST:
            return None
        last += 1
    closed = last < sent.end and doc[last].text in (",", ".", ";")
    return _Aside(said.start, last) if closed else None


def _links(mark: Token, word: Token) -> bool:
    return mark.text == ";" or word.lower_ in _LINKS


def _tells(doc: Doc, part: Range) -> bool:
    return any(_finite(doc, part))


def _finite(doc: Doc, part: Range) -> Iterator[Token]:
    return (token for token in doc[slice(*part)] if token.pos_ in _VERBS and tensed(token))


def _within(doc: Doc, one: Attribution, part: Range) -> Attribution:
    """``one`` with the tokens ``part`` for its content, where its words run past them."""
    first, last = doc[part[0]], doc[part[1] - 1]
    start, end = first.idx, last.idx + len(last)
    if all(start <= low and high <= end + 1 for low, high in one.content):
        return one
    head = one.head
    if head is None or not part[0] <= head < part[1]:
        head = next(_finite(doc, part)).i
    return replace(one, content=((start, end),), head=head)
