"""What the resolution of a phrase comes to: a speaker, and the places that mention one."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Party


@dataclass(frozen=True)
class Speaker:
    """Who speaks: a person's full name or a body's, and the side; None where unknown."""

    name: str | None
    party: Party | None


@dataclass(frozen=True)
class Mention:
    """A place that names a party, or a person who belongs to one."""

    start: int
    end: int
    speaker: Speaker


NOBODY = Speaker(None, None)
