"""Fine-tuning tiny models: what is computed on, stopped, taken up again and passed over."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import ModelError
from factcheck.training import finetune as tuning
from factcheck.training.finetune import Recipe, Run, rate_at
from factcheck.training.mix import Pair

BATCH = 4
RECIPE = Recipe(pairs=200, rate=1e-3, batch=BATCH, warmup=0.1, decay=0.3, max_tokens=32)
WORDS = ("rain", "sun", "snow", "wind", "fog", "hail", "frost", "storm")
#: Checkpoints are due whenever the loss is logged.
ALWAYS, NEVER = -1.0, 1e9


def pairs(count: int = 40) -> list[Pair]:
    """Pairs that differ, of several lengths."""
    return [
        Pair(f"{n} " + " ".join(WORDS[: n % 5]), f"{n + 100} {WORDS[n % 7]}", n % 3, "lingnli")
        for n in range(count)
    ]


class StoppedError(Exception):
    """The process died."""


class Fed(list[list[tuple[int, ...]]]):
    """The batches that runs computed on; before the batch ``stop`` the run is stopped."""

    stop: int | None = None


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> Fed:
    """Small chunks, a log every three batches, and a record of the batches."""
    found = Fed()
    whole = tuning.tensors

    def tensors(encodings: Any, pad: int, *, types: bool) -> dict[str, Any]:
        if len(found) == found.stop:
            raise StoppedError
        found.append([tuple(e.ids) for e in encodings])
        return whole(encodings, pad, types=types)

    monkeypatch.setattr(tuning, "tensors", tensors)
    monkeypatch.setattr(tuning, "CHUNK", 32)
    monkeypatch.setattr(tuning, "LOGGED", 3)
    monkeypatch.setattr(tuning, "COLLAPSE", 3.0)
    return found


@pytest.fixture(scope="module")
def start(classifier: Callable[..., Path]) -> Path:
    return classifier()


def weights(folder: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return load_file(folder / "model.safetensors")


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    import torch

    return all(torch.allclose(one[name], other[name], atol=1e-6) for name in one)


def logged(run: Run) -> list[dict[str, Any]]:
    lines = (run.folder / "log.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def events(run: Run, name: str) -> list[dict[str, Any]]:
    return [line for line in logged(run) if line.get("event") == name]


# The learning rate


def test_rate_at_the_corners() -> None:
    recipe = Recipe(pairs=1000, rate=1.0, warmup=0.1, decay=0.4)
    corners = {0: 0.0, 50: 0.5, 100: 1.0, 600: 1.0, 800: 0.5, 1000: 0.0, 1032: 0.0}
    assert {done: rate_at(done, recipe) for done in corners} == pytest.approx(corners)


def test_without_warm_up_a_run_starts_at_the_full_rate() -> None:
    assert rate_at(0, Recipe(pairs=10, rate=1.0, warmup=0.0)) == 1.0


@given(
    pairs=st.integers(1, 10**6),
    warmup=st.floats(0.0, 0.5),
    decay=st.floats(0.01, 0.5),
    parts=st.lists(st.floats(0.0, 1.2), min_size=2, max_size=8),
)
def test_the_rate_rises_stays_and_falls(
    pairs: int, warmup: float, decay: float, parts: list[float]
) -> None:
    recipe = Recipe(pairs=pairs, rate=1.0, warmup=warmup, decay=decay)
    places = sorted(int(part * pairs) for part in parts)
    rates = [rate_at(done, recipe) for done in places]
    assert all(0.0 <= rate <= 1.0 + 1e-9 for rate in rates)
    peak = max(range(len(rates)), key=rates.__getitem__)
    assert rates[: peak + 1] == sorted(rates[: peak + 1])
    after = [rate for done, rate in zip(places, rates, strict=True) if done > warmup * pairs]
    assert after == sorted(after, reverse=True)


# Chunks and batches


def test_every_pass_holds_every_pair_in_an_order_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tuning, "CHUNK", 20)
    mix = [Pair(str(n), "h", 1, "lingnli") for n in range(40)]
    drawn = list(islice(tuning.chunks(mix, 7), 4))
    assert [len(chunk) for chunk in drawn] == [20] * 4
    first, second = drawn[0] + drawn[1], drawn[2] + drawn[3]
    assert set(first) == set(second) == set(mix)
    assert first != second
    assert list(islice(tuning.chunks(mix, 7), 4)) == drawn
    assert list(islice(tuning.chunks(mix, 8), 4)) != drawn


def test_a_batch_holds_pairs_of_like_length_and_long_pairs_are_left_out(start: Path) -> None:
    tokenizer = tuning.load_tokenizer(start)
    chunk = [Pair(" ".join(["rain"] * n), "sun", n % 3, "x") for n in range(1, 41)]
    found = tuning.batches(chunk, tokenizer, RECIPE, 1)
    lengths = [[len(e) for e in encodings] for encodings, _ in found]
    # [CLS] premise [SEP] sun [SEP] makes four more tokens.
    assert sorted(n for some in lengths for n in some) == list(range(5, RECIPE.max_tokens + 1))
    assert all(max(some) - min(some) < BATCH for some in lengths)
    for encodings, labels in found:
        assert labels == [(len(e) - 4) % 3 for e in encodings]
    assert [some[0] for some in lengths] != sorted(some[0] for some in lengths)
    again = tuning.batches(chunk, tokenizer, RECIPE, 1)
    assert [[len(e) for e in encodings] for encodings, _ in again] == lengths


def test_tensors_are_padded_and_masked(start: Path) -> None:
    tokenizer = tuning.load_tokenizer(start)
    encoded = tokenizer.encode_batch([("rain", "sun"), ("rain sun snow", "fog")])
    found = tuning.tensors(encoded, 0, types=True)
    assert found["attention_mask"].tolist() == [[1] * 5 + [0] * 2, [1] * 7]
    assert found["token_type_ids"].tolist() == [[0, 0, 0, 1, 1, 0, 0], [0] * 5 + [1, 1]]
    assert found["input_ids"][0].tolist() == [*encoded[0].ids, 0, 0]
    assert set(tuning.tensors(encoded, 0, types=False)) == {"input_ids", "attention_mask"}


# A run


def test_what_a_run_leaves(start: Path, tmp_path: Path, fed: Fed) -> None:
    run = Run(tmp_path, RECIPE)
    folder = tuning.finetune(start, run, pairs(), [], every=NEVER)
    assert folder == tmp_path / "model"
    assert sum(len(batch) for batch in fed) == RECIPE.pairs
    config = json.loads((folder / "config.json").read_text())
    assert config["id2label"] == {"0": "entailment", "1": "neutral", "2": "contradiction"}
    assert (folder / "tokenizer.json").exists()
    assert Recipe(**json.loads((tmp_path / "recipe.json").read_text())) == RECIPE
    before, after = weights(start), weights(folder)
    moved = {name for name in before if not before[name].equal(after[name])}
    assert not {name for name in moved if "word_embeddings" in name}
    assert {name for name in before if "encoder" in name and "key.bias" not in name} <= moved


@pytest.mark.parametrize("stops", [[1], [2], [8], [9], [24, 31], [49]])
def test_a_stopped_run_goes_through_the_batches_of_one_never_stopped(
    start: Path, tmp_path: Path, fed: Fed, stops: list[int]
) -> None:
    whole = weights(tuning.finetune(start, Run(tmp_path / "whole", RECIPE), pairs(), []))
    expected, kept = list(fed), 0
    run = Run(tmp_path / "stopped", RECIPE)
    for stop in stops:
        fed.clear()
        fed.stop = stop - kept
        with pytest.raises(StoppedError):
            tuning.finetune(start, run, pairs(), [], every=ALWAYS)
        assert fed == expected[kept:stop]
        kept = stop // 3 * 3
    fed.clear()
    fed.stop = None
    folder = tuning.finetune(start, Run(run.folder, RECIPE), pairs(), [], every=ALWAYS)
    assert fed == expected[kept:]
    assert [line["done"] for line in events(run, "resumed")][-1:] == [kept * BATCH][: kept > 0]
    # Without dropout nothing else is random, so the weights are the same, too.
    assert same(weights(folder), whole)


def test_a_finished_run_that_is_called_again_stays_as_it_is(
    start: Path, tmp_path: Path, fed: Fed
) -> None:
    before = weights(tuning.finetune(start, Run(tmp_path, RECIPE), pairs(), []))
    after = weights(tuning.finetune(start, Run(tmp_path, RECIPE), pairs(), []))
    assert all(before[name].equal(after[name]) for name in before)


def test_a_stopped_run_can_be_made_longer(start: Path, tmp_path: Path, fed: Fed) -> None:
    tuning.finetune(start, Run(tmp_path / "whole", RECIPE), pairs(), [])
    expected = list(fed)
    fed.clear()
    short = Recipe(pairs=100, rate=1e-3, batch=BATCH, max_tokens=32)
    tuning.finetune(start, Run(tmp_path / "longer", short), pairs(), [])
    tuning.finetune(start, Run(tmp_path / "longer", RECIPE), pairs(), [])
    assert fed == expected


def test_a_kill_while_a_checkpoint_is_written_leaves_the_one_before(
    start: Path, tmp_path: Path, fed: Fed, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    write, written = torch.save, []

    def torn(state: Any, path: Path) -> None:
        write(state, path)
        written.append(path)
        if len(written) == 3:
            path.write_bytes(path.read_bytes()[:1000])
            raise StoppedError

    monkeypatch.setattr(torch, "save", torn)
    run = Run(tmp_path, RECIPE)
    with pytest.raises(StoppedError):
        tuning.finetune(start, run, pairs(), [], every=ALWAYS)
    assert torch.load(run.checkpoint, weights_only=True)["done"] == 6 * BATCH
    del fed[6:]
    tuning.finetune(start, run, pairs(), [], every=NEVER)
    assert sum(len(batch) for batch in fed) == RECIPE.pairs
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("checkpoint.pt", "log.jsonl", "model", "recipe.json")
    ]


def test_soft_labels_are_learnt(start: Path, tmp_path: Path, fed: Fed) -> None:
    import torch

    targets = {"rain": (0.7, 0.2, 0.1), "sun": (0.05, 0.15, 0.8)}
    soft = [Pair(str(n), word, targets[word], "distilled") for n in range(16) for word in targets]
    recipe = Recipe(pairs=640, rate=1e-2, batch=8, smoothing=0.0)
    folder = tuning.finetune(start, Run(tmp_path, recipe), soft, [], every=NEVER)
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    tokenizer = tuning.load_tokenizer(folder)
    for word, target in targets.items():
        batch = tuning.tensors([tokenizer.encode("3", word)], 0, types=True)
        with torch.inference_mode():
            found = torch.softmax(model(**batch).logits[0], -1).tolist()
        assert found == pytest.approx(target, abs=0.1)


def test_figures_by_source_leave_long_pairs_out(start: Path) -> None:
    import torch
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(start).train()
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([0.0, 0.0, 1.0]))
    given = [
        *(Pair("rain", "sun", label, "a") for label in (2, 2, 2, 0)),
        *(Pair("rain", "sun " * n, label, "b") for n, label in ((1, 2), (9, 1), (40, 2))),
    ]
    found = tuning.evaluate(model, tuning.load_tokenizer(start), given, RECIPE)
    assert found == {"all": 0.6667, "a": 0.75, "b": 0.5}
    assert model.training


# What goes wrong


def leaping(monkeypatch: pytest.MonkeyPatch, leaps: Callable[[int], bool]) -> None:
    """Makes steps at which ``leaps`` so long that the model is lost."""
    monkeypatch.setattr(
        tuning, "rate_at", lambda done, recipe: 1e4 if leaps(done) else rate_at(done, recipe)
    )


@pytest.mark.parametrize(("every", "kept"), [(ALWAYS, 15), (NEVER, 0)])
def test_a_loss_that_leaps_returns_to_the_last_checkpoint(
    start: Path,
    tmp_path: Path,
    fed: Fed,
    monkeypatch: pytest.MonkeyPatch,
    every: float,
    kept: int,
) -> None:
    tuning.finetune(start, Run(tmp_path / "whole", RECIPE), pairs(), [])
    expected = list(fed)
    fed.clear()
    at = [15 * BATCH]
    leaping(monkeypatch, lambda done: done in at and at.pop() == done)
    run = Run(tmp_path / "leapt", RECIPE)
    folder = tuning.finetune(start, run, pairs(), [], every=every)
    assert fed == expected[:18] + expected[kept:]
    assert len(events(run, "collapsed")) == 1
    assert [line["done"] for line in events(run, "resumed")] == [15 * BATCH] * (kept > 0)
    assert all(w.isfinite().all() and w.abs().max() < 5 for w in weights(folder).values())


def test_a_run_that_collapses_again_and_again_ends(
    start: Path, tmp_path: Path, fed: Fed, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaping(monkeypatch, lambda done: done >= 15 * BATCH)
    run = Run(tmp_path, RECIPE)
    with pytest.raises(ModelError, match="give it a lower rate"):
        tuning.finetune(start, run, pairs(), [], every=ALWAYS)
    assert len(events(run, "collapsed")) == 5
    assert {line["done"] for line in events(run, "resumed")} == {15 * BATCH}
    assert not (tmp_path / "model").exists()


class Stepwise(Run):
    """A run that keeps the weights after every batch."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        super().__init__(folder, recipe)
        self.states: list[dict[str, Any]] = []

    def save(self, model: Any, *_: Any) -> None:
        self.states.append({name: each.clone() for name, each in model.state_dict().items()})


