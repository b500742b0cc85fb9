"""Which pairs of claims are worth a look: what is like in words and setting, and what answers.

Two claims that oppose each other need not be alike ("the dam was sound", "nobody heard our
warnings").  What they share is the dispute: their documents are about one thing, and one speaks
of the other's party.  So claims are ranked by the cosine of their embeddings, plus that of what
their documents are about, plus a bonus where one names the other's party.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Act
from factcheck.opposition.corpus import Corpus
from factcheck.opposition.figures import conflict
from factcheck.opposition.pairs import Side

#: Neighbours of another party that each claim is paired with, and of its own party.
OTHERS, OWN = 40, 20
#: What naming the other's party adds to a rank.
NAMED = 0.2
#: How many times as many neighbours are searched as are taken: the bonus reorders them.
_DEPTH = 4
#: Claims that answer a claim by structure, at most.
_ANSWERS = 10


def candidates(corpus: Corpus) -> dict[tuple[int, int], float]:
    """Pairs of rows (i < j) worth a look, with the cosine of their embeddings.

    Two parties, or one party on two days.
    """
    sides, vectors = corpus.sides, corpus.vectors
    pairs: set[tuple[int, int]] = set()
    joint = np.ascontiguousarray(np.hstack([vectors, corpus.settings]), np.float32)
    for i, near in enumerate(_neighbours(sides, joint)):
        pairs |= {(min(i, j), max(i, j)) for j in near}
    for i, answers in _answers(sides):
        if len(answers) > _ANSWERS:
            closeness = joint[answers] @ joint[i]
            answers = [answers[k] for k in np.argsort(-closeness, kind="stable")[:_ANSWERS]]
        pairs |= {(min(i, j), max(i, j)) for j in answers}
    return {(i, j): float(vectors[i] @ vectors[j]) for i, j in sorted(pairs)}


def named(a: Side, b: Side) -> bool:
    """Whether one of the two speaks of the other's party."""
    return a.party != b.party and (a.party in b.names or b.party in a.names)


def _neighbours(sides: Sequence[Side], joint: NDArray[np.float32]) -> Iterator[list[int]]:
    """For each side the rows of the nearest of other parties, and of its own on other days."""
    import faiss

    if len(sides) < 2:
        return
    index = faiss.IndexFlatIP(joint.shape[1])
    index.add(joint)
    scores, rows = index.search(joint, min(len(sides), _DEPTH * (OTHERS + OWN) + 1))
    for i, (line, near) in enumerate(zip(scores.tolist(), rows.tolist(), strict=True)):
        side = sides[i]
        if not side.party:
            yield []
            continue
        ranked = sorted(
            (-score - NAMED * named(side, sides[j]), j)
            for score, j in zip(line, near, strict=True)
            if j >= 0 and j != i and sides[j].party
        )
        others = [j for _, j in ranked if sides[j].party != side.party]
        own = [
            j for _, j in ranked if sides[j].party == side.party and _dated_apart(side, sides[j])
        ]
        yield others[:OTHERS] + own[:OWN]


def _dated_apart(a: Side, b: Side) -> bool:
    """Whether the two can be an earlier and a later position."""
    return a.day is not None and b.day is not None and a.day != b.day


def _answers(sides: Sequence[Side]) -> Iterator[tuple[int, list[int]]]:
    """For a side those that answer it by structure, however unlike in words.

    The counter-charges and denials of a party that it charges, and figures that differ.
    """
    charges: dict[tuple[str, str], list[int]] = {}
    denials: dict[str, list[int]] = {}
    counted: dict[str, list[int]] = {}
    for i, side in enumerate(sides):
        if not side.party:
            continue
        if side.claim.act is Act.ACCUSATION:
            for target in side.claim.targets:
                charges.setdefault((side.party, target), []).append(i)
        elif side.claim.act is Act.DENIAL:
            denials.setdefault(side.party, []).append(i)
        for unit in {u for figure in side.figures if not figure.dated for u in figure.unit}:
            counted.setdefault(unit, []).append(i)
    for (party, target), rows in sorted(charges.items()):
        answers = charges.get((target, party), []) if party < target else []
        answers = [*answers, *denials.get(target, [])]
        for i in rows:
            if answers:
                yield i, answers
    for rows in counted.values():
        for place, i in enumerate(rows):
            rivals = [
                j
                for j in rows[place + 1 : place + 1 + _MEASURED]
                if sides[j].party != sides[i].party and conflict(sides[i].figures, sides[j].figures)
            ]
            if rivals:
                yield i, rivals


#: Claims with a figure of the same unit that a claim is held against, at most.
_MEASURED = 200
