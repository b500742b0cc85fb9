"""Turn a trained classifier into what the package ships: int8 ONNX, calibrated, measured.

Attention is left unfused: ONNX Runtime's fused int8 attention is slower than its parts on the
processors measured (390 pairs/s against 472).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.bench.selective import risk_coverage
from factcheck.errors import ModelError
from factcheck.nli.calibration import expected_calibration_error, fit_scaling
from factcheck.nli.card import CARD_FILE, MODEL_FILE, PACKED_FILE, TOKENIZER_FILE
from factcheck.nli.engine import MAX_TOKENS, PairEncoder
from factcheck.nli.judge import Judge, softmax
from factcheck.nli.onnx_judge import OnnxJudge
from factcheck.nli.verdicts import fit_bounds
from factcheck.training.compensation import Feed
from factcheck.training.held_out import HeldOut, labels_of, log_probabilities, measured
from factcheck.training.mix import LABELS, Pair
from factcheck.training.model_card import model_card
from factcheck.training.quantise import packed, to_int8

OPSET = 17
#: What share of the verdicts above a bound is right; below it a pair is unsure.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained classifier in memory: torch model, tokenizer file, pairs it has seen."""

    model: Any
    tokenizer: Path
    seen: int | None


def load_trained(run: Path, start: Path, checkpoint: Path | None = None) -> Trained:
    """The finished model of ``run``, or the state of ``checkpoint`` on encoder ``start``.

    Raises:
        ModelError: there is no such model.

    """
    import torch
    from transformers import AutoModelForSequenceClassification

    if checkpoint is None:
        folder = run / "model"
        if not (folder / "config.json").exists():
            raise ModelError(f"{str(folder)!r} holds no model; finish the training run first")
        model = AutoModelForSequenceClassification.from_pretrained(
            str(folder), attn_implementation="eager"
        )
        return Trained(model.eval(), folder / TOKENIZER_FILE, None)
    if not checkpoint.exists():
        raise ModelError(f"no checkpoint {str(checkpoint)!r}; start the training run first")
    names = dict(enumerate(LABELS))
    model = AutoModelForSequenceClassification.from_pretrained(
        str(start), num_labels=len(LABELS), id2label=names, attn_implementation="eager"
    )
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    model.load_state_dict(state["model"])
    return Trained(model.eval(), start / TOKENIZER_FILE, int(state["done"]))


