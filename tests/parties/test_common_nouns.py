"""Bodies that are called by a common noun, and whose they are."""

from __future__ import annotations

import pytest

from factcheck.parties import Gazetteer

TABLE = """
[[party]]
id = "XOS"
name = "Ostavia"
kind = "state"
aliases = ["Ostavian"]
seats = ["Lemburg"]
[[party]]
id = "rudd-brothers"
name = "Rudd Brothers"
kind = "company"
[[party]]
id = "united-stokers"
name = "United Stokers"
kind = "body"
[[party]]
id = "dunmoor-laboratory"
name = "Dunmoor Laboratory"
kind = "body"
aliases = ["Dunmoor"]
"""


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return Gazetteer.parse(("mine.toml", TABLE))


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("The trade ministry in Lemburg denied it.", "The trade ministry in Lemburg", "XOS"),
        ("The government in Lemburg denied it.", "The government in Lemburg", "XOS"),
        ("The foreign ministry of neighbouring Ostavia wept.", None, "XOS"),
        ("The city government in Lemburg denied it.", "The city government in Lemburg", None),
        ("The embassy in Lemburg denied it.", "The embassy in Lemburg", None),
    ],
)
def test_a_ministry_is_of_the_capital_it_stands_in(text, phrase, expected, party_of, table):
    phrase = phrase or text.removesuffix(" wept.")
    assert party_of(text, phrase, table) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        # What a party of the table is, its kind and its name there say.
        ("Bread is scarce. Rudd Brothers shut a mill. The company cut pay.", "The company", 1),
        ("Coal is scarce. United Stokers met on Monday. The union wants more.", "The union", 2),
        ("Dunmoor tests bread. The laboratory found lead.", "The laboratory", 3),
        # Somebody found dead is no company.
        (
            "Rudd Brothers shut a mill. The body of Stig Aldern was found. The company cut pay.",
            "The company",
            1,
        ),
    ],
)
def test_a_party_of_the_table_is_called_by_what_it_is(text, phrase, expected, party_of, table):
    known = ["XOS", "rudd-brothers", "united-stokers", "dunmoor-laboratory"]
    assert party_of(text, phrase, table) == known[expected]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Rudd Brothers shut a mill. The company's first review found no fault.",
            "The company's first review",
            "rudd-brothers",
        ),
        (
            "Ostavia votes on Sunday. Ostavia has two lists. The prime minister's office "
            "announced it.",
            "The prime minister's office",
            "XOS",
        ),
        (
            "Ann Reed, mayor of Harlow, resigned. The mayor's office gave no reason.",
            "The mayor's office",
            "harlow",
        ),
        # Of an owner whom nobody names nothing is known.
        ("The Water Office met. The union's office was shut.", "The union's office", None),
    ],
)
def test_an_office_is_its_owner_s(text, phrase, expected, party_of, table):
    assert party_of(text, phrase, table) == expected


def test_her_report_is_hers(party_of, gazetteer):
    text = "Ann Reed, head of the Harlow Institute, counted 40 wells. Her report names two firms."
    assert party_of(text, "Her report", gazetteer) == "harlow-institute"


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "The Kelm Clinic Group met the Board for Patents. The clinic group said no.",
            "The clinic group",
            "kelm-clinic-group",
        ),
        (
            "The League of Night Porters met the Kelm Football League. The porters' league said "
            "no.",
            "The porters' league",
            "league-of-night-porters",
        ),
        (
            "The Ministry of Ferries met Arden Rail. The ferry's operator, Arden Rail, said no.",
            "The ferry's operator, Arden Rail",
            "arden-rail",
        ),
        (
            "Kelm Ferries blamed Arden Rail. Ferries were late. The rail company said no.",
            "The rail company",
            "arden-rail",
        ),
    ],
)
def test_the_words_of_a_name_tell_which_body_is_meant(text, phrase, expected, party_of):
    bodies = ("Kelm Clinic Group", "Board for Patents", "League of Night Porters")
    firms = ("Kelm Ferries", "Arden Rail")
    rows = [(name, "body") for name in (*bodies, "Kelm Football League")]
    rows += [(name, "company") for name in firms]
    entries = [
        f'[[party]]\nid = "{name.lower().replace(" ", "-")}"\nname = "{name}"\nkind = "{kind}"'
        for name, kind in rows
    ]
    table = Gazetteer.parse(("mine.toml", "\n".join(entries)))
    assert party_of(text, phrase, table) == expected
