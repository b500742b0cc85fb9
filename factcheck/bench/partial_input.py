"""What one sentence of a pair gives away: a plain linear classifier that sees nothing else.

A model that does well on half of the input has learnt how the pairs were written, not what
follows from what: S. Gururangan et al., "Annotation Artifacts in Natural Language Inference
Data", NAACL 2018; A. Poliak et al., "Hypothesis Only Baselines in Natural Language Inference",
*SEM 2018.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.bench.likeness import words

_CHARACTERS = (2, 3, 4, 5)
_BUCKETS = 2**18
_EPOCHS = 8
_RATE = 0.1


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that leans to a label.

    ``z`` is how many standard errors the label's share among the ``count`` texts with the word
    lies above the label's share overall (M. Gardner et al., "Competency Problems: On Finding
    and Removing Artifacts in Language Data", EMNLP 2021).
    """

    word: str
    label: int
    count: int
    share: float
    z: float


def accuracy(
    train: Sequence[tuple[str, int]], test: Sequence[tuple[str, int]], classes: int, seed: int = 1
) -> float:
    """Accuracy on ``test`` of a softmax regression fitted to ``train``: (text, label) each.

    Features are single words, pairs of words and 3 to 5 characters within a word, hashed into
    2^18 buckets and weighted by tf-idf; the fit is by AdaGrad (Duchi et al. 2011, JMLR), in an
    order that ``seed`` fixes.  0 where either side is empty.
    """
    if not train or not test:
        return 0.0
    counted = [Counter(_features(text)) for text, _ in train]
    holders = Counter(bucket for each in counted for bucket in each)
    rarity = np.log((1 + len(train)) / (1 + np.zeros(_BUCKETS))) + 1
    for bucket, count in holders.items():
        rarity[bucket] = math.log((1 + len(train)) / (1 + count)) + 1
    rows = [_weighted(each, rarity) for each in counted]
    weights = _fit(rows, [label for _, label in train], classes, seed)
    right = 0
    for text, label in test:
        at, value = _weighted(Counter(_features(text)), rarity)
        right += int((value @ weights[at]).argmax()) == label
    return right / len(test)


def telling(texts: Sequence[tuple[str, int]], classes: int, least: int = 8) -> list[Telling]:
    """Words in at least ``least`` of the (text, label) pairs, those that tell most first."""
    overall = Counter(label for _, label in texts)
    seen: dict[str, Counter[int]] = {}
    for text, label in texts:
        for word in set(words(text)):
            seen.setdefault(word, Counter())[label] += 1
    found = []
    for word, counts in seen.items():
        count = counts.total()
        if count < least:
            continue
        for label in range(classes):
            expected = overall[label] / len(texts)
            error = math.sqrt(expected * (1 - expected) / count)
            if error > 0:
                share = counts[label] / count
                found.append(Telling(word, label, count, share, (share - expected) / error))
    return sorted(found, key=lambda each: (-each.z, each.word))


def _features(text: str) -> Iterator[int]:
    tokens = words(text)
    yield from map(_bucket, _grams(tokens))


def _grams(tokens: Sequence[str]) -> Iterator[str]:
    for token in tokens:
        yield "w " + token
        padded = f"<{token}>"
        for size in _CHARACTERS:
            for at in range(len(padded) - size + 1):
                yield "c " + padded[at : at + size]
    for left, right in zip(["<s>", *tokens], [*tokens, "</s>"], strict=True):
        yield f"b {left} {right}"


def _bucket(gram: str) -> int:
    return zlib.crc32(gram.encode("utf-8", "replace")) % _BUCKETS


Row = tuple[NDArray[np.int64], NDArray[np.float64]]


def _weighted(counts: Counter[int], rarity: NDArray[np.float64]) -> Row:
    """Buckets and their tf-idf weights, of length 1 together."""
    at = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
    value = np.log1p(np.fromiter(counts.values(), dtype=np.float64, count=len(counts))) * rarity[at]
    return at, value / max(float(np.linalg.norm(value)), 1e-9)


def _fit(
    rows: Sequence[Row], labels: Iterable[int], classes: int, seed: int
) -> NDArray[np.float64]:
    weights = np.zeros((_BUCKETS, classes))
    squares = np.full((_BUCKETS, classes), 1e-2)
    wanted = np.eye(classes)[list(labels)]
    rng = np.random.default_rng(seed)
    mean = np.zeros_like(weights)
    for _ in range(_EPOCHS):
        for number in rng.permutation(len(rows)):
            at, value = rows[number]
            score = value @ weights[at]
            likely = np.exp(score - score.max())
            slope = value[:, None] * (likely / likely.sum() - wanted[number])
            squares[at] += slope**2
            weights[at] -= _RATE * slope / np.sqrt(squares[at])
        mean += weights
    return mean
