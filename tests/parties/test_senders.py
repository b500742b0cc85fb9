"""Nameless people whom a text calls by their task, and who sent them."""

from __future__ import annotations

import pytest

from factcheck.parties import Gazetteer

TABLE = """
[[party]]
id = "XDU"
name = "Dunmark"
kind = "state"
aliases = ["Dunmarker"]
[[party]]
id = "XLO"
name = "Lossia"
kind = "state"
aliases = ["Lossian"]
[[party]]
id = "ballot-guard"
name = "Ballot Guard"
kind = "body"
[[party]]
id = "river-trust"
name = "River Trust"
kind = "body"
"""


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return Gazetteer.parse(("mine.toml", TABLE))


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Monitors from Ballot Guard said so.", "Monitors from Ballot Guard", "ballot-guard"),
        (
            "Two monitors from Ballot Guard came to the hall. The monitors said it was shut.",
            "The monitors",
            "ballot-guard",
        ),
        (
            "Monitors from Ballot Guard and monitors from the River Trust came. "
            "The monitors said it was shut.",
            "The monitors",
            None,
        ),
        ("Monitors from Lossia said so.", "Monitors from Lossia", None),
        ("Ballot Guard rose early. The monitors said it was shut.", "The monitors", None),
        (
            "Ann Lund met the Lossian ambassador. The ambassador said it was over.",
            "The ambassador",
            "XLO",
        ),
        (
            "The Lossian ambassador met the Dunmarker ambassador. The ambassador said it was over.",
            "The ambassador",
            None,
        ),
    ],
)
def test_who_comes_for_a_body_speaks_for_it(text, phrase, expected, party_of, table):
    assert party_of(text, phrase, table) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("Observers with the River Trust left.", "Observers with the River Trust", "river-trust"),
        ("The county's river service left.", "The county's river service", "river-trust"),
        ("The widow's river service left.", "The widow's river service", None),
    ],
)
def test_whose_a_body_is_does_not_hide_it(party_of, text, phrase, party) -> None:
    table = TABLE + 'aliases = ["the river service"]\n'
    assert party_of(text, phrase, Gazetteer.parse(("own.toml", table))) == party
