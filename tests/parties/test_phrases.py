from __future__ import annotations

import pytest

from factcheck.parties import Cast, Gazetteer

KESTRIA = """
[[party]]
id = "XKE"
name = "Kestria"
kind = "state"
aliases = ["Kestrian"]
[[party]]
id = "XVR"
name = "Varenia"
kind = "state"
aliases = ["Varenian"]
"""


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return Gazetteer.parse(("mine.toml", KESTRIA))


def resolve(text, phrase, read_text, table):
    cast = Cast.read(read_text(text), table)
    start = text.rindex(phrase)
    found = cast.speaker(start, start + len(phrase))
    return found.name, found.party and found.party.id


@pytest.mark.parametrize(
    ("text", "phrase", "name", "party"),
    [
        (
            "A Kestrian Department of State spokesman Ed Vale said no.",
            "A Kestrian Department of State spokesman Ed Vale",
            "Ed Vale",
            "XKE",
        ),
        (
            "Russian Ministry of Foreign Affairs spokeswoman Vera Olin said no.",
            "Russian Ministry of Foreign Affairs spokeswoman Vera Olin",
            "Vera Olin",
            "RUS",
        ),
        (
            "ANA DE LA ROSA, Special Envoy of the Secretary-General for Yemen, said no.",
            "ANA DE LA ROSA, Special Envoy of the Secretary-General for Yemen",
            "Ana de la Rosa",
            "united-nations",
        ),
        (
            "Ana de la Rosa, the UN envoy for Yemen, spoke. The Envoy left.",
            "The Envoy",
            "Ana de la Rosa",
            "united-nations",
        ),
        (
            "UN Yemen envoy Ana Rosa said no.",
            "UN Yemen envoy Ana Rosa",
            "Ana Rosa",
            "united-nations",
        ),
        (
            "The French ambassador to Yemen said no.",
            "The French ambassador to Yemen",
            None,
            "FRA",
        ),
        ("De Mistura will try again.", "De Mistura", "Staffan de Mistura", "united-nations"),
        ("DE MISTURA said no.", "DE MISTURA", "Staffan de Mistura", "united-nations"),
        (
            "PAUL ADAIR (Kestria) said no. The representative left.",
            "The representative",
            "Paul Adair",
            "XKE",
        ),
        (
            "PAUL ADAIR (Kestria) said no. RUTH OLIN (Russian Federation) agreed. The "
            "representative left.",
            "The representative",
            "Ruth Olin",
            "RUS",
        ),
        (
            "The Ministry of Foreign Affairs of Kestria said no.",
            "The Ministry of Foreign Affairs of Kestria",
            "Ministry of Foreign Affairs of Kestria",
            "XKE",
        ),
        (
            "The Ministry of Health of Kestria regrets it. The Ministry will reply.",
            "The Ministry",
            "Kestria",
            "XKE",
        ),
        (
            "Kestria's defence ministry denied it. According to the foreign ministry's "
            "spokesman, Paul Adair, it lied.",
            "the foreign ministry's spokesman",
            "Paul Adair",
            "paul-adair",
        ),
        (
            "Kestria's defence ministry denied it. Varenia's foreign ministry did not. According "
            "to the foreign ministry's spokesman, Paul Adair, it lied.",
            "the foreign ministry's spokesman",
            "Paul Adair",
            "XVR",
        ),
        (
            "Kestria's prime minister, Paul Adair, left. Varenia's water minister, Ruth Olin, "
            "stayed. The prime minister said no.",
            "The prime minister",
            "Paul Adair",
            "XKE",
        ),
        (
            "Kestria's prime minister, Paul Adair, left. The foreign minister said no.",
            "The foreign minister",
            None,
            None,
        ),
        (
            "Syria bled. Rebels held the town, and Syria shelled it. Rebel officials there "
            "said no.",
            "Rebel officials there",
            None,
            "syrian-opposition",
        ),
        ("Chad bled in Chad. Rebel officials said no.", "Rebel officials", None, None),
        (
            "Several factions of the Free Syrian Army said no.",
            "Several factions of the Free Syrian Army",
            None,
            "free-syrian-army",
        ),
        ("Kestria's own coast station said no.", "Kestria's own coast station", None, "XKE"),
        (
            "John Kerry left. Kerry's Russian counterpart said no.",
            "Kerry's Russian counterpart",
            None,
            "RUS",
        ),
        (
            "HARLOW, 3 May 2019 (Harlow Courier) \u2013 Paul Adair said no.",
            "HARLOW, 3 May 2019 (Harlow Courier)",
            None,
            None,
        ),
        ("Millennials said no. Pundits agreed.", "Millennials", None, None),
    ],
)
def test_phrase(text, phrase, name, party, read_text, table) -> None:
    assert resolve(text, phrase, read_text, table) == (name, party)


