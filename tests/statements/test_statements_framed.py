"""Statements of contents that are no claims by themselves keep source and cue."""

from __future__ import annotations

import pytest

from factcheck import extract
from factcheck.attribution import attribute
from factcheck.attribution.tagged import Tagged
from factcheck.attribution.types import Construction, Range
from factcheck.parsing import parse
from factcheck.statements import Voice, statement

VOICE = Voice("Mara Voss", "Ruritania", "Sylvania")
NOBODY = Voice(None, None, None)


def told(text: str, source: str | None, cue: str, *content: str, voice: Voice = NOBODY) -> str:
    """The statement of the only attribution of a text, tagged so."""

    def at(words: str) -> Range:
        start = text.index(words)
        return start, start + len(words)

    tagged = Tagged(at(source) if source else None, at(cue), tuple(map(at, content)), 0.9)
    doc = parse(text)
    (found,) = attribute(doc, [tagged])
    assert found.construction is Construction.FRAMED
    return statement(doc, found, voice)


def test_source_and_cue_stay() -> None:
    text = "The envoy linked the fire to smugglers, reporters heard."
    content = "the fire to smugglers"
    assert told(text, "The envoy", "linked", content) == "The envoy linked the fire to smugglers."
    assert (
        told(text, "The envoy", "linked", content, voice=VOICE)
        == "Mara Voss linked the fire to smugglers."
    )


def test_what_was_not_said_stays_unsaid() -> None:
    text = "The minister has not said that the border was open."
    found = told(text, "The minister", "has not said", "that the border was open", voice=VOICE)
    assert found == "Mara Voss has not said that the border was open."


def test_also_and_then_are_left_out() -> None:
    text = "The envoy also linked the fire to smugglers."
    found = told(text, "The envoy", "also linked", "the fire to smugglers")
    assert found == "The envoy linked the fire to smugglers."


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "Officials voicing support for the truce left.",
            *("Officials", "voicing", "support for the truce"),
            "Officials voiced support for the truce.",
        ),
        (
            "The envoy, citing a lack of funds, left.",
            *("The envoy", "citing", "a lack of funds"),
            "The envoy cited a lack of funds.",
        ),
    ],
)
def test_a_participle_becomes_finite(
    text: str, source: str, cue: str, content: str, expected: str
) -> None:
    assert told(text, source, cue, content) == expected


def test_a_comma_at_the_end_of_the_content_goes() -> None:
    text = "The envoy linked the fire to smugglers, and left."
    found = told(text, "The envoy", "linked", "the fire to smugglers,")
    assert found == "The envoy linked the fire to smugglers."


def test_a_pronoun_is_no_source_where_the_party_is_known() -> None:
    text = "It linked the fire to smugglers."
    party = Voice(None, "Ruritania", "Ruritania")
    found = told(text, "It", "linked", "the fire to smugglers", voice=party)
    assert found == "Ruritania linked the fire to smugglers."


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The ferry is expected to leave on Monday.",
            *(None, "is expected"),
            ["The ferry", "to leave on Monday"],
        ),
        ("Its support for the truce is known.", "Its", "support", ["for the truce"]),
        ("Hopes for peace, as linked by the envoy.", "the envoy", "linked", ["Hopes for peace"]),
    ],
)
def test_the_whole_sentence_where_the_parts_make_no_clause(
    text: str, source: str | None, cue: str, content: list[str]
) -> None:
    assert told(text, source, cue, *content) == text


def test_only_the_sentence_of_the_attribution_is_told() -> None:
    text = "It rained. The ferry is expected to leave. It snowed."
    found = told(text, None, "is expected", "The ferry", "to leave")
    assert found == "The ferry is expected to leave."


def test_quotation_marks_go() -> None:
    text = "The envoy linked the “awful fire” to smugglers."
    found = told(text, "The envoy", "linked", "the “awful fire” to smugglers")
    assert found == "The envoy linked the awful fire to smugglers."


def test_we_is_told_as_the_party() -> None:
    text = "The envoy has not said “we lost our way”."
    found = told(text, "The envoy", "has not said", "“we lost our way”", voice=VOICE)
    assert "we" not in found.split()
    assert found.startswith("Mara Voss has not said")


def test_several_who_speak_are_told_as_written() -> None:
    text = "Voss and Orne praised the ferry."
    made = told(text, "Voss and Orne", "praised", "the ferry", voice=VOICE)
    assert made == "Voss and Orne praised the ferry."


def test_they_who_become_one_party_take_its_verb() -> None:
    voice = Voice(None, "Harbour Party")
    made = told("They praise the ferry.", "They", "praise", "the ferry", voice=voice)
    assert made == "The Harbour Party praises the ferry."


def test_the_name_after_what_a_source_is_stands_between_commas() -> None:
    said = extract("The phone company, Telvo, declined to say whether it would look elsewhere.")
    assert [c.statement for c in said] == [
        "The phone company, Telvo, declined to say whether it would look elsewhere."
    ]
