"""The places of a document that mention a person or a party."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.parties.gazetteer import Form
from factcheck.parties.names import fold
from factcheck.parties.scene import Scene
from factcheck.parties.speakers import NOBODY, Mention, Speaker


def mentions(scene: Scene) -> Iterator[Mention]:
    """Every person and party that the text names, in order and without overlap."""
    lex = scene.lex
    index = 0
    while index < len(lex):
        past = index + 1
        speaker = NOBODY
        if index in scene.people.at:
            person, occurrence = scene.people.at[index]
            past, speaker = occurrence.last, Speaker(person.name, person.party)
        elif index in lex.hit_at:
            hit, past = lex.hit_at[index]
            if hit.party is not None and not (hit.place and hit.form is Form.SEAT):
                speaker = Speaker(hit.party.name, hit.party)
        elif index in scene.bodies.at:
            party, past = scene.bodies.at[index]
            speaker = Speaker(party.name, party)
        elif lex.capital(index) and lex.pos[index] == "PROPN":
            bearer = scene.people.named(fold(lex.words[index].text), index)
            if bearer is not None:
                speaker = Speaker(bearer.name, bearer.party)
        if speaker.party is not None:
            yield Mention(lex.words[index].start, lex.words[past - 1].end, speaker)
        index = max(past, index + 1)
