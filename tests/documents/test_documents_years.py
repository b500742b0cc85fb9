"""A report's day without its year, and where the year may be taken from."""

from __future__ import annotations

import pytest

from factcheck.documents.metadata import read_metadata

BODY = "The harbour board said on Tuesday that the quay had cracked."


def _published(head: str, name: str = "quay.txt", tail: str = "") -> str | None:
    return read_metadata(f"Quay closed\n\n{head} {BODY}\n{tail}", name).published


@pytest.mark.parametrize(
    "head",
    [
        "GENEVA, 10 June (Wire) -",
        "GENEVA, June 10 (Wire) —",
        "GENEVA, 10 June —",
        "Geneva, Tuesday, 10 June (Wire) -",
        "By Ann Lee\nGeneva, 10 June\n\n",
        "Published 10 June\n\n",
        "The Lake Courier | 10 June\n\n",
        "Tuesday, June 10th\n\n",
    ],
)
def test_the_year_is_that_of_the_file_s_name(head: str) -> None:
    assert _published(head, "wire-2025-quay.txt") == "2025-06-10"
    assert _published(head) is None


@pytest.mark.parametrize(
    "tail",
    [
        "https://news.example/2025/06/quay",
        "© 2025 The Lake Courier",
        "The quay was closed on 10 June 2025.",
    ],
)
def test_the_text_may_say_its_own_year(tail: str) -> None:
    assert _published("GENEVA, 10 June (Wire) -", tail=tail) == "2025-06-10"


def test_a_year_that_is_only_mentioned_is_not_the_report_s() -> None:
    assert _published("GENEVA, 10 June (Wire) -", tail="It was built in 2019.") is None


@pytest.mark.parametrize(
    ("mentioned", "expected"),
    [("2025", "2025-06-10"), ("2024", "2025-06-10"), ("2021", None), ("the 1,990 tonnes", None)],
)
def test_a_weekday_tells_which_year_near_those_mentioned(mentioned: str, expected) -> None:
    tail = f"It was last inspected in {mentioned}."
    assert _published("GENEVA, Tuesday, 10 June (Wire) -", tail=tail) == expected


def test_a_weekday_rules_out_a_year() -> None:
    assert _published("GENEVA, Monday, 10 June (Wire) -", "wire-2025.txt") is None


def test_of_two_years_it_is_neither() -> None:
    assert _published("GENEVA, 10 June (Wire) -", "wire-2024-2025.txt") is None


def test_no_day_is_read_out_of_a_sentence() -> None:
    assert _published("The strike of 10 June - the first - ended.", "wire-2025.txt") is None


def test_what_is_said_outright_wins() -> None:
    assert _published("GENEVA, 10 June (Wire) -", "2025-06-11-quay.txt") == "2025-06-11"
