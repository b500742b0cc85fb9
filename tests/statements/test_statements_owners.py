"""Whose "its" and "their" are, and what "it" is, in reported speech."""

from __future__ import annotations

import pytest

from factcheck.statements import Voice

VOICE = Voice("Mara Voss", "Ruritania", "Sylvania")
BODY = Voice(None, "Harbour Union")
PERSON = Voice("Mara Voss", "Ruritania", "Sylvania", pronoun="she")

OWN_SIDE = [
    (
        "The envoys signed the accord. The minister said Ruritania would withdraw its troops.",
        "Ruritania would withdraw its troops.",
    ),
    (
        "Voss rejected the charge, saying Ruritania had agreed to pull back its guns.",
        "Ruritania had agreed to pull back its guns.",
    ),
]
HOLDERS = [
    (
        "The charge was read out. The minister said most of its soldiers had left.",
        "Most of its soldiers had left.",
    ),
    (
        "The army was called out. The minister said most of its soldiers had left.",
        "Most of the army's soldiers had left.",
    ),
    (
        "The charge was read out. The minister said most of its claims were false.",
        "Most of the charge's claims were false.",
    ),
]
PLURALS = [
    (
        "The reservists arrived. With regard to the talks in Tarn, Mr Oren said Sylvania alone was "
        "to blame for their failure.",
        "Sylvania alone was to blame for their failure.",
    ),
]
CHARGED = [
    (
        "Voss blamed Sylvania for the failure of the talks, saying its envoys had left early.",
        "Sylvania's envoys had left early.",
    ),
    (
        "Voss praised Sylvania for the success of the talks, saying its envoys had stayed.",
        "Its envoys had stayed.",
    ),
]
OBJECTS = [
    (
        "The board said drivers had reported the fault in May and found that Vale Rail had not "
        "repaired it.",
        "Vale Rail had not repaired the fault.",
    ),
    (
        "The board said drivers had reported the fault to Vale Rail in May and that the depot knew "
        "of it.",
        "The depot knew of it.",
    ),
]
MEASURES = [
    (
        "The union said it would hit exports worth $3 million.",
        "It would hit exports worth $3 million.",
    ),
    ("The union said it would hurt families.", "It would hurt families."),
    ("The union said it proved that the dam was unsafe.", "It proved that the dam was unsafe."),
    ("The union said it would not harm consumers.", "The Harbour Union would not harm consumers."),
    ("The union said it would hit back.", "The Harbour Union would hit back."),
    (
        "The union said it had shown that the dam was unsafe.",
        "The Harbour Union had shown that the dam was unsafe.",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), OWN_SIDE + HOLDERS + PLURALS)
def test_a_possessive_is_of_who_can_own_what_it_names(stated, text: str, wanted: str) -> None:
    assert stated(text)[-1] == wanted


@pytest.mark.parametrize(("text", "wanted"), CHARGED)
def test_its_is_of_whom_one_person_charges(stated, text: str, wanted: str) -> None:
    assert stated(text, PERSON)[-1] == wanted


@pytest.mark.parametrize(("text", "wanted"), OBJECTS)
def test_an_object_is_not_the_subject_of_its_verb(stated, text: str, wanted: str) -> None:
    assert stated(text)[-1] == wanted


@pytest.mark.parametrize(("text", "wanted"), MEASURES)
def test_it_is_no_body_where_it_does_what_measures_and_facts_do(
    stated, text: str, wanted: str
) -> None:
    assert stated(text, BODY) == [wanted]


def test_a_body_called_by_the_first_of_its_names_is_it(stated) -> None:
    voice = Voice("Velaris Systems", "Velaris Systems")
    assert stated("Velaris said it had warned the bank.", voice) == [
        "Velaris Systems had warned the bank."
    ]


def test_a_title_before_two_names_is_of_a_person(stated) -> None:
    voice = Voice("Marek Oduya", "National Police", official=False)
    assert stated("Police Chief Marek Oduya said his officers had left.", voice) == [
        "Marek Oduya's officers had left."
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The board put turnout at 68 per cent. The union estimated it at 59.", "Turnout is 59."),
        ("The board praised the turnout. The union put it at 59 per cent.", "It is 59 per cent."),
    ],
)
def test_it_is_what_was_given_a_figure_before(stated, text: str, wanted: str) -> None:
    assert stated(text)[-1] == wanted


def test_a_state_is_never_taken_for_a_person(stated) -> None:
    # The small parser takes this Denmark for one.
    text = "Norway said its ships had never left port. Denmark said its pilots were safe."
    assert stated(text, Voice("Denmark", "Denmark"))[-1] == "Denmark's pilots were safe."
