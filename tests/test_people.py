"""Claims of several documents under one name and one side a person."""

from __future__ import annotations

from dataclasses import replace

from factcheck import people
from factcheck.model import Act, Claim, DocumentInfo, Form, Party, Span

FOODS = Party("harlow-foods", "Harlow Foods")


def _claim(id_: str, document: str, source: str, speaker: str | None, party: Party | None) -> Claim:
    span = Span(0, len(source), source)
    return Claim(
        id_, DocumentInfo(document, document), span, None, (span,), span, "It is so.", speaker,
        party, Form.INDIRECT, Act.ASSERTION, ("bakers-union",),
    )  # fmt: skip


def test_the_side_that_one_document_tells_holds_in_all() -> None:
    told = _claim("1", "a", "Ann Reed of Harlow Foods", "Ann Reed", FOODS)
    bare = _claim("2", "b", "Ms Reed", "Reed", Party("reed", "Reed"))
    claims, spellings = people.united([told, bare])
    assert [(claim.speaker, claim.party) for claim in claims] == [("Ann Reed", FOODS)] * 2
    assert people.as_written(claims, spellings) == [told, bare]


def test_a_surname_is_of_the_one_for_whom_another_document_has_others_speak() -> None:
    reed = Party("ann-reed", "Ann Reed")
    voiced = _claim("1", "a", "Ms Reed's spokesman, Lee Roe", "Lee Roe", reed)
    bare = _claim("2", "b", "Ms Reed", "Reed", Party("reed", "Reed"))
    assert people.united([voiced, bare])[0][1].party == reed


def test_a_former_officer_keeps_apart() -> None:
    told = _claim("1", "a", "Ann Reed of Harlow Foods", "Ann Reed", FOODS)
    left = _claim("2", "b", "Former manager Ann Reed", "Ann Reed", Party("ann-reed", "Ann Reed"))
    assert people.united([told, left])[0] == [told, left]


def test_nobody_blames_their_own_side() -> None:
    told = _claim("1", "a", "Ann Reed of Harlow Foods", "Ann Reed", FOODS)
    bare = _claim("2", "b", "Ann Reed", "Ann Reed", Party("ann-reed", "Ann Reed"))
    bare = replace(bare, targets=("harlow-foods",))
    assert people.united([told, bare])[0][1].targets == ()


def test_a_group_without_a_name_gives_way_to_one_that_another_document_names() -> None:
    side = Party("company", "the company")
    bare = _claim("1", "a", "The company", None, side)
    assert people.united([bare])[0] == [bare]


def test_an_office_that_another_document_tells_is_filled() -> None:
    told = _claim("1", "a", "Ann Reed, chairwoman of Harlow Foods", "Ann Reed", FOODS)
    named = _claim("2", "b", "Ms Reed", "Ann Reed", FOODS)
    office = replace(_claim("3", "b", "The chairwoman", "", None), speaker=None)
    office = replace(office, targets=("harlow-foods", "bakers-union"))
    claims, spellings = people.united([told, named, office])
    assert (claims[2].speaker, claims[2].party) == ("Ann Reed", FOODS)
    assert claims[2].targets == ("bakers-union",)
    assert people.as_written(claims, spellings) == [told, named, office]


def test_who_speaks_in_a_document_survives_as_text() -> None:
    written = [
        _claim("1", "a", "the former officer", "Reed", Party("reed", "Reed")),
        _claim("2", "a", "the union", None, None),
        _claim("3", "a", "the union", None, None),
    ]
    named = [replace(written[0], speaker="Ann Reed", party=FOODS, targets=()), *written[1:]]
    told = people.told(written, named)
    assert list(told.values()) == [1, 2]
    read = [people.told_of(text) for text in told]
    assert [voice for voice, _ in read] == [people.appearance(each).voice for each in written[:2]]
    renamed, spellings = people.renamed(written[:2], [name for _, name in read])
    assert renamed == named[:2]
    assert people.as_written(renamed, spellings) == written[:2]


def test_spellings_are_joined_as_if_written_at_once() -> None:
    one = {"b": ("Jo Bloggs", FOODS, ("DEU",))}
    two = {"a": (None, None, ())}
    assert people.joined(people.to_json(one), two) == people.to_json({**one, **two})
    assert people.joined(people.to_json(one), {}) == people.to_json(one)


def test_who_speaks_for_a_group_without_a_name_does_so_in_all_documents() -> None:
    police = Party("police", "police")
    chief = _claim("1", "a", "Police Chief Ann Reed", "Ann Reed", police)
    bare = _claim("2", "b", "Ms Reed", "Reed", Party("reed", "Reed"))
    claims, _ = people.united([chief, bare])
    assert [(claim.speaker, claim.party) for claim in claims] == [("Ann Reed", police)] * 2
    named = _claim("3", "c", "Ann Reed of Harlow Foods", "Ann Reed", FOODS)
    claims, _ = people.united([chief, bare, named])
    assert {claim.party for claim in claims} == {FOODS}


def test_a_source_by_a_described_noun_is_the_body_so_called() -> None:
    union = Party("harlow-dockers-union", "Harlow Dockers' Union")
    named = _claim("1", "a", "The Harlow Dockers' Union", "Harlow Dockers' Union", union)
    noun = replace(_claim("2", "a", "The dockers' union", None, None), targets=())
    assert people.united([named, noun])[0][1].party == union
