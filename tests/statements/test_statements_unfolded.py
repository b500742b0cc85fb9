"""Denials and demands that the tagger finds: unfolded where they are plain, else told."""

from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.attribution.tagged import Tagged
from factcheck.attribution.types import Range
from factcheck.parsing import parse
from factcheck.statements import Voice, statement

VOICE = Voice("Mara Voss", "Ruritania", "Sylvania")
GERUND = "having closed the bridge"
CALLED = "the bridge to be reopened"

DENIED = [
    ("flatly denied", GERUND, "Ruritania did not close the bridge."),
    ("has repeatedly denied", GERUND, "Ruritania did not close the bridge."),
    ("further denies", "ever having closed the bridge", "Ruritania never closed the bridge."),
]
NOT_QUITE_DENIED = [
    ("did not deny", GERUND, "Mara Voss did not deny having closed the bridge."),
    ("never denied", GERUND, "Mara Voss never denied having closed the bridge."),
    ("could not deny", GERUND, "Mara Voss could not deny having closed the bridge."),
]
CALLED_FOR = [
    ("called for", CALLED, "The bridge should be reopened."),
    ("called for", "the army not to be punished", "The army should not be punished."),
    ("did not call for", CALLED, "Mara Voss did not call for the bridge to be reopened."),
]


def told(text: str, source: str, cue: str, content: str, voice: Voice = VOICE) -> str:
    """The statement of a text's last attribution, tagged so."""

    def at(words: str) -> Range:
        start = text.rindex(words)
        return start, start + len(words)

    doc = parse(text)
    return statement(
        doc, attribute(doc, [Tagged(at(source), at(cue), (at(content),), 0.9)])[-1], voice
    )


@pytest.mark.parametrize(("cue", "content", "wanted"), DENIED + NOT_QUITE_DENIED + CALLED_FOR)
def test_a_plain_denial_or_demand_stands_alone(cue: str, content: str, wanted: str) -> None:
    text = f"The minister {cue} {content}."
    assert told(text, "The minister", cue, content) == wanted


def test_nobody_demands_nothing() -> None:
    text = "Nobody called for the bridge to be reopened."
    assert told(text, "Nobody", "called for", CALLED, Voice(None, None)) == text


def test_neither_of_two_is_not_one(stated) -> None:
    text = "The ministry neither confirmed nor denied closing the bridge."
    assert stated(text)[-1] == text


def test_a_particle_is_no_part_of_what_is_rejected() -> None:
    text = "The minister ruled out a permanent closure."
    made = told(text, "The minister", "ruled", "out a permanent closure")
    assert made == "Ruritania rejects a permanent closure."


def test_ruling_out_that_it_is_so_denies_it() -> None:
    text = "The minister ruled out that the bridge had been shut."
    made = told(text, "The minister", "ruled out", "that the bridge had been shut")
    assert made == "The bridge had not been shut."


def test_a_going_is_demanded_of_another(stated) -> None:
    text = "Premier Ida Lorne denied the charge. Mara Voss again demanded her {}."
    assert stated(text.format("resignation"))[-1] == "Ruritania wants Ida Lorne's resignation."
    assert stated(text.format("money"))[-1] == "Ruritania wants her money."


def test_an_open_bracket_is_closed() -> None:
    text = "The minister said the deal broke the rules of the Trade Board (TB) and of the port."
    made = told(text, "The minister", "said", "the deal broke the rules of the Trade Board (TB")
    assert made == "The deal broke the rules of the Trade Board (TB)."
