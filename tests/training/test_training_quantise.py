"""Weights in six or seven bits: what is lost, and that the graph computes with what is kept."""

from __future__ import annotations

import logging
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from factcheck.training.quantise import outlying, packed, products_to_int8, quantised, to_int8

ROWS, WIDTH, OUT = 30, 16, 8


def lost(weights: NDArray[np.float32], steps: NDArray[Any], scale: NDArray[Any]) -> NDArray[Any]:
    """The squared error of each row."""
    wide = steps.astype(np.float64) * scale.astype(np.float64)[:, None]
    found: NDArray[Any] = ((wide - weights.astype(np.float64)) ** 2).sum(axis=1)
    return found


def plain(weights: NDArray[np.float32], bits: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Rows quantised by the scale that fits their largest weight."""
    top = 2 ** (bits - 1) - 1
    scale = np.maximum(np.abs(weights).max(axis=1), 1e-8) / top
    return np.rint(weights / scale[:, None]), scale


@given(
    weights=arrays(
        np.float32,
        array_shapes(min_dims=2, max_dims=2, max_side=12),
        elements=st.floats(-100, 100, width=32),
    ),
    bits=st.integers(3, 8),
)
def test_no_row_loses_more_than_by_its_largest_weight(
    weights: NDArray[np.float32], bits: int
) -> None:
    steps, scale = quantised(weights, bits)
    assert (steps.dtype, scale.dtype) == (np.int8, np.float32)
    assert (steps.shape, scale.shape) == (weights.shape, weights.shape[:1])
    assert np.abs(steps.astype(int)).max() <= 2 ** (bits - 1) - 1
    assert (scale > 0).all()
    allowed = lost(weights, *plain(weights, bits))
    # Errors are compared in float32, whose rounding grows with the weights themselves.
    slack = 1e-5 * allowed + 1e-9 * (weights.astype(np.float64) ** 2).sum(axis=1)
    assert (lost(weights, steps, scale) <= allowed + slack).all()


@pytest.mark.parametrize(("bits", "gain"), [(4, 0.8), (6, 0.99)])
def test_heavy_tails_lose_less_than_by_the_largest_weight(bits: int, gain: float) -> None:
    weights = np.random.default_rng(1).standard_t(3, (40, 256)).astype(np.float32)
    ours = lost(weights, *quantised(weights, bits)).sum()
    assert ours < gain * lost(weights, *plain(weights, bits)).sum()


def test_rows_have_scales_of_their_own_and_zeros_stay() -> None:
    weights = np.array([[0.0, 0.0, 0.0], [63.0, -63.0, 1.0], [0.63, 0.63, -0.01]], np.float32)
    steps, scale = quantised(weights, 7)
    assert steps.tolist() == [[0, 0, 0], [63, -63, 1], [63, 63, -1]]
    assert scale[1:] == pytest.approx([1.0, 0.01])


# Graphs


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A graph that looks two tables up, adds the rows, and multiplies them by a matrix."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    rng = np.random.default_rng(2)
    values = {
        "words": rng.standard_t(3, (ROWS, WIDTH)),
        "places": rng.normal(size=(ROWS, WIDTH)),
        "matrix": rng.standard_t(3, (WIDTH, OUT)),
    }
    nodes = [
        helper.make_node("Gather", ["words", "ids"], ["word"]),
        helper.make_node("Gather", ["places", "at"], ["place"]),
        helper.make_node("Add", ["word", "place"], ["rows"]),
        helper.make_node("MatMul", ["rows", "matrix"], ["product"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "s"]) for n in ("ids", "at")],
        [
            helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["b", "s", WIDTH]),
            helper.make_tensor_value_info("product", TensorProto.FLOAT, ["b", "s", OUT]),
        ],
        [numpy_helper.from_array(v.astype(np.float32), name) for name, v in values.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    path = tmp_path / "whole.onnx"
    path.write_bytes(model.SerializeToString())
    return path


def initializers(path: Path) -> dict[str, NDArray[Any]]:
    import onnx
    from onnx import numpy_helper

    return {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}


def computed(path: Path, **given: NDArray[Any]) -> list[NDArray[np.float32]]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return session.run(["rows", "product"], given)


IDS = np.array([[0, 3, 29, 3], [7, 1, 1, 12]])
AT = np.array([[0, 1, 2, 3], [0, 1, 2, 3]])


@pytest.mark.parametrize("bits", [6, 7])
def test_the_graph_computes_with_the_weights_that_are_kept(
    whole: Path, tmp_path: Path, bits: int
) -> None:
    small = tmp_path / "small.onnx"
    to_int8(whole, small, bits=bits)
    before, kept = initializers(whole), initializers(small)
    top = 2 ** (bits - 1) - 1
    tables = {}
    for name in ("words", "places"):
        steps, scale = quantised(before[name], bits)
        assert kept[f"{name}_quantized"].dtype == np.int8
        assert kept[f"{name}_quantized"].tolist() == steps.tolist()
        tables[name] = steps * scale[:, None]
    steps, scale = quantised(before["matrix"].T, bits)
    assert kept["matrix_quantized"].tolist() == steps.T.tolist()
    assert max(np.abs(v).max() for n, v in kept.items() if n.endswith("_quantized")) == top
    assert not set(before) & set(kept)

    rows, product = computed(small, ids=IDS, at=AT)
    expected = tables["words"][IDS] + tables["places"][AT]
    np.testing.assert_allclose(rows, expected, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(product, dynamic(rows) @ (steps * scale[:, None]).T, atol=1e-4)


def dynamic(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """``rows`` as ONNX's DynamicQuantizeLinear sees them: 8 bits over their whole range."""
    low, high = min(0.0, float(rows.min())), max(0.0, float(rows.max()))
    scale = np.float32((high - low) / 255)
    zero = np.rint(np.clip(-low / scale, 0, 255))
    return (np.clip(np.rint(rows / scale) + zero, 0, 255) - zero) * scale


def test_seven_bits_are_nearer_to_the_whole_model_than_four(whole: Path, tmp_path: Path) -> None:
    expected = computed(whole, ids=IDS, at=AT)[1]
    off = {}
    for bits in (4, 7):
        to_int8(whole, tmp_path / f"{bits}.onnx", bits=bits)
        off[bits] = np.abs(computed(tmp_path / f"{bits}.onnx", ids=IDS, at=AT)[1] - expected).mean()
    assert off[7] < 0.3 * off[4]
    assert off[7] < 0.05 * np.abs(expected).mean()


def test_quantising_leaves_the_root_logger_as_it_was(
    whole: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    products_to_int8(whole, tmp_path / "small.onnx")
    assert not caplog.messages
    logging.getLogger().warning("pre-processing before quantization")
    assert len(caplog.messages) == 1
    assert {"words", "places"} <= set(initializers(tmp_path / "small.onnx"))


# Packing


@given(st.binary(max_size=3000))
def test_packing_loses_nothing(content: bytes) -> None:
    assert zlib.decompress(packed(content)) == content


def test_packed_weights_take_little_more_than_their_entropy() -> None:
    weights = np.random.default_rng(3).normal(size=(256, 256)).astype(np.float32)
    parts = {}
    for bits in (6, 7):
        steps, _ = quantised(weights, bits)
        shares = np.unique(steps, return_counts=True)[1] / steps.size
        entropy = -(shares * np.log2(shares)).sum() / 8
        parts[bits] = len(packed(steps.tobytes())) / steps.size
        assert entropy <= parts[bits] < 1.02 * entropy
    assert parts[6] + 0.1 < parts[7] < 0.85


def product(weights: np.ndarray) -> bytes:
    """A graph of one product, x (1, n, d) by ``weights``."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    shape = ["batch", "rows", weights.shape[0]]
    graph = helper.make_graph(
        [
            helper.make_node("Identity", ["x"], ["given"]),
            helper.make_node("MatMul", ["given", "weights"], ["y"], name="product"),
        ],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [
            helper.make_tensor_value_info(
                "y", TensorProto.FLOAT, ["batch", "rows", weights.shape[1]]
            )
        ],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def multiplied(path: Path, values: NDArray[np.float32]) -> NDArray[np.float32]:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": values})[0]


def test_a_column_that_outgrows_all_others_is_multiplied_in_float(tmp_path):
    rng = np.random.default_rng(4)
    weights = rng.normal(size=(64, 48)).astype(np.float32)
    values = rng.normal(size=(1, 20, 64)).astype(np.float32)
    values[0, :2, [7, 30]] *= 200
    source = tmp_path / "whole.onnx"
    source.write_bytes(product(weights))
    lost = {}
    for name, feeds in (("blind", []), ("seeing", [{"x": values}])):
        to_int8(source, tmp_path / f"{name}.onnx", calibration=feeds)
        found = multiplied(tmp_path / f"{name}.onnx", values)
        lost[name] = np.abs(found - values @ weights)[0, 2:].mean()
    assert lost["seeing"] < lost["blind"] / 10
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "blind.onnx",
        "seeing.onnx",
        "whole.onnx",
    ]


def test_what_was_not_seen_in_calibration_is_still_multiplied(tmp_path):
    rng = np.random.default_rng(5)
    weights = rng.normal(size=(64, 8)).astype(np.float32)
    seen, other = (rng.normal(size=(1, 9, 64)).astype(np.float32) for _ in range(2))
    seen[..., 3] *= 100
    source = tmp_path / "whole.onnx"
    source.write_bytes(product(weights))
    to_int8(source, tmp_path / "small.onnx", calibration=[{"x": seen}])
    found = multiplied(tmp_path / "small.onnx", other)
    np.testing.assert_allclose(found, other @ weights, atol=0.4)


def test_only_columns_far_above_all_others_stand_apart():
    largest = np.linspace(1.0, 1.5, 100).astype(np.float32)
    assert outlying(largest) == []
    largest[[90, 5]] = 40.0, 9.0
    assert outlying(largest) == [5, 90]
    assert outlying(np.array([1.0, 900.0], dtype=np.float32)) == [1]
