"""Everything that is known of one document before any phrase of it is resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.model import Party
from factcheck.parties.bodies import Bodies
from factcheck.parties.craft import sides
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.home import home, written_in
from factcheck.parties.issuer import issuer, own_organs
from factcheck.parties.lexical import Lexical
from factcheck.parties.ownership import lend_by_place, lend_heads, lend_ministers, lend_organs
from factcheck.parties.people import People, Person
from factcheck.parties.unlisted import unlisted

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Scene:
    """A parsed document with its words marked up, its people and its bodies."""

    doc: Doc
    lex: Lexical
    gazetteer: Gazetteer
    people: People
    bodies: Bodies
    issuer: Party | None
    home: Party | None
    """The state whose organs the text names without saying whose."""
    dateline: Party | None
    """The state that the text was written in, as its dateline says."""

    @classmethod
    def read(cls, doc: Doc, gazetteer: Gazetteer) -> Scene:
        """Gather what ``doc`` holds, in linear time."""
        lex = Lexical.read(doc, gazetteer)
        states = unlisted(lex, gazetteer)
        if states:
            gazetteer = gazetteer.extended(states)
            lex = Lexical.read(doc, gazetteer)
        people = People(lex, gazetteer)
        bodies = Bodies(lex, people, sides(lex, doc, people))
        dateline = written_in(lex, gazetteer)
        state = home(lex, people, dateline)
        own = issuer(lex, gazetteer, bodies, state)
        if own is None:
            lend_organs(lex, bodies, state)
            lend_heads(lex, people)
            lend_by_place(lex, people)
            if dateline is not None:
                lend_ministers(lex, people, dateline)
            return cls(doc, lex, gazetteer, people, bodies, None, state, dateline)
        if lex.state(own.party):
            own_organs(lex, own.party)
            state = own.party
        entry = gazetteer.entry(own.party.id)
        business = entry is not None and entry.kind == "company"
        bodies.adopt(own.party, own.nouns, business=business)
        return cls(doc, lex, gazetteer, people, bodies, own.party, state, dateline)

    @cached_property
    def person_starts(self) -> list[int]:
        """Word indexes at which people are named with more than a surname, sorted."""
        return sorted(self.people.at)

    @cached_property
    def by_name(self) -> dict[str, Person]:
        """The people by full name."""
        return {person.name: person for person in self.people.all}

    def places(self, word: str, before: int) -> list[int]:
        """Where ``word``, in lower case, stands before the word index ``before``."""
        found = self._places.get(word, [])
        return found[: bisect_left(found, before)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index in range(len(self.lex)):
            found[self.lex.lower(index)].append(index)
        return found
