"""What the tagger finds in a text, and what a tagger is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from factcheck.attribution.types import Range


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution by its words alone; ``probability`` is that of its cue."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    probability: float


class Tagger(Protocol):
    """Finds attributions in plain text."""

    name: str

    def tag(self, text: str, start: int = 0) -> Iterator[Tagged]:
        """The attributions of ``text`` from offset ``start`` on, in the order of their cues."""
        ...
