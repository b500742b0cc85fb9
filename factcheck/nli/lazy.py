"""A judge in a folder that is named at once and loaded when the first pairs come."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.nli.card import read_card

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.nli.judge import Judge


class LazyJudge:
    """The judge of :class:`factcheck.nli.onnx_judge.OnnxJudge`, once it is needed."""

    def __init__(self, folder: Path, *, threads: int = 0, card_sha256: str | None = None) -> None:
        """Read name and bounds from the card.

        Raises:
            ModelError: the folder holds no model, or its card is not the one expected.

        """
        card = read_card(folder, card_sha256)
        self.name = card.identity
        self.sure = card.sure
        self._folder = folder
        self._threads = threads
        self._coming: Future[Judge] | None = None

    def begin(self) -> None:
        """Start loading on a thread of its own: unpacking leaves the interpreter to others.

        Whoever needs the judge meanwhile waits, and is told there what was wrong.
        """
        if self._coming is None and "loaded" not in self.__dict__:
            pool = ThreadPoolExecutor(1)
            self._coming = pool.submit(self._load)
            pool.shutdown(wait=False)

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As :meth:`factcheck.nli.judge.Judge.probabilities`; raises where loading does."""
        return self.loaded.probabilities(pairs)

    @cached_property
    def loaded(self) -> Judge:
        """The judge itself; raises ``ModelError`` where its files are not as the card says."""
        return self._load() if self._coming is None else self._coming.result()

    def _load(self) -> Judge:
        from factcheck.nli.onnx_judge import OnnxJudge

        return OnnxJudge(self._folder, threads=self._threads)
