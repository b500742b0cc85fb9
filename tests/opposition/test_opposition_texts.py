from __future__ import annotations

import pytest

from factcheck.opposition.texts import comparable, stems
from factcheck.parties import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Moscow broke the deal.", "Russia broke the deal."),
        ("The US broke the deal.", "The United States broke the deal."),
        ("Washington's envoy left.", "The United States's envoy left."),
        ("The Russian army left.", "The Russian army left."),
        ("Talks were held in Moscow.", "Talks were held in Moscow."),
        ("It hit a UN convoy.", "It hit a UN convoy."),
    ],
)
def test_one_name_a_party(gazetteer: Gazetteer, text: str, said: str) -> None:
    assert comparable(text, gazetteer) == said


def test_stems_pass_over_inflection_and_small_words() -> None:
    assert stems("It attacked the convoys.") == stems("attacking a convoy")


def test_a_text_without_words_has_no_stems() -> None:
    assert stems("… — !") == frozenset()
