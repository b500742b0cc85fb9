from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from factcheck.attribution import attribute
from factcheck.parsing import parse
from factcheck.statements import Voice, statement

VOICE = Voice("Mara Voss", "Ruritania", "Sylvania")


@pytest.fixture(scope="session")
def stated() -> Callable[..., list[str]]:
    """The statements of all attributions in a text."""

    def of(text: str, voice: Voice = VOICE) -> list[str]:
        doc = parse(text)
        return [statement(doc, found, voice) for found in attribute(doc)]

    return of


@pytest.fixture(scope="session")
def restated() -> Callable[..., str]:
    """The statement of a text's first attribution, its content put at the given words."""

    def of(text: str, pieces: Sequence[str], voice: Voice = VOICE) -> str:
        doc = parse(text)
        starts = [text.index(piece) for piece in pieces]
        content = tuple((at, at + len(piece)) for at, piece in zip(starts, pieces, strict=True))
        return statement(doc, replace(attribute(doc)[0], content=content), voice)

    return of
