from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.parties.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load()


def ids(text: str, gazetteer: Gazetteer = GAZETTEER) -> list[str]:
    return [party.id for _, _, party in gazetteer.scan(text)]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("US", "USA"),
        ("U.S.", "USA"),
        ("the U.S.'s", "USA"),
        ("the United States", "USA"),
        ("the White House", "USA"),
        ("Russia's", "RUS"),
        ("Kremlin", "RUS"),
        ("Damascus", "SYR"),
        ("Downing Street", "GBR"),
        ("Élysée", "FRA"),
        ("Kiev", "UKR"),
        ("Kyiv", "UKR"),
        ("the UN", "united-nations"),
        ("WHO", "who"),
        ("Daesh", "islamic-state"),
        ("Jabhat Fateh al-Sham", "al-nusra-front"),
        ("the Al-Nusra Front", "al-nusra-front"),
        ("Nusra", "al-nusra-front"),
        ("the Russian foreign ministry", "RUS"),
        ("North Korean", "PRK"),
        ("South Korea", "KOR"),
        ("Democratic Republic of the Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Greenland", "GRL"),
    ],
)
def test_match_names_the_party(phrase: str, expected: str) -> None:
    party = GAZETTEER.match(phrase)
    assert party is not None
    assert party.id == expected


@pytest.mark.parametrize(
    "phrase",
    ["us", "who", "is", "Kremlin critic", "Aleppo", "the Russian ambassador to the UN", "", "…"],
)
def test_match_names_nobody(phrase: str) -> None:
    assert GAZETTEER.match(phrase) is None


@pytest.mark.parametrize(
    "text",
    [
        "A Kremlin critic spoke.",
        "Then anti-Moscow protesters marched.",
        "He met pro-Russian separatists.",
        "They are US-backed rebels and Russian-backed forces.",
        "So said a former US official.",
        "Many Syrian refugees fled.",
        "Shells fell on Aleppo.",
        "The Washington Post reported it first.",
        "An editor of The Moscow Times agreed.",
        "She teaches at the University of Washington.",
        "He reads the New York Times.",
        "Bank of America fell.",
        "Reuters had the story.",
        "Michael Jordan retired. Jordan never came back.",
        "Chad Underwood disagrees.",
        "They met in Moscow and at the White House.",
        "It told us nothing; who knows what is true?",
        "Polls in Georgia worry Republicans in Atlanta.",
    ],
)
def test_scan_is_not_taken_in(text: str) -> None:
    states = [id_ for id_ in ids(text) if re.fullmatch("[A-Z]{3}", id_)]
    assert states == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia accused Russia of moving the border.", ["GEO", "RUS"]),
        ("Jordan closed its border and Chad followed.", ["JOR", "TCD"]),
        ("Turkey's president flew to Ankara.", ["TUR", "TUR"]),
        ("US-Russian talks failed.", ["USA", "RUS"]),
        (
            "The Syrian Observatory for Human Rights counted ten dead.",
            ["syrian-observatory-for-human-rights"],
        ),
        ("The Syrian opposition refused.", ["syrian-opposition"]),
        ("RUSSIA DENIES IT", ["RUS"]),
        ("The Islamic State fled; IS lost.", ["islamic-state", "islamic-state"]),
    ],
)
def test_scan_finds(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_scan_offsets_hold_the_name() -> None:
    text = "\u201cNo,\u201d said the Kremlin\u2019s envoy to the U.N. \U0001f600 Paris agreed."
    found = {text[start:end]: party.id for start, end, party in GAZETTEER.scan(text)}
    assert found == {"Kremlin": "RUS", "U.N.": "united-nations", "Paris": "FRA"}


def test_initials_need_their_name_in_the_text() -> None:
    assert ids("The SDF advanced.") == []
    assert (
        ids("The Syrian Democratic Forces advanced. The SDF won.")
        == ["syrian-democratic-forces"] * 2
    )


def test_every_state_has_a_name_that_resolves_to_it() -> None:
    states = json.loads(
        (Path(__file__).parents[2] / "factcheck/parties/states.json").read_text("utf-8")
    )
    assert len(states) > 240
    wrong = {
        code
        for code, row in states.items()
        if GAZETTEER.match(row["name"]) != GAZETTEER.party(code)
    }
    assert wrong == set()


def write(folder: Path, content: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_user_file_adds_overrides_and_forbids(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
        [[party]]
        id = "norland"
        name = "Norland"
        kind = "state"
        aliases = ["Kremlin", "Nordheim"]
        people = ["Irena Valdas"]
        not = ["Norland Watch"]
        [[party]]
        id = "RUS"
        name = "Russian state"
        aliases = ["Bearland"]
        not = ["Moscow"]
        """,
    )
    gazetteer = Gazetteer.load(path)
    assert ids("The Kremlin and Irena Valdas and Nordheim.", gazetteer) == ["norland"] * 3
    assert ids("Norland Watch disagreed with Moscow.", gazetteer) == []
    assert gazetteer.match("Bearland") == gazetteer.match("Russia") == gazetteer.party("RUS")
    assert gazetteer.party("RUS").name == "Russian state"
    assert gazetteer.digest != GAZETTEER.digest == Gazetteer.load().digest


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[party]]\nid = ", "not valid TOML"),
        ("[party]\nid = 'x'", r"\[\[party\]\]"),
        ("[[party]]\nid = 'a'\nname = 'A'\n[[party]]\nname = 'x'", "party 2: no id"),
        ("[[party]]\nid = 'new-one'", "party 1 .*name"),
        ("[[party]]\nid = 'Not A Slug'\nname = 'x'", "not-a-slug"),
        ("[[party]]\nid = 'x'\nname = 'X'\nkind = 'clan'", "kind must be one of"),
        ("[[party]]\nid = 'x'\nname = 'X'\naliases = 'X'", "aliases must be a list"),
        ("[[party]]\nid = 'x'\nname = 'X'\nalias = ['X']", "unknown key 'alias'"),
        ("[[party]]\nid = 'x'\nname = 'X'\naliases = ['']", "not empty"),
        ("parties = 1", "unknown key"),
    ],
)
def test_bad_user_file_is_named_in_one_line(tmp_path: Path, content: str, says: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(InputError, match=says) as caught:
        Gazetteer.load(path)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message


def test_missing_and_binary_user_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        Gazetteer.load(tmp_path / "none.toml")
    path = tmp_path / "binary.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        Gazetteer.load(path)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "US",
                "-",
                "'s",
                " ",
                "al",
                "Nusra",
                "the",
                ".",
                "\u2019",
                "former",
                "of",
                "Moscow",
                "\ud800",
                "\n",
            ]
        )
    ).map("".join)
)
def test_scan_never_raises_and_never_overlaps(text: str) -> None:
    last = 0
    for start, end, _ in GAZETTEER.scan(text):
        assert last <= start < end <= len(text)
        last = end
