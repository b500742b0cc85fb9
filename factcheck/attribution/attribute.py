"""All attributions of a parsed document: clauses, phrases, quotations, transcripts, joined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.attribution.clauses import Reported, reported
from factcheck.attribution.cues import CUES, OUTLET_NOUNS
from factcheck.attribution.phrases import according_to, cue_nouns
from factcheck.attribution.quotations import Quotation, quotations
from factcheck.attribution.transcripts import turns
from factcheck.attribution.tree import (
    phrase,
    ranges,
    sentences,
    subject,
    trim,
    verb_group,
    verbs,
)
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: A quotation of fewer words is a phrase inside somebody's sentence, not speech of its own.
MIN_WORDS = 4
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s,.;:–—-]*")


def attribute(doc: Doc) -> list[Attribution]:
    """Who is said to say what in ``doc``, in the order of the contents.

    ``doc.text`` is the document's text, so that every range counts its code points.
    Attributions inside another's content are recorded on it as ``inner``.
    """
    return _Reader(doc).read()


class _Reader:
    """One document's sentences, quotations and what has been found in them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.sentences = sentences(doc)
        self.starts = [s[0] for s in self.sentences]
        self.quotations = quotations(self.text)
        self.quote_starts = [q.start for q in self.quotations]
        self.speech = [q for q in self.quotations if self._is_speech(q)]

    def read(self) -> list[Attribution]:
        found = self._spoken() + self._labelled()
        found = _without_nested(self.text, found)
        found += self._uncued(found)
        found.sort(key=lambda a: (a.content[0][0], a.content[-1][1]))
        return [part for whole in found for part in self._split(whole)]

    # -- the parts ------------------------------------------------------------------

    def _spoken(self) -> list[Attribution]:
        """Attributions by verbs, nouns and "according to", outside quotations."""
        found = []
        for token in self.doc:
            if self._quoted(token.idx) is not None:
                continue
            if token.lower_ == "according":
                phrase_ = according_to(self.doc, token)
                if phrase_ is not None:
                    found.append(self._attribution(phrase_))
            elif token.pos_ == "NOUN":
                found += [self._attribution(r) for r in cue_nouns(self.doc, token)]
        for verb in verbs(self.doc):
            if self._quoted(verb.idx) is None:
                found += [self._attribution(r) for r in reported(self.doc, verb)]
        return [a for a in found if a is not None]

    def _labelled(self) -> list[Attribution]:
        """Turns of a transcript, questions left out."""
        found = []
        for turn in turns(self.text):
            bounds = trim(self.text, *turn.said)
            if turn.question or bounds is None:
                continue
            content = (turn.said[0], turn.said[1])
            found.append(
                Attribution(
                    source=turn.label,
                    cue=None,
                    content=(content,),
                    sentence=self._around((content,)),
                    form=Form.DIRECT,
                    act=Act.ASSERTION,
                    construction=Construction.QUOTATION,
                )
            )
        return found

    def _uncued(self, found: Sequence[Attribution]) -> list[Attribution]:
        """Speech that no clause took: an adjacent cue, or the speaker before, or nobody."""
        taken = sorted(r for a in found for r in a.content)
        more: list[Attribution] = []
        for quotation in self.speech:
            if any(s < quotation.end and quotation.start < e for s, e in taken):
                continue
            cue = self._adjacent_cue(quotation)
            if cue is not None:
                more.append(self._quoted_by(quotation, *cue))
            elif self._stands_alone(quotation):
                more.append(self._continued(quotation, [*found, *more]))
        return more

    # -- one attribution ------------------------------------------------------------

    def _attribution(self, found: Reported) -> Attribution:
        doc = self.doc
        group = (
            verb_group(found.verb)
            if found.verb.lower_ != "according"
            else [found.verb.i, found.verb.i + 1]
        )
        cue = ranges(doc, group, gap=2)
        source = phrase(doc, found.source) if found.source is not None else None
        content = self._whole_quotations(found.content, cue[0] if cue else None, source)
        return Attribution(
            source=source,
            cue=cue[0] if cue else None,
            content=content,
            sentence=self._around((*content, *(cue[:1]))),
            form=self._form(content),
            act=found.act,
            construction=found.construction,
            verb=found.verb.i,
            head=found.head.i if found.head is not None else None,
            agent=found.agent,
        )

    def _quoted_by(self, quotation: Quotation, verb: Token, source: Token) -> Attribution:
        cue = ranges(self.doc, verb_group(verb), gap=2)
        content = ((quotation.start, quotation.end),)
        act = CUES[verb.lemma_.lower()].act
        return Attribution(
            source=phrase(self.doc, source),
            cue=cue[0] if cue else None,
            content=content,
            sentence=self._around((*content, *cue[:1])),
            form=Form.DIRECT,
            act=Act.ASSERTION if act is Act.DEMAND else act,
            construction=Construction.QUOTATION,
            verb=verb.i,
        )

    def _continued(self, quotation: Quotation, found: Sequence[Attribution]) -> Attribution:
        """A quotation that stands alone: the speaker of the words before it goes on."""
        content = ((quotation.start, quotation.end),)
        before = [a for a in found if a.content[0][0] < quotation.start]
        last = max(before, key=lambda a: a.content[-1][1], default=None)
        if last is not None and self._paragraphs_between(last.sentence[1], quotation.start) > 2:
            last = None
        return Attribution(
            source=last.source if last is not None else None,
            cue=None,
            content=content,
            sentence=self._around(content),
            form=Form.DIRECT,
            act=Act.ASSERTION,
            construction=Construction.QUOTATION,
            carried=last is not None,
        )

    def _split(self, whole: Attribution) -> list[Attribution]:
        """Speech of several sentences as one attribution a sentence."""
        if whole.form is not Form.DIRECT or whole.construction not in (
            Construction.QUOTATION,
            Construction.CLAUSE,
        ):
            return [whole]
        parts: list[list[Range]] = [[]]
        for start, end in whole.content:
            for piece in self._pieces(start, end):
                words = len(_WORD.findall(self.text[piece[0] : piece[1]]))
                if parts[-1] and words >= MIN_WORDS and self._closed(parts[-1][-1][1]):
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
                sentence=self._around((*part, *([whole.cue] if whole.cue else []))),
                head=self._head(part, whole.head),
            )
            for part in parts
        ]

    def _head(self, part: Sequence[Range], head: int | None) -> int | None:
        if head is None or not part[0][0] <= self.doc[head].idx < part[-1][1]:
            return None
        return head

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

    def _closed(self, end: int) -> bool:
        """Whether a sentence ends at ``end``."""
        tail = self.text[max(0, end - 3) : end].rstrip("”\"'’» ")
        return tail.endswith((".", "!", "?", "…"))

    # -- quotations -----------------------------------------------------------------

    def _quoted(self, offset: int) -> Quotation | None:
        """The speech that covers the offset."""
        at = bisect_right(self.quote_starts, offset) - 1
        if at >= 0 and self.quotations[at].covers(offset):
            return self.quotations[at]
        return None

    def _is_speech(self, quotation: Quotation) -> bool:
        words = len(
            _WORD.findall(self.text[quotation.start : min(quotation.end, quotation.start + 200)])
        )
        return words >= MIN_WORDS

    def _whole_quotations(
        self, content: tuple[Range, ...], cue: Range | None, source: Range | None
    ) -> tuple[Range, ...]:
        """Grow the content over every quotation it cuts, unless cue or source stands inside."""
        grown = []
        for start, end in content:
            for quotation in self.quotations:
                if quotation.start >= end:
                    break
                if quotation.end <= start or any(
                    r is not None and quotation.covers(r[0]) for r in (cue, source)
                ):
                    continue
                start, end = min(start, quotation.start), max(end, quotation.end)
            grown.append((start, end))
        merged: list[Range] = []
        for start, end in sorted(grown):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    def _form(self, content: tuple[Range, ...]) -> Form:
        """Direct when all is quoted, mixed when some is, indirect otherwise."""
        inside = outside = 0
        for start, end in content:
            for word in _WORD.finditer(self.text, start, end):
                if self._quoted(word.start()) is not None:
                    inside += 1
                else:
                    outside += 1
        if not inside:
            return Form.INDIRECT
        return Form.DIRECT if outside == 0 else Form.MIXED

    def _adjacent_cue(self, quotation: Quotation) -> tuple[Token, Token] | None:
        """The cue verb and its subject that stand right beside the quotation."""
        bounds = self._around(((quotation.start, quotation.end),))
        span = self.doc.char_span(*bounds, alignment_mode="expand")
        if span is None:
            return None
        for verb in span:
            if verb.lemma_.lower() not in CUES or verb.pos_ not in ("VERB", "AUX"):
                continue
            source = subject(verb)
            if self._quoted(verb.idx) is not None or source is None:
                continue
            if self._quoted(source.idx) is not None:
                continue
            low = min(verb.idx, source.left_edge.idx)
            high = max(verb.idx + len(verb), source.right_edge.idx + len(source.right_edge))
            after = self.text[quotation.end : low] if low >= quotation.end else None
            before = self.text[high : quotation.start] if high <= quotation.start else None
            if (after is not None and _BETWEEN.fullmatch(after)) or (
                before is not None
                and len(before) < 60
                and before.rstrip().endswith((",", ":", "that", "said"))
            ):
                return verb, source
        return None

    def _stands_alone(self, quotation: Quotation) -> bool:
        """Whether the quotation fills its sentences: nothing but marks beside it."""
        start, end = self._around(((quotation.start, quotation.end),))
        rest = self.text[start : quotation.start] + self.text[quotation.end : end]
        return not any(c.isalnum() for c in rest)

    # -- sentences ------------------------------------------------------------------

    def _around(self, parts: Sequence[Range]) -> Range:
        """The run of sentences that the parts stand in."""
        low, high = min(p[0] for p in parts), max(p[1] for p in parts)
        first = max(0, bisect_right(self.starts, low) - 1)
        last = max(first, bisect_right(self.starts, max(low, high - 1)) - 1)
        if not self.sentences:
            return low, high
        return min(low, self.sentences[first][0]), max(high, self.sentences[last][1])

    def _paragraphs_between(self, start: int, end: int) -> int:
        return len(re.findall(r"\n\s*\n|\n", self.text[start:end]))


