"""The highest of many ranks, the lower row first where two are alike."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Ranks = NDArray[np.float32]

_LOWEST = np.finfo(np.float32).min
#: How many columns are folded into one to bound the ranks that count.
_FOLDS = 16
#: The rank of what may not stand in a list, and of an empty slot.
NONE = -np.inf


class Ranked(NamedTuple):
    """What ranks highest for some questions, all (k,): which question, the row and its rank.

    By ascending question; within one the best come first, the lower row where two rank alike.
    """

    which: Rows
    rows: Rows
    ranks: Ranks

    @property
    def places(self) -> Rows:
        """How many stand before each within its question, (k,)."""
        found: Rows = np.arange(len(self.which)) - np.searchsorted(self.which, self.which)
        return found


def highest(ranks: Ranks, rows: Rows, size: int) -> Ranked:
    """The ``size`` best of ``rows`` (n,) for each question, a line of ``ranks`` (m, n).

    What has the rank :data:`NONE` is left out.
    """
    least = _bound(ranks, size) if ranks.shape[1] > size else _LOWEST
    which, column = np.nonzero(ranks >= np.maximum(least, _LOWEST))
    return _first(which, rows[column], ranks[which, column], size)


def _bound(ranks: Ranks, size: int) -> Ranks:
    """What the ``size``-th best of each line of ``ranks`` (m, n) is at least, (m, 1).

    As many of the columns' folds hold one that is as high; to fold is quicker than to sort.
    """
    width = max(size, ranks.shape[1] // _FOLDS)
    folds = ranks.shape[1] // width
    tops = ranks[:, : folds * width].reshape(len(ranks), folds, width).max(axis=1)
    found: Ranks = np.partition(tops, width - size, axis=1)[:, width - size, None]
    return found


def merged(parts: list[Ranked], size: int) -> Ranked:
    """The ``size`` best for each question of all ``parts``, which have no row in common."""
    if len(parts) == 1:
        return parts[0]
    which, rows, ranks = (np.concatenate(column) for column in zip(*parts, strict=True))
    return _first(which, rows, ranks, size)


def _first(which: Rows, rows: Rows, ranks: Ranks, size: int) -> Ranked:
    order = np.lexsort((rows, -ranks, which))
    found = Ranked(which[order], rows[order], ranks[order])
    kept = found.places < size
    return Ranked(found.which[kept], found.rows[kept], found.ranks[kept])
