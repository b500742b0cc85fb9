"""From an fp32 ONNX classifier to int8, with weights narrow enough to ship.

Matrix products run on int8: weights per output column, activations by the range that they have
at run time (dynamic quantisation).  Weights keep 7 of 8 bits or fewer: on processors without
VNNI instructions 8 bits can overflow inside the 16-bit sums of AVX2, and verdicts would depend
on the machine.  The scale of a column is the one that loses least in squares, not the one that
its largest weight asks for.  Embeddings are quantised per row and looked up, never multiplied.

Fewer bits are still a byte each in memory, but Huffman coding, which the standard library's
deflate does, leaves a weight little more than its entropy on disk: 4.9 bits of 8 where six are
used.  So a whole twelve-layer encoder ships in the room of six layers at one byte each.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FACTORS = np.linspace(0.6, 1.0, 17)


def quantised(weights: NDArray[np.floating], bits: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each row of (n, d) ``weights`` as int8 within ``bits`` bits, and its (n,) float32 scale.

    ``row ≈ int8 · scale``; among some scales up to the one that fits the row's largest weight,
    the one with the least squared error is taken.
    """
    rows = np.asarray(weights, dtype=np.float32)
    top = 2 ** (bits - 1) - 1
    widest = np.maximum(np.abs(rows).max(axis=1), 1e-8) / top
    best = np.full(len(rows), np.inf, dtype=np.float32)
    scale = widest.copy()
    for factor in _FACTORS:
        tried = widest * np.float32(factor)
        steps = np.clip(np.rint(rows / tried[:, None]), -top, top)
        lost = ((steps * tried[:, None] - rows) ** 2).sum(axis=1)
        better = lost < best
        best[better], scale[better] = lost[better], tried[better]
    steps = np.clip(np.rint(rows / scale[:, None]), -top, top)
    return steps.astype(np.int8), scale.astype(np.float32)


def products_to_int8(source: Path, target: Path) -> None:
    """Quantise the matrix products of ``source``, weights per column within 7 bits."""
    import logging

    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().addFilter(_no_advice)
    try:
        quantize_dynamic(
            str(source),
            str(target),
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    finally:
        logging.getLogger().removeFilter(_no_advice)


def to_int8(source: Path, target: Path, *, bits: int = 7) -> None:
    """Quantise matrix products and embeddings of ``source``; weights use ``bits`` ≤ 7 bits."""
    import onnx

    products_to_int8(source, target)
    before = onnx.load(str(source)).graph
    products = {node.input[1] for node in before.node if node.op_type == "MatMul"}
    model = onnx.load(str(target))
    _narrow(model.graph, {i.name: i for i in before.initializer if i.name in products}, bits)
    _embeddings(model.graph, bits)
    onnx.checker.check_model(model)
    target.write_bytes(model.SerializeToString())


def packed(content: bytes) -> bytes:
    """``content`` Huffman-coded, in the zlib format that :func:`zlib.decompress` reads."""
    coder = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_HUFFMAN_ONLY)
    return coder.compress(content) + coder.flush()


def _narrow(graph: Any, whole: dict[str, Any], bits: int) -> None:
    """Quantise the matrices of ``whole`` again, to ``bits`` and by least squares."""
    from onnx import numpy_helper

    for tensor in graph.initializer:
        name, end = tensor.name.rpartition("_quantized")[:2]
        if not end or name not in whole:
            continue
        steps, scale = quantised(numpy_helper.to_array(whole[name]).T, bits)
        _replace(graph, tensor.name, np.ascontiguousarray(steps.T))
        _replace(graph, f"{name}_scale", scale)
        _replace(graph, f"{name}_zero_point", np.zeros(len(scale), dtype=np.int8))


def _embeddings(graph: Any, bits: int) -> None:
    """Look large embeddings up in int8 and scale the rows that were asked for."""
    from onnx import TensorProto, helper, numpy_helper

    tables = {i.name: i for i in graph.initializer if len(i.dims) == 2 and i.data_type == 1}
    for node in [n for n in graph.node if n.op_type == "Gather" and n.input[0] in tables]:
        name, ids, out = node.input[0], node.input[1], node.output[0]
        steps, scale = quantised(numpy_helper.to_array(tables[name]), bits)
        graph.initializer.remove(tables[name])
        graph.initializer.append(numpy_helper.from_array(steps, f"{name}_quantized"))
        graph.initializer.append(numpy_helper.from_array(scale[:, None], f"{name}_scales"))
        place = list(graph.node).index(node)
        graph.node.remove(node)
        fresh = [
            helper.make_node("Gather", [f"{name}_quantized", ids], [f"{out}_steps"]),
            helper.make_node("Gather", [f"{name}_scales", ids], [f"{out}_scales"]),
            helper.make_node("Cast", [f"{out}_steps"], [f"{out}_float"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{out}_float", f"{out}_scales"], [out]),
        ]
        for offset, each in enumerate(fresh):
            graph.node.insert(place + offset, each)


def _replace(graph: Any, name: str, values: NDArray[Any]) -> None:
    from onnx import numpy_helper

    (old,) = [i for i in graph.initializer if i.name == name]
    shaped = values.reshape(tuple(old.dims))
    old.CopyFrom(numpy_helper.from_array(shaped, name))


def _no_advice(record: Any) -> bool:
    return "pre-processing before quantization" not in record.getMessage()
