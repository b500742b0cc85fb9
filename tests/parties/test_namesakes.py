from __future__ import annotations

import pytest

from factcheck.parties import Cast


def _last(text, phrase, read_text, gazetteer):
    cast = Cast.read(read_text(text), gazetteer)
    start = text.rindex(phrase)
    return cast.speaker(start, start + len(phrase)).name


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (  # the one introduced first, not the one named last
            "Hillary Clinton toured a mill in Dayton. Her plan would cost little.\n\nThe last "
            "to try it was Bill Clinton, in 1994.\n\nClinton answered that times had changed.",
            "Clinton",
            "Hillary Clinton",
        ),
        (
            "Bill Clinton toured a mill in Dayton, as Hillary Clinton had a month before.\n\n"
            "Clinton answered that times had changed.",
            "Clinton",
            "Bill Clinton",
        ),
        (  # the one whom the pronouns fit
            "Workers at a mill in Dayton met Bill Clinton in 1994. They waited for Hillary "
            "Clinton on Monday.\n\nClinton said she would be back.\n\nClinton promised help.",
            "Clinton",
            "Hillary Clinton",
        ),
        (  # a courtesy outweighs both
            "Hillary Clinton toured a mill in Dayton. With her was Bill Clinton.\n\nMr. Clinton "
            "said nothing.",
            "Mr. Clinton",
            "Bill Clinton",
        ),
        (  # a stranger in the paragraph that names him
            "Hillary Clinton toured a mill in Dayton.\n\nOne of its weavers, Peter Clinton, came "
            "too. Clinton said the looms were old.",
            "Clinton",
            "Peter Clinton",
        ),
        (
            "Hillary Clinton toured a mill in Dayton.\n\nOne of its weavers, Peter Clinton, came "
            "too.\n\nClinton promised new looms.",
            "Clinton",
            "Hillary Clinton",
        ),
    ],
)
def test_bare_surname_is_the_one_the_report_is_about(text, phrase, expected, read_text, gazetteer):
    assert _last(text, phrase, read_text, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        # A surname of two words is one name, however it is written.
        ("Ms Jane Hall-Reed, head of Rudd Oil, spoke.\n\nHALL-REED: No.", "HALL-REED", "rudd-oil"),
        ("Ms Jane Hall-Reed, head of Rudd Oil, spoke. Hall-Reed left.", "Hall-Reed", "rudd-oil"),
        ("Ms Jane Reed, head of Rudd Oil, spoke. Mr Hall-Reed left.", "Hall-Reed", "hall-reed"),
        # Ranks, shortened before a name and written out without one.
        ("Supt. Jane Reed of Rudd Oil spoke. Supt. Reed left.", "Supt. Reed", "rudd-oil"),
        ("Col. Jane Reed of Rudd Oil spoke. The colonel left.", "The colonel", "rudd-oil"),
        ("Jane Reed, counsel for Rudd Oil, spoke. The lawyer left.", "The lawyer", "rudd-oil"),
        ("Justice Jane Reed of Harlow Court spoke. The judge left.", "The judge", "harlow-court"),
        # An entry of a live page, and minutes of a meeting.
        ("Jane Reed of Rudd Oil spoke.\n\n16.58 Reed said no.", "16.58 Reed", "rudd-oil"),
        ("MS REED (Mayor of Harlow) said no.", "MS REED", "harlow"),
    ],
)
def test_a_person_is_known_by_surname_rank_and_office(text, phrase, expected, party_of, gazetteer):
    assert party_of(text, phrase, gazetteer) == expected


def test_a_lawyer_is_not_of_the_wife_who_was_told_by_her_husband(read_text, gazetteer) -> None:
    text = "Carl Moor lied. His wife, Ella Moor, wept. Moor's lawyer left. Moor said no."
    cast = Cast.read(read_text(text), gazetteer)
    start = text.index("Moor's lawyer")
    party = cast.speaker(start, start + len("Moor's lawyer")).party
    assert party is not None
    assert party.id == "carl-moor"
