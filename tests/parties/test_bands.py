"""Armed groups are called by what they are once a text has said so."""

from __future__ import annotations

import pytest

from factcheck.parties import Cast


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("M23 rebels held the bridge. The rebels said it was quiet.", "The rebels", "m23"),
        ("The militant group Hamas met. The militants said no.", "The militants", "hamas"),
        ("M23 rebels met. Ivo Senn, a spokesman for the rebels, said no.", "Ivo Senn", "m23"),
        # Named without the noun, or two of them.
        ("M23 held the bridge. The rebels said it was quiet.", "The rebels", "rebels"),
        (
            "Hamas militants met al-Shabaab militants. The militants said no.",
            "The militants",
            "militants",
        ),
    ],
)
def test_the_one_group_joined_to_the_noun(
    text, phrase, party, party_of, read_text, gazetteer
) -> None:
    found = party_of(text, phrase, gazetteer)
    if found is None:
        start = text.rindex(phrase)
        side = Cast.read(read_text(text), gazetteer).side(start, start + len(phrase))
        found = side and side.id
    assert found == party
