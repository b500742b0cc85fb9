"""Small clauses: what a thing is called, and the figure at which it is put."""

from __future__ import annotations

import pytest

from factcheck.attribution import Construction
from factcheck.model import Act


@pytest.mark.parametrize(
    ("text", "content", "act"),
    [
        ("Renn called the vote “a bad joke”.", "the vote “a bad joke”", Act.ASSESSMENT),
        ("Renn described the vote as a joke.", "the vote as a joke", Act.ASSESSMENT),
        ("Renn dismissed the report as propaganda.", "the report as propaganda", Act.DENIAL),
        ("The army put the toll at 12.", "the toll at 12", Act.ASSERTION),
        ("The army put the dead of the raid at 12.", "the dead of the raid at 12", Act.ASSERTION),
        (
            "The army raised its count of the dead to 90.",
            "its count of the dead to 90",
            Act.ASSERTION,
        ),
        ("The union put the strikers at 1,140 on Tuesday.", "the strikers at 1,140", Act.ASSERTION),
        (
            "The firm put the volume that ran out at no more than 140 litres.",
            "the volume that ran out at no more than 140 litres",
            Act.ASSERTION,
        ),
        (
            "Renn put the hole in the budget at 95 million crowns.",
            "the hole in the budget at 95 million crowns",
            Act.ASSERTION,
        ),
        ("The army gives the dead of Orlo as 22.", "the dead of Orlo as 22", Act.ASSERTION),
        (
            "The bank values the loss to the mills at 700 million crowns.",
            "the loss to the mills at 700 million crowns",
            Act.ASSERTION,
        ),
        ("Renn held Sylvania responsible for it.", "Sylvania responsible for it", Act.ACCUSATION),
        ("Renn compared the siege to a famine.", "the siege to a famine", Act.ASSESSMENT),
        ("The army had declared it over on Monday.", "it over", Act.ASSERTION),
    ],
)
def test_thing_and_value(said, text: str, content: str, act: Act) -> None:
    [only] = said(text)
    assert " ".join(only.content) == content
    assert only.found.construction is Construction.SMALL
    assert only.found.act is act


@pytest.mark.parametrize(
    "text",
    [
        "The army put the guns at the gate.",
        "The firm raised wages to 40 crowns.",
        "The army put the guns at the gate at 5 p.m.",
        "The firm gave its staff ten days as a present.",
        "The firm placed its offices at 40 Main Street.",
        "The navy held the island.",
        "Renn cut the ribbon.",
    ],
)
def test_other_senses_of_the_same_verbs(said, text: str) -> None:
    assert said(text) == []


def test_a_word_broken_at_its_hyphen_is_whole(said) -> None:
    text = "The singer denounced her co-writer as a thief."
    [only] = said(text)
    assert only.found.agent is not None
    assert text[slice(*only.found.agent)] == "her co-writer"
