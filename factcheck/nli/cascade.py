"""Two judges for the price of little more than one: a small one looks, a large one decides.

Most candidates have nothing to do with each other, and the small model sees that.  Where it says
``neutral`` with a probability of at least ``keep``, its verdict stands; every other pair, whatever
would be reported or is in doubt, goes to the large model (cascades of classifiers: Viola and Jones
2001, CVPR; for language models Varshney and Baral 2022, EMNLP).  ``keep`` stands in
``weights/cascade.json`` with the run that measured it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.judge import NEUTRAL, Judge
from factcheck.nli.verdicts import bounds

SETTINGS_FILE = "cascade.json"


class Cascade:
    """``first`` judges every pair, ``second`` again those that it does not find neutral."""

    def __init__(self, first: Judge, second: Judge, keep: float) -> None:
        """Keep the verdicts of ``first`` whose ``neutral`` is at least ``keep``."""
        self._first = first
        self.second = second
        self._keep = keep
        self.name = f"{first.name}+{second.name}@{keep:g}"
        self.sure = bounds(second)

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As :meth:`factcheck.nli.judge.Judge.probabilities`."""
        found = self._first.probabilities(pairs)
        again: list[int] = np.flatnonzero(found[:, NEUTRAL] < self._keep).tolist()
        if again:
            found[again] = self.second.probabilities([pairs[place] for place in again])
        return found


def read_keep(weights: Path) -> float:
    """The bound that ships in folder ``weights``.

    Raises:
        ModelError: the file is missing or damaged.

    """
    path = weights / SETTINGS_FILE
    try:
        keep = float(json.loads(path.read_text(encoding="utf-8"))["keep"])
    except FileNotFoundError:
        raise ModelError(f"no inference model in {str(weights)!r}; reinstall factcheck") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise ModelError(f"{str(path)!r} is damaged; reinstall factcheck") from None
    if not 0 < keep <= 1:
        raise ModelError(f"{str(path)!r} is damaged; reinstall factcheck")
    return keep
