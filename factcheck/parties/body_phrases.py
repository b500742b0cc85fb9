"""Phrases that name a body: "the Russian foreign ministry", "the company", a name unheard of."""

from __future__ import annotations

from factcheck.model import Party
from factcheck.parties.common_nouns import CommonNouns, head_noun
from factcheck.parties.craft import CRAFT
from factcheck.parties.gazetteer import Form, Gazetteer, Hit
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import bare, slug
from factcheck.parties.person_phrases import PersonPhrases
from factcheck.parties.scene import Scene
from factcheck.parties.speakers import NOBODY, Speaker
from factcheck.parties.titles import (
    BODIES,
    COURTESIES,
    is_role,
    outlet_party,
)
from factcheck.parties.vocabulary import word_list

_ORGANS = word_list("organs")
_SPEECH = word_list("speech")
_SHOUT = 4  # letters; shorter words in capitals are initials
_STRANGERS = word_list("strangers")
_ATTACHED = word_list("attached")
_NOUNS_OF_PEOPLE = word_list("crowds")
_TEXTS = word_list("texts") | word_list("makings")
_SAYINGS = word_list("findings") | word_list("notices") | {"interview", "speech"}
_PARTS = word_list("parts")
_PEERS = word_list("peers")
#: What a state has several of: "Norway's biggest airline Nordjet" is Nordjet, and not Norway.
_FIRMS = word_list("companies") | word_list("private") | {"union"}
_BUREAUS = frozenset(("agency", "board", "bureau", "commission", "department", "ministry"))
_SHORT = 4  # words of a body that is called by a place and a noun ("Harlow police")
#: Those who run a school, a hospital or a fund.
_GOVERNING = frozenset(("governors", "trustees"))
#: Those who lead the one firm of a text.
_LEADING = frozenset(("bosses", "management"))
_FARTHEST = 5  # words from a possessive to its noun
_CROWD = (_STRANGERS | _NOUNS_OF_PEOPLE | word_list("amounts")) - _ORGANS - BODIES


def peer_of(lex: Lexical, gazetteer: Gazetteer, first: int, last: int) -> Party | None:
    """The party in "Russian counterpart", "Syrian allies": words that follow a possessive."""
    for index in range(first + 1, min(last, first + _FARTHEST)):
        if lex.lower(index) in _PEERS:
            return gazetteer.match(lex.words[index - 1].text)
    return None


