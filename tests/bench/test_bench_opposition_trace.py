"""The steps of the engine, retraced with a judge and an encoder without weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.bench.opposition_trace import Step, Trace, trace
from factcheck.model import Act, Claim, DocumentInfo, Form, Party, Span, stable_id
from factcheck.opposition import scan
from factcheck.opposition.texts import stems
from factcheck.parties import Gazetteer


class Words:
    """Embeds a text as the unit vector of its stems."""

    name = "words"
    dimension = 256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for stem in stems(text):
                row[int(stable_id(stem), 16) % self.dimension] += 1
            row /= max(float(np.linalg.norm(row)), 1e-9)
        return rows


class Negation:
    """Calls a contradiction where just one side has a "not"."""

    name = "negation"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        opposed, else_ = [0.02, 0.08, 0.9], [0.1, 0.8, 0.1]
        rows = [opposed if (" not " in a) != (" not " in b) else else_ for a, b in pairs]
        return np.array(rows, np.float32).reshape(-1, 3)


def claim(
    statement: str,
    party: str,
    act: Act = Act.ASSERTION,
    targets: Sequence[str] = (),
    document: str = "a.txt",
) -> Claim:
    span = Span(0, len(statement), statement)
    return Claim(
        id=stable_id(document, party, statement),
        document=DocumentInfo(document, stable_id(document), published="2031-05-04"),
        source=None,
        cue=None,
        content=(span,),
        sentence=span,
        statement=statement,
        speaker=None,
        party=Party(party, party),
        form=Form.INDIRECT,
        act=act,
        targets=tuple(targets),
    )


CHARGE = claim("Norland shelled the old bridge at noon.", "SUD", Act.ACCUSATION, ["NOR"])
DENIAL = claim("Norland did not shell the old bridge at noon.", "NOR", Act.DENIAL)
DEMAND = claim("Shells must not strike the old bridge at noon.", "NOR", Act.DEMAND)
LIKE = claim("The old bridge at noon was crowded.", "NOR")
ELSE = claim("The harvest was good in the valley.", "NOR")
COPY = claim(DENIAL.statement, "NOR", Act.DENIAL, document="b.txt")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
def claims() -> list[Claim]:
    return [CHARGE, DENIAL, DEMAND, LIKE, ELSE, COPY]


@pytest.fixture
def traced(claims: list[Claim], gazetteer: Gazetteer) -> Trace:
    encoder = Words()
    vectors = encoder.encode([c.statement for c in claims])
    return trace(claims, vectors, Negation(), gazetteer, encoder)


def test_each_pair_is_dropped_where_the_engine_drops_it(traced: Trace) -> None:
    assert traced.step(CHARGE.id, DENIAL.id) is Step.FOUND
    assert traced.step(CHARGE.id, DEMAND.id) is Step.POSSIBLE
    assert traced.step(LIKE.id, CHARGE.id) is Step.RELATION
    assert traced.step(CHARGE.id, ELSE.id) is Step.CANDIDATE


def test_a_copy_is_traced_by_the_claim_that_stands_for_it(traced: Trace) -> None:
    assert traced.step(COPY.id, CHARGE.id) is Step.FOUND
    assert traced.step(COPY.id, DENIAL.id) is Step.CANDIDATE


def test_found_is_what_a_scan_reports(
    traced: Trace, claims: list[Claim], gazetteer: Gazetteer
) -> None:
    encoder = Words()
    vectors = encoder.encode([c.statement for c in claims])

    found = scan(claims, vectors, Negation(), gazetteer, encoder)

    kept = {pair for pair, step in traced.reached.items() if step is Step.FOUND}
    assert kept == {frozenset((o.a, o.b)) for o in found}
    assert kept


def test_below_the_threshold(
    claims: list[Claim], gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.opposition.score.threshold", lambda relation: 1.0)
    encoder = Words()
    vectors = encoder.encode([c.statement for c in claims])

    traced = trace(claims, vectors, Negation(), gazetteer, encoder)

    assert traced.step(CHARGE.id, DENIAL.id) is Step.SCORE


def test_no_claims_no_steps(gazetteer: Gazetteer) -> None:
    assert trace([], Words().encode([]), Negation(), gazetteer, Words()) == Trace({}, {})
