from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.model import Act, Claim
from factcheck.opposition.near_miss import why_neutral
from factcheck.opposition.pairs import Pair

Make = Callable[..., Claim]
MakePair = Callable[..., Pair]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            "At least 20 people were killed.",
            "23 people were killed.",
            "at least 20 and 23 can both be right",
        ),
        (
            "The bridge was shelled on 6 March.",
            "The bridge was shelled on 7 March.",
            "it speaks of another time: 6 March, not 7 March",
        ),
        (
            "The blast killed 20 people.",
            "The blast killed 30 people.",
            "its figure, 20 against 30, may be of another thing",
        ),
        ("Did the convoy reach the city?", "The convoy reached the city.", "it asks, "),
        ("Twenty people were killed.", "20 people were killed.", None),
        ("The convoy reached the city.", "The city was reached by the convoy.", None),
    ],
)
def test_what_the_words_say(
    claim: Make, pair: MakePair, one: str, other: str, why: str | None
) -> None:
    found = why_neutral(pair(claim(one), claim(other, "SUD")))
    assert found is None if why is None else found is not None and found.startswith(why)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"act": Act.DEMAND}, "it demands"),
        ({"act": Act.PROMISE}, "it speaks of what is to come"),
        ({"reports": "SUD"}, "it passes on"),
    ],
)
def test_what_a_claim_does(
    claim: Make, pair: MakePair, fields: dict[str, object], why: str
) -> None:
    one = claim("Sudmark must withdraw its guns.", **fields)
    found = why_neutral(pair(one, claim("Sudmark withdrew its guns.", "SUD")))
    assert found is not None
    assert found.startswith(why)


def test_what_inference_hears(claim: Make, pair: MakePair) -> None:
    a, b = claim("The bridge was damaged."), claim("The bridge was shelled and damaged.", "SUD")
    assert why_neutral(pair(a, b)) is None
    weaker = why_neutral(pair(a, b, entailment=(0.1, 0.9)))
    assert weaker is not None
    assert weaker.startswith("it says less")
    contrary = why_neutral(pair(a, b, contradiction=(0.1, 0.9)))
    assert contrary is not None
    assert contrary.startswith("it sounds contrary")


def test_nobody_asks_about_what_is_unlike(claim: Make, pair: MakePair) -> None:
    a, b = claim("Did it rain?"), claim("The bridge was shelled.", "SUD")
    assert why_neutral(pair(a, b, similarity=0.4)) is None
