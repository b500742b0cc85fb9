from __future__ import annotations

import pytest

from factcheck.parties.given_names import sex_of
from factcheck.parties.make_given_names import table


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Antonín", "m"),
        ("Noriko", "f"),
        ("Ada", "f"),
        ("Robin", "m"),
        ("Kim", None),
        ("noriko", None),
    ],
)
def test_a_given_name_tells_of_its_bearer(name, expected) -> None:
    assert sex_of(name) == expected


def test_what_may_be_a_surname_tells_only_where_the_words_list_it() -> None:
    assert sex_of("Clinton", alone=True) is None
    assert sex_of("Hillary", alone=True) == "f"


def test_the_table_has_names_that_many_sources_agree_on() -> None:
    names = {
        "ada": [30, 9000, 0.99],
        "abe": [30, 9000, 0.01],
        "alex": [30, 9000, 0.1],
        "aza": [9, 9000, 1.0],
        "azu": [30, 199, 1.0],
        "a1": [30, 9000, 1.0],
    }
    assert table(names) == {"m": "abe", "f": "ada"}
