"""Who was the subject of the sentences of a text: those whom "he" and "it" may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from factcheck.parties.lexical import Lexical
from factcheck.parties.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_CLAUSES = frozenset(("ROOT", "conj"))
_VERBS = frozenset(("VERB", "AUX"))
_OPENERS = frozenset(("advcl", "advmod", "mark", "prep"))
_SPEECH = word_list("speech")
_DEEPEST = 12


class Subject(NamedTuple):
    """A subject as word indexes ``first`` to ``last``; its sentence ends before word ``end``."""

    first: int
    last: int
    end: int


class Subjects:
    """The subjects of the main clauses outside quotations, in the order of the text."""

    def __init__(self, doc: Doc, lex: Lexical) -> None:
        """Gather them from ``doc``; linear in its length."""
        self._doc = doc
        self._lex = lex
        self._starts: list[int] = []
        self._all: list[Subject] = []
        self._quoted = _quoted(doc)
        for sentence in doc.sents if doc.has_annotation("DEP") else ():
            end = bisect_left(lex.starts, sentence.end_char)
            found = sorted(
                self._range(token, end)
                for token in sentence
                if not self._quoted[token.i] and _leads(token)
            )
            for subject in found:
                if subject.first < subject.last:
                    self._starts.append(subject.first)
                    self._all.append(subject)

    def before(self, index: int, reach: int) -> Iterator[Subject]:
        """The subjects that word ``index`` may refer to, the nearest first, at most ``reach``.

        Of the word's own sentence only the subject of a clause that governs the word's or
        stands before it counts; what the word's clause reports does not.  What opens a sentence
        looks forward to its subject ("In her letter, Ann Reed …").
        """
        token = self._token(index)
        if token is None:
            return
        start, sentence = token.sent.start_char, token.sent
        here = self._lex.range(start, sentence.end_char)[0]
        governing = self._governing(token)
        if governing is not None:
            yield self._range(governing, index)
        else:
            ahead = self._ahead(token)
            if ahead is not None:
                yield self._range(ahead, index)
        place = bisect_left(self._starts, here)
        yield from reversed(self._all[max(0, place - reach) : place])

    def sentence(self, index: int) -> int:
        """The word that the sentence of word ``index`` begins with."""
        token = self._token(index)
        return index if token is None else self._lex.range(token.sent.start_char, token.idx)[0]

    def antecedent(self, index: int) -> Subject | None:
        """The noun phrase, up to the word, on which the clause of a relative pronoun hangs."""
        verb = self._token(index)
        for _ in range(_DEEPEST):
            if verb is None or verb.head.i == verb.i:
                return None
            if verb.dep_ == "relcl":
                break
            verb = verb.head
        else:
            return None
        noun = verb.head
        first, past = self._lex.range(noun.left_edge.idx, noun.idx + len(noun))
        return Subject(first, min(past, index), index) if first < index else None

    def quoted(self, index: int) -> bool:
        """Whether word ``index`` stands in a quotation."""
        token = self._token(index)
        return token is not None and self._quoted[token.i]

    def head(self, subject: Subject) -> int:
        """The word that the subject's other words hang on, as its index."""
        token = self._root(subject)
        return subject.first if token is None else self._lex.range(token.idx, token.idx + 1)[0]

    def speaks(self, subject: Subject) -> bool:
        """Whether the subject's verb is one of speech, or such a verb ends what is said of it.

        The parser takes "said" for part of "who passed by said flames had come".
        """
        token = self._root(subject)
        if token is None:
            return False
        after = self._doc[token.i + 1 : token.right_edge.i + 1]
        return any(each.lemma_.lower() in _SPEECH for each in (token.head, *after))

    def _root(self, subject: Subject) -> Token | None:
        words = self._lex.words[subject.first : subject.last]
        if not words:
            return None
        start, end = words[0].start, words[-1].end
        span = self._doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None else None

    def _governing(self, token: Token) -> Token | None:
        """The subject, before ``token``, of the clause it is in or of one above it."""
        verb = token
        for _ in range(_DEEPEST):
            if verb.pos_ in _VERBS:
                for child in verb.children:
                    if child.dep_ in _SUBJECTS and child.i < token.left_edge.i:
                        return child if token.i not in range(child.i, child.right_edge.i) else None
                if verb.dep_ not in ("conj", "advcl", "xcomp", "relcl", "acl"):
                    return None
                if verb.dep_ == "advcl" and _hangs_on_name(verb):
                    return verb.head if verb.head.i < token.left_edge.i else None
            if verb.head.i == verb.i:
                return None
            verb = verb.head
        return None

    def _ahead(self, token: Token) -> Token | None:
        """The name that is the sentence's subject, where ``token`` stands in what opens it."""
        if self._quoted[token.i]:
            return None
        for child in token.sent.root.children:
            if child.dep_ == "punct":
                continue
            if child.left_edge.i > token.i:
                named = child.dep_ in _SUBJECTS and child.pos_ == "PROPN"
                return child if named else None
            if child.dep_ not in _OPENERS:
                return None
        return None

    def _token(self, index: int) -> Token | None:
        word = self._lex.words[index]
        span = self._doc.char_span(word.start, word.end, alignment_mode="expand")
        return span.root if span is not None and self._doc.has_annotation("DEP") else None

    def _range(self, token: Token, end: int) -> Subject:
        right = token if token.dep_ == "ROOT" and token.pos_ == "PROPN" else token.right_edge
        return Subject(*self._lex.range(token.left_edge.idx, right.idx + len(right)), end)


def _hangs_on_name(verb: Token) -> bool:
    """Whether the parser took the subject for the root: "[Reed], though she praised it, left"."""
    return bool(verb.head.dep_ == "ROOT" and verb.head.pos_ == "PROPN")


def _leads(token: Token) -> bool:
    """Whether the token is a main clause's subject or source, or asked about by itself."""
    head = token.head
    if token.dep_ in _SUBJECTS:
        for _ in range(_DEEPEST):
            if head.dep_ == "ROOT":
                return True
            if head.dep_ not in _CLAUSES:
                return False
            head = head.head
        return False
    if token.dep_ == "pobj" and head.lower_ == "to" and head.head.lower_ == "according":
        return True
    bare = token.dep_ == "ROOT" and token.pos_ in ("PROPN", "NOUN")
    return bare and token.sent[-1].text == "?"  # "And Norland?"


_OPENING = frozenset("\u201c\u2018\u00ab\u201e")
_CLOSING = frozenset("\u201d\u2019\u00bb")


def _quoted(doc: Doc) -> list[bool]:
    """Token by token, whether it stands in a quotation; none runs on past its paragraph."""
    inside = False
    found = []
    for token in doc:
        if token.text in _OPENING:
            inside = True
        elif token.text in _CLOSING:
            inside = False
        elif token.text in ('"', "``", "''"):
            inside = not inside
        elif "\n" in token.text:
            inside = False
        found.append(inside)
    return found
