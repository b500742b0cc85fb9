"""A text may end after any of its words."""

from __future__ import annotations

import re

import pytest

from factcheck.parties import Cast

TEXT = (
    "LOMASK, 9 June - Airline Corvo Air and the EMA met the mother of two. The Veld Workers' "
    "Union, which the Crown sued, and Citizens for Rivers wrote to the Harlow Fund's chairman, "
    "Rep. Ann Dale, R-Ohio (for the Tarn Group), of the ministry of defence. Save Our Lido said "
    "that the 34-year-old, a former mayor of Veld, and his lawyer, Ella Finch of"
)


@pytest.mark.parametrize("end", [match.end() for match in re.finditer(r"\w+", TEXT)])
def test_parties_are_read_wherever_a_text_ends(end, read_text, gazetteer) -> None:
    words = list(re.finditer(r"\w+", TEXT[:end]))
    for first in {0, max(0, len(words) - 3), len(words) - 1}:
        start = words[first].start()
        cast = Cast.read(read_text(TEXT[start:end]), gazetteer)
        speaker = cast.speaker(words[-1].start() - start, end - start)
        assert speaker.party is None or speaker.party.id
