from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.model import Act, Claim, Relation
from factcheck.opposition.corpus import Corpus
from factcheck.opposition.pairs import Pair
from factcheck.opposition.profile import profiles_of
from factcheck.opposition.scan import Models, answered, candidate_pairs, judged, scan
from factcheck.opposition.score import score, worth_hearing
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
        claim("The harvest was good in the valley.", "SUD", document="c.txt"),
        claim("Schools open again in autumn.", "NOR", document="d.txt"),
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


def test_what_is_asked_no_more_would_have_scored_nothing(
    claim: Callable[..., Claim], gazetteer: Gazetteer, encoder: Any
) -> None:
    class Hash:
        """Every pair has a verdict of its own."""

        name = "hashes"

        def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
            digests = [hashlib.md5("|".join(pair).encode()).digest() for pair in pairs]
            said = np.array([[d[0], d[1] / 2, d[2] * 1.5 + 1] for d in digests], np.float32)
            found: NDArray[np.float32] = said / said.sum(axis=1, keepdims=True)
            return found.reshape(-1, 3)

    models = Models(encoder, Hash(), Hash())
    deeds = ("shelled the bridge", "blocked the port", "held 40 men", "held 25 men", "lied")
    every = [
        claim(f"{whom} {deed} {when}.", who, act=act, targets=[*targets])
        for who, whom, targets in (("NOR", "Sudmark", ("SUD",)), ("SUD", "Norland", ("NOR",)))
        for deed in deeds
        for when in ("at noon", "in May", "again")
        for act in (Act.ACCUSATION, Act.ASSERTION)
    ]
    profiles = profiles_of(every, gazetteer)
    vectors = encoder.encode([each.statement for each in every])
    found = list(candidate_pairs(Corpus.of(every, vectors, profiles), encoder))

    def scored(pairs: Iterable[Pair]) -> dict[tuple[str, str], float]:
        return {(p.a.claim.id, p.b.claim.id): score(p) for p in pairs if score(p) > 0}

    glanced = [pair for pair in judged(found, models) if worth_hearing(pair)]
    wanted = scored(glanced)
    assert len(glanced) > len(wanted) > 10
    assert scored(answered(found, models)) == wanted
