"""Which voices are heard in which documents."""

from __future__ import annotations

from collections import Counter

from factcheck.model import Party
from factcheck.parties.speakers import Speaker
from factcheck.parties.voices import Appearance, Heard, Voice

REED = Voice(Speaker("Ann Reed", Party("bakers-union", "Bakers' Union")), ("harlow-foods",))
FIRM = Voice(Speaker(None, Party("harlow-foods", "Harlow Foods")), source="the firm")
ONE = {Appearance("a", REED): 2, Appearance("b", REED): 1, Appearance("b", FIRM): 3}


def told(heard: Heard) -> dict[str, Counter[Voice]]:
    found: dict[str, Counter[Voice]] = {document: Counter() for document in heard.documents}
    for document, voice, count in zip(heard.document, heard.voice, heard.count, strict=True):
        found[heard.documents[document]][heard.voices[voice]] += int(count)
    return found


def test_what_is_heard_is_told_by_voice_and_by_document() -> None:
    heard = Heard.of(ONE)
    assert told(heard) == {"a": {REED: 2}, "b": {REED: 1, FIRM: 3}}
    assert dict(zip(heard.voices, heard.said, strict=True)) == {REED: 3, FIRM: 3}
    places = zip(heard.voices, heard.homes, strict=True)
    homes = {voice: {heard.documents[row] for row in rows} for voice, rows in places}
    assert homes == {REED: {"a", "b"}, FIRM: {"b"}}
    inside = [{heard.voices[row] for row in rows} for rows in heard.inside]
    assert dict(zip(heard.documents, inside, strict=True)) == {"a": {REED}, "b": {REED, FIRM}}
    assert heard.homes_of(range(2)) == {0, 1}


def test_other_documents_are_joined_whatever_they_share() -> None:
    more = {Appearance("c", FIRM): 1, Appearance("d", REED): 4}
    joined = Heard.of(ONE).joined(Heard.of(more))
    assert told(joined) == told(Heard.of({**ONE, **more}))
    assert joined.homes_of(range(len(joined.voices))) == {0, 1, 2, 3}


def test_equal_voices_are_one() -> None:
    again = Voice(REED.speaker, REED.targets)
    assert len({again, REED, FIRM}) == 2
    assert REED.ids == {"bakers-union", "harlow-foods"}
