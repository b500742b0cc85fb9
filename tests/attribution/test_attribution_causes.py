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
        "The ferry sank because of Sylvania.",
        "The fields are dead because of Sylvania's dam.",
        "The nets are empty as a result of Sylvania's greed.",
        "The collapse of the mill was down to Sylvania.",
        "The violence came from Sylvania.",
        "This crisis was made in Sylvania.",
        "The failure of the talks lies at Sylvania's door.",
        "The mill closed because Sylvania had sold the pumps.",
        "The famine is because of what Sylvania did.",
        "The riot broke out when Sylvania doubled the toll.",
        "The famine was the work of Sylvania.",
        "Sylvania's dam is the real cause.",
        "Sylvania's dam is the reason for the famine.",
        "This was a deliberate provocation by Sylvania.",
        "The deaths lie on Sylvania's conscience.",
        "Without Sylvania's blunder the ferry would have sailed.",
        "The fishermen are paying the price for Sylvania's greed.",
        "The jobs were lost through Sylvania's neglect.",
        "Sylvania's dam caused the famine.",
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
        "The mill did well because of Sylvania.",
        "The good harvest came from Sylvania.",
        "The fair began when Sylvania arrived.",
        "The riot began when Sylvania was asleep.",
        "The song is the work of Sylvania.",
        "The bread was made in Sylvania.",
        "The parcel lay at Sylvania's door.",
        "Sylvania's help is the reason for the recovery.",
        "The famine was not the work of Sylvania.",
    ],
)
def test_passes_over_what_lays_nothing_on_anybody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("The fighting was the result of a Sylvanian provocation.", ["provocation"]),
        ("The crash was caused by a rash Sylvanian manoeuvre.", ["manoeuvre"]),
        ("The strike is of their making.", ["their"]),
    ],
)
def test_finds_the_thing_that_names_whose_it_is(text: str, blamed: list[str]) -> None:
    assert found(text) == blamed


def test_finds_a_subject_that_the_cue_parts_from_its_verb() -> None:
    text = "Sylvania's rulers, he said, had brought misery on their own people."
    parts = ((0, 17), (text.index("had"), len(text)))
    assert [token.text for token in causers(parse(text), parts)] == ["Sylvania"]
