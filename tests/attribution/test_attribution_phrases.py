"""Attribution without a verb."""

from __future__ import annotations

import pytest

from factcheck.model import Act


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to the army, the pass was shut.", "the army", ("the pass was shut",)),
        ("The pass was shut, according to the army.", "the army", ("The pass was shut",)),
        (
            "The pass, according to the army, was shut.",
            "the army",
            ("The pass", "was shut"),
        ),
        (
            "According to the ministry’s spokesman, Ivo Renn, the pass was shut.",
            "the ministry’s spokesman",
            ("the pass was shut",),
        ),
    ],
)
def test_according_to(said, text: str, source: str, content: tuple[str, ...]) -> None:
    [only] = said(text)
    assert (only.source, only.content) == (source, content)


@pytest.mark.parametrize(
    ("text", "source", "act"),
    [
        ("Renn’s claim that the pass was shut surprised them.", "Renn", Act.ASSERTION),
        ("Allegations by Renn that the pass was shut surprised them.", "Renn", Act.ACCUSATION),
    ],
)
def test_nouns_with_a_clause(said, text: str, source: str, act: Act) -> None:
    [only] = said(text)
    assert only.content == ("that the pass was shut",)
    assert only.source is not None
    assert only.source.startswith(source)
    assert only.found.act is act


def test_a_noun_without_an_owner_attributes_nothing(said) -> None:
    assert said("The claim that the pass was shut surprised them.") == []


def test_the_manner_of_something_is_no_attribution(said) -> None:
    assert said("According, they left the harbour.") == []


def test_a_clause_after_its_source_is_the_nouns(said) -> None:
    text = "The fair was shut amid claims by the guild that smoke had filled the hall with soot."
    [only] = said(text)
    assert (only.source, only.content) == (
        "the guild",
        ("that smoke had filled the hall with soot",),
    )


def test_a_clause_about_the_source_is_none_of_the_nouns(said) -> None:
    assert said("The fair was shut after claims by a warden that the guild trusted.") == []
