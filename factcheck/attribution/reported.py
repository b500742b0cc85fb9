"""What one cue attributes, as the readings of a sentence hand it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.attribution.types import Construction, Range
from factcheck.model import Act

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Reported:
    """A cue verb with one content, as tokens and ranges; the source may be unnamed."""

    verb: Token
    source: Token | None
    content: tuple[Range, ...]
    head: Token | None
    agent: Range | None
    act: Act
    construction: Construction
