"""What was asked, told as the answer that somebody gave by "yes", "no" or an auxiliary."""

from __future__ import annotations

import pytest

from factcheck import api

ANSWERED = [
    (
        "Asked whether the ferry would sail on Sunday, the harbour master, Olla Brix, said no.",
        "The ferry would not sail on Sunday.",
    ),
    (
        "Asked whether she would stand down, treasurer Olla Brix said she would not.",
        "Olla Brix would not stand down.",
    ),
    (
        "When reporters asked if the harbour had been dredged, treasurer Olla Brix said it had.",
        "The harbour had been dredged.",
    ),
    (
        "“No,” Brix said when asked if he had signed the lease.",
        "Brix had not signed the lease.",
    ),
    (
        "Asked if there were any life jackets aboard, treasurer Olla Brix said there were not.",
        "There were no life jackets aboard.",
    ),
]
OTHER = [
    (
        "Asked whether the talks had failed, treasurer Olla Brix said it was too early to say.",
        "It was too early to say.",
    ),
    (
        "Asked whether the pier was safe, treasurer Olla Brix said it could be.",
        "It could be.",
    ),
    (
        "Asked about the lease, treasurer Olla Brix said the town had signed it.",
        "The town had signed the lease.",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*ANSWERED, *OTHER])
def test_a_bare_answer_alone_takes_the_words_of_the_question(text: str, expected: str) -> None:
    assert api.extract(text)[-1].statement == expected
