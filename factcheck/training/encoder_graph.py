"""The ONNX graph of all-MiniLM-L6-v2, without its float weights.

``python -m factcheck.training.encoder_graph`` writes ``factcheck/embedding/minilm.onnx``.  Each
float weight of the graph is a reference into the genuine ``model.safetensors``, by offset and
length, so that ONNX Runtime maps that very file and the package ships none of its 90 MB.

The network is BERT (Devlin et al. 2019) with mean pooling and L2 normalisation (Reimers and
Gurevych 2019).  Linear layers work on rows of tokens, (batch * tokens, width), since ``Gemm``
takes weights as PyTorch stores them, (out, in), and no copy of them has to be turned.

Texts of a batch are equally long, so there is no mask; and no operator's result for a text depends
on how many others there are, which is why the sum over tokens is a product with ones and no
``ReduceSum``.

The projections of attention and the first layer of each feed-forward network run on int8: weights
with one scale an output, activations with one a token, so that no token depends on another.  The
few columns of the activations that stand far above the rest are multiplied in float (LLM.int8(),
Dettmers et al. 2022, NeurIPS).  The second feed-forward layer stays in float: alone it would lose
more than all others together.  The int8 weights are in the graph, 7 MB; making them when it is
opened took a quarter of a second.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.embedding.minilm import (
    GRAPH,
    PROBE,
    PROBE_WIDTH,
    WEIGHTS,
    loaded_tokenizer,
    opened,
    verified_folder,
)

OPSET = 20
_IR_VERSION = 10
#: The operators of ONNX Runtime's own that are used, and their domain.
CONTRIBUTED = "com.microsoft"
_CONTRIBUTED_OPS = {"MatMulIntegerToFloat", "MultiHeadAttention"}
#: How many columns stay in float, and what they are looked for in.
_OUTLYING = 16
_SENTENCES = (
    "No.",
    "Don't believe it.",
    "That was not the case, you know.",
    "The ministry denied that any of its aircraft had crossed the border before dawn.",
    "Russia failed to rein in its ally, and 31 lorries carrying aid were hit on 19 September 2016.",
    '"We all understand that," she said; "it makes no sense to ask who started it."',
    "The company's chief executive (57) blamed the union for losses of $4.2 million a week.",
    "Voters would never forgive a party that had lied about taxes, schools and hospitals!",
)


class Graph:
    """Collects nodes, constants and references to weights."""

    def __init__(self, weights: Path) -> None:
        """Take the layout of the safetensors file ``weights``."""
        self.weights = weights
        with weights.open("rb") as stream:
            size = int.from_bytes(stream.read(8), "little")
            self.layout: dict[str, Any] = json.loads(stream.read(size))
        self.data_start = 8 + size
        self.nodes: list[Any] = []
        self.initializers: dict[str, Any] = {}

    def op(self, kind: str, *inputs: str, name: str | None = None, **attributes: Any) -> str:
        """Add a node of one output, whose name is returned."""
        output = name or f"{kind.lower()}_{len(self.nodes)}"
        self._add(kind, inputs, [output], attributes)
        return output

    def parts(self, rows: str, count: int) -> list[str]:
        """Add a node that splits ``rows`` into ``count`` equal parts along the last axis."""
        outputs = [f"split_{len(self.nodes)}_{number}" for number in range(count)]
        self._add("Split", [rows], outputs, {"axis": -1, "num_outputs": count})
        return outputs

    def _add(
        self, kind: str, inputs: Sequence[str], outputs: list[str], attributes: dict[str, Any]
    ) -> None:
        from onnx import helper

        domain = CONTRIBUTED if kind in _CONTRIBUTED_OPS else ""
        node = helper.make_node(kind, list(inputs), outputs, domain=domain, **attributes)
        self.nodes.append(node)

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

    def values(self, name: str) -> NDArray[np.float32]:
        """A copy of the tensor ``name`` of the safetensors file."""
        start, end = self.layout[name]["data_offsets"]
        content = self.weights.read_bytes()[self.data_start + start : self.data_start + end]
        return np.frombuffer(content, "<f4").reshape(self.layout[name]["shape"]).copy()

    def array(self, values: NDArray[Any]) -> str:
        """A constant that is kept in the graph."""
        from onnx import numpy_helper

        name = f"array_{len(self.initializers)}"
        self.initializers[name] = numpy_helper.from_array(values, name)
        return name

    def linear(self, rows: str, layer: str) -> str:
        """A fully connected layer of (n, in) rows, in float."""
        weight, bias = self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")
        return self.op("Gemm", rows, weight, bias, transB=1)

    def int8_linear(self, rows: str, *layers: str, columns: Sequence[int] = ()) -> str:
        """As :meth:`linear`, in int8 but for the ``columns`` of ``rows``."""
        op, constant = self.op, self.constant
        weights = np.concatenate([self.values(f"{layer}.weight") for layer in layers])
        bias = self.array(np.concatenate([self.values(f"{layer}.bias") for layer in layers]))
        few = ""
        if columns:
            few = op("Gather", rows, constant(columns, np.int64), axis=1)
            few = op("Gemm", few, self.array(weights[:, columns]), bias, transB=1)
            weights[:, columns] = 0
            kept = np.ones(weights.shape[1], np.float32)
            kept[list(columns)] = 0
            rows = op("Mul", rows, self.array(kept))
        scale = np.abs(weights).max(axis=1) / np.float32(127)
        steps = np.rint(weights / scale[:, None]).astype(np.int8).T

        top = op("ReduceMax", op("Abs", rows), constant([1], np.int64), keepdims=1)
        step, middle = constant(1 / 127, np.float32), constant(128, np.uint8)
        given = op("QuantizeLinear", op("Div", rows, top), step, middle)
        matrix = self.array(np.ascontiguousarray(steps)), step, self.array(scale)
        product = op("MatMulIntegerToFloat", given, *matrix, middle)
        return op("Add", op("Mul", product, top), few or bias)

    def side_by_side(self, rows: Sequence[str]) -> str:
        """Rows of several layers as the rows of one."""
        return rows[0] if len(rows) == 1 else self.op("Concat", *rows, axis=-1)

    def norm(self, rows: str, layer: str, epsilon: float) -> str:
        """Layer normalisation of (n, width) rows."""
        scale, bias = self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")
        return self.op("LayerNormalization", rows, scale, bias, axis=-1, epsilon=epsilon)


def build(folder: Path, columns: Mapping[str, Sequence[int]] | None = None) -> Any:
    """The graph for the weights and configuration in ``folder``, as an ONNX ``ModelProto``.

    The input is ``input_ids`` (batch, tokens) int64, the output is ``embedding`` (batch, width)
    float32 with rows of length 1.  ``columns`` are those that stay in float, by layer; without
    them they are looked for (:func:`outlying`).
    """
    columns = outlying(folder) if columns is None else columns
    config = _config(folder)
    graph = Graph(folder / WEIGHTS)
    op, constant = graph.op, graph.constant

    def linear(rows: str, *layers: str) -> str:
        return graph.int8_linear(rows, *layers, columns=columns.get(layers[0], ()))

    tokens = op("Shape", "input_ids", start=1, end=2)
    rows = _network(graph, config, linear)
    ones = op("Concat", constant([1], np.int64), tokens, axis=0)
    ones = op("Expand", constant(1, np.float32), ones)
    summed = op("Squeeze", op("MatMul", ones, rows), constant([1], np.int64))
    length = op("ReduceL2", summed, constant([1], np.int64), keepdims=1)
    op("Div", summed, op("Max", length, constant(1e-12, np.float32)), name="embedding")
    return _model(graph, {"embedding": ["batch", config["hidden_size"]]})


def outlying(folder: Path) -> dict[str, list[int]]:
    """The columns of each int8 layer's input that reach farthest in a few sentences, by layer."""
    config = _config(folder)
    graph = Graph(folder / WEIGHTS)
    watched: dict[str, str] = {}

    def linear(rows: str, *layers: str) -> str:
        if not layers[0].endswith(".attention.output.dense"):
            watched[rows] = layers[0]
        return graph.side_by_side([graph.linear(rows, layer) for layer in layers])

    _network(graph, config, linear)
    model = _model(graph, {name: ["rows", config["hidden_size"]] for name in watched})
    session = opened(model.SerializeToString(), folder, threads=1)
    tokenizer = loaded_tokenizer(folder)
    largest = {layer: np.zeros(config["hidden_size"]) for layer in watched.values()}
    for sentence in _SENTENCES:
        feed = {"input_ids": np.array([tokenizer.encode(sentence).ids])}
        found = session.run(list(watched), feed)
        for layer, rows in zip(watched.values(), found, strict=True):
            largest[layer] = np.maximum(largest[layer], np.abs(rows).max(axis=0))
    return {
        layer: sorted(np.argsort(-values)[:_OUTLYING].tolist()) for layer, values in largest.items()
    }


