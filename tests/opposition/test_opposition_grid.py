"""Inner products on the grid do not round, and two bytes a number hold what is on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.grid import of_steps, on_grid, packed, products, steps, unpacked


def unit(count: int, seed: int) -> NDArray[np.float32]:
    numbers = np.random.default_rng(seed).normal(size=(count, 384)).astype(np.float32)
    return numbers / np.linalg.norm(numbers, axis=1, keepdims=True)


def test_products_on_the_grid_are_exact() -> None:
    flat = on_grid(unit(200, 1))
    exact = flat.astype(np.float64) @ flat.T.astype(np.float64)
    assert np.array_equal((flat @ flat.T).astype(np.float64), exact)
    assert all(float(flat[0] @ row) == e for row, e in zip(flat, exact[0], strict=True))
    assert np.array_equal(unpacked(packed(flat[0])), flat[0])
    assert np.array_equal(products(steps(flat), steps(flat)).astype(np.float64), exact)


def test_sixteen_bits_hold_every_number_of_the_grid() -> None:
    whole = np.arange(-2048, 2049)
    grid = (whole / 2048).astype(np.float32)
    assert np.array_equal(steps(grid[:, None])[:, 0], whole)
    assert np.array_equal(of_steps(steps(grid[:, None]))[:, 0], grid)
    assert np.array_equal(grid.astype(np.float16).astype(np.float32), grid)


def test_steps_are_those_of_vectors_on_the_grid() -> None:
    vectors = unit(20000, 2)
    assert np.array_equal(of_steps(steps(vectors)), on_grid(vectors))


def test_two_cosines_and_a_bonus_are_summed_exactly() -> None:
    flat = steps(unit(50, 3))
    cosines = products(flat, flat)
    wide = cosines.astype(np.float64)
    assert np.array_equal((cosines + cosines + np.float32(0.203125)), wide + wide + 0.203125)
