"""The steps of the engine, retraced with a judge and an encoder without weights."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from factcheck.bench.opposition_trace import Step, Trace, trace
from factcheck.embedding.encoder import Encoder
from factcheck.model import Act, Claim, DocumentInfo, Form, Party, Span, stable_id
from factcheck.nli.judge import Judge
from factcheck.opposition.scan import Models, scan
from factcheck.parties import Gazetteer


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
QUESTION = claim("Did Norland not shell the old bridge at noon?", "NOR")
LIKE = claim("The old bridge at noon was crowded.", "NOR")
ELSE = claim("The harvest was good in the valley.", "NOR", document="c.txt")
COPY = claim(DENIAL.statement, "NOR", Act.DENIAL, document="b.txt")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
def claims() -> list[Claim]:
    return [CHARGE, DENIAL, QUESTION, LIKE, ELSE, COPY]


@pytest.fixture
def traced(claims: list[Claim], gazetteer: Gazetteer, encoder: Encoder, judge: Judge) -> Trace:
    vectors = encoder.encode([c.statement for c in claims])
    return trace(claims, vectors, Models(encoder, judge, judge), gazetteer)


def test_each_pair_is_dropped_where_the_engine_drops_it(traced: Trace) -> None:
    assert traced.step(CHARGE.id, DENIAL.id) is Step.FOUND
    assert traced.step(CHARGE.id, QUESTION.id) is Step.POSSIBLE
    assert traced.step(CHARGE.id, ELSE.id) is Step.PROMISE
    assert traced.step(DENIAL.id, LIKE.id) is Step.CANDIDATE


def test_a_copy_is_traced_by_the_claim_that_stands_for_it(traced: Trace) -> None:
    assert traced.step(COPY.id, CHARGE.id) is Step.FOUND
    assert traced.step(COPY.id, DENIAL.id) is Step.CANDIDATE


def test_found_is_what_a_scan_reports(
    traced: Trace, claims: list[Claim], gazetteer: Gazetteer, encoder: Encoder, judge: Judge
) -> None:
    vectors = encoder.encode([c.statement for c in claims])

    found = scan(claims, vectors, Models(encoder, judge, judge), gazetteer)

    kept = {pair for pair, step in traced.reached.items() if step is Step.FOUND}
    assert kept == {frozenset((o.a, o.b)) for o in found}
    assert kept


def test_below_the_threshold(
    claims: list[Claim],
    gazetteer: Gazetteer,
    encoder: Encoder,
    judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("factcheck.opposition.weights.threshold", lambda: 1.0)
    vectors = encoder.encode([c.statement for c in claims])

    traced = trace(claims, vectors, Models(encoder, judge, judge), gazetteer)

    assert traced.step(CHARGE.id, DENIAL.id) is Step.SCORE


def test_no_claims_no_steps(gazetteer: Gazetteer, encoder: Encoder, judge: Judge) -> None:
    assert trace([], encoder.encode([]), Models(encoder, judge, judge), gazetteer) == Trace({}, {})