def to_onnx(model: Any, target: Path) -> None:
    """Write ``model`` as fp32 ONNX with free batch and sequence lengths.

    The TorchScript exporter is used: the graph of the newer one fails ONNX shape inference,
    and so quantisation, with torch 2.13.

    Raises:
        ModelError: the file gives other logits than the model.

    """
    import onnxruntime
    import torch

    types = getattr(model.config, "type_vocab_size", 0) >= 2
    names = ["input_ids", "attention_mask", *(["token_type_ids"] if types else [])]

    def example(rows: int, width: int) -> list[Any]:
        generator = torch.Generator().manual_seed(width)
        ids = torch.randint(5, model.config.vocab_size, (rows, width), generator=generator)
        mask = torch.ones_like(ids)
        mask[0, width // 2 :] = 0
        halves = (torch.arange(width) >= width // 3).long().expand(rows, width)
        return [ids, mask, halves.contiguous()][: len(names)]

    class Logits(torch.nn.Module):  # type: ignore[misc]  # torch is untyped here
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: Any) -> Any:
            return self.model(**dict(zip(names, tensors, strict=True))).logits

    free = {name: {0: "batch", 1: "sequence"} for name in names}
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Logits().eval(),
            tuple(example(2, 11)),
            str(target),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={**free, "logits": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(target), options, providers=["CPUExecutionProvider"])
    for rows, width in ((1, 7), (3, 40)):
        tensors = example(rows, width)
        with torch.inference_mode():
            expected = model(**dict(zip(names, tensors, strict=True))).logits.numpy()
        given = {name: tensor.numpy() for name, tensor in zip(names, tensors, strict=True)}
        found = session.run(None, given)[0]
        if not np.allclose(found, expected, atol=1e-3):
            raise ModelError(
                f"the exported model differs by {np.abs(found - expected).max():.4f} in its "
                f"logits at {rows} x {width}; try another opset"
            )


def export(
    trained: Trained,
    held: HeldOut,
    calibration: Sequence[Pair],
    out: Path,
    recipe: dict[str, Any],
    *,
    bits: int = 7,
    threads: int = 1,
) -> dict[str, Any]:
    """Write model, tokenizer, card and model card into folder ``out``, whose name it takes.

    Returns the card.  Weights use ``bits`` bits of eight; activations are looked at on
    ``calibration``, pairs of the training set.  Everything is written beside ``out`` and
    renamed into place at the end.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as scratch:
        whole, small = Path(scratch) / "fp32", Path(scratch) / "int8"
        for folder in (whole, small):
            folder.mkdir()
            shutil.copyfile(trained.tokenizer, folder / TOKENIZER_FILE)
        to_onnx(trained.model, whole / MODEL_FILE)
        to_int8(
            whole / MODEL_FILE,
            small / MODEL_FILE,
            bits=bits,
            calibration=_feeds(trained, calibration),
        )
        content = (small / MODEL_FILE).read_bytes()
        (small / MODEL_FILE).unlink()
        (small / PACKED_FILE).write_bytes(packed(content))
        _write_card(whole, out.name, MODEL_FILE, {})
        _write_card(small, out.name, PACKED_FILE, {"model_bytes": len(content)})
        judges = OnnxJudge(small, threads=threads), OnnxJudge(whole, threads=threads)
        facts = {
            "model_bytes": len(content),
            **_calibrated(*judges, held),
            "bits": bits,
            "recipe": {**recipe, **({"stopped_after": trained.seen} if trained.seen else {})},
        }
        card = _write_card(small, out.name, PACKED_FILE, facts)
        (small / "README.md").write_text(model_card(card), encoding="utf-8")
        if out.exists():
            out.replace(Path(scratch) / "old")
        small.replace(out)
    return card


def _feeds(trained: Trained, pairs: Sequence[Pair]) -> list[Feed]:
    """The inputs of the model for ``pairs``, one by one."""
    encoder = PairEncoder(trained.tokenizer.read_text(encoding="utf-8"))
    types = getattr(trained.model.config, "type_vocab_size", 0) >= 2
    found: list[Feed] = []
    for row in encoder.rows([(pair.premise, pair.hypothesis) for pair in pairs]):
        ids = np.array([row.ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        kinds = {"token_type_ids": np.array([row.types], dtype=np.int64)} if types else {}
        found.append({**feed, **kinds})
    return found


def _calibrated(judge: Judge, whole: Judge, held: HeldOut) -> dict[str, Any]:
    """Temperature, bounds and figures of ``judge``; both judges are uncalibrated."""
    pairs = held.pairs
    logits = log_probabilities(judge, pairs)
    labels = labels_of(pairs)
    fit = np.array([pair in held.fit for pair in pairs])
    scaling = fit_scaling(logits[fit], labels[fit])
    calibrated = scaling.probabilities(logits)
    sure = fit_bounds(calibrated[fit], labels[fit], SURE)
    known = len(pairs) - len(held.unrelated)
    fresh = ~fit[:known]
    unquantised = log_probabilities(whole, pairs[:known]).argmax(axis=1)
    right = labels[:known]
    return {
        "temperature": round(scaling.temperature, 4),
        "cubic": round(scaling.cubic, 5),
        "sure": dict(zip(LABELS, sure, strict=True)),
        "figures": {
            **measured(held, calibrated),
            "fitted_on": int(fit.sum()),
            "calibration_error_before": round(
                expected_calibration_error(softmax(logits[:known])[fresh], right[fresh]), 4
            ),
            "accuracy_fp32": round(float((unquantised == right).mean()), 4),
            "accuracy_int8": round(float((logits[:known].argmax(axis=1) == right).mean()), 4),
            "int8_by_set": _by_set(held, logits[:known].argmax(axis=1) == right),
            "fp32_by_set": _by_set(held, unquantised == right),
            "risk_coverage": [
                asdict(each) for each in risk_coverage(calibrated[:known][fresh], right[fresh])
            ],
        },
    }


def _by_set(held: HeldOut, right: NDArray[np.bool_]) -> dict[str, float]:
    ends = np.cumsum([len(pairs) for pairs in held.sets.values()])
    parts = np.split(right, ends[:-1])
    return {name: round(float(part.mean()), 4) for name, part in zip(held.sets, parts, strict=True)}


def _write_card(folder: Path, name: str, file: str, facts: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = {
        "name": f"factcheck-nli-{name}",
        "labels": list(LABELS),
        "temperature": 1.0,
        "max_tokens": MAX_TOKENS,
        "model_sha256": _sha256(folder / file),
        "tokenizer_sha256": _sha256(folder / TOKENIZER_FILE),
        **facts,
    }
    (folder / CARD_FILE).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
