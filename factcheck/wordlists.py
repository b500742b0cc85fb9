"""Word lists kept as data: TOML files whose entries are words parted by white space."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def word_lists(path: Path) -> dict[str, frozenset[str]]:
    """The lists in the TOML file at ``path``, by name."""
    content = tomllib.loads(path.read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in content.items()}
