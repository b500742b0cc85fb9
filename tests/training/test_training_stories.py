"""Pairs for training out of annotated stories."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from factcheck.training import stories
from factcheck.training.mix import Pair
from factcheck.training.told import BARE, BLAME, VOICED

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
    assert {pair.source for pair in pairs} == {BARE, VOICED, BLAME}
    (folder / "train" / "story.toml").rename(folder / "train" / "kept")
    try:
        assert stories.story_pairs(folder, 7) == []
    finally:
        (folder / "train" / "kept").rename(folder / "train" / "story.toml")


def test_each_claim_is_there_as_stated_and_as_written(folder: Path) -> None:
    stated, written = stories.quarrels(folder / "train")
    assert list(stated.claims) == list(written.claims)
    assert stated.opposed == written.opposed
    differ = [h for h, claim in stated.claims.items() if claim.text != written.claims[h].text]
    assert any("Kestria" in stated.claims[handle].text for handle in differ)
    assert len(differ) > len(stated.claims) / 3


def test_the_same_seed_gives_the_same_pairs(folder: Path, pairs: list[Pair]) -> None:
    assert stories.story_pairs(folder, 7) == pairs
    assert stories.story_pairs(folder, 8) != pairs
