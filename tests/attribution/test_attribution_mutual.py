"""Charges that two lay on each other are two claims; those of a crowd are nobody's."""

from __future__ import annotations

import pytest

from factcheck import api
from factcheck.model import Act


def _charges(text: str) -> set[tuple[str, str]]:
    claims = api.extract(text)
    assert all(c.act is Act.ACCUSATION for c in claims)
    return {(c.source.text if c.source else "", c.statement) for c in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru and Chile blamed each other for the failure of the fishing accord.",
            {
                ("Peru", "Chile is responsible for the failure of the fishing accord."),
                ("Chile", "Peru is responsible for the failure of the fishing accord."),
            },
        ),
        (
            "Peru and Chile traded blame over the closed pass.",
            {
                ("Peru", "Chile is responsible for the closed pass."),
                ("Chile", "Peru is responsible for the closed pass."),
            },
        ),
        (
            "Peru and Chile on Monday accused one another of ramming trawlers.",
            {("Peru", "Chile rammed trawlers."), ("Chile", "Peru rammed trawlers.")},
        ),
        (
            "Peru and Chile have exchanged accusations of ramming trawlers.",
            {("Peru", "Chile rammed trawlers."), ("Chile", "Peru rammed trawlers.")},
        ),
    ],
)
def test_each_charges_the_other(text: str, expected: set[tuple[str, str]]) -> None:
    assert _charges(text) == expected


def test_each_is_the_other_s_target() -> None:
    first, second = api.extract("Peru and Chile blamed each other for the failure of the accord.")
    assert {first.party.id, second.party.id} == {"PER", "CHL"}
    assert first.targets == (second.party.id,)
    assert second.targets == (first.party.id,)
    assert first.id != second.id


@pytest.mark.parametrize(
    "text",
    [
        "The two sides blamed each other for the failure of the accord.",
        "Peru, Chile and Bolivia blamed each other for the failure of the accord.",
        "Peru and Chile traded goods over the closed pass.",
    ],
)
def test_otherwise_nobody_is_charged(text: str) -> None:
    assert _charges(text) == set()


def test_what_somebody_tells_of_two_stays_one_claim() -> None:
    (claim,) = api.extract("Bolivia said Peru and Chile had blamed each other for the delay.")
    assert claim.party is not None
    assert claim.party.id == "BOL"
