"""Pairs for training out of annotated stories."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from factcheck.bench.gold import Trap, load_story
from factcheck.training import stories
from factcheck.training.mix import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

LENVA = Path(__file__).parents[2] / "fixtures" / "lenva-patrol-boat"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("stories")
    for split in ("train", "test"):
        shutil.copytree(LENVA, place / split)
        (place / split / "story.toml").write_text(f'split = "{split}"\n')
    return place


@pytest.fixture(scope="module")
def pairs(folder: Path) -> list[Pair]:
    return stories.story_pairs(folder, 7)


def test_only_training_stories_are_read(folder: Path, pairs: list[Pair]) -> None:
    assert {pair.source for pair in pairs} == {stories.SOURCE}
    (folder / "train" / "story.toml").rename(folder / "train" / "kept")
    try:
        assert stories.story_pairs(folder, 7) == []
    finally:
        (folder / "train" / "kept").rename(folder / "train" / "story.toml")


def test_each_pair_is_there_as_stated_and_as_written(pairs: list[Pair]) -> None:
    half = len(pairs) // 2
    assert [pair.label for pair in pairs[:half]] == [pair.label for pair in pairs[half:]]
    stated = {pair.premise for pair in pairs[:half]} - {pair.premise for pair in pairs[half:]}
    assert any("Kestria" in text for text in stated)


def test_what_cannot_both_be_true_is_contradiction_and_other_opposition_is_not() -> None:
    story = load_story(LENVA)
    labels = stories._labels(story, random.Random(1))
    for opposition in story.oppositions:
        contrary = opposition.relation in stories.CONTRARY
        assert labels[opposition.a, opposition.b] == (CONTRADICTION if contrary else NEUTRAL)
    for negative in story.negatives:
        label = labels[negative.a, negative.b]
        if negative.trap is Trap.SYNDICATED_COPY:
            assert label == ENTAILMENT
        elif negative.trap in stories.ALIKE:
            assert label == (0.5, 0.5, 0.0)
        else:
            assert label == NEUTRAL


def test_other_pairs_are_of_two_parties_and_undecided_ones_are_left_out() -> None:
    story = load_story(LENVA)
    labels = stories._labels(story, random.Random(1))
    listed = {(o.a, o.b) for o in story.oppositions} | {(n.a, n.b) for n in story.negatives}
    others = set(labels) - listed
    assert len(others) == 80
    party = {claim.handle: claim.party for claim in story.claims}
    assert all(party[a] != party[b] for a, b in others)
    undecided = {frozenset(pair) for pair in story.undecided}
    assert not undecided & {frozenset(pair) for pair in labels}


def test_the_same_seed_gives_the_same_pairs(folder: Path, pairs: list[Pair]) -> None:
    assert stories.story_pairs(folder, 7) == pairs
    assert stories.story_pairs(folder, 8) != pairs
