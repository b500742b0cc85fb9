"""From an fp32 ONNX classifier to int8, with weights narrow enough to ship.

Matrix products run on int8: weights per output column, activations by the range that they have
at run time (dynamic quantisation).  Weights keep 7 of 8 bits or fewer: on processors without
VNNI instructions 8 bits can overflow inside the 16-bit sums of AVX2, and verdicts would depend
on the machine.  The scale of a column is the one that loses least in squares, not the one that
its largest weight asks for, and what a weight loses in rounding others make up for
(:mod:`factcheck.training.compensation`).  Embeddings are quantised per row and looked up, never
multiplied.

A few columns of the activations can be a hundred times as large as all others, in few tokens (here
the inputs of the feed-forward networks' second product), and take all the steps of int8 for
themselves.  Such columns are found on calibration texts, left out of the int8 product and
multiplied beside it in float (LLM.int8(), Dettmers et al. 2022, NeurIPS; there by token, here
once and for all, so that the graph stays static).

Fewer bits are still a byte each in memory, but Huffman coding, which the standard library's
deflate does, leaves a weight little more than its entropy on disk: 4.9 bits of 8 where six are
used.  So a whole twelve-layer encoder ships in the room of six layers at one byte each.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.training.compensation import Feed, compensated, observed, second_moments

_FACTORS = np.linspace(0.6, 1.0, 17)
#: Columns that may be left out of a product, and how far above the rest they must stand.
_OUTLIERS, _FAR = 16, 2.0
#: How the names of the products end that stay in float.
_FLOAT = "/float"


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

    nodes = onnx.load(str(source), load_external_data=False).graph.node
    logging.getLogger().addFilter(_no_advice)
    try:
        quantize_dynamic(
            str(source),
            str(target),
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[node.name for node in nodes if node.name.endswith(_FLOAT)],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    finally:
        logging.getLogger().removeFilter(_no_advice)


def to_int8(source: Path, target: Path, *, bits: int = 7, calibration: Sequence[Feed] = ()) -> None:
    """Quantise matrix products and embeddings of ``source``; weights use ``bits`` ≤ 7 bits.

    ``calibration`` holds inputs on which outlying columns are looked for, and on which the
    outputs of the products are to stay what they were.
    """
    import onnx

    split = target.with_suffix(".split")
    try:
        _split_outliers(source, split, calibration)
        products_to_int8(split, target)
        before = onnx.load(str(split))
    finally:
        split.unlink(missing_ok=True)
    weights = {i.name for i in before.graph.initializer}
    inputs = {
        node.input[1]: node.input[0]
        for node in before.graph.node
        if node.op_type == "MatMul" and node.input[1] in weights and not node.name.endswith(_FLOAT)
    }
    moments = second_moments(before, inputs.values(), calibration)
    model = onnx.load(str(target))
    whole = {i.name: i for i in before.graph.initializer if i.name in inputs}
    _narrow(model.graph, whole, {name: moments.get(inputs[name]) for name in whole}, bits)
    _embeddings(model.graph, bits)
    onnx.checker.check_model(model)
    target.write_bytes(model.SerializeToString())


def packed(content: bytes) -> bytes:
    """``content`` Huffman-coded, in the zlib format that :func:`zlib.decompress` reads."""
    coder = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_HUFFMAN_ONLY)
    return coder.compress(content) + coder.flush()


def outlying(largest: NDArray[np.floating]) -> list[int]:
    """The few columns whose ``largest`` values, (d,), stand far above those of all others."""
    order = np.argsort(-largest)
    usual = float(largest[order[min(_OUTLIERS, len(order) - 1)]])
    return sorted(int(column) for column in order[:_OUTLIERS] if largest[column] > _FAR * usual)


def _split_outliers(source: Path, target: Path, calibration: Sequence[Feed]) -> None:
    """Write ``source`` with its outlying columns multiplied apart, in float."""
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(source))
    graph = model.graph
    weights = {i.name: i for i in graph.initializer if len(i.dims) == 2}
    products = [n for n in graph.node if n.op_type == "MatMul" and n.input[1] in weights]
    columns = {
        name: found
        for name, largest in _largest(model, {n.input[0] for n in products}, calibration).items()
        if (found := outlying(largest))
    }
    for name, found in columns.items():
        width = weights[next(n for n in products if n.input[0] == name).input[1]].dims[0]
        kept = np.ones(width, dtype=np.float32)
        kept[found] = 0
        graph.initializer.append(numpy_helper.from_array(kept, f"{name}_kept"))
        graph.initializer.append(numpy_helper.from_array(np.array(found), f"{name}_columns"))
    made: set[str] = set()
    for node in [n for n in products if n.input[0] in columns]:
        name, weight, out = node.input[0], node.input[1], node.output[0]
        place = list(graph.node).index(node)
        rows = numpy_helper.to_array(weights[weight])[columns[name]]
        graph.initializer.append(numpy_helper.from_array(rows, f"{out}_rows"))
        fresh = []
        if name not in made:
            made.add(name)
            fresh = [
                helper.make_node("Mul", [name, f"{name}_kept"], [f"{name}_rest"]),
                helper.make_node("Gather", [name, f"{name}_columns"], [f"{name}_few"], axis=-1),
            ]
        few = [f"{name}_few", f"{out}_rows"]
        fresh.append(helper.make_node("MatMul", few, [f"{out}_few"], name=f"{out}{_FLOAT}"))
        node.input[0] = f"{name}_rest"
        node.output[0] = f"{out}_int8"
        after = helper.make_node("Add", [f"{out}_int8", f"{out}_few"], [out])
        for offset, each in enumerate(fresh):
            graph.node.insert(place + offset, each)
        graph.node.insert(place + len(fresh) + 1, after)
    target.write_bytes(model.SerializeToString())


def _largest(
    model: Any, names: set[str], calibration: Sequence[Feed]
) -> dict[str, NDArray[np.float32]]:
    """The largest absolute value of each column of the tensors ``names``, over all inputs."""
    found: dict[str, NDArray[np.float32]] = {}
    for tensors in observed(model, names, calibration):
        for name, rows in tensors.items():
            top = np.abs(rows).max(axis=0)
            found[name] = np.maximum(found[name], top) if name in found else top
    return found


def _narrow(
    graph: Any, whole: dict[str, Any], moments: dict[str, NDArray[Any] | None], bits: int
) -> None:
    """Quantise the matrices of ``whole`` again, to ``bits`` and by least squares.

    Where there are ``moments`` of a matrix's inputs, it is the outputs' squares on them that count.
    """
    from onnx import numpy_helper

    for tensor in graph.initializer:
        name, end = tensor.name.rpartition("_quantized")[:2]
        if not end or name not in whole:
            continue
        columns = numpy_helper.to_array(whole[name]).T
        steps, scale = quantised(columns, bits)
        if (moment := moments[name]) is not None:
            steps = compensated(columns, scale, moment, 2 ** (bits - 1) - 1)
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
