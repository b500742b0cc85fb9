"""End to end with the weights that ship; these fail where the weights are absent."""

from __future__ import annotations

import json

import numpy as np
import pytest

from factcheck.nli import both_directions, load_judge
from factcheck.nli.loading import WEIGHTS
from factcheck.nli.selftest import ENOUGH, gold, sentences
from factcheck.nli.stream import judge_lines


@pytest.fixture(scope="module")
def judge():
    return load_judge(threads=1)


def test_the_shipped_judge_solves_the_self_test(judge):
    found = judge.probabilities(sentences())
    assert (found.argmax(axis=1) == gold()).sum() >= ENOUGH
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-5)


def test_denial_is_contradiction_in_both_directions(judge):
    pair = ("The army shelled the hospital.", "The army did not shell the hospital.")
    found = both_directions(judge, [pair])[0]
    np.testing.assert_array_equal(found.argmax(axis=1), [2, 2])


def test_a_pair_is_judged_alike_alone_and_in_company(judge):
    company = sentences()
    together = judge.probabilities([*company, ("The harbour is open. " * 40, "It is shut.")])
    alone = np.concatenate([judge.probabilities([pair]) for pair in company])
    np.testing.assert_array_equal(together[: len(company)], alone)


def test_a_fact_deep_in_a_long_premise_is_found(judge):
    filler = "The committee published its minutes and thanked the volunteers. " * 600
    premise = f"{filler}No ship left the harbour of Varn on Friday. {filler}"
    row = next(
        judge_lines(
            [json.dumps({"premise": premise, "hypothesis": "No ship left the harbour of Varn."})],
            judge,
        )
    )
    assert row["entailment"] > max(row["neutral"], row["contradiction"])


def test_the_card_comes_from_a_finished_run(judge):
    card = json.loads((WEIGHTS / "small" / "card.json").read_text(encoding="utf-8"))
    assert "stopped_after" not in card["recipe"]
    assert card["figures"]["all"]["calibration_error"] < 0.05
    assert (WEIGHTS / "small" / "README.md").is_file()
