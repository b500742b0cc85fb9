"""When the small model's "neutral" may stand: the bound that ships, and what it costs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.judge import CONTRADICTION, NEUTRAL, Judge
from factcheck.training.held_out import UNRELATED, HeldOut, labels_of, measured

#: The accuracy that the cascade may lose against the large model alone, on any set.
LOSS = 0.003
_BOUNDS = tuple(round(0.5 + step / 100, 2) for step in range(50))


def settle(small: Judge, base: Judge, held: HeldOut) -> dict[str, Any]:
    """The least bound at which no set loses more than :data:`LOSS`, and the figures with it.

    The bound is chosen on the half of the development split that is there to fit on, and on
    what the large model finds contradictory: no more than one in a hundred of those may be lost.
    """
    pairs = [(pair.premise, pair.hypothesis) for pair in held.pairs]
    first, second = small.probabilities(pairs), base.probabilities(pairs)
    labels = labels_of(held.pairs)
    sets = np.array(
        [name for name, some in held.sets.items() for _ in some] + [UNRELATED] * len(held.unrelated)
    )
    fit = np.array([pair in held.fit for pair in held.pairs])
    keep = next((k for k in _BOUNDS if _allowed(first, second, labels, sets, fit, k)), 1.0)
    found = _joined(first, second, keep)
    sent = first[:, NEUTRAL] < keep
    parts = {str(name): float(sent[sets == name].mean()) for name in np.unique(sets)}
    return {
        "keep": keep,
        "small": small.name,
        "base": base.name,
        "sent_on": {name: round(part, 4) for name, part in parts.items()},
        "figures": measured(held, found),
    }


def _allowed(
    first: NDArray[np.float32],
    second: NDArray[np.float32],
    labels: NDArray[np.int64],
    sets: NDArray[np.str_],
    fit: NDArray[np.bool_],
    keep: float,
) -> bool:
    joined, alone = _joined(first, second, keep).argmax(axis=1), second.argmax(axis=1)
    for name in np.unique(sets[fit]):
        inside = fit & (sets == name)
        lost = (alone[inside] == labels[inside]).mean() - (joined[inside] == labels[inside]).mean()
        if lost > LOSS:
            return False
    opposed = fit & (alone == CONTRADICTION) & (labels == CONTRADICTION)
    return bool((joined[opposed] != CONTRADICTION).sum() <= 0.01 * opposed.sum())


def _joined(
    first: NDArray[np.float32], second: NDArray[np.float32], keep: float
) -> NDArray[np.float32]:
    return np.where((first[:, NEUTRAL] < keep)[:, None], second, first)
