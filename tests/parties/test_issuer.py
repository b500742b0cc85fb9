"""A party's own statement: whom "the Ministry", "the company" and "we" mean in it."""

from __future__ import annotations

import pytest

from factcheck.parties import Gazetteer
from factcheck.parties.issuer import heading

TABLE = """
[[party]]
id = "XKE"
name = "Kestria"
kind = "state"
aliases = ["Kestrian", "Orlovia"]
[[party]]
id = "XVR"
name = "Varenia"
kind = "state"
aliases = ["Varenian"]
[[party]]
id = "glass-workers-union"
name = "Glass Workers’ Union"
kind = "body"
aliases = []
[[party]]
id = "harlow-glass"
name = "Harlow Glass"
kind = "company"
aliases = []
"""


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return Gazetteer.parse(("mine.toml", TABLE))


COMMUNIQUE = """MINISTRY OF TRADE OF THE REPUBLIC OF KESTRIA
Communiqué on the measures of Varenia
Orlovia, 6 October 2031

1. The Ministry of Trade announces that a duty will be levied on glass from Monday.

2. This is a measured answer, the Ministry says. It asks for patience.
"""
RELEASE = """PRESS RELEASE
For immediate use

Harlow Glass confirms that a furnace was shut down in the night of Sunday to Monday.

The company states that nobody was hurt. The fire brigade says we acted well. Our engineers say \
so too, and the chairman regrets the smoke. The police say nothing.
"""
BULLETIN = """---
title: Ten days on
outlet: Bulletin of the Glass Workers’ Union
---

The executive blames the firm, and the union asks for an inquiry into the fire of last week.
"""


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (COMMUNIQUE, "The Ministry of Trade", "XKE"),
        (COMMUNIQUE, "the Ministry", "XKE"),
        (RELEASE, "The company", "harlow-glass"),
        (RELEASE, "we", "harlow-glass"),
        (RELEASE, "Our engineers", "harlow-glass"),
        (RELEASE, "the chairman", "harlow-glass"),
        (RELEASE, "The police", None),
        (BULLETIN, "the union", "glass-workers-union"),
    ],
)
def test_a_statement_speaks_for_its_issuer(text, phrase, expected, party_of, table):
    assert party_of(text, phrase, table) == expected


def test_a_statement_from_somebody_is_theirs_whatever_town_it_was_written_in(party_of, table):
    text = (
        "Statement from Arden Pharma on Lovex\nCopenhagen, 9 September\n\n"
        "The company has withheld nothing. Arden Pharma told the agency in May.\n"
    )
    assert party_of(text, "The company", table) == "arden-pharma"


def test_a_report_has_no_issuer(party_of, table):
    text = "Kestria issues statement on glass duty\n\nThe company said nobody was hurt by it.\n"
    assert party_of(text, "The company", table) is None


def test_an_outlet_named_after_a_place_is_not_the_party(party_of, table):
    text = "---\noutlet: The Orlovia Herald\n---\n\nThe board said prices had been cut for good.\n"
    assert party_of(text, "The board", table) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORLOVIA, May 4 (Agency) - Varenian ships came near, the defence ministry said.",
            "XKE",
        ),
        ("Kestria is calm. Kestria waits. The defence ministry said so.", "XKE"),
        ("Kestria is calm. Varenia waits. The defence ministry said so.", None),
    ],
)
def test_an_organ_is_of_the_state_that_the_report_is_from(text, expected, party_of, table):
    organ = "the defence ministry" if "the defence" in text else "The defence ministry"
    assert party_of(text, organ, table) == expected


def test_a_heading_ends_where_sentences_begin():
    assert COMMUNIQUE[heading(COMMUNIQUE) :].startswith("1. The Ministry of Trade")
    assert heading("One sentence that is long enough to be the first of a text.\n") == 0
    assert heading("") == 0


def test_a_title_in_quotation_marks_is_still_heading():
    matter = '---\ntitle: "A word on the long and bitter quarrel over the northern herring"\n---\n'
    text = matter + "\nThe Ministry of Trade of Kestria has read the note of Varenia with care.\n"
    assert text[heading(text) :].startswith("The Ministry of Trade")


LETTER = """HARLOW GLASS
4 Furnace Street, Orlovia

To our neighbours

A good deal has been written of late about the smoke over your gardens. We put up a new filter in \
May, and nobody from the union came to look at it. Our figures are open to all.

Tilda Brock
Managing Director
"""
OPEN_LETTER = """# A word on the smoke

Dear Lord Mayor,

You have told the council that the filter was never put up at all. We put it up in May, and your \
own engineers were there to see it.

Yours faithfully,

Tilda Brock
for Harlow Glass
"""
SIGNERS = TABLE.replace("aliases = []", 'aliases = []\npeople = ["Tilda Brock"]').replace(
    'people = ["Tilda Brock"]', "people = []", 1
)


@pytest.mark.parametrize("text", [LETTER, OPEN_LETTER])
def test_a_letter_speaks_for_whom_its_signer_stands_for(text, party_of):
    table = Gazetteer.parse(("mine.toml", SIGNERS))
    assert party_of(text, "We", table) == "harlow-glass"


@pytest.mark.parametrize(
    "text",
    [
        LETTER.replace("Tilda Brock\nManaging Director\n", ""),
        LETTER.replace("HARLOW GLASS", "SMOKE").replace("To our neighbours\n\n", ""),
        OPEN_LETTER.replace("Lord Mayor", "Editor"),
        OPEN_LETTER + "\n" + OPEN_LETTER.replace("Lord Mayor", "Chairman"),
    ],
)
def test_what_is_no_letter_has_no_signer(text, party_of):
    table = Gazetteer.parse(("mine.toml", SIGNERS))
    assert party_of(text, "We", table) is None
