"""What the small model learns from the large one: soft targets over labelled and unlabelled pairs.

Knowledge distillation (Hinton, Vinyals and Dean 2015): the student is trained on the teacher's
probabilities, mixed with the label where there is one.  Pairs without a label are neighbours from
real claims, which is what the tool will be asked about; nobody need have annotated them.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.nli.judge import Judge
from factcheck.training.disputes import read_dispute
from factcheck.training.mix import Pair, contents, distribution, neighbours, thin, titles
from factcheck.training.stories import quarrels, training_stories
from factcheck.training.told import every

#: The teacher's part in the target of a labelled pair.
TEACHER = 0.7
#: The source that soft pairs are given: the mix takes them whole, once a pass.
DISTILLED = "distilled"
_SHARD = 4096
_TOLD = 20_000


def unlabelled(data: Path, encode: Callable[[Sequence[str]], Any], seed: int) -> list[Pair]:
    """Neighbours among the claims of PolNeAR and the titles of EUvsDisinfo; labels mean nothing.

    Unlike the mined neutral pairs they may come from one article and may be paraphrases.
    """
    claims = [text for text, _ in contents(data)]
    found: list[Pair] = []
    for texts, count in ((claims, 16_000), (titles(data), 9_000)):
        found += neighbours(
            texts,
            range(len(texts)),
            encode,
            count=count,
            low=0.45,
            high=0.97,
            source=DISTILLED,
            seed=seed + 1,
        )
    return found


def told(stories: Path, disputes: Path, seed: int) -> list[Pair]:
    """Pairs of claims of two parties to one dispute, opposed or not, with who makes them."""
    rng = random.Random(seed)
    found = [
        pair for path in sorted(disputes.glob("*.toml")) for pair in every(read_dispute(path), rng)
    ]
    for path in training_stories(stories):
        stated, _ = quarrels(path)
        found += every(stated, rng)
    rng.shuffle(found)
    return [Pair(p.premise, p.hypothesis, p.label, DISTILLED) for p in found[:_TOLD]]


def transfer(labelled: Sequence[Pair], free: Sequence[Pair], seed: int, most: int) -> list[Pair]:
    """The unlabelled pairs and one pass of the mix, ``most`` at most, as they are judged."""
    rng = random.Random(seed)
    drawn = list(dict.fromkeys(thin(labelled, rng)))
    rng.shuffle(drawn)
    return [*free, *drawn][:most]


def taught(teacher: Judge, pairs: Sequence[Pair], folder: Path) -> NDArray[np.float32]:
    """The teacher's (n, 3) probabilities; judged in shards below ``folder``, each kept.

    A later call with the same teacher and pairs judges only the shards that are missing.
    """
    digest = hashlib.sha256(teacher.name.encode())
    for pair in pairs:
        digest.update(f"{pair.premise}\x1f{pair.hypothesis}\x1e".encode())
    shards = folder / digest.hexdigest()[:16]
    shards.mkdir(parents=True, exist_ok=True)
    found = []
    for start in range(0, len(pairs), _SHARD):
        shard = shards / f"{start:07d}.npy"
        if not shard.exists():
            judged = teacher.probabilities(
                [(pair.premise, pair.hypothesis) for pair in pairs[start : start + _SHARD]]
            )
            fresh = shard.with_suffix(".new.npy")
            np.save(fresh, judged)
            fresh.replace(shard)
            print(json.dumps({"judged": start + len(judged), "of": len(pairs)}), flush=True)
        found.append(np.load(shard))
    return np.concatenate(found)


def softened(pairs: Sequence[Pair], probabilities: NDArray[np.float32], free: int) -> list[Pair]:
    """``pairs`` with the target to learn as their label; the first ``free`` have none of their own.

    The target of a labelled pair is :data:`TEACHER` parts the teacher's and the rest its label's.
    """
    found = []
    for place, (pair, three) in enumerate(zip(pairs, probabilities.tolist(), strict=True)):
        target = three
        if place >= free:
            own = distribution(pair.label)
            target = [TEACHER * p + (1 - TEACHER) * q for p, q in zip(three, own, strict=True)]
        found.append(Pair(pair.premise, pair.hypothesis, tuple(target), DISTILLED))
    return found
