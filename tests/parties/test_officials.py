"""Nameless officials: of the place they sit in, of those before them, of the police told of."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("Officials in Ankara denied it.", "Officials in Ankara", "TUR"),
        ("Two senior officials in Oslo denied it.", "Two senior officials in Oslo", "NOR"),
        ("Authorities in Kenya denied it.", "Authorities in Kenya", "KEN"),
        (
            "An official in the Kenyan capital denied it.",
            "An official in the Kenyan capital",
            "KEN",
        ),
        (
            "HELSINKI, May 3 - It rained. Officials in the capital left.",
            "Officials in the capital",
            "FIN",
        ),
        ("Kenyan officials in Oslo denied it.", "Kenyan officials in Oslo", "KEN"),
        # Whom they work for is told, or is not the place.
        ("Union officials in Oslo denied it.", "Union officials in Oslo", None),
        ("A spokesman in Oslo denied it.", "A spokesman in Oslo", None),
        ("Officials in Oslo Fjord denied it.", "Officials in Oslo Fjord", None),
        ("Officials in the capital left.", "Officials in the capital", None),
    ],
)
def test_officials_are_of_the_place_they_sit_in(party_of, gazetteer, text, phrase, party) -> None:
    assert party_of(text, phrase, gazetteer) == party


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("An official in Oslo saw it. A second official did not.", "A second official", "NOR"),
        ("A Kenyan diplomat saw it. Another diplomat did not.", "Another diplomat", "KEN"),
        (
            "An aide at the Dorrick Company saw it. A second aide slept. A third aide did not.",
            "A third aide",
            "dorrick-company",
        ),
        ("Kenya's officials saw it. A second diplomat did not.", "A second diplomat", None),
        ("A second official did not.", "A second official", None),
    ],
)
def test_a_second_official_is_of_the_first_ones_side(
    party_of, gazetteer, text, phrase, party
) -> None:
    assert party_of(text, phrase, gazetteer) == party


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("Police left. An officer at the scene wept.", "An officer at the scene", "police"),
        ("Dorrick Police left. One of the officers wept.", "One of the officers", "dorrick-police"),
        ("Police left. A press officer wept.", "A press officer", None),
        ("Police and the army left. An officer wept.", "An officer", None),
        ("The clinic shut. An officer wept.", "An officer", None),
    ],
)
def test_an_officer_is_of_the_police_told_of(party_of, gazetteer, text, phrase, party) -> None:
    assert party_of(text, phrase, gazetteer) == party
