"""Everything that is known of one document before any phrase of it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.model import Party
from factcheck.parties.bodies import Bodies
from factcheck.parties.craft import sides
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.issuer import home, issuer, own_organs, written_in
from factcheck.parties.lexical import Lexical
from factcheck.parties.ownership import lend_ministers, lend_organs
from factcheck.parties.people import People, Person

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

    @classmethod
    def read(cls, doc: Doc, gazetteer: Gazetteer) -> Scene:
        """Gather what ``doc`` holds, in linear time."""
        lex = Lexical.read(doc, gazetteer)
        people = People(lex, gazetteer)
        bodies = Bodies(lex, people, sides(lex, doc, people))
        own = issuer(lex, gazetteer, bodies, people)
        if own is not None:
            if own.party.id.isupper():
                own_organs(lex, own.party)
            entry = gazetteer.entry(own.party.id)
            bodies.adopt(
                own.party, own.nouns, business=entry is not None and entry.kind == "company"
            )
        else:
            lend_organs(lex, bodies, home(lex, organs=False))
            here = written_in(lex)
            if here is not None:
                lend_ministers(lex, people, here)
        return cls(doc, lex, gazetteer, people, bodies, own.party if own else None)

    @cached_property
    def person_starts(self) -> list[int]:
        """Word indexes at which people are named with more than a surname, sorted."""
        return sorted(self.people.at)

    @cached_property
    def home(self) -> Party | None:
        """The state whose organs the text names without saying whose."""
        if self.issuer is not None and self.issuer.id.isupper():
            return self.issuer
        return home(self.lex)

    @cached_property
    def dateline(self) -> Party | None:
        """The state that the text was written in, as its dateline says."""
        return written_in(self.lex)

    @cached_property
    def by_name(self) -> dict[str, Person]:
        """The people by full name."""
        return {person.name: person for person in self.people.all}
