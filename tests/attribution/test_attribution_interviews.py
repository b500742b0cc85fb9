from __future__ import annotations

import pytest

from factcheck.attribution.interviews import interviewee, questions

INTERVIEW = """# The road is ours

*Ana Voss, foreign minister of Peru, spoke to our reporter.*

**Who closed the road?**

They did. We asked for it to be opened.

They refused.

**And the port?**

I cannot say.

The interview was edited for length.
"""


def test_bold_questions_are_answered_by_whom_the_opening_names() -> None:
    found = [
        (label and INTERVIEW[slice(*label)], INTERVIEW[slice(*said)], asked)
        for label, said, asked in questions(INTERVIEW)
    ]
    assert found == [
        (None, "Who closed the road?", True),
        ("Ana Voss", "They did. We asked for it to be opened.", False),
        ("Ana Voss", "They refused.", False),
        (None, "And the port?", True),
        ("Ana Voss", "I cannot say.", False),
    ]


def test_questions_in_a_reporters_own_text_are_no_interview() -> None:
    assert questions(INTERVIEW.replace("Ana Voss, foreign minister of Peru, spoke", "Rain")) == []
    assert questions(INTERVIEW.replace("We", "Peru").replace("I cannot", "Nobody can")) == []


@pytest.mark.parametrize(
    "opening",
    [
        "An interview with Ana Voss.",
        "In an interview with Peru's foreign minister, Ana Voss, we asked about it.",
        "We spoke to Ana Voss on Monday.",
        "Our reporter sat down with Ana Voss.",
        "Ana Voss answers our questions.",
        "Ana Voss (Peru) talks to Radio Central.",
    ],
)
def test_who_is_interviewed(opening: str) -> None:
    found = interviewee(opening, len(opening))
    assert found is not None
    assert opening[slice(*found)] == "Ana Voss"


@pytest.mark.parametrize("opening", ["Ana Voss spoke out on Monday.", "It rained in Lima.", ""])
def test_nobody_is_interviewed(opening: str) -> None:
    assert interviewee(opening, len(opening)) is None


PLAIN = """Out of water

An interview with Ana Voss. By Tom Benn

You have called the dam a theft. Why?

Because we heard of it from the radio.

The company says it asked the town.

It asked nobody. I was the mayor then.

Who should pay?

The company. It has taken our wells.
"""


def _parts(text: str) -> list[tuple[str | None, str, bool]]:
    return [
        (label and text[slice(*label)], text[slice(*said)], asked)
        for label, said, asked in questions(text)
    ]


def test_questions_without_marks_alternate_with_answers() -> None:
    assert _parts(PLAIN) == [
        (None, "You have called the dam a theft. Why?", True),
        ("Ana Voss", "Because we heard of it from the radio.", False),
        (None, "The company says it asked the town.", True),
        ("Ana Voss", "It asked nobody. I was the mayor then.", False),
        (None, "Who should pay?", True),
        ("Ana Voss", "The company. It has taken our wells.", False),
    ]


def test_an_answer_of_several_paragraphs_goes_on_to_the_next_question() -> None:
    text = PLAIN.replace("The company says it asked the town.", "My brother heard it too.")
    text = text.replace("I was the mayor then.", "I was the mayor then.\n\nWe all were angry.")
    assert [words for label, words, _ in _parts(text) if label] == [
        "Because we heard of it from the radio.",
        "My brother heard it too.",
        "It asked nobody. I was the mayor then.",
        "We all were angry.",
        "The company. It has taken our wells.",
    ]


def test_plain_questions_in_a_reporters_own_text_are_no_interview() -> None:
    assert _parts(PLAIN.replace("An interview with", "A day without")) == []
