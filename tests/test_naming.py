from __future__ import annotations

import pytest

from factcheck.naming import clause, named


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
        ("Norway's foreign ministry", "Norway's foreign ministry"),
        ("Doctors' Union", "the Doctors' Union"),
        ("", ""),
    ],
)
def test_articles(name: str, within: str) -> None:
    assert named(name) == within


@pytest.mark.parametrize(
    ("statement", "sentence", "within"),
    [
        ("The boat sank.", "", "the boat sank."),
        ("Police fired.", "The mayor said police fired.", "police fired."),
        ("Police fired.", "Police fired, the mayor said.", "Police fired."),
        ("Russia fired.", "Norway said Russia fired.", "Russia fired."),
        ("", "", ""),
    ],
)
def test_a_statement_inside_a_sentence(statement: str, sentence: str, within: str) -> None:
    assert clause(statement, sentence) == within
