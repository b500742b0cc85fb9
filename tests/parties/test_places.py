from __future__ import annotations

import pytest

from factcheck.parties import Cast


def _resolved(text, phrase, read_text, gazetteer):
    cast = Cast.read(read_text(text), gazetteer)
    start = text.rindex(phrase)
    speaker = cast.speaker(start, start + len(phrase))
    return speaker.name, speaker.party.id if speaker.party else None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("New Mexico Gov. Ann Cole", ("Ann Cole", "new-mexico")),
        ("West Virginia Attorney General Ann Cole", ("Ann Cole", "west-virginia")),
        ("Idaho election officials", (None, "idaho")),
        ("Ann Cole, a longtime New Mexico GOP chairwoman,", ("Ann Cole", "republican-party")),
        (
            "Ann Cole, chairwoman of the Idaho Republican Party,",
            ("Ann Cole", "idaho-republican-party"),
        ),
        ("Ann Cole, Idaho director for Sanders,", ("Ann Cole", "bernie-sanders")),
        ("Ann Cole, the president of an Idaho state firefighters union,", ("Ann Cole", "ann-cole")),
        ("Idaho Sen. Ann Cole", ("Ann Cole", "ann-cole")),
    ],
)
def test_state_of_america_speaks_by_its_own_offices(phrase, expected, read_text, gazetteer) -> None:
    assert (
        _resolved(f"Bernie Sanders spoke. {phrase} said no.", phrase, read_text, gazetteer)
        == expected
    )


def test_name_of_a_state_is_not_short_for_its_university(read_text, gazetteer) -> None:
    text = "Idaho University closed on Monday. The Idaho governor said no."
    assert _resolved(text, "The Idaho governor", read_text, gazetteer)[1] == "idaho"


@pytest.mark.parametrize(
    "phrase",
    [
        "Ann Cole of Pocatello, Idaho,",
        "Ann Cole of Bannock County",
        "Ann Cole, a 40-year-old from Arrow Head, Idaho,",
        "Ann Cole, the manager of a Napa Valley wine firm,",
        "Ann Cole, a military spokeswoman in Damascus,",
        "Ann Cole, director of an institute in Paris,",
        "Ann Cole, a secretary of energy under the Bush administration,",
        "former George W. Bush speechwriter Ann Cole",
        "Ann Cole, a Hindu leader,",
    ],
)
def test_where_one_lives_worked_or_prays_is_no_side(phrase, read_text, gazetteer) -> None:
    found = _resolved(f"{phrase} said no.", phrase, read_text, gazetteer)
    assert found == ("Ann Cole", "ann-cole")


def test_body_may_be_called_by_its_members(read_text, gazetteer) -> None:
    phrase = "Ann Cole, the president of the Transport Workers of America,"
    found = _resolved(f"{phrase} said no.", phrase, read_text, gazetteer)
    assert found == ("Ann Cole", "transport-workers-of-america")


def test_side_stays_where_a_place_is_a_compound_or_a_letter_has_a_writer(
    read_text, gazetteer
) -> None:
    phrase = "Ann Cole, Sanders's in-state spokeswoman,"
    assert (
        _resolved(f"Bernie Sanders left. {phrase} said no.", phrase, read_text, gazetteer)[1]
        == "bernie-sanders"
    )
    phrase = "a letter from the Russian foreign minister"
    assert _resolved(f"So says {phrase}.", phrase, read_text, gazetteer)[1] == "RUS"


def test_two_places_are_not_two_sources(read_text, gazetteer) -> None:
    phrase = "Ann Cole, who works in Paris and Oslo,"
    assert _resolved(f"{phrase} said no.", phrase, read_text, gazetteer)[1] == "ann-cole"
