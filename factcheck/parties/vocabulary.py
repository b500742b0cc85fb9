"""The word lists that the rules of this package go by, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, str]:
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of the list ``name`` in ``words.toml``."""
    return frozenset(_lists()[name].split())
