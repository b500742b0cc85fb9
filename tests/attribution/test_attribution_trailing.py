"""Denials that hang on another's words, and those words without them."""

from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.model import Act
from factcheck.parsing import parse

HANGING = [
    ("The mayor said the bridge had cracked, something the builders denied.", "the builders"),
    (
        "The mayor said the bridge had cracked, which the builders have always denied.",
        "the builders",
    ),
    ("The mayor said the bridge had cracked, a charge that Brix Ltd rejects.", "Brix Ltd"),
    ("The mayor said the bridge had cracked, a claim the builders firmly deny.", "the builders"),
    ("The mayor said the bridge had cracked, a claim Brix Ltd said was untrue.", "Brix Ltd"),
    (
        "The mayor said the bridge had cracked, an allegation the builders called “false”.",
        "the builders",
    ),
    ("The mayor said the bridge had cracked, a version Brix Ltd disputed.", "Brix Ltd"),
    (
        "The mayor said the bridge had cracked, a claim his deputy, Dale Mears, called “false”.",
        "his deputy, Dale Mears",
    ),
    ("The mayor said the bridge had cracked — a claim disputed by the builders.", "the builders"),
]
STAYING = [
    "The mayor said the bridge had cracked, which angered the builders.",
    "The mayor said something the builders denied had been in the report.",
    "The mayor said the bridge had cracked, a claim Brix Ltd said was in the report.",
    "The bridge had cracked, something the builders denied.",
]


@pytest.mark.parametrize(("text", "source"), HANGING)
def test_the_denial_is_a_second_party_s_claim(text: str, source: str) -> None:
    said, denied = attribute(parse(text))
    assert text[said.content[0][0] : said.content[-1][1]] == "the bridge had cracked"
    assert denied.act is Act.DENIAL
    assert denied.source is not None
    assert text[slice(*denied.source)] == source


@pytest.mark.parametrize("text", STAYING)
def test_other_clauses_stay_where_they_are(text: str) -> None:
    assert all(a.act is not Act.DENIAL for a in attribute(parse(text)))
