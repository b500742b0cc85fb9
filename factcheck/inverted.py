"""Many vectors, searched approximately: an inverted file.

Vectors are assigned to the nearest of some thousand centres, and only those of the nearest centres
are looked at (IVF: Jegou, Douze and Schmid 2011, IEEE TPAMI 33; here FAISS), with eight bits a
number.  What is found is ranked anew with the whole vectors by whoever asks.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Vectors up to which every search is exact.
EXACT = 50_000
#: In how many of the lists a vector is looked for.
PROBES = 32
#: Vectors for each centre that the centres are learnt from.
_LEARNT = 40
_SEED = 7


def centres(count: int) -> int:
    """How many lists ``count`` vectors are put in."""
    return 1 << max(4, round(math.log2(4 * math.sqrt(count))))


def search_kind(count: int) -> str:
    """How ``count`` vectors are searched, and why, in words."""
    if count <= EXACT:
        return f"exact, as up to {EXACT:,} claims"
    return (
        f"an inverted file of {centres(count):,} lists, {PROBES} of them looked at, ranked anew by "
        f"whole vectors, as beyond {EXACT:,} claims; query --exact searches all"
    )


def inverted_file(vectors: NDArray[np.float32]) -> Any:
    """A FAISS index of the inner products of ``vectors`` (n, d); the same ones give the same."""
    import faiss

    count, dimension = vectors.shape
    lists = centres(count)
    index: Any = faiss.index_factory(dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
    index.cp.seed = _SEED
    sample = np.random.default_rng(_SEED).permutation(count)[: _LEARNT * lists]
    index.train(vectors[np.sort(sample)])
    index.add(vectors)
    index.nprobe = PROBES
    return index
