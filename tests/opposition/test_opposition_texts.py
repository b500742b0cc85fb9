from __future__ import annotations

from pathlib import Path

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


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    table = tmp_path_factory.mktemp("parties") / "parties.toml"
    table.write_text(
        '[[party]]\nid = "watch"\nname = "Harbour Watch"\nkind = "body"\n'
        'aliases = ["the observers", "the police"]\n',
        "utf-8",
    )
    return Gazetteer.load(Path(table))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The observers were in the room.", "The Harbour Watch were in the room."),
        ("He told the observers nothing.", "He told the Harbour Watch nothing."),
        ("It is false that police fired.", "It is false that Harbour Watch fired."),
        ("There were 240 observers there.", "There were 240 observers there."),
        ("Our observers were turned away.", "Our observers were turned away."),
        ("The ministry's observers left.", "The ministry's observers left."),
        ("The deputy police chief left.", "The deputy police chief left."),
    ],
)
def test_a_common_noun_with_words_before_it_is_no_name(
    harbour: Gazetteer, text: str, said: str
) -> None:
    assert comparable(text, harbour) == said


def test_stems_pass_over_inflection_and_small_words() -> None:
    assert stems("It attacked the convoys.") == stems("attacking a convoy")


def test_a_text_without_words_has_no_stems() -> None:
    assert stems("… — !") == frozenset()
