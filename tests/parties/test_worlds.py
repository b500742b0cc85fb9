"""Surnames alone that the table knows too."""

from __future__ import annotations

from collections import Counter

import pytest

from factcheck.model import Party
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.names import family_first, surname
from factcheck.parties.shared import shared
from factcheck.parties.speakers import Speaker
from factcheck.parties.voices import Appearance, Heard, Voice


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("The library shut in May. Ms Vance said the roof leaked.", "Ms Vance", "vance"),
        ("The library shut. Ms Vance left. Vance said the roof leaked.", "Vance", "vance"),
        ("Nobody came. Vance said the roof leaked.", "Vance", "vance"),
        ("Nobody came. Trump said the roof leaked.", "Trump", "donald-trump"),
        ("Nobody came. Ms Trump said the roof leaked.", "Ms Trump", "trump"),
        ("Washington was silent. Mr Vance said the tariffs would stay.", "Mr Vance", "jd-vance"),
        ("The American tariffs stay, Mr Vance said.", "Mr Vance", "jd-vance"),
        ("Republicans were silent. Mr Vance was not.", "Mr Vance", "jd-vance"),
        (
            "Washington was silent. Paul Vance, a baker, was not. Ms Vance said so.",
            "Ms Vance",
            "vance",
        ),
        ("Seoul waited. The yard was shut, Kang said.", "Kang", "kang"),
        ("The WHO waited. The outbreak is over, Chan said.", "Chan", "who"),
        ("The bakery waited. The oven is cold, Chan said.", "Chan", "chan"),
        ("China waited for Wang Yi. The talks are over, Wang said.", "Wang", "CHN"),
        ("China waited. The talks are over, Wang said.", "Wang", "wang"),
        ("The town hall was cold, Miss Truss said.", "Miss Truss", "truss"),
        ("Britain was cold, Miss Truss said.", "Miss Truss", "GBR"),
    ],
)
def test_a_surname_means_one_of_the_table_only_in_their_world(
    party_of, gazetteer, text: str, phrase: str, party: str | None
) -> None:
    assert party_of(text, phrase, gazetteer) == party


@pytest.mark.parametrize(
    ("person", "text", "phrase"),
    [
        ("Kang Soo-bin", "The yard is shut, Kang said.", "Kang"),
        ("Kang Soo-bin", "China was silent. The yard is shut, Mr Kang said.", "Mr Kang"),
        ("Laura Carter", "America was silent. The yard is shut, Carter said.", "Carter"),
        ("Wen Lei", "China was silent. The yard is shut, Lei said.", "Lei"),
    ],
)
def test_a_users_own_people_come_before_the_worlds(party_of, person, text, phrase) -> None:
    table = f'[[party]]\nid = "welders"\nname = "Welders"\npeople = ["{person}"]\n'
    assert party_of(text, phrase, Gazetteer.parse(("own.toml", table))) == "welders"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Kang Soo-bin", True, "Kang"),
        ("Ma Ying-jeou", True, "Ma"),
        ("Anne-Marie Hall-Reed", False, "Reed"),
        ("Laura Hall-Reed", False, "Reed"),
        ("Omar al-bashir", False, "bashir"),
        ("Ann O'Hara", False, "OHara"),
    ],
)
def test_the_order_of_a_name_shows_in_its_spelling(name: str, first: bool, last: str) -> None:
    assert family_first(name) is first
    assert surname(name) == last


def test_a_family_name_joins_its_bearer_whom_another_document_introduces() -> None:
    welders, yard = Party("welders", "Welders"), Party("harlow-yard", "Harlow Yard")
    own = Speaker("Kang", Party("kang", "Kang"))
    index = Counter(
        [
            Appearance("a", Voice(Speaker("Kang Soo-bin", welders))),
            Appearance("a", Voice(Speaker(None, yard))),
            Appearance("b", Voice(own, ("harlow-yard",))),
        ]
    )
    assert shared(Heard.of(index)).speaker("b", own) == Speaker("Kang Soo-bin", welders)
