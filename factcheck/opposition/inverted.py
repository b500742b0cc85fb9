"""The nearest claims of every claim, approximately: an inverted file of a million vectors.

Vectors are assigned to the nearest of some thousand centres, and only those of the nearest centres
are looked at (IVF: Jegou, Douze and Schmid 2011, IEEE TPAMI 33; here FAISS), with eight bits a
number.  What is found is ranked anew with the whole vectors by whoever asks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

#: How many are found for a claim, and in how many of the lists they are looked for.
DEPTH, PROBES = 256, 32
#: Vectors for each centre that the centres are learnt from.
_LEARNT = 40
_BLOCK = 1024
_SEED = 7


def centres(count: int) -> int:
    """How many lists ``count`` vectors are put in."""
    return 1 << max(4, round(math.log2(4 * math.sqrt(count))))


def nearest(vectors: NDArray[np.float32]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """For each row of ``vectors`` (n, d) the rows of some of the nearest, ascending."""
    import faiss

    count, dimension = vectors.shape
    lists = centres(count)
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        lists,
        faiss.ScalarQuantizer.QT_8bit,
        faiss.METRIC_INNER_PRODUCT,
    )
    index.cp.seed = _SEED
    sample = np.random.default_rng(_SEED).permutation(count)[: _LEARNT * lists]
    index.train(vectors[np.sort(sample)])
    index.add(vectors)
    index.nprobe = PROBES
    for start in range(0, count, _BLOCK):
        _, found = index.search(vectors[start : start + _BLOCK], min(count, DEPTH))
        for row, near in enumerate(found, start):
            yield row, np.sort(near[near >= 0]).astype(np.intp)
