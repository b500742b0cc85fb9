"""From documents to their claims, named as written, with the vectors of their statements.

What is extracted is kept as it comes, so that a build that was stopped is gone on with.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Claim, Document

if TYPE_CHECKING:
    from factcheck.store.extractions import Extraction, Extractions
    from factcheck.tools import Tools

#: Seconds of work that a build which is killed may lose.
_SECONDS = 1.0


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
    documents: Sequence[Document],
    tools: Tools,
    progress: Progress,
    notices: list[str],
    cache: Extractions,
    jobs: int = 1,
) -> list[tuple[Document, Extracted]]:
    """The claims of ``documents``, named as written, with their vectors, in their order.

    What ``cache`` has of an earlier build is taken from there, the rest goes into it.  Up to
    ``jobs`` processes read documents; their number changes nothing in what is found.

    Raises:
        FactcheckError: a process that read documents died.

    """
    known = cache.of(documents)
    if documents:
        progress.step("files", len(known), len(documents))
    missing = [document for document in documents if document.sha256 not in known]
    if missing:
        known.update(_new(missing, tools, progress, cache, jobs, len(known)))
    found = [(document, known[document.sha256]) for document in documents]
    notices += [f"{document.path} {e.skipped}" for document, e in found if e.skipped is not None]
    total = sum(len(extraction.claims) for _, extraction in found)
    if total:
        progress.step("claims", total, total)
    return [(document, Extracted(e.claims, e.vectors)) for document, e in found]


def _new(
    documents: Sequence[Document],
    tools: Tools,
    progress: Progress,
    cache: Extractions,
    jobs: int,
    before: int,
) -> dict[str, Extraction]:
    """What is extracted from ``documents`` now, by hash; ``before`` others were known."""
    from factcheck.store.extractions import Extraction
    from factcheck.workers import readings

    found: dict[str, Extraction] = {}
    unkept: dict[Document, Extraction] = {}
    kept = time.monotonic()
    reading_all = readings(documents, tools.gazetteer, tools.tagger, jobs)
    try:
        with closing(reading_all):
            for number, reading in reading_all:
                document = documents[number]
                skipped = None if reading.skipped is None else str(reading.skipped)
                new = Extraction(reading.claims, vectors_of(reading.claims, tools), skipped)
                found[document.sha256] = unkept[document] = new
                progress.step("files", before + len(found), before + len(documents))
                if time.monotonic() - kept >= _SECONDS:
                    cache.keep(unkept)
                    unkept = {}
                    kept = time.monotonic()
    finally:
        cache.keep(unkept)
    return found


def vectors_of(claims: Sequence[Claim], tools: Tools) -> NDArray[np.float32]:
    """The vectors of ``claims`` (n, d).

    Claims of one document go together and no others with them: with an encoder of the user's a
    vector may depend on what is embedded beside it.
    """
    from factcheck.opposition.texts import comparable

    if not claims:
        return np.zeros((0, tools.encoder.dimension), np.float32)
    return tools.encoder.encode([comparable(c.statement, tools.gazetteer) for c in claims])
