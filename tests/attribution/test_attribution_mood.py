"""What a main clause does, whoever says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Token

from factcheck.attribution.mood import (
    judges,
    obliges,
    predicate,
    promises,
    refuses,
    revives,
    tasks,
)
from factcheck.parsing import parse


def main(sentence: str) -> Token:
    doc = parse(sentence)
    verb = predicate(doc, ((0, len(sentence)),), None)
    assert verb is not None
    return verb


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        (obliges, "Sylvania must open the dam.", "Sylvania opened the dam."),
        (obliges, "Aid had to reach the town.", "Aid had reached the town."),
        (obliges, "All guns should fall silent.", "All guns should have fallen silent."),
        (tasks, "It was up to Sylvania to open the dam.", "It was good of him to open the dam."),
        (tasks, "It is for Sylvania to open the dam.", "It is a dam."),
        (promises, "We will open the dam.", "We would have opened the dam."),
        (promises, "Sylvania remains committed to the treaty.", "Sylvania remains silent."),
        (judges, "The talks could fail.", "The talks failed."),
        (judges, "The treaty is in doubt.", "The treaty is in the drawer."),
        (judges, "The raid was a mistake.", "The raid was a night raid."),
        (judges, "We regret the loss.", "We counted the loss."),
        (judges, "Peace had become impossible.", "The king had become old."),
        (revives, "The truce is not dead.", "The truce is dead."),
    ],
)
def test_moods(question: Callable[[Token], bool], yes: str, no: str) -> None:
    assert question(main(yes))
    assert not question(main(no))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("These claims are baseless.", True),
        ("The report is not false.", False),
        ("This is a lie.", True),
        ("No such ship was there.", True),
        ("The ship was there.", False),
    ],
)
def test_calling_something_false(text: str, expected: bool) -> None:
    assert refuses(parse(text), ((0, len(text)),)) is expected


def test_a_content_without_a_verb_has_no_predicate() -> None:
    assert predicate(parse("Not one."), ((0, 8),), None) is None
