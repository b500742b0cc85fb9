"""From pairs of any length to three probabilities each, whatever computes the logits.

A pair of at most ``limit`` tokens is judged as it is.  In a longer one the hypothesis keeps
at least half of the room and is cut at its end where it needs more; the premise is cut into
overlapping windows.  The window that shares the most words with the hypothesis is judged,
as fact verification retrieves evidence before it judges; judging them all and taking the
loudest (SummaC-ZS, Laban et al. 2022, TACL) lets any window of unrelated text speak.  Among
windows that share equally many, the one with the least ``neutral`` decides.

No cost is unbounded: a text counts up to :data:`MAX_CHARACTERS`, some 15,000 English words,
and at most :data:`MAX_WINDOWS` windows of a premise are judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.judge import LABELS, NEUTRAL, softmax

MAX_TOKENS = 256
MAX_WINDOWS = 16
MAX_CHARACTERS = 100_000
_OVERLAP = 64
_GROUP_PAIRS, _GROUP_CHARACTERS = 4096, 1_000_000

#: (batch, width) int64 ``ids``, ``mask`` and ``types`` to (batch, 3) logits in LABELS order.
LogitsOf = Callable[[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]], NDArray[np.floating]]


@dataclass(frozen=True, slots=True)
class Row:
    """One input of the model; ``owner`` is the position of its pair."""

    owner: int
    ids: list[int]
    types: list[int]


class PairEncoder:
    """Tokenises pairs into rows of at most ``limit`` tokens, long premises into several."""

    def __init__(self, tokenizer: str, limit: int = MAX_TOKENS, padding: int = 0) -> None:
        """Use the content of a ``tokenizer.json``; its own truncation and padding are off.

        ``padding`` is the token that fills up the shorter rows of a batch.
        """
        from tokenizers import Tokenizer

        self._limit = limit
        self._whole = Tokenizer.from_str(tokenizer)
        self._whole.no_truncation()
        self._whole.no_padding()
        self._windows = Tokenizer.from_str(tokenizer)
        self._windows.no_padding()
        self._windows.enable_truncation(
            max_length=limit, stride=min(_OVERLAP, limit // 8), strategy="only_first"
        )
        self._room = limit - self._whole.num_special_tokens_to_add(True)
        self.padding = padding

    def rows(self, pairs: Sequence[tuple[str, str]]) -> list[Row]:
        """The rows of all ``pairs``, those of one pair side by side."""
        texts = [(_plain(a), _plain(b)) for a, b in pairs]
        found = []
        for owner, encoding in enumerate(self._whole.encode_batch(texts)):
            if len(encoding.ids) <= self._limit:
                found.append(Row(owner, encoding.ids, encoding.type_ids))
            else:
                found += self._windowed(owner, *texts[owner])
        return found

    def _windowed(self, owner: int, premise: str, hypothesis: str) -> list[Row]:
        sides = self._whole.encode_batch([premise, hypothesis], add_special_tokens=False)
        kept = max(self._room // 2, self._room - len(sides[0].ids))
        if len(sides[1].ids) > kept:
            hypothesis = hypothesis[: sides[1].offsets[kept - 1][1]]
        wanted = set(sides[1].ids[:kept])
        first = self._windows.encode(premise, hypothesis)
        windows: list[Any] = [first, *first.overflowing]
        shared = [_shared(window, wanted) for window in windows]
        best = [w for w, count in zip(windows, shared, strict=True) if count == max(shared)]
        return [Row(owner, w.ids, w.type_ids) for w in best[:MAX_WINDOWS]]


def _shared(window: Any, wanted: set[int]) -> int:
    """How many of the tokens ``wanted`` stand in the premise's part of ``window``."""
    sides = window.sequence_ids
    return len(wanted & {token for token, side in zip(window.ids, sides, strict=True) if side == 0})


def judge_pairs(
    pairs: Sequence[tuple[str, str]],
    encoder: PairEncoder,
    logits_of: LogitsOf,
    *,
    temperature: float = 1.0,
    batch: int = 16,
    workers: int = 1,
) -> NDArray[np.float32]:
    """(n, 3) float32 probabilities of ``pairs``, in their order.

    Rows run in batches of like length, padded to the longest of the batch, on ``workers``
    threads; ``temperature`` divides the logits.  Tokenising is some 4 % of the time and runs
    on all cores by itself, so that it is not laid over inference.
    """
    found = np.zeros((len(pairs), len(LABELS)), dtype=np.float32)

    def judged(some: Sequence[Row]) -> NDArray[np.float32]:
        return softmax(logits_of(*_padded(some, encoder.padding)) / temperature)

    with ThreadPoolExecutor(workers) as pool:
        for places in _groups(pairs):
            rows = encoder.rows([pairs[place] for place in places])
            rows.sort(key=lambda row: len(row.ids))
            batches = [rows[start : start + batch] for start in range(0, len(rows), batch)]
            results = pool.map(judged, batches) if workers > 1 else map(judged, batches)
            strength = np.full(len(places), -1.0)
            for some, probabilities in zip(batches, results, strict=True):
                for row, three in zip(some, probabilities, strict=True):
                    says = 1.0 - float(three[NEUTRAL])
                    if says > strength[row.owner]:
                        strength[row.owner] = says
                        found[places[row.owner]] = three
    return found


def _groups(pairs: Sequence[tuple[str, str]]) -> Iterator[list[int]]:
    """Positions of pairs from short to long, in groups whose tokens fit into memory."""
    sizes = [min(len(a), MAX_CHARACTERS) + min(len(b), MAX_CHARACTERS) for a, b in pairs]
    group: list[int] = []
    total = 0
    for place in sorted(range(len(pairs)), key=sizes.__getitem__):
        if group and (len(group) == _GROUP_PAIRS or total + sizes[place] > _GROUP_CHARACTERS):
            yield group
            group, total = [], 0
        group.append(place)
        total += sizes[place]
    if group:
        yield group


def _padded(
    rows: Sequence[Row], padding: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Ids, mask and types of ``rows``, each (len(rows), longest) int64."""
    width = max(len(row.ids) for row in rows)
    ids = np.full((len(rows), width), padding, dtype=np.int64)
    mask = np.zeros((len(rows), width), dtype=np.int64)
    types = np.zeros((len(rows), width), dtype=np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row.ids)] = row.ids
        mask[number, : len(row.ids)] = 1
        types[number, : len(row.ids)] = row.types
    return ids, mask, types


def _plain(text: str) -> str:
    """``text`` without what a tokenizer cannot take: lone surrogates, and endless length."""
    short = text[:MAX_CHARACTERS]
    return short if short.isascii() else short.encode("utf-8", "replace").decode("utf-8")
