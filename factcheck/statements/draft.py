"""A statement in the making: the content's tokens and what stands in place of some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.attribution.asides import names_person
from factcheck.attribution.cues import SPEAKERS
from factcheck.attribution.tree import SUBJECT, child, children, text_of
from factcheck.attribution.types import Attribution, Range
from factcheck.naming import is_plural, named
from factcheck.parties.sides import plural_names
from factcheck.parties.titles import BODIES
from factcheck.statements.described import described, of_somebody, one_person, some_of_many
from factcheck.statements.inflection import finite, full, singular_form
from factcheck.statements.names import Voice, plural_noun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_MARKS = frozenset('“”"«»„‟‹›') | {"``", "''"}
_SINGLE_MARKS = frozenset("‘’‚'`")
#: Characters between two pieces of a content that may be no more than an "and".
_GAP = 10
_LEAD_INS = frozenset(["of", "for", "with", "as", "and", "or", "on"])


class Draft:
    """Edits words of a content in place; nothing is written that the edits do not name."""

    def __init__(self, doc: Doc, found: Attribution, voice: Voice) -> None:
        """Begin with the content of ``found``, an attribution in ``doc``, as it stands."""
        self.doc = doc
        self.found = found
        #: What to call the source, where it has neither a name nor a party, or is a part of one.
        self.described = None
        unnamed = voice.person is None or voice.person == voice.party
        part = unnamed and some_of_many(doc, found.source)
        if part or (voice.person is None and voice.party is None):
            self.described = described(doc, found.source)
        self.voice = self._spoken_for(voice)
        #: Whether the source is one person: then "it" and "they" are somebody else.
        self.by_person = self._by_person()
        #: Token index to the words that stand for it; empty to leave it out.
        self.replaced: dict[int, str] = {}

    def _spoken_for(self, voice: Voice) -> Voice:
        """``voice`` under a written name, or under the source's own words where it has none."""
        if self.described is not None and self.described.clear:
            text = self.described.text
            if self.described.person:
                return replace(voice, person=text)
            return replace(voice, party=text)
        if voice.person is None and voice.party is not None:
            voice = replace(voice, person=of_somebody(self.doc, self.found.source, voice))
        if voice.group is not None:
            return replace(voice, party=voice.group)
        name = voice.person
        if name is not None and name.isupper() and " " in name:
            party = name.title() if voice.party == name else voice.party
            return replace(voice, person=name.title(), party=party)
        return voice

    def _by_person(self) -> bool:
        if self.described is not None:
            return self.described.person
        if self._short_name() or self._state():
            return False
        if (
            self.voice.pronoun is not None
            or self._surname()
            or one_person(self.doc, self.found.source)
        ):
            return True
        source = self.found.source
        labelled = source is not None and self.found.cue is None and source[1] <= self.start
        return labelled and self.voice.person is not None and self.voice.person == self.voice.party

    def _short_name(self) -> bool:
        """Whether a body is called by the first of its names: "Datalis" is Datalis Systems."""
        name, span = self.voice.person or "", self._source_span()
        words = span.text.split() if span is not None and self.voice.pronoun is None else []
        same = name == self.voice.party and len(words) == 1
        return same and words[0] != name and name.startswith(f"{words[0]} ")

    def _state(self) -> bool:
        """Whether a state speaks under its own name, whatever the parser takes that for."""
        voice = self.voice
        return voice.official and voice.party is not None and voice.person == voice.party

    def _surname(self) -> bool:
        """Whether the source is written as the last of the speaker's names ("Darrow")."""
        source, name = self.found.source, self.voice.person
        if source is None or name is None or " " not in name:
            return False
        written = text_of(self.doc)[slice(*source)] if source[1] - source[0] < len(name) else ""
        word = written.lower()
        known = word in BODIES or word in SPEAKERS
        return bool(written) and written.istitle() and name.split()[-1] == written and not known

    @property
    def several(self) -> bool:
        """Whether the source is written as a plural: "officials", "they"."""
        span = self._source_span()
        return span is not None and plural_noun(span.root)

    @property
    def titled(self) -> bool:
        """Whether the source is a name in the plural, maybe of one firm: "Forth Coaches"."""
        span = self._source_span()
        if span is None or span.root.tag_ != "NNPS" or span.root.ent_type_ == "NORP":
            return False
        return bool(children(span.root, "compound")) and not children(span.root, "det", "conj")

    @property
    def members(self) -> bool:
        """Whether a body is written with a plural verb: "City claim that they were not paid"."""
        verb = self.doc[self.found.verb] if self.found.verb is not None else None
        source = self._source_span()
        if verb is None or verb.tag_ != "VBP" or source is None or self.by_person:
            return False
        return verb.pos_ == "VERB" and source.root.lower_ not in ("i", "we", "you")

    @property
    def somebody(self) -> bool:
        """Whether the source is one person, if only by what they are ("the manager")."""
        span = self._source_span()
        return self.by_person or (
            span is not None and names_person(span.root) and not plural_noun(span.root)
        )

    @property
    def group(self) -> bool:
        """Whether the source is written as several: "A and B", "X's allies", and no surname."""
        span = self._source_span()
        if span is None or not plural_noun(span.root):
            return False
        return span.root.pos_ != "PROPN" or child(span.root, "conj") is not None

    @property
    def start(self) -> int:
        """Offset of the content."""
        return self.found.content[0][0]

    @property
    def doer(self) -> str | None:
        """The name of the one who does what a predicate without a subject says."""
        voice = self.voice
        if not voice.official and voice.person and self.by_person and not self._spokesperson():
            return voice.person
        return voice.plural

    @property
    def source(self) -> str:
        """Who does what a predicate without a subject says."""
        if self.doer is not None:
            return self.named(self.doer)
        return self.described.text if self.described is not None else "the source"

    def _spokesperson(self) -> bool:
        return any(t.lower_.startswith("spokes") for t in self._source_span() or ())

    def _source_span(self) -> Span | None:
        source = self.found.source
        span = self.doc.char_span(*source, alignment_mode="expand") if source else None
        return span if span is not None and len(span) else None

    def named(self, name: str) -> str:
        """``name`` as it stands within a sentence."""
        given = self.described is not None and name == self.described.text
        return name if given else named(name)

    def owner(self, name: str) -> str:
        """``name`` as it stands in the genitive: "farmers along the river" own as "farmers"."""
        given = self.described
        return given.short if given and given.plural and given.text == name else name

    def many(self, name: str) -> bool:
        """Whether ``name`` takes a plural verb."""
        if self.described is not None and name == self.described.text:
            return self.described.plural
        return is_plural(name) or name in plural_names()

    @property
    def cue(self) -> str:
        """The lemma of the cue, empty where there is none."""
        return self.doc[self.found.verb].lemma_.lower() if self.found.verb is not None else ""

    def tokens(self, content: Sequence[Range]) -> list[Token]:
        """The words in the ranges, without quotation marks."""
        found: list[Token] = []
        for start, end in self._joined(content):
            span = self.doc.char_span(start, end, alignment_mode="expand")
            found += [t for t in span or () if not t.is_space and not is_mark(t)]
        return found

    def _joined(self, content: Sequence[Range]) -> list[Range]:
        """The ranges, with the "and" that alone parts two of them."""
        joined: list[Range] = []
        for start, end in content:
            last = joined[-1][1] if joined else start
            if joined and start - last < _GAP and text_of(self.doc)[last:start].split() == ["and"]:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    def words(self, content: Sequence[Range]) -> str:
        """The words in the ranges as they stand."""
        return self.render(self.tokens(content))

    def below(self, head: Token, tokens: Sequence[Token]) -> list[Token]:
        """The tokens from the predicate's left edge on, without its lead-in and the agent."""
        start = head.left_edge.i
        agent = self.found.agent
        inside = [t for t in tokens if t.i >= start]
        if agent is not None:
            inside = [t for t in inside if not agent[0] <= t.idx < agent[1]]
        while inside and inside[0].i < head.i and _leads_in(inside[0]):
            inside = inside[1:]
        return inside

    def plural(self, phrase: Range) -> bool:
        """Whether the noun phrase in the range takes a plural verb."""
        span = self.doc.char_span(*phrase, alignment_mode="expand")
        if span is None:
            return False
        return span.text.lower() in ("each other", "one another") or plural_noun(
            span.root, joined=any(c.i < span.end for c in children(span.root, "conj"))
        )

    def agree(self, verb: Token) -> None:
        """Give the verbs of a subject that became singular their third person."""
        shared = [c for c in children(verb, "conj") if child(c, *SUBJECT) is None]
        for each in (verb, *shared):
            word = finite(each)
            form = singular_form(word)
            if form is not None:
                self.replaced[word.i] = form

    def write_out(self, token: Token) -> None:
        """Write out an auxiliary that was contracted with the pronoun ("we'll", "they'd")."""
        if token.i + 1 >= len(self.doc) or token.whitespace_:
            return
        following = self.doc[token.i + 1]
        if following.pos_ in ("AUX", "VERB") or following.dep_ in ("aux", "auxpass"):
            word = full(following)
            if word != following.text:
                self.replaced[following.i] = word

    def render(self, tokens: Sequence[Token]) -> str:
        """The tokens as text, edits applied, a blank where the content was interrupted."""
        parts: list[str] = []
        for at, token in enumerate(tokens):
            edited = token.i in self.replaced
            word = self.replaced[token.i] if edited else token.text
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            gap = bool(token.whitespace_) or (following is not None and following.i != token.i + 1)
            if not word:
                if gap and parts and not parts[-1].endswith(" "):
                    parts.append(" ")
                continue
            if edited and parts and not parts[-1].endswith(" ") and word[0].isalnum():
                parts.append(" ")
            parts.append(word + (" " if gap else ""))
        return "".join(parts)


def is_mark(token: Token) -> bool:
    """Whether the token is a quotation mark."""
    if token.text in _MARKS:
        return True
    return token.text in _SINGLE_MARKS and token.tag_ != "POS" and token.dep_ != "case"


def _leads_in(token: Token) -> bool:
    return bool(token.is_punct) or token.lower_ in _LEAD_INS
