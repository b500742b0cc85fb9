from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.attribution.passing import passed_on
from factcheck.parsing import parse


def sources(text: str) -> list[str | None]:
    """Of each attribution in ``text``, in order, whose words it passes on."""
    doc = parse(text)
    found = (passed_on(doc, each) for each in attribute(doc))
    return [text[slice(*source)] if source is not None else None for source in found]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said Washington had told it that the talks were over.",
        "Moscow said that Washington had denied it.",
        "Moscow said Washington denied the charge.",
        "Moscow said Washington had denied bombing the hospital.",
        "Moscow said Washington had rejected the accusation that its pilots bombed a hospital.",
        "Moscow said Washington had announced that the talks were over.",
        "Moscow said Washington had accused it of bombing the hospital.",
        "Moscow notes that Washington has called the mediator biased.",
        "“Washington says the truce holds,” Lavrov said.",
    ],
)
def test_words_are_passed_on(text: str) -> None:
    assert sources(text) == ["Washington"]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said that Washington keeps saying the truce holds.",
        "Moscow complained that Washington was telling the world that the pilot was drunk.",
        "Moscow complained that Washington was going about saying that the pilot was drunk.",
    ],
)
def test_who_goes_on_saying_so_is_passed_on(text: str) -> None:
    assert sources(text) == ["Washington"]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said Washington had refused to discuss the withdrawal.",
        "Moscow said Washington had rejected the proposal.",
        "Moscow said Washington had promised to leave the valley.",
        "Moscow said Washington had demanded that the valley be left.",
        "Moscow said Washington alone was to blame for the failure.",
        "Moscow said all the papers that Washington asked for had been handed over.",
        "Moscow said Washington had put the wreck at the end of the pier.",
    ],
)
def test_deeds_are_not_passed_on(text: str) -> None:
    assert sources(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow accused Washington of saying that the pilot was drunk.",
        "Moscow rejected the claim by Washington that the pilot was drunk.",
        "Moscow denied that Washington had said the pilot was drunk.",
        "Moscow doubts that Washington said the truce holds.",
        "Moscow said Washington falsely claims that the truce holds.",
        "Moscow said that Washington says the truce holds, and that is not true.",
    ],
)
def test_what_is_rejected_or_doubted_is_not_passed_on(text: str) -> None:
    assert sources(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said Washington had not said that the truce holds.",
        "Moscow said Washington would say that the truce holds.",
        "Moscow said that Washington will announce that the truce is over.",
        "Moscow said Washington believes that the truce holds.",
        "Moscow said that Washington says whatever suits it.",
        "“Has Washington said that the truce holds?” Lavrov asked.",
    ],
)
def test_what_is_not_said_is_not_passed_on(text: str) -> None:
    assert set(sources(text)) <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said Washington had admitted that the pilot was drunk.",
        "Moscow said Washington had told Ankara that the pilot was drunk.",
    ],
)
def test_admissions_and_talks_are_the_sources_own_claim(text: str) -> None:
    assert sources(text) == [None]


def test_a_second_statement_is_the_sources_own() -> None:
    text = "Moscow said that Washington had denied the charge and its planes had left the valley."
    assert sources(text) == [None]


def test_each_sentence_of_a_speech_is_judged_by_itself() -> None:
    text = (
        "“Washington says that the truce holds in the valley. Our convoys wait at the bridge "
        "all day,” Lavrov said."
    )
    assert sources(text) == ["Washington", None]
