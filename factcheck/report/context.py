"""The words around a claim: its sentence with the spans marked, and the sentences beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from factcheck.model import Claim, Span

_LOOK = 300
_NEIGHBOUR = 150
_LONGEST_PIECE = 1500
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^a-z\s])|\n[ \t]*\n\s*")


class Role(StrEnum):
    """What a piece of a context is."""

    AROUND = "around"
    SENTENCE = "sentence"
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    OMISSION = "omission"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that plays one role.

    ``opposing``: these words of the content carry its opposition to another claim.
    """

    text: str
    role: Role
    opposing: bool = False


def context_of(claim: Claim, text: str | None, opposing: Sequence[Span] = ()) -> tuple[Piece, ...]:
    """The sentence of ``claim`` in pieces, with a sentence or some 150 characters either side.

    ``text`` is the whole text of the claim's document; where it is None, or is not the text
    that the claim was found in, the sentence stands alone.  Stretches of more than 1,500
    characters are shortened, and an omission says by how much.  Where ``opposing`` spans of the
    document lie in the content, they are pieces of their own.
    """
    sentence = claim.sentence
    if text is None or text[sentence.start : sentence.end] != sentence.text:
        offset, body, before, after = sentence.start, sentence.text, "", ""
    else:
        start = max(0, min([sentence.start, *(span.start for span in claim.content)]))
        end = min(len(text), max([sentence.end, *(span.end for span in claim.content)]))
        offset, body = start, text[start:end]
        before, after = _before(text, start), _after(text, end)
    marked = _marked(claim, offset, body, opposing)
    pieces = [Piece(before, Role.AROUND), *marked, Piece(after, Role.AROUND)]
    return tuple(part for piece in pieces if piece.text for part in _shortened(piece))


def _marked(claim: Claim, offset: int, body: str, opposing: Sequence[Span]) -> list[Piece]:
    """``body``, which starts at ``offset``, cut where a span of ``claim`` starts or ends."""

    def within(span: Span) -> tuple[int, int]:
        return max(0, span.start - offset), min(len(body), span.end - offset)

    spans = [
        (*within(span), role)
        for role, group in (
            (Role.CUE, (claim.cue,)),
            (Role.SOURCE, (claim.source,)),
            (Role.CONTENT, claim.content),
        )
        for span in group
        if span is not None
    ]
    spans = [span for span in spans if span[0] < span[1]]
    words = [(low, high) for low, high in map(within, opposing) if low < high]
    ends = {end for low, high, _ in spans for end in (low, high)}
    ends |= {end for word in words for end in word}
    cuts = sorted({0, len(body)} | ends)
    pieces = []
    for start, end in pairwise(cuts):
        covering = (role for low, high, role in spans if low <= start and end <= high)
        role = next(covering, Role.SENTENCE)
        chosen = any(low <= start and end <= high for low, high in words)
        pieces.append(Piece(body[start:end], role, chosen and role is Role.CONTENT))
    return pieces


def _before(text: str, end: int) -> str:
    """The sentence that ends before ``end``, or the last words before it."""
    start = max(0, end - _LOOK)
    window = text[start:end]
    ends = [found.end() for found in _SENTENCE_END.finditer(window.rstrip())]
    if ends:
        return window[ends[-1] :]
    if start == 0:
        return window
    return f"… {window[-_NEIGHBOUR:].partition(' ')[2]}"


def _after(text: str, start: int) -> str:
    """The sentence that starts at ``start``, or the first words from there."""
    window = text[start : start + _LOOK]
    lead = len(window) - len(window.lstrip())
    found = _SENTENCE_END.search(window, lead)
    if found:
        return window[: found.end()].rstrip()
    if start + _LOOK >= len(text):
        return window.rstrip()
    return f"{window[:_NEIGHBOUR].rpartition(' ')[0]} …"


def _shortened(piece: Piece) -> tuple[Piece, ...]:
    """``piece``, or its head and tail around an omission where it is too long to show."""
    left_out = len(piece.text) - _LONGEST_PIECE
    if left_out <= 0:
        return (piece,)
    head, tail = _LONGEST_PIECE * 2 // 3, _LONGEST_PIECE // 3
    omission = Piece(f" [… {left_out:,} characters …] ", Role.OMISSION)
    return replace(piece, text=piece.text[:head]), omission, replace(piece, text=piece.text[-tail:])
