"""A nation's adjective before a private body leaves the body private; nouns find their own kind."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Halden Stores lost data. The Norwegian retailer said it had told everyone.",
            "The Norwegian retailer",
            "halden-stores",
        ),
        (
            "Halden Stores lost data. The Norwegian firm's finance chief, Olaf Brekke, said so.",
            "The Norwegian firm's finance chief, Olaf Brekke",
            "halden-stores",
        ),
        ("The German carmaker denied the report.", "The German carmaker", None),
        ("French utility EDF raised its prices.", "French utility EDF", "edf"),
        ("Spanish bank Caixa Norte denied it.", "Spanish bank Caixa Norte", "caixa-norte"),
        ("Singapore-based Palm Line said so.", "Singapore-based Palm Line", "palm-line"),
        (
            "European volleyball's governing body CEV fined two clubs.",
            "European volleyball's governing body CEV",
            "cev",
        ),
        # What watches over others is the state's.
        ("The Swiss watchdog opened an inquiry.", "The Swiss watchdog", "CHE"),
        (
            "The Italian competition authority opened an inquiry.",
            "The Italian competition authority",
            "ITA",
        ),
        ("The Russian aircraft carrier turned back.", "The Russian aircraft carrier", "RUS"),
        (
            "Norway's National Bureau of Investigation said so.",
            "Norway's National Bureau of Investigation",
            "NOR",
        ),
        ("The Interior Ministry in Belgrade said so.", "The Interior Ministry in Belgrade", "SRB"),
        (
            "The Independent Ports Commission (IPC) met. IPC chairman Ned Ruiz said so.",
            "IPC chairman Ned Ruiz",
            "independent-ports-commission",
        ),
    ],
)
def test_whose_body(text, phrase, expected, party_of, gazetteer) -> None:
    assert party_of(text, phrase, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "A ransomware gang calling itself Black Otter says it took files of the carrier "
            "Brenner Logistics. Black Otter wanted money. The company said it would not pay.",
            "The company",
            "brenner-logistics",
        ),
        (
            "Crews met at the port agency, Norcontrol. Norcontrol said nothing. "
            "The company said so.",
            "The company",
            None,
        ),
        (
            "Operator Elmtel said repairs would take weeks. The company said so.",
            "The company",
            "elmtel",
        ),
        (
            "The American Civil Liberties Union sued. The police union said so.",
            "The police union",
            None,
        ),
        ("The European Union protested. The union said pay was low.", "The union", None),
        (
            "The Harlow Miners' Union met. The police union said nobody had a choice.",
            "The police union",
            None,
        ),
        (
            "The Harlow Miners' Union met. The miners' union said pay was low.",
            "The miners' union",
            "harlow-miners-union",
        ),
        (
            "The Harlow Patients' Alliance said the European Medicines Agency (EMA) slept. "
            "The group's director, Jean Marsh, said so.",
            "The group's director, Jean Marsh",
            "harlow-patients-alliance",
        ),
    ],
)
def test_what_a_noun_means(text, phrase, expected, party_of, gazetteer) -> None:
    assert party_of(text, phrase, gazetteer) == expected
