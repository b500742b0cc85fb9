"""People whose side stands beside the name: "a spokesman for Norland, Ann Reed", "Elm's Ann Reed".

A title right before a name is read with it; these are set off by a comma ("Ann Reed, who heads
the Fish Board", "Ann Reed, of the Fish Board"), or say no more than whose the person is; or the
body goes by its kind ("gallery director Ann Reed").
"""

from __future__ import annotations

from factcheck.model import Party
from factcheck.parties.occurrences import Occurrence
from factcheck.parties.phrases import Phrases
from factcheck.parties.scene import Scene
from factcheck.parties.senders import SENT_BY_BODIES
from factcheck.parties.sides import unnamed
from factcheck.parties.titles import (
    BODIES,
    COURTESIES,
    LOOSE,
    OFFICES,
    PORTFOLIOS,
    SPOKESPERSONS,
    read_title,
)
from factcheck.parties.vocabulary import word_list

_INSIDE = (" ", "-", "' ", "\u2019 ", "'", "\u2019")  # between the words of one name
_LAWYERS = frozenset(("attorney", "barrister", "lawyer", "solicitor"))
_LONGEST = 12  # words of what stands before a name
_OF = frozenset(("at", "for", "from", "of"))
_BELONGING = frozenset(("from", "of", "with"))
_HEADING = word_list("heading")
_JOINERS = SENT_BY_BODIES | {"organiser", "organizer"}
_ARTICLES = frozenset(("a", "an", "the"))
_CABINET = frozenset(("minister", "secretary"))


def introduce(scene: Scene, phrases: Phrases) -> None:
    """Give people of no known side that of the body they are introduced with."""
    for start in scene.person_starts:
        person, occurrence = scene.people.at[start]
        if not person.own or person.left:
            continue
        party = (
            _set_off(scene, phrases, occurrence)
            or _owner(scene, occurrence)
            or _aside(scene, phrases, occurrence)
            or _of_kind(scene, occurrence)
            or _of_holder(phrases, occurrence)
        )
        if party is not None and not unnamed(party) and party != person.party:
            person.party, person.own = party, False


def _set_off(scene: Scene, phrases: Phrases, named: Occurrence) -> Party | None:
    """The side in "a spokesman for Norland, Ann Reed,", "counsel for the union, Mr Reed,"."""
    lex, end = scene.lex, named.lead
    courteous = all(lex.lower(index) in COURTESIES for index in range(end, named.first))
    if not courteous or not end or lex.gap(end).strip() != ",":
        return None
    for index in range(end - 2, max(-1, end - _LONGEST), -1):
        if lex.gap(index + 1) not in (" ", "-"):
            return None
        if lex.lower(index + 1) not in _OF:
            continue
        spoken = lex.lower(index) in SPOKESPERSONS | _LAWYERS and lex.lower(index - 1) in _ARTICLES
        if spoken or lex.lower(index) == "counsel":
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
    return party or phrases.speaker(first, last, None).party


def _owner(scene: Scene, named: Occurrence) -> Party | None:
    """The body in "Elm Aid's Ann Reed"; a state's people need not speak for it."""
    lex, at = scene.lex, named.first - 2
    if at < 0 or not lex.possessive(at + 1) or not lex.joined(named.first):
        return None
    if named.title is not None and named.title.roles:
        return None
    if at in lex.hit_over:
        party = lex.hit_at[lex.hit_over[at]][0].party
        if party is None or lex.state(party):
            return None
        known = scene.gazetteer.entry(party.id)
        return party if known is None or known.kind != "person" else None
    for party, past in scene.bodies.at.values():
        if past == at + 1 and not lex.state(party):
            return party
    return None


def _aside(scene: Scene, phrases: Phrases, named: Occurrence) -> Party | None:
    """The body in "Ann Reed, who heads the Fish Board,", "Ann Reed, of the Fish Board,"."""
    lex, after = scene.lex, named.last
    if after >= len(lex) or lex.gap(after).strip() != ",":
        return None
    who = lex.lower(after) == "who"
    if who and (lex.lower(after + 1) in _HEADING or lex.lower(after + 1) == "is"):
        first = after + 2
    elif lex.lower(after) in _BELONGING:
        first = after + 1
    elif lex.lower(after + 1) in _JOINERS and lex.lower(after + 2) in _BELONGING | {"for"}:
        first = after + 3  # "Ann Reed, a monitor with Elm Aid"
    else:
        return None
    last = first
    while last < min(len(lex), first + _LONGEST) and (last == first or lex.gap(last) in _INSIDE):
        last += 1
    if last >= len(lex) or not lex.gap(last).strip().startswith((",", ".")):
        return None
    if who and lex.lower(after + 1) == "is":
        return _spoken_for(scene, phrases, first, last)
    return _body(scene, phrases, first, last)


def _body(scene: Scene, phrases: Phrases, first: int, last: int) -> Party | None:
    """The body that the words name; a state only as the owner of an organ."""
    lex = scene.lex
    party = phrases.speaker(first, last, None).party
    if party is None or not lex.state(party):
        return party
    organ = any(lex.lower(index) in BODIES and lex.capital(index) for index in range(first, last))
    return party if organ else None


def _of_holder(phrases: Phrases, named: Occurrence) -> Party | None:
    """The side of the one person whose office stands in "the mayor's spokesman, Ann Reed"."""
    title = named.title
    if title is None or title.former or title.roles.isdisjoint(SPOKESPERSONS):
        return None
    return phrases.principal(named.lead, named.first)


def _of_kind(scene: Scene, named: Occurrence) -> Party | None:
    """The only body of the text with "Gallery" in its name, for "gallery director Ann Reed"."""
    lex, role = scene.lex, named.first - 1
    kind = role - 1
    if named.title is None or named.title.independent or kind < named.lead:
        return None
    if lex.lower(role) not in OFFICES - LOOSE:
        return None
    if not lex.joined(role) or (lex.capital(kind) and not lex.opens(kind)):
        return None
    word = lex.lower(kind)
    if word in PORTFOLIOS and lex.lower(role) in _CABINET:
        return None  # "Education Secretary Ann Reed"
    bodies = [party for party, _ in scene.bodies.at.values()]
    bodies += [hit.party for hit, _ in lex.hit_at.values() if hit.party is not None]
    found = {party.id: party for party in bodies if word in party.name.casefold().split()}
    return next(iter(found.values())) if len(found) == 1 else None
