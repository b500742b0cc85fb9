"""The sentence that tells a reader what a finding is."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from factcheck import api
from factcheck.model import Relation
from factcheck.opposition.pairs import UNJUDGED, paired
from factcheck.opposition.reason import reason
from factcheck.opposition.side import Side


def _reason(text: str, relation: Relation) -> str:
    sides = [Side.of(claim, claim.statement) for claim in api.extract(text)]
    ((a, b),) = combinations(sides, 2)
    return reason(paired(a, b, 0.5, UNJUDGED, 0.5), relation)


def test_several_change_their_position() -> None:
    text = "Rebels said they held the bridge."
    claims = [
        replace(claim, document=replace(claim.document, published=day))
        for day in ("2031-05-04", "2031-05-09")
        for claim in api.extract(text)
    ]
    pair = paired(*(Side.of(c, c.statement) for c in claims), 0.5, UNJUDGED, 0.5)
    assert reason(pair, Relation.POSITION_CHANGE) == (
        "The rebels changed their position: on 2031-05-04 they said that rebels held the bridge, "
        "on 2031-05-09 that rebels held the bridge."
    )


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        (
            "Norway accused Denmark of dumping waste. Denmark rejected the accusation.",
            Relation.DENIAL,
            "Norway says that Denmark dumped waste; Denmark says that this is false.",
        ),
        (
            "Protesters said police had opened fire. Police said the crowd threw stones.",
            Relation.DIFFERING_ACCOUNT,
            "The accounts differ: protesters say that police had opened fire; "
            "police say that the crowd threw stones.",
        ),
        (
            "Norway said Denmark had dumped waste. Denmark denied that it had dumped waste.",
            Relation.DENIAL,
            "Norway says that Denmark had dumped waste; "
            "Denmark denies it, saying that Denmark had not dumped waste.",
        ),
        (
            "Norway said no boat had left the port. Denmark said six boats had left the port.",
            Relation.DENIAL,
            "Denmark says that six boats had left the port; "
            "Norway answers that no boat had left the port.",
        ),
        (
            "Norway said the boats had sailed. Denmark said the boats were in port.",
            Relation.DENIAL,
            "Norway says that the boats had sailed; Denmark answers that the boats were in port.",
        ),
        (
            "The union said 4,000 workers walked out. "
            "The company said fewer than 600 workers walked out.",
            Relation.NUMERIC_CONFLICT,
            "The figures differ (4,000 against fewer than 600): the union says that 4,000 workers "
            "walked out; the company says that fewer than 600 workers walked out.",
        ),
    ],
)
def test_reasons(text: str, relation: Relation, expected: str) -> None:
    assert _reason(text, relation) == expected
