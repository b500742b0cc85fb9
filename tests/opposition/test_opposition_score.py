from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.model import Act, Claim
from factcheck.opposition.pairs import Pair
from factcheck.opposition.score import (
    glimpsed,
    heard,
    known,
    promise,
    promising,
    score,
    worth_hearing,
)
from factcheck.opposition.weights import load, threshold

Make = Callable[..., Claim]
MakePair = Callable[..., Pair]


@pytest.fixture
def charge(claim: Make) -> Claim:
    return claim(
        "Norland shelled the old bridge at noon.", "SUD", act=Act.ACCUSATION, targets=["NOR"]
    )


@pytest.fixture
def denial(claim: Make) -> Claim:
    return claim("Norland did not shell the old bridge at noon.", "NOR", act=Act.DENIAL)


def test_a_charge_and_its_denial_are_reported(charge: Claim, denial: Claim, pair: MakePair) -> None:
    found = pair(charge, denial, contradiction=(0.97, 0.97), blame=(0.95, 0.02), aligned=0.95)

    assert promising(found)
    assert threshold() <= score(found) < 1


def test_a_denial_of_something_else_is_not(charge: Claim, claim: Make, pair: MakePair) -> None:
    other = claim("Norland did not close the harbour in the north.", "NOR", act=Act.DENIAL)
    silent = pair(charge, other, contradiction=(0.02, 0.02), similarity=0.4, aligned=0.4)

    assert score(silent) < threshold()


def test_claims_with_nothing_in_common_are_not_asked_about(claim: Make, pair: MakePair) -> None:
    a = claim("The harvest was good in the valley.")
    b = claim("Schools open again in autumn.", "SUD", document="b.txt", published="2031-06-20")

    assert not promising(pair(a, b, similarity=0.1, aligned=0.1))


@pytest.mark.parametrize("place", [0, 1])
def test_hearing_more_contradiction_never_makes_a_pair_less_likely(
    charge: Claim, denial: Claim, pair: MakePair, place: int
) -> None:
    scores = []
    for step in range(1, 10):
        said = [0.5, 0.5]
        said[place] = step / 10
        scores.append(score(pair(charge, denial, voiced=(said[0], said[1]))))

    assert scores == sorted(scores)


def test_a_glance_drops_what_inference_hears_nothing_in(
    charge: Claim, claim: Make, pair: MakePair
) -> None:
    near = claim("Norland opened the old bridge in spring.", "NOR")
    close = pair(charge, near, similarity=0.45, aligned=0.45, voiced=(0.003, 0.003))
    loud = pair(charge, near, similarity=0.45, aligned=0.45, voiced=(0.99, 0.99))

    assert not worth_hearing(close)
    assert worth_hearing(loud)


def test_every_weight_is_of_a_feature(charge: Claim, denial: Claim, pair: MakePair) -> None:
    found = pair(charge, denial)

    assert set(load()["promise"]["weights"]) <= {*known(found), "bias"}
    assert set(load()["glance"]["weights"]) <= {*glimpsed(found, promise(found)), "bias"}
    assert set(load()["score"]["weights"]) <= {*heard(found, promise(found)), "bias"}
