"""The ONNX graph of all-MiniLM-L6-v2, without its weights.

``python -m factcheck.training.encoder_graph`` writes ``factcheck/embedding/minilm.onnx``.  Each
weight of the graph is a reference into the genuine ``model.safetensors``, by offset and length,
so that ONNX Runtime maps that very file and the package ships none of its 90 MB.

The network is BERT (Devlin et al. 2019) with mean pooling and L2 normalisation (Reimers and
Gurevych 2019).  Linear layers work on rows of tokens, (batch * tokens, width), since ``Gemm``
takes weights as PyTorch stores them, (out, in), and no copy of them has to be turned.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.embedding.minilm import GRAPH, WEIGHTS, verified_folder

OPSET = 20
_IR_VERSION = 10


class Graph:
    """Collects nodes, constants and references to weights."""

    def __init__(self, weights: Path) -> None:
        """Take the layout of the safetensors file ``weights``."""
        with weights.open("rb") as stream:
            size = int.from_bytes(stream.read(8), "little")
            self.layout: dict[str, Any] = json.loads(stream.read(size))
        self.data_start = 8 + size
        self.nodes: list[Any] = []
        self.initializers: dict[str, Any] = {}

    def op(self, kind: str, *inputs: str, name: str | None = None, **attributes: Any) -> str:
        """Add a node of one output, whose name is returned."""
        from onnx import helper

        output = name or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def constant(self, value: Any, dtype: type) -> str:
        """A small constant; equal ones are one."""
        from onnx import numpy_helper

        array: NDArray[Any] = np.asarray(value, dtype)
        name = f"{array.dtype}_{array.tolist()}".replace(" ", "")
        self.initializers[name] = numpy_helper.from_array(array, name)
        return name

    def weight(self, name: str) -> str:
        """A reference to the tensor ``name`` of the safetensors file."""
        from onnx import TensorProto

        entry = self.layout[name]
        if entry["dtype"] != "F32":
            raise ValueError(f"{name} is {entry['dtype']}, not F32")
        start, end = entry["data_offsets"]
        tensor = TensorProto(
            name=name,
            data_type=TensorProto.FLOAT,
            dims=entry["shape"],
            data_location=TensorProto.EXTERNAL,
        )
        for key, value in (
            ("location", WEIGHTS),
            ("offset", str(self.data_start + start)),
            ("length", str(end - start)),
        ):
            tensor.external_data.add(key=key, value=value)
        self.initializers[name] = tensor
        return name

    def linear(self, rows: str, layer: str) -> str:
        """A fully connected layer of (n, in) rows."""
        weight, bias = self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")
        return self.op("Gemm", rows, weight, bias, transB=1)

    def norm(self, rows: str, layer: str, epsilon: float) -> str:
        """Layer normalisation of (n, width) rows."""
        scale, bias = self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")
        return self.op("LayerNormalization", rows, scale, bias, axis=-1, epsilon=epsilon)


def build(folder: Path) -> Any:
    """The graph for the weights and configuration in ``folder``, as an ONNX ``ModelProto``.

    Inputs are ``input_ids`` and ``attention_mask`` (batch, tokens) int64, the output is
    ``embedding`` (batch, width) float32 with rows of length 1.
    """
    from onnx import TensorProto, helper

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    width, heads = config["hidden_size"], config["num_attention_heads"]
    epsilon = config["layer_norm_eps"]
    graph = Graph(folder / WEIGHTS)
    op, constant = graph.op, graph.constant

    shape = op("Shape", "input_ids")
    tokens = op("Shape", "input_ids", start=1, end=2)
    split = op("Concat", shape, constant([heads, width // heads], np.int64), axis=0)
    cube = op("Concat", shape, constant([width], np.int64), axis=0)
    flat = constant([-1, width], np.int64)
    mask = op("Cast", "attention_mask", to=TensorProto.FLOAT)
    hidden = op("Sub", constant(1, np.float32), mask)
    penalty = op("Mul", hidden, constant(np.finfo(np.float32).min, np.float32))
    penalty = op("Unsqueeze", penalty, constant([1, 2], np.int64))

    rows = op("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    places = graph.weight("embeddings.position_embeddings.weight")
    rows = op("Add", rows, op("Slice", places, constant([0], np.int64), tokens))
    kinds = graph.weight("embeddings.token_type_embeddings.weight")
    rows = op("Add", rows, op("Gather", kinds, constant(0, np.int64)))
    rows = graph.norm(op("Reshape", rows, flat), "embeddings.LayerNorm", epsilon)

    for number in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{number}"

        def by_head(rows: str, name: str, order: list[int], layer: str = layer) -> str:
            projected = graph.linear(rows, f"{layer}.attention.self.{name}")
            return op("Transpose", op("Reshape", projected, split), perm=order)

        query = by_head(rows, "query", [0, 2, 1, 3])
        query = op("Mul", query, constant((width // heads) ** -0.5, np.float32))
        scores = op("MatMul", query, by_head(rows, "key", [0, 2, 3, 1]))
        shares = op("Softmax", op("Add", scores, penalty), axis=-1)
        context = op("MatMul", shares, by_head(rows, "value", [0, 2, 1, 3]))
        context = op("Reshape", op("Transpose", context, perm=[0, 2, 1, 3]), flat)
        attended = graph.linear(context, f"{layer}.attention.output.dense")
        attended = op("Add", attended, rows)
        rows = graph.norm(attended, f"{layer}.attention.output.LayerNorm", epsilon)
        inner = op("Gelu", graph.linear(rows, f"{layer}.intermediate.dense"))
        inner = op("Add", graph.linear(inner, f"{layer}.output.dense"), rows)
        rows = graph.norm(inner, f"{layer}.output.LayerNorm", epsilon)

    weight = op("Unsqueeze", mask, constant([2], np.int64))
    summed = op("Mul", op("Reshape", rows, cube), weight)
    summed = op("ReduceSum", summed, constant([1], np.int64), keepdims=0)
    count = op("ReduceSum", mask, constant([1], np.int64), keepdims=1)
    mean = op("Div", summed, count)
    length = op("ReduceL2", mean, constant([1], np.int64), keepdims=1)
    op("Div", mean, op("Max", length, constant(1e-12, np.float32)), name="embedding")

    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
                for name in ("input_ids", "attention_mask")
            ],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", width])],
            list(graph.initializers.values()),
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=_IR_VERSION,
        producer_name="factcheck",
    )


def main() -> None:
    """Write the graph into the package."""
    GRAPH.write_bytes(build(verified_folder()).SerializeToString(deterministic=True))
    print(f"{GRAPH}: {GRAPH.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
