"""Rounding that makes up for itself: outputs stay nearer than by rounding each weight alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from factcheck.training.compensation import compensated, second_moments
from factcheck.training.quantise import quantised, to_int8


def correlated(rng: np.random.Generator, rows: int, width: int) -> NDArray[np.float32]:
    """Rows that move together in a few directions, as activations do."""
    few = rng.normal(size=(rows, 4)) @ rng.normal(size=(4, width))
    return (few + 0.3 * rng.normal(size=(rows, width))).astype(np.float32)


@given(
    seed=st.integers(0, 10_000),
    width=st.integers(20, 300),
    bits=st.integers(3, 6),
)
def test_outputs_lose_less_than_by_rounding_alone(seed: int, width: int, bits: int) -> None:
    rng = np.random.default_rng(seed)
    rows = correlated(rng, 4 * width, width)
    weights = rng.normal(size=(24, width)).astype(np.float32)
    alone, scale = quantised(weights, bits)
    top = 2 ** (bits - 1) - 1
    together = compensated(weights, scale, rows.T @ rows, top)
    assert together.dtype == np.int8
    assert np.abs(together.astype(int)).max() <= top

    def lost(steps: NDArray[Any]) -> float:
        return float(((rows @ (steps * scale[:, None] - weights).T) ** 2).sum())

    assert lost(together) < 0.6 * lost(alone)


def test_inputs_that_have_nothing_to_do_with_each_other_are_rounded_alone() -> None:
    weights = np.random.default_rng(1).normal(size=(8, 40)).astype(np.float32)
    alone, scale = quantised(weights, 5)
    strengths = np.linspace(1, 9, 40, dtype=np.float32)
    assert compensated(weights, scale, np.diag(strengths), 15).tolist() == alone.tolist()


def test_inputs_that_are_always_zero_get_no_weight_and_move_no_other() -> None:
    rng = np.random.default_rng(2)
    rows = correlated(rng, 200, 12)
    weights = rng.normal(size=(5, 12)).astype(np.float32)
    _, scale = quantised(weights, 6)
    dead = rows.copy()
    dead[:, [3, 7]] = 0
    live = [place for place in range(12) if place not in (3, 7)]
    found = compensated(weights, scale, dead.T @ dead, 31)
    assert not found[:, [3, 7]].any()
    only = dead[:, live]
    expected = compensated(weights[:, live], scale, only.T @ only, 31)
    assert found[:, live].tolist() == expected.tolist()
    assert not compensated(weights, scale, np.zeros((12, 12), np.float32), 31).any()


@pytest.fixture
def graph() -> Any:
    """``product = rows @ matrix`` over given rows, 300 to 8."""
    from onnx import TensorProto, helper, numpy_helper

    matrix = np.random.default_rng(3).standard_t(4, (300, 8)).astype(np.float32)
    given = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["n", 300])
    out = helper.make_tensor_value_info("product", TensorProto.FLOAT, ["n", 8])
    nodes = [
        helper.make_node("Identity", ["rows"], ["same"]),
        helper.make_node("MatMul", ["same", "matrix"], ["product"], name="it"),
    ]
    made = helper.make_graph(
        nodes, "one", [given], [out], [numpy_helper.from_array(matrix, "matrix")]
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def test_moments_are_summed_over_all_rows_of_all_inputs(graph: Any) -> None:
    rng = np.random.default_rng(4)
    feeds = [{"rows": correlated(rng, 1 + place % 3, 300)} for place in range(70)]
    found = second_moments(graph, ["same", "same"], feeds)
    rows = np.concatenate([feed["rows"] for feed in feeds])
    assert list(found) == ["same"]
    np.testing.assert_allclose(found["same"], rows.T @ rows, rtol=1e-3, atol=1e-2)


def test_a_graph_quantised_on_texts_stays_nearer_to_its_outputs(graph: Any, tmp_path: Any) -> None:
    import onnxruntime

    source = tmp_path / "whole.onnx"
    source.write_bytes(graph.SerializeToString())
    rng = np.random.default_rng(5)
    mixing = rng.normal(size=(4, 300))
    rows = (rng.normal(size=(900, 4)) @ mixing + 0.3 * rng.normal(size=(900, 300))).astype("f4")
    texts = [{"rows": part} for part in np.split(rows[:800], 40)]
    off = []
    for name, calibration in (("alone", texts[:0]), ("together", texts)):
        target = tmp_path / f"{name}.onnx"
        to_int8(source, target, bits=4, calibration=calibration)
        session = onnxruntime.InferenceSession(target, providers=["CPUExecutionProvider"])
        expected = rows[800:] @ onnx_matrix(graph)
        (product,) = session.run(None, {"rows": rows[800:]})
        off.append(np.abs(product - expected).mean())
    assert off[1] < 0.7 * off[0]


def onnx_matrix(graph: Any) -> NDArray[np.float32]:
    from onnx import numpy_helper

    matrix: NDArray[np.float32] = numpy_helper.to_array(graph.graph.initializer[0])
    return matrix
