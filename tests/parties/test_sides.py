"""Groups that are quoted without a name are sides; critics and somebody's people are not."""

from __future__ import annotations

import pytest

from factcheck.parties import Cast
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.sides import spoken_of


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Police said the road was open.", "Police", "police"),
        ("A police spokesman said the road was open.", "A police spokesman", "police"),
        ("Local police said the road was open.", "Local police", "police"),
        ("Protesters in the square said otherwise.", "Protesters in the square", "protesters"),
        ("Kenyan protesters said otherwise.", "Kenyan protesters", "protesters"),
        ("One demonstrator said otherwise.", "One demonstrator", "protesters"),
        ("Leaders of the union said talks failed.", "Leaders of the union", "union"),
        ("Union leaders said talks failed.", "Union leaders", "union"),
        ("The company's spokeswoman said so.", "The company's spokeswoman", "company"),
        ("A spokesman for the plant said so.", "A spokesman for the plant", "company"),
        ("The museum said so.", "The museum", "museum"),
        ("The firm said talks went on.", "The firm", "company"),
        ("Lawyers for the family said so.", "Lawyers for the family", "family"),
        ("Health officials counted twelve dead.", "Health officials", "authorities"),
        ("Aid workers said so.", "Aid workers", "aid-workers"),
        ("Opposition activists said so.", "Opposition activists", "opposition"),
        ("Striking nurses said so.", "Striking nurses", "nurses"),
        ("The army said it had fired nothing.", "The army", "army"),
        ("Organisers of the vigil said so.", "Organisers of the vigil", "organisers"),
        ("The dairy cooperative said so.", "The dairy cooperative", "cooperative"),
        ("The shipyard said so.", "The shipyard", "company"),
        ("The mayor said so.", "The mayor", "mayor"),
        ("The mayor's spokesman said so.", "The mayor's spokesman", "mayor"),
        ("The finance minister said so.", "The finance minister", "ministry"),
        ("The president said so.", "The president", "president"),
        ("The union president said so.", "The union president", "union"),
        ("The president of the club said so.", "The president of the club", "club"),
        ("Her family said so.", "Her family", "family"),
        ("A family said so.", "A family", None),
        (
            "A former employee of the mill said so.",
            "A former employee of the mill",
            "former-workers",
        ),
        ("One of the motorists said so.", "One of the motorists", "drivers"),
        ("The victim's lawyer said so.", "The victim's lawyer", "victims"),
        ("The fire brigade said so.", "The fire brigade", "firefighters"),
        ("City hall said so.", "City hall", "council"),
        ("People living by the mill said so.", "People living by the mill", "residents"),
        ("The defendant said so.", "The defendant", "defence"),
        ("A mayor said so.", "A mayor", None),
        ("Kenya and Uganda met. The minister said so.", "The minister", None),
        ("Hospital bosses said so.", "Hospital bosses", "hospital"),
        ("Prison officers said so.", "Prison officers", "prison-officers"),
        ("Town hall bosses said so.", "Town hall bosses", "council"),
        ("Senior management said so.", "Senior management", "company"),
        ("Health bosses said so.", "Health bosses", None),
        # Several, others', former, or nobody's in particular.
        ("A company in the north said so.", "A company in the north", None),
        ("Several companies said so.", "Several companies", None),
        ("Former ministers said so.", "Former ministers", None),
        ("Critics of the company said so.", "Critics of the company", None),
        ("Officials said so.", "Officials", None),
        ("Other residents said so.", "Other residents", None),
        ("Experts said so.", "Experts", None),
        ("On Monday Greenpeace activists said so.", "Greenpeace activists", None),
        # Of two states it cannot be told whose army it is.
        ("Kenya and Uganda met. The army said so.", "The army", None),
    ],
)
def test_which_groups_are_sides(text, phrase, expected, read_text) -> None:
    cast = Cast.read(read_text(text), Gazetteer.load())
    start = text.index(phrase)
    party = cast.side(start, start + len(phrase))
    assert (party and party.id) == expected


def test_what_a_text_speaks_of() -> None:
    assert spoken_of("Police beat a protester at the union's door.") == {
        "police",
        "protesters",
        "union",
    }
    assert spoken_of("The policy of companies was to wait.") == frozenset()


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("The army said the road was open. \u201cNobody fired,\u201d it said.", "it", "army"),
        ("The union wants more. \u201cFive is not enough,\u201d it said.", "it", "union"),
        ("Residents said the well was dry. They said nobody came.", "They", "residents"),
        ("Farmers blocked a road. They said milk was too cheap.", "They", "farmers"),
        # "It" is no group, and critics are no side.
        ("Residents said the well was dry. It said nobody came.", "It", None),
        ("Critics said the well was dry. They said nobody came.", "They", None),
    ],
)
def test_pronouns_take_up_groups_without_a_name(text, pronoun, expected, read_text) -> None:
    cast = Cast.read(read_text(text), Gazetteer.load())
    start = text.index(f"{pronoun} said")
    party = cast.speaker(start, start + len(pronoun)).party
    assert (party and party.id) == expected
