"""From the tagger's numbers to spans: cues of a window, roles of its words for one cue."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: What a word is in a cue: none of it, its first word, a later one.
CUE_LABELS = ("O", "B", "I")
#: What a word is to a cue; begin, inside, end or single word of source or content.
ROLE_LABELS = ("O", "B-source", "I-source", "E-source", "S-source",
               "B-content", "I-content", "E-content", "S-content")  # fmt: skip
SOURCE, CONTENT = 1, 5

Run = tuple[int, int]


def _allowed() -> NDArray[np.bool_]:
    """Which label may follow which: a span that begins must end in the same role."""
    size = len(ROLE_LABELS)
    allowed = np.zeros((size, size), dtype=bool)
    outside = [0, 3, 4, 7, 8]
    openings = [0, 1, 4, 5, 8]
    for one in outside:
        allowed[one, openings] = True
    for begin in (SOURCE, CONTENT):
        for one in (begin, begin + 1):
            allowed[one, [begin + 1, begin + 2]] = True
    return allowed


_BARRED = np.where(_allowed(), 0.0, -1e9)
_FIRST = np.where(np.isin(np.arange(len(ROLE_LABELS)), [0, 1, 4, 5, 8]), 0.0, -1e9)
_LAST = np.where(np.isin(np.arange(len(ROLE_LABELS)), [0, 3, 4, 7, 8]), 0.0, -1e9)


def cues(logits: NDArray[np.float32], bias: float = 0.0) -> list[tuple[Run, float]]:
    """Cues of a window as runs of words with a probability, from logits (words, 3).

    ``bias`` is taken from the logit of "no cue": the greater, the more cues.
    """
    scores = logits.astype(np.float64) - np.array([bias, 0.0, 0.0])
    scores -= scores.max(axis=1, keepdims=True)
    shares = np.exp(scores)
    shares /= shares.sum(axis=1, keepdims=True)
    best = shares.argmax(axis=1)
    found: list[tuple[Run, float]] = []
    at = 0
    while at < len(best):
        if best[at] == 0:
            at += 1
            continue
        stop = at + 1
        while stop < len(best) and best[stop] == 2:
            stop += 1
        found.append(((at, stop), float(1 - shares[at, 0])))
        at = stop
    return found


def roles(logits: NDArray[np.float32], own: Run | None = None) -> tuple[Run | None, list[Run]]:
    """The source's run and the content's runs of words, the best ones of logits (words, 9).

    Viterbi search over the labels that may follow each other; words of the cue itself
    (``own``) are neither.
    """
    scores = logits.astype(np.float64)
    scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)
    if own is not None:
        scores[own[0] : own[1], 1:] = -1e9
    count = len(scores)
    if not count:
        return None, []
    back = np.zeros(scores.shape, dtype=np.int64)
    total = scores[0] + _FIRST
    for at in range(1, count):
        through = total[:, None] + _BARRED
        back[at] = through.argmax(axis=0)
        total = through.max(axis=0) + scores[at]
    label = int((total + _LAST).argmax())
    labels = [label]
    for at in range(count - 1, 0, -1):
        label = int(back[at, label])
        labels.append(label)
    labels.reverse()
    sources = _runs(labels, SOURCE)
    gain = scores[:, 1:5].max(axis=1) - scores[:, 0]
    best = max(sources, key=lambda r: float(gain[r[0] : r[1]].sum()), default=None)
    return best, _runs(labels, CONTENT)


def _runs(labels: Sequence[int], first: int) -> list[Run]:
    found: list[Run] = []
    for at, label in enumerate(labels):
        if label in (first, first + 3):
            found.append((at, at + 1))
        elif label in (first + 1, first + 2):
            found[-1] = (found[-1][0], at + 1)
    return found
