"""Whose a ministry or a minister is that a report names without a state."""

from __future__ import annotations

from collections import defaultdict

from factcheck.model import Party
from factcheck.parties.bodies import Bodies
from factcheck.parties.lexical import Lexical
from factcheck.parties.people import People
from factcheck.parties.vocabulary import word_list

_HEADS = frozenset(("chancellor", "king", "premier", "president", "queen"))
#: Those who are where their state has its seat; an envoy or a general may be anywhere.
_SEATED = frozenset(("chancellor", "minister", "premier", "president"))
_BETWEEN = frozenset(("a", "an", "its", "meanwhile", "the", "whose"))
_OPENING = frozenset(("and", "but", "meanwhile", "speaking", "while"))
#: Fields whose "chief" is a minister or a general.
_CABINET = frozenset(("defence", "defense", "interior"))
_NEAR = 20  # words in which a state is still spoken of
_PEERS = word_list("peers")


def lend_organs(lex: Lexical, bodies: Bodies, home: Party | None) -> None:
    """Take a "Ministry of Trade" of no state for that of the state that it is called after.

    That is the one that owns it somewhere in the text ("Norland's Ministry of Trade"), else
    ``home``; of two owners it is neither's.
    """
    owners: dict[Party, set[Party]] = defaultdict(set)
    for first, (party, _) in bodies.at.items():
        if party.id.startswith("ministry-of-"):
            owners[party] |= _owners(lex, first)
    for organ, owning in owners.items():
        state = next(iter(owning)) if len(owning) == 1 else None if owning else home
        if state is not None:
            bodies.rename({organ.id}, state)


def lend_ministers(lex: Lexical, people: People, home: Party) -> None:
    """Take a minister of no state for one of ``home``, where the text was written.

    Not where another state was named last: "Norland denied it.  … said Interior Minister Reed".
    """
    for person, occurrence in people.at.values():
        unplaced = person.own and not person.places and not person.left
        counterpart = lex.lower(occurrence.lead - 1) in _PEERS
        chief = "chief" in person.roles and not _CABINET.isdisjoint(person.roles)
        if unplaced and (chief or "minister" in person.roles) and not counterpart:
            if _named_before(lex, occurrence.lead) not in (None, home):
                continue
            person.party, person.own = home, False


def lend_by_place(lex: Lexical, people: People) -> None:
    """Take the minister in "In Athens, Foreign Minister Ann Reed said …" for one of Greece.

    The place that a sentence begins with tells more than where the text was written.  Of two such
    places it is neither's.
    """
    placed: dict[str, set[Party]] = defaultdict(set)
    for person, occurrence in people.at.values():
        unplaced = person.own and not person.places and not person.left
        roles = occurrence.title.roles if occurrence.title is not None else frozenset()
        seated = roles & _SEATED or lex.lower(occurrence.lead) == "presidential"
        if unplaced and seated and lex.lower(occurrence.lead - 1) not in _PEERS:
            state = place_before(lex, occurrence.lead)
            if state is not None:
                placed[person.name].add(state)
    for person in people.all:
        if len(placed.get(person.name, ())) == 1:
            person.party, person.own = next(iter(placed[person.name])), False


def place_before(lex: Lexical, index: int) -> Party | None:
    """The state in "In Athens, the [ministry] …": whose seat or name opens the clause at a word."""
    while index > 0 and lex.lower(index - 1) in _BETWEEN and not lex.opens(index):
        index -= 1
    over = lex.hit_over.get(index - 1)
    if over is None or lex.gap(index).strip() != "," or lex.lower(over - 1) != "in":
        return None
    hit, past = lex.hit_at[over]
    opening = lex.opens(over - 1) or lex.lower(over - 2) in _OPENING
    return hit.party if past == index and opening and lex.state(hit.party) else None


def lend_heads(lex: Lexical, people: People) -> None:
    """Take "President Ann Reed" for the one whom the text calls "Norland's president" elsewhere."""
    owners: dict[str, set[Party]] = defaultdict(set)
    for hit, past in lex.hit_at.values():
        place = past + int(lex.possessive(past))
        office, named = lex.lower(place), lex.joined(place + 1) and lex.capital(place + 1)
        if office in _HEADS and not named and hit.party is not None and lex.state(hit.party):
            owners[office].add(hit.party)
    for person, occurrence in people.at.values():
        roles = occurrence.title.roles if occurrence.title is not None else frozenset()
        bare = occurrence.first == occurrence.lead + 1 and not (person.places or person.left)
        for office in roles & owners.keys():
            if person.own and bare and len(owners[office]) == 1:
                person.party, person.own = next(iter(owners[office])), False


def _named_before(lex: Lexical, index: int) -> Party | None:
    """The state named last before word ``index``, close by."""
    for place in range(index - 1, max(-1, index - _NEAR), -1):
        hit = lex.hit_at[place][0] if place in lex.hit_at else None
        if hit is not None and lex.state(hit.party):
            return hit.party
    return None


def _owners(lex: Lexical, first: int) -> set[Party]:
    """The state in the possessive or the adjective before word ``first``."""
    before = lex.hit_over.get(first - 2 if lex.possessive(first - 1) else first - 1)
    hit = lex.hit_at[before][0] if before is not None and lex.joined(first) else None
    return {hit.party} if hit is not None and hit.party and lex.state(hit.party) else set()
