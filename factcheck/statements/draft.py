"""A statement in the making: the content's tokens and what stands in place of some of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child, children
from factcheck.attribution.types import Attribution, Range
from factcheck.naming import named
from factcheck.statements.inflection import finite, full, singular_form
from factcheck.statements.names import Voice, plural_noun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS = frozenset('“”"«»„‟‹›') | {"``", "''"}
_SINGLE_MARKS = frozenset("‘’‚'`")
_LEAD_INS = frozenset(["of", "for", "with", "as", "and", "or", "on"])


class Draft:
    """Edits words of a content in place; nothing is written that the edits do not name."""

    def __init__(self, doc: Doc, found: Attribution, voice: Voice) -> None:
        """Begin with the content of ``found``, an attribution in ``doc``, as it stands."""
        self.doc = doc
        self.found = found
        self.voice = voice
        #: Token index to the words that stand for it; empty to leave it out.
        self.replaced: dict[int, str] = {}

    @property
    def source(self) -> str:
        """Who speaks, as the subject of a sentence."""
        return named(self.voice.plural) if self.voice.plural else "The source"

    @property
    def cue(self) -> str:
        """The lemma of the cue, empty where there is none."""
        return self.doc[self.found.verb].lemma_.lower() if self.found.verb is not None else ""

    def tokens(self, content: Sequence[Range]) -> list[Token]:
        """The words in the ranges, without quotation marks."""
        found: list[Token] = []
        for start, end in content:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            found += [t for t in span or () if not t.is_space and not _is_mark(t)]
        return found

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
        return span.text.lower() in ("each other", "one another") or plural_noun(span.root)

    def agree(self, verb: Token) -> None:
        """Give the verbs of a subject that became singular their third person."""
        shared = [c for c in children(verb, "conj") if child(c, "nsubj", "nsubjpass") is None]
        for each in (verb, *shared):
            word = finite(each)
            form = singular_form(word)
            if form is not None:
                self.replaced[word.i] = form

    def negate(self, head: Token) -> None:
        """Put "not" into a finite clause; a negated one becomes positive."""
        negations = children(head, "neg")
        if negations:
            for negation in negations:
                self.replaced[negation.i] = ""
            return
        auxiliary = next(iter(children(head, "aux", "auxpass")), None)
        if auxiliary is None and head.lemma_ == "be":
            auxiliary = head
        if auxiliary is not None:
            word = self.replaced.get(auxiliary.i, full(auxiliary))
            self.replaced[auxiliary.i] = f"{word} not"
            return
        did = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}.get(head.tag_, "did not")
        self.replaced[head.i] = f"{did} {head.lemma_}"

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


def _is_mark(token: Token) -> bool:
    if token.text in _MARKS:
        return True
    return token.text in _SINGLE_MARKS and token.tag_ != "POS" and token.dep_ != "case"


def _leads_in(token: Token) -> bool:
    return bool(token.is_punct) or token.lower_ in _LEAD_INS
