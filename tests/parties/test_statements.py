"""Press statements and reports as they are written every day: who speaks in them."""

from __future__ import annotations

import pytest

from factcheck.parties import Cast, Gazetteer

TABLE = """
[[party]]
id = "XKE"
name = "Kestria"
kind = "state"
aliases = ["Kestrian", "Orlovia"]
[[party]]
id = "XVR"
name = "Varenia"
kind = "state"
aliases = ["Varenian", "Brell"]
[[party]]
id = "harlow-glass"
name = "Harlow Glass"
kind = "company"
aliases = []
[[party]]
id = "kestrian-police"
name = "National Police of Kestria"
kind = "body"
aliases = ["the police"]
"""


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return Gazetteer.parse(("mine.toml", TABLE))


EMBASSY = """EMBASSY OF KESTRIA IN VARENIA
Brell, 4 May 2031

The Embassy rejects the report in Monday's papers. It states that no visa was sold. The Varenian \
police say otherwise. The Ambassador, Ruth Orme, said the charge was absurd. The consul agreed.
"""
MISSION = """Permanent Mission of Kestria to the United Nations
New York, 4 May 2031

The Permanent Mission rejects the letter of Varenia. The line was crossed twice, the Mission says.
"""
CABINET = """Office of the Prime Minister
Orlovia, 4 May 2031

The Prime Minister said on Monday that Varenia had lied. The Office added that a letter was sent. \
The Varenian minister denied it.
"""
ENERGY = """Department of Energy
Press statement

Kestria has enough gas. Kestria asks nobody for more. The Department denies that stores are empty.
"""
DEFENCE = """KESTRIAN MINISTRY OF DEFENCE
Daily bulletin

A Varenian drone was shot down at night. The Ministry of Defence says nobody was hurt. The \
Varenian ministry says ten were.
"""
TOPIC = """Statement on the actions of Varenia by the Ministry of Foreign Affairs of Kestria

The Ministry condemns the raid. It wants an answer. The minister, Ruth Orme, said so on Monday.
"""


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (EMBASSY, "The Embassy", "XKE"),
        (EMBASSY, "It", "XKE"),
        (EMBASSY, "The Ambassador, Ruth Orme", "XKE"),
        (EMBASSY, "The consul", "XKE"),
        (EMBASSY, "The Varenian police", "XVR"),
        (MISSION, "The Permanent Mission", "XKE"),
        (MISSION, "the Mission", "XKE"),
        (CABINET, "The Prime Minister", "XKE"),
        (CABINET, "The Office", "XKE"),
        (CABINET, "The Varenian minister", "XVR"),
        (ENERGY, "The Department", "XKE"),
        (DEFENCE, "The Ministry of Defence", "XKE"),
        (DEFENCE, "The Varenian ministry", "XVR"),
        (TOPIC, "The Ministry", "XKE"),
        (TOPIC, "It", "XKE"),
        (TOPIC, "The minister, Ruth Orme", "XKE"),
    ],
)
def test_an_organ_that_issues_a_statement_is_its_state(text, phrase, expected, party_of, table):
    assert party_of(text, phrase, table) == expected


LISTED = """HARLOW GLASS PLC
Orlovia Stock Exchange: HGL
Regulatory announcement

The company confirms that a furnace was shut down. It has told the Financial Services Authority. \
The Authority has asked for papers. The chairwoman, Ruth Orme, regrets the delay. The regulator \
said nothing, nor did the ministry. The loss is small, the company says.
"""
FERRIES = """BRIGHTON FERRIES LTD
Press statement

Brighton Ferries regrets that a boat ran late. The Marine Safety Agency has opened an inquiry. \
Shares are listed on the Norland Stock Exchange. The company will appeal. The managing director, \
Paul Wick, said the crew had acted well. The union says the crew was tired.
"""
SOCIALISTS = """Socialist Party of Kestria
Press statement

The party rejects the budget. The government has lied to the voters, it says. The company is paid.
"""
DOCKERS = """DOCKERS' UNION OF KESTRIA
Press release

The union rejects the offer. The general secretary, Ruth Orme, called it an insult. The company \
has said that it will go no further.
"""


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (LISTED, "The company", "harlow-glass"),
        (LISTED, "the company", "harlow-glass"),
        (LISTED, "It", "harlow-glass"),
        (LISTED, "The chairwoman", "harlow-glass"),
        (LISTED, "The Authority", "financial-services-authority"),
        (LISTED, "The regulator", "financial-services-authority"),
        (LISTED, "the ministry", None),
        (FERRIES, "The company", "brighton-ferries"),
        (FERRIES, "The managing director, Paul Wick", "brighton-ferries"),
        (FERRIES, "The union", None),
        (SOCIALISTS, "The party", "socialist-party-of-kestria"),
        (SOCIALISTS, "it", "socialist-party-of-kestria"),
        (SOCIALISTS, "The company", None),
        (DOCKERS, "The union", "dockers-union-of-kestria"),
        (DOCKERS, "The general secretary", "dockers-union-of-kestria"),
        (DOCKERS, "The company", None),
    ],
)
def test_a_body_that_a_statement_mentions_did_not_issue_it(text, phrase, expected, party_of, table):
    assert party_of(text, phrase, table) == expected


