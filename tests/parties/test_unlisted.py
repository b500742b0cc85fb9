from __future__ import annotations

import pytest

from factcheck.parties.demonyms import places
from factcheck.parties.lexical import Lexical
from factcheck.parties.unlisted import unlisted

_ROW = (
    "Belvania's foreign ministry protested on Monday. The Belvanian Interior Minister, Tor Askin, "
    "said two guards were hurt. Officials in Belvania said the bridge was empty. Belvania said it "
    "would wait, and Belvanian forces stayed away. Norrik denied it. The Norrikese army said no."
)


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("Belvania's foreign ministry", "belvania"),
        ("Tor Askin", "belvania"),
        ("Officials in Belvania", "belvania"),
        ("Belvanian forces", "belvania"),
        ("Norrik", "norrik"),
        ("The Norrikese army", "norrik"),
    ],
)
def test_a_state_is_one_party_however_it_is_called(phrase, party, party_of, gazetteer) -> None:
    assert party_of(_ROW, phrase, gazetteer) == party


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Velskan army fired. Velska denied it.", [("Velska", ["Velskan", "Velskans"])]),
        ("REPUBLIC OF TORLEM\nTorlem protests.", [("Torlem", [])]),
        ("Ann Marlow spoke. Marlow's government fell.", []),
        ("President Karvo spoke. Karvo's army fired.", []),
        ("Delmont's chief executive resigned. Delmont said no.", []),
        ("Furious Health Secretary Tom Alder spoke.", []),
        ("Russia's army fired. The French government said no.", []),
        ("The anti-Russian government fell. Anti-Mexican forces won.", []),
    ],
)
def test_only_what_has_what_states_have_is_one(text, names, read_text, gazetteer) -> None:
    lex = Lexical.read(read_text(text), gazetteer)
    found = [(each["name"], sorted(each["adjectives"])) for each in unlisted(lex, gazetteer)]
    assert found == names


def test_two_names_that_one_adjective_fits_are_not_merged(party_of, gazetteer) -> None:
    text = "Karvia spoke. Karva spoke too. The Karvian army fired. Karva's army did not."
    assert party_of(text, "Karva", gazetteer) == "karva"
    assert party_of(text, "Karvian army", gazetteer) != "karva"


def test_a_party_called_after_a_state_is_not_the_state(party_of, gazetteer) -> None:
    text = "Belvania's government fell. The Belvanian Freedom Party said it was time."
    assert party_of(text, "The Belvanian Freedom Party", gazetteer) != "belvania"


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("norlander", "norland"),
        ("kareshi", "karesh"),
        ("vellese", "vella"),
        ("turkish", "turkey"),
        ("bolvarian", "bolvaria"),
    ],
)
def test_adjectives_of_places(adjective, noun) -> None:
    assert noun in places(adjective)


def test_an_adjective_is_not_of_any_place_that_begins_alike() -> None:
    assert "karemia" not in places("karesian")
