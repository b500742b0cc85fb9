"""The shipped judge: an int8 encoder under ONNX Runtime, no training framework."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.card import TOKENIZER_FILE, model_of, read_card, verified
from factcheck.nli.engine import PairEncoder, judge_pairs

#: The fused kernel for a sum and its layer norm is slower than the two apart: one row at a time,
#: 8 % of the small model's time and 6 % of the base one's.
_SLOWER = ["SkipLayerNormFusion"]


class OnnxJudge:
    """Judges pairs with the model in a folder (see :mod:`factcheck.nli.card`).

    Each row runs by itself, and threads share the rows out.  The scale of int8 activations
    is taken over whatever runs together: in batches of 16 a pair's probabilities moved with
    its neighbours by 0.017 on average and by up to 0.19, and on a processor batches gain
    nothing (476 pairs/s against 465 on one core).  Alone, a pair has one verdict for good.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Load and verify the model; ``threads`` 0 takes every processor.

        Raises:
            ModelError: a file is missing, damaged or was changed.

        """
        import onnxruntime

        card = read_card(folder)
        model = model_of(folder, card)
        tokenizer = verified(folder / TOKENIZER_FILE, card.tokenizer_sha256).decode("utf-8")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                model,
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_SLOWER,
            )
        except Exception as error:  # ONNX Runtime raises classes of its own, all Exceptions
            raise ModelError(
                f"ONNX Runtime {onnxruntime.__version__} cannot load "
                f"the model in {str(folder)!r}; upgrade it with: pip install -U onnxruntime"
            ) from error
        self._encoder = PairEncoder(tokenizer, card.max_tokens)
        self._workers = threads if threads > 0 else os.cpu_count() or 1
        self._inputs = [entry.name for entry in self._session.get_inputs()]
        self._columns = card.columns
        self._scaling = card.scaling
        self.name = card.identity
        self.sure = card.sure

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As :meth:`factcheck.nli.judge.Judge.probabilities`."""
        return judge_pairs(
            pairs,
            self._encoder,
            self._logits,
            scaling=self._scaling,
            batch=1,
            workers=self._workers,
        )

    def _logits(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> NDArray[np.floating]:
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        found = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        logits: NDArray[np.floating] = found[:, self._columns]
        return logits