def test_a_gradient_far_longer_than_usual_changes_no_weight(
    start: Path, tmp_path: Path, fed: Fed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuning, "LOGGED", 1)
    monkeypatch.setattr(tuning, "COLLAPSE", 1e9)
    # The gradient is as long as the target is large; the pair is told by its number, 199.
    soft = [Pair(str(n), "rain", (0.2, 0.3, 0.5), "distilled") for n in range(39)]
    odd = Pair("199", "rain", (1e3, 0.0, 0.0), "distilled")
    recipe = Recipe(pairs=120, rate=1e-3, batch=BATCH, warmup=0.0, smoothing=0.0, seed=3)
    run = Stepwise(tmp_path, recipe)
    tuning.finetune(start, run, [*soft, odd], [], every=ALWAYS)
    number = tuning.load_tokenizer(start).token_to_id("199")
    spikes = {n for n, batch in enumerate(fed) if any(number in ids for ids in batch)}
    still = {n for n in range(1, len(fed)) if same(run.states[n - 1], run.states[n])}
    assert len(spikes) == 3
    assert 0 not in spikes
    assert still == spikes
    assert logged(run)[-3]["passed_over"] == len(spikes)


def test_a_gradient_that_is_no_number_is_never_followed(
    start: Path, tmp_path: Path, fed: Fed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuning, "LOGGED", 100)
    soft = [Pair(str(n), "rain", (float("nan"), 0.5, 0.5), "distilled") for n in range(8)]
    recipe = Recipe(pairs=40, rate=1e-3, batch=BATCH, warmup=0.0, smoothing=0.0)
    folder = tuning.finetune(start, Run(tmp_path, recipe), soft, [])
    assert same(weights(start), weights(folder))


