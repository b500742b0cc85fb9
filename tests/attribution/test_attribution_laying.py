"""Blame in set phrases."""

from __future__ import annotations

import pytest

from factcheck.attribution import Construction
from factcheck.model import Act

CHARGES = [
    (
        "The warden laid the blame for the flood on the quarry owner, Teal Stone.",
        "the quarry owner, Teal Stone",
        "flood",
    ),
    ("Growers placed responsibility for the glut squarely on the mills.", "the mills", "glut"),
    ("The nurses laid the fault for the mix-up at the door of the clinic.", "the clinic", "up"),
    ("Shepherds pinned the blame on the hunt.", "the hunt", "hunt"),
    ("The skipper pointed the finger at the pilot for the delay on Monday.", "the pilot", "delay"),
    ("The bakers blamed the mill.", "the mill", "mill"),
    ("The regulator attributed the crash to the airline.", "the airline", "crash"),
]


@pytest.mark.parametrize(("text", "agent", "head"), CHARGES)
def test_whoever_blame_is_laid_on_is_charged(said, text: str, agent: str, head: str) -> None:
    [only] = said(text)
    assert only.found.act is Act.ACCUSATION
    assert only.found.agent is not None
    assert text[slice(*only.found.agent)] == agent
    assert only.found.head is not None
    assert only.content[0].endswith(head) or f"{head} " in only.content[0]


def test_who_is_charged_for_doing_something_did_it(said) -> None:
    text = "Tenants pointed the finger at the landlord, Vale Lets, for ignoring the damp."
    [only] = said(text)
    assert only.found.construction is Construction.CHARGE
    assert only.found.agent is not None
    assert text[slice(*only.found.agent)] == "the landlord, Vale Lets"


def test_what_is_put_down_to_something_is_the_thing_described(said) -> None:
    text = "The firm put the delay down to a lack of steel."
    [only] = said(text)
    assert (only.source, only.cue) == ("The firm", "put")
    assert only.content == ("the delay down to a lack of steel",)
    assert only.found.construction is Construction.SMALL
    assert only.found.act is Act.ASSERTION


@pytest.mark.parametrize(
    "text",
    [
        "The bakers blamed neither.",
        "Shepherds laid the blame on nobody.",
        "The clerk attributed the remark to a visitor.",
        "The crew put the boat down to the water.",
        "The driver did not lay the blame on the cyclist.",
    ],
)
def test_nobody_is_charged(said, text: str) -> None:
    assert not [s for s in said(text) if s.found.act is Act.ACCUSATION]
