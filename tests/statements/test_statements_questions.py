"""An interviewer's question of yes or no, told as the answer to it."""

from __future__ import annotations

import pytest

from factcheck import api

FURTHER = """

REPORTER: What happens next?

IDA LORNE: The board will meet in March and read the papers.

REPORTER: Who will chair it?

IDA LORNE: The mayor has asked an outside judge to do so."""
ANSWERED = [
    (
        "Did your office lose the survey of the pier?",
        "No, we did not.",
        "Ida Lorne's office did not lose the survey of the pier.",
    ),
    (
        "Did the builders close the gate?",
        "No. They were on the roof all day.",
        "The builders did not close the gate; they were on the roof all day.",
    ),
    (
        "Is it true that the builders paid for the trip?",
        "No. I bought every ticket in town.",
        "The builders did not pay for the trip; Ida Lorne bought every ticket in town.",
    ),
    (
        "Have you read the survey?",
        "Yes, and I have shown it to the board.",
        "Ida Lorne has read the survey; Ida Lorne has shown the survey to the board.",
    ),
]
UNTOLD = [
    ("Did it come from your office?", "No. The survey came from the bank."),
    ("Did the builders or the bank close the gate?", "No. The survey came from the bank."),
    ("Why did the builders close the gate?", "No. The survey came from the bank."),
    ("Tell us about the survey.", "No. The survey came from the bank."),
]


def _first(question: str, answer: str) -> str:
    text = f"REPORTER: {question}\n\nIDA LORNE: {answer}{FURTHER}"
    return api.extract(text)[0].statement


@pytest.mark.parametrize(("question", "answer", "expected"), ANSWERED)
def test_an_answer_says_what_was_asked(question: str, answer: str, expected: str) -> None:
    assert _first(question, answer) == expected


@pytest.mark.parametrize(("question", "answer"), UNTOLD)
def test_a_question_that_yes_or_no_does_not_tell_stays_out(question: str, answer: str) -> None:
    assert _first(question, answer) == "The survey came from the bank."


@pytest.mark.parametrize(
    ("put", "answer", "expected"),
    [
        (
            "Ms Lorne, the growers say that you favour the mills.",
            "That is not true.",
            "It is false that Ida Lorne favours the mills.",
        ),
        (
            "You were told of the fire on Monday.",
            "No. I was not.",
            "It is false that Ida Lorne was told of the fire on Monday.",
        ),
        (
            "They say the fire spread from your barn.",
            "That is a lie.",
            "It is false that the fire spread from Ida Lorne's barn.",
        ),
        ("They say the fire spread from your barn.", "I was in bed.", "Ida Lorne was in bed."),
    ],
)
def test_what_an_interviewer_puts_is_denied_by_a_bare_no(put, answer, expected) -> None:
    claims = api.extract(f"REPORTER: {put}\n\nIDA LORNE: {answer}{FURTHER}")
    assert claims[0].statement == expected
