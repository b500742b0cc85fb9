"""Acts that the words of cue and content tell by themselves."""

from __future__ import annotations

import pytest

from factcheck.attribution.manner import commands, fails, fault, judged, of_cue
from factcheck.model import Act
from factcheck.parsing import parse


def whole(text: str) -> tuple[tuple[int, int], ...]:
    return ((0, len(text)),)


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("Renn railed against the dam.", "railed against", Act.ACCUSATION),
        ("There was criticism of the dam.", "criticism of", Act.ACCUSATION),
        ("Renn praised the dam.", "praised", Act.ASSESSMENT),
        ("Doubts about the dam grew.", "Doubts about", Act.ASSESSMENT),
        ("Renn encouraged talks.", "encouraged", Act.DEMAND),
        ("Renn is planning a dam.", "is planning", Act.PROMISE),
        ("Renn showed the dam.", "showed", None),
    ],
)
def test_what_a_cue_does(text: str, cue: str, act: Act | None) -> None:
    start = text.index(cue)
    assert of_cue(parse(text), (start, start + len(cue))) is act


def test_no_cue_does_nothing() -> None:
    assert of_cue(parse("It rained."), None) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("This is a phony system.", "phony"),
        ("He lied to them.", "lied"),
        ("The ship lies at anchor.", None),
        ("She lay near the quay.", None),
        ("This is not a scandal.", None),
        ("The dam was built last year.", None),
    ],
)
def test_words_that_find_fault(text: str, word: str | None) -> None:
    found = fault(parse(text), whole(text))
    assert (found.text if found is not None else None) == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam is important.", True),
        ("I believe it will hold.", True),
        ("It was a remarkable year.", True),
        ("The important dam was shut.", False),
        ("They believe it will hold.", False),
        ("The dam holds.", False),
    ],
)
def test_what_judges(text: str, expected: bool) -> None:
    assert judged(parse(text), whole(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Let them come home.", True), ("They come home.", False), ("“", False)],
)
def test_what_commands(text: str, expected: bool) -> None:
    assert commands(parse(text), whole(text)) is expected


def test_what_runs_down() -> None:
    assert fails(parse("a disaster"), ((0, 10),))
    assert not fails(parse("not a disaster"), ((0, 14),))


@pytest.mark.parametrize(
    "text",
    [
        "She spoke against injustice and racism.",
        "They fought to overcome sexism.",
        "Racism must be overcome.",
    ],
)
def test_what_somebody_fights_is_no_fault_of_theirs(text: str) -> None:
    assert fault(parse(text), whole(text)) is None
