from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from factcheck.nli import engine
from factcheck.nli.engine import PairEncoder, judge_pairs, noting_cuts


@pytest.fixture
def encoder(tokenizer: str) -> PairEncoder:
    return PairEncoder(tokenizer, limit=32)


def flat(ids, mask, types):
    return np.zeros((len(ids), 3))


def by_length(ids, mask, types):
    found = np.zeros((len(ids), 3))
    found[np.arange(len(ids)), mask.sum(axis=1) % 3] = 2.0
    return found


@pytest.mark.parametrize("batch", [1, 3])
def test_threads_change_no_verdict(encoder, monkeypatch, batch):
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    pairs = [("the " * (n * 7 % 60), "dry " * (n % 5)) for n in range(90)]
    alone = judge_pairs(pairs, encoder, by_length, batch=batch)
    shared = judge_pairs(pairs, encoder, by_length, batch=batch, workers=4)
    np.testing.assert_array_equal(alone, shared)


def test_one_worker_is_the_calling_thread(encoder):
    seen = set()

    def logits_of(ids, mask, types):
        seen.add(threading.current_thread())
        return flat(ids, mask, types)

    judge_pairs([("the", "dry")] * 50, encoder, logits_of, batch=1)
    assert seen == {threading.current_thread()}


def test_no_more_threads_than_processors(encoder, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    seen = set()
    started = threading.Barrier(3)

    def logits_of(ids, mask, types):
        if threading.current_thread() not in seen:
            seen.add(threading.current_thread())
            started.wait(30)
        return flat(ids, mask, types)

    judge_pairs([("the", "dry")] * 200, encoder, logits_of, batch=1, workers=10**6)
    assert len(seen) == 3


def test_an_interrupt_drops_what_has_not_begun(encoder, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    calls = []
    dropped = threading.Event()
    shutdown = ThreadPoolExecutor.shutdown

    def observed(pool, wait=True, *, cancel_futures=False):
        shutdown(pool, wait=False, cancel_futures=cancel_futures)
        dropped.set()
        shutdown(pool, wait=wait)

    def logits_of(ids, mask, types):
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt
        dropped.wait(30)
        return flat(ids, mask, types)

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", observed)
    with pytest.raises(KeyboardInterrupt):
        judge_pairs([("the", "dry")] * 400, encoder, logits_of, batch=4, workers=2)
    assert len(calls) < 20


THREADS = """
import os, sys
from factcheck.nli import load_judge
judge = load_judge(sys.argv[1], threads=1)
before = len(os.listdir("/proc/self/task"))
judge.probabilities([("it fell", "It was dry.")] * 64)
print(len(os.listdir("/proc/self/task")) - before)
if os.fork() == 0:
    judge.probabilities([("It rained.", "It was dry.")] * 8)
    os._exit(0)
os.wait()
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts threads in /proc")
def test_one_thread_means_one_and_a_fork_is_quiet(environment, onnx_folder):
    kept = {k: v for k, v in environment.items() if not k.startswith(("RAYON", "TOKENIZERS"))}
    done = subprocess.run(
        [sys.executable, "-c", THREADS, onnx_folder()],
        env=kept,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_cut_hypotheses_are_noted(encoder):
    long = "dry " * 200
    pairs = [("it", "dry"), ("it", long), ("rain " * 200, "dry"), ("rain " * 200, long)]
    with noting_cuts() as cuts:
        judge_pairs(pairs, encoder, flat)
    assert set(cuts) == {pairs[1], pairs[3]}
    # Room for 29 tokens: beside one token of premise for 28, beside many for half.
    assert cuts[pairs[1]] == len("dry " * 28) - 1
    assert cuts[pairs[3]] == len("dry " * 14) - 1
    judge_pairs([("it", "no " + long)], encoder, flat)
    assert len(cuts) == 2


def test_a_hypothesis_past_the_bound_is_noted(encoder, monkeypatch):
    monkeypatch.setattr(engine, "MAX_CHARACTERS", 20)
    pair = ("it", "dry" * 30)
    with noting_cuts() as cuts:
        judge_pairs([pair], encoder, flat)
    assert cuts == {pair: 20}
