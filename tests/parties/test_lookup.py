"""Names by their words."""

from __future__ import annotations

import pytest

from factcheck.parties.lookup import Lookup
from factcheck.parties.names import words

NAMES = Lookup({("Harlow",): 1, ("Harlow", "Workers", "Union"): 2, ("US",): 3, ("the", "board"): 4})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harlow Workers Union", (3, 2)),
        ("Harlow Workers\u2019 Union", (3, 2)),
        ("Harlow Workers' Union", (3, 2)),
        ("Harlow Workers, Union", (1, 1)),
        ("Harlow. Workers Union", (1, 1)),
        ("HARLOW WORKERS\u2019 UNION", (3, 2)),
        ("The board", (2, 4)),
        ("us", (1, None)),
        ("Harlow Work\u2019 Union", (1, 1)),
    ],
)
def test_the_longest_name_wins(text, expected):
    assert NAMES.longest(text, list(words(text)), 0) == expected
