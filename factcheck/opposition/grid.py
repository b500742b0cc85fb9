"""Vectors on a grid: inner products without rounding, the same in whatever order they are summed.

A vector of length one whose numbers are whole multiples of 1/2048 has, with another one, an inner
product that is a sum of fewer than 2^24 steps of 2^-22, which 32-bit floats hold exactly.  So a
product does not depend on how many are taken at once, by how many threads, nor on the library; and
an index that grew says to the last bit what one built at a stroke says.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEPS = 2048


def on_grid(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    """``vectors`` of unit length, (…, d), each number put on the nearest multiple of 1/2048."""
    flat: NDArray[np.float32] = (np.rint(vectors * _STEPS) / _STEPS).astype(np.float32)
    return flat


def packed(vector: NDArray[np.float32]) -> bytes:
    """A vector on the grid, (d,), in two bytes a number."""
    return (vector * _STEPS).astype("<i2").tobytes()


def unpacked(data: bytes) -> NDArray[np.float32]:
    """What :func:`packed` packed."""
    return np.frombuffer(data, "<i2").astype(np.float32) / np.float32(_STEPS)
