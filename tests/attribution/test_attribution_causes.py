"""On whom a clause lays the cause of something bad, without a verb of harm."""

from __future__ import annotations

import pytest

from factcheck.attribution.causes import causers
from factcheck.parsing import parse


def found(text: str) -> list[str]:
    return [token.text for token in causers(parse(text), ((0, len(text)),))]


@pytest.mark.parametrize(
    "text",
    [
        "Sylvania bears the blame for the flood.",
        "They said Sylvania carried full responsibility.",
        "The shortage was Sylvania's own doing.",
        "The flood was the fault of Sylvania.",
        "The talks broke down through the fault of Sylvania.",
        "Sylvania's refusal to open the sluice had led to the flood.",
        "Sylvania's negligence was the cause of the fire.",
        "Three men drowned because of Sylvania's negligence.",
        "The delay is due to Sylvania's intransigence.",
        "Our sons died for Sylvania's greed.",
        "Sylvania had only itself to blame.",
        "Sylvania has brought the crisis upon itself.",
        "The blame lies squarely at Sylvania's door.",
        "The ferry sank because Sylvania had not serviced the pumps.",
        "The bus could not leave because Sylvania had locked the gate.",
        "The ferry would still be afloat if Sylvania had serviced the pumps.",
        "Had Sylvania answered the call, nobody would have drowned.",
        "There would have been no fire had Sylvania answered the call.",
    ],
)
def test_finds_who_is_made_the_cause(text: str) -> None:
    assert found(text) == ["Sylvania"]


@pytest.mark.parametrize(
    "text",
    [
        "The flood was not Sylvania's fault.",
        "It was no fault of Sylvania.",
        "Sylvania does not bear the blame.",
        "Sylvania's refusal did not lead to the flood.",
        "Sylvania's refusal came on Monday.",
        "If Sylvania bore the blame, we would know.",
        "The ferry sailed because Sylvania had mended the pumps.",
        "Sylvania spoke of the fire at the door.",
        "If Sylvania keeps its word, the ferry will sail.",
        "If Sylvania had not come, the ferry would have sunk.",
        "Sylvania had itself filmed.",
        "Their own negligence led to the fire.",
    ],
)
def test_passes_over_what_lays_nothing_on_anybody(text: str) -> None:
    assert found(text) == []
