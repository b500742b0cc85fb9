"""Headings are told from sentences, and nothing in them is a claim."""

from __future__ import annotations

import pytest

from factcheck.attribution.headings import headings

BELOW = "The mayor left the hall on Monday. It rained."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Firm blames union for fire\n\n{BELOW}", ["Firm blames union for fire"]),
        (f"# Firm blames union\n\n{BELOW}", ["# Firm blames union"]),
        (f"{BELOW}\n\n## What the union says\n\n{BELOW}", ["## What the union says"]),
        (f"The firm blamed the union for the fire.\n\n{BELOW}", []),
        (f"Firm blames union for fire\n{BELOW}", []),
        ("Firm blames union for fire\n\nUnion blames firm", []),
        ("Firm blames union for fire", []),
        (f"#5 was the fastest car, the mayor said.\n\n{BELOW}", []),
        ("", []),
    ],
)
def test_headings(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in headings(text)] == wanted


@pytest.mark.parametrize("mark", ["", "# "])
def test_only_the_text_below_a_heading_is_read(said, mark: str) -> None:
    text = (
        f"{mark}Corroded valve caused blast, inspectors say\n\n"
        "The inspectors said a valve had been corroded."
    )
    [only] = said(text)
    assert (only.source, only.content) == ("The inspectors", ("a valve had been corroded",))
