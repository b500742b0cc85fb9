"""Initials mean what the text explains them by, and one of several bearers only beside a name."""

from __future__ import annotations

import pytest

from factcheck.parties.initials import another, explained


def test_a_name_before_its_initials_in_brackets() -> None:
    text = "The Orrin Tenants' Forum (OTF) met the Bank of Lisle (BL) and a clerk (ABC)."
    assert explained(text) == {"OTF": "Orrin Tenants' Forum", "BL": "Bank of Lisle"}


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("Orrin Tenants Forum", ["Open Trade Fund", "OTF"], True),
        ("Open Trade Fund", ["Open Trade Fund"], False),
        ("Lisle Relief Organisation", ["Lisle Relief Organization"], False),
        ("Orrin Tenants Forum", ["Fonds du commerce ouvert", "OTF"], False),
    ],
)
def test_another_than_a_party_that_has_the_initials(name, known, expected) -> None:
    initials = "".join(word[0] for word in name.split())
    assert another(name, known, initials) is expected


RSF = "rapid-support-forces"
PRESS = "reporters-without-borders"


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("The Rapid Support Forces shelled Bara. The RSF denied it.", "RSF", RSF),
        ("Reporters Without Borders counted nine. The RSF was wrong, she said.", "RSF", PRESS),
        ("Hemedti spoke in Bara. The RSF denied it.", "RSF", RSF),
        ("Sudan fought on. Sudan's army lost Bara. The RSF denied it.", "RSF", RSF),
        ("The Rye Safety Forum (RSF) met. The RSF said no.", "RSF", "rye-safety-forum"),
        ("Nobody was hurt. The RSF denied it.", "RSF", "rsf"),
    ],
)
def test_the_party_of_initials_that_several_have(text, phrase, party, party_of, gazetteer) -> None:
    assert party_of(text, phrase, gazetteer) == party


def test_a_first_name_is_no_outlet(gazetteer) -> None:
    assert not gazetteer.hits("Petra Vale said no.")
    assert [hit.name for hit in gazetteer.hits("Petra said no.")] == ["Petra"]
