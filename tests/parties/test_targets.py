from __future__ import annotations

import pytest

from factcheck.parties import Cast, Gazetteer

VARENIA = """
[[party]]
id = "XVR"
name = "Varenia"
kind = "state"
aliases = ["Varenian"]
[[party]]
id = "XKE"
name = "Kestria"
kind = "state"
aliases = ["Kestrian"]
"""


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return Gazetteer.parse(("mine.toml", VARENIA))


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("The town may be gone by Easter.", "Easter", []),
        ("The Tern fired first.", "The Tern", []),
        ("The Kestrian gunboat Tern left port. The Tern fired first.", "The Tern", ["XKE"]),
        ("The Tern, an old Kestrian gunboat, left port. The Tern fired.", "The Tern", ["XKE"]),
        (
            "Admiral Paul Adair, the Kestrian navy chief, praised his gunboat Tern. The Tern hit.",
            "The Tern",
            ["XKE"],
        ),
        ("A Kestrian gunboat fired.", "A Kestrian gunboat", ["XKE"]),
        ("Four Russian MiG-29 jets fired.", "Four Russian MiG-29 jets", ["RUS"]),
        ("The American raid failed.", "The American raid", ["USA"]),
        ("Varenia's own coast station slept.", "Varenia's own coast station", ["XVR"]),
        ("A French draft resolution would fail.", "A French draft resolution", []),
        (
            "Any attack on land held by the Russian army would be madness.",
            "Any attack on land held by the Russian army",
            [],
        ),
        (
            "The raids carried out by Russia must stop.",
            "The raids carried out by Russia",
            ["RUS"],
        ),
        (
            "He blames Damascus and its Russian ally.",
            "Damascus and its Russian ally",
            ["SYR", "RUS"],
        ),
        ("He blames Kestria and its allies.", "Kestria and its allies", ["XKE"]),
        (
            "Syria burned. Damascus held on. Russian and government air raids killed ten.",
            "Russian and government air raids",
            ["RUS", "SYR"],
        ),
        (
            "Syria burned. Damascus held on. Russian and regime raids killed ten.",
            "Russian and regime raids",
            ["RUS", "SYR"],
        ),
        (
            "Syria burned. Damascus held on. He accused the rebels of it.",
            "the rebels",
            ["syrian-opposition"],
        ),
        ("He accused the rebels of it.", "the rebels", ["rebels"]),
        (
            "Weekly Digest, 3 May 2019\n\nThe digest was late. He blamed the Weekly Digest.",
            "the Weekly Digest",
            [],
        ),
        (
            "Greenfield Chemical denied it. He accused Greenfield Chemical.",
            "Greenfield Chemical",
            ["greenfield-chemical"],
        ),
    ],
)
def test_only_those_who_act_can_be_blamed(text, phrase, expected, read_text, table) -> None:
    cast = Cast.read(read_text(text), table)
    start = text.rindex(phrase)
    assert [party.id for party in cast.targets(start, start + len(phrase))] == expected


@pytest.mark.parametrize(
    ("text", "pronoun", "speaker", "expected"),
    [
        (
            "Ann Reed met Tom Bell. \u201cHe lied to us,\u201d Reed said.",
            "He",
            "Ann Reed",
            "tom-bell",
        ),
        (
            "Ann Reed met Tom Bell. \u201cShe lied to us,\u201d Bell said.",
            "She",
            "Tom Bell",
            "ann-reed",
        ),
        ("Ann Reed met Tom Bell. Bell said he lied.", "he", "Tom Bell", None),
        ("Ann Reed met Tom Bell. She pressed him on his taxes.", "him", "Ann Reed", "tom-bell"),
        ("Ann Reed met Lavrov. \u201cHe lied,\u201d Reed said.", "He", "Ann Reed", "RUS"),
        ("Ann Reed spoke. \u201cHe lied to us,\u201d Reed said.", "He", "Ann Reed", None),
        ("Ann Reed met Tom Bell. \u201cIt lied to us,\u201d Reed said.", "It", "Ann Reed", None),
    ],
)
def test_whom_a_pronoun_blames(text, pronoun, speaker, expected, read_text, gazetteer) -> None:
    cast = Cast.read(read_text(text), gazetteer)
    start = text.rindex(pronoun)
    own = next(each for each in cast.people() if each.name == speaker)
    found = cast.targets(start, start + len(pronoun), speaker=own)
    assert [party.id for party in found] == ([expected] if expected else [])
