"""Surnames alone that the table knows too."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("The library shut in May. Ms Vance said the roof leaked.", "Ms Vance", "vance"),
        ("The library shut. Ms Vance left. Vance said the roof leaked.", "Vance", "vance"),
        ("Nobody came. Vance said the roof leaked.", "Vance", "jd-vance"),
        ("Washington was silent. Mr Vance said the tariffs would stay.", "Mr Vance", "jd-vance"),
        ("The American tariffs stay, Mr Vance said.", "Mr Vance", "jd-vance"),
        ("Republicans were silent. Mr Vance was not.", "Mr Vance", "jd-vance"),
        (
            "Washington was silent. Paul Vance, a baker, was not. Ms Vance said so.",
            "Ms Vance",
            "vance",
        ),
        ("The town hall was cold, Miss Truss said.", "Miss Truss", "truss"),
        ("Britain was cold, Miss Truss said.", "Miss Truss", "GBR"),
    ],
)
def test_a_surname_means_one_of_the_table_only_in_their_world(
    party_of, gazetteer, text: str, phrase: str, party: str | None
) -> None:
    assert party_of(text, phrase, gazetteer) == party
