"""Any Hugging Face sequence classifier as a judge, its label order read and then proved."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.engine import MAX_TOKENS, PairEncoder, judge_pairs
from factcheck.nli.judge import LABELS
from factcheck.nli.labels import order_of, parse_order
from factcheck.nli.pretrained import at_hand, line, read_config, read_network, read_vocabulary
from factcheck.nli.selftest import prove, sentences

_FEWEST = 32


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
        shown = line(model)
        folder = at_hand(model)
        config = read_config(folder, shown)
        order = order_of(getattr(config, "id2label", None) or (), shown, said)
        room = _room(config, shown)
        vocabulary = read_vocabulary(folder, shown, config)
        import torch

        self._torch = torch
        if threads > 0:
            torch.set_num_threads(min(threads, os.cpu_count() or 1))
        self._device = _device(torch, device)
        network = read_network(folder, shown, config)
        self._known = network.get_input_embeddings().num_embeddings
        self._unknown = vocabulary.unknown
        if vocabulary.largest >= self._known:
            raise ModelError(
                f"{shown} has a tokenizer of {vocabulary.largest + 1:,} tokens and weights for "
                f"{self._known:,}; it is put together from two models, name another"
            )
        if config.pad_token_id is None:
            network.config.pad_token_id = vocabulary.padding
        self._shown = shown
        self._network = network
        self._batch = 16 if self._device.type == "cpu" else 128
        self._types = getattr(config, "type_vocab_size", 0) >= 2
        self._encoder = PairEncoder(vocabulary.content, room, vocabulary.padding)
        self._columns = [0, 1, 2]
        proved = prove(self.probabilities(sentences()), order, shown)
        self._columns = [proved.index(label) for label in LABELS]
        stem = Path(model).name or "model"
        self.name = f"{stem}-{_fingerprint(network, vocabulary.content, proved)}"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As :meth:`factcheck.nli.judge.Judge.probabilities`.

        Raises:
            ModelError: the network fails on the device, for want of memory for instance.

        """
        try:
            self._network = self._network.to(self._device).eval()
            return judge_pairs(pairs, self._encoder, self._logits, batch=self._batch)
        except Exception as error:  # torch and each network raise classes of their own
            raise ModelError(
                f"{self._shown} does not run on {self._device} ({line(error)}); "
                "try device cpu, or name another model"
            ) from error

    def _logits(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> NDArray[np.floating]:
        # Tokens that were added to a tokenizer and never trained: text may spell them out.
        ids = np.where(ids < self._known, ids, self._unknown)
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


def _room(config: Any, shown: str) -> int:
    """How many tokens a network takes; RoBERTa and its kin reserve two of their positions."""
    positions = getattr(config, "max_position_embeddings", None)
    if not isinstance(positions, int) or positions <= 0:
        return MAX_TOKENS
    if positions < _FEWEST:
        raise ModelError(f"{shown} takes {positions} tokens at once; name a model with more")
    return min(MAX_TOKENS, positions - 2)


def _device(torch: Any, name: str | None) -> Any:
    try:
        device = torch.device(name or ("cuda" if torch.cuda.is_available() else "cpu"))
        torch.zeros(1, device=device).cpu()
    except Exception as error:  # a device says in a way of its own that it is not there
        raise ModelError(
            f"no device {line(name)!r} for torch here; use cpu, or leave the device out"
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
