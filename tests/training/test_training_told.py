"""Pairs for training out of the claims of one dispute."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from factcheck.bench.gold import Trap
from factcheck.model import Relation
from factcheck.training import told
from factcheck.training.mix import CONTRADICTION, ENTAILMENT, NEUTRAL
from factcheck.training.told import ALIKE_LABEL, BARE, BLAME, VOICED, Quarrel, Told, labels, pairs

CLAIMS = {
    "a1": Told("mill", "The dam was sound.", (), frozenset({"village"})),
    "a2": Told("mill", "Nobody from the village rang.", ("village",), frozenset({"village"})),
    "a3": Told("mill", "The mill regrets the deaths."),
    "b1": Told("village", "The dam had leaked for a month.", ("mill",)),
    "b2": Told("village", "The village rang eleven times.", ("mill",), frozenset({"village"})),
    "b3": Told(None, "Water stood in the lane."),
}


@pytest.fixture
def quarrel() -> Quarrel:
    return Quarrel(
        {"mill": "Harlow Mill", "village": "Lower Orlo", "state": "Union of Harlow"},
        CLAIMS,
        {("a1", "b1"): Relation.DENIAL, ("a2", "b2"): Relation.MUTUAL_BLAME},
        {
            ("a3", "b3"): Trap.CROSS_SIDE_AGREEMENT,
            ("a1", "b3"): Trap.DIFFERENT_OBJECT,
            ("a2", "b3"): Trap.SYNDICATED_COPY,
        },
        frozenset({frozenset({"a2", "b1"})}),
    )


def test_only_what_cannot_both_be_true_is_a_bare_contradiction(quarrel: Quarrel) -> None:
    bare, voiced = labels(quarrel, random.Random(1), 2)
    assert bare["a1", "b1"] == voiced["a1", "b1"] == CONTRADICTION
    assert bare["a2", "b2"] == NEUTRAL
    assert voiced["a2", "b2"] == CONTRADICTION
    assert bare["a3", "b3"] == voiced["a3", "b3"] == ALIKE_LABEL
    assert bare["a1", "b3"] == voiced["a1", "b3"] == NEUTRAL
    assert bare["a2", "b3"] == voiced["a2", "b3"] == ENTAILMENT


def test_unlisted_pairs_are_neutral_and_of_two_parties(quarrel: Quarrel) -> None:
    bare, _ = labels(quarrel, random.Random(1), 100)
    rest = set(bare) - set(quarrel.opposed) - set(quarrel.tempting)
    every = {
        frozenset(p) for p in combinations(CLAIMS, 2) if CLAIMS[p[0]].party != CLAIMS[p[1]].party
    }
    listed = {frozenset(p) for p in (*quarrel.opposed, *quarrel.tempting)}
    assert {frozenset(pair) for pair in rest} == every - listed - quarrel.undecided
    assert {bare[pair] for pair in rest} == {NEUTRAL}


def test_half_of_the_unlisted_pairs_are_those_that_share_words(quarrel: Quarrel) -> None:
    bare, _ = labels(quarrel, random.Random(1), 1)
    rest = set(bare) - set(quarrel.opposed) - set(quarrel.tempting)
    assert len(rest) == 2


def test_statements_are_shown_bare_and_with_their_makers(quarrel: Quarrel) -> None:
    found = list(pairs(quarrel, random.Random(1), 2))
    bare = [p for p in found if p.source == BARE]
    said = [p for p in found if p.source == VOICED]
    assert len(bare) == len(said) == 9
    texts = {claim.text for claim in CLAIMS.values()}
    assert {p.premise for p in bare} | {p.hypothesis for p in bare} <= texts
    makers = {p.premise.split(": ")[0] for p in said} | {p.hypothesis.split(": ")[0] for p in said}
    assert makers == {"Harlow Mill", "Lower Orlo", "Somebody"}


def test_every_pair_of_two_parties_is_there_once(quarrel: Quarrel) -> None:
    found = [frozenset((p.premise, p.hypothesis)) for p in told.every(quarrel, random.Random(1))]
    of_two = [p for p in combinations(CLAIMS.values(), 2) if p[0].party != p[1].party]
    assert len(found) == len(set(found)) == len(of_two)
    assert all(": " in text for pair in found for text in pair)


def test_blame_is_laid_on_targets_and_not_on_others(quarrel: Quarrel) -> None:
    blame = {
        (p.premise, p.hypothesis): p.label
        for p in pairs(quarrel, random.Random(1), 2)
        if p.source == BLAME
    }
    rang = "Harlow Mill: Nobody from the village rang."
    sound = "Harlow Mill: The dam was sound."
    assert blame[rang, "Harlow Mill blames Lower Orlo."] == ENTAILMENT
    assert blame[rang, "Harlow Mill blames the Union of Harlow."] == NEUTRAL
    assert blame[sound, "Harlow Mill blames Lower Orlo."] == NEUTRAL
    assert not any("Somebody" in hypothesis for _, hypothesis in blame)
    assert not any("blames Harlow Mill" in h for p, h in blame if p.startswith("Harlow Mill:"))


def test_claims_of_everyday_news_are_pairs_of_news(quarrel: Quarrel) -> None:
    def made(of: Quarrel) -> set[tuple[str, str, object, str]]:
        found = pairs(of, random.Random(1), 2)
        return {(p.premise, p.hypothesis, p.label, p.source) for p in found}

    names = {BARE: "news_bare", VOICED: "news_voiced", BLAME: BLAME}
    told_so = {(*pair[:3], names[pair[3]]) for pair in made(quarrel)}
    assert made(replace(quarrel, everyday=True)) == told_so
