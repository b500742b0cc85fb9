"""The shipped tagger on ONNX Runtime.

Two small graphs: ``reader.onnx`` reads a window of text and finds its cues, ``roles.onnx``
reads a paragraph once more for each cue.  Word vectors are not among their weights: they are
those of all-MiniLM-L6-v2, mapped from the package that the encoder comes from.
Windows are run one by one, so that what is found in a text depends on that text alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.attribution.card import FOLDER, READER, ROLES, identity, read_card
from factcheck.attribution.decoding import Run, cues, roles
from factcheck.attribution.tagged import Tagged
from factcheck.attribution.types import Range
from factcheck.attribution.windows import Window, distances, reach, windows
from factcheck.embedding.minilm import opened, verified_folder
from factcheck.errors import ModelError
from factcheck.nli.card import verified

#: Marks around a window, in the vocabulary of the encoder, and their kind.
CLS, SEP, MARK_KIND = 101, 102, 3


class OnnxTagger:
    """Tags English text; ``name`` identifies the weights."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        """Load the weights in ``folder``.

        Raises:
            ModelError: they are missing or damaged, or the encoder's package is.

        """
        card = read_card(folder)
        self.name = identity(card)
        self._bias = float(card["bias"])
        encoder = verified_folder()
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._reader, self._roles = (
            _session(verified(folder / name, card["sha256"][name]), encoder, threads)
            for name in (READER, ROLES)
        )

    def tag(self, text: str, start: int = 0) -> Iterator[Tagged]:
        """The attributions of ``text`` from offset ``start`` on, in the order of their cues."""
        for window in windows(text, self._tokenizer, start):
            yield from self._tagged(window)

    def _tagged(self, window: Window) -> Iterator[Tagged]:
        states, logits = self._reader.run(
            None,
            {
                "pieces": np.array([[CLS, *window.pieces, SEP]], np.int64),
                "kinds": np.array([[MARK_KIND, *window.kinds, MARK_KIND]], np.int64),
                "heads": np.array(window.heads, np.int64) + 1,
            },
        )
        found = [(run, share, reach(window, *run)) for run, share in cues(logits, self._bias)]
        for (low, high), group in groupby(found, key=lambda one: one[2]):
            some = list(group)
            scores = self._judged(states, [run for run, _, _ in some], low, high)
            for (run, share, _), score in zip(some, scores, strict=True):
                source, content = roles(score, (run[0] - low, run[1] - low))
                yield Tagged(
                    _range(window, source, low) if source is not None else None,
                    _range(window, run, 0),
                    tuple(_range(window, piece, low) for piece in content),
                    share,
                )

    def _judged(
        self, states: NDArray[np.float32], runs: Sequence[Run], low: int, high: int
    ) -> NDArray[np.float32]:
        """Role logits (cues, words, labels) of words ``[low, high)`` for each cue."""
        (scores,) = self._roles.run(
            None,
            {
                "words": np.repeat(states[None, low:high], len(runs), axis=0),
                "first": states[[start for start, _ in runs]],
                "last": states[[end - 1 for _, end in runs]],
                "distances": np.array([distances(*run, low, high) for run in runs], np.int64),
            },
        )
        return np.asarray(scores)


@lru_cache(maxsize=1)
def shipped() -> OnnxTagger:
    """The shipped tagger, loaded once in a process."""
    return OnnxTagger()


def _range(window: Window, run: Run, low: int) -> Range:
    return window.words[run[0] + low][0], window.words[run[1] + low - 1][1]


def _session(graph: bytes, encoder: Path, threads: int) -> Any:
    try:
        return opened(graph, encoder, threads)
    except Exception as error:
        # The runtime's own exceptions share no other base.
        reason = " ".join(str(error).split())[:200]
        raise ModelError(f"the tagger cannot be run ({reason}); reinstall factcheck") from error
