"""Two who speak in one sentence each after their own words."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bridge was closed, the mayor said, but the port stayed open, the harbour master "
            "said.",
            {"the mayor": "The bridge was closed", "the harbour master": "the port stayed open"},
        ),
        (
            "The bridge was closed, the mayor said, while the port stayed open, according to the "
            "harbour master.",
            {"the mayor": "The bridge was closed", "the harbour master": "the port stayed open"},
        ),
        (
            "Six boats were sunk, the navy said; none was touched, the ministry said.",
            {"the navy": "Six boats were sunk", "the ministry": "none was touched"},
        ),
        (
            "Prices rose, the bank said on Monday, and wages fell, the union said, and nobody was "
            "told, the opposition said.",
            {
                "the bank": "Prices rose",
                "the union": "wages fell",
                "the opposition": "nobody was told",
            },
        ),
        # Only one speaks, before and after the cue.
        (
            "The bridge was closed, the mayor said, but the port stayed open.",
            {"the mayor": "The bridge was closed | but the port stayed open"},
        ),
    ],
)
def test_each_keeps_the_words_before_the_cue(said, text, expected) -> None:
    found = {each.source: " | ".join(each.content) for each in said(text)}
    assert {who: words.strip(" ,") for who, words in found.items()} == expected
