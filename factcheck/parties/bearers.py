"""Whose officer somebody is whom the text calls by a noun alone: "Police Chief Reed".

The body is the one that the text names elsewhere ("the Harlow Police Department"), else the many
who go by that noun ("police").
"""

from __future__ import annotations

from factcheck.model import Party
from factcheck.parties.common_nouns import CommonNouns
from factcheck.parties.scene import Scene
from factcheck.parties.sides import called, crowd
from factcheck.parties.titles import BODIES, FIELDS_OF_BODIES
from factcheck.parties.vocabulary import word_list

_VOICES = word_list("voices")
_STATE_ORGANS = word_list("state_organs")


def lend_bodies(scene: Scene, common: CommonNouns) -> None:
    """Give those of no side whose office has a noun before it the side of the body so called."""
    for person, named in scene.people.at.values():
        title = named.title
        if not person.own or title is None or title.former or title.independent:
            continue
        if title.party is not None or title.body is not None:
            continue
        for first, last in ((named.lead, named.first), (named.last, named.tail)):
            party = _employer(scene, common, first, last)
            if party is not None:
                person.party, person.own = party, False
                break


def _employer(scene: Scene, common: CommonNouns, first: int, last: int) -> Party | None:
    """Whose the office among the words ``first`` to ``last`` is."""
    lex = scene.lex
    for index in range(first + 1, last):
        if lex.lower(index) not in _VOICES or lex.gap(index) != " ":
            continue
        noun = lex.lower(index - 1)
        if noun not in FIELDS_OF_BODIES | BODIES:
            return None
        named = _called_after(scene, noun)
        if len(named) == 1:
            return next(iter(named))
        if named or scene.bodies.nouns.knows(noun):
            return None
        if noun in _STATE_ORGANS or noun == "police":
            found = common.definite(index - 1, index)
            if found is not None:
                return found.party
        side = called(noun)
        return side if side is not None and crowd(side) else None
    return None


def _called_after(scene: Scene, noun: str) -> set[Party]:
    """The bodies of the text that have the noun in their name, and a noun for their kind."""
    found = set()
    for party, _ in scene.bodies.at.values():
        parts = party.id.split("-")
        if noun in parts and (noun in BODIES or not _KINDS.isdisjoint(parts)):
            found.add(party)
    return found


_KINDS = BODIES | {"service", "services"}
