from __future__ import annotations

import pytest

from factcheck.naming import named


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("United States", "the United States"),
        ("Russia", "Russia"),
        ("al-Nusra Front", "the al-Nusra Front"),
        ("Philippines", "the Philippines"),
        ("The Gambia", "The Gambia"),
        ("Syrian opposition", "the Syrian opposition"),
        ("Greenfield Chemical", "Greenfield Chemical"),
        ("Backfront", "Backfront"),
        ("", ""),
    ],
)
def test_articles(name: str, within: str) -> None:
    assert named(name) == within
