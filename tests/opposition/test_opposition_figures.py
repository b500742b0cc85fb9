from __future__ import annotations

import pytest

from factcheck.opposition.figures import conflict, figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Twelve sailors died.", 12, "sailor"),
        ("Some 1,200 homes burned.", 1200, "home"),
        ("The flow fell by 40 per cent.", 40, "percent"),
        ("It cost $3.5 million.", 3.5e6, "money"),
        ("Two hundred men crossed.", 200, "men"),
        ("Seven men died, not eleven.", 7, "dead"),
        ("The number of soldiers killed is 80 or more.", 80, "dead"),
        ("The death toll stands at 45.", 45, "dead"),
        ("62 soldiers had been killed.", 62, "soldier"),
    ],
)
def test_reads_value_and_unit(text: str, value: float, unit: str) -> None:
    found = figures(text)

    assert [f.value for f in found] == [value]
    assert unit in found[0].unit


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2016.",
        "It began on September 12.",
        "The 3rd brigade left.",
        "It struck at 4.10 in the morning.",
        "Resolution 2268 was passed.",
        "One of them lied.",
    ],
)
def test_years_dates_times_and_ordinals_are_no_figures(text: str) -> None:
    assert figures(text) == ()


def test_conflict_needs_one_unit() -> None:
    assert conflict(figures("Seven men died."), figures("Eleven men died."))
    assert conflict(figures("Seven men died."), figures("Eleven boats sank.")) is None


def test_open_bounds_do_not_conflict_with_what_lies_inside() -> None:
    assert conflict(figures("At least 10 men died."), figures("14 men died.")) is None
    assert conflict(figures("At least 10 men died."), figures("7 men died."))
    assert conflict(figures("About 100 men died."), figures("95 men died.")) is None


def test_one_agreeing_figure_of_the_unit_is_no_conflict() -> None:
    assert conflict(figures("4 men died, not 6 men."), figures("4 men died.")) is None


def test_tolls_conflict_in_whatever_words() -> None:
    assert conflict(figures("62 soldiers had been killed."), figures("The toll is 90."))
    assert conflict(figures("The number of dead is 11."), figures("Seven men died."))


def test_the_day_of_a_month_is_no_figure() -> None:
    assert [f.value for f in figures("Two gates were open on Sunday, 10 March 2019.")] == [2.0]
    assert [f.value for f in figures("The boats passed on nine nights in March 2019.")] == [9.0]
    assert "march" not in figures("The boats passed on nine nights in March 2019.")[0].unit
    assert [f.value for f in figures("Police counted 12 marches in the city.")] == [12.0]
