from __future__ import annotations

import pytest

from factcheck.naming import clause, is_plural, named


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
        ("Electoral Council of Norland", "the Electoral Council of Norland"),
        ("Holm Museum", "the Holm Museum"),
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
        ("Every boat sank.", "", "every boat sank."),
        ("", "", ""),
    ],
)
def test_a_statement_inside_a_sentence(statement: str, sentence: str, within: str) -> None:
    assert clause(statement, sentence) == within


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Russia and Syria", True),
        ("Syrian rebels", True),
        ("National Commission for Museums and Monuments", False),
        ("Food and Drugs Authority", False),
        ("Norway", False),
    ],
)
def test_one_body_for_two_things_is_one(name: str, plural: bool) -> None:
    assert is_plural(name) is plural
