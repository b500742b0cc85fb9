from __future__ import annotations

from collections.abc import Callable

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
