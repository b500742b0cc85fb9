"""Who is he and who is she, as a text tells it."""

from __future__ import annotations

import pytest

from factcheck.statements import Sexes


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Ms Lorne spoke.", "LORNE", "she"),
        ("Mr. Ada Lorne’s note was read.", "LORNE", "he"),
        ("Nothing.", "He", "he"),
        ("Nothing.", "Its chairwoman, Ada Lorne", "she"),
        ("Nothing.", "A German, Ada Lorne", None),
        ("Mr Lorne and Mrs Lorne spoke.", "LORNE", None),
        ("Mr Achter spoke.", "Ada Lorne", None),
        ("Mr Lorne spoke.", "She", None),
        ("Mr Lorne spoke.", "Mr Lorne's sister, Ada Lorne", "she"),
        ("Nothing.", "Her nephew, Ada Lorne", "he"),
    ],
)
def test_pronoun_of_a_speaker(text: str, source: str, expected: str | None) -> None:
    sexes = Sexes(text)
    sexes.learn("Ada Lorne", source)
    assert sexes.pronoun("Ada Lorne") == expected


def test_names_without_letters_tell_nothing() -> None:
    sexes = Sexes("Mr  \udcff \u202e")
    sexes.learn("", "")
    assert sexes.pronoun("") is None
