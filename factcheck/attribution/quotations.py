"""Quotations in a text, whatever marks they wear.

Curly, straight and low quotation marks, guillemets either way round, single marks, nested ones
left inside, a quotation that runs over several paragraphs (each opened again, the last one
closed), and marks that never close: none raises, and each costs time linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Opening marks and the marks that close them, the usual one first.
_OPENING = {
    "“": '”"“',
    "„": '“”"',
    "‟": '”"',
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "｢": "｣",
    "「": "」",
    '"': '"”',
}
#: Marks that open a quotation only at the beginning of a word: elsewhere they close one.
_BEFORE_WORD = frozenset("”»\"‘'‚")
_SINGLE = {"‘": "’'", "'": "'’", "‚": "‘’"}
_DOUBLED = {"``": "''", "''": "''"}
_MARK = re.compile("[" + "".join((*_OPENING, *_SINGLE)) + "`]")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_ENDS = frozenset(",.!?…;:—–")
#: Words that lose their first letter to an apostrophe, and years.
_ELIDED = re.compile(r"(?:tis|twas|em|til|cause|bout|n)\b|\d\ds?\b", re.IGNORECASE)
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
    last = 0
    for gap in _PARAGRAPH.finditer(text):
        found += _within(text, last, gap.start())
        last = gap.end()
    return found + _within(text, last, len(text))


def _within(text: str, begin: int, end: int) -> list[Quotation]:
    """The quotations of the paragraph ``[begin, end)``."""
    found: list[Quotation] = []
    clear: dict[str, int] = {}
    position = begin
    while (mark := _MARK.search(text, position, end)) is not None:
        at = mark.start()
        quotation = _opened(text, at, begin, end, clear)
        if quotation is not None:
            found.append(quotation)
        position = quotation.end if quotation is not None else at + _width(text, at)
    return found


def _opened(text: str, at: int, begin: int, end: int, clear: dict[str, int]) -> Quotation | None:
    """The quotation that the mark at ``at`` opens, or None where it opens nothing.

    ``clear`` remembers up to where a mark does not come again, so that no stretch is searched
    for it twice.
    """
    width = _width(text, at)
    inside = at + width
    if text[at] in _BEFORE_WORD and not (width == 2 or _begins_word(text, at, begin, end)):
        return None
    limit = min(end, at + MAX_LENGTH)
    if width == 2:
        close = _first(text, inside, limit, ("''",), clear)
    elif text[at] in _SINGLE:
        close = _single(text, at, limit, clear)
        return Quotation(at, close, True) if close is not None else None
    elif text[at] in _OPENING:
        close = _first(text, inside, limit, tuple(_OPENING[text[at]]), clear)
    else:
        return None
    if close is not None:
        return Quotation(at, close, True)
    if inside < end and (text[inside].isalnum() or text[inside] in "[(…"):
        return Quotation(at, at + len(text[at:limit].rstrip()), False)
    return None


def _width(text: str, at: int) -> int:
    return 2 if text[at : at + 2] in _DOUBLED else 1


def _begins_word(text: str, at: int, begin: int, end: int) -> bool:
    before = text[at - 1] if at > begin else " "
    after = text[at + 1] if at + 1 < end else " "
    opens = before.isspace() or before in '([{—–-/“„«"‘:'
    return opens and (not after.isspace() or before.isspace()) and after not in ",.;!?"


def _first(
    text: str, start: int, limit: int, closing: tuple[str, ...], clear: dict[str, int]
) -> int | None:
    """Offset after the first closing mark of the first kind that occurs, or None."""
    for mark in closing:
        at = text.find(mark, max(start, clear.get(mark, 0)), limit)
        if at >= 0:
            return at + len(mark)
        clear[mark] = max(limit, clear.get(mark, 0))
    return None


def _single(text: str, at: int, limit: int, clear: dict[str, int]) -> int | None:
    """Offset after the single mark that closes the quotation opened at ``at``, or None.

    An apostrophe is the same character: a mark before a letter is one, and a mark after an
    "s" may be ("the rebels’ guns") unless punctuation stands beside it.
    """
    if _ELIDED.match(text, at + 1):
        return None
    closing = _SINGLE[text[at]]
    possible: int | None = None
    for i in range(max(at + 2, clear.get(closing, 0)), limit):
        if text[i] not in closing or (i + 1 < limit and text[i + 1].isalnum()):
            continue
        beside = text[i - 1] in _ENDS or i + 1 >= limit or text[i + 1] in _ENDS | {")", "”", '"'}
        if beside or text[i - 1] not in "sS":
            return i + 1
        possible = i + 1
    if possible is None:
        clear[closing] = max(limit, clear.get(closing, 0))
    return possible
