"""Whose a report, a study, a statement or a film is, where the text names who made it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.parties.mentions import mentions
from factcheck.parties.scene import Scene
from factcheck.parties.speakers import Speaker
from factcheck.parties.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINDINGS = word_list("findings")
_NOTICES = word_list("notices")
_FILMS = word_list("films")
_KIND = {word: kind for kind in (_FINDINGS, _NOTICES, _FILMS) for word in kind}
#: The nouns for such works.
WORKS = frozenset(_KIND)
_MADE = word_list("made")
_ISSUING = frozenset(("issue", "make", "produce", "publish", "release", "write"))
_FAR = 6  # words from a noun to its "by"
_DEEPEST = 8
_OWN_WORDS = frozenset(("the", "a", "an"))


class Works:
    """The makers of the works that a document mentions; read when first asked for."""

    def __init__(
        self, scene: Scene, speaker: Callable[[int, int, Speaker | None], Speaker]
    ) -> None:
        """Look through ``scene``; ``speaker`` resolves the phrase of the words given by index."""
        self._scene = scene
        self._lex = scene.lex
        self._speaker = speaker
        self._open = False

    def maker(self, first: int, last: int) -> Speaker | None:
        """Who made the work that the words name ("the report", "a study by the bureau").

        That is the one named with the noun, or for "the report" with the last mention of a work
        of its kind before; None where the text names none, or the words name no work.
        """
        noun = self._noun(first, last)
        if noun is None or self._open:
            return None
        own = self._named_at(noun)
        if own is not None or self._lex.lower(first - 1) not in ("the", "this", "that"):
            return own
        seen = self._seen.get(_KIND[self._lex.lower(noun)], [])
        place = bisect_left(seen, noun, key=lambda each: each[0])
        known = {maker for _, maker in seen if maker is not None}
        if place and seen[place - 1][1] is not None:
            return seen[place - 1][1]
        alone = len(known) == 1 and sum(maker is None for _, maker in seen) < 2
        return next(iter(known)) if alone else None

    def _noun(self, first: int, last: int) -> int | None:
        lex = self._lex
        for index in range(first, last):
            if lex.lower(index) in WORKS:
                more = index + 1 < last and lex.pos[index + 1] in ("NOUN", "PROPN")
                return None if more and lex.gap(index + 1) == " " else index
            if (lex.capital(index) and index > first) or lex.pos[index] in ("ADP", "PRON", "VERB"):
                return None
        return None

    @cached_property
    def _seen(self) -> dict[frozenset[str], list[tuple[int, Speaker | None]]]:
        """By kind: where a work is brought up, and its maker; None for "a report" of nobody."""
        found = defaultdict(list)
        for index in range(1, len(self._lex)):
            kind = _KIND.get(self._lex.lower(index))
            if kind is None:
                continue
            maker = self._named_at(index)
            if maker is not None or self._indefinite(index):
                found[kind].append((index, maker))
        return dict(found)

    def _indefinite(self, noun: int) -> bool:
        for index in range(noun - 1, max(noun - 4, -1), -1):
            if self._lex.lower(index) in ("a", "an"):
                return True
            if not self._lex.joined(index + 1) or self._lex.lower(index) in ("the", "in"):
                return False
        return False

    @cached_property
    def _starts(self) -> dict[int, Speaker]:
        return {self._lex.range(m.start, m.end)[0]: m.speaker for m in mentions(self._scene)}

    @cached_property
    def _ends(self) -> dict[int, Speaker]:
        return {self._lex.range(m.start, m.end)[1]: m.speaker for m in mentions(self._scene)}

    def _named_at(self, noun: int) -> Speaker | None:
        """The maker who is named with the noun at this word."""
        return self._owner(noun) or self._by(noun) or self._author(noun) or self._issuer(noun)

    def _owner(self, noun: int) -> Speaker | None:
        """X in "X's new report"."""
        for index in range(noun - 1, max(noun - 4, 0), -1):
            if self._lex.possessive(index):
                return self._ends.get(index)
            if self._lex.lower(index) in _OWN_WORDS or not self._lex.joined(index + 1):
                return None
        return None

    def _by(self, noun: int) -> Speaker | None:
        """X in "report by X", "statement from X", "study released on Monday by the X"."""
        lex = self._lex
        made = False
        for index in range(noun + 1, min(noun + 1 + _FAR, len(lex))):
            word = lex.lower(index)
            if not lex.joined(index):
                return None
            if (word == "by" and (made or index == noun + 1)) or (
                word == "from" and index == noun + 1
            ):
                after = index + 2 if lex.lower(index + 1) in _OWN_WORDS else index + 1
                return self._alone(self._past_kind(after))
            made = made or word in _MADE
            if not made and word not in ("being", "to", "be", "that", "was"):
                return None
        return None

    def _past_kind(self, index: int) -> int:
        """Past what says what sort of body is named: "by the [rights group] X"."""
        lex = self._lex
        past = index
        while past < index + _FAR and past not in self._starts and lex.joined(past + 1):
            if lex.pos[past] not in ("NOUN", "ADJ", "PROPN") or lex.possessive(past):
                break
            past += 1
        kind = past > index and lex.words[past - 1].text.islower() and past in self._starts
        return past if kind else index

    def _alone(self, index: int) -> Speaker | None:
        """Who is named at the word, where not several are."""
        past = next((end for end in range(index + 1, index + _FAR) if end in self._ends), index)
        return None if self._lex.lower(past) == "and" else self._starts.get(index)

    def _author(self, noun: int) -> Speaker | None:
        """X in "the authors of the report, which include X"."""
        lex = self._lex
        if lex.lower(noun - 3) not in ("author", "authors") or lex.lower(noun - 2) != "of":
            return None
        for index in range(noun + 1, min(noun + 5, len(lex))):
            if index in self._starts:
                return self._starts[index]
            if lex.lower(index) not in ("which", "who", "include", "includes", "including", "the"):
                return None
        return None

    def _issuer(self, noun: int) -> Speaker | None:
        """The subject of "X said in a statement", "X released a report"."""
        doc, lex = self._scene.doc, self._lex
        word = lex.words[noun]
        span = doc.char_span(word.start, word.end, alignment_mode="expand")
        if span is None or not doc.has_annotation("DEP"):
            return None
        token = span.root
        if not self._indefinite(noun) and not any(t.tag_ == "PRP$" for t in token.children):
            return None
        link = token.head
        if token.dep_ == "pobj" and link.lower_ == "in" and link.head.pos_ in ("VERB", "AUX"):
            verb = link.head
        elif token.dep_ == "dobj" and link.lemma_.lower() in _ISSUING:
            verb = link
        else:
            return None
        subject = _subject(verb)
        if subject is None:
            return None
        right = subject.right_edge
        bounds = lex.range(subject.left_edge.idx, right.idx + len(right))
        if bounds[0] >= bounds[1] or bounds[0] <= noun < bounds[1]:
            return None
        self._open = True
        try:
            found = self._speaker(*bounds, None)
        finally:
            self._open = False
        return found if found.party is not None else None


def _subject(verb: Token) -> Token | None:
    """The subject of the verb, the nearest if there are several, or of the one it is joined to."""
    for _ in range(_DEEPEST):
        subjects = [t for t in verb.children if t.dep_ == "nsubj"]
        own = min(subjects, key=lambda t: abs(t.i - verb.i), default=None)
        if own is not None or verb.dep_ != "conj":
            return own
        verb = verb.head
    return None
