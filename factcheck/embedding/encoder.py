"""What turns texts into vectors, and how one is chosen by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

DEFAULT_NAMES = ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2")


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is the texts' similarity.

    ``name`` identifies the model and its weights; ``dimension`` is the length of a vector.
    """

    @property
    def name(self) -> str:
        """The model and its weights, such as ``all-MiniLM-L6-v2@53aa5117-int8``."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of ``texts``: (n, dimension) float32, L2-normalised rows, in order."""
        ...


def load_encoder(name: str | None = None, threads: int = 0) -> Encoder:
    """The encoder called ``name``, on ``threads`` threads (0: as many as there are cores).

    Without a name it is the default, all-MiniLM-L6-v2, from the installed package and without
    a network.  Any other name is a folder or a Hugging Face model that sentence-transformers
    can load.  Raises ``ModelError`` where the model is missing, damaged or unusable.
    """
    from factcheck.embedding import minilm

    if name is None or name in (*DEFAULT_NAMES, minilm.NAME):
        return minilm.MiniLMEncoder(threads)
    from factcheck.embedding.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name, threads)
