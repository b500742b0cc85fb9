"""Figures that a source gives, keeps to or has made."""

from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.parsing import parse


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The prefecture gave a figure of 140.", "The prefecture", "a figure of 140"),
        ("The clinic has stuck to its count of six.", "The clinic", "its count of six"),
        ("Norland stood by its estimate of 2,000.", "Norland", "its estimate of 2,000"),
        ("The union's own tally stood at 310.", "The union's", "310"),
        ("Norland's estimate was 40.", "Norland's", "40"),
    ],
)
def test_the_figure_is_the_content(text: str, source: str, content: str) -> None:
    (found,) = attribute(parse(text))
    assert found.source is not None
    assert text[slice(*found.source)] == source
    assert [text[slice(*piece)] for piece in found.content] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The museum bought a figure of a horseman.",
        "The sculptor gave a figure of a dancer to the town.",
        "The city's toll was 40.",
        "The region's figure was 40.",
        "Monday's count was 40.",
        "The prefecture did not give a figure of 140.",
        "The clinic may stick to its count of six.",
    ],
)
def test_other_figures_are_nobody_s(text: str) -> None:
    assert attribute(parse(text)) == []