def _without_nested(text: str, found: list[Attribution]) -> list[Attribution]:
    """Keep outer attributions, note the inner sources on them; outlets pass words through."""
    kept: list[Attribution] = []
    order = sorted(found, key=lambda a: (a.content[0][0] - a.content[-1][1], a.content))
    dropped: set[int] = set()
    for i, outer in enumerate(order):
        if i in dropped:
            continue
        inner: Range | None = None
        for j in range(len(order)):
            if j == i or j in dropped:
                continue
            other = order[j]
            if (
                other.cue is not None
                and _inside(other.cue, outer.content)
                and other.cue != outer.cue
            ):
                if _outlet(text, outer.source) and _inside_all(other.content, outer.content):
                    dropped.add(i)
                    break
                inner = other.source
                dropped.add(j)
        if i not in dropped:
            kept.append(replace(outer, inner=inner))
    unique: dict[tuple[Range | None, tuple[Range, ...]], Attribution] = {}
    for attribution in kept:
        unique.setdefault((attribution.cue, attribution.content), attribution)
    return list(unique.values())


def _inside(part: Range, content: tuple[Range, ...]) -> bool:
    return any(start <= part[0] and part[1] <= end for start, end in content)


def _inside_all(parts: tuple[Range, ...], content: tuple[Range, ...]) -> bool:
    return all(_inside(part, content) for part in parts)


def _outlet(text: str, source: Range | None) -> bool:
    """Whether the source is the press, which reports another's words."""
    if source is None:
        return False
    words = {w.casefold() for w in _WORD.findall(text[source[0] : source[1]])}
    return bool(words & OUTLET_NOUNS)
