"""From pairs of any length to three probabilities each, whatever computes the logits.

A pair of at most ``limit`` tokens is judged as it is.  In a longer one the hypothesis keeps
at least half of the room and is cut at its end where it needs more; the premise is cut into
overlapping windows.  The window that shares the most words with the hypothesis is judged,
as fact verification retrieves evidence before it judges; judging them all and taking the
loudest (SummaC-ZS, Laban et al. 2022, TACL) lets any window of unrelated text speak.  Among
windows that share equally many, the one with the least ``neutral`` decides.  That a
hypothesis was cut is told to whoever asks (:func:`noting_cuts`).

No cost is unbounded: a text counts up to :data:`MAX_CHARACTERS`, some 15,000 English words,
and at most :data:`MAX_WINDOWS` windows of a premise are judged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.calibration import Scaling
from factcheck.nli.judge import LABELS, NEUTRAL

MAX_TOKENS = 256
MAX_WINDOWS = 16
MAX_CHARACTERS = 100_000
_OVERLAP = 64
UNSCALED = Scaling()
_GROUP_PAIRS, _GROUP_CHARACTERS = 4096, 1_000_000
#: Batches that a thread takes at a time.
_SHARE = 4

#: (batch, width) int64 ``ids``, ``mask`` and ``types`` to (batch, 3) logits in LABELS order.
LogitsOf = Callable[[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]], NDArray[np.floating]]


@dataclass(frozen=True, slots=True)
class Row:
    """One input of the model; ``owner`` is the position of its pair.

    ``kept`` is how many characters of the hypothesis stand in it; None where all do.
    """

    owner: int
    ids: list[int]
    types: list[int]
    kept: int | None = None


_CUTS: ContextVar[dict[tuple[str, str], int] | None] = ContextVar("cuts", default=None)


@contextmanager
def noting_cuts() -> Iterator[dict[tuple[str, str], int]]:
    """Note the pairs judged meanwhile whose hypothesis was too long for the model.

    Gives a mapping that fills up with those pairs and the number of characters, from the
    start of the hypothesis, that were judged.
    """
    cuts: dict[tuple[str, str], int] = {}
    token = _CUTS.set(cuts)
    try:
        yield cuts
    finally:
        _CUTS.reset(token)


class PairEncoder:
    """Tokenises pairs into rows of at most ``limit`` tokens, long premises into several."""

    def __init__(self, tokenizer: str, limit: int = MAX_TOKENS, padding: int = 0) -> None:
        """Use the content of a ``tokenizer.json``; its own truncation and padding are off.

        Text that spells a special token, such as ``[SEP]``, is text and no such token.
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
        self._whole.encode_special_tokens = self._windows.encode_special_tokens = True
        self._room = limit - self._whole.num_special_tokens_to_add(True)
        self.padding = padding

    def rows(self, pairs: Sequence[tuple[str, str]]) -> list[Row]:
        """The rows of all ``pairs``, those of one pair side by side.

        Runs on the calling thread alone: what encodes many texts at once in ``tokenizers``
        starts a pool of its own on every core, and warns when the process forks after that.
        """
        found = []
        for owner, (premise, hypothesis) in enumerate(pairs):
            a, b = _plain(premise), _plain(hypothesis)
            kept = None if len(hypothesis) <= MAX_CHARACTERS else MAX_CHARACTERS
            encoding = self._whole.encode(a, b)
            if len(encoding.ids) <= self._limit:
                found.append(Row(owner, encoding.ids, encoding.type_ids, kept))
            else:
                found += self._windowed(owner, a, b, kept)
        return found

    def _windowed(self, owner: int, premise: str, hypothesis: str, kept: int | None) -> list[Row]:
        sides = [
            self._whole.encode(text, add_special_tokens=False) for text in (premise, hypothesis)
        ]
        room = max(self._room // 2, self._room - len(sides[0].ids))
        if len(sides[1].ids) > room:
            kept = self._cut(hypothesis, sides[1].offsets[room - 1][1], room)
            hypothesis = hypothesis[:kept]
        wanted = set(sides[1].ids[:room])
        first = self._windows.encode(premise, hypothesis)
        windows: list[Any] = [first, *first.overflowing]
        shared = [_shared(window, wanted) for window in windows]
        best = [w for w, count in zip(windows, shared, strict=True) if count == max(shared)]
        return [Row(owner, w.ids, w.type_ids, kept) for w in best[:MAX_WINDOWS]]

    def _cut(self, text: str, kept: int, room: int) -> int:
        """How many characters of ``text``, at most ``kept``, take no more than ``room`` tokens.

        Half a word may take more tokens than the whole of it.
        """
        while len(self._whole.encode(text[:kept], add_special_tokens=False).ids) > room:
            kept = kept * 7 // 8
        return kept


def _shared(window: Any, wanted: set[int]) -> int:
    """How many of the tokens ``wanted`` stand in the premise's part of ``window``."""
    sides = window.sequence_ids
    return len(wanted & {token for token, side in zip(window.ids, sides, strict=True) if side == 0})


def judge_pairs(
    pairs: Sequence[tuple[str, str]],
    encoder: PairEncoder,
    logits_of: LogitsOf,
    *,
    scaling: Scaling = UNSCALED,
    batch: int = 16,
    workers: int = 1,
) -> NDArray[np.float32]:
    """(n, 3) float32 probabilities of ``pairs``, in their order.

    Rows run in batches of like length, padded to the longest of the batch; ``scaling`` makes
    probabilities of logits.  ``workers`` threads, never more than there are processors, share the
    pairs out, and each tokenises and infers by itself, so that no other thread pool exists.
    Tokenising takes 0.07 ms of the 2.8 ms that the shipped small model needs for a pair on one
    core; laid over the inference of others like this, 600 pairs took 0.88 s on two threads,
    and 0.90 s where all were tokenised first, for the same processor time.

    Raises:
        ModelError: the logits of a pair are no numbers.

    """
    found = np.zeros((len(pairs), len(LABELS)), dtype=np.float32)
    cuts = _CUTS.get()

    def judged(places: Sequence[int]) -> Iterator[_Verdict]:
        rows = encoder.rows([pairs[place] for place in places])
        rows.sort(key=lambda row: len(row.ids))
        for start in range(0, len(rows), batch):
            some = rows[start : start + batch]
            logits = logits_of(*_padded(some, encoder.padding))
            for row, three in zip(some, scaling.probabilities(logits), strict=True):
                yield places[row.owner], three, row.kept

    strength = np.full(len(pairs), -1.0)
    workers = min(workers, os.cpu_count() or 1)
    groups = list(_groups(pairs, _GROUP_PAIRS if workers <= 1 else batch * _SHARE))
    for place, three, kept in _spread(judged, groups, workers):
        says = 1.0 - float(three[NEUTRAL])
        if says > strength[place]:
            strength[place] = says
            found[place] = three
        if cuts is not None and kept is not None:
            cuts[pairs[place]] = kept
    if (strength < 0).any():
        raise ModelError("the model answers with what is no number; name another")
    return found


#: The position of a pair, what one row of it says, and what was kept of a hypothesis cut.
_Verdict = tuple[int, NDArray[np.float32], int | None]


def _spread(
    judged: Callable[[Sequence[int]], Iterator[_Verdict]],
    groups: Sequence[Sequence[int]],
    workers: int,
) -> Iterator[_Verdict]:
    """What ``judged`` says of all ``groups``, computed on ``workers`` threads.

    The longest go first, so that no thread is left alone with them; when interrupted, what
    has not begun is dropped.
    """
    if workers <= 1:
        for group in groups:
            yield from judged(group)
        return
    pool = ThreadPoolExecutor(workers)
    try:
        for part in pool.map(lambda group: list(judged(group)), reversed(groups)):
            yield from part
    finally:
        pool.shutdown(cancel_futures=True)


def _groups(pairs: Sequence[tuple[str, str]], most: int) -> Iterator[list[int]]:
    """Positions of pairs from short to long, in groups of at most ``most`` that fit into memory."""
    sizes = [min(len(a), MAX_CHARACTERS) + min(len(b), MAX_CHARACTERS) for a, b in pairs]
    group: list[int] = []
    total = 0
    for place in sorted(range(len(pairs)), key=sizes.__getitem__):
        if group and (len(group) == most or total + sizes[place] > _GROUP_CHARACTERS):
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
