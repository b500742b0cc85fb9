from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.model import Act, Claim, Relation
from factcheck.opposition.scan import Models, scan
from factcheck.opposition.weights import threshold
from factcheck.parties import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
def models(judge: Any, encoder: Any) -> Models:
    return Models(encoder, judge, judge)


@pytest.fixture
def claims(claim: Callable[..., Claim]) -> list[Claim]:
    return [
        claim("Norland did not shell the old bridge at noon.", "NOR", act=Act.DENIAL),
        claim(
            "Norland shelled the old bridge at noon.", "SUD", act=Act.ACCUSATION, targets=["NOR"]
        ),
        claim("The harvest was good in the valley.", "SUD"),
        claim("Schools open again in autumn.", "NOR"),
    ]


def test_finds_the_denial_and_nothing_else(
    claims: list[Claim], models: Models, encoder: Any, gazetteer: Gazetteer
) -> None:
    vectors = encoder.encode([c.statement for c in claims])

    found = scan(claims, vectors, models, gazetteer)

    assert [o.relation for o in found] == [Relation.DENIAL]
    opposition = found[0]
    assert opposition.a < opposition.b
    assert {opposition.a, opposition.b} == {claims[0].id, claims[1].id}
    assert threshold() <= opposition.score <= 1
    assert "Norland" in opposition.reason
    assert "Sudmark" in opposition.reason
    assert opposition.matter
    assert set(opposition.evidence["nli"]["a_to_b"]) == {"entailment", "neutral", "contradiction"}


def test_the_order_of_claims_does_not_matter(
    claims: list[Claim], models: Models, encoder: Any, gazetteer: Gazetteer
) -> None:
    first = scan(claims, encoder.encode([c.statement for c in claims]), models, gazetteer)
    shuffled = claims.copy()
    random.Random(3).shuffle(shuffled)

    again = scan(shuffled, encoder.encode([c.statement for c in shuffled]), models, gazetteer)

    assert first == again


def test_copies_count_once_and_are_named(
    claim: Callable[..., Claim],
    claims: list[Claim],
    models: Models,
    encoder: Any,
    gazetteer: Gazetteer,
) -> None:
    copy = claim(
        "Norland shelled the old bridge at noon.",
        "SUD",
        act=Act.ACCUSATION,
        targets=["NOR"],
        document="b.txt",
        published="2031-05-06",
    )
    every = [*claims, copy]

    found = scan(every, encoder.encode([c.statement for c in every]), models, gazetteer)

    assert len(found) == 1
    carriers = {**found[0].evidence}
    assert [copy.id] in (carriers.get("carriers_a"), carriers.get("carriers_b"))


def test_no_claims_no_findings(models: Models, encoder: Any, gazetteer: Gazetteer) -> None:
    assert scan([], encoder.encode([]), models, gazetteer) == []