def test_what_dropout_leaves_to_chance_is_not_the_order(
    classifier: Callable[..., Path], tmp_path: Path, fed: Fed
) -> None:
    start = classifier(dropout=0.3)
    runs = [Run(tmp_path / name, RECIPE) for name in ("one", "two")]
    one, two = (tuning.finetune(start, run, pairs(), [], every=NEVER) for run in runs)
    assert same(weights(one), weights(two))
    assert fed[: len(fed) // 2] == fed[len(fed) // 2 :]
    counted = Counter(ids for batch in fed for ids in batch)
    assert len(counted) >= 40


def test_frozen_layers_and_embeddings_stay_and_the_others_move(
    classifier: Callable[..., Path], tmp_path: Path
) -> None:
    start = classifier(layers=3)
    run = Run(tmp_path / "run", replace(RECIPE, pairs=40, frozen=2))
    model = tuning.finetune(start, run, pairs(), pairs(8), every=NEVER)
    before, after = weights(start), weights(model)
    moved = {name for name in before if not same({name: before[name]}, {name: after[name]})}
    assert not {name for name in moved if "embeddings" in name or "layer.0." in name}
    assert not {name for name in moved if "layer.1." in name}
    assert {name for name in moved if "layer.2." in name}
    assert "classifier.weight" in moved
