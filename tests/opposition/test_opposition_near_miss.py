from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from factcheck.model import Act, Claim
from factcheck.opposition.near_miss import Kind, happened_since, near_miss, why_neutral
from factcheck.opposition.pairs import UNJUDGED, Pair

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


@pytest.mark.parametrize(
    ("one", "other", "fields", "kind", "why"),
    [
        (
            "The number of dead is 11.",
            "Nine people were killed.",
            {"contradiction": (0.9, 0.9)},
            Kind.UPDATE,
            "the later count is the higher: 11 and nine",
        ),
        (
            "Two miners were arrested on 3 May 2031.",
            "No miner was arrested.",
            {"contradiction": (0.9, 0.9)},
            Kind.UPDATE,
            "one tells of what happened after the other was said",
        ),
        (
            "Coal imports have grown by 22 percent.",
            "Sudmark imposed a 28 percent tariff on coal.",
            {"voiced": (0.05, 0.1)},
            Kind.OTHER_FIGURES,
            "22 percent and 28 percent are of different things",
        ),
        (
            "At least 20 shells hit the harbour.",
            "23 shells hit the harbour.",
            {"voiced": (0.3, 0.3)},
            Kind.COMPATIBLE_FIGURES,
            "at least 20 and 23 can both be right",
        ),
        ("The dam held.", "The dam held.", {}, Kind.AGREEMENT, "both say it, in the same words"),
        ("The dam broke.", "The dam burst.", {"agreed": 0.9}, Kind.AGREEMENT, "both say so"),
        ("The dam broke.", "The dam was old.", {"voiced": (0.3, 0.3)}, None, ""),
        ("The dam broke.", "The dam never broke.", {"contradiction": (0.9, 0.9)}, None, ""),
        ("Nine people were killed.", "11 people were killed.", {"voiced": (0.9, 0.9)}, None, ""),
    ],
)
def test_why_two_sides_do_not_oppose_each_other(
    claim: Make,
    pair: MakePair,
    one: str,
    other: str,
    fields: dict[str, Any],
    kind: Kind | None,
    why: str,
) -> None:
    agreed = fields.pop("agreed", None)
    later, earlier = claim(one), claim(other, "SUD", published="2031-05-01")
    made = pair(later, earlier, **fields)
    if agreed is not None:
        made = replace(made, voiced=((agreed, 1 - agreed, 0.0), (0.1, 0.9, 0.0)))
    found = near_miss(made)
    assert (found and (found.kind, found.text)) == (kind and (kind, why))


def test_a_demand_and_a_denial_of_another_deed(claim: Make, pair: MakePair) -> None:
    demand = claim("Sudmark should open its harbour.", act=Act.DEMAND)
    found = near_miss(pair(demand, claim("Sudmark's harbour is open.", "SUD"), voiced=(0.6, 0.6)))
    assert found is not None
    assert found.kind is Kind.DEMAND
    charge = claim("Sudmark bombed the harbour.", act=Act.ACCUSATION, targets=["SUD"])
    denial = claim("Sudmark had not mined the harbour.", "SUD", act=Act.DENIAL)
    found = near_miss(pair(charge, denial, voiced=(0.1, 0.1)))
    assert found is not None
    assert found.kind is Kind.OTHER_DEED
    assert near_miss(pair(charge, denial, voiced=(0.5, 0.5))) is None


def test_what_inference_was_not_asked_counts_for_nothing(claim: Make, pair: MakePair) -> None:
    charge = claim("Sudmark bombed the harbour.", act=Act.ACCUSATION, targets=["SUD"])
    denial = claim("Sudmark had not mined the harbour.", "SUD", act=Act.DENIAL)
    assert near_miss(replace(pair(charge, denial), voiced=UNJUDGED)) is None


@pytest.mark.parametrize(
    ("day", "said", "since"),
    [
        ("3 May 2031", "2031-05-01", True),
        ("3 May 2031", "2031-05-03", False),
        ("4 May 2031", "2031-05-01", False),
        ("5 May 2031", "2031-05-01", False),
        ("3 May", "2031-05-01", False),
        ("3 May 2031", None, False),
    ],
)
def test_what_happened_since(
    claim: Make, pair: MakePair, day: str, said: str | None, since: bool
) -> None:
    told = claim(f"Two miners were arrested on {day}.")
    before = claim("No miner was arrested.", "SUD", published=said)
    assert happened_since(pair(told, before)) is since
    assert happened_since(pair(before, told)) is since
