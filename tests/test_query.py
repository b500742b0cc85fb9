"""The shape of an answer; what is found is judged end to end."""

import numpy as np
import pytest

from factcheck.model import Act, Claim, Document, Form, Party, Relation, Stance, stable_id
from factcheck.parties import Gazetteer
from factcheck.query import query
from factcheck.store import Store

USA, RUS = Party("USA", "United States"), Party("RUS", "Russia")


class OneDirection:
    name = "one"
    dimension = 4

    def encode(self, texts):
        return np.tile(np.array([1, 0, 0, 0], np.float32), (len(texts), 1))


class ByWord:
    """Judges by the words "yes" and "no" in either sentence."""

    name = "by-word"

    def probabilities(self, pairs):
        rows = []
        for pair in pairs:
            both = " ".join(pair).replace(".", "").split()
            strong = 0 if "yes" in both else 2 if "no" in both else 1
            rows.append([0.9 if column == strong else 0.05 for column in range(3)])
        return np.array(rows, np.float32).reshape(-1, 3)


def claim(document, number, statement, party, act=Act.ASSERTION, targets=()):
    span = document.span(number, number + 1)
    return Claim(
        stable_id(document.sha256, number),
        document.info,
        None,
        None,
        (span,),
        span,
        statement,
        party.name if party else None,
        party,
        Form.INDIRECT,
        act,
        targets,
    )


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture
def ask(tmp_path, gazetteer):
    def ask(text, *rows, **options):
        document = Document("x" * 100, "a.txt")
        claims = [claim(document, number, *row) for number, row in enumerate(rows)]
        with Store.open(tmp_path / "index", create=True) as store:
            if claims:
                store.add(document, claims, OneDirection().encode(claims))
            return query(text, store, OneDirection(), ByWord(), gazetteer, **options)

    return ask


def test_entailment_supports_and_contradiction_refutes(ask):
    answer = ask(
        "The harbour was open.",
        ("The harbour was open yes.", USA),
        ("The harbour was open no.", RUS),
        ("The harbour was large.", None),
    )
    stances = {m.claim.statement: (m.stance, m.relation) for m in answer.matches}
    assert stances["The harbour was open yes."] == (Stance.SUPPORTS, None)
    assert stances["The harbour was open no."] == (Stance.REFUTES, Relation.CONTRADICTION)
    assert stances["The harbour was large."] == (Stance.NEUTRAL, None)
    assert answer.matches[-1].stance is Stance.NEUTRAL
    assert all(0 <= m.score <= 1 for m in answer.matches)


def test_a_blame_is_supported_by_charges_and_refuted_by_counter_charges(ask):
    answer = ask(
        "Russia is to blame for the collapse of the truce.",
        ("Russia broke the truce.", USA, Act.ACCUSATION, ("RUS",)),
        ("The United States broke the truce.", RUS, Act.ACCUSATION, ("USA",)),
        ("Russia did not break the truce.", RUS, Act.DENIAL),
    )
    found = {(m.claim.party.id, m.claim.act): (m.stance, m.relation) for m in answer.matches}
    assert found["USA", Act.ACCUSATION] == (Stance.SUPPORTS, None)
    assert found["RUS", Act.ACCUSATION] == (Stance.REFUTES, Relation.MUTUAL_BLAME)
    assert found["RUS", Act.DENIAL][0] is Stance.REFUTES


def test_tallies_count_every_match_once(ask):
    answer = ask(
        "The harbour was open.",
        ("The harbour was open yes.", USA),
        ("The harbour was large.", USA),
        ("The harbour was deep.", None),
    )
    tallies = {t.party: (t.supports, t.refutes, t.neutral) for t in answer.parties}
    assert tallies == {USA: (1, 0, 1), None: (0, 0, 1)}


def test_copies_appear_once_and_the_limit_holds(ask):
    rows = [("The harbour was open yes.", USA)] * 3 + [("The harbour was open yes.", RUS)]
    assert len(ask("The harbour was open.", *rows).matches) == 2
    assert len(ask("The harbour was open.", *rows, limit=1).matches) == 1


@pytest.mark.parametrize("text", ["The harbour was open.", "\ud800 \x00 \u202e ?", "x" * 200_000])
def test_any_text_gets_an_answer(ask, text):
    assert ask(text).matches == ()
    assert ask(text, ("The harbour was large.", USA)).claim == text
