"""Annotated stories on disk: where they lie, what each is for, and their reading."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.bench.gold import Story

GOLD, DESCRIPTION = "gold.json", "story.toml"


class Split(StrEnum):
    """What a story is for: to fit the engine's numbers on, to develop it on, or to test it."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


def story_folders(folders: Sequence[Path], split: Split | None = None) -> list[Path]:
    """The folders of the stories that ``folders`` are or directly hold, each once.

    A story of another ``split`` is not opened; one without ``story.toml`` is for development.

    Raises:
        InputError: a folder without a story, no story of that split, or a damaged description.

    """
    found: dict[Path, Path] = {}
    for folder in folders:
        below = [folder] if _is_story(folder) else _stories_in(folder)
        for story in below:
            found.setdefault(story.resolve(), story)
    kept = [story for story in found.values() if split is None or split_of(story) is split]
    if not kept:
        raise InputError(
            f"{folders[0]}: no story there is for {split}; name another folder or leave --split out"
        )
    return kept


def _is_story(folder: Path) -> bool:
    try:
        return (folder / GOLD).is_file()
    except (OSError, ValueError):
        return False


def _stories_in(folder: Path) -> list[Path]:
    try:
        below = sorted(path for path in folder.iterdir() if _is_story(path))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"{folder}: cannot be read ({reason}); name the folder of a story"
        ) from error
    if not below:
        raise InputError(
            f"{folder}: no story is there; name a folder with {GOLD}, or a folder of such folders"
        )
    return below


def split_of(folder: Path) -> Split:
    """What the story in ``folder`` is for.

    Raises:
        InputError: its description cannot be read, or names no split.

    """
    path = folder / DESCRIPTION
    if not path.exists():
        return Split.DEV
    try:
        named = tomllib.loads(path.read_bytes().decode("utf-8")).get("split")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the file") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: damaged ({type(error).__name__}); mend the TOML") from error
    if not isinstance(named, str) or named not in list(Split):
        raise InputError(f"{path}: its split is none of {', '.join(Split)}; write one of them")
    return Split(named)


def read_story(folder: Path) -> Story:
    """The annotated story in ``folder``.

    Raises:
        InputError: its annotation is damaged or does not fit its reports.

    """
    from factcheck.bench.gold import load_story

    try:
        story = load_story(folder)
    except RecursionError as error:
        raise InputError(
            f"{folder / GOLD}: damaged (nested too deeply); derive it again"
        ) from error
    named = [name for claim in story.claims for name in (claim.party or "", *claim.targets)]
    if not all(isinstance(name, str) for name in named):
        raise InputError(f"{folder / GOLD}: damaged (a party is no word); derive it again")
    if not story.claims:
        raise InputError(f"{folder / GOLD}: has no claims; annotate the story first")
    return story
