"""Where words stand in a document: its sentences, quotations, and turns of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.attribution.headings import headings
from factcheck.attribution.quotations import Quotation, quotations
from factcheck.attribution.transcripts import Turn, turns
from factcheck.attribution.tree import sentences, text_of
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: A quotation of fewer words is a phrase inside somebody's sentence, not speech of its own.
MIN_WORDS = 4
_WORD = re.compile(r"\w+")
_OPENING = "“\"«‘'„"


class Setting:
    """One document's sentences, quotations and turns, asked by offset."""

    def __init__(self, doc: Doc) -> None:
        """Find them in ``doc``."""
        self.doc = doc
        self.text = text_of(doc)
        self.sentences = sentences(doc)
        self.starts = [s[0] for s in self.sentences]
        self.quotations = quotations(self.text)
        self.quote_starts = [q.start for q in self.quotations]
        self.turns = turns(self.text)
        self.turn_starts = [t.said[0] for t in self.turns]
        self.headings = headings(self.text)
        self.heading_starts = [h[0] for h in self.headings]
        self.speech = [q for q in self.quotations if self.is_speech(q) and not self.headed(q.start)]

    def quoted(self, offset: int) -> Quotation | None:
        """The speech that covers the offset."""
        at = bisect_right(self.quote_starts, offset) - 1
        if at >= 0 and self.quotations[at].covers(offset):
            return self.quotations[at]
        return None

    def turn(self, offset: int) -> Turn | None:
        """The turn of a transcript that covers the offset."""
        at = bisect_right(self.turn_starts, offset) - 1
        return self.turns[at] if at >= 0 and offset < self.turns[at].said[1] else None

    def labels(self, offset: int) -> bool:
        """Whether the label of a turn covers the offset, with the verb in "Renn replies:"."""
        at = bisect_right(self.turn_starts, offset)
        label = self.turns[at].label if at < len(self.turns) else None
        return label is not None and label[0] <= offset

    def asked(self, offset: int) -> bool:
        """Whether an interviewer's question covers the offset."""
        turn = self.turn(offset)
        return turn is not None and turn.question

    def headed(self, offset: int) -> bool:
        """Whether a heading covers the offset."""
        at = bisect_right(self.heading_starts, offset) - 1
        return at >= 0 and offset < self.headings[at][1]

    def silent(self, offset: int) -> bool:
        """Whether what stands at the offset is nobody's claim: a question or a heading."""
        return self.asked(offset) or self.headed(offset)

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether the quotation is speech of its own, not a phrase in somebody's sentence."""
        words = len(
            _WORD.findall(self.text[quotation.start : min(quotation.end, quotation.start + 200)])
        )
        if words >= MIN_WORDS:
            return True
        return words > 1 and self.closed(quotation.end) and self.stands_alone(quotation)

    def form(self, content: tuple[Range, ...]) -> Form:
        """Direct when all is quoted, mixed when some is, indirect otherwise."""
        inside = outside = 0
        for start, end in content:
            for word in _WORD.finditer(self.text, start, end):
                if self.quoted(word.start()) is not None:
                    inside += 1
                else:
                    outside += 1
        if not inside:
            return Form.INDIRECT
        return Form.DIRECT if outside == 0 else Form.MIXED

    def around(self, parts: Sequence[Range]) -> Range:
        """The run of sentences that the parts stand in."""
        low, high = min(p[0] for p in parts), max(p[1] for p in parts)
        first = max(0, bisect_right(self.starts, low) - 1)
        last = max(first, bisect_right(self.starts, max(low, high - 1)) - 1)
        if not self.sentences:
            return low, high
        return min(low, self.sentences[first][0]), max(high, self.sentences[last][1])

    def _pieces(self, start: int, end: int) -> list[Range]:
        """The stretch ``[start, end)`` cut at sentence ends."""
        first = max(0, bisect_right(self.starts, start) - 1)
        pieces = []
        for begin, stop in self.sentences[first:]:
            if begin >= end:
                break
            low, high = max(begin, start), min(stop, end)
            if low < high:
                pieces.append((low, high))
        return pieces or [(start, end)]

    def closed(self, end: int) -> bool:
        """Whether a sentence ends at ``end``."""
        tail = self.text[max(0, end - 3) : end].rstrip("”\"'’» ")
        return tail.endswith((".", "!", "?", "…"))

    def opens(self, offset: int) -> bool:
        """Whether a sentence begins at ``offset``, but for marks before it."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and not any(c.isalnum() for c in self.text[self.starts[at] : offset])

    def stands_alone(self, quotation: Quotation) -> bool:
        """Whether the quotation fills its sentences: nothing but marks beside it."""
        start, end = self.around(((quotation.start, quotation.end),))
        rest = self.text[start : quotation.start] + self.text[quotation.end : end]
        return not any(c.isalnum() for c in rest)

    def paragraphs_between(self, start: int, end: int) -> int:
        """How many paragraph ends stand between two offsets."""
        return len(re.findall(r"\n\s*\n|\n", self.text[start:end]))

    def split(self, whole: Attribution) -> list[Attribution]:
        """Speech of several sentences as one attribution a sentence."""
        if whole.form is not Form.DIRECT or whole.construction not in (
            Construction.QUOTATION,
            Construction.CLAUSE,
        ):
            return [whole]
        parts: list[list[Range]] = [[]]
        for start, end in merged(whole.content):
            for piece in self._pieces(start, end):
                if parts[-1] and self._parted(parts[-1][-1][1], piece):
                    parts.append([])
                if (
                    parts[-1]
                    and parts[-1][-1][1] + 2 >= piece[0]
                    and not self.text[parts[-1][-1][1] : piece[0]].strip()
                ):
                    parts[-1][-1] = (parts[-1][-1][0], piece[1])
                else:
                    parts[-1].append(piece)
        if len(parts) == 1:
            return [whole]
        return [
            replace(
                whole,
                content=tuple(part),
                sentence=self.around((*part, *([whole.cue] if whole.cue else []))),
                head=self._head(part, whole.head),
            )
            for part in parts
        ]

    def _parted(self, end: int, piece: Range) -> bool:
        """Whether ``piece`` is speech of its own: long enough, or after words of the reporter."""
        between = self.text[end : piece[0]]
        if any(c.isalnum() for c in between):
            return between.rstrip(" \t\r\n\u00a0" + _OPENING).endswith((".", "!", "?"))
        words = len(_WORD.findall(self.text[piece[0] : piece[1]]))
        return words >= MIN_WORDS and self.closed(end)

    def _head(self, part: Sequence[Range], head: int | None) -> int | None:
        if head is None or not part[0][0] <= self.doc[head].idx < part[-1][1]:
            return None
        return head

    def whole_quotations(
        self, content: tuple[Range, ...], cue: Range | None, source: Range | None
    ) -> tuple[Range, ...]:
        """Grow the content over every quotation it cuts, unless cue or source stands inside."""
        grown = []
        for start, end in content:
            first = max(0, bisect_right(self.quote_starts, start) - 1)
            for quotation in self.quotations[first : bisect_left(self.quote_starts, end)]:
                if quotation.end <= start or any(
                    r is not None and quotation.covers(r[0]) for r in (cue, source)
                ):
                    continue
                start, end = min(start, quotation.start), max(end, quotation.end)
            grown.append((start, end))
        return tuple(merged(grown))


def merged(parts: Iterable[Range]) -> list[Range]:
    """The ranges in order, those that touch or overlap joined."""
    found: list[Range] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
