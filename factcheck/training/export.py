"""Turn a trained classifier into what the package ships: int8 ONNX, calibrated, measured.

The weights are quantised to int8 per channel and the activations at run time (dynamic
quantisation).  Weights keep 7 of 8 bits (``reduce_range``): on processors without VNNI
instructions 8 bits can overflow inside the 16-bit sums of AVX2, and verdicts would depend
on the machine.  Attention is left unfused: ONNX Runtime's fused int8 attention is slower than
its parts on the processors measured (390 pairs/s against 472).
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

from factcheck.bench.nli import NliFigures, figures
from factcheck.errors import ModelError
from factcheck.nli.calibration import expected_calibration_error, fit_temperature
from factcheck.nli.card import CARD_FILE, MODEL_FILE, TOKENIZER_FILE
from factcheck.nli.engine import MAX_TOKENS
from factcheck.nli.judge import Judge, softmax
from factcheck.nli.onnx_judge import OnnxJudge
from factcheck.training.mix import LABELS, SHARE, Pair
from factcheck.training.model_card import model_card

OPSET = 17
#: Sources of the development split by what they are like; what is not named is "logic".
GROUPS: dict[str, frozenset[str]] = {
    "mnli": frozenset({"lingnli", "mnli_nyu20k", "mnli_pada", "taxinli"}),
    "snli": frozenset({"snli_nyu", "snli_cat", "snli_val", "sick", "mpe", "cad"}),
    "fact verification": frozenset(
        {"fever_dev", "feverous_dev", "fm2_dev", "covidfact", "scifact", "healthver_dev"}
    ),
}
REST = "logic and long texts"


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


def to_int8(
    source: Path,
    target: Path,
    *,
    reduce_range: bool = True,
    kinds: Sequence[str] = ("MatMul", "Gather"),
) -> None:
    """Quantise the matrix products and embeddings of ``source`` to int8, per channel."""
    import logging

    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().addFilter(_no_advice)
    try:
        quantize_dynamic(
            str(source),
            str(target),
            op_types_to_quantize=list(kinds),
            per_channel=True,
            reduce_range=reduce_range,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    finally:
        logging.getLogger().removeFilter(_no_advice)


def _no_advice(record: Any) -> bool:
    return "pre-processing before quantization" not in record.getMessage()


def clean_development(train: Sequence[Pair], development: Sequence[Pair]) -> list[Pair]:
    """Development pairs whose two sentences never stand together in training.

    The split is by premise, so a pair can be on the other side turned round or under other
    letter case; such pairs would flatter the figures.
    """
    seen = {_unordered(pair) for pair in train}
    return [pair for pair in development if _unordered(pair) not in seen]


def halves(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Two halves without a premise in common, the same on every machine: (fit, report)."""
    fit: list[Pair] = []
    report: list[Pair] = []
    for pair in pairs:
        digest = hashlib.sha256(pair.premise.casefold().encode()).digest()
        (fit if digest[8] % 2 else report).append(pair)
    return fit, report


def thinned(pairs: Sequence[Pair]) -> list[Pair]:
    """``pairs`` in the shares of the training mix, drawn by hash."""
    kept = []
    for pair in pairs:
        digest = hashlib.sha256(f"{pair.premise}\n{pair.hypothesis}".encode()).digest()
        if int.from_bytes(digest[:4], "big") / 2**32 < SHARE.get(pair.source, 1.0):
            kept.append(pair)
    return kept


def group_of(source: str) -> str:
    """The group of GROUPS, or REST, that a source belongs to."""
    return next((name for name, sources in GROUPS.items() if source in sources), REST)


