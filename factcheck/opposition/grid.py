"""Vectors on a grid: inner products without rounding, the same in whatever order they are summed.

A vector of length one whose numbers are whole multiples of 1/2048 has, with another one, an inner
product that is a sum of fewer than 2^24 steps of 2^-22, which 32-bit floats hold exactly.  So a
product does not depend on how many are taken at once, by how many threads, nor on the library; and
an index that grew says to the last bit what one built at a stroke says.  The steps themselves are
whole numbers from -2048 to 2048, which take two bytes each.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEPS = 2048
#: Vectors put on the grid at once, which bounds memory.
_BLOCK = 16384

Steps = NDArray[np.int16]


def on_grid(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    """``vectors`` of unit length, (…, d), each number put on the nearest multiple of 1/2048."""
    flat: NDArray[np.float32] = (np.rint(vectors * _STEPS) / _STEPS).astype(np.float32)
    return flat


def steps(vectors: NDArray[np.floating]) -> Steps:
    """``vectors`` of unit length, (n, d), on the grid, in steps of 1/2048."""
    found = np.empty(vectors.shape, np.int16)
    for start in range(0, len(vectors), _BLOCK):
        found[start : start + _BLOCK] = np.rint(vectors[start : start + _BLOCK] * _STEPS)
    return found


def of_steps(flat: NDArray[np.signedinteger]) -> NDArray[np.float32]:
    """The vectors, (…, d), of so many steps of 1/2048."""
    vectors: NDArray[np.float32] = flat.astype(np.float32) / np.float32(_STEPS)
    return vectors


def products(a: Steps, b: Steps) -> NDArray[np.float32]:
    """The inner products (m, n) of the vectors of ``a`` (m, d) and ``b`` (n, d), exactly."""
    found = of_steps(a) @ b.astype(np.float32).T
    found /= np.float32(_STEPS)
    return found


def packed(vector: NDArray[np.float32]) -> bytes:
    """A vector on the grid, (d,), in two bytes a number."""
    return (vector * _STEPS).astype("<i2").tobytes()


def unpacked(data: bytes) -> NDArray[np.float32]:
    """What :func:`packed` packed."""
    return of_steps(np.frombuffer(data, "<i2").astype(np.int16))
