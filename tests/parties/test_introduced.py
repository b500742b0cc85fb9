"""People whose side stands before their name, and not as a title of theirs."""

from __future__ import annotations

import pytest

from factcheck.parties import Cast


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A spokeswoman for Norway, Ella Moor, said no.", "NOR"),
        ("A spokesman for Human Rights Watch, Ella Moor, said no.", "human-rights-watch"),
        ("Dorrick Steel shut it. A spokesman for Dorrick, Ella Moor, said no.", "dorrick-steel"),
        ("A lawyer for the Dorrick Company, Ella Moor, said no.", "dorrick-company"),
        ("Counsel for the Dorrick Company, Maître Ella Moor, said no.", "dorrick-company"),
        ("A lawyer for Norway, Ms Ella Moor, said no.", "NOR"),
        ("ELLA MOOR (Norwegian defence ministry): No.", "NOR"),
        ("Ella Moor, a monitor with Human Rights Watch, said no.", "human-rights-watch"),
        (
            "Ella Moor, an organiser with the Dorrick Pilots' Union, said no.",
            "dorrick-pilots-union",
        ),
        ("UNHCR's Ella Moor said no.", "united-nations"),
        ("The Holm Aid Fund's Ella Moor said no. The Holm Aid Fund left.", "holm-aid-fund"),
        (
            "Ella Moor, who heads the Holm Aid Fund, said no. The Holm Aid Fund left.",
            "holm-aid-fund",
        ),
        ("Ella Moor, who heads Norway's Commission for Roads and Ports, said no.", "NOR"),
        ("Ella Moor, of Human Rights Watch, said no.", "human-rights-watch"),
        ("The Holm Gallery paid. Gallery director Ella Moor said no.", "holm-gallery"),
        ("Ella Moor, who is head of the Dorrick Company, said no.", "dorrick-company"),
        ("The Dane's agent, Ella Moor, said no.", "ella-moor"),
        ("The Tarn Fund denied it. “It is safe,” says Ella Moor, its secretary.", "tarn-fund"),
        ("The Kelm Justice Fund paid. Shadow justice secretary Ella Moor said no.", "ella-moor"),
        ("Mayor Ann Dale left. The mayor's spokeswoman, Ella Moor, said no.", "ann-dale"),
        ("Candidate Ann Dale left. The candidate's lawyer, Ella Moor, said no.", "ann-dale"),
        # Of two galleries it may be either, and who comes from a country is not its voice.
        (
            "The Holm Gallery and the Tarn Gallery paid. It rose, gallery director Ella Moor said.",
            "ella-moor",
        ),
        ("Ella Moor, of Norway, said no.", "ella-moor"),
        ("Ella Moor, a monitor in Norway, said no.", "ella-moor"),
        ("Ella Moor, who left the Holm Aid Fund, said no. The Holm Aid Fund left.", "ella-moor"),
        # A runner for her country, an aside about somebody else, and who used to speak.
        ("Norway's Ella Moor won the race.", "ella-moor"),
        ("A letter from Norway, Ella Moor said, was lost.", "ella-moor"),
        ("A former spokesman for Norway, Ella Moor, said no.", "ella-moor"),
    ],
)
def test_whose_side_stands_before_the_name(text, expected, read_text, gazetteer) -> None:
    cast = Cast.read(read_text(text), gazetteer)
    assert next(each.party.id for each in cast.people() if each.name == "Ella Moor") == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Spain's grid operator Gridco said no.", "Spain's grid operator Gridco", "gridco"),
        ("Germany's rail union Elmbahn said no.", "Germany's rail union Elmbahn", "elmbahn"),
        ("Spain's central bank said no.", "Spain's central bank", "ESP"),
    ],
)
def test_a_firm_of_a_country_is_not_the_country(
    text, phrase, expected, read_text, gazetteer
) -> None:
    start = text.index(phrase)
    found = Cast.read(read_text(text), gazetteer).speaker(start, start + len(phrase))
    assert found.party is not None
    assert found.party.id == expected
