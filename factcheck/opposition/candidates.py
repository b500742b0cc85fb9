"""Which pairs of claims are worth judging: neighbours, and what structure joins besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Act
from factcheck.opposition.pairs import Side

#: Neighbours of another party that each claim is paired with, and of its own party.
OTHERS, OWN = 20, 6
#: Below these cosines nothing is a candidate: as a neighbour; by structure.
NEAR, JOINED = 0.38, 0.22


def candidates(sides: Sequence[Side], vectors: NDArray[np.float32]) -> dict[tuple[int, int], float]:
    """Pairs of rows (i < j) worth judging, with their cosine.

    ``vectors`` is (n, d) with unit rows, in the order of ``sides``.
    """
    import faiss

    found: dict[tuple[int, int], float] = {}
    if len(sides) < 2:
        return found
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    scores, rows = index.search(vectors, min(len(sides), 4 * OTHERS + OWN + 1))
    for i, (line, near) in enumerate(zip(scores, rows, strict=True)):
        others = own = 0
        for score, j in zip(line.tolist(), near.tolist(), strict=True):
            if j < 0 or j == i or score < NEAR or not sides[i].party or not sides[j].party:
                continue
            if sides[i].party == sides[j].party:
                own += 1
                if own > OWN or not _dated_apart(sides[i], sides[j]):
                    continue
            else:
                others += 1
                if others > OTHERS:
                    continue
            found[min(i, j), max(i, j)] = score
    for i, j in _joined(sides):
        if (i, j) not in found:
            score = float(vectors[i] @ vectors[j])
            if score >= JOINED:
                found[i, j] = score
    return found


def _dated_apart(a: Side, b: Side) -> bool:
    """Whether the two can be an earlier and a later position."""
    return a.day is not None and b.day is not None and a.day != b.day


def _joined(sides: Sequence[Side]) -> Iterator[tuple[int, int]]:
    """Pairs that structure joins: charge and counter-charge, charge and denial."""
    charges: dict[tuple[str, str], list[int]] = {}
    denials: dict[str, list[int]] = {}
    for i, side in enumerate(sides):
        if side.claim.act is Act.ACCUSATION and side.party:
            for target in side.claim.targets:
                charges.setdefault((side.party, target), []).append(i)
        elif side.claim.act is Act.DENIAL and side.party:
            denials.setdefault(side.party, []).append(i)
    for (party, target), rows in charges.items():
        answers = charges.get((target, party), ()) if party < target else ()
        for i in rows:
            for j in (*answers, *denials.get(target, ())):
                yield min(i, j), max(i, j)
