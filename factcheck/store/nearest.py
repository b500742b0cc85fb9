"""Nearest vectors through FAISS, and the file that saves building the index anew.

The file is a FAISS index (``faiss.read_index`` reads it), then a trailer in JSON that says
what it was made from, then the trailer's length in eight bytes and a mark.  It is a cache:
whatever is wrong with it, it is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.inverted import EXACT, inverted_file

_MARK = b"factcheck"
#: How many times as many are found roughly as are wanted.
_WIDER = 4
#: As many claims may have come, and as many gone, since a cache was made that will still do.
LATER = 2000


@dataclass(frozen=True, slots=True)
class Nearest:
    """Inner product search over the vectors of ``ids``, in that order."""

    ids: tuple[str, ...]
    index: Any

    @property
    def exact(self) -> bool:
        """Whether it finds the best for certain; else their scores are approximate too."""
        return not hasattr(self.index, "nprobe")

    def search(
        self, queries: NDArray[np.float32], k: int
    ) -> tuple[NDArray[np.float32], list[list[str]]]:
        """The best ``k`` for each of ``queries`` (m, d): scores (m, min(k, n)) and their ids."""
        k = min(k, len(self.ids))
        if not k or not len(queries):
            return np.zeros((len(queries), k), np.float32), [[] for _ in queries]
        scores, places = self.index.search(np.ascontiguousarray(queries, np.float32), k)
        return scores, [[self.ids[place] for place in row if place >= 0] for row in places]


def build(ids: Sequence[str], vectors: NDArray[np.float32]) -> Nearest:
    """An index over ``vectors`` (n, d): exact, or beyond :data:`EXACT` an inverted file."""
    if len(vectors) <= EXACT:
        return flat(ids, vectors)
    return Nearest(tuple(ids), inverted_file(np.ascontiguousarray(vectors, np.float32)))


def flat(ids: Sequence[str], vectors: NDArray[np.float32]) -> Nearest:
    """An exact index over ``vectors`` (n, d)."""
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, np.float32))
    return Nearest(tuple(ids), index)


def ranked_anew(
    found: Sequence[Nearest],
    queries: NDArray[np.float32],
    k: int,
    vectors_of: Callable[[Iterable[str]], Mapping[str, NDArray[np.float32]]],
) -> tuple[NDArray[np.float32], list[list[str]]] | None:
    """As :meth:`Nearest.search`, of what all ``found`` find roughly, ranked by the whole vectors.

    Claims that ``vectors_of`` does not know are left out.  None where too few are left.
    """
    k = min(k, sum(len(each.ids) for each in found))
    scores = np.zeros((len(queries), k), np.float32)
    ids: list[list[str]] = []
    for query, line in zip(queries, scores, strict=True):
        near = {id_ for each in found for id_ in each.search(query[None], _WIDER * k)[1][0]}
        vectors = vectors_of(near)
        exact = sorted(((-float(vector @ query), id_) for id_, vector in vectors.items()))[:k]
        if len(exact) < k:
            return None
        line[:] = [-score for score, _ in exact]
        ids.append([id_ for _, id_ in exact])
    return scores, ids


def save(nearest: Nearest, path: Path, stamp: str) -> None:
    """Write ``nearest`` whole or not at all; a folder that takes no file is no failure."""
    import faiss

    payload = faiss.serialize_index(nearest.index).tobytes()
    trailer = json.dumps(
        {"stamp": stamp, "sha256": hashlib.sha256(payload).hexdigest(), "ids": nearest.ids}
    ).encode()
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as stream:
            stream.write(payload)
            stream.write(trailer)
            stream.write(len(trailer).to_bytes(8, "little") + _MARK)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def stamp_of(path: Path) -> str | None:
    """What the file at ``path`` says that it was made from; None where it says nothing."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            stream.seek(-8 - len(_MARK), os.SEEK_END)
            end = stream.read()
            length = int.from_bytes(end[:8], "little")
            if end[8:] != _MARK or length > size - len(end):
                return None
            stream.seek(-len(end) - length, os.SEEK_END)
            said = json.loads(stream.read(length))["stamp"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return said if isinstance(said, str) else None


def load(path: Path, stamp: str) -> Nearest | None:
    """What ``save`` wrote with that ``stamp``; None where it is absent, stale or damaged."""
    import faiss

    try:
        data = memoryview(path.read_bytes())
        end = len(data) - 8 - len(_MARK)
        start = end - int.from_bytes(data[end : end + 8], "little")
        if end < 0 or start < 0 or data[end + 8 :] != _MARK:
            return None
        trailer = json.loads(bytes(data[start:end]))
        if trailer["stamp"] != stamp:
            return None
        if trailer["sha256"] != hashlib.sha256(data[:start]).hexdigest():
            return None
        index = faiss.deserialize_index(np.frombuffer(data[:start], np.uint8))
        ids = tuple(trailer["ids"])
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None
    return Nearest(ids, index) if index.ntotal == len(ids) else None