class BodyPhrases:
    """Finds the body that a phrase, given by the indexes of its words, is about."""

    def __init__(self, scene: Scene, persons: PersonPhrases) -> None:
        """Read phrases of ``scene``, possessors with ``persons``."""
        self._scene = scene
        self._lex = scene.lex
        self._persons = persons
        self.common = CommonNouns(scene, persons)

    def is_body_phrase(self, first: int, last: int) -> bool:
        """Whether the head of the phrase is a noun for a body ("the foreign ministry")."""
        word = head_noun(self._lex, first, last)
        return word in BODIES and not is_role(word)

    def body_phrase(self, first: int, last: int, definite: bool) -> Speaker:
        """Read "the Russian foreign ministry", "Greenfield Chemical", "the company", "rebels"."""
        lex = self._lex
        if first in lex.hit_at:
            hit, past = lex.hit_at[first]
            following = lex.lower(past + 1) if lex.possessive(past) else lex.lower(past)
            if hit.party is not None and (
                past >= last
                or following in _ORGANS
                or following in BODIES
                or following in _ATTACHED
                or self._organ(past, last)
                or hit.form is not Form.ADJECTIVE
            ):
                national = lex.string(past, last).startswith(("s National ", "National "))
                if following in _STRANGERS and not national:
                    return NOBODY
                owned = lex.possessive(past) and past + 1 < last
                governed = lex.lower(last - 1) in _GOVERNING and not lex.state(hit.party)
                if owned and not governed and not self._organ(past + 1, last):
                    return NOBODY
                name = self._written(first, last) if self.is_body_phrase(first, last) else None
                return Speaker(name, hit.party)
        part = self._part(first, last) or self._local(first, last)
        if part is not None:
            return Speaker(None, part)
        if self._crowd(first, last):
            return NOBODY
        owner = self._possessor(first, last)
        if owner is not None:
            return owner
        named = self._owned(first, last) or self._scene.bodies.find(first, last)
        if named is not None:
            own = first in self._scene.bodies.at and self._lex.state(named)
            own = own or (self.is_body_phrase(first, last) and last - first < _SHORT)
            return Speaker(self._written(first, last) if own else named.name, named)
        partisan = self.partisan(last - 1)
        if partisan is not None:
            return Speaker(None, partisan)
        if lex.lower(first) in _LEADING and (last - first == 1 or lex.lower(first + 1) == "at"):
            firm = self._scene.bodies.nouns.only("company")
            if last - first > 1:
                listed, body = lex.hit_at.get(first + 2), self._scene.bodies.at.get(first + 2)
                firm = listed[0].party if listed else body[0] if body else None
            return Speaker(firm.name, firm) if firm is not None else NOBODY
        if self._noun_for_body(first, last):
            side = self.common.named_after(first, last)
            if side is not None:
                return Speaker(None, side)
            party = self._persons.owner(first, last)
            if party is not None:
                return Speaker(party.name, party)
            if definite or head_noun(self._lex, first, last) == "police":
                return self.common.definite(first, last) or NOBODY
            return self.common.represented(first, last) or NOBODY
        return self._new_name(first, last)

    def named_at_end(self, first: int, last: int) -> int:
        """Where the name begins in "the British retailer Elm", "Oslo-based Elm", else ``first``.

        It ends the phrase, right after a noun for a body that no state in the phrase owns.
        """
        lex = self._lex
        start = last
        while start > first and lex.capital(start - 1) and lex.joined(start - 1):
            start -= 1
        if not first < start < last:
            return first
        if lex.lower(start - 1) == "based" and lex.gap(start - 1) == "-":
            return start
        told = lex.lower(start - 1)
        if told in _SAYINGS and lex.gap(start) == " " and lex.words[start - 1].text.islower():
            return start  # "(in) a 40-page report Elm"
        held = any(lex.hit_at[i][0].party for i in range(first, start) if i in lex.hit_at)
        owned = lex.possessive(first + 2) and not self._organ(first, first + 2)
        private = told in BODIES and not is_role(told) and (owned or not held or told in _FIRMS)
        return start if private and lex.gap(start) == " " else first

    def past_epithet(self, first: int, last: int) -> int:
        """Past what only describes those of a nation: "FURIOUS Norland officials"."""
        lex = self._lex
        follows = lex.hit_at.get(first + 1) if first + 1 < last else None
        if follows is None or first in lex.hit_over or not lex.joined(first + 1):
            return first
        described = follows[0].form is Form.ADJECTIVE and lex.gap(first + 1) == " "
        shouted = lex.words[first].text.isupper() and len(lex.words[first].text) > _SHOUT
        return first + 1 if described and (shouted or lex.pos[first] in ("ADJ", "VERB")) else first

    def _part(self, first: int, last: int) -> Party | None:
        """Read "several groups of the Free Army": the body of which they are parts."""
        for index in range(first + 1, last):
            if self._lex.lower(index) != "of":
                continue
            if self._lex.lower(index - 1) not in _PARTS:
                return None
            after = index + 2 if self._lex.lower(index + 1) == "the" else index + 1
            hit = self._lex.hit_at.get(after)
            if hit is not None and after < last:
                return hit[0].party
            return self._scene.bodies.at[after][0] if after in self._scene.bodies.at else None
        return None

    def _local(self, first: int, last: int) -> Party | None:
        """Read "moderate rebels" in a text that is about the war of one state."""
        for index in range(first, last):
            if self._lex.lower(index) in _ATTACHED:
                return None
            hit = self._lex.hit_at.get(index)
            if hit is not None and hit[0].form is Form.LOCAL:
                return hit[0].party
        return None

    def _crowd(self, first: int, last: int) -> bool:
        """Whether the phrase is about people who speak for no side ("Sanders protesters")."""
        return head_noun(self._lex, first, last) in _CROWD

    def _organ(self, first: int, last: int) -> bool:
        return any(
            self._lex.lower(index) in _ORGANS or self._lex.lower(index) in BODIES | CRAFT
            for index in range(first, min(last, first + 4))
        )

    def partisan(self, index: int) -> Party | None:
        """The party whose member the word calls somebody ("the Wisconsin Republican")."""
        hit = self._lex.hit_at.get(index)
        party = hit[0].party if hit else None
        return party if party is not None and self.political(party) else None

    def called(self, hit: Hit, plural: bool) -> str | None:
        """What the bearer of a name of the table is called: a state's own organ by its name.

        Members of a party ("Republicans") are nobody in particular.
        """
        party = hit.party
        if party is None or (plural and self.political(party)):
            return None
        organ = self._lex.state(party) and not _BUREAUS.isdisjoint(hit.name.casefold().split())
        return hit.name if organ and hit.form is Form.NAME else party.name

    def party_named(self, first: int, last: int) -> Party | None:
        """The political party in "the Republican nominee", who need not speak for it."""
        for index in range(first, last):
            party = self._scene.gazetteer.match(self._lex.words[index].text)
            if party is not None and self.political(party):
                return party
        return None

    def political(self, party: Party) -> bool:
        """Whether ``party`` is one of those that stand for election."""
        entry = self._scene.gazetteer.entry(party.id)
        return entry is not None and entry.kind == "political-party"

    def _noun_for_body(self, first: int, last: int) -> bool:
        word = head_noun(self._lex, first, last)
        return word in BODIES or word in _ORGANS or word in _NOUNS_OF_PEOPLE

    def _possessor(self, first: int, last: int) -> Speaker | None:
        """Read "Assad's government": the side of the person named in the possessive."""
        for index in range(first, last - 1):
            if self._lex.possessive(index) and index > first:
                peer = peer_of(self._lex, self._scene.gazetteer, index + 1, last)
                if peer is not None:
                    return Speaker(None, peer)
                noun = self._lex.lower(index + 1)
                words = head_noun(self._lex, index + 1, last) in _TEXTS
                words = words or noun in _GOVERNING
                if not words and (not self._persons.noun(index + 1) or noun in _STRANGERS):
                    return None
                head = self._persons.person_head(first, index)
                owner = Speaker(head.name, head.party) if head else self._persons.surname(index - 1)
                if owner is None:
                    owner = self.common.owner(first, index)
                if owner is None:
                    return None
                return Speaker(owner.name if words else None, owner.party)
        return None

    def _owned(self, first: int, last: int) -> Party | None:
        """The body named after the place or the body that it is of: "Harlow's Rent Forum"."""
        bodies = self._scene.bodies.at
        past = bodies[first][1] if first in bodies else last
        return bodies[past + 1][0] if self._lex.possessive(past) and past + 1 in bodies else None

    def _written(self, first: int, last: int) -> str:
        """The phrase as a name, without a clause that the parser took for part of it."""
        lex = self._lex
        for index in range(first + 1, last):
            clause = lex.pos[index] in ("VERB", "AUX", "PRON", "SCONJ") or lex.gap(index) == ", "
            if clause and lex.words[index].text.islower():
                last = index
                break
        return bare(lex.string(first, last))

    def _new_name(self, first: int, last: int) -> Speaker:
        """A name that nothing is known of: a party of its own; a common noun: nobody."""
        lex = self._lex
        while first < last and lex.lower(first) in COURTESIES:
            first += 1
        capitals = [index for index in range(first, last) if lex.capital(index)]
        if capitals and capitals[0] == last - len(capitals) and lex.joined(capitals[0]):
            kind = lex.lower(capitals[0] - 1)
            if kind in BODIES and not is_role(kind) and capitals[0] > first:
                first = capitals[0]  # "employers' federation HVF"
        if not capitals or capitals[0] > first + 1:
            return NOBODY
        end = first
        while end < last and (
            lex.capital(end) or lex.lower(end) in ("of", "the", "and", "for", "al", "de", "bin")
        ):
            if end > first and not lex.joined(end):
                break
            end += 1
        while end > first and not lex.capital(end - 1):
            end -= 1
        if end < last and lex.joined(end) and lex.lower(end) in _STRANGERS | _NOUNS_OF_PEOPLE:
            return NOBODY
        heading = end > first and slug(lex.string(first, end)) in self._scene.bodies.outlets
        if end <= first or lex.outlet(first) or heading:
            if end <= first:
                return NOBODY
            name = lex.string(first, end)
            return Speaker(name, None if heading else outlet_party(name))
        if lex.pos[end - 1] not in ("PROPN", "X", "NOUN", "ADJ"):
            return NOBODY
        if all(lex.entity[index] == "NORP" for index in capitals):
            return NOBODY
        over = lex.hit_at.get(end - 1)
        if end < last and over is not None and over[0].form is Form.ADJECTIVE:
            return NOBODY  # "Central European leaders"
        modifies = end < last and lex.joined(end) and lex.words[end].text.islower()
        if modifies and (lex.entity[end - 1] == "NORP" or lex.pos[end - 1] == "ADJ"):
            return NOBODY
        if end - first == 1:
            bearer = self._persons.surname(first)
            if bearer is not None:
                return bearer
            if lex.lower(first) in BODIES and lex.opens(first) and last - first > 1:
                called = self._scene.bodies.nouns.only(lex.lower(first))
                return Speaker(None, called)  # "School governors"
            if not self._certain(first):
                return NOBODY
        name = bare(lex.string(first, end))
        party = self._scene.bodies.party(name)
        return Speaker(party.name, party)

    def _certain(self, index: int) -> bool:
        """Whether a single capitalised word is a name, not just a sentence's first word."""
        lex = self._lex
        if lex.plural[index] and lex.opens(index):
            return lex.words[index].text in lex.surnames
        if lex.entity[index] in ("PERSON", "ORG", "GPE", "LOC", "FAC"):
            return True
        word = lex.words[index].text
        speaks = lex.pos[index] == "PROPN" and lex.lemma(index + 1) in _SPEECH
        return word in lex.proper or (speaks and lex.gap(index + 1) == " ")
