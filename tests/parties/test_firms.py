"""Whose a bare "chief executive" is, after a firm that was the subject."""

from __future__ import annotations

import pytest

from factcheck.parties import Cast


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Dorrick Steel said the ovens were safe. \u201cWe mend them,\u201d chief executive "
            "Ella Moor said.",
            "Ella Moor",
            "dorrick-steel",
        ),
        (
            "Dorrick Steel denied the charge. Finance director Ella Moor said the books were open.",
            "Ella Moor",
            "dorrick-steel",
        ),
        # The last subject is somebody else, a state, nobody known, or the title is of no firm.
        (
            "Dorrick Steel denied it. Judge Owen Pike said so. Chairwoman Ella Moor left.",
            "Ella Moor",
            "ella-moor",
        ),
        ("Norway denied the charge. Chairwoman Ella Moor said so.", "Ella Moor", "ella-moor"),
        (
            "Dorrick Steel denied it. The harbour shut. Chairwoman Ella Moor said so.",
            "Ella Moor",
            "ella-moor",
        ),
        ("Dorrick Steel denied the charge. Mayor Ella Moor said so.", "Ella Moor", "ella-moor"),
    ],
)
def test_who_runs_a_firm_is_on_its_side(text, name, expected, read_text, gazetteer) -> None:
    cast = Cast.read(read_text(text), gazetteer)
    assert next(each.party.id for each in cast.people() if each.name == name) == expected
