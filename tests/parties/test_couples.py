from __future__ import annotations

import pytest

PAPERS = "Lawyers for both Karl and Rania Holt filed papers. "


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (PAPERS + "Karl said no.", "Karl", "karl-holt"),
        (PAPERS + "Rania Holt's brief said no.", "Rania Holt's brief", "rania-holt"),
        (PAPERS + "Lawyers for Rania Holt said no.", "Lawyers for Rania Holt", "rania-holt"),
        ("Mr Ivo Scott left. Scott and Anna Reed spoke. Scott said no.", "Scott", "ivo-scott"),
        (
            "Lawyers for Clean Rivers said no.",
            "Lawyers for Clean Rivers",
            "lawyers-for-clean-rivers",
        ),
    ],
)
def test_a_surname_said_once_is_that_of_both(text, phrase, expected, party_of, gazetteer) -> None:
    assert party_of(text, phrase, gazetteer) == expected