def export(
    trained: Trained,
    train: Sequence[Pair],
    development: Sequence[Pair],
    out: Path,
    recipe: dict[str, Any],
    *,
    encoder: str = "small",
    threads: int = 1,
) -> dict[str, Any]:
    """Write model, tokenizer, card and model card into folder ``out``; returns the card.

    Everything is written beside ``out`` and renamed into place at the end.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as scratch:
        whole, small = Path(scratch) / "fp32", Path(scratch) / "int8"
        for folder in (whole, small):
            folder.mkdir()
            shutil.copyfile(trained.tokenizer, folder / TOKENIZER_FILE)
        to_onnx(trained.model, whole / MODEL_FILE)
        to_int8(whole / MODEL_FILE, small / MODEL_FILE)
        _write_card(whole, encoder, 1.0, {})
        _write_card(small, encoder, 1.0, {})
        fit, report = halves(thinned(clean_development(train, development)))
        judges = OnnxJudge(small, threads=threads), OnnxJudge(whole, threads=threads)
        temperature, measured = _measured(*judges, fit, report)
        facts: dict[str, Any] = {
            "recipe": {**recipe, **({"stopped_after": trained.seen} if trained.seen else {})},
            "figures": measured,
        }
        card = _write_card(small, encoder, temperature, facts)
        (small / "README.md").write_text(model_card(card), encoding="utf-8")
        if out.exists():
            out.replace(Path(scratch) / "old")
        small.replace(out)
    return card


def _measured(
    judge: Judge, whole: Judge, fit: Sequence[Pair], report: Sequence[Pair]
) -> tuple[float, dict[str, Any]]:
    """Temperature fitted on ``fit`` and figures on ``report``; judges are uncalibrated."""
    logits = _log_probabilities(judge, fit)
    temperature = fit_temperature(logits, _labels(fit))
    raw = _log_probabilities(judge, report)
    labels = _labels(report)
    calibrated = softmax(raw / temperature)
    unquantised = _log_probabilities(whole, report).argmax(axis=1)
    groups = np.array([group_of(pair.source) for pair in report])
    return temperature, {
        "fitted_on": len(fit),
        "all": _rounded(figures(calibrated, labels.tolist())),
        "by_group": {
            name: _rounded(figures(calibrated[groups == name], labels[groups == name].tolist()))
            for name in [*GROUPS, REST]
            if (groups == name).any()
        },
        "calibration_error_before": round(expected_calibration_error(softmax(raw), labels), 4),
        "calibration_error_after": round(expected_calibration_error(calibrated, labels), 4),
        "accuracy_fp32": round(float((unquantised == labels).mean()), 4),
        "accuracy_int8": round(float((raw.argmax(axis=1) == labels).mean()), 4),
        "int8_agrees_with_fp32": round(float((raw.argmax(axis=1) == unquantised).mean()), 4),
    }


def _log_probabilities(judge: Judge, pairs: Sequence[Pair]) -> NDArray[np.float64]:
    found = judge.probabilities([(pair.premise, pair.hypothesis) for pair in pairs])
    return np.log(np.maximum(found.astype(np.float64), 1e-12))


def _labels(pairs: Sequence[Pair]) -> NDArray[np.int64]:
    return np.array([pair.label for pair in pairs], dtype=np.int64)


def _rounded(found: NliFigures) -> dict[str, Any]:
    plain = {
        key: round(value, 4) if isinstance(value, float) else value
        for key, value in asdict(found).items()
    }
    return {**plain, "confusion": [list(row) for row in found.confusion]}


def _unordered(pair: Pair) -> frozenset[str]:
    return frozenset((pair.premise.casefold(), pair.hypothesis.casefold()))


def _write_card(
    folder: Path, encoder: str, temperature: float, facts: dict[str, Any]
) -> dict[str, Any]:
    card: dict[str, Any] = {
        "name": f"factcheck-nli-{encoder}",
        "labels": list(LABELS),
        "temperature": round(temperature, 4),
        "max_tokens": MAX_TOKENS,
        "model_sha256": _sha256(folder / MODEL_FILE),
        "tokenizer_sha256": _sha256(folder / TOKENIZER_FILE),
        **facts,
    }
    (folder / CARD_FILE).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
