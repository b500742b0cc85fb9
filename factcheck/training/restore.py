"""Float weights from a shipped int8 graph, so that training goes on from what ships.

A run's float weights are some 440 MB and stay where it ran.  What was shipped holds them to six or
seven bits a weight, with outlying rows whole (:mod:`factcheck.training.quantise`): enough to start
from, since a few hundred steps of training mend what quantisation took.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.training.finetune import load_tokenizer
from factcheck.training.mix import LABELS

#: Training leaves these as the encoder has them, so they are taken from there, whole.
_FROZEN = "word_embeddings.weight"
#: What quantisation and export put around the name of a weight.
_PRODUCT, _TABLE, _SCALES, _MODEL = "_quant", "_quantized", "_scales", "model."


def restore(graph: Path, start: Path, target: Path) -> Path:
    """Write the classifier of packed ``graph`` on encoder ``start`` in Hugging Face form.

    Raises:
        ModelError: the graph is not of that encoder, or names its weights otherwise.

    """
    import onnx
    import torch
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(
        str(start),
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={name: number for number, name in enumerate(LABELS)},
    )
    state = model.state_dict()
    packed = onnx.load_from_string(zlib.decompress(graph.read_bytes()))
    found = {name: weight for name, weight in _weights(packed.graph).items() if name in state}
    found |= {name: state[name].numpy() for name in state if name.endswith(_FROZEN)}
    wrong = [n for n in state if n not in found or found[n].shape != tuple(state[n].shape)]
    if wrong:
        raise ModelError(f"{str(graph)!r} has no {wrong[0]} as {str(start)!r} has it")
    model.load_state_dict({name: torch.tensor(weight) for name, weight in found.items()})
    model.save_pretrained(target)
    load_tokenizer(start).save(str(target / "tokenizer.json"))
    return target


def _weights(graph: Any) -> dict[str, NDArray[np.float32]]:
    """The weights of a quantised ``graph`` in float, by the names they have in the model."""
    from onnx import numpy_helper

    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    made_by = {out: node for node in graph.node for out in node.output}
    found = {name.removeprefix(_MODEL): array for name, array in arrays.items()}
    for name in [
        n for n in arrays if n.endswith(_TABLE) and f"{n.removesuffix(_TABLE)}_scales" in arrays
    ]:
        table = name.removesuffix(_TABLE)
        found[table.removeprefix(_MODEL)] = arrays[name] * arrays[f"{table}_scales"]
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        steps = node.input[1]
        weight = arrays[steps] * arrays[f"{steps.removesuffix(_TABLE)}_scale"]
        product = node.name.removesuffix(_PRODUCT)
        rows = f"{product}_output_0_rows"
        if rows in arrays:
            beside = next(each for each in graph.node if rows in each.input)
            weight[arrays[made_by[beside.input[0]].input[1]]] = arrays[rows]
        layer = product.removesuffix("_MatMul").removesuffix("/MatMul").removesuffix("/Gemm")
        name = layer.removeprefix(f"/{_MODEL.removesuffix('.')}/").replace("/", ".")
        found[f"{name}.weight"] = np.ascontiguousarray(weight.T)
    return found
