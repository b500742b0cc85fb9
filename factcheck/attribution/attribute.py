"""All attributions of a parsed document: clauses, phrases, quotations, transcripts, joined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.attribution.abreast import abreast
from factcheck.attribution.asides import names_person, tensed
from factcheck.attribution.asked import only_asked
from factcheck.attribution.clauses import reported
from factcheck.attribution.coordination import rehang
from factcheck.attribution.cues import cue_of
from factcheck.attribution.edges import edged
from factcheck.attribution.join import join
from factcheck.attribution.laying import laid
from factcheck.attribution.mutual import mutual
from factcheck.attribution.nesting import without_nested
from factcheck.attribution.phrases import according_to, cue_nouns
from factcheck.attribution.quotations import Quotation
from factcheck.attribution.reasons import reasons
from factcheck.attribution.reported import Reported
from factcheck.attribution.setting import Setting, merged
from factcheck.attribution.structure import as_said
from factcheck.attribution.tagged import Tagged
from factcheck.attribution.tallies import tallies
from factcheck.attribution.trailing import hangs, trailing
from factcheck.attribution.tree import (
    SUBJECT,
    child,
    children,
    phrase,
    ranges,
    subject,
    subtree,
    text_of,
    trim,
    verb_group,
    verbs,
)
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORD = re.compile(r"\w+")
_NAME_AND_COLON = re.compile(r"\s*(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}):\s*")
_SPEAKING = frozenset(["he", "she", "they", "we", "i"])
#: A line that leads into a paragraph of speech ends within so many characters of it.
_NEAR = 100
#: A cue stands within so many characters of its quotation.
_BESIDE = 400
#: Tokens of the longest clause that leads into a quotation by a colon without a cue.
_LEAD = 16
_BETWEEN = re.compile(r"[\s,.;:–—-]*")


def attribute(doc: Doc, tagged: Sequence[Tagged] = ()) -> list[Attribution]:
    """Who is said to say what in ``doc``, in the order of the contents.

    ``doc.text`` is the document's text, so that every range counts its code points; its parse
    is mended in place (:func:`factcheck.attribution.coordination.rehang`).
    ``tagged`` is what a tagger found in it, nothing to go by rules alone.
    Attributions inside another's content are part of it.
    """
    return _Reader(doc).read(tagged)


class _Reader:
    """One document's sentences, quotations and what has been found in them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.setting = Setting(doc)
        self.read_cues: list[Range] = []
        rehang(doc, self.setting)

    def read(self, tagged: Sequence[Tagged]) -> list[Attribution]:
        found = without_nested(self.text, abreast(self.doc, self._spoken()))
        if tagged:
            found = abreast(self.doc, join(self.doc, self.setting, found, tagged))
        found = [a for a in found if a.cue is None or not self.setting.labels(a.cue[0])]
        found = without_nested(self.text, found + self._labelled())
        found += self._uncued(found)
        found = trailing(self.doc, self.setting, found)
        found = reasons(self.doc, self.setting, found)
        found = mutual(self.doc, self.setting, edged(self.doc, self.setting, found))
        found = [as_said(self.doc, a) for a in found if not only_asked(self.doc, self.setting, a)]
        found.sort(key=lambda a: (a.content[0][0], a.content[-1][1]))
        return [part for whole in found for part in self.setting.split(whole)]

    # -- the parts ------------------------------------------------------------------

    def _spoken(self) -> list[Attribution]:
        """Attributions by verbs, nouns and "according to", outside quotations."""
        found = []
        for token in self.doc:
            if self.setting.quoted(token.idx) is not None or self.setting.silent(token.idx):
                continue
            if token.lower_ == "according":
                phrase_ = according_to(self.doc, token)
                if phrase_ is not None:
                    found.append(self._attribution(phrase_))
            elif token.pos_ == "NOUN":
                found += [self._attribution(r) for r in cue_nouns(self.doc, token)]
                found += [self._attribution(r) for r in tallies(self.doc, token)]
        for verb in verbs(self.doc):
            spoken = self.setting.quoted(verb.idx) is None and not hangs(verb)
            if spoken and not self.setting.silent(verb.idx):
                told = list(laid(self.doc, verb)) or reported(self.doc, verb)
                found += [self._attribution(r) for r in told]
        return [a for a in found if a.content]

    def _labelled(self) -> list[Attribution]:
        """Turns of a transcript, questions left out."""
        found = []
        for turn in self.setting.turns:
            bounds = trim(self.text, *turn.said)
            if turn.question or bounds is None or self.setting.headed(turn.said[0]):
                continue
            content = (turn.said[0], turn.said[1])
            found.append(
                Attribution(
                    source=turn.label,
                    cue=None,
                    content=(content,),
                    sentence=self.setting.around((content,)),
                    form=Form.DIRECT,
                    act=Act.ASSERTION,
                    construction=Construction.QUOTATION,
                )
            )
        return found

    def _uncued(self, found: Sequence[Attribution]) -> list[Attribution]:
        """Speech that no clause took: an adjacent cue, or the speaker before, or nobody."""
        taken = merged(r for a in found for r in a.content)
        starts = [start for start, _ in taken]
        ordered = sorted(found, key=lambda a: a.content[0][0])
        self.read_cues = sorted(
            a.cue for a in found if a.cue is not None and a.probability is not None
        )
        more: list[Attribution] = []
        last: Attribution | None = None
        at = 0
        for quotation in self.setting.speech:
            before = bisect_left(starts, quotation.end) - 1
            if before >= 0 and taken[before][1] > quotation.start:
                continue
            while at < len(ordered) and ordered[at].content[0][0] < quotation.start:
                last = _later(last, ordered[at])
                at += 1
            cue = self._adjacent_cue(quotation) or self._cue_above(quotation)
            if cue is not None and self._spent(cue[0]):
                cue = None
            named = None
            if cue is None:
                named = self._name_before(quotation) or self._subject_before(quotation)
            if cue is not None:
                more.append(self._quoted_by(quotation, *cue))
            elif named is not None:
                more.append(replace(self._continued(quotation, None), source=named))
            elif self.setting.stands_alone(quotation) and not self.setting.asked(quotation.start):
                said_by = self._still(last, ordered[max(0, at - 3) : at], quotation)
                more.append(self._continued(quotation, said_by))
            else:
                last = None
                continue
            last = _later(last, more[-1])
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
        source = self._source(found.source, found.verb) if found.source is not None else None
        first = found.content[0][0] if found.content else -1
        value = found.construction is Construction.SMALL
        if value and cue and found.verb.idx < first < cue[0][1]:
            cue = [(found.verb.idx, found.verb.idx + len(found.verb))]  # "put A down"
        content = self.setting.whole_quotations(found.content, cue[0] if cue else None, source)
        return Attribution(
            source=source,
            cue=cue[0] if cue else None,
            content=content,
            sentence=self.setting.around((*content, *(cue[:1]))),
            form=self.setting.form(content),
            act=found.act,
            construction=found.construction,
            verb=found.verb.i,
            head=found.head.i if found.head is not None else None,
            agent=found.agent,
        )

    def _source(self, noun: Token, verb: Token) -> Range | None:
        """The noun phrase, up to the cue or from it on where the cue stands inside it."""
        whole = phrase(self.doc, noun)
        if whole is None or not whole[0] <= verb.idx < whole[1]:
            return whole
        if verb.i < noun.i:
            return trim(self.text, verb.idx + len(verb), whole[1])
        aside = next((c for c in noun.children if c.i > noun.i and verb in c.subtree), verb)
        first = aside.left_edge if aside.left_edge.i > noun.i else verb
        return trim(self.text, whole[0], first.idx)

    def _quoted_by(self, quotation: Quotation, verb: Token, source: Token) -> Attribution:
        cue = ranges(self.doc, verb_group(verb), gap=2)
        content = (*self._lead(quotation, verb), (quotation.start, quotation.end))
        known = cue_of(verb)
        act = known.act if known is not None else Act.ASSERTION
        return Attribution(
            source=self._source(source, verb),
            cue=cue[0] if cue else None,
            content=content,
            sentence=self.setting.around((*content, *cue[:1])),
            form=self.setting.form(content),
            act=Act.ASSERTION if act is Act.DEMAND else act,
            construction=Construction.QUOTATION,
            verb=verb.i,
        )

    def _lead(self, quotation: Quotation, cue: Token) -> tuple[Range, ...]:
        """The subject of a quotation that begins with its verb (the firm “has no plan”)."""
        span = self.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        opening = next((t for t in span or () if t.is_alpha), None)
        if opening is None or opening.tag_ not in ("VBZ", "VBD", "VBP", "MD"):
            return ()
        verb = opening.head if opening.dep_ in ("aux", "auxpass") else opening
        at = opening.i - 1
        while at > opening.sent.start and self.doc[at].is_punct:
            at -= 1
        beside = self.doc[at] if self.doc[at].pos_ in ("NOUN", "PROPN") else None
        own = child(verb, *SUBJECT) or beside
        if own is None or own.i > opening.i or (own.head == cue and own.dep_ in SUBJECT):
            return ()
        asides = [
            c for c in own.children if c.left_edge.i and self.doc[c.left_edge.i - 1].text == ","
        ]
        before = [i for i in subtree(own, asides) if self.doc[i].idx < quotation.start]
        lead = ranges(self.doc, [i for i in before if i <= own.i])
        return tuple(lead[-1:])

    def _continued(self, quotation: Quotation, last: Attribution | None) -> Attribution:
        """A quotation that stands alone: ``last``, the speaker of the words before it, goes on."""
        content = ((quotation.start, quotation.end),)
        if (
            last is not None
            and self.setting.paragraphs_between(last.sentence[1], quotation.start) > 2
        ):
            last = None
        return Attribution(
            source=last.source if last is not None else None,
            cue=None,
            content=content,
            sentence=self.setting.around(content),
            form=Form.DIRECT,
            act=Act.ASSERTION,
            construction=Construction.QUOTATION,
            carried=last is not None,
        )

    def _still(
        self, last: Attribution | None, earlier: Sequence[Attribution], quotation: Quotation
    ) -> Attribution | None:
        """``last``, unless a sentence about somebody else stands between it and the quotation."""
        if last is None or last.source is None:
            return last
        between = self.doc.char_span(last.sentence[1], quotation.start, alignment_mode="contract")
        if between is None:
            return last
        known = [a.source for a in earlier if a.source is not None] + [last.source]
        names = {w for start, end in known for w in _WORD.findall(self.text[start:end])}
        for token in between:
            actor = token.dep_ in SUBJECT and token.head.dep_ == "ROOT"
            if not actor or self.setting.quoted(token.idx) is not None:
                continue
            if (token.pos_ == "PROPN" or names_person(token)) and token.text not in names:
                return None
        return last

    def _adjacent_cue(self, quotation: Quotation) -> tuple[Token, Token] | None:
        """The cue verb and its subject that stand right beside the quotation."""
        bounds = self.setting.around(((quotation.start, quotation.end),))
        near = max(bounds[0], quotation.start - _BESIDE), min(bounds[1], quotation.end + _BESIDE)
        span = self.doc.char_span(*near, alignment_mode="expand")
        if span is None:
            return None
        for verb in span:
            if verb.pos_ not in ("VERB", "AUX") or self.setting.quoted(verb.idx) is not None:
                continue
            source = subject(verb)
            if source is None or self.setting.quoted(source.idx) is not None:
                continue
            known = cue_of(verb) is not None
            if not known and not _utters(verb, source):
                continue
            low = min(verb.idx, source.left_edge.idx)
            high = max(verb.idx + len(verb), source.right_edge.idx + len(source.right_edge))
            after = self.text[quotation.end : low] if low >= quotation.end else None
            before = self.text[high : quotation.start] if high <= quotation.start else None
            beside = after is not None and _BETWEEN.fullmatch(after) is not None
            if beside and (known or self._broken_by_cue(quotation)):
                return verb, source
            if before is not None and (
                (len(before) < 60 and before.rstrip().endswith((",", ":", "that", "said")))
                if known
                else before.strip() in (",", ":")
            ):
                return verb, source
        return None

    def _cue_above(self, quotation: Quotation) -> tuple[Token, Token] | None:
        """The cue and its subject in the line that leads into a paragraph of speech by a colon."""
        before = self.text[max(0, quotation.start - _NEAR) : quotation.start]
        end = quotation.start - len(before) + len(before.rstrip())
        if not before.rstrip().endswith(":") or "\n" not in self.text[end : quotation.start]:
            return None
        span = self.doc.char_span(*self.setting.around(((end - 1, end),)), alignment_mode="expand")
        for verb in reversed(span or ()):
            source = subject(verb) if verb.pos_ == "VERB" and cue_of(verb) is not None else None
            if source is not None and self.setting.quoted(verb.idx) is None:
                return verb, source
        return None

    def _spent(self, cue: Token) -> bool:
        """Whether the tagger has read the cue and given it another content."""
        at = bisect_right(self.read_cues, (cue.idx, len(self.text))) - 1
        return at >= 0 and cue.idx < self.read_cues[at][1]

    def _broken_by_cue(self, quotation: Quotation) -> bool:
        """Whether the quotation ends as one does before its cue: by a comma, "!" or "?"."""
        tail = self.text[max(0, quotation.end - 3) : quotation.end].rstrip("”\"'’» ")
        following = self.text[quotation.end : quotation.end + 1]
        return tail.endswith((",", "!", "?", "…")) or following == ","

    def _name_before(self, quotation: Quotation) -> Range | None:
        """The name before a colon that leads into the quotation ("Renn: “We left.”")."""
        start = self.setting.around(((quotation.start, quotation.end),))[0]
        lead = _NAME_AND_COLON.fullmatch(self.text, start, quotation.start)
        return lead.span("name") if lead is not None else None

    def _subject_before(self, quotation: Quotation) -> Range | None:
        """Who the clause before a colon is about ("Renn was in no mood to talk: “We left.”")."""
        start = self.setting.around(((quotation.start, quotation.end),))[0]
        lead = self.text[start : quotation.start].rstrip()
        span = self.doc.char_span(start, start + len(lead), alignment_mode="contract")
        if not lead.endswith(":") or span is None or len(span) > _LEAD:
            return None
        verbs = [t for t in span if tensed(t) and t.pos_ in ("VERB", "AUX")]
        own = child(verbs[0], "nsubj") if verbs else None
        if own is None or own.left_edge.i > span.start or own.i > verbs[0].i:
            return None
        told = own.lower_ in _SPEAKING or own.ent_type_ == "PERSON" or names_person(own)
        parted = any(t.is_quote or t.text in (";", ":") for t in span[:-1])
        told = told or any(c.pos_ == "PROPN" for c in children(own, "appos"))
        bare = own.pos_ == "PROPN" or (own.text.istitle() and own.left_edge.i == own.i)
        return self._source(own, verbs[0]) if (told or bare) and not parted else None


def _utters(verb: Token, source: Token) -> bool:
    """Whether any verb beside a quotation gives its speaker ("she raged", "Renn wept")."""
    told = verb.tag_ in ("VBD", "VBZ", "VBP") and verb.lemma_ not in ("be", "have", "do")
    return told and (source.lower_ in _SPEAKING or source.pos_ == "PROPN" or names_person(source))


def _later(one: Attribution | None, other: Attribution) -> Attribution:
    """Whichever of the two ends later."""
    return other if one is None or other.content[-1][1] >= one.content[-1][1] else one
