"""Where annotated stories are looked for, and which of them are opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.bench.opposition_stories import Split, read_story, split_of, story_folders
from factcheck.errors import InputError

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a story's folder; what is in its gold.json matters only to who reads it."""

    def story(name: str, split: str | None = None, gold: str = "{") -> Path:
        folder = tmp_path / "stories" / name
        folder.mkdir(parents=True)
        (folder / "gold.json").write_text(gold)
        if split is not None:
            (folder / "story.toml").write_text(split)
        return folder

    return story


def test_a_story_and_a_folder_of_stories(make: Make) -> None:
    one, two = make("one"), make("two")
    (one.parent / "no-story").mkdir()
    (one.parent / "README.md").write_text("")

    assert story_folders([one]) == [one]
    assert story_folders([one.parent]) == [one, two]


def test_each_story_once(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = make("one"), make("two")
    monkeypatch.chdir(two)

    assert story_folders([Path(), one.parent, one]) == [Path(), one]


def test_a_split(make: Make) -> None:
    dev, test = make("dev", 'split = "dev"'), make("test", 'split = "test"')
    plain, train = make("plain"), make("train", 'split = "train"')

    assert story_folders([dev.parent], Split.DEV) == [dev, plain]
    assert story_folders([dev.parent], Split.TRAIN) == [train]
    assert story_folders([dev.parent], Split.TEST) == [test]
    assert [split_of(folder) for folder in (dev, test, plain)] == ["dev", "test", "dev"]


def test_without_a_split_descriptions_are_not_read(make: Make) -> None:
    folder = make("one", "=")

    assert story_folders([folder]) == [folder]


def message(action: Callable[[], object]) -> str:
    with pytest.raises(InputError) as raised:
        action()
    text = str(raised.value)
    assert "\n" not in text
    assert ";" in text
    return text


def test_no_story_of_that_split(make: Make) -> None:
    folder = make("one", 'split = "dev"')

    assert "test" in message(lambda: story_folders([folder], Split.TEST))


@pytest.mark.parametrize(
    "description",
    ["=", "split = 3", 'split = ["dev"]', 'title = "x"', 'split = "devel"', "a = " + "[" * 5000],
)
def test_a_damaged_description(make: Make, description: str) -> None:
    folder = make("one", description)

    assert "story.toml" in message(lambda: story_folders([folder], Split.DEV))


def test_a_description_that_is_not_utf8(make: Make) -> None:
    folder = make("one")
    (folder / "story.toml").write_bytes(b'split = "\xff"')

    assert "UnicodeDecodeError" in message(lambda: split_of(folder))


def test_a_description_that_is_a_folder(make: Make) -> None:
    folder = make("one")
    (folder / "story.toml").mkdir()

    assert "cannot be read" in message(lambda: split_of(folder))


@pytest.mark.parametrize("name", ["missing", "x" * 300, "null\0byte"])
def test_a_folder_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert "cannot be read" in message(lambda: story_folders([tmp_path / name]))


def test_a_file_and_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert "gold.json" in message(lambda: story_folders([tmp_path]))
    assert "cannot be read" in message(lambda: story_folders([tmp_path / "file"]))


CLAIM = {
    "handle": "a1",
    "document": "a.txt",
    "source": None,
    "cue": None,
    "content": [{"start": 0, "end": 4, "text": "Rain"}],
    "party": "NOR",
    "speaker": None,
    "form": "indirect",
    "act": "assertion",
    "targets": [],
}
REST = {"oppositions": [], "negatives": [], "undecided": []}


@pytest.mark.parametrize(
    "gold",
    [
        "{",
        "[]",
        "[" * 100_000,
        json.dumps({"claims": [], **REST}),
        json.dumps({"claims": [{**CLAIM, "targets": [["NOR"]]}], **REST}),
        json.dumps({"claims": [{**CLAIM, "party": {"id": "NOR"}}], **REST}),
        json.dumps({"claims": [{**CLAIM, "document": "gone.txt"}], **REST}),
        json.dumps({"claims": [CLAIM], **REST, "oppositions": [{"a": "a1"}]}),
    ],
)
def test_damaged_annotation(make: Make, gold: str) -> None:
    folder = make("one", gold=gold)
    (folder / "a.txt").write_text("Rain fell.")

    message(lambda: read_story(folder))


def test_an_annotation(make: Make) -> None:
    folder = make("one", gold=json.dumps({"claims": [CLAIM], **REST}))
    (folder / "a.txt").write_text("Rain fell.")

    assert [claim.handle for claim in read_story(folder).claims] == ["a1"]
