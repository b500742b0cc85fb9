"""Whom a phrase names: a person, a body, or an office that the text has filled before."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from factcheck.model import Party
from factcheck.parties.body_phrases import BodyPhrases
from factcheck.parties.common_nouns import CommonNouns
from factcheck.parties.gazetteer import Form
from factcheck.parties.headings import dateline, past_dateline
from factcheck.parties.names import fold, surname
from factcheck.parties.officials import another, officer, seated
from factcheck.parties.papers import papers
from factcheck.parties.person_phrases import PersonPhrases
from factcheck.parties.scene import Scene
from factcheck.parties.senders import sender, sent_before
from factcheck.parties.sides import called, crowd, side
from factcheck.parties.speakers import NOBODY, Speaker
from factcheck.parties.titles import (
    CANDIDATES,
    LEGISLATORS,
    SPOKESPERSONS,
    Title,
    holds_office_of,
    is_role,
    outlet_party,
    read_title,
)
from factcheck.parties.vocabulary import word_list
from factcheck.parties.works import WORKS, Works

_DETERMINERS = word_list("determiners")
_DASHES = frozenset(("--", "\u2014", "\u2015"))
_HEADS = frozenset(("capitals", "countries", "governments", "leaders", "nations", "states"))
_CLOCK = re.compile(r"[012]?\d[.:][0-5]\d")
_TOWNS = frozenset(
    ("borough", "city", "county", "district", "province", "region", "town", "village")
)
_LONGEST = 60  # words of a phrase that are read; bounds the cost of a hostile text
#: How adjectives end that with "the" are a whole nation.
_OF_MANY = ("s", "ch", "sh", "ese")
_SOURCES = frozenset(("official", "officials", "people", "person", "source", "sources"))
_PAIRED = {"both": "and", "either": "or", "neither": "nor"}
_CUTS = frozenset(
    ("who", "which", "that", "whom", "whose", "when", "where", "speaking", "including")
)


class Phrases:
    """Resolves noun phrases, each given by the indexes of its words; no pronouns."""

    def __init__(self, scene: Scene) -> None:
        """Read phrases of ``scene``."""
        self._scene = scene
        self._lex = scene.lex
        self.persons = PersonPhrases(scene)
        self._bodies = BodyPhrases(scene, self.persons)
        self._works = Works(scene, self.speaker)

    def speaker(self, first: int, last: int, previous: Speaker | None) -> Speaker:
        """Whom the words name; of "A and B" the side of both, else the one named first.

        What two states say together is laid on neither.
        """
        last = min(last, first + _LONGEST)
        parts = self._coordinated(first, last)
        if len(parts) > 1:
            return self._together([self.phrase(*part, previous) for part in parts])
        named = self._named_last(first, last)
        if named is not None:
            return named
        first = self._bodies.past_epithet(first, last)
        first, last = self._core(first, last)
        found = self.phrase(first, last, previous)
        return Speaker(None, found.party) if self._owner(first, last, found) else found

    def _owner(self, first: int, last: int, found: Speaker) -> bool:
        """Whether ``found`` is the person whose driver or running mate the words name."""
        if found.name is None:
            return False
        lex, name = self._lex, fold(surname(found.name))
        at = [index for index in range(first, last) if fold(lex.words[index].text) == name]
        owns = all(lex.possessive(index + 1) and index + 2 < last for index in at)
        return bool(at) and owns and self.persons.surname(at[0]) is not None

    @property
    def common(self) -> CommonNouns:
        """What reads common nouns for bodies."""
        return self._bodies.common

    def body(self, first: int, last: int) -> bool:
        """Whether the words call a body by a noun for one ("the bank")."""
        return self._lex.lower(first) == "the" and self._bodies.is_body_phrase(first, last)

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The phrase without a conjunction or preposition before it and a possessive after it."""
        while first < last and self._lex.lower(first) in ("but", "and", "as", "by", "to", "from"):
            if self._lex.lower(first) == "to" and last - first == 1:
                break
            first += 1
        lex = self._lex
        if lex.lower(first - 1) == "to":
            first = next((i for i in range(first + 1, last - 1) if self._begins(first, i)), first)
        if first < last and "\n" in lex.gap(first):
            start = lex.words[first].start
            first, _ = lex.range(
                start + past_dateline(lex.text[start : lex.words[last - 1].end]), 0
            )
        if last - first > 1 and lex.lower(last - 1) == "own" and lex.possessive(last - 2):
            last -= 1
        while first < last and lex.possessive(last - 1):
            last -= 1
        if last - first > 2 and _CLOCK.fullmatch(lex.string(first, first + 2)):
            first += 2  # an entry of a live page
        return first, last

    def _begins(self, first: int, index: int) -> bool:
        """Whether who speaks stands after whom they address: "(in a letter to) parents [the] …"."""
        lex = self._lex
        addressed = all(
            lex.words[i].text.islower() and lex.pos[i] == "NOUN" for i in range(first, index)
        )
        return addressed and lex.lower(index) == "the" and lex.gap(index) == " "

    def _core(self, first: int, last: int) -> tuple[int, int]:
        """The phrase without a relative clause, a participle, or what a comma sets off.

        An apposition stays where the name comes second ("his spokesman, John Smith").
        """
        for index in range(first + 1, last - 1):
            if self._lex.lower(index) == "current" and self._lex.lower(index - 1) == "and":
                first = index  # "the former mayor and current candidate"
        for index in range(first + 1, last):
            if self._lex.lower(index) in _CUTS and not self._lex.capital(index):
                return first, index
            gap = self._lex.gap(index)
            if gap.strip() in _DASHES or gap == " \u2013 " or self._led_by(first, index):
                return first, index
        return first, last

    def _led_by(self, first: int, index: int) -> bool:
        """Whether a body is told by who leads it, no work by its maker: "a fund [run] by Reed"."""
        lex = self._lex
        told = lex.pos[index] == "VERB" and lex.lower(index + 1) == "by" and lex.joined(index)
        return told and not any(lex.lower(i) in WORKS for i in range(first, index))

    def _named_last(self, first: int, last: int) -> Speaker | None:
        """Who is named at the end of "a farmer who saw it, John Smith"."""
        lex = self._lex
        place = bisect_left(self._scene.person_starts, first + 1)
        for start in self._scene.person_starts[place:]:
            if start >= last:
                return None
            person, occurrence = self._scene.people.at[start]
            apart = occurrence.last == last and lex.gap(start).strip() == ","
            if apart and any(
                lex.lower(i) in ("who", "whose") and lex.gap(i) == " " for i in range(first, start)
            ):
                return Speaker(person.name, person.party)
        return None

    def _coordinated(self, first: int, last: int) -> list[tuple[int, int]]:
        """The members of "A and B", "neither A nor B", where both name persons or parties."""
        link = _PAIRED.get(self._lex.lower(first), "and")
        cuts = [
            index
            for index in range(first + 1, last - 1)
            if self._lex.lower(index) == link and index not in self._lex.hit_over
        ]
        if len(cuts) != 1:
            return [(first, last)]
        first += self._lex.lower(first) in _PAIRED
        left, right = (first, cuts[0]), (cuts[0] + 1, last)
        before = self._lex.hit_over.get(cuts[0] - 1)
        if before is not None and before > first and self._lex.hit_at[before][0].place:
            return [(first, last)]  # "a clinic in Paris and Oslo"
        if not self._goes_on(right[0]) and self._names(*left) and self._names(*right):
            return [left, right]
        return [(first, last)]

    def _goes_on(self, index: int) -> bool:
        """Whether the words after "and" say more of one person ("… and a professor at B")."""
        lex = self._lex
        return lex.lower(index) in ("a", "an") or lex.pos[index] in ("VERB", "AUX", "ADV")

    def _names(self, first: int, last: int) -> bool:
        scene = self._scene
        marked = any(
            index in scene.people.at or index in self._lex.hit_at or index in scene.bodies.at
            for index in range(first, last)
        )
        return marked or (last - first <= 2 and self.persons.surname(last - 1) is not None)

    def _together(self, speakers: list[Speaker]) -> Speaker:
        parties = {speaker.party for speaker in speakers}
        if len(parties) == 1:
            return Speaker(None, parties.pop())
        states = [party for party in parties if self._lex.state(party)]
        return speakers[0] if None not in parties and len(states) < 2 else NOBODY

    def phrase(self, first: int, last: int, previous: Speaker | None) -> Speaker:
        """Whom one noun phrase names, its apposition included."""
        lex = self._lex
        if dateline(lex.text[lex.words[first].start : lex.words[last - 1].end]):
            return NOBODY
        cut = self._comma(first, last)
        person = self.persons.person_head(first, last)
        if person is not None and not (
            cut == first + 1 and self.persons.surname(first) is not None
        ):
            return Speaker(person.name, person.party)
        if cut is not None:
            return self._apposed(first, cut, last, previous)
        start = first
        while start < last and (
            lex.lower(start) in _DETERMINERS or (lex.opens(start) and lex.pos[start] == "PRON")
        ):
            start += 1
        if start > first and lex.lower(start) == "and":
            return NOBODY  # "he and Reyes" are no one person
        if start > first and lex.lower(start) == "of":
            start += 1  # "some of their backers"
        if lex.lower(start) in _TOWNS and lex.possessive(start + 1) and start + 2 in lex.hit_at:
            start += 2  # "the county's ambulance service", which a table calls so
        start = self._bodies.named_at_end(start, last)
        definite = start > first and lex.lower(first) == "the"
        if not definite and self._of_many(start, last):
            return NOBODY
        definite = definite or lex.lower(first) == "current"
        if start >= last:
            return NOBODY
        if definite and last - start == 1 and lex.words[start].text in self._papers:
            return self._papers[lex.words[start].text]
        if start in lex.hit_at:
            hit, past = lex.hit_at[start]
            if hit.form is Form.OUTLET and past >= last:
                return Speaker(hit.name, outlet_party(hit.name))
            if past >= last and hit.party is not None:
                one = lex.state(hit.party) and not lex.words[past - 1].text.endswith(_OF_MANY)
                if hit.form is Form.ADJECTIVE and (one or not definite):
                    return NOBODY  # "Americans", "the American": people; "the Americans": a side
                return Speaker(self._bodies.called(hit, lex.plural[past - 1]), hit.party)
        if start in self._scene.bodies.at:
            body, past = self._scene.bodies.at[start]
            if past >= last and ("for" in body.id.split("-") or is_role(lex.lower(last - 1))):
                return Speaker(body.name, body)
        surname = self.persons.lone_surname(start, last)
        if surname is not None:
            return surname
        member = self._member(start, last) if definite else NOBODY
        if member.party is not None:
            return member
        maker = self._works.maker(start, last)
        if maker is not None:
            return maker
        close = next((i for i in range(start + 1, last - 2) if lex.lower(i) == "close"), None)
        if close is not None and lex.lower(close + 1) == "to" and lex.lower(close - 1) in _SOURCES:
            return Speaker(None, self.phrase(close + 2, last, previous).party)
        sent_by = sender(self._scene, start, last, definite=definite)
        sent_by = sent_by or seated(self._scene, start, last)
        if sent_by is not None:
            return Speaker(None, sent_by)
        title = read_title(lex, start, last)
        if title is not None and not self._bodies.is_body_phrase(start, last):
            return self._described(title, start, last, definite, previous)
        return self._bodies.body_phrase(start, last, definite)

    @cached_property
    def _papers(self) -> dict[str, Speaker]:
        return papers(self._lex)

    def _of_many(self, first: int, last: int) -> bool:
        """Whether "European leaders" are those of many states: the text names no union of them."""
        hit = self._lex.hit_at[first][0] if first in self._lex.hit_at else None
        if hit is None or hit.party is None or hit.form is not Form.ADJECTIVE:
            return False
        if self._lex.state(hit.party) or hit.party in self._named_bodies:
            return False
        return any(self._lex.lower(index) in _HEADS for index in range(first, last))

    @cached_property
    def _named_bodies(self) -> frozenset[Party]:
        """The parties that the text names by a name of theirs, not by an adjective alone."""
        return frozenset(
            hit.party
            for hit, _ in self._lex.hit_at.values()
            if hit.party is not None and hit.form is Form.NAME
        )

    def _member(self, first: int, last: int) -> Speaker:
        """Whom "the Utah Republican" means: the one who sits for a party and was named last."""
        party = self._bodies.partisan(last - 1)
        if party is None or self._lex.plural[last - 1]:
            return NOBODY
        return self.persons.sitting(party, first)

    def _adherent(self, first: int, last: int) -> bool:
        """Whether the words say how somebody votes ("a registered Republican"), not for whom."""
        partisan = self._bodies.partisan(last - 1) is not None
        return partisan and self._lex.lower(first) in ("a", "an")

    def _comma(self, first: int, last: int) -> int | None:
        """Index of the word after the first comma inside the phrase."""
        for index in range(first + 1, last):
            if self._lex.gap(index).strip() == ",":
                return index
        return None

    def _apposed(self, first: int, cut: int, last: int, previous: Speaker | None) -> Speaker:
        """Read "Sanders, a senator" and "the nominee, Trump": the part that is a name decides."""
        left = self.phrase(first, cut, previous)
        right = self.phrase(cut, last, previous)
        if self._adherent(cut, last) and not is_role(self._lex.lower(cut - 1)):
            right = NOBODY
        alone = (
            self.persons.surname(cut - 1) is not None and self.persons.surname(last - 1) is not None
        )
        if alone and cut - first <= 2 and last - cut <= 2 and left != right:
            return self._together([left, right])
        if left.name is None and self.persons.surname(last - 1) is not None and last - cut <= 2:
            return right
        return left if left.party is not None or left.name is not None else right

    def principal(self, first: int, last: int) -> Party | None:
        """Whose "the mayor" in "a spokesman for the mayor", "the mayor's spokesman" is."""
        lex = self._lex
        for index in range(first + 1, last - 1):
            if lex.possessive(index):
                title = read_title(lex, first, index) if is_role(lex.lower(index - 1)) else None
                if title is not None:
                    return self.persons.role(title, first).party
                return self.phrase(first - int(lex.lower(first - 1) == "the"), index, None).party
            if lex.lower(index) in ("for", "to") and lex.lower(index + 1) == "the":
                title = read_title(lex, index + 2, last) if is_role(lex.lower(last - 1)) else None
                return self.persons.role(title, first).party if title is not None else None
        return None

    def _employed(self, body: str, first: int, last: int) -> bool:
        """Whether the words are of a trade, and the ``body`` no more than where they work.

        So it is of "prison officers at Harlow jail" and "union leaders at Harlow Mills".
        """
        trade = side(self._scene, first, last)
        if trade is None or not any(self._lex.lower(i) == "at" for i in range(first, last)):
            return False
        return trade == called("union") or (crowd(trade) and self._scene.bodies.known(body) is None)

    def _official(self, first: int, last: int) -> Party | None:
        """Whose nameless official the words mean, by one named before."""
        return another(
            self._scene, first, last, lambda start, end: self.phrase(start, end, None).party
        ) or officer(self._scene, self._bodies.common, first, last)

    def _described(
        self, title: Title, first: int, last: int, definite: bool, previous: Speaker | None
    ) -> Speaker:
        """Read "a US official", "the Russian minister", "a spokesman for the company"."""
        apposed = self.persons.beyond(last)
        if apposed is not None:
            return Speaker(apposed.name, apposed.party)
        if title.body is not None and self._employed(title.body, first, last):
            return NOBODY
        if title.former or title.independent:
            political = title.party is None or self._bodies.political(title.party)
            if not definite or not political or title.former:
                return NOBODY
            held = self.persons.role(Title(None, title.body, title.roles), first)
            party = title.party or self._bodies.party_named(first, last)
            if held.party is None and party is not None and title.roles & CANDIDATES:
                return self.persons.standing(party)
            return held
        if definite and title.body is not None:
            placed = self.persons.role(Title(None, title.body, title.roles), first)
            if placed.party is not None or title.roles & LEGISLATORS:
                return placed
        party = title.party
        if party is None:
            party = self.persons.owner(first, last)
        if party is None and title.body is not None and not title.roles & LEGISLATORS:
            party = self._scene.bodies.party(title.body)
        if party is None:
            owned = self._bodies.common.definite(first, last)
            party = owned.party if owned else None
        if party is None and title.roles & SPOKESPERSONS:
            party = self.principal(first, last)
        own = self._scene.issuer if definite and party is None and title.body is None else None
        if own is not None and not holds_office_of(title.roles, state=self._lex.state(own)):
            own = None
        if definite:
            found = self.persons.role(Title(party or own, None, title.roles), first)
            if found.party is None and own is not None:
                found = self.persons.role(Title(None, None, title.roles), first)
                found = found if found.party is not None and not self._lex.state(own) else NOBODY
            if found.party is not None and (party is None or found.party == party):
                return found
        if party is None and definite and title.roles & SPOKESPERSONS:
            party = self._scene.issuer
        party = party or own
        if party is None and title.body is None and not definite:
            party = self._official(first, last)
        if party is None and definite:
            party = sent_before(self._scene, first, last)
        if party is None and definite and previous is not None and previous.name is not None:
            return NOBODY
        return Speaker(None, party)
