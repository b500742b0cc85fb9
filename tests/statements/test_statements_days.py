"""Days told from the day of the report, and their dates."""

from __future__ import annotations

import pytest

from factcheck.model import Document
from factcheck.parties import Gazetteer
from factcheck.pieces import read
from factcheck.statements import Voice

FRIDAY = Voice("Mara Voss", "Ruritania", "Sylvania", published="2016-09-16")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said the bridge fell on Monday.",
            "The bridge fell on Monday, 12 September 2016.",
        ),
        (
            "The army said the bridge fell on Friday.",
            "The bridge fell on Friday, 16 September 2016.",
        ),
        (
            "The army said the bridge had been closed since Saturday.",
            "The bridge had been closed since Saturday, 10 September 2016.",
        ),
        (
            "The army said the bridge would open on Monday.",
            "The bridge would open on Monday, 19 September 2016.",
        ),
        (
            "Voss demanded that Sylvania open the bridge by Sunday.",
            "Sylvania should open the bridge by Sunday, 18 September 2016.",
        ),
        (
            "Voss vowed to open the bridge on Tuesday.",
            "Ruritania will open the bridge on Tuesday, 20 September 2016.",
        ),
        (
            "“We expect an answer by Monday,” the minister said.",
            "Ruritania expects an answer by Monday, 19 September 2016.",
        ),
        (
            "The army said the raid on Monday night killed nine.",
            "The raid on Monday night, 12 September 2016, killed nine.",
        ),
        (
            "The army said the bridge was hit last night.",
            "The bridge was hit on Thursday night, 15 September 2016.",
        ),
        (
            "The army said nine soldiers had died yesterday.",
            "Nine soldiers had died on Thursday, 15 September 2016.",
        ),
        (
            "The army said the bridge would open tomorrow morning.",
            "The bridge would open on Saturday morning, 17 September 2016.",
        ),
        (
            "The army said the bridge fell last Tuesday.",
            "The bridge fell on Tuesday, 13 September 2016.",
        ),
        ("The army said the bridge fell last October.", "The bridge fell in October 2015."),
        (
            "The army said the bridge fell on Monday and was rebuilt.",
            "The bridge fell on Monday, 12 September 2016, and was rebuilt.",
        ),
        ("The army said the bridge fell last month.", "The bridge fell in August 2016."),
        ("The army said the bridge would open next year.", "The bridge would open in 2017."),
        (
            "The army said the bridge fell last week.",
            "The bridge fell in the week of 5 September 2016.",
        ),
        (
            "The army said the bridge had been closed since last week.",
            "The bridge had been closed since the week of 5 September 2016.",
        ),
        (
            "The army said the bridge fell three days ago.",
            "The bridge fell on Tuesday, 13 September 2016.",
        ),
        (
            "The army said the bridge was built two years ago.",
            "The bridge was built two years before 16 September 2016.",
        ),
        ("The army said on Thursday it had closed the bridge.", "Ruritania had closed the bridge."),
        (
            "“The bridge fell yesterday,” the minister said on Wednesday.",
            "The bridge fell on Tuesday, 13 September 2016.",
        ),
    ],
)
def test_days_get_their_dates(stated, text: str, expected: str) -> None:
    assert stated(text, FRIDAY) == [expected]


@pytest.mark.parametrize(
    "said",
    [
        "The bridge would open on Friday",
        "Every Friday the bridge was closed",
        "The bridge could not be crossed on Monday",
        "The bridge fell on Monday, 5 September",
        "Monday's raid killed nine",
        "The Good Friday accord was signed",
        "The bridge was closed from Monday to Wednesday",
        "The last week was quiet",
        "The bridge fell last April",
        "Last month's raid killed nine",
        "It was closing the bridge on Monday",
        "The bridge fell long ago",
        "The bridge fell the previous Monday",
    ],
)
def test_where_the_day_is_not_clear_the_words_stay(stated, said: str) -> None:
    told = stated(f"The army said that {said[0].lower()}{said[1:]}.", FRIDAY)
    assert len(told) == 1
    assert "2016" not in told[0]


def test_yesterday_of_a_quotation_stays_where_its_day_is_not_told(stated) -> None:
    assert stated("“The bridge fell yesterday,” the minister said.", FRIDAY) == [
        "The bridge fell yesterday."
    ]


def test_without_a_date_of_the_report_the_words_stay(stated) -> None:
    assert stated("The army said the bridge fell last month.") == ["The bridge fell last month."]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2016-02-30", "soon"])
def test_impossible_dates_of_reports_are_passed_over(stated, published: str) -> None:
    voice = Voice("Mara Voss", "Ruritania", published=published)
    text = "The army said the bridge fell yesterday and would open next week."
    assert stated(text, voice) == ["The bridge fell yesterday and would open next week."]


def test_what_was_asked_last_week_is_not_for_last_week(stated) -> None:
    assert stated("Voss asked Sylvania to open the bridge last week.", FRIDAY) == [
        "Sylvania should open the bridge."
    ]


def test_the_pieces_of_a_long_report_have_its_date() -> None:
    text = "The army said the bridge fell last month.\n\nIt rained all day in the valley.\n\n" * 4
    document = Document(text, "-", published="2016-09-16")
    told = {c.statement for c in read(document, Gazetteer.load(), piece=160).claims}
    assert told == {"The bridge fell in August 2016."}
