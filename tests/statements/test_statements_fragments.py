"""Contents that are no sentence alone are told with their source and cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.parsing import parse
from factcheck.statements import Voice
from factcheck.statements.fragments import gerund

PELL = Voice("Nora Pell", "Nora Pell", official=False, pronoun="she")


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        (
            "Pell said the port, which she visited, was shut.",
            ["which she visited"],
            "Pell said the port, which she visited, was shut.",
        ),
        (
            "Pell said the port was shut whether the town liked it or not.",
            ["whether the town liked it or not"],
            "Pell said the port was shut whether the town liked it or not.",
        ),
        (
            "She said ships would wait while the port was shut.",
            ["while the port was shut"],
            "Nora Pell said ships would wait while the port was shut.",
        ),
    ],
)
def test_parts_of_a_sentence_keep_their_cue(
    restated: Callable[..., str], text: str, pieces: list[str], expected: str
) -> None:
    assert restated(text, pieces, PELL) == expected


@pytest.mark.parametrize(
    "content",
    [
        "the port was shut",
        "that the port was shut",
        "if the port was shut, ships would wait",
        "what she saw was smoke",
    ],
)
def test_whole_clauses_stand_alone(restated: Callable[..., str], content: str) -> None:
    made = restated(f"Pell said {content}.", [content], PELL)
    assert "said" not in made


def test_a_doubt_is_no_claim(stated: Callable[..., list[str]]) -> None:
    text = "Pell expressed doubt that the port was shut."
    assert "The port was shut." not in stated(text, PELL)


def test_oneself_is_the_source(stated: Callable[..., list[str]]) -> None:
    assert stated("Pell described herself as a sailor.", PELL) == ["Nora Pell is a sailor."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pell refused to say the words “tidal dam”.",
            "Nora Pell refused to say the words tidal dam.",
        ),
        ("Pell refused to close the port.", "Nora Pell refused to close the port."),
        ("Pell said: “A lovely old harbour.”", "Nora Pell said: A lovely old harbour."),
        ("Pell said: “The harbour is shut.”", "The harbour is shut."),
    ],
)
def test_what_lacks_a_verb_takes_its_cue(
    stated: Callable[..., list[str]], text: str, expected: str
) -> None:
    assert stated(text, PELL) == [expected]


def test_an_ing_word_with_an_owner_is_no_verb() -> None:
    doc = parse("They blamed the paper for its reporting, and the town for hiding it.")
    words = {t.lower_: gerund(t) for t in doc if t.lower_ in ("reporting", "hiding", "paper")}
    assert words == {"reporting": False, "hiding": True, "paper": False}
