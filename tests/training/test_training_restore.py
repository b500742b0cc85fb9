"""Float weights from a quantised graph: near what was quantised, or refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.training import export as exporting
from factcheck.training.quantise import packed, to_int8
from factcheck.training.restore import restore


def outlying(model: Any) -> None:
    """As training would: words stay; and one inner column a layer is far larger than the rest."""
    import torch

    torch.manual_seed(3)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "word_embeddings" not in name:
                weight += 0.05 * torch.randn_like(weight)
        for layer in model.bert.encoder.layer:
            layer.intermediate.dense.weight[5] *= 400
            layer.output.dense.weight[:, 5] *= 1.7


@pytest.fixture(scope="module")
def shipped(
    classifier: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Any, Path, Path]:
    """A model, the folder that it started from, and its packed int8 graph."""
    from transformers import AutoModelForSequenceClassification

    start = classifier(spread=0.3, layers=2)
    model = AutoModelForSequenceClassification.from_pretrained(
        str(start), attn_implementation="eager"
    ).eval()
    outlying(model)
    folder = tmp_path_factory.mktemp("graph")
    exporting.to_onnx(model, folder / "whole.onnx")
    ids = np.arange(4, 44, dtype=np.int64).reshape(4, 10)
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": ids * 0}
    to_int8(folder / "whole.onnx", folder / "int8.onnx", bits=7, calibration=[feed])
    (folder / "model.onnx.zz").write_bytes(packed((folder / "int8.onnx").read_bytes()))
    return model, start, folder / "model.onnx.zz"


def test_every_weight_is_near_what_it_was(shipped: tuple[Any, Path, Path], tmp_path: Path) -> None:
    from transformers import AutoModelForSequenceClassification

    model, start, graph = shipped
    restore(graph, start, tmp_path / "float")
    found = AutoModelForSequenceClassification.from_pretrained(str(tmp_path / "float")).state_dict()
    assert (tmp_path / "float" / "tokenizer.json").is_file()
    for name, weight in model.state_dict().items():
        gap = float((found[name] - weight).norm() / weight.norm())
        assert gap < 0.03, name  # a step of 7 bits, and what one weight makes up for another


def test_rows_that_were_kept_whole_come_back_whole(
    shipped: tuple[Any, Path, Path], tmp_path: Path
) -> None:
    from transformers import AutoModelForSequenceClassification

    model, start, graph = shipped
    restore(graph, start, tmp_path / "float")
    found = AutoModelForSequenceClassification.from_pretrained(str(tmp_path / "float")).state_dict()
    name = "bert.encoder.layer.0.output.dense.weight"
    np.testing.assert_array_equal(found[name][:, 5], model.state_dict()[name][:, 5])
    assert (found[name][:, 6] != model.state_dict()[name][:, 6]).any()


def test_a_graph_of_another_encoder_is_refused(
    shipped: tuple[Any, Path, Path], classifier: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match=r"has no .* as"):
        restore(shipped[2], classifier(layers=3), tmp_path / "float")
    assert not (tmp_path / "float").exists()
