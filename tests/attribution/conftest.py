from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from factcheck.attribution import attribute
from factcheck.attribution.types import Attribution
from factcheck.parsing import parse


@dataclass(frozen=True)
class Said:
    """An attribution with its words instead of offsets."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    found: Attribution


@pytest.fixture(scope="session")
def said() -> Callable[[str], list[Said]]:
    """All attributions in a text, as words."""

    def of(text: str) -> list[Said]:
        def words(bounds: tuple[int, int] | None) -> str | None:
            return text[bounds[0] : bounds[1]] if bounds else None

        return [
            Said(
                words(found.source),
                words(found.cue),
                tuple(text[start:end] for start, end in found.content),
                found,
            )
            for found in attribute(parse(text))
        ]

    return of
