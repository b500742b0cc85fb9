"""A shipped model's folder: ``model.onnx``, ``tokenizer.json`` and the card that pins both.

The model may be there as ``model.onnx.zz`` instead, Huffman-coded by zlib: int8 weights that use
fewer than their eight bits take little more room than their entropy.  ISA-L unpacks them in half of
zlib's time.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isal import isal_zlib

from factcheck.errors import ModelError
from factcheck.nli.calibration import Scaling
from factcheck.nli.judge import LABELS
from factcheck.nli.labels import ORDERS
from factcheck.nli.verdicts import UNFITTED

MODEL_FILE, TOKENIZER_FILE, CARD_FILE = "model.onnx", "tokenizer.json", "card.json"
PACKED_FILE = "model.onnx.zz"


@dataclass(frozen=True, slots=True)
class Card:
    """What must be known to run a shipped model.

    ``labels`` is the order of its logits, ``scaling`` makes probabilities of them (see
    :mod:`factcheck.nli.calibration`), the hashes are SHA-256 in hex.  ``model_bytes`` is the
    size of a packed model once unpacked, None where it is not packed.  ``sure`` is the least
    probability at which a class of LABELS counts as said (see :mod:`factcheck.nli.verdicts`).
    """

    name: str
    labels: tuple[str, ...]
    scaling: Scaling
    max_tokens: int
    model_sha256: str
    tokenizer_sha256: str
    model_bytes: int | None = None
    sure: tuple[float, ...] = UNFITTED

    @property
    def identity(self) -> str:
        """Name and a hash of everything that decides a verdict."""
        parts = (
            self.model_sha256,
            self.tokenizer_sha256,
            self.labels,
            self.scaling,
            self.max_tokens,
        )
        return f"{self.name}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:12]}"

    @property
    def columns(self) -> list[int]:
        """The column of the model's output for each of LABELS."""
        return [self.labels.index(label) for label in LABELS]


def read_card(folder: Path, sha256: str | None = None) -> Card:
    """The card of the model in ``folder``, whose own hash must be ``sha256`` where it is given.

    Raises:
        ModelError: the folder holds no model, or its card is damaged or not the one expected.

    """
    if not (folder / CARD_FILE).is_file():
        raise ModelError(f"no inference model in {str(folder)!r}; reinstall factcheck")
    try:
        content = (folder / CARD_FILE).read_bytes()
        fields: dict[str, Any] = json.loads(content)
        card = Card(
            name=str(fields["name"]),
            labels=tuple(fields["labels"]),
            scaling=Scaling(float(fields["temperature"]), float(fields.get("cubic", 0.0))),
            max_tokens=int(fields["max_tokens"]),
            model_sha256=str(fields["model_sha256"]),
            tokenizer_sha256=str(fields["tokenizer_sha256"]),
            model_bytes=None if (size := fields.get("model_bytes")) is None else int(size),
            sure=tuple(float(fields["sure"][name]) for name in LABELS)
            if "sure" in fields
            else UNFITTED,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(folder / CARD_FILE) from None
    if sha256 is not None and hashlib.sha256(content).hexdigest() != sha256:
        raise _damaged(folder / CARD_FILE)
    sound = card.scaling.temperature > 0 and card.scaling.cubic >= 0
    if card.labels not in ORDERS or not sound or card.max_tokens < 16:
        raise _damaged(folder / CARD_FILE)
    if card.model_bytes is not None and card.model_bytes < 1:
        raise _damaged(folder / CARD_FILE)
    return card


def model_of(folder: Path, card: Card) -> bytes:
    """The ONNX model of ``card`` in ``folder``, verified and unpacked.

    Raises:
        ModelError: the file is missing, damaged or was changed.

    """
    if card.model_bytes is None:
        return verified(folder / MODEL_FILE, card.model_sha256)
    packed = verified(folder / PACKED_FILE, card.model_sha256)
    unpacker = isal_zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, card.model_bytes)
    except isal_zlib.error:  # type: ignore[misc]  # its stub says instance where it is a class
        raise _damaged(folder / PACKED_FILE) from None
    if len(content) != card.model_bytes or not unpacker.eof:
        raise _damaged(folder / PACKED_FILE)
    return content


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
