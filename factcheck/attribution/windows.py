"""A text as the tagger reads it: windows of word pieces, whole paragraphs where they fit.

The encoder knows no letter case; what a word looks like, and whether it stands in a quotation,
comes to it as the type of its pieces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import combining

from factcheck.attribution.quotations import quotations

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

#: The most word pieces of a window, its two marks left out.
MAX_PIECES = 254
#: Looks of a word (lower case, capitalised, capitals, other), outside and inside quotations.
KINDS = 8
#: Words of the paragraph that are looked at on either side of a cue.
REACH = 120
#: Distances from a cue that are told apart on either side: 8 one by one, then by doubling.
DISTANCES = 13
_LINE = re.compile(r"[^\n]+")
#: A longer line is handed to the tokenizer in parts.
_MAX_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of one line that share a window: indexes into the window's words, half-open."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces that the encoder sees together.

    ``pieces`` and ``kinds`` are aligned; ``heads[w]`` is the index of word ``w``'s first piece
    and ``words[w]`` its range in the text.
    """

    pieces: tuple[int, ...]
    kinds: tuple[int, ...]
    heads: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    paragraphs: tuple[Paragraph, ...]


def windows(text: str, tokenizer: Tokenizer, start: int = 0) -> Iterator[Window]:
    """The windows of ``text`` from offset ``start`` on, in order, without overlap."""
    marks = [(q.start, q.end) for q in quotations(text)]
    starts = [s for s, _ in marks]

    def quoted(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < marks[at][1]

    open_: list[_Line] = []
    size = 0
    for line in _lines(text, tokenizer, start):
        if open_ and size + len(line.pieces) > MAX_PIECES:
            yield _window(text, open_, quoted)
            open_, size = [], 0
        open_.append(line)
        size += len(line.pieces)
    if open_:
        yield _window(text, open_, quoted)


def reach(window: Window, start: int, end: int) -> tuple[int, int]:
    """The words that can have a role for the cue at words [start, end): its paragraph's, and it."""
    low, high = next((p.first, p.last) for p in window.paragraphs if p.first <= start < p.last)
    return max(low, start - REACH), max(end, min(high, end + REACH))


def distances(start: int, end: int, low: int, high: int) -> list[int]:
    """Classes of the distances of words [low, high) from the cue at words [start, end)."""
    return [_distance(word, start, end) for word in range(low, high)]


def _distance(word: int, start: int, end: int) -> int:
    if start <= word < end:
        return 0
    far = word - end + 1 if word >= end else start - word
    step = far if far <= 8 else min(DISTANCES, 8 + (far // 8).bit_length())
    return step if word >= end else DISTANCES + step


@dataclass(frozen=True, slots=True)
class _Line:
    """The pieces of a line, or of a part of one, and its words as (first piece, start, end)."""

    pieces: list[int]
    words: list[tuple[int, int, int]]


def _lines(text: str, tokenizer: Tokenizer, start: int) -> Iterator[_Line]:
    for match in _LINE.finditer(text, start):
        begin, end = match.span()
        while begin < end:
            stop = end
            if stop - begin > _MAX_LINE:
                stop = text.rfind(" ", begin + 1, begin + _MAX_LINE) + 1 or begin + _MAX_LINE
            # The tokenizer takes no lone surrogates; each becomes one other character.
            part = text[begin:stop].encode("utf-8", "replace").decode("utf-8")
            yield from _parts(tokenizer.encode(part, add_special_tokens=False), begin)
            begin = stop


def _parts(encoding: Encoding, begin: int) -> Iterator[_Line]:
    """The encoded line, cut between words where it is too long for one window."""
    ids, word_ids, offsets = encoding.ids, encoding.word_ids, encoding.offsets
    pieces: list[int] = []
    words: list[tuple[int, int, int]] = []
    at = 0
    while at < len(ids):
        stop = at + 1
        while stop < len(ids) and word_ids[stop] == word_ids[at]:
            stop += 1
        word = ids[at : min(stop, at + MAX_PIECES)]
        if pieces and len(pieces) + len(word) > MAX_PIECES:
            yield _Line(pieces, words)
            pieces, words = [], []
        words.append((len(pieces), begin + offsets[at][0], begin + offsets[stop - 1][1]))
        pieces += word
        at = stop
    if pieces:
        yield _Line(pieces, words)


def _window(text: str, lines: Sequence[_Line], quoted: Callable[[int], bool]) -> Window:
    pieces: list[int] = []
    kinds: list[int] = []
    heads: list[int] = []
    words: list[tuple[int, int]] = []
    paragraphs: list[Paragraph] = []
    for line in lines:
        first = len(words)
        ends = [piece for piece, _, _ in line.words[1:]] + [len(line.pieces)]
        for (piece, start, end), stop in zip(line.words, ends, strict=True):
            heads.append(len(pieces) + piece)
            while end < len(text) and combining(text[end]):
                end += 1
            words.append((start, end))
            kinds += [_look(text[start:end]) + 4 * quoted(start)] * (stop - piece)
        pieces += line.pieces
        paragraphs.append(Paragraph(first, len(words)))
    return Window(tuple(pieces), tuple(kinds), tuple(heads), tuple(words), tuple(paragraphs))


def _look(word: str) -> int:
    if word.islower():
        return 0
    if word[:1].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 3
