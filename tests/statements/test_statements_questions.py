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
