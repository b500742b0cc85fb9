"""A parsed document as words with the parser's hints and the parties' names marked on them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.model import Party
from factcheck.parties.gazetteer import Form, Gazetteer, Hit
from factcheck.parties.names import Word, words
from factcheck.parties.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CALENDAR = word_list("calendar")
_FUNCTION = word_list("function")
_COURTESIES = word_list("courtesies")
#: Nouns for what a company runs.
SITES = frozenset(("factory", "mill", "mine", "plant", "refinery", "site", "store", "subsidiary"))
_LONGEST = 6  # words of a name
_LONG = 4  # letters of a word that a headline gives a capital, and such words in a headline


@dataclass(frozen=True)
class Lexical:
    """The words of a text, index by index: what the parser says of them, and parties' names.

    ``hit_at`` maps the index of a name's first word to the name and the index past it;
    ``hit_over`` maps every word of a name to the index of its first; ``nations`` are the words
    such as "Russian", before whatever they stand, ``states`` the ids of the states named.
    """

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    pos: tuple[str, ...]
    entity: tuple[str, ...]
    lemmas: tuple[str, ...]
    plural: tuple[bool, ...]
    hit_at: dict[int, tuple[Hit, int]]
    hit_over: dict[int, int]
    nations: frozenset[int]
    states: frozenset[str]

    @classmethod
    def read(cls, doc: Doc, gazetteer: Gazetteer) -> Lexical:
        """Mark up ``doc``, whose tokens' offsets are offsets in its text; linear."""
        text = doc.text
        found = tuple(words(text))
        starts = tuple(word.start for word in found)
        pos: list[str] = []
        entity: list[str] = []
        lemmas: list[str] = []
        plural: list[bool] = []
        tokens = [(token.idx + len(token), token) for token in doc]
        place = 0
        for word in found:
            while place < len(tokens) - 1 and tokens[place][0] <= word.start:
                place += 1
            token = tokens[place][1]
            pos.append(token.pos_)
            entity.append(token.ent_type_)
            lemmas.append(token.lemma_.lower())
            plural.append(token.tag_ in ("NNS", "NNPS"))
        hit_at: dict[int, tuple[Hit, int]] = {}
        hit_over: dict[int, int] = {}
        for hit in gazetteer.hits(text):
            first, last = bisect_left(starts, hit.start), bisect_left(starts, hit.end)
            hit_at[first] = (hit, last)
            hit_over.update(dict.fromkeys(range(first, last), first))
        return cls(
            text,
            found,
            starts,
            tuple(pos),
            tuple(entity),
            tuple(lemmas),
            tuple(plural),
            hit_at,
            hit_over,
            frozenset(i for i, word in enumerate(found) if gazetteer.adjective(word.text)),
            frozenset(
                hit.party.id
                for hit, _ in hit_at.values()
                if hit.party is not None and gazetteer.state(hit.party)
            ),
        )

    def __len__(self) -> int:
        return len(self.words)

    def state(self, party: Party | None) -> bool:
        """Whether ``party`` is a state: one of ISO 3166-1, or one that the text names."""
        return party is not None and (party.id.isupper() or party.id in self.states)

    @cached_property
    def spelt(self) -> frozenset[str]:
        """The words of the text as they are written."""
        return frozenset(word.text for word in self.words)

    @cached_property
    def proper(self) -> frozenset[str]:
        """The words that are proper nouns with a capital inside a sentence somewhere."""
        return frozenset(
            self.words[index].text
            for index in range(1, len(self))
            if self.pos[index] == "PROPN" and self.capital(index) and self.joined(index)
        )

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """The words in capitals that stand in brackets somewhere: "the Harlow Council (HC)"."""
        return frozenset(
            word.text
            for index, word in enumerate(self.words)
            if word.text.isupper()
            and self.gap(index).endswith("(")
            and self.text[word.end : word.end + 1] == ")"
        )

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The words that stand alone as a person's name somewhere: "Ms Reed", or "Reed" alone."""
        return frozenset(
            self.words[index].text
            for index in range(len(self))
            if self.words[index].text[:1].isupper()
            and (
                (self.joined(index) and self.words[index - 1].text in _COURTESIES)
                or (
                    self.entity[index] == "PERSON"
                    and not (self.joined(index) and self.capital(index - 1))
                    and not (self.joined(index + 1) and self.capital(index + 1))
                )
            )
        )

    @cached_property
    def things(self) -> frozenset[str]:
        """The names that are no person's here: "Harlow Glass, which …", "a Harlow plant"."""
        found = set()
        for index in range(1, len(self)):
            relative = self.lower(index) == "which" and self.gap(index).strip() == ","
            works = self.lower(index) in SITES and self.joined(index)
            if not (relative or works):
                continue
            first = index
            while first > max(0, index - _LONGEST) and self.capital(first - 1):
                first -= 1
                if not self.joined(first):
                    break
            if first < index and (relative or self.lower(first - 1) in ("a", "an")):
                found.add(self.string(first, index))
        return frozenset(found)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Indexes of the words that begin within ``text[start:end]``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def lower(self, index: int) -> str:
        """The word at ``index`` in lower case; empty past the ends."""
        return self.words[index].text.casefold() if 0 <= index < len(self.words) else ""

    def pronoun(self, index: int) -> str:
        """The word in lower case where it may be a pronoun; empty for a name such as "US"."""
        return "" if index in self.hit_over else self.lower(index)

    def lemma(self, index: int) -> str:
        """The dictionary form of the word at ``index``; empty past the ends."""
        return self.lemmas[index] if 0 <= index < len(self.words) else ""

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital and is not a mere function word or a day."""
        word = self.words[index].text
        return (
            word[:1].isupper()
            and word not in _CALENDAR
            and (word.casefold() not in _FUNCTION or self.pos[index] == "PROPN")
            and not (index in self._headline and index not in self.hit_over)
        )

    @cached_property
    def _headline(self) -> frozenset[int]:
        """The words whose capital is a headline's: nothing but headlines has them with one.

        Empty for a text that is all in headlines.
        """
        lines: list[list[int]] = []
        for index in range(len(self)):
            if "\n" in self.gap(index):
                lines.append([])
            lines[-1].append(index)
        titles = [line for line in lines if self._titled(line)]
        if len(titles) == len(lines):
            return frozenset()
        inside = {index for line in titles for index in line}
        names = {word.text for index, word in enumerate(self.words) if index not in inside}
        return frozenset(
            index
            for index in inside
            if self.words[index].text not in names
            and not (
                self.pos[index] == "PROPN"  # a first name, before a surname that goes on
                and self.joined(index + 1)
                and self.words[index + 1].text in names
            )
        )

    def _titled(self, line: list[int]) -> bool:
        """Whether each long word of the line has a capital, as in the headlines of some papers."""
        found = [self.words[index].text for index in line]
        long = [word for word in found if len(word) >= _LONG]
        return len(long) >= _LONG and all(word[0].isupper() for word in long)

    def joined(self, index: int) -> bool:
        """Whether only a space, hyphen or apostrophe parts the word from the one before."""
        return 0 < index < len(self.words) and self.words[index].joined

    def tag(self, index: int) -> str:
        """The part of speech of the word at ``index``; empty past either end."""
        return self.pos[index] if 0 <= index < len(self.pos) else ""

    def possessive(self, index: int) -> bool:
        """Whether the word is the "s" of a possessive."""
        return (
            self.joined(index)
            and self.words[index].text == "s"
            and self.text[self.words[index].start - 1] in "'\u2019\u02bc"
        )

    def opens(self, index: int) -> bool:
        """Whether the word begins a sentence or clause, so that its capital says nothing."""
        return self.gap(index).strip(" \t") != ""

    def gap(self, index: int) -> str:
        """What stands between the word at ``index`` and the one before it."""
        if not 0 < index < len(self.words):
            return "\n"
        return self.text[self.words[index - 1].end : self.words[index].start]

    def string(self, first: int, last: int) -> str:
        """The text of the words ``first`` to ``last``, white space made single."""
        if first >= last:
            return ""
        return " ".join(self.text[self.words[first].start : self.words[last - 1].end].split())

    def outlet(self, index: int) -> bool:
        """Whether the word is part of an outlet's name."""
        first = self.hit_over.get(index)
        return first is not None and self.hit_at[first][0].form is Form.OUTLET
