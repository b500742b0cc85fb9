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
    assert {pair.source for pair in pairs} == {stories.SOURCE, stories.VOICED, stories.BLAME}
    (folder / "train" / "story.toml").rename(folder / "train" / "kept")
    try:
        assert stories.story_pairs(folder, 7) == []
    finally:
        (folder / "train" / "kept").rename(folder / "train" / "story.toml")


def test_each_pair_is_there_as_stated_and_as_written(pairs: list[Pair]) -> None:
    for source in (stories.SOURCE, stories.VOICED):
        of_source = [pair for pair in pairs if pair.source == source]
        half = len(of_source) // 2
        stated, written = of_source[:half], of_source[half:]
        assert [pair.label for pair in stated] == [pair.label for pair in written]
        only_stated = {pair.premise for pair in stated} - {pair.premise for pair in written}
        assert any("Kestria" in text for text in only_stated)


def test_what_cannot_both_be_true_is_contradiction_and_other_opposition_is_not() -> None:
    story = load_story(LENVA)
    labels, voiced = stories._labels(story, random.Random(1))
    for opposition in story.oppositions:
        contrary = opposition.relation in stories.CONTRARY
        assert labels[opposition.a, opposition.b] == (CONTRADICTION if contrary else NEUTRAL)
        assert voiced[opposition.a, opposition.b] == CONTRADICTION
    for negative in story.negatives:
        label = labels[negative.a, negative.b]
        assert voiced[negative.a, negative.b] == label
        if negative.trap is Trap.SYNDICATED_COPY:
            assert label == ENTAILMENT
        elif negative.trap in stories.ALIKE:
            assert label == (0.5, 0.5, 0.0)
        else:
            assert label == NEUTRAL


def test_other_pairs_are_of_two_parties_and_undecided_ones_are_left_out() -> None:
    story = load_story(LENVA)
    labels, _ = stories._labels(story, random.Random(1))
    listed = {(o.a, o.b) for o in story.oppositions} | {(n.a, n.b) for n in story.negatives}
    others = set(labels) - listed
    assert len(others) == 80
    party = {claim.handle: claim.party for claim in story.claims}
    assert all(party[a] != party[b] for a, b in others)
    undecided = {frozenset(pair) for pair in story.undecided}
    assert not undecided & {frozenset(pair) for pair in labels}


def test_blame_is_laid_on_targets_and_on_nobody_else_named(pairs: list[Pair]) -> None:
    blame = [pair for pair in pairs if pair.source == stories.BLAME]
    assert {pair.label for pair in blame} == {ENTAILMENT, NEUTRAL}
    for pair in blame:
        blamer, blamed = pair.hypothesis.removesuffix(".").split(" blames ")
        assert pair.premise.startswith(f"{blamer}: ")
        assert blamer.casefold() != blamed.casefold()


def test_the_same_seed_gives_the_same_pairs(folder: Path, pairs: list[Pair]) -> None:
    assert stories.story_pairs(folder, 7) == pairs
    assert stories.story_pairs(folder, 8) != pairs
