"""Turn a trained tagger into what the package ships: two ONNX graphs, int8, and their card.

Word vectors stay out of the files: training leaves them as they are, so the graph refers to
them in the encoder's own ``model.safetensors``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from factcheck.attribution.card import CARD, READER, ROLES
from factcheck.attribution.onnx_tagger import OnnxTagger
from factcheck.bench.attribution import Article, AttributionFigures, Spans, score
from factcheck.embedding.minilm import WEIGHTS, verified_folder
from factcheck.errors import ModelError
from factcheck.training.encoder_graph import Graph
from factcheck.training.export import OPSET
from factcheck.training.quantise import products_to_int8
from factcheck.training.tagger_card import tagger_card
from factcheck.training.tagger_model import TaggerModel

NAME = "factcheck-tagger"
#: Taken from the logit of "no cue" (see :func:`factcheck.attribution.decoding.cues`).
BIAS = 0.0
_ENCODERS_NAME = "embeddings.word_embeddings.weight"


class _Reader(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """One window: (1, pieces), (1, pieces), (words,) to states (words, size) and cue logits."""

    def __init__(self, model: TaggerModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, kinds: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        found = self.model.encoder(input_ids=pieces, token_type_ids=kinds)
        words = found.last_hidden_state[0].index_select(0, heads)
        return words, self.model.cue(words)


class _Roles(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """Some cues of a paragraph: word states and distances to role logits."""

    def __init__(self, model: TaggerModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: Tensor, first: Tensor, last: Tensor, distances: Tensor) -> Tensor:
        return self.model.judge(words, first, last, distances)


def export(
    model: TaggerModel, out: Path, recipe: dict[str, Any], development: Sequence[Article]
) -> dict[str, Any]:
    """Write graphs, card and model card into folder ``out``, renamed into place at the end.

    Returns the figures of the written graphs, by themselves, on ``development``.

    Raises:
        ModelError: an exported graph gives other numbers than the model.

    """
    model.eval()
    size = model.encoder.config.hidden_size
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as scratch:
        whole, small = Path(scratch) / "fp32", Path(scratch) / "int8"
        whole.mkdir()
        small.mkdir()
        pieces = torch.randint(1000, 9000, (1, 40))
        reading = (pieces, pieces % 8, torch.arange(1, 38, 2))
        _to_onnx(
            _Reader(model),
            reading,
            whole / READER,
            {"pieces": {1: "pieces"}, "kinds": {1: "pieces"}, "heads": {0: "words"}},
            ["states", "cues"],
        )
        states = torch.randn(3, 30, size)
        judging = (states, states[:, 4], states[:, 5], torch.randint(0, 20, (3, 30)))
        _to_onnx(
            _Roles(model),
            judging,
            whole / ROLES,
            {
                "words": {0: "cues", 1: "words"},
                "first": {0: "cues"},
                "last": {0: "cues"},
                "distances": {0: "cues", 1: "words"},
            },
            ["roles"],
        )
        products_to_int8(whole / READER, small / READER)
        products_to_int8(whole / ROLES, small / ROLES)
        _refer(small / READER)
        hashes = {
            name: hashlib.sha256((small / name).read_bytes()).hexdigest()
            for name in (READER, ROLES)
        }
        card: dict[str, Any] = {
            "name": NAME,
            "bias": BIAS,
            "sha256": hashes,
            "recipe": recipe,
        }
        (small / CARD).write_text(json.dumps(card), encoding="utf-8")
        card["figures"] = _measured(OnnxTagger(small), development)
        (small / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
        (small / "README.md").write_text(tagger_card(card), encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        small.replace(out)
    figures: dict[str, Any] = card["figures"]
    return figures


def _measured(tagger: OnnxTagger, development: Sequence[Article]) -> dict[str, Any]:
    figures = AttributionFigures()
    for article in development:
        found = [
            Spans((t.source,) if t.source is not None else (), (t.cue,), t.content)
            for t in tagger.tag(article.text)
        ]
        score(figures, article, found)
    return figures.fields()


def _to_onnx(
    module: nn.Module, example: tuple[Tensor, ...], target: Path, axes: Any, outputs: list[str]
) -> None:
    import onnxruntime

    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            example,
            str(target),
            input_names=list(axes),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        wanted = module(*example)
    session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
    given = {name: value.numpy() for name, value in zip(axes, example, strict=True)}
    expected = wanted if isinstance(wanted, tuple) else (wanted,)
    for ours, theirs in zip(session.run(None, given), expected, strict=True):
        far = float(np.abs(ours - theirs.numpy()).max())
        if far > 2e-3:
            raise ModelError(f"{target.name} differs by {far:.4f}; try another opset")


def _refer(path: Path) -> None:
    """Replace the word vectors in the graph by a reference to the encoder's own file."""
    folder = verified_folder()
    layout = Graph(folder / WEIGHTS)
    layout.weight(_ENCODERS_NAME)
    graph = onnx.load(str(path))
    for number, tensor in enumerate(graph.graph.initializer):
        if tensor.name.endswith(_ENCODERS_NAME):
            reference = layout.initializers[_ENCODERS_NAME]
            kept = onnx.numpy_helper.to_array(tensor)
            with (folder / WEIGHTS).open("rb") as stream:
                stream.seek(int(reference.external_data[1].value))
                genuine = np.frombuffer(
                    stream.read(int(reference.external_data[2].value)), np.float32
                )
            if not np.array_equal(kept.reshape(-1), genuine):
                raise ModelError("training has changed the word vectors; keep them frozen")
            reference.name = tensor.name
            graph.graph.initializer[number].CopyFrom(reference)
            path.write_bytes(graph.SerializeToString(deterministic=True))
            return
    raise ModelError("the graph has no word vectors where they are looked for")
