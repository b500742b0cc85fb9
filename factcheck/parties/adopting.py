"""People whose side the subject of a sentence before tells: "its secretary, Ann Reed".

The office says no more than that it is a body's, or a "French colleague" that it is a state's.
"""

from __future__ import annotations

from functools import cached_property

from factcheck.model import Party
from factcheck.parties.body_phrases import peer_of
from factcheck.parties.occurrences import Occurrence
from factcheck.parties.pronouns import PLURAL, SINGULAR, Pronouns
from factcheck.parties.scene import Scene
from factcheck.parties.sides import unnamed
from factcheck.parties.speakers import Speaker
from factcheck.parties.titles import HEADS_OF_BODIES, LOOSE, OFFICES, SPOKESPERSONS
from factcheck.parties.vocabulary import word_list

_CLOSE = 2  # subjects that "spokesman Reed" looks back over
_MOUTHS = frozenset(("spokesman", "spokesperson", "spokeswoman"))
_OF_FIRMS = word_list("offices_of_firms")
_PARTS_OF_OFFICES = word_list("parts_of_offices")
_UNIONS = word_list("unions_of_workers")


def adopt(scene: Scene, pronouns: Pronouns) -> None:
    """Give the bearer of an office in "its secretary, Ann Reed" the side of the body meant.

    So for a bare "spokesman Reed" or "regional officer Reed" after a body that was a subject.
    """
    _Adoption(scene, pronouns).adopt()


class _Adoption:
    """Looks for the subjects that people are told by."""

    def __init__(self, scene: Scene, pronouns: Pronouns) -> None:
        self._scene = scene
        self._lex = scene.lex
        self._pronouns = pronouns

    def adopt(self) -> None:
        """Change the people of the scene."""
        lex = self._lex
        for start in self._scene.person_starts:
            person, named = self._scene.people.at[start]
            roles = named.title.roles if named.title else frozenset()
            peer = self._peer(named) if person.own else None
            if peer is not None:
                person.party, person.own = peer, False
            if not person.own or not roles & OFFICES - LOOSE:
                continue
            pronoun = lex.lower(named.lead - 1)
            owner = self._pronouns.body(named.lead - 1) if pronoun == "its" else None
            if lex.lower(named.last) == "its":
                owner = self._pronouns.body(named.last)  # "Ann Reed, its secretary"
            if pronoun in ("his", "her") and roles & SPOKESPERSONS:
                owner = self._pronouns.person(pronoun, named.lead - 1, None)
            elif roles <= _MOUTHS and named.first == named.lead + 1 and owner is None:
                owner = self._spoken_for(named.lead)
            elif owner is None and self._runs_a_firm(named):
                owner = self._firm_before(named.lead)
            if owner is None or owner.party is None or unnamed(owner.party):
                continue
            if owner.name != person.name:
                person.party, person.own = owner.party, False

    def _peer(self, named: Occurrence) -> Party | None:
        """The state in "his French colleague, Ann Reed" after one who speaks for a state."""
        lex, first = self._lex, named.lead - 3
        pronoun = lex.lower(first)
        if lex.gap(named.lead) != ", " or pronoun not in ("her", "his"):
            return None
        peer = peer_of(lex, self._scene.gazetteer, first, named.lead)
        if peer is None or not lex.state(peer):
            return None
        return peer if lex.state(self._pronouns.person(pronoun, first, None).party) else None

    def _runs_a_firm(self, named: Occurrence) -> bool:
        """Whether the title is one that firms, unions and the like have, and says not whose."""
        words = {self._lex.lower(index) for index in range(named.lead, named.first)}
        heads = words & HEADS_OF_BODIES or (words & _PARTS_OF_OFFICES and words & OFFICES)
        return words <= _OF_FIRMS and bool(heads)

    def _firm_before(self, index: int) -> Speaker | None:
        """The last subject before word ``index``, if it names a body that acts and is no state."""
        pronouns = self._pronouns
        for subject in pronouns.subjects.before(index, _CLOSE):
            found = pronouns.of_subject(subject)
            if found is None and self._lex.pronoun(subject.first) in SINGULAR | PLURAL:
                continue  # "“We shut the valve,” chief executive Reed said"
            party = found.party if found is not None else None
            if found is None or party is None or self._lex.state(party):
                return None
            person = found.name is not None and pronouns.is_person(found.name)
            return found if party in self._firms and not person else None
        return None

    @cached_property
    def _firms(self) -> frozenset[Party]:
        """The bodies that the text names: those that no table knows, a user's own, and unions."""
        table = self._scene.gazetteer
        listed = {hit.party for hit, _ in self._lex.hit_at.values() if hit.party is not None}
        listed = {party for party in listed if table.given(party.id) or party.id in _UNIONS}
        return frozenset(party for party, _ in self._scene.bodies.at.values()) | listed

    def _spoken_for(self, index: int) -> Speaker | None:
        """Whose the bare office at word ``index`` is: the last subject's, if it is a body."""
        pronouns = self._pronouns
        for subject in pronouns.subjects.before(index, _CLOSE):
            found = pronouns.of_subject(subject)
            if found is not None:
                body = found.name is None or not pronouns.is_person(found.name)
                return found if body and not pronouns.lone_official(subject) else None
        return None
