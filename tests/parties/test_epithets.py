"""Whoever spoke last may be called by their age, nation, family or former office."""

from __future__ import annotations

import pytest

from factcheck.parties import Cast

VERA = "Vera Holm, a potter, said no. "
RUNNER = "Ivan Petrie ran. "
LAWYER = "Carl Moor denies theft. His barrister, Ella Finch, said he was misled. "
FUND = "The Tarn Fund met. The Tarn Fund's Vera Holm said no. "


@pytest.mark.parametrize(
    ("before", "phrase", "expected"),
    [
        (VERA, "The 34-year-old", "vera-holm"),
        (VERA, "The mother of two", "vera-holm"),
        (RUNNER, "The Canadian", "ivan-petrie"),
        (RUNNER, "The striker", "ivan-petrie"),
        (LAWYER, "The former manager", "carl-moor"),
        ("Vera Holm said no. ", "The retired plumber", "vera-holm"),
        # Who does not fit, or need not.
        ("Vera Holm said no. ", "The retired plumbers", None),
        (VERA, "The father of two", None),
        (VERA, "The businessman", None),
        (VERA, "The potters", None),
        (VERA + "A former mayor said yes. ", "The former mayor", None),
        (VERA + "Former mayor Ann Dale left. ", "The former mayor", None),
        ("Mayor Vera Holm said no. ", "The former senator", None),
        # Who speaks for a state is of no other.
        ("Norwegian envoy Vera Holm said no. ", "The Norwegian", "NOR"),
        ("Norwegian envoy Vera Holm said no. ", "The Canadian", "CAN"),
        (RUNNER, "The Canadians", "CAN"),
        ("", "The Canadian", None),
    ],
)
def test_what_somebody_is_called_a_second_time(
    before, phrase, expected, read_text, gazetteer
) -> None:
    assert _said_last(before, phrase, read_text, gazetteer) == expected


def _said_last(before, phrase, read_text, gazetteer):
    text = f"{before}{phrase} said it was late."
    cast = Cast.read(read_text(text), gazetteer)
    previous = None
    for name in ("Vera Holm", "Ivan Petrie", "His barrister, Ella Finch,"):
        if name in before:
            start = before.rindex(name)
            previous = cast.speaker(start, start + len(name))
    party = cast.speaker(len(before), len(before) + len(phrase), previous=previous).party
    return party and party.id


def test_a_bare_office_is_of_the_one_whom_the_text_gives_none(read_text, gazetteer) -> None:
    assert _said_last(FUND, "The chief executive", read_text, gazetteer) == "tarn-fund"
    judged = "The Tarn Fund met. The Tarn Fund's treasurer, Vera Holm, said no. "
    assert _said_last(judged, "The chief executive", read_text, gazetteer) is None
