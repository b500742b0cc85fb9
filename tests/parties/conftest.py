from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc

from factcheck.parsing import parse
from factcheck.parties import Cast
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


@pytest.fixture(scope="session")
def party_of(read_text):
    """The id of the party that the last ``phrase`` of ``text`` means, by a table."""

    def found(text: str, phrase: str, table: Gazetteer) -> str | None:
        cast = Cast.read(read_text(text), table)
        start = [m.start() for m in re.finditer(rf"\b{re.escape(phrase)}\b", text)][-1]
        party = cast.speaker(start, start + len(phrase)).party
        return party and party.id

    return found
