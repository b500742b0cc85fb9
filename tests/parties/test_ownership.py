"""Whose an army, a ministry or a minister is that a report names without a state."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        (
            "Peru sent troops. The Peruvian army fired. The Hill Liberation Army fled. "
            "The army said so.",
            "The army",
            "PER",
        ),
        ("The Hill Liberation Army fled from Dunmore. The army said so.", "The army", None),
        (
            "The Chilean army fired. The People's Liberation Army watched. The army said so.",
            "The army",
            "CHL",
        ),
        ("The People's Liberation Army fired. The army said so.", "The army", "CHN"),
        ("The US Army fired on rebels. The army said so.", "The army", "USA"),
    ],
)
def test_the_army_is_a_states_and_not_the_rebels(
    party_of, gazetteer, text: str, phrase: str, party: str | None
) -> None:
    assert party_of(text, phrase, gazetteer) == party


DATED = "ANKARA (Agency) - Greece and Turkey differ over a ship.\n\n"


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("In Athens, Foreign Minister Ilja Sorn said so.", "Ilja Sorn", "GRC"),
        ("Speaking in Athens, Foreign Minister Ilja Sorn said so.", "Ilja Sorn", "GRC"),
        ("In Athens, the foreign ministry said so.", "the foreign ministry", "GRC"),
        ("In Athens, Ambassador Ilja Sorn said so.", "Ilja Sorn", "ilja-sorn"),
        (
            "In Athens, Foreign Minister Ilja Sorn smiled. "
            "In Oslo, Foreign Minister Ilja Sorn did not.",
            "Ilja Sorn",
            "ilja-sorn",
        ),
        ("In Athens, a presidential aide, Ilja Sorn, said so.", "Ilja Sorn", "GRC"),
        ("Interior chief Ilja Sorn said so.", "Ilja Sorn", "TUR"),
        ("Fire chief Ilja Sorn said so.", "Ilja Sorn", "ilja-sorn"),
        ("The Greek navy chief, Admiral Ilja Sorn, said so.", "Ilja Sorn", "GRC"),
        ("Nothing moved in Athens, Turkish Minister Ilja Sorn said.", "Ilja Sorn", "TUR"),
    ],
)
def test_a_place_that_opens_the_sentence_tells_whose_minister(
    party_of, gazetteer, text: str, phrase: str, party: str
) -> None:
    assert party_of(DATED + text, phrase, gazetteer) == party
