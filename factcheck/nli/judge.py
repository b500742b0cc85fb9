"""What every judge of sentence pairs has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

#: The order of the three columns of every probability array in this package.
LABELS = ("entailment", "neutral", "contradiction")
ENTAILMENT, NEUTRAL, CONTRADICTION = range(3)


class Judge(Protocol):
    """Something that judges (premise, hypothesis) pairs."""

    @property
    def name(self) -> str:
        """Model, weights and calibration in one word; verdicts are cached under it."""
        ...

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(n, 3) float32 in the order of :data:`LABELS`, rows summing to 1; (0, 3) for none."""
        ...


def softmax(logits: NDArray[np.floating]) -> NDArray[np.float32]:
    """Row-wise softmax of (n, k) logits, computed in float64 and given as float32."""
    wide = np.asarray(logits, dtype=np.float64)
    shifted = np.exp(wide - wide.max(axis=1, keepdims=True, initial=-np.inf))
    found: NDArray[np.float32] = (shifted / shifted.sum(axis=1, keepdims=True)).astype(np.float32)
    return found


def both_directions(judge: Judge, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """Judge each pair as given and turned round: (n, 2, 3) float32.

    ``[:, 0]`` is (a → b), ``[:, 1]`` is (b → a).  One call to the judge, so that batches of
    like length form over both directions.
    """
    turned = [(b, a) for a, b in pairs]
    found = judge.probabilities([*pairs, *turned])
    return np.stack([found[: len(pairs)], found[len(pairs) :]], axis=1)
