from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.attribution.quotations import MAX_LENGTH, quotations


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no”.", ["“no”"]),
        ('He said "no" and "never".', ['"no"', '"never"']),
        ("Il dit «non» et « jamais ».", ["«non»", "« jamais »"]),
        ("Er sagte »nein«.", ["»nein«"]),
        ("Er sagte „nein“ und „nie”.", ["„nein“", "„nie”"]),
        ("He said ``no'' and ''never''.", ["``no''", "''never''"]),
        (
            "‘We fired,’ he said. ‘Nobody hit the “Gull”.’",
            ["‘We fired,’", "‘Nobody hit the “Gull”.’"],
        ),
        ("'We fired,' he said.", ["'We fired,'"]),
        ("“He called it ‘a mistake’ twice,” she said.", ["“He called it ‘a mistake’ twice,”"]),
        ('“mixed marks" here', ['“mixed marks"']),
        ('"mixed marks” here', ['"mixed marks”']),
        ("”same mark twice” he said", ["”same mark twice”"]),
    ],
)
def test_quotation_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels’ guns and the soldiers’ boots.",
        "It's the crew's boat, and they don't sail in the '90s.",
        "’Tis rock 'n' roll for ’em.",
        'A gun of 6" and a plank of 12".',
        "“",
        '"',
        "«",
        "",
    ],
)
def test_apostrophes_and_lone_marks_open_nothing(text: str) -> None:
    assert found(text) == []


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    text = "‘It’s the rebels’ doing, and they’ll pay,’ he said."
    assert found(text) == ["‘It’s the rebels’ doing, and they’ll pay,’"]


def test_a_quotation_over_paragraphs_is_opened_again_in_each() -> None:
    text = "“First part.\n\n“Second part.\n\n“Last part.”\n\nThen he left."
    marks = quotations(text)
    assert [text[q.start : q.end] for q in marks] == [
        "“First part.",
        "“Second part.",
        "“Last part.”",
    ]
    assert [q.closed for q in marks] == [False, False, True]


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    text = "“We were there and nobody came\nThe ship sailed on."
    assert found(text) == ["“We were there and nobody came"]


def test_a_mark_that_never_closes_is_bounded() -> None:
    [quotation] = quotations("“" + "word " * MAX_LENGTH)
    assert quotation.end - quotation.start <= MAX_LENGTH


def test_covers_marks_and_words_only() -> None:
    [quotation] = quotations("a “b” c")
    assert [quotation.covers(i) for i in range(7)] == [False, False, True, True, True, False, False]


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.sampled_from(list("“”„‟«»‹›‘’‚'\"`ab .,\n\t😀\u202e\ud800")), max_size=120)
)
def test_any_marks_give_quotations_in_order_inside_the_text(text: str) -> None:
    last = 0
    for quotation in quotations(text):
        assert last <= quotation.start < quotation.end <= len(text)
        last = quotation.end
