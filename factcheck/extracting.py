"""From documents to their claims, named as written, with the vectors of their statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Claim, Document

if TYPE_CHECKING:
    from factcheck.tools import Tools

#: Statements embedded between two reports of progress.
_EMBEDDED_AT_ONCE = 1024


class Progress(Protocol):
    """Is told how far the build has come."""

    def step(self, what: str, done: int, total: int) -> None:
        """``done`` of ``total`` ``what`` ("files", "claims", "pairs") are finished."""
        ...


class Silent:
    """Progress that nobody watches."""

    def step(self, what: str, done: int, total: int) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Extracted:
    """Claims and their vectors, (n, d)."""

    claims: list[Claim]
    vectors: NDArray[np.float32]


def extracted(
    documents: Sequence[Document], tools: Tools, progress: Progress, notices: list[str]
) -> list[tuple[Document, Extracted]]:
    """The claims of ``documents``, named as written, with their vectors."""
    from factcheck.opposition.texts import comparable

    found = list(_parsed(documents, tools, progress, notices))
    texts = [comparable(c.statement, tools.gazetteer) for claims in found for c in claims]
    vectors = np.zeros((len(texts), tools.encoder.dimension), np.float32)
    for start in range(0, len(texts), _EMBEDDED_AT_ONCE):
        end = min(start + _EMBEDDED_AT_ONCE, len(texts))
        vectors[start:end] = tools.encoder.encode(texts[start:end])
        progress.step("claims", end, len(texts))
    new = []
    first = 0
    for document, claims in zip(documents, found, strict=True):
        new.append((document, Extracted(claims, vectors[first : first + len(claims)])))
        first += len(claims)
    return new


def _parsed(
    documents: Sequence[Document], tools: Tools, progress: Progress, notices: list[str]
) -> Iterator[list[Claim]]:
    from factcheck.pieces import read

    for number, document in enumerate(documents, 1):
        reading = read(document, tools.gazetteer, tools.tagger)
        if reading.skipped is not None:
            notices.append(f"{document.path} {reading.skipped}")
        yield reading.claims
        progress.step("files", number, len(documents))
