"""Charges, one by one, with the party charged."""

from __future__ import annotations

import pytest

from factcheck.attribution import Construction
from factcheck.model import Act


def agents(said, text: str) -> list[str | None]:
    return [
        text[slice(*s.found.agent)] if s.found.agent else None
        for s in said(text)
        if s.found.act is Act.ACCUSATION
    ]


def test_object_and_charge_are_one_stretch_where_they_touch(said) -> None:
    [only] = said("Renn accused Sylvania of closing the pass.")
    assert only.content == ("Sylvania of closing the pass",)
    assert only.found.construction is Construction.CHARGE


@pytest.mark.parametrize(
    "text",
    [
        "Renn accused the Sylvanian border guard of laying traps in the pass and of hiding them.",
        "Renn accused the Sylvanian border guard of laying traps in the pass and hiding them.",
        "Accusing the Sylvanian border guard of laying traps in the pass and of hiding them, he "
        "left.",
    ],
)
def test_a_second_charge_is_a_claim_with_the_object_as_a_span_of_its_own(said, text: str) -> None:
    first, second = (s for s in said(text) if s.found.act is Act.ACCUSATION)
    assert first.content == ("the Sylvanian border guard of laying traps in the pass",)
    assert second.content[0] == "the Sylvanian border guard"
    assert second.content[1].endswith("hiding them")
    assert agents(said, text) == ["the Sylvanian border guard"] * 2


def test_three_charges(said) -> None:
    text = "He accused Sylvania of lying to us, of holding sailors and of burning the ferry."
    assert [s.content[-1].split()[-1] for s in said(text)] == ["us", "sailors", "ferry"]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Renn blamed Sylvania for the fire.", "Sylvania"),
        ("Renn blamed the fire on Sylvania.", "Sylvania"),
        ("Renn blamed the fire on Sylvania and its ally.", "Sylvania and its ally"),
        ("Renn accused the government of Sylvania of war crimes.", "the government of Sylvania"),
        ("Renn accused Sylvania, which backs the rebels, of shelling the town.", "Sylvania"),
        ("Sylvania was accused by Renn of shelling the town.", "Sylvania"),
        ("Renn condemned Sylvania for shelling the town.", "Sylvania"),
    ],
)
def test_who_is_charged(said, text: str, agent: str) -> None:
    assert agents(said, text) == [agent]


def test_the_occasion_of_a_charge_is_no_part_of_it(said) -> None:
    [only] = said("Renn blamed Sylvania for the fire in an interview with a radio station.")
    assert only.content == ("Sylvania for the fire",)


def test_what_follows_a_fronted_charge_is_another_claim(said) -> None:
    text = "Accusing Sylvania of closing the pass, Ivo Renn said the talks were over."
    charge, speech = said(text)
    assert (charge.source, charge.cue) == ("Ivo Renn", "Accusing")
    assert (speech.source, speech.content) == ("Ivo Renn", ("the talks were over",))


def test_charged_by_nobody_named(said) -> None:
    [only] = said("The guards were accused of beating prisoners.")
    assert only.source is None
    assert only.content == ("of beating prisoners",)


def test_a_dateline_before_fronted_charges(said) -> None:
    text = (
        "GENEVA, Oct 4 - Accusing Moscow of breaking its word and of doing nothing to stop "
        "the raids, the United States said on Monday that it was leaving the talks."
    )
    charges = [s.content[-1] for s in said(text) if s.found.act is Act.ACCUSATION]
    assert charges == [
        "Moscow of breaking its word",
        "of doing nothing to stop the raids",
    ]
