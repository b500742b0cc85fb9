from __future__ import annotations

import json

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli import load_judge
from factcheck.training import export as exporting
from factcheck.training.mix import LABELS, Pair

RECIPE = {
    "pairs": 96,
    "rate": 1e-3,
    "batch": 8,
    "warmup": 0.1,
    "decay": 0.3,
    "max_tokens": 64,
    "weight_decay": 0.01,
    "smoothing": 0.05,
    "seed": 7,
}
WORDS = ("rain", "sun", "snow", "wind", "fog", "hail", "frost", "storm")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run folder with a tiny untrained model, finished and as a checkpoint."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("run")
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {word: n for n, word in enumerate([*special, *WORDS, *map(str, range(40))])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=256,
        id2label=dict(enumerate(LABELS)),
        label2id={label: n for n, label in enumerate(LABELS)},
        initializer_range=0.3,
    )
    model = BertForSequenceClassification(config).eval()
    model.save_pretrained(folder / "model")
    tokenizer.save(str(folder / "model" / "tokenizer.json"))
    torch.save({"model": model.state_dict(), "done": 40}, folder / "checkpoint.pt")
    return folder


def pairs(count: int = 120) -> list[Pair]:
    return [
        Pair(f"{WORDS[n % 8]} {n % 40}", f"{WORDS[n % 7]} {n // 3}", n % 3, "lingnli")
        for n in range(count)
    ]


@pytest.mark.parametrize("checkpoint", [False, True])
def test_what_is_exported_loads_and_agrees_with_the_model(run, tmp_path, checkpoint):
    import torch

    state = run / "checkpoint.pt" if checkpoint else None
    trained = exporting.load_trained(run, run / "model", state)
    out = tmp_path / "weights" / "small"
    card = exporting.export(trained, [], pairs(), out, RECIPE)
    assert sorted(path.name for path in out.iterdir()) == [
        "README.md",
        "card.json",
        "model.onnx",
        "tokenizer.json",
    ]
    assert [path.name for path in out.parent.iterdir()] == ["small"]
    assert json.loads((out / "card.json").read_text()) == card
    assert card["recipe"].get("stopped_after") == (40 if checkpoint else None)
    assert ("not from a finished run" in (out / "README.md").read_text()) == checkpoint
    figures = card["figures"]
    assert figures["fitted_on"] + figures["all"]["pairs"] == 120
    judge = load_judge(str(out), threads=1)
    found = judge.probabilities([("rain 3", "sun 4")])[0]
    ids = torch.tensor([[2, 4, 15, 3, 5, 16, 3]])
    types = torch.tensor([[0, 0, 0, 0, 1, 1, 1]])
    with torch.inference_mode():
        logits = trained.model(
            input_ids=ids, attention_mask=torch.ones_like(ids), token_type_ids=types
        ).logits
    expected = torch.softmax(logits / card["temperature"], -1)[0].numpy()
    np.testing.assert_allclose(found, expected, atol=0.05)


def test_a_second_export_replaces_the_first(run, tmp_path):
    trained = exporting.load_trained(run, run / "model")
    out = tmp_path / "small"
    out.mkdir()
    (out / "stale").touch()
    exporting.export(trained, [], pairs(), out, RECIPE)
    assert not (out / "stale").exists()
    assert (out / "model.onnx").exists()


def test_quantised_weights_are_a_quarter(run, tmp_path):
    trained = exporting.load_trained(run, run / "model")
    exporting.to_onnx(trained.model, tmp_path / "whole.onnx")
    exporting.to_int8(tmp_path / "whole.onnx", tmp_path / "small.onnx")
    import onnx

    kinds = {
        tensor.name: tensor.data_type
        for tensor in onnx.load(tmp_path / "small.onnx").graph.initializer
    }
    eight_bits = {onnx.TensorProto.INT8, onnx.TensorProto.UINT8}
    assert any("word_embeddings" in n and kind in eight_bits for n, kind in kinds.items())
    products = onnx.load(tmp_path / "small.onnx").graph.node
    assert sum(node.op_type == "MatMulInteger" for node in products) >= 12


def test_missing_models_are_told(run, tmp_path):
    with pytest.raises(ModelError, match="finish the training run"):
        exporting.load_trained(tmp_path, run / "model")
    with pytest.raises(ModelError, match="start the training run"):
        exporting.load_trained(run, run / "model", tmp_path / "checkpoint.pt")


def test_pairs_seen_in_training_are_left_out_in_either_order():
    train = [Pair("A b", "c", 0, "x"), Pair("d", "e", 1, "x")]
    development = [Pair("C", "a B", 0, "x"), Pair("d", "f", 1, "x")]
    assert exporting.clean_development(train, development) == development[1:]


def test_halves_share_no_premise_and_lose_nothing():
    given = pairs(400)
    fit, report = exporting.halves(given)
    assert len(fit) + len(report) == 400
    assert not {pair.premise for pair in fit} & {pair.premise for pair in report}
    assert min(len(fit), len(report)) > 100


def test_thinning_follows_the_shares_of_the_mix():
    given = [Pair(str(n), "h", 0, source) for n in range(2000) for source in ("mpe", "lingnli")]
    kept = exporting.thinned(given)
    assert sum(pair.source == "lingnli" for pair in kept) == 2000
    assert sum(pair.source == "mpe" for pair in kept) == pytest.approx(300, abs=60)
    assert exporting.thinned(given) == kept


def test_groups():
    assert exporting.group_of("taxinli") == "mnli"
    assert exporting.group_of("cad") == "snli"
    assert exporting.group_of("scifact") == "fact verification"
    assert exporting.group_of("fragments") == exporting.REST
