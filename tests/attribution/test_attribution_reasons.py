"""What a denial gives after a colon, and what is denied without it."""

from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.model import Act
from factcheck.parsing import parse


@pytest.mark.parametrize(
    ("text", "denied", "said"),
    [
        (
            "The brewer disputed the account: the tanks had been emptied in May.",
            "the account",
            "the tanks had been emptied in May",
        ),
        (
            "Lund rejected the charge: her office had paid every bill.",
            "the charge",
            "her office had paid every bill",
        ),
    ],
)
def test_what_follows_the_colon_is_asserted_and_not_denied(text, denied, said):
    first, second = attribute(parse(text))
    assert (first.act, second.act) == (Act.DENIAL, Act.ASSERTION)
    assert text[first.content[0][0] : first.content[-1][1]] == denied
    assert text[second.content[0][0] : second.content[-1][1]] == said
    assert first.source == second.source


@pytest.mark.parametrize(
    "text",
    [
        "The brewer denied one thing: the age of the tanks.",
        "The brewer denied that the tanks leaked and named the culprit: the tanks were old.",
    ],
)
def test_a_colon_elsewhere_parts_nothing(text):
    assert all(
        a.act is not Act.ASSERTION
        for a in attribute(parse(text))
        if ": " in text[: a.content[0][0]]
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Lund brushed aside the criticism: her office had paid every bill.",
            "her office had paid every bill",
        ),
        (
            "Lund faulted the depot for losing the keys: nobody had signed for them.",
            "nobody had signed for them",
        ),
    ],
)
def test_reasons_follow_a_charge_and_what_is_brushed_aside(text, reason):
    last = attribute(parse(text))[-1]
    assert last.act is Act.ASSERTION
    assert text[slice(*last.content[0])] == reason
