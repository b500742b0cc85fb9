"""The parties that a phrase or clause names as those who act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.model import Party
from factcheck.parties.body_phrases import peer_of
from factcheck.parties.pronouns import POSSESSIVE
from factcheck.parties.scene import Scene
from factcheck.parties.speakers import Mention
from factcheck.parties.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = word_list("objects")
_TEXTS = word_list("texts")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "X", "NUM"))


class Targets:
    """Finds those whom a text makes answerable, among the mentions of a document."""

    def __init__(self, scene: Scene, mentions: Sequence[Mention]) -> None:
        """Look among ``mentions``, the sorted ones of ``scene``."""
        self._scene = scene
        self._lex = scene.lex
        self._mentions = mentions
        self._mention_starts = [mention.start for mention in mentions]
        self._titles = {
            index
            for _, occurrence in scene.people.at.values()
            for index in range(occurrence.lead, occurrence.first)
        }
        self._personal = {person.party.id for person in scene.people.all}

    def named(self, start: int, end: int) -> list[Party] | None:
        """The parties that act in ``text[start:end]``; None where it mentions none at all."""
        inside = self._inside(start, end)
        if not inside:
            return None
        span = self._scene.doc.char_span(start, end, alignment_mode="expand")
        found = [mention for mention in inside if span is None or self._acts(mention, span.root)]
        parties = [mention.speaker.party for mention in found]
        first, last = self._lex.range(start, end)
        parties += [*self._peers(first, last), *self._regimes(first, last)]
        return [party for party in parties if party is not None and self.answerable(party)]

    def answerable(self, party: Party) -> bool:
        """Whether ``party`` can be blamed: one of the table, a person, or a body that acts."""
        return (
            self._scene.gazetteer.party(party.id) is not None
            or self._scene.bodies.acts(party)
            or party.id in self._personal
        )

    def _peers(self, first: int, last: int) -> list[Party | None]:
        """The party in "Damascus and its Russian ally"."""
        owned = (
            index
            for index in range(first, last)
            if self._lex.lower(index) in POSSESSIVE or self._lex.possessive(index)
        )
        return [peer_of(self._lex, self._scene.gazetteer, each, last) for each in owned]

    def _regimes(self, first: int, last: int) -> list[Party | None]:
        """The side of a bare "regime" beside other names ("Russia and the regime")."""
        return [
            self._scene.bodies.nouns.called("regime", index)
            for index in range(first, last)
            if self._lex.lower(index) == "regime"
            and index - 1 not in self._lex.hit_over
            and not self._lex.possessive(index - 1)
            and index not in self._lex.hit_over
        ]

    def _inside(self, start: int, end: int) -> list[Mention]:
        left = bisect_left(self._mention_starts, start)
        right = bisect_left(self._mention_starts, end)
        inside = [mention for mention in self._mentions[left:right] if mention.end <= end + 1]
        last = inside[-1].start if inside else start
        return [each for each in inside if each.start == last or not self._titular(each)]

    def _titular(self, mention: Mention) -> bool:
        """Whether the mention only says whose aide or minister is named after it."""
        return self._lex.range(mention.start, mention.end)[0] in self._titles

    def _acts(self, mention: Mention, root: Token) -> bool:
        """Whether the mention is, or marks, an agent in the phrase or clause under ``root``."""
        span = self._scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            return False
        token = span.root
        for _ in range(12):
            if token.lower_ in _TEXTS:
                return False
            if token == root:
                return token.pos_ in _NOMINAL
            if token.dep_ in ("acl", "relcl"):
                token = token.head
                continue
            modifies = token.head.dep_ in ("acl", "relcl")
            if token.dep_ in ("nsubj", "csubj"):
                return not modifies
            if token.dep_ == "agent" and not modifies:
                return True
            if token.dep_ in ("nsubjpass", "dobj", "dative", "iobj", "attr"):
                return False
            if token.dep_ == "pobj" and token.head.dep_ != "agent":
                preposition = token.head.lower_
                if preposition not in ("of", "by", "from") or token.head.head == token:
                    return False
                if preposition == "of" and token.head.head.lower_ in _OBJECTS:
                    return False
            token = token.head
        return False
