"""A figure without a noun is a figure of what was counted just before it, where that is plain."""

from __future__ import annotations

import pytest

from factcheck import api

DEAD = "Nine climbers died in the avalanche above Corvel, the rescue service said. "
CROWD = "About 700 people blocked the harbour road, police said. "


def _last(text: str) -> str:
    return api.extract(text)[-1].statement


@pytest.mark.parametrize(
    "figure",
    [
        "The valley hospital gave a figure of 14.",
        "The valley hospital stuck to its count of 14.",
        "The interior ministry put the number at 14.",
        "The interior ministry put the official toll at 14.",
        "The interior ministry said the toll stood at 14.",
        "The interior ministry said 14.",
        "The interior ministry spoke of 14.",
        "The alpine club's own count was 14.",
        "The alpine club's tally stood at 14.",
        "According to the alpine club, the real number was 14.",
    ],
)
def test_a_bare_figure_takes_the_words_that_count(figure: str) -> None:
    assert _last(DEAD + figure) == "14 climbers died in the avalanche above Corvel."


@pytest.mark.parametrize(
    ("before", "figure", "expected"),
    [
        (CROWD, "The union claimed more than 3,000.", "More than 3,000 people blocked the harbour"),
        (CROWD, "The union said 3,000 people.", "3,000 people blocked the harbour road."),
        (CROWD, "The union said it was closer to 3,000.", "Closer to 3,000 people blocked the"),
        ("Some 300 people were hurt. ", "A charity's own count was 90.", "90 people were hurt."),
        (
            "Growers put the loss at 30 million euros. ",
            "The ministry spoke of 12 million.",
            "The loss is 12 million euros.",
        ),
        ("The two men fired 12 shots, police said. ", "A witness said nine.", "The two men fired"),
    ],
)
def test_the_figure_keeps_how_exact_it_is(before: str, figure: str, expected: str) -> None:
    assert _last(before + figure).startswith(expected)


def test_one_figure_after_another_is_of_the_same_thing() -> None:
    said = api.extract(DEAD + "The hospital gave a figure of 14. The ministry said 11.")
    assert [c.statement.split()[0] for c in said] == ["Nine", "14", "11"]
    assert len({c.statement.split(" ", 1)[1] for c in said}) == 1


@pytest.mark.parametrize(
    ("before", "figure"),
    [
        # Two things were counted.
        ("Police said 40 huts and 12 boats had burned. ", "The mayor gave a figure of 20."),
        # Nothing was.
        ("The mayor said the road was closed. ", "The union gave a figure of 300."),
        ("Police said no huts had burned. ", "The mayor claimed 14."),
        # A toll counts the dead.
        ("Some 40 huts burned, police said. ", "The mayor gave a toll of 20."),
        # Money, years, days and ages.
        ("The pier cost $400,000, the mayor said. ", "The union claimed 300,000."),
        ("The pier would take six years, the mayor said. ", "The union claimed nine."),
        ("The pier was built in 1984, the mayor said. ", "The union claimed 1,200."),
        # A part of something that was named.
        ("Police said those 12 boats had burned. ", "The mayor claimed 14."),
        # Far too many to be the same.
        ("Police said 12 boats had burned. ", "The mayor gave a figure of 90,000."),
        # Too far away.
        (CROWD + "It rained all day and the ferries did not sail. " * 12, "The union claimed 900."),
        # Asked for, not told.
        (CROWD, "The union asked for 900."),
        (CROWD, "The union expected 900."),
    ],
)
def test_otherwise_the_figure_stays_as_it_is(before: str, figure: str) -> None:
    claims = api.extract(before + figure)
    later = [c.statement for c in claims if c.content[0].start > len(before)]
    counted = {"burned", "blocked", "cost", "built", "take", "boats"}
    assert all(counted.isdisjoint(said.rstrip(".").split()) for said in later)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police had fired 38 rubber bullets, the prefect said. "
            "Organisers said at least 150 had been fired.",
            "At least 150 rubber bullets had been fired.",
        ),
        (
            "64 marchers were held on Sunday, police said. The union said 210 were arrested.",
            "210 marchers were arrested.",
        ),
        (CROWD + "The mayor said fewer than 90 were there.", "Fewer than 90 people were there."),
    ],
    ids=["bullets", "marchers", "people"],
)
def test_a_figure_without_its_noun_gets_it_back(text: str, expected: str) -> None:
    assert _last(text).casefold().startswith(expected.casefold().rstrip("."))


@pytest.mark.parametrize(
    "after",
    [
        "The union said at least 40 buses had been hired.",
        "The union said 40,000 had been spent.",
        "The union said that one was there.",
        "The union said nobody knew whether 40 were there.",
    ],
)
def test_other_figures_keep_their_words(after: str) -> None:
    assert "people" not in _last(CROWD + after)


def test_of_two_things_that_were_counted_neither_is_meant() -> None:
    before = "Nine climbers and 14 dogs were on the ridge, the guide said. "
    assert _last(before + "The club said 20 were there.") == "20 were there."
