"""Each distinct pair is judged once: verdicts kept by (premise, hypothesis, model)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.judge import LABELS, Judge

#: How many new verdicts are judged before they are handed to the cache, so that an
#: interrupted run loses no more than these.
_BLOCK = 4096


class VerdictCache(Protocol):
    """Where verdicts are kept between calls, or between runs."""

    def verdicts(
        self, pairs: Sequence[tuple[str, str]], model_name: str
    ) -> list[tuple[float, float, float] | None]:
        """For each pair its three probabilities, or None where it was never judged."""
        ...

    def add_verdicts(
        self,
        pairs: Sequence[tuple[str, str]],
        model_name: str,
        probabilities: NDArray[np.float32],
    ) -> None:
        """Keep (n, 3) ``probabilities`` for ``pairs``."""
        ...


class MemoryCache:
    """Verdicts in memory, the oldest forgotten past ``capacity`` pairs."""

    def __init__(self, capacity: int = 1_000_000) -> None:
        """Hold at most ``capacity`` pairs."""
        self._capacity = capacity
        self._kept: dict[tuple[str, str, str], tuple[float, float, float]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def verdicts(
        self, pairs: Sequence[tuple[str, str]], model_name: str
    ) -> list[tuple[float, float, float] | None]:
        """For each pair its three probabilities, or None where it was never judged."""
        return [self._kept.get((a, b, model_name)) for a, b in pairs]

    def add_verdicts(
        self,
        pairs: Sequence[tuple[str, str]],
        model_name: str,
        probabilities: NDArray[np.float32],
    ) -> None:
        """Keep (n, 3) ``probabilities`` for ``pairs``."""
        for (a, b), row in zip(pairs, probabilities.tolist(), strict=True):
            self._kept[a, b, model_name] = (row[0], row[1], row[2])
        for key in list(self._kept)[: max(0, len(self._kept) - self._capacity)]:
            del self._kept[key]


class CachedJudge:
    """A judge that asks a cache first and another judge for the rest."""

    def __init__(self, judge: Judge, cache: VerdictCache) -> None:
        """Answer for ``judge`` with what ``cache`` holds."""
        self._judge = judge
        self._cache = cache
        self.name = judge.name

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As :meth:`Judge.probabilities`; each distinct pair reaches the judge once."""
        distinct = list(dict.fromkeys((a, b) for a, b in pairs))
        known = self._cache.verdicts(distinct, self.name) if distinct else []
        rows: dict[tuple[str, str], Sequence[float]] = {
            pair: row for pair, row in zip(distinct, known, strict=True) if row is not None
        }
        missing = [pair for pair in distinct if pair not in rows]
        for start in range(0, len(missing), _BLOCK):
            block = missing[start : start + _BLOCK]
            judged = self._judge.probabilities(block)
            self._cache.add_verdicts(block, self.name, judged)
            rows.update(zip(block, judged.tolist(), strict=True))
        found = np.array([rows[a, b] for a, b in pairs], dtype=np.float32)
        return found.reshape(-1, len(LABELS))


def cached(judge: Judge, cache: VerdictCache | None = None) -> CachedJudge:
    """``judge`` behind ``cache``, or behind a new :class:`MemoryCache`."""
    return CachedJudge(judge, MemoryCache() if cache is None else cache)
