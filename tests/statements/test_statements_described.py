"""Sources without a name, and what their pronouns and predicates become."""

from __future__ import annotations

import pytest

from factcheck.statements import Voice

NOBODY = Voice(None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The inspectors, who arrived at noon, said they were turned away.",
            "The inspectors were turned away.",
        ),
        ("The rebels have denied using the school.", "The rebels did not use the school."),
        (
            "A group calling itself the Marsh Sons claimed responsibility for the blast.",
            "A group calling itself the Marsh Sons claimed responsibility for the blast.",
        ),
        ("Rescuers confirmed the death of a miner.", "Rescuers confirmed the death of a miner."),
        ("The survivors say nobody warned them.", "Nobody warned the survivors."),
        (
            "The drivers' union said it had reported the signal.",
            "The drivers' union had reported the signal.",
        ),
        (
            "Villagers said the company had fenced off their well.",
            "The company had fenced off villagers' well.",
        ),
        (
            "“I found a fault,” lead investigator Tomasz Hale said.",
            "Lead investigator Tomasz Hale found a fault.",
        ),
        ("“We heard the siren,” villagers said.", "Villagers heard the siren."),
        ("Health agency rejects fever figures.", "The health agency rejects fever figures."),
        ("“I saw the flames,” a witness said.", "A witness saw the flames."),
        (
            "Hundreds of villagers accused the government of flooding their fields.",
            "The government flooded hundreds of villagers' fields.",
        ),
        (
            "The engineers' chamber said it had never been asked.",
            "The engineers' chamber had never been asked.",
        ),
        ("His wife vowed to stay.", "His wife will stay."),
        ("They denied using the school.", "They did not use the school."),
    ],
)
def test_a_source_without_a_name_is_called_by_its_own_words(
    stated, text: str, expected: str
) -> None:
    assert stated(text, NOBODY)[-1:] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials said it had crossed the border.", "It had crossed the border."),
        ("A report said it had crossed the border.", "It had crossed the border."),
        ("His wife said they had left.", "They had left."),
        ("“We found a fault,” lead investigator Tomasz Hale said.", "We found a fault."),
        ("A nurse said it had been agreed.", "It had been agreed."),
        ("A diplomat said it had been agreed.", "It had been agreed."),
        ("“We left,” a witness said.", "We left."),
        ("Villagers said soldiers had burned their huts.", "Soldiers had burned their huts."),
    ],
)
def test_pronouns_that_may_be_somebody_else_stay(stated, text: str, expected: str) -> None:
    assert stated(text, NOBODY)[-1:] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Many Greens vowed to block the dam.", "Many Greens will block the dam."),
        ("A few Greens said they were cheated.", "A few Greens were cheated."),
        ("The Greens vowed to block the dam.", "The Green Party will block the dam."),
    ],
)
def test_some_of_a_side_are_not_the_side(stated, text: str, expected: str) -> None:
    assert stated(text, Voice(None, "Green Party")) == [expected]


def test_a_candidates_we_is_not_the_candidate(stated) -> None:
    voice = Voice("Ann Marie Dole", "Ann Dole", official=False, pronoun="she")
    for source in ("Ann Marie Dole said", "she said"):
        said = stated(f"“We were attacked at night,” {source}.", voice)
        assert said == ["We were attacked at night."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“I never saw the letter,” Mara Voss's lawyer said.",
            "Mara Voss's lawyer never saw the letter.",
        ),
        (
            "“I never saw the letter,” her husband said.",
            "Mara Voss's husband never saw the letter.",
        ),
        ("“We will appeal,” Mara Voss's lawyer said.", "Mara Voss will appeal."),
        # What speaks for a body is the body, and so is one who is no other.
        ("“I never saw the letter,” her campaign said.", "Mara Voss never saw the letter."),
    ],
)
def test_who_stands_beside_somebody_is_another(stated, text: str, expected: str) -> None:
    assert stated(text, Voice(None, "Mara Voss", official=False)) == [expected]


def test_a_states_spokesman_is_the_state(stated) -> None:
    said = stated("“I know of no letter,” Ruritania's spokesman said.", Voice(None, "Ruritania"))
    assert said == ["Ruritania knows of no letter."]
