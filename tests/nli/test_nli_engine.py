from __future__ import annotations

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli import engine
from factcheck.nli.calibration import Scaling
from factcheck.nli.engine import PairEncoder, judge_pairs

VOTES = {"yes": 0, "maybe": 1, "no": 2}


@pytest.fixture
def encoder(tokenizer: str) -> PairEncoder:
    return PairEncoder(tokenizer, limit=32)


@pytest.fixture
def votes(encoder: PairEncoder):
    """Logits from counted words, and the shapes that were asked for."""
    columns = {encoder._whole.token_to_id(word): column for word, column in VOTES.items()}
    shapes: list[tuple[int, int]] = []

    def logits_of(ids, mask, types):
        shapes.append(ids.shape)
        assert mask.shape == types.shape == ids.shape
        assert (ids[mask == 0] == encoder.padding).all()
        found = np.zeros((len(ids), 3))
        for row, (words, here) in enumerate(zip(ids, mask, strict=True)):
            for word in words[here == 1]:
                if int(word) in columns:
                    found[row, columns[int(word)]] += 2.0
        return found

    logits_of.shapes = shapes
    return logits_of


def test_order_is_restored_and_batches_have_like_lengths(encoder, votes):
    words = ["yes", "maybe", "no"]
    pairs = [("the " * (n * 7 % 20), words[n % 3]) for n in range(50)]
    found = judge_pairs(pairs, encoder, votes, batch=8)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found.argmax(axis=1), [n % 3 for n in range(50)])
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-6)
    widths = [width for _, width in votes.shapes]
    assert widths == sorted(widths)
    assert max(rows for rows, _ in votes.shapes) == 8


def test_groups_bound_what_is_tokenised_at_once(encoder, votes, monkeypatch):
    monkeypatch.setattr(engine, "_GROUP_PAIRS", 3)
    seen = []
    rows = encoder.rows
    monkeypatch.setattr(encoder, "rows", lambda pairs: seen.append(len(pairs)) or rows(pairs))
    pairs = [("the", ("yes", "no")[n % 2]) for n in range(8)]
    found = judge_pairs(pairs, encoder, votes)
    assert seen == [3, 3, 2]
    np.testing.assert_array_equal(found.argmax(axis=1), [0, 2] * 4)


def test_nothing_to_judge(encoder, votes):
    assert judge_pairs([], encoder, votes).shape == (0, 3)
    assert votes.shapes == []


def test_scaling_is_applied(encoder, votes):
    sharp = judge_pairs([("it", "no")], encoder, votes)
    soft = judge_pairs([("it", "no")], encoder, votes, scaling=Scaling(4.0))
    assert sharp[0, 2] > soft[0, 2] > 1 / 3


@pytest.mark.parametrize("place", [0, 40, 95])
def test_the_telling_window_of_a_long_premise_decides(encoder, votes, place):
    words = ["the"] * 100
    words[place] = "no"
    found = judge_pairs([(" ".join(words), "it was dry"), ("it", "yes")], encoder, votes)
    assert found[0].argmax() == 2
    assert found[1].argmax() == 0
    assert max(width for _, width in votes.shapes) <= 32


def test_the_window_on_the_matter_speaks_before_a_louder_one(encoder, votes):
    words = ["the"] * 100
    words[10:13] = ["no", "no", "no"]
    words[70:73] = ["dry", "yes", "town"]
    found = judge_pairs([(" ".join(words), "it was dry")], encoder, votes)
    assert found[0].argmax() == 0
    assert sum(rows for rows, _ in votes.shapes) <= 2


def test_windows_cover_the_premise_and_carry_the_hypothesis(encoder):
    premise = " ".join(["the"] * 50 + ["rain"] + ["a"] * 50)
    rows = encoder.rows([(premise, "it was dry")])
    tail = encoder._whole.encode("x", "it was dry").ids[-4:]
    assert len(rows) > 3
    assert all(row.owner == 0 and row.ids[-4:] == tail and len(row.ids) <= 32 for row in rows)
    rain = encoder._whole.token_to_id("rain")
    assert any(rain in row.ids for row in rows)


def test_a_long_hypothesis_is_cut_at_its_end(encoder):
    rows = encoder.rows([("rain fell", "no " + "the " * 200)])
    assert len(rows) == 1
    assert len(rows[0].ids) == 32
    assert encoder._whole.token_to_id("no") in rows[0].ids
    assert encoder._whole.token_to_id("rain") in rows[0].ids


def test_both_sides_long_share_the_room(encoder):
    rows = encoder.rows([("rain " * 200, "dry " * 200)])
    dry = encoder._whole.token_to_id("dry")
    assert all(row.ids.count(dry) == (32 - 3) // 2 for row in rows)


def test_windows_of_one_pair_are_bounded(encoder, monkeypatch):
    monkeypatch.setattr(engine, "MAX_WINDOWS", 5)
    assert len(encoder.rows([("rain " * 5000, "dry")])) == 5


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800 no", "\x00", "\u202eno", "no" * 5000, "<b>no</b>", "\U0001f327"]
)
def test_hostile_text_is_judged(encoder, votes, text):
    found = judge_pairs([(text, "it"), ("it", text)], encoder, votes)
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-6)


def test_text_past_the_bound_is_not_read(encoder, votes, monkeypatch):
    monkeypatch.setattr(engine, "MAX_CHARACTERS", 20)
    found = judge_pairs([("the " * 10 + "no", "it")], encoder, votes)
    np.testing.assert_allclose(found[0], 1 / 3, atol=1e-6)


def test_what_is_no_number_is_no_verdict(encoder):
    def broken(ids, mask, types):
        return np.full((len(ids), 3), np.nan)

    with pytest.raises(ModelError, match="what is no number"):
        judge_pairs([("it", "no")], encoder, broken)
