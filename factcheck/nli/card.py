"""A shipped model's folder: ``model.onnx``, ``tokenizer.json`` and the card that pins both."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import ModelError
from factcheck.nli.judge import LABELS
from factcheck.nli.labels import ORDERS

MODEL_FILE, TOKENIZER_FILE, CARD_FILE = "model.onnx", "tokenizer.json", "card.json"


@dataclass(frozen=True, slots=True)
class Card:
    """What must be known to run a shipped model.

    ``labels`` is the order of its logits, ``temperature`` divides them (see
    :mod:`factcheck.nli.calibration`), the hashes are SHA-256 in hex.
    """

    name: str
    labels: tuple[str, ...]
    temperature: float
    max_tokens: int
    model_sha256: str
    tokenizer_sha256: str

    @property
    def identity(self) -> str:
        """Name and a hash of everything that decides a verdict."""
        parts = (
            self.model_sha256,
            self.tokenizer_sha256,
            self.labels,
            self.temperature,
            self.max_tokens,
        )
        return f"{self.name}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:12]}"

    @property
    def columns(self) -> list[int]:
        """The column of the model's output for each of LABELS."""
        return [self.labels.index(label) for label in LABELS]


def read_card(folder: Path) -> Card:
    """The card of the model in ``folder``.

    Raises:
        ModelError: the folder holds no model, or its card is damaged.

    """
    if not (folder / CARD_FILE).is_file():
        raise ModelError(f"no inference model in {str(folder)!r}; reinstall factcheck")
    try:
        fields: dict[str, Any] = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
        card = Card(
            name=str(fields["name"]),
            labels=tuple(fields["labels"]),
            temperature=float(fields["temperature"]),
            max_tokens=int(fields["max_tokens"]),
            model_sha256=str(fields["model_sha256"]),
            tokenizer_sha256=str(fields["tokenizer_sha256"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(folder / CARD_FILE) from None
    if card.labels not in ORDERS or not card.temperature > 0 or card.max_tokens < 16:
        raise _damaged(folder / CARD_FILE)
    return card


def verified(path: Path, sha256: str) -> bytes:
    """The content of ``path``, once its SHA-256 is found to be ``sha256``.

    Raises:
        ModelError: the file is missing, cut short or changed.

    """
    try:
        content = path.read_bytes()
    except OSError:
        raise ModelError(f"{str(path)!r} cannot be read; reinstall factcheck") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _damaged(path)
    return content


def _damaged(path: Path) -> ModelError:
    return ModelError(f"{str(path)!r} is damaged or was changed; reinstall factcheck")
