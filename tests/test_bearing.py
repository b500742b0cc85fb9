"""What the shipped models hear as support or refutation, and what it takes to believe them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.embedding import load_encoder
from factcheck.model import Act, Claim, Document, Form, Party, Stance, stable_id
from factcheck.nli import load_judge
from factcheck.parties import Gazetteer
from factcheck.query import Question, answers
from factcheck.store import Store

Ask = Callable[..., Stance | None]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """How one indexed claim stands to a text, None where it does not bear on it."""
    encoder, judge, gazetteer = load_encoder(), load_judge(), Gazetteer.load()

    def ask(
        said: str,
        text: str,
        *,
        act: Act = Act.ASSERTION,
        targets: tuple[str, ...] = (),
        days: tuple[str, str] | None = None,
    ) -> Stance | None:
        published, asked = days or (None, None)
        document = Document(said, "a.txt", published=published)
        span = document.span(0, len(said))
        party = Party("NOR", "Norway")
        made = Claim(
            id=stable_id(said),
            document=document.info,
            source=None,
            cue=None,
            content=(span,),
            sentence=span,
            statement=said,
            speaker=None,
            party=party,
            form=Form.INDIRECT,
            act=act,
            targets=targets,
        )
        with Store.open(tmp_path_factory.mktemp("index"), create=True) as store:
            store.add(document, [made], encoder.encode([said]))
            (answer,) = answers([Question(text, said=asked)], store, encoder, judge, gazetteer)
        return answer.matches[0].stance if answer.matches else None

    return ask


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("The army did not shell the ferry.", "The army shelled two schools."),
        ("No guard had opened the sluice gate.", "A guard beat the fishermen at the lock."),
        ("The ministry never paid the pilots.", "The ministry bribed a judge."),
        ("The company had not sold any boats to the rebels.", "The company poisoned a river."),
        ("Police did not search the newspaper.", "Police arrested the mayor on Tuesday."),
    ],
)
def test_a_denial_of_one_deed_refutes_no_other(ask: Ask, said: str, text: str) -> None:
    assert ask(said, text, act=Act.DENIAL) in (Stance.NEUTRAL, None)
    assert ask(text, said) in (Stance.NEUTRAL, None)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("The army did not shell the ferry.", "The army shelled the ferry."),
        ("No guard had opened the sluice gate.", "Guards opened the gate of the sluice at night."),
        ("The ministry never paid the pilots.", "The pilots were paid by the ministry."),
        ("Nobody was hurt in the fire.", "Three workers were injured in the fire."),
    ],
)
def test_a_denial_of_the_same_deed_refutes_it(ask: Ask, said: str, text: str) -> None:
    assert ask(said, text, act=Act.DENIAL) is Stance.REFUTES
    assert ask(text, said) is Stance.REFUTES


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("The army did not shell the ferry.", "The army had not entered the town."),
        ("Farmers had not drained the lake.", "The mill had not known of any poison."),
        ("The tribunal did not receive any letter.", "The tribunal did not free the sailor."),
    ],
)
def test_a_denial_does_not_support_another(ask: Ask, said: str, text: str) -> None:
    assert ask(said, text, act=Act.DENIAL) in (Stance.NEUTRAL, None)


def test_a_denial_supports_one_that_follows_from_it(ask: Ask) -> None:
    said = "No soldier of the army fired at the ferry."
    assert ask(said, "The army did not fire at the ferry.", act=Act.DENIAL) is Stance.SUPPORTS


def test_a_smaller_figure_does_not_bear_out_a_greater(ask: Ask) -> None:
    assert ask("Eighty people were detained.", "300 people were detained.") is not Stance.SUPPORTS


def test_figures_of_two_things_are_no_contradiction(ask: Ask) -> None:
    assert ask("The increase is 40 million.", "The difference is 15 million.") in (
        Stance.NEUTRAL,
        None,
    )


def test_what_came_after_refutes_nothing(ask: Ask) -> None:
    text = "No manager of the yard has been arrested."
    said = "Two managers of the yard were arrested on 22 September 2024."
    assert ask(said, text, days=("2024-09-24", "2024-09-23")) is Stance.REFUTES
    assert ask(said, text, days=("2024-09-24", "2024-09-11")) is Stance.NEUTRAL


def test_blame_for_one_thing_does_not_answer_blame_for_another(ask: Ask) -> None:
    text = "Norway is to blame for the collapse of the truce."
    broke = ask("Sweden broke the truce.", text, act=Act.ACCUSATION, targets=("SWE",))
    assert broke is Stance.REFUTES
    gas = ask("Sweden cut off the gas.", text, act=Act.ACCUSATION, targets=("SWE",))
    assert gas in (Stance.NEUTRAL, None)
    blamed = ask("Sweden is to blame for the leak.", text, act=Act.ACCUSATION, targets=("SWE",))
    assert blamed in (Stance.NEUTRAL, None)


def test_blame_laid_on_another_for_the_same_thing_refutes_whoever_lays_it(ask: Ask) -> None:
    text = "Denmark is to blame for the flooding of the polder."
    rival = "Sweden is responsible for the flooding of the polder."
    assert ask(rival, text, act=Act.ACCUSATION, targets=("SWE",)) is Stance.REFUTES
    both = "Denmark and Sweden are responsible for the flooding of the polder."
    assert ask(both, text, act=Act.ACCUSATION, targets=("DNK", "SWE")) is Stance.SUPPORTS
    elsewhere = "Sweden is responsible for the closing of the ferry line."
    assert ask(elsewhere, text, act=Act.ACCUSATION, targets=("SWE",)) is not Stance.REFUTES


def test_one_figure_written_twice_refutes_nothing(ask: Ask) -> None:
    said = "The blockade had lasted seven days."
    assert ask(said, "The blockade had lasted a week.") is not Stance.REFUTES
    assert ask(said, "The blockade had lasted a month.") is Stance.REFUTES


def test_a_promise_answers_only_what_is_to_come(ask: Ask) -> None:
    said = "The shipyard will not dismiss any welders this year."
    text = "The shipyard will dismiss all its welders this year."
    assert ask(said, text, act=Act.PROMISE) is Stance.REFUTES
    text = "The shipyard dismissed all its welders this year."
    assert ask(said, text, act=Act.PROMISE) is Stance.NEUTRAL


def test_who_is_said_to_have_kept_a_truce_is_refuted_by_who_says_it_was_broken(ask: Ask) -> None:
    broke = "Norway broke a ten-day truce hours after it began."
    assert ask(broke, "Norway kept the harvest truce.") is Stance.REFUTES
    assert ask(broke, "Norway kept the wheat harvest.") in (Stance.NEUTRAL, None)
    assert ask(broke, "Peru kept the harvest truce.") in (Stance.NEUTRAL, None)


def test_a_negation_of_something_else_beside_the_same_words_refutes_nothing(ask: Ask) -> None:
    said = "The gallery had offered Peru a long-term loan of the masks."
    text = "The gallery has offered Peru a loan of the masks, but they never wrote back."
    assert ask(said, text) is not Stance.REFUTES
    assert ask(said, "The gallery has not offered Peru a loan of the masks.") is Stance.REFUTES
