from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("Police Chief Ned Olwen said so.", "Police Chief Ned Olwen", "police"),
        (
            "The Ashby Police Department is small. Police Chief Ned Olwen said so.",
            "Ned Olwen",
            "ashby-police-department",
        ),
        (
            "Fire Chief Una Prowse said so. The Ashby Fire Department agreed.",
            "Fire Chief Una Prowse",
            "ashby-fire-department",
        ),
        ("Fire Chief Una Prowse said so.", "Fire Chief Una Prowse", "una-prowse"),
        ("A police spokesman, Captain Ned Olwen, said so.", "Captain Ned Olwen", "police"),
        ("Club president Ned Olwen said so.", "Ned Olwen", "ned-olwen"),
        ("Former police chief Ned Olwen said so.", "Ned Olwen", "ned-olwen"),
        ("A spokesman for the mayor left. Mayor Una Prowse stayed.", "A spokesman for the mayor",
         "una-prowse"),
        ("Democratic Front leader Una Prowse spoke.", "Una Prowse", "democratic-front"),
        ("Chief Superintendent Una Prowse said so.", "Una Prowse", "police"),
        ("Detective Sergeant Ned Olwen said so.", "Ned Olwen", "police"),
        ("Private detective Ned Olwen said so.", "Ned Olwen", "ned-olwen"),
        ("Una Prowse, one of the organisers, said so.", "Una Prowse", "organisers"),
        ("Una Prowse, one of the residents, said so.", "Una Prowse", "una-prowse"),
        ("March organiser Una Prowse said so.", "Una Prowse", "organisers"),
        ("Union organiser Una Prowse said so.", "Una Prowse", "una-prowse"),
        ("Museum director Una Prowse said so. The Ashby Maritime Museum shut.", "Una Prowse",
         "ashby-maritime-museum"),
        ("Union secretary Una Prowse said so.", "Una Prowse", "union"),
        ("Ned Olwen, who heads the Port Safety Commission, said so.", "Ned Olwen",
         "port-safety-commission"),
        ("The Ashby Growers' Association rejected the price. Ann Reed from the growers' association"
         " said so.", "Ann Reed", "ashby-growers-association"),
        ("Prosecutor Una Prowse spoke. Prosecutors left.", "Una Prowse", "prosecutors"),
        ("Prosecutor Una Prowse spoke.", "Una Prowse", "una-prowse"),
        ("Ashby Mills shut. Mill manager Una Prowse spoke.", "Una Prowse", "ashby-mills"),
        ("Angling boss Una Prowse spoke. Cycling boss Sid Vane did not.", "Sid Vane", "sid-vane"),
        ("Harlow's opposition leader, Una Prowse, spoke.", "Una Prowse", "una-prowse"),
    ],
)  # fmt: skip
def test_an_office_by_a_noun_is_of_the_body_so_called(
    text, phrase, party, party_of, gazetteer
) -> None:
    assert party_of(text, phrase, gazetteer) == party


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("Velska's defence minister, General Pavo Lind", "velska"),
        ("OSTERN (Agency) - Harlow Ferries", "harlow-ferries"),
        ("The firm", "harlow-ferries"),
    ],
)
def test_sources_in_full(phrase, party, party_of, gazetteer) -> None:
    text = (
        "OSTERN (Agency) - Harlow Ferries said no. Velska's defence minister, General Pavo Lind, "
        "said yes. Marden said nothing. The firm said it would sue."
    )
    assert party_of(text, phrase, gazetteer) == party
