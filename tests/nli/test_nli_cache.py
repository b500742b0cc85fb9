from __future__ import annotations

import numpy as np
import pytest

from factcheck.nli import MemoryCache, cached

PAIRS = [("a", "b"), ("b", "a"), ("a", "b"), ("c", "d")]


def test_each_distinct_pair_is_judged_once(fake):
    judge = cached(fake)
    first = judge.probabilities(PAIRS)
    second = judge.probabilities([*PAIRS, ("e", "f")])
    assert fake.asked == [[("a", "b"), ("b", "a"), ("c", "d")], [("e", "f")]]
    np.testing.assert_array_equal(first, second[:4])
    np.testing.assert_array_equal(first, fake.probabilities(PAIRS))


def test_nothing_asked_is_nothing_judged(fake):
    found = cached(fake).probabilities([])
    assert found.shape == (0, 3)
    assert found.dtype == np.float32
    assert fake.asked == []


def test_another_model_does_not_read_these_verdicts(fake):
    cache = MemoryCache()
    cached(fake, cache).probabilities(PAIRS)
    fake.name = "fake-2"
    other = cached(fake, cache)
    other.probabilities(PAIRS[:1])
    assert other.name == "fake-2"
    assert fake.asked[-1] == PAIRS[:1]


def test_an_interrupted_run_keeps_what_it_had_judged(fake, monkeypatch):
    monkeypatch.setattr("factcheck.nli.cache._BLOCK", 2)
    cache = MemoryCache()
    judge = cached(fake, cache)
    answer = fake.probabilities

    def breaks_at_third_block(pairs):
        if len(fake.asked) == 2:
            raise KeyboardInterrupt
        return answer(pairs)

    monkeypatch.setattr(fake, "probabilities", breaks_at_third_block)
    with pytest.raises(KeyboardInterrupt):
        judge.probabilities([(str(n), "x") for n in range(6)])
    assert len(cache) == 4


def test_memory_is_bounded_and_forgets_the_oldest(fake):
    cache = MemoryCache(capacity=2)
    cached(fake, cache).probabilities([("1", "x"), ("2", "x"), ("3", "x")])
    assert len(cache) == 2
    found = cache.verdicts([("1", "x"), ("3", "x")], fake.name)
    assert found[0] is None
    assert found[1] is not None
