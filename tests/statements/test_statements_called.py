"""To call others' words false is to deny them; what they say is what is denied."""

from __future__ import annotations

import pytest

from factcheck import api
from factcheck.model import Act


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru called the suggestion of arson absurd.", "The suggestion of arson is absurd."),
        (
            "Peru called the claims that it had sunk the trawler nonsense.",
            "Peru had not sunk the trawler.",
        ),
        (
            "Peru described the report that divers were hurt as utterly false.",
            "Divers were not hurt.",
        ),
        (
            "Peru branded the claim that the pier was closed in May an outright lie.",
            "The pier was not closed in May.",
        ),
        ("Peru rejected the idea that the pier had been sold.", "The pier had not been sold."),
        ("Peru denied suggestions that it had sold the pier.", "Peru had not sold the pier."),
        ("Peru dismissed allegations of fraud as baseless.", "Allegations of fraud are baseless."),
    ],
)
def test_the_statement_says_what_is_denied(text: str, expected: str) -> None:
    (claim,) = api.extract(text)
    assert claim.statement == expected
    assert claim.act is Act.DENIAL


@pytest.mark.parametrize(
    "text",
    [
        "Peru called the plan absurd.",
        "Peru called the idea of a merger absurd.",
        "Peru called the claim that divers were hurt important.",
        "Peru called the report false.",
    ],
)
def test_other_judgements_negate_nothing(text: str) -> None:
    assert all(" not " not in c.statement for c in api.extract(text))


def test_the_idea_of_something_is_no_words_of_others() -> None:
    (claim,) = api.extract("Peru called the idea of a merger absurd.")
    assert claim.act is not Act.DENIAL
