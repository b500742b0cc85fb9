"""Reported speech in clauses: who, by which words, what."""

from __future__ import annotations

import pytest

from factcheck.attribution import Construction
from factcheck.model import Act, Form


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ministry said the dam held.", "The ministry", "said", ("the dam held",)),
        ("The ministry said that the dam held.", "The ministry", "said", ("that the dam held",)),
        ("The dam held, the ministry said.", "the ministry", "said", ("The dam held",)),
        ("The dam, the ministry said, held.", "the ministry", "said", ("The dam", "held")),
        ("“The dam held,” said Ivo Renn.", "Ivo Renn", "said", ("“The dam held,”",)),
        (
            "“The dam held,” Ivo Renn said. “Nobody was hurt by it.”",
            "Ivo Renn",
            "said",
            ("“The dam held,”",),
        ),
        (
            "Without rain, the foreign minister argued on Friday, the lake would be dry.",
            "the foreign minister",
            "argued",
            ("Without rain", "the lake would be dry"),
        ),
        (
            "Nine sailors drowned, not twelve, the coast guard insists.",
            "the coast guard",
            "insists",
            ("Nine sailors drowned, not twelve",),
        ),
        (
            "In a call on Friday Renn told Voss that the pass was shut.",
            "Renn",
            "told",
            ("that the pass was shut",),
        ),
        (
            "President Ivo Renn, visiting the port, had vowed to open the pass.",
            "President Ivo Renn, visiting the port",
            "had vowed",
            ("to open the pass",),
        ),
        (
            "Ivo Renn, who commands the guard, said the pass was shut.",
            "Ivo Renn, who commands the guard",
            "said",
            ("the pass was shut",),
        ),
        ("She warned of a famine in the north.", "She", "warned", ("a famine in the north",)),
    ],
)
def test_source_cue_and_content(
    said, text: str, source: str, cue: str, content: tuple[str, ...]
) -> None:
    first = said(text)[0]
    assert (first.source, first.cue, first.content) == (source, cue, content)


@pytest.mark.parametrize(
    "text",
    [
        "The minister did not say that the dam held.",
        "The minister never said the dam held.",
        "Nobody said the dam held.",
        "No official said the dam held.",
        "The minister may say that the dam held.",
        "The minister could announce that the dam held.",
        "If the minister says the dam held, they will stay.",
        "The minister refused to say that the dam held.",
        "The minister is expected to announce that the dam held.",
        "Did the minister say that the dam held?",
        "The minister asked whether the dam held.",
        "The dam held through the night and the town slept.",
        "The navy denied the ship a berth.",
        "The ship reported to the harbour master.",
        "The team claimed the title.",
        "The firm raised its prices to 40 crowns.",
    ],
)
def test_what_nobody_said_is_not_claimed(said, text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Renn said the dam held.", Act.ASSERTION),
        ("Renn denied that the dam held.", Act.DENIAL),
        ("Renn predicted that the dam would hold.", Act.ASSESSMENT),
        ("Renn demanded that Sylvania open the dam.", Act.DEMAND),
        ("Renn urged Sylvania to open the dam.", Act.DEMAND),
        ("Renn vowed to open the dam.", Act.PROMISE),
        ("Renn alleged that the guards opened the dam.", Act.ACCUSATION),
    ],
)
def test_the_cue_decides_the_act(said, text: str, act: Act) -> None:
    assert [s.found.act for s in said(text)] == [act]


def test_form_tells_quoted_words_from_others(said) -> None:
    forms = [
        said("Renn said the dam held.")[0].found.form,
        said("“The dam held well,” Renn said.")[0].found.form,
        said("Renn said the dam “held rather well”.")[0].found.form,
    ]
    assert forms == [Form.INDIRECT, Form.DIRECT, Form.MIXED]


def test_a_second_cue_has_the_same_source(said) -> None:
    found = said("The army said it would stop, adding that it kept the right to answer.")
    assert [(s.source, s.cue) for s in found] == [("The army", "said"), ("The army", "adding")]


def test_a_cue_joined_to_the_clause_goes_back_to_the_first_speaker(said) -> None:
    text = "Mara Voss said the rebels had never paid, and added that they were hiding the money."
    found = said(text)
    assert [s.source for s in found] == ["Mara Voss", "Mara Voss"]
    assert found[1].content == ("that they were hiding the money",)


def test_joined_clauses_with_a_that_of_their_own_are_claims_apart(said) -> None:
    text = "Renn said that the dam held and that the town was dry."
    assert [s.content for s in said(text)] == [("that the dam held",), ("that the town was dry",)]


def test_a_denied_gerund_has_no_agent_of_its_own(said) -> None:
    for text in ("The navy denied firing on the ferry.", "The navy has denied bombing hospitals."):
        [only] = said(text)
        assert only.found.construction is Construction.CHARGE
        assert only.found.agent is None


def test_ruled_out(said) -> None:
    [only] = said("Ivo Renn ruled out any further pause.")
    assert (only.cue, only.content) == ("ruled out", ("any further pause",))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ivo Renn himself was quoted as saying that the dam held.", "Ivo Renn himself"),
        ("Ivo Renn was quoted by a local paper as saying the dam held.", "Ivo Renn"),
    ],
)
def test_who_is_quoted_as_saying_is_the_source(text, source, said) -> None:
    assert [s.source for s in said(text)] == [source]
