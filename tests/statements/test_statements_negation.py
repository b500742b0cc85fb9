"""Denied clauses and what the denial holds."""

from __future__ import annotations

import pytest

DENIED = [
    ("The firm denied that any of its tanks had leaked.", "None of Ruritania's tanks had leaked."),
    ("The firm denied that any tank had leaked.", "No tank had leaked."),
    (
        "The firm denied that any one of its tanks had leaked.",
        "Not one of Ruritania's tanks had leaked.",
    ),
    ("The firm denied that any had been lost.", "None had been lost."),
    ("The firm denied that anyone from the yard was hurt.", "No one from the yard was hurt."),
    ("The firm denied that anything had been stolen.", "Nothing had been stolen."),
    ("The firm denied that either tank had leaked.", "Neither tank had leaked."),
    (
        "The firm denied that either of its tanks had leaked.",
        "Neither of Ruritania's tanks had leaked.",
    ),
    (
        "The ministry denied that either the army or the police had fired.",
        "Neither the army nor the police had fired.",
    ),
    (
        "The minister denied that her envoys had ever signed the treaty.",
        "Mara Voss's envoys had never signed the treaty.",
    ),
    ("The minister denied that the bridge was ever closed.", "The bridge was never closed."),
    ("The ministry denied ever receiving a warning.", "Ruritania never received a warning."),
    ("The ministry denied that there was any deal.", "There was no deal."),
    ("The ministry denied that there had ever been a deal.", "There had never been a deal."),
    (
        "The ministry denied that the army still holds the bridge.",
        "The army no longer holds the bridge.",
    ),
    (
        "The ministry denied that the guards beat and robbed the men.",
        "The guards did not beat and rob the men.",
    ),
    (
        "The ministry denied that the bridge had not been inspected.",
        "The bridge had been inspected.",
    ),
    ("The ministry denied that the dam was never inspected.", "The dam was inspected."),
]
NEAR_MISSES = [
    (
        "The ministry denied that the army had any troops there.",
        "The army did not have any troops there.",
    ),
    (
        "The ministry denied that some of its troops had left.",
        "Some of Ruritania's troops had not left.",
    ),
    ("The ministry said that any delay was a crime.", "Any delay was a crime."),
    ("The ministry said the army still holds the bridge.", "The army still holds the bridge."),
    ("The ministry accused the firm of still dumping waste.", "The firm still dumped waste."),
]
RULED_OUT = [
    ("The minister ruled out closing the bridge.", "Ruritania will not close the bridge."),
    ("The minister ruled out a new election.", "Ruritania rejects a new election."),
    ("The ministry denied closing the bridge.", "Ruritania did not close the bridge."),
]


@pytest.mark.parametrize(("text", "wanted"), DENIED + NEAR_MISSES + RULED_OUT)
def test_a_denial_is_a_negated_clause_that_is_grammatical(stated, text: str, wanted: str) -> None:
    assert stated(text) == [wanted]


def test_a_denied_series_shares_its_auxiliary(stated) -> None:
    assert stated("The guards denied beating and robbing the men.")[0] == (
        "Ruritania did not beat and rob the men."
    )
