from __future__ import annotations

import pytest
from spacy.tokens import Doc

from factcheck.parsing import parse
from factcheck.parties.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def read_text():
    parsed: dict[str, Doc] = {}

    def read(text: str) -> Doc:
        return parsed.setdefault(text, parse(text))

    return read
