"""The state whose organs a report names without saying whose."""

from __future__ import annotations

import pytest

from factcheck.parties import Gazetteer

TABLE = """
[[party]]
id = "XOS"
name = "Ostavia"
kind = "state"
aliases = ["Ostavian"]
people = ["Irma Feld", "Jonas Reck"]
[[party]]
id = "XBR"
name = "Brunland"
kind = "state"
aliases = ["Brunlandic"]
people = ["Piet Halm"]
"""
MINISTRY = "The health ministry said the wards were full."


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return Gazetteer.parse(("mine.toml", TABLE))


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        # Offices that are called by no state are those of the state that the report is from.
        ("Health Minister Irma Feld promised beds.", "XOS"),
        (
            "Health Minister Irma Feld promised beds. Brunland and Ostavia closed their border. "
            "Brunlandic nurses went home.",
            "XOS",
        ),
        # Without an office it takes two names, and no other state.
        ("Irma Feld promised beds, and Jonas Reck promised nurses.", "XOS"),
        ("Irma Feld promised beds.", None),
        ("Irma Feld and Jonas Reck promised beds. Piet Halm laughed.", None),
        # Two states have ministers in it.
        ("Health Minister Irma Feld met Trade Minister Piet Halm.", None),
    ],
)
def test_a_ministry_is_of_the_state_that_the_report_is_about(before, expected, party_of, table):
    assert party_of(f"{before}\n\n{MINISTRY}", "The health ministry", table) == expected


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Nell Orme in Lima", "PER"),
        ("By Nell Orme in Lima and Ed Pyke in Oslo", None),
        ("By Nell Orme, health editor", None),
    ],
)
def test_a_byline_may_tell_where_a_report_is_from(byline, expected, party_of, table):
    assert party_of(f"{byline}\n\n{MINISTRY}", "The health ministry", table) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ostavia holds its vote on Sunday, and Ostavia has two lists. Police said so.", "XOS"),
        ("Britain votes on Sunday, and Britain has two lists. Police counted a crowd.", None),
    ],
)
def test_bare_police_are_the_state_s_where_states_have_police(text, expected, party_of, table):
    assert party_of(text, "Police", table) == expected
