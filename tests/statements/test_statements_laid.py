"""Statements of blame in set phrases."""

from __future__ import annotations

import pytest

LAID = [
    (
        "Voss laid the blame for the flood on the quarry.",
        "The quarry is responsible for the flood.",
    ),
    (
        "Voss laid the fault for the mix-up at the door of the two clinics.",
        "The two clinics are responsible for the mix-up.",
    ),
    ("Voss pointed the finger at the pilots.", "The pilots are to blame."),
    ("Voss blamed the miller.", "The miller is to blame."),
    ("Voss put the delays down to a lack of steel.", "The delays are due to a lack of steel."),
    ("The ferry sank. Voss put it down to greed.", "It is due to greed."),
    (
        "Voss attributed the outage to a lightning strike.",
        "The outage is due to a lightning strike.",
    ),
    (
        "Voss pointed the finger at the landlord for ignoring the damp.",
        "The landlord ignored the damp.",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LAID)
def test_blame_is_told_of_whom_it_is_laid_on(stated, text: str, expected: str) -> None:
    assert stated(text)[-1] == expected
