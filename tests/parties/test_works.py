from __future__ import annotations

import pytest

from factcheck.parties import Cast


def _resolved(text, phrase, read_text, gazetteer):
    cast = Cast.read(read_text(text), gazetteer)
    start = text.rindex(phrase)
    speaker = cast.speaker(start, start + len(phrase))
    return speaker.name, speaker.party.id if speaker.party else None


@pytest.mark.parametrize(
    ("text", "phrase", "maker"),
    [
        (
            "A report by the Harlow Institute came out. The report named nobody.",
            "The report",
            "Harlow Institute",
        ),
        (
            "A study released on Monday by the Harlow Institute was long. The study named nobody.",
            "The study",
            "Harlow Institute",
        ),
        (
            "In a statement, the Harlow Trust said no. The statement named nobody.",
            "The statement",
            "Harlow Trust",
        ),
        (
            "The Harlow Trust released a letter on Monday. The letter named nobody.",
            "The letter",
            "Harlow Trust",
        ),
        (
            "The authors of the report, which include the Harlow Institute, met. The report ends.",
            "The report",
            "Harlow Institute",
        ),
        (
            "The Orme Bank wrote a letter. The Harlow Trust protested in its letter, sent Monday. "
            "The letter named nobody.",
            "The letter",
            "Harlow Trust",
        ),
        ("Ann Reed's film is long. The film opened on Monday.", "The film", "Ann Reed"),
    ],
)
def test_a_work_speaks_for_its_maker(text, phrase, maker, read_text, gazetteer) -> None:
    assert _resolved(text, phrase, read_text, gazetteer)[0] == maker


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The report named nobody.", "The report"),
        (
            "A report by the Harlow Institute came out. A report on ships came out. "
            "Another was late. A report on trains came out. The report named nobody.",
            "The report",
        ),
        ("A report by the Harlow Institute came out. The film opened.", "The film"),
        ("A statement by France and Germany came out. The statement was long.", "The statement"),
        ("Nobody wrote a statement. The statement named nobody.", "The statement"),
    ],
)
def test_a_work_of_nobody_speaks_for_nobody(text, phrase, read_text, gazetteer) -> None:
    assert _resolved(text, phrase, read_text, gazetteer) == (None, None)
