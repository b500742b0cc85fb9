"""Any Hugging Face sequence classifier as a judge, its label order read and then proved."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.engine import MAX_TOKENS, PairEncoder, judge_pairs
from factcheck.nli.judge import LABELS
from factcheck.nli.labels import order_of, parse_order
from factcheck.nli.selftest import prove, sentences


class TransformersJudge:
    """Judges pairs with a cross-encoder named by Hugging Face name or folder."""

    def __init__(
        self,
        model: str,
        *,
        labels: str | None = None,
        device: str | None = None,
        threads: int = 0,
    ) -> None:
        """Load ``model`` and prove the order of its classes (:mod:`factcheck.nli.selftest`).

        ``labels`` ("contradiction,entailment,neutral") overrides the names in its
        configuration; ``device`` is a torch device, by default CUDA where there is one;
        ``threads`` above 0 sets torch's threads for the whole process.

        Raises:
            ModelError: the model cannot be had, is no three-way classifier, or its classes
                are not in the order that it says.

        """
        said = parse_order(labels) if labels is not None else None
        self._torch, network, tokenizer = _load(model)
        if threads > 0:
            self._torch.set_num_threads(threads)
        shown = _line(model)
        order = order_of(network.config.id2label, shown) if said is None else said
        if network.config.num_labels != len(LABELS):
            raise ModelError(
                f"{shown} tells {network.config.num_labels} classes apart; "
                "name a model with entailment, neutral and contradiction"
            )
        self._device = _device(self._torch, device)
        self._network = network.to(self._device).eval()
        self._batch = 16 if self._device.type == "cpu" else 128
        self._types = getattr(network.config, "type_vocab_size", 0) >= 2
        positions = getattr(network.config, "max_position_embeddings", None) or MAX_TOKENS + 2
        self._encoder = PairEncoder(
            tokenizer, min(MAX_TOKENS, positions - 2), network.config.pad_token_id or 0
        )
        self._columns = [0, 1, 2]
        order = prove(judge_pairs(sentences(), self._encoder, self._logits), order, shown)
        self._columns = [order.index(label) for label in LABELS]
        stem = Path(model).name or "model"
        self.name = f"{stem}-{_fingerprint(network, tokenizer, order)}"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As :meth:`factcheck.nli.judge.Judge.probabilities`."""
        return judge_pairs(pairs, self._encoder, self._logits, batch=self._batch)

    def _logits(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> NDArray[np.floating]:
        given = {"input_ids": ids, "attention_mask": mask}
        if self._types:
            given["token_type_ids"] = types
        with self._torch.inference_mode():
            tensors = {
                name: self._torch.from_numpy(a).to(self._device) for name, a in given.items()
            }
            found = self._network(**tensors).logits.float().cpu().numpy()
        logits: NDArray[np.floating] = found[:, self._columns]
        return logits


def _load(model: str) -> tuple[Any, Any, str]:
    """torch, the classifier and the content of its fast tokenizer."""
    try:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
    except ImportError as error:
        raise ModelError(
            "a Hugging Face model needs torch; install it with: pip install torch transformers"
        ) from error
    try:
        with _quiet():
            network, report = AutoModelForSequenceClassification.from_pretrained(
                model, output_loading_info=True
            )
            tokenizer = AutoTokenizer.from_pretrained(model, use_fast=True)
        content: str = tokenizer.backend_tokenizer.to_str()
    except Exception as error:  # dozens of classes, from the hub, safetensors, torch and JSON
        raise ModelError(
            f"cannot load {_line(model)} ({_line(error)}); give the folder of a sequence "
            "classifier, or its Hugging Face name with a network"
        ) from error
    if report["missing_keys"]:
        raise ModelError(
            f"{_line(model)} is no trained classifier: it lacks "
            f"{_line(min(report['missing_keys']))}; name a model trained for natural "
            "language inference"
        )
    return torch, network, content


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No progress bars or reports from transformers; what it did before, it does after."""
    from transformers.utils import logging

    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()


def _device(torch: Any, name: str | None) -> Any:
    try:
        device = torch.device(name or ("cuda" if torch.cuda.is_available() else "cpu"))
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError) as error:
        raise ModelError(
            f"no device {name!r} for torch here; use cpu, or leave the device out"
        ) from error
    return device


def _fingerprint(network: Any, tokenizer: str, order: Sequence[str]) -> str:
    """12 hex digits over weights, tokenizer and label order."""
    import torch

    digest = hashlib.sha256(tokenizer.encode("utf-8", "surrogatepass"))
    digest.update(",".join(order).encode())
    for name, weight in sorted(network.state_dict().items()):
        flat = weight.detach().cpu().contiguous().reshape(-1)
        digest.update(name.encode())
        digest.update(flat.view(torch.uint8).numpy().data)
    return digest.hexdigest()[:12]


def _line(value: object) -> str:
    """``value`` as one short printable line."""
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return " ".join(text.split())[:160]
