"""Campaigns, legislators, newspapers, aides: whose side people of domestic politics are on."""

from __future__ import annotations

import pytest

from factcheck.parties import Cast, Gazetteer


def _resolved(text: str, phrase: str, read_text, gazetteer: Gazetteer) -> tuple[str | None, ...]:
    start = text.rindex(phrase)
    found = Cast.read(read_text(text), gazetteer).speaker(start, start + len(phrase))
    return found.name, found.party and found.party.id


@pytest.mark.parametrize(
    ("text", "phrase", "name", "party"),
    [
        (
            "Donald Trump spoke. His campaign manager, Ann Poole, said it was good. Poole left.",
            "Poole",
            "Ann Poole",
            "donald-trump",
        ),
        (
            "Hillary Clinton spoke. David Kane, an outside adviser to the campaign, agreed.",
            "David Kane",
            "David Kane",
            "hillary-clinton",
        ),
        (
            "Donald Trump left. Trump's running mate, Indiana Gov. Paul Reeve, stayed.",
            "Paul Reeve",
            "Paul Reeve",
            "donald-trump",
        ),
        (
            "Clinton aide Ben Stone spoke. Ben Stone, a former aide to Hillary Clinton, left.",
            "Ben Stone, a former aide to Hillary Clinton",
            "Ben Stone",
            "ben-stone",
        ),
        (
            "Donald Trump spoke. The Republican nominee smiled.",
            "The Republican nominee",
            "Donald Trump",
            "donald-trump",
        ),
        (
            "Ted Cruz met Marco Rubio. The Republican candidate smiled.",
            "The Republican candidate",
            None,
            None,
        ),
        ("Democrats said no.", "Democrats", None, "democratic-party"),
        ("Del. Ann Wild (D-Ore.) said no.", "Del. Ann Wild", "Ann Wild", "democratic-party"),
        ("A reporter for USA Today said so.", "A reporter for USA Today", None, "usa-today"),
        ("Ann Reed of NBC News asked.", "Ann Reed of NBC News", "Ann Reed", "nbc-news"),
        (
            "The Bureau of Prisons said no.",
            "The Bureau of Prisons",
            "Bureau of Prisons",
            "USA",
        ),
        (
            "The European Council on Foreign Relations met.",
            "The European Council on Foreign Relations",
            "European Council on Foreign Relations",
            "european-council-on-foreign-relations",
        ),
        ("Beyond Trump, nobody came.", "Trump", "Donald Trump", "donald-trump"),
        ("Weary Obama\n\nA weary man spoke. Obama left.", "Obama", "Barack Obama", "USA"),
        ("Ann Cole and Ben Stone said no.", "Ann Cole and Ben Stone", "Ann Cole", "ann-cole"),
        ("France and Germany said no.", "France and Germany", None, None),
        (
            "Craig Dunn, head of the National Centre for Coastal Studies, spoke.",
            "Craig Dunn",
            "Craig Dunn",
            "national-centre-for-coastal-studies",
        ),
        (
            "Mia Burns, director of the Olten Tax Centre and a professor at Orlo, spoke.",
            "Mia Burns, director of the Olten Tax Centre and a professor at Orlo",
            "Mia Burns",
            "olten-tax-centre",
        ),
        ("Radical groups said no.", "Radical groups", None, None),
        (
            "Nothing suits a would-be president Donald Trump better. Trump left.",
            "Trump",
            "Donald Trump",
            "donald-trump",
        ),
        (
            "Huckabee spokeswoman Alice Stewart said no. Mike Huckabee left.",
            "Huckabee spokeswoman Alice Stewart",
            "Alice Stewart",
            "mike-huckabee",
        ),
        (
            "Ted Cruz spoke. Cruz spokeswoman Alice Stewart said no.",
            "Cruz spokeswoman Alice Stewart",
            "Alice Stewart",
            "ted-cruz",
        ),
        (
            "House Ferries Committee Chairman Paul Hadley said no.",
            "House Ferries Committee Chairman Paul Hadley",
            "Paul Hadley",
            "paul-hadley",
        ),
        (
            "A spokesman for the House Ferries Committee said no.",
            "A spokesman for the House Ferries Committee",
            None,
            "house-ferries-committee",
        ),
        (
            "Ann Dole, president of CNN Worldwide, said no.",
            "Ann Dole",
            "Ann Dole",
            "cnn-worldwide",
        ),
        (
            "Ann Dole, head of the Campaign Voting Center, said no.",
            "Ann Dole",
            "Ann Dole",
            "campaign-voting-center",
        ),
        ("He left. Rosa Gill of Casper said no.", "Rosa Gill of Casper", "Rosa Gill", "rosa-gill"),
        (
            "He left. Mayor Rosa Gill of Casper said no.",
            "Mayor Rosa Gill of Casper",
            "Rosa Gill",
            "casper",
        ),
        (
            "The clerk, a registered Republican, said no.",
            "The clerk, a registered Republican",
            None,
            None,
        ),
        (
            "Rep. Paul Hadley (R-Utah) wrote to Ann Dole. The Utah Republican said no.",
            "The Utah Republican",
            "Paul Hadley",
            "republican-party",
        ),
        ("The Utah Republican said no.", "The Utah Republican", None, "republican-party"),
        (
            "The clerk was Ann Dole, an Air Force reserve major. Dole said no.",
            "Dole",
            "Ann Dole",
            "ann-dole",
        ),
        (
            "The pilot was Ann Dole, an Air Force major. Dole said no.",
            "Dole",
            "Ann Dole",
            "air-force",
        ),
        ("Utah Republicans said no.", "Utah Republicans", None, "republican-party"),
    ],
)
def test_whose_side(text, phrase, name, party, read_text, gazetteer) -> None:
    assert _resolved(text, phrase, read_text, gazetteer) == (name, party)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Ann Cole spoke. We must act.", "We", (None, None)),
        ("Ann Cole spoke. The ministers of Norland met. They left.", "They", (None, "norland")),
        ("Ann Cole spoke. They left.", "They", (None, None)),
        ("Ann Cole met Ben Stone, who left early.", "who", ("Ben Stone", "ben-stone")),
        ("The wind, which Ann Cole feared, fell.", "which", (None, None)),
    ],
)
def test_pronouns(text, phrase, expected, read_text, gazetteer) -> None:
    cast = Cast.read(read_text(text), gazetteer)
    start = text.rindex(phrase)
    previous = next(each for each in cast.people() if each.name == "Ann Cole")
    found = cast.speaker(start, start + len(phrase), previous=previous)
    assert (found.name, found.party and found.party.id) == expected


def test_whom_an_aide_serves_is_not_blamed_for_the_aide(read_text, gazetteer) -> None:
    text = (
        "The panel faulted Clinton tech aide Ben Stone. "
        "Ben Stone, a former aide to Hillary Clinton, left."
    )
    start, end = text.index("Clinton tech"), text.index(". ")
    found = Cast.read(read_text(text), gazetteer).targets(start, end)
    assert [party.id for party in found] == ["ben-stone"]
