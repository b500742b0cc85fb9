"""Quotations in a text, whatever marks they wear.

Curly, straight and low quotation marks and guillemets, nested single ones left inside, a
quotation that runs over several paragraphs (each opened again, the last one closed), and
marks that never close: none raises, and each costs time linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = {"“": "”", "„": "“”", "«": "»", "‟": "”", "｢": "｣", "「": "」"}
_STRAIGHT = '"'
_DOUBLED = re.compile(r"``|''")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")
#: A quotation that has not closed after so many characters is taken to end with its paragraph.
MAX_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """``[start, end)`` with its marks; ``closed`` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool

    def covers(self, offset: int) -> bool:
        """Whether the character at ``offset`` stands between the marks or is one."""
        return self.start <= offset < self.end


def quotations(text: str) -> list[Quotation]:
    """All outermost quotations of ``text``, in order, without overlap.

    >>> [text[q.start:q.end] for text in ['He said “no”.'] for q in quotations(text)]
    ['“no”']
    """
    found: list[Quotation] = []
    for begin, end in _paragraphs(text):
        _scan(text, begin, end, found)
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    bounds, last = [], 0
    for gap in _PARAGRAPH.finditer(text):
        bounds.append((last, gap.start()))
        last = gap.end()
    bounds.append((last, len(text)))
    return [(b, e) for b, e in bounds if e > b]


def _scan(text: str, begin: int, end: int, found: list[Quotation]) -> None:
    position = begin
    while position < end:
        mark = text[position]
        width = 1
        if mark in _OPENING:
            closing = _OPENING[mark]
        elif mark == _STRAIGHT:
            closing = _STRAIGHT
        elif mark in "`'" and _DOUBLED.match(text, position):
            closing, width = "''", 2
        else:
            position += 1
            continue
        close = _closing(text, position + width, min(end, position + MAX_LENGTH), closing)
        if close is None:
            if _opens(text, position + width, end):
                stop = min(end, position + MAX_LENGTH)
                found.append(
                    Quotation(position, position + len(text[position:stop].rstrip()), False)
                )
                position = stop
            else:
                position += width
            continue
        found.append(Quotation(position, close, True))
        position = close


def _closing(text: str, start: int, end: int, closing: str) -> int | None:
    """Offset after the closing mark, or None."""
    if closing == "''":
        at = text.find("''", start, end)
        return None if at < 0 else at + 2
    places = [at for mark in closing if (at := text.find(mark, start, end)) >= 0]
    return min(places) + 1 if places else None


def _opens(text: str, after: int, end: int) -> bool:
    """Whether a mark without a partner opens a quotation: a word follows it at once."""
    return after < end and text[after].isalnum()