def _config(folder: Path) -> dict[str, Any]:
    config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return config


def _network(graph: Graph, config: dict[str, Any], linear: Callable[..., str]) -> str:
    """Everything up to the last layer: (batch, tokens, width) of ``input_ids``.

    ``linear`` makes the layers that may run on int8.
    """
    op, constant = graph.op, graph.constant
    width, heads, epsilon = (
        config[name] for name in ("hidden_size", "num_attention_heads", "layer_norm_eps")
    )
    shape = op("Shape", "input_ids")
    tokens = op("Shape", "input_ids", start=1, end=2)
    cube = op("Concat", shape, constant([-1], np.int64), axis=0)
    flat = constant([-1, width], np.int64)

    rows = op("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    places = graph.weight("embeddings.position_embeddings.weight")
    rows = op("Add", rows, op("Slice", places, constant([0], np.int64), tokens))
    kinds = graph.weight("embeddings.token_type_embeddings.weight")
    rows = op("Add", rows, op("Gather", kinds, constant(0, np.int64)))
    rows = graph.norm(op("Reshape", rows, flat), "embeddings.LayerNorm", epsilon)

    for number in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{number}"
        sides = [f"{layer}.attention.self.{name}" for name in ("query", "key", "value")]
        projected = graph.parts(op("Reshape", linear(rows, *sides), cube), len(sides))
        context = op("MultiHeadAttention", *projected, num_heads=heads)
        attended = linear(op("Reshape", context, flat), f"{layer}.attention.output.dense")
        attended = op("Add", attended, rows)
        rows = graph.norm(attended, f"{layer}.attention.output.LayerNorm", epsilon)
        inner = op("Gelu", linear(rows, f"{layer}.intermediate.dense"))
        inner = op("Add", graph.linear(inner, f"{layer}.output.dense"), rows)
        rows = graph.norm(inner, f"{layer}.output.LayerNorm", epsilon)
    return op("Reshape", rows, cube)


def _model(graph: Graph, outputs: Mapping[str, list[str | int]]) -> Any:
    from onnx import TensorProto, helper

    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "all-MiniLM-L6-v2",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
                for name, shape in outputs.items()
            ],
            list(graph.initializers.values()),
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)],
        ir_version=_IR_VERSION,
        producer_name="factcheck",
    )


def probe() -> Any:
    """The graph of :func:`factcheck.embedding.minilm.overflows`, as an ONNX ``ModelProto``."""
    from onnx import TensorProto, helper, numpy_helper

    matrix = numpy_helper.from_array(np.full((PROBE_WIDTH, 16), 127, np.int8), "matrix")
    return helper.make_model(
        helper.make_graph(
            [helper.make_node("MatMulInteger", ["rows", "matrix"], ["sums"])],
            "overflow",
            [helper.make_tensor_value_info("rows", TensorProto.UINT8, [1, PROBE_WIDTH])],
            [helper.make_tensor_value_info("sums", TensorProto.INT32, [1, 16])],
            [matrix],
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=_IR_VERSION,
        producer_name="factcheck",
    )


def main() -> None:
    """Write both graphs into the package."""
    for path, model in ((GRAPH, build(verified_folder())), (PROBE, probe())):
        path.write_bytes(model.SerializeToString(deterministic=True))
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
