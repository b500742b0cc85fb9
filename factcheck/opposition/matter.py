"""What findings are about: claims that stand close together, under a label of their own words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.texts import WORD, stems, verb_stems

#: Findings whose claims lie closer than this, on average, are about one matter.
CLOSE = 0.5


def matters(
    texts: Mapping[str, str],
    vectors: Mapping[str, NDArray[np.float32]],
    findings: Sequence[tuple[str, str]],
    names: frozenset[str],
) -> list[str]:
    """One label for each finding; findings of one matter share it.

    ``texts`` and ``vectors`` go by claim id, a finding is a pair of ids, ``names`` are stems
    of party names, which label nothing.  Agglomerative, average linkage over the findings'
    mean vectors, in the order given; deterministic.
    """
    if not findings:
        return []
    groups = _groups(np.stack([_unit(vectors[a] + vectors[b]) for a, b in findings]))
    spread = Counter(stem for text in texts.values() for stem in stems(text))
    labels = [""] * len(findings)
    for group in groups:
        ids = sorted({i for row in group for i in findings[row]})
        label = _label([texts[i] for i in ids], spread, len(texts), names)
        for row in group:
            labels[row] = label
    return _distinct(labels, groups)


def _groups(centres: NDArray[np.float32]) -> list[list[int]]:
    """The rows of ``centres`` (n, d), unit vectors, in groups that are close on average."""
    groups: list[list[int]] = []
    sums, sizes = np.zeros(centres.shape), np.zeros(len(centres))
    for row, centre in enumerate(centres.astype(float)):
        near = sums[: len(groups)] @ centre / sizes[: len(groups)]
        best = int(near.argmax()) if groups else 0
        if not groups or near[best] <= CLOSE:
            best = len(groups)
            groups.append([])
        groups[best].append(row)
        sums[best] += centre
        sizes[best] += 1
    return groups


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _label(texts: Sequence[str], spread: Counter[str], total: int, names: frozenset[str]) -> str:
    """The three words that most claims of the group share and few others have."""
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    first: dict[str, int] = {}
    for text in texts:
        for match in WORD.finditer(text):
            word = match.group()
            for stem in stems(word):
                if not _nominal(word, stem, names):
                    continue
                written.setdefault(stem, Counter())[
                    word if word[:1].isupper() and match.start() else word.casefold()
                ] += 1
                first.setdefault(stem, len(first))
        counts.update(stems(text))
    ranked = sorted(
        (s for s in counts if s in written),
        key=lambda s: (-counts[s] * math.log(1 + total / spread[s]), first[s]),
    )[:3]
    ranked.sort(key=lambda s: first[s])
    return ", ".join(written[s].most_common(1)[0][0] for s in ranked) or "other matters"


def _nominal(word: str, stem: str, names: frozenset[str]) -> bool:
    """Whether the word can label a matter: a thing, as far as its form tells, and no party."""
    if stem in names or any(c.isdigit() for c in word) or len(word) < 4:
        return False
    if word[:1].isupper() and word[1:].islower():
        return True
    return stem not in verb_stems() and not word.casefold().endswith(("ed", "ing", "ly", "able"))


def _distinct(labels: list[str], groups: Sequence[Sequence[int]]) -> list[str]:
    """Number the labels that two groups would share."""
    seen: Counter[str] = Counter()
    for group in groups:
        label = labels[group[0]]
        seen[label] += 1
        if seen[label] > 1:
            for row in group:
                labels[row] = f"{label} ({seen[label]})"
    return labels
