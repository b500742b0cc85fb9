"""Those who speak for a side that their title leaves to the text are on it; a firm is no "she"."""

from __future__ import annotations

import pytest

from factcheck.parties import Cast


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "NATO's representative in Kabul, Dr Jane Holm, said so.",
            "NATO's representative in Kabul, Dr Jane Holm",
            "nato",
        ),
        (
            "Manila's envoy to the court, Rosa Cruz, said so.",
            "Manila's envoy to the court, Rosa Cruz",
            "PHL",
        ),
        (
            "A woman at the clinic in Lima, Rosa Cruz, said so.",
            "Rosa Cruz",
            "rosa-cruz",
        ),
        (
            "Peru's ambassador, Luis Vega, left. His Chilean counterpart Marta Rojas laughed.",
            "His Chilean counterpart Marta Rojas",
            "CHL",
        ),
        (
            'The Kremlin kept silent. "We fired nothing," spokesman Igor Belov said.',
            "spokesman Igor Belov",
            "RUS",
        ),
        (
            "The Kremlin kept silent. Ann Holt sent her spokesman Igor Belov.",
            "spokesman Igor Belov",
            "ann-holt",
        ),
        (
            'Ann Holt kept silent. "We fired nothing," spokesman Igor Belov said.',
            "spokesman Igor Belov",
            "igor-belov",
        ),
        (
            "Peru's president left. President Carlos Medina said so on television.",
            "President Carlos Medina",
            "PER",
        ),
        (
            "Peru's President Ana Luna left. President Carlos Medina said so on television.",
            "President Carlos Medina",
            "carlos-medina",
        ),
        (
            "Green MEP Anna Lindqvist said Brenner Pharma had held back a trial. She was angry.",
            "She",
            "anna-lindqvist",
        ),
    ],
)
def test_for_whom(text, phrase, expected, party_of, gazetteer) -> None:
    assert party_of(text, phrase, gazetteer) == expected


@pytest.mark.parametrize("body", ["Brenner Pharma", "Norway", "The Harlow Dockers' Union"])
def test_no_body_is_a_she(body, read_text, gazetteer) -> None:
    text = f"{body} denied it. She said it was false."
    cast = Cast.read(read_text(text), gazetteer)
    previous = cast.speaker(0, len(body))
    assert previous.party is not None
    start = text.index("She")
    assert cast.speaker(start, start + 3, previous=previous).party is None
