"""Any other encoder that the user names, through sentence-transformers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError


class SentenceTransformerEncoder:
    """A model in a folder or on Hugging Face, run by sentence-transformers and PyTorch.

    Code that comes with a model is not run.
    """

    def __init__(self, name: str, threads: int = 0) -> None:
        """Load the model ``name``, on ``threads`` threads (0: PyTorch's own choice).

        Raises ``ModelError`` where it cannot be found or loaded.
        """
        try:
            import torch
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError(
                f"the encoder {name} needs sentence-transformers: pip install sentence-transformers"
            ) from error
        if threads:
            torch.set_num_threads(threads)
        try:
            self._model = SentenceTransformer(name)
        except Exception as error:
            # What loading raises is as varied as the ways a model can be wrong.
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise ModelError(
                f"the encoder {name} cannot be loaded ({reason}): "
                "name a folder or a Hugging Face model for sentence-transformers"
            ) from error
        base = Path(name).resolve().name if Path(name).is_dir() else name
        self.name: str = f"{base}@{_fingerprint(self._model.state_dict())}"
        self.dimension: int = self.encode([""]).shape[1]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of ``texts``: (n, dimension) float32, L2-normalised rows, in order."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self._model.encode(
            [text.encode("utf-8", "replace").decode("utf-8") for text in texts],
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


def _fingerprint(weights: Mapping[str, Any]) -> str:
    """Eight hexadecimal digits that change with any weight."""
    import torch

    digest = hashlib.sha256()
    for name, tensor in sorted(weights.items()):
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}\n".encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy())
    return digest.hexdigest()[:8]
