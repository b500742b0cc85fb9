from __future__ import annotations

import pytest

from factcheck.parties import Cast


def _resolved(text, phrase, read_text, gazetteer):
    cast = Cast.read(read_text(text), gazetteer)
    start = text.rindex(phrase)
    speaker = cast.speaker(start, start + len(phrase))
    return speaker.name, speaker.party.id if speaker.party else None


HEADLINE = "Harlow Glass Strike Seems Certain After Furious Owners Walk Away\n\n"


def test_capitals_of_a_headline_make_no_longer_name(read_text, gazetteer) -> None:
    text = (
        HEADLINE
        + "The strike at Harlow Glass is near. Harlow Glass said on Monday that it would close."
    )
    assert _resolved(text, "Harlow Glass", read_text, gazetteer)[1] == "harlow-glass"


def test_headline_leaves_a_state_what_it_is(read_text, gazetteer) -> None:
    text = "Why Should Jordan Refuse Another Loan From Abroad?\n\nMany wonder. Jordan said no."
    assert _resolved(text, "Jordan", read_text, gazetteer)[1] == "JOR"


def test_state_stays_a_surname_where_it_is_one(read_text, gazetteer) -> None:
    text = "The coach, Michael Jordan, came late.\n\nMany wondered why. Jordan said nothing."
    assert _resolved(text, "Jordan", read_text, gazetteer)[0] == "Michael Jordan"


def test_text_of_one_line_is_no_headline(read_text, gazetteer) -> None:
    text = "Harlow Glass Workers Union Leader Speaks."
    assert _resolved(text, "Harlow Glass Workers Union", read_text, gazetteer)[1] is not None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Some of Ms. Reed's admirers", (None, None)),
        ("Neither Reed nor Cole", ("Ann Reed", "ann-reed")),
        ("Either Reed or Cole", ("Ann Reed", "ann-reed")),
        ("Both Reed and Cole", ("Ann Reed", "ann-reed")),
        ("Dean Reed, a farmer,", ("Dean Reed", "dean-reed")),
        ("Ben Reed, a farmer,", ("Ben Reed", "ben-reed")),
    ],
)
def test_first_word_of_a_phrase_is_no_part_of_the_name(
    phrase, expected, read_text, gazetteer
) -> None:
    text = f"Ann Reed and Peter Cole met in the town hall. {phrase} said so."
    assert _resolved(text, phrase, read_text, gazetteer) == expected