def test_an_outlet_of_the_heading_is_no_party(read_text, table) -> None:
    text = "A bad week\nSource: Harbour Council Digest date 2019-05-03\n\nThe council met."
    cast = Cast.read(read_text(text), table)
    assert [mention.speaker.name for mention in cast.mentions()] == []
    start = text.index("Harbour")
    assert cast.speaker(start, start + len("Harbour Council Digest")).party is None


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("FURIOUS Kestrian officials said no.", "FURIOUS Kestrian officials", "XKE"),
        ("Embattled Kestrian ministers said no.", "Embattled Kestrian ministers", "XKE"),
        ("The Kestrian coastguard said no.", "The Kestrian coastguard", "XKE"),
        ("Today growers' federation HVF said no.", "growers' federation HVF", "hvf"),
        ("Gridvolt insisted that bills would fall.", "Gridvolt", "gridvolt"),
    ],
)
def test_whose_side_what_surrounds_a_name_leaves_it_on(text, phrase, party, read_text):
    described = KESTRIA.replace('aliases = ["Kestrian"]', 'adjectives = ["Kestrian"]')
    table = Gazetteer.parse(("mine.toml", described))
    assert resolve(text, phrase, read_text, table)[1] == party


def test_a_foreign_courtesy_is_no_part_of_a_name(read_text, table):
    text = "Kestrian minister Ines Quarto spoke first. Senhora Quarto said no."
    assert resolve(text, "Senhora Quarto", read_text, table) == ("Ines Quarto", "XKE")


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Trump's running mate", None),
        ("Donald Trump's old rival", None),
        ("Donald Trump", "Donald Trump"),
        ("Trump's adviser, Ines Quarto", "Ines Quarto"),
        ("he and Quarto", None),
    ],
)
def test_who_owns_is_not_who_speaks(phrase, name, read_text, gazetteer):
    text = f"Donald Trump went to Ohio. {phrase} said no."
    assert resolve(text, phrase, read_text, gazetteer)[0] == name


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        # Those who are told by a minister are not the minister's.
        (
            "Critics of Minister Ella Moor of Norway left.",
            "Critics of Minister Ella Moor of Norway",
            None,
        ),
        ("Enemies of Norway's minister left.", "Enemies of Norway's minister", None),
        (
            "Mayor Ann Dale left. A source close to the mayor spoke.",
            "A source close to the mayor",
            "ann-dale",
        ),
        (
            "Mayor Ann Dale left. People close to the talks spoke.",
            "People close to the talks",
            None,
        ),
        (
            "Mayor Ann Dale left. The mayor's aide spoke. The mayor's lawyer left.",
            "The mayor's lawyer",
            "ann-dale",
        ),
        (
            "Candidate Ann Dale ran. The candidate's aide, Lee Roe, left. The candidate spoke.",
            "The candidate",
            "ann-dale",
        ),
        # Whom a letter is to does not write it.
        (
            "The Tarn Company wrote. In a note to tenants the company said so.",
            "tenants the company",
            "tarn-company",
        ),
        ("The African Union met. The bloc said so.", "The bloc", "african-union"),
        ("Team Corvo signed him. The team spoke.", "The team", "team-corvo"),
        ("KYIV, May 3 - It snowed. The defence ministry spoke.", "The defence ministry", "UKR"),
        ("The chairman of Tarn Group spoke. The firm left.", "The firm", "tarn-group"),
        (
            "Meridor said in a statement that it had gone. The Crown said no. The company spoke.",
            "The company",
            "meridor",
        ),
        # A body is not who leads it, nor is it another of its kind.
        ("Ann Reed met. A fund run by Ann Reed said no.", "A fund run by Ann Reed", None),
        (
            "The Harbour Committee met. Officials with the National Canal Committee said no.",
            "Officials with the National Canal Committee",
            "national-canal-committee",
        ),
        (
            "Campaigners from Save Our Lido spoke.",
            "Campaigners from Save Our Lido",
            "save-our-lido",
        ),
    ],
)
def test_whose_side_a_phrase_is_on(text, phrase, expected, party_of, gazetteer) -> None:
    assert party_of(text, phrase, gazetteer) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("The New York Post had asked.", "new-york-post"),
        ("The New York Post and the Washington Post had asked.", "post"),
    ],
)
def test_the_post_is_the_one_paper_that_the_text_names_so(
    before, expected, party_of, gazetteer
) -> None:
    assert party_of(f"{before} The Post said no.", "The Post", gazetteer) == expected
