"""Between quotation marks "he" is not the speaker, and another's "I" is not either."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.parsing import parse
from factcheck.statements import Voice
from factcheck.statements.quoted import in_quotation, nested

PELL = Voice("Nora Pell", "Nora Pell", official=False)
SIDE = Voice("Nora Pell", "Harbour Party")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left, “he stayed” and he won.", [False, True, False]),
        ('"He left," she said, and he stayed.', [True, False, False]),
        ("''He left,'' she said.\n''He won,'' he said.", [True, False, True, False]),
    ],
)
def test_marks_of_a_paragraph_open_and_close(text: str, expected: list[bool]) -> None:
    doc = parse(text)
    assert [in_quotation(t) for t in doc if t.lower_ in ("he", "she")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They say, 'I am for peace,' and I laugh.", [True, False]),
        ("The voters' money is what I want.", [False]),
        ("Nobody’s like, ‘I won’t go.’", [True]),
    ],
)
def test_single_marks_hold_anothers_words(text: str, expected: list[bool]) -> None:
    doc = parse(text)
    assert [nested(doc, 0, t) for t in doc if t.lower_ == "i"] == expected


def test_quoted_he_is_not_the_speaker(stated: Callable[..., list[str]]) -> None:
    text = "Colm Reddy told voters that “he loves you.”"
    assert "He loves you." in stated(
        text, Voice("Colm Reddy", "Colm Reddy", official=False, pronoun="he")
    )


def test_the_i_of_anothers_words_stays(stated: Callable[..., list[str]]) -> None:
    text = "“They say, ‘I am for peace,’ but I doubt them,” Pell said."
    assert stated(text, PELL) == ["They say, I am for peace, but Nora Pell doubts them."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Some of us want to leave,” Pell said.", "Some of us want to leave."),
        ("“That concerns us all,” Pell said.", "That concerns us all."),
        ("“Fear divides our country,” Pell said.", "Fear divides our country."),
        ("“Fear divides our members,” Pell said.", "Fear divides the Harbour Party's members."),
    ],
)
def test_we_who_are_more_than_a_side_stay(
    stated: Callable[..., list[str]], text: str, expected: str
) -> None:
    assert stated(text, SIDE) == [expected]


def test_they_are_never_one_person(stated: Callable[..., list[str]]) -> None:
    voice = Voice("Nora Pell", "Harbour Party", "Colm Reddy")
    text = "Colm Reddy lost. “They closed the port,” Pell said."
    assert stated(text, voice) == ["They closed the port."]
