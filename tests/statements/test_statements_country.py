"""Whoever speaks for a state and says "my country" means that state."""

from __future__ import annotations

import pytest

from factcheck import api


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway's foreign minister said his country held 14 trawlers.",
            "Norway held 14 trawlers.",
        ),
        (
            "The Dutch defence minister said her country would send no frigates.",
            "The Netherlands would send no frigates.",
        ),
        (
            "Foreign Minister Jonas Berg of Norway said the quota belonged to his country.",
            "The quota belonged to Norway.",
        ),
        # Nobody's, or not for a state.
        ("The head of the Salt Workers' Union said his country was poor.", "country was poor."),
        ("Norway's foreign minister said that each country held 14.", "Each country held 14."),
    ],
    ids=["his", "her", "named", "no state", "no pronoun"],
)
def test_a_state_is_named_where_its_people_say_my_country(text: str, expected: str) -> None:
    assert api.extract(text)[0].statement.endswith(expected)
