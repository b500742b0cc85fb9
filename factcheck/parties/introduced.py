"""People whose side stands before the name: "a spokesman for Norland, Ann Reed", "Elm's Ann Reed".

A title right before a name is read with it; these are set off by a comma, or say no more than
whose the person is.
"""

from __future__ import annotations

from factcheck.model import Party
from factcheck.parties.occurrences import Occurrence
from factcheck.parties.phrases import Phrases
from factcheck.parties.scene import Scene
from factcheck.parties.sides import unnamed
from factcheck.parties.titles import SPOKESPERSONS, read_title

_LONGEST = 12  # words of what stands before a name
_OF = frozenset(("at", "for", "from", "of"))
_ARTICLES = frozenset(("a", "an", "the"))


def introduce(scene: Scene, phrases: Phrases) -> None:
    """Give people of no known side that of the body they are introduced with."""
    for start in scene.person_starts:
        person, occurrence = scene.people.at[start]
        if not person.own or person.left:
            continue
        party = _set_off(scene, phrases, occurrence) or _owner(scene, occurrence)
        if party is not None and not unnamed(party) and party != person.party:
            person.party, person.own = party, False


def _set_off(scene: Scene, phrases: Phrases, named: Occurrence) -> Party | None:
    """The side in "a spokesman for Norland, Ann Reed,"."""
    lex, end = scene.lex, named.first
    if named.lead != end or not end or lex.gap(end).strip() != ",":
        return None
    for index in range(end - 2, max(0, end - _LONGEST), -1):
        if lex.gap(index + 1) not in (" ", "-"):
            return None
        spoken = lex.lower(index) in SPOKESPERSONS and lex.lower(index + 1) in _OF
        if spoken and lex.lower(index - 1) in _ARTICLES:
            return _spoken_for(scene, phrases, index, end)
    return None


def _spoken_for(scene: Scene, phrases: Phrases, first: int, last: int) -> Party | None:
    """The side in the words "spokesman for Norland"."""
    title = read_title(scene.lex, first, last)
    if title is None or title.former:
        return None
    party = title.party or phrases.persons.owner(first, last)
    if party is None and title.body is not None:
        party = scene.bodies.known(title.body)
    return party


def _owner(scene: Scene, named: Occurrence) -> Party | None:
    """The body in "Elm Aid's Ann Reed"; a state's people need not speak for it."""
    lex, at = scene.lex, named.first - 2
    if at < 0 or not lex.possessive(at + 1) or not lex.joined(named.first):
        return None
    if named.title is not None and named.title.roles:
        return None
    if at in lex.hit_over:
        party = lex.hit_at[lex.hit_over[at]][0].party
        if party is None or (len(party.id) == 3 and party.id.isupper()):
            return None
        known = scene.gazetteer.entry(party.id)
        return party if known is None or known.kind != "person" else None
    for party, past in scene.bodies.at.values():
        if past == at + 1 and not party.id.isupper():
            return party
    return None
