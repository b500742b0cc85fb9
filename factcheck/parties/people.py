"""The people of one document: their names, their titles, and whose side they are on."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property

from factcheck.model import Party
from factcheck.parties.couples import couples
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.given_names import sex_of
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import compatible, fold, name_words, recased, slug, surname
from factcheck.parties.namesakes import Surnames, distance
from factcheck.parties.occurrences import Occurrence, occurrences
from factcheck.parties.titles import (
    CHAIRS,
    COURTESIES,
    LEGISLATORS,
    SPOKESPERSONS,
    Title,
    of_chamber,
)
from factcheck.parties.vocabulary import word_list
from factcheck.parties.worlds import Worlds

_MALE = word_list("male_names")
_FEMALE = word_list("female_names")
_FAMOUS = word_list("famous")
_NEAR = 6  # words from "running mate" to the name
_NAMESAKES = 40  # compared with one another; bounds the cost of a hostile text


_UNSAID = frozenset(("",))  # the side is known from no title of the text


@dataclass
class Person:
    """One person of the document; ``party`` is their own where they are on no larger side.

    ``places`` are slugs of what their titles name, ``seen`` the word indexes of their names,
    ``full`` those where they are named in full, if they are anywhere,
    ``left`` the offices that they no longer hold, ``served`` those that gave them their party.
    """

    name: str
    party: Party
    own: bool
    gender: str | None = None
    office: Party | None = None
    body: str | None = None
    roles: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    served: frozenset[str] = _UNSAID
    left: set[str] = field(default_factory=set)
    seen: list[int] = field(default_factory=list)
    full: list[int] = field(default_factory=list)


def _gender_of_name(name: str) -> str | None:
    first = name.split()[0] if name else ""
    for part in (first, *reversed(first.split("-"))):  # "Jo-Ann" where "Jo" tells nothing
        if sex := sex_of(part, alone=first == name):
            return sex
    return None


class People:
    """The document's people, found by full name and afterwards by surname or first name."""

    def __init__(self, lex: Lexical, gazetteer: Gazetteer) -> None:
        """Gather them from ``lex``; ``gazetteer`` tells the side of those without a title."""
        self._lex = lex
        self.gazetteer = gazetteer
        self._surnames = Surnames(lex)
        self._worlds = Worlds(lex, gazetteer)
        self._vocabulary = {word.text for word in lex.words}
        self._spelt = {
            word.casefold(): word
            for word in sorted(self._vocabulary)
            if word[:1].isupper() and not word.isupper()
        }
        self.all: list[Person] = []
        self.at: dict[int, tuple[Person, Occurrence]] = {}
        self.bodies: dict[str, str] = {}
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        found = [self._without_headline(each) for each in occurrences(lex)]
        found += list(couples(lex, found))
        for occurrence in sorted(found, key=lambda each: each.last - each.first < 2):
            self._add(occurrence)
        self._settle()
        self._team()

    def _without_headline(self, found: Occurrence) -> Occurrence:
        """The surname alone of "Weary Obama": a line's first word before a surname of the table."""
        lex, first = self._lex, found.first
        opens = lex.opens(first) and found.known is None and found.last - first == 2
        if not opens or lex.words[first].text in _MALE | _FEMALE:
            return found
        parts = name_words(lex.string(first, found.last))
        known = self.gazetteer.people(lex.words[first + 1].text)
        if not known or any(compatible(parts, name_words(name)) for name, _ in known):
            return found
        spoken = lex.words[first].text.casefold() in self._vocabulary or "\n" in lex.gap(first)
        return replace(found, first=first + 1) if spoken else found

    def _add(self, occurrence: Occurrence) -> None:
        name = occurrence.known or self._written(occurrence)
        parts = name_words(name)
        person = self._same(parts, occurrence)
        title = occurrence.title
        if person is None:
            person = self._new(name, parts, occurrence.gender)
        if title is not None:
            self._learn(person, title)
        person.gender = person.gender or occurrence.gender
        insort(person.seen, occurrence.first)
        if len(parts) > 1 or not person.full:
            insort(person.full, occurrence.first)
        self.at[occurrence.first] = (person, occurrence)

    def _written(self, occurrence: Occurrence) -> str:
        """The name as it stands in the text; one all in capitals as running text has it."""
        name = self._lex.string(occurrence.first, occurrence.last)
        if not name.isupper() or occurrence.last - occurrence.first < 2:
            return name
        return recased(name, self._spelt)

    def _same(self, parts: tuple[str, ...], occurrence: Occurrence) -> Person | None:
        if len(parts) == 1:
            return self.named(parts[0], occurrence.first, occurrence.gender)
        for person in self._by_last.get(parts[-1], ())[-_NAMESAKES:]:
            other = name_words(person.name)
            if len(other) == 1 or compatible(parts, other):
                if len(parts) > len(other):
                    person.name = occurrence.known or self._written(occurrence)
                    for part in parts:
                        if person not in self._by_word[part][-_NAMESAKES:]:
                            self._by_word[part].append(person)
                return person
        return None

    def _new(self, name: str, parts: tuple[str, ...], gender: str | None) -> Person:
        known = self.gazetteer.match(name) if len(parts) > 1 else None
        if known is None and len(parts) > 1:
            fitting = {
                each: None
                for each in self.gazetteer.people(surname(name))
                if compatible(parts, name_words(each[0]))
            }
            if len({party for _, party in fitting}) == 1:
                known = next(iter(fitting))[1]
        elif known is None:
            candidates = [
                each
                for each in self.listed(surname(name))
                if gender is None or _gender_of_name(each[0]) in (gender, None)
            ]
            present = [each for each in candidates if self._called(each[0])]
            candidates = present or candidates
            if candidates and len({party for _, party in candidates}) == 1:
                name, known = candidates[0][0], candidates[0][1]
                parts = name_words(name)
        own = known is None
        party = known or Party(slug(name), name)
        person = Person(name, party, own, _gender_of_name(name))
        self.all.append(person)
        for part in parts:
            self._by_word[part].append(person)
        self._by_last[parts[-1]].append(person)
        return person

    def _called(self, name: str) -> bool:
        """Whether the first name stands in the document on its own."""
        return name.split()[0] in self._vocabulary

    def _learn(self, person: Person, title: Title) -> None:
        """The text outweighs the table: a title says whose side a person is on."""
        person.roles |= title.roles
        if title.body is not None:
            person.places.add(slug(title.body))
        entry = self.gazetteer.entry(person.party.id)
        if entry is not None and entry.kind == "person":
            holds = title.roles & _HIGH_OFFICES and not (title.former or title.independent)
            if entry.holds and holds and person.name in entry.people:
                person.office = self.gazetteer.party(entry.holds)
            if person.name != entry.party.name and title.roles & SPOKESPERSONS and not title.former:
                person.body = person.body or title.body  # who has gone over to another
            return
        if title.former:
            person.left |= title.roles
            person.body = None if title.roles & person.roles else person.body
            if not person.own and (title.party == person.party or person.served <= person.left):
                person.party, person.own = Party(slug(person.name), person.name), True
            return
        if title.independent or (title.roles and title.roles <= person.left):
            return
        if title.party is not None:
            person.party, person.own = title.party, False
            person.served = frozenset(title.roles)
        elif (
            title.body is not None
            and person.body is None
            and (person.own or title.roles & _STATELY)
            and (not title.roles & LEGISLATORS or "delegate" in title.roles)
            and not (title.roles & CHAIRS and of_chamber(title.body))
        ):
            person.body = title.body

    def _team(self) -> None:
        """Put the running mate of somebody on their side ("Reed's running mate, Gov. Ann Cole")."""
        lex = self._lex
        for index in range(2, len(lex)):
            if lex.lower(index) != "mate" or lex.lower(index - 1) != "running":
                continue
            owner = self.named(fold(lex.words[index - 3].text), index) if index > 2 else None
            if owner is None or not lex.possessive(index - 2):
                continue
            place = next((i for i in range(index + 1, index + _NEAR) if i in self.at), None)
            if place is not None and self.at[place][0] is not owner:
                mate = self.at[place][0]
                mate.party, mate.own, mate.body = owner.party, owner.own, None

    def _settle(self) -> None:
        """Give each person the side that only the whole document can tell."""
        for person in self.all:
            if person.office is not None and not person.roles & _CANDIDATES:
                person.party, person.own = person.office, False
        for person in self.all:
            if person.body is None:
                continue
            chief = self._by_last.get(name_words(person.body)[-1], [])
            entry = self.gazetteer.entry(person.party.id)
            if chief and chief[0] is not person:
                person.party, person.own = chief[0].party, False
            elif entry is None or entry.kind != "person":
                name = self.bodies.setdefault(slug(person.body), person.body)
                person.party, person.own = Party(slug(name), name), False

    def named(self, word: str, index: int, gender: str | None = None) -> Person | None:
        """Who bears the folded name ``word`` at word ``index``: the nearest one before it.

        A surname goes before a first name; a known gender that differs rules a person out.
        """
        for table in (self._by_last, self._by_word):
            people = [
                person
                for person in table.get(word, ())[-_NAMESAKES:]
                if not gender or not person.gender or person.gender == gender
            ]
            if people and table is self._by_last:
                return self._surnames.meant(word, index, self._foremost(people))
            if people:
                return min(people, key=lambda person: distance(person.seen, index))
        return None

    def _foremost(self, people: list[Person]) -> list[Person]:
        """Of namesakes those whom the surname alone may mean.

        A relative whom the table does not know and the text calls by the first name alone gives
        way to one whom it does know.
        """
        known = [person for person in people if not person.own]
        return known + [
            person
            for person in people
            if person.own and not (known and person.name.split()[0] in self._familiar)
        ]

    @cached_property
    def _familiar(self) -> frozenset[str]:
        """The names that stand alone in the text, with no other capital beside them."""
        lex = self._lex
        return frozenset(
            word.text
            for index, word in enumerate(lex.words)
            if word.text[:1].isupper()
            and not (lex.joined(index) and lex.capital(index - 1))
            and not (lex.joined(index + 1) and lex.capital(index + 1))
        )

    def listed(self, word: str) -> list[tuple[str, Party]]:
        """Full name and party of those in the table whom the surname ``word`` alone may mean here.

        None of them where the text introduces another bearer.  A user's own people it may mean
        anywhere, and so the famous unless somebody is "Ms Reed"; others only in their world.
        """
        listed = list(self.gazetteer.people(word))
        bearers = self._by_last.get(fold(word), ())
        if bearers:
            return [] if any(person.own for person in bearers) else listed
        famous = fold(word) in _FAMOUS and word not in self._courteous
        return [
            each
            for each in listed
            if famous or self.gazetteer.own(each[0]) or self._worlds.of(each[1])
        ]

    @cached_property
    def _courteous(self) -> frozenset[str]:
        """The words of the text that a "Ms" or "Dr" stands before."""
        lex = self._lex
        return frozenset(
            word.text
            for index, word in enumerate(lex.words)
            if lex.joined(index) and lex.lower(index - 1) in COURTESIES
        )

    def known(self, word: str) -> bool:
        """Whether ``word`` is part of anyone's name, here or in the table."""
        return fold(word) in self._by_word or bool(self.gazetteer.people(word))


_HIGH_OFFICES = frozenset(("president", "vice-president", "secretary", "premier"))
_STATELY = frozenset(("minister", "ambassador", "premier", "spokesman", "spokeswoman"))
_CANDIDATES = frozenset(
    ("candidate", "nominee", "hopeful", "contender", "front-runner", "frontrunner", "elect")
)
