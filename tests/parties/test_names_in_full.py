from __future__ import annotations

import pytest

from factcheck.parties import Cast


def _resolved(text, phrase, read_text, gazetteer):
    cast = Cast.read(read_text(text), gazetteer)
    start = text.rindex(phrase)
    speaker = cast.speaker(start, start + len(phrase))
    return speaker.name, speaker.party.id if speaker.party else None


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Chief Dan O\u2019Hara of Harlow Steel spoke. O'Hara left.",
            "O'Hara",
            ("Dan O\u2019Hara", "harlow-steel"),
        ),
        (
            "Citizens for Clean Justice said no.",
            "Citizens for Clean Justice",
            ("Citizens for Clean Justice", "citizens-for-clean-justice"),
        ),
        (
            "Iraq and Yemen Veterans of America said no.",
            "Iraq and Yemen Veterans of America",
            ("Iraq and Yemen Veterans of America", "iraq-and-yemen-veterans-of-america"),
        ),
        (
            "Ann Rieck, founder of Iraq and Yemen Veterans of America, spoke.",
            "Ann Rieck",
            ("Ann Rieck", "iraq-and-yemen-veterans-of-america"),
        ),
        (
            "The Harlow Fund and Citizens for Rivers met. Citizens for Rivers said no.",
            "The Harlow Fund",
            ("Harlow Fund", "harlow-fund"),
        ),
        (
            "The Harlow Bakers' Union and Ridley Foods met. Ridley Foods said no.",
            "The Harlow Bakers' Union",
            ("Harlow Bakers' Union", "harlow-bakers-union"),
        ),
        (
            "The Harlow Trust and Ridley Foods met. The Harlow Trust said no.",
            "Ridley Foods",
            ("Ridley Foods", "ridley-foods"),
        ),
        (
            "The Harlow Trust and Savings Bank met. It said no.",
            "The Harlow Trust and Savings Bank",
            ("Harlow Trust and Savings Bank", "harlow-trust-and-savings-bank"),
        ),
        (
            "Laura Bishop, a baker, wept. Bishop said no.",
            "Bishop",
            ("Laura Bishop", "laura-bishop"),
        ),
        (
            "A Russian general, Ivan Petrenko, spoke.",
            "Ivan Petrenko",
            ("Ivan Petrenko", "RUS"),
        ),
        (
            "Del. Ann Cole of the Virgin Islands spoke.",
            "Del. Ann Cole of the Virgin Islands",
            ("Ann Cole", "ann-cole"),
        ),
        (
            "Trump University closed. Donald Trump left. Trump's own words were few.",
            "Trump's own",
            ("Donald Trump", "donald-trump"),
        ),
        (
            "Donald Trump spoke. Melania Trump left. Melania was born abroad. Trump said no.",
            "Trump",
            ("Donald Trump", "donald-trump"),
        ),
        (
            "The former secretary of state and current Democratic presidential nominee spoke. "
            "Hillary Clinton won the Democratic nomination.",
            "The former secretary of state and current Democratic presidential nominee",
            ("Hillary Clinton", "hillary-clinton"),
        ),
        (
            "A union representing harbour pilots voted. The Association of Harbour Pilots met.",
            "A union representing harbour pilots",
            ("Association of Harbour Pilots", "association-of-harbour-pilots"),
        ),
        (
            "The Harlow Police Department met. Police said no.",
            "Police",
            ("Harlow Police Department", "harlow-police-department"),
        ),
        ("Police said no.", "Police", (None, None)),
        (
            "HPD Commissioner Ann Cole spoke. Police officials said no.",
            "Police officials",
            (None, "hpd"),
        ),
        ("European leaders met.", "European leaders", (None, None)),
        (
            "The European Union is weary. European leaders met.",
            "European leaders",
            (None, "european-union"),
        ),
        ("Central European leaders met.", "Central European leaders", (None, None)),
    ],
)
def test_who_is_named(text, phrase, expected, read_text, gazetteer) -> None:
    assert _resolved(text, phrase, read_text, gazetteer) == expected
