"""Whose officer somebody is whom the text calls by a noun alone: "Police Chief Reed".

The body is the one that the text names elsewhere ("the Harlow Police Department"), else the many
who go by that noun ("police").
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from factcheck.model import Party
from factcheck.parties.bands import band
from factcheck.parties.common_nouns import CommonNouns
from factcheck.parties.occurrences import one_of
from factcheck.parties.scene import Scene
from factcheck.parties.sides import called, crowd
from factcheck.parties.titles import BODIES, FIELDS_OF_BODIES
from factcheck.parties.vocabulary import word_list

_VOICES = word_list("voices")
_STATE_ORGANS = word_list("state_organs")


def lend_bodies(scene: Scene, common: CommonNouns) -> None:
    """Give those of no side whose office has a noun before it the side of the body so called."""
    lex = scene.lex
    for person, named in scene.people.at.values():
        title = named.title
        if not person.own or person.left:
            continue
        if title is None:
            party = _one_of(scene, named.last)
        elif title.former or title.party is not None or title.body is not None:
            continue
        elif _organises(scene, named.lead, named.first, title.roles):
            party = called("organisers")
        elif title.independent:
            continue
        elif lex.lower(named.first - 1) == "prosecutor" and _prosecuted(scene):
            party = called("prosecutors")
        elif _ranked(scene, named.lead, named.first):
            party = of_noun(scene, common, "police", named.lead)
        else:
            party = _employer(scene, common, named.lead, named.first)
            party = party or _employer(scene, common, named.last, named.tail)
            tail = range(named.last, named.tail)
            party = party or next(filter(None, (band(scene, lex.lower(i)) for i in tail)), None)
        if party is not None:
            person.party, person.own = party, False


def _prosecuted(scene: Scene) -> bool:
    """Whether the text speaks of the prosecutors as of one side."""
    return any(scene.places(word, len(scene.lex)) for word in ("prosecution", "prosecutors"))


def _one_of(scene: Scene, last: int) -> Party | None:
    """The side in "Ann Reed, one of the organisers"."""
    side = called(one_of(scene.lex, last))
    return side if side is not None and side.id in _ACTING else None


def _organises(scene: Scene, first: int, last: int, roles: Collection[str]) -> bool:
    """Whether the office is an organiser's of a march or a strike, and not a union's."""
    words = {scene.lex.lower(index) for index in range(first, last)}
    return not _ORGANISERS.isdisjoint(roles) and words.isdisjoint(BODIES | {"community"})


def _ranked(scene: Scene, first: int, last: int) -> bool:
    """Whether the words are a rank that only police have: "Chief Superintendent"."""
    words = [scene.lex.lower(index) for index in range(first, last)]
    pairs = pairwise(words)
    return ("detective" in words and "private" not in words) or any(
        before == "chief" and rank in _RANKS for before, rank in pairs
    )


def _employer(scene: Scene, common: CommonNouns, first: int, last: int) -> Party | None:
    """Whose the office among the words ``first`` to ``last`` is."""
    lex = scene.lex
    for index in range(first + 1, last):
        if lex.lower(index) in _VOICES and lex.gap(index) == " ":
            noun = lex.lower(index - 1)
            known = noun in FIELDS_OF_BODIES | BODIES
            return of_noun(scene, common, noun, index - 1) if known else None
    return None


def of_noun(scene: Scene, common: CommonNouns, noun: str, index: int) -> Party | None:
    """The body that goes by the ``noun`` at a word: one of the text, else a side without a name."""
    named = _called_after(scene, noun)
    if len(named) == 1:
        return next(iter(named))
    if named or scene.bodies.nouns.knows(noun):
        return None if named else scene.bodies.nouns.only(noun)
    if noun in _STATE_ORGANS or noun == "police":
        called_so = scene.lex.lower(index) == noun
        found = common.definite(index, index + 1) if called_so else None
        if found is not None:
            return found.party
    side = called(noun)
    return side if side is not None and (crowd(side) or noun in _ALONE) else None


def _called_after(scene: Scene, noun: str) -> set[Party]:
    """The bodies of the text that have the noun in their name, and a noun for their kind."""
    found = set()
    for party, _ in scene.bodies.at.values():
        parts = party.id.split("-")
        if noun in parts and (noun in BODIES or not _KINDS.isdisjoint(parts)):
            found.add(party)
    return found


_KINDS = BODIES | {"service", "services"}
_ORGANISERS = frozenset(("organiser", "organizer"))
_RANKS = frozenset(("constable", "inspector", "superintendent"))
#: Sides for which any one of them speaks.
_ACTING = frozenset(("investigators", "organisers", "police", "prosecutors"))
#: Bodies of which a dispute mostly has one, so that their officers need no name for it.
_ALONE = frozenset(("hospital", "museum", "school", "union", "university"))