REPORTED = """Ministry of Trade to raise duty on glass

ORLOVIA, May 4 (Agency) - Harlow Glass said on Monday that a duty would close its plant. The \
Ministry of Trade said no. The minister, Ruth Orme, said that the duty would stay.
"""


@pytest.mark.parametrize("phrase", ["The Ministry of Trade", "The minister, Ruth Orme"])
def test_a_report_is_of_its_dateline_and_of_no_ministry(phrase, read_text, party_of, table):
    assert Cast.read(read_text(REPORTED), table)._scene.issuer is None
    assert party_of(REPORTED, phrase, table) == "XKE"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Varenia's Ministry of Trade said no. The Ministry of Trade wants a duty.", "XVR"),
        (
            "Orlovia, 4 May 2031\n\nVarenia's Ministry of Trade said no. The Kestrian Ministry of "
            "Trade said yes. The Ministry of Trade wants a duty.",
            None,
        ),
        ("Glass is dear. The Ministry of Trade wants a duty.", "ministry-of-trade"),
    ],
)
def test_a_ministry_is_of_the_state_that_owns_it(text, expected, party_of, table):
    found = party_of(text, "The Ministry of Trade", table)
    assert found == (expected or "ministry-of-trade")


REPORT = """Guards beat inmates for years, the rights group Open Cells said on Monday in a report. \
The group named nine prisons. The Justice Ministry said it would look into it. The police denied \
the charge. The group said films proved it. The inmates spoke, according to the report, which is \
based on films and letters. It asked for a judge.
"""
CHARITY = """A report by the charity Clean Rivers Trust is out. The Environment Ministry rejected \
it. The report says that the ministry hid figures.
"""


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (REPORT, "The group", "open-cells"),
        (REPORT, "the report", "open-cells"),
        (REPORT, "It", "open-cells"),
        (REPORT, "The police", "kestrian-police"),
        (CHARITY, "The report", "clean-rivers-trust"),
        ("The police came. The group said so.", "The group", None),
    ],
)
def test_a_report_and_the_group_that_wrote_it_are_not_those_it_is_about(
    text, phrase, expected, party_of, table
):
    assert party_of(text, phrase, table) == expected


def test_a_clause_is_no_name(read_text, table):
    text = "Kestrian police in Brell shot men in the back as they fled.\n"
    found = Cast.read(read_text(text), table).speaker(0, text.index("."))
    assert found.name == "Kestrian police in Brell"


def test_an_hour_is_no_prime_minister(read_text, table):
    text = "A shot fell at 3.10 p.m. Twenty-four officers were hurt.\n"
    assert Cast.read(read_text(text), table).people() == []


def test_a_name_ends_with_its_line(read_text, table):
    text = "Harbour Workers' Union\nPress Office\n\nThe Harbour Workers' Union wants more pay.\n"
    named = {mention.speaker.name for mention in Cast.read(read_text(text), table).mentions()}
    assert "Harbour Workers' Union" in named
    assert not any("Union Press" in name for name in named)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORLOVIA, May 4 (Agency) - Nine men were held on Monday. The police gave no reason.",
            "XKE",
        ),
        ("Nine men were held on Monday. The police gave no reason.", None),
    ],
)
def test_bare_police_are_those_of_the_dateline(text, expected, party_of):
    known = Gazetteer.parse(("mine.toml", TABLE.replace('"the police"', "")))
    assert party_of(text, "The police", known) == expected
