"""Who is heard in documents: speakers as each of them writes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from factcheck.parties.speakers import Speaker


@dataclass(frozen=True)
class Voice:
    """A speaker as a document has them, and the ids of those whom the words blame.

    ``apart`` says that the speaker has left the side that they once spoke for.  ``noun`` is the
    noun of a source that names nobody ("trust" of "the trust"), with the words before it, else
    empty.  ``source`` is the source as written, which decides nothing here.
    """

    speaker: Speaker
    targets: tuple[str, ...] = ()
    apart: bool = False
    noun: str = ""
    source: str | None = None

    @property
    def ids(self) -> set[str]:
        """The ids of the speaker's party and of those blamed."""
        own = self.speaker.party
        return {*self.targets, *((own.id,) if own is not None else ())}

    # Voices are looked up far more often than made.
    @cached_property
    def _hash(self) -> int:
        return hash((self.speaker, self.targets, self.apart, self.noun, self.source))

    def __hash__(self) -> int:
        """As equal voices have it, worked out once."""
        return self._hash


class Appearance(NamedTuple):
    """A voice in a document."""

    document: str
    voice: Voice


@dataclass(frozen=True)
class Heard:
    """Which of the ``voices`` are heard in which of the ``documents``, by their places in these.

    A row each, by ascending document: ``document``, ``voice`` and ``count``, of so many claims, all
    (n,).  A voice may have several places.
    """

    documents: Sequence[str]
    voices: Sequence[Voice]
    document: NDArray[np.intp]
    voice: NDArray[np.intp]
    count: NDArray[np.intp]

    @classmethod
    def of(cls, appearances: Mapping[Appearance, int]) -> Self:
        """So many of each of the ``appearances``."""
        documents: dict[str, int] = {}
        voices: dict[Voice, int] = {}
        rows = sorted(
            (
                documents.setdefault(each.document, len(documents)),
                voices.setdefault(each.voice, len(voices)),
                count,
            )
            for each, count in appearances.items()
        )
        columns = np.array(rows, np.intp).reshape(-1, 3).T
        return cls(list(documents), list(voices), *columns)

    def joined(self, more: Heard) -> Heard:
        """What is heard here, and in other documents, ``more``."""
        return Heard(
            [*self.documents, *more.documents],
            [*self.voices, *more.voices],
            np.concatenate([self.document, more.document + len(self.documents)]),
            np.concatenate([self.voice, more.voice + len(self.voices)]),
            np.concatenate([self.count, more.count]),
        )

    def as_(self, voices: Sequence[Voice]) -> Heard:
        """The same, with other voices in the places of these."""
        return Heard(self.documents, voices, self.document, self.voice, self.count)

    @cached_property
    def said(self) -> list[int]:
        """How many claims are of each voice."""
        found = np.bincount(self.voice, self.count, len(self.voices))
        return [int(count) for count in found]

    @cached_property
    def homes(self) -> list[list[int]]:
        """The documents that each voice is heard in."""
        order = np.argsort(self.voice, kind="stable")
        return _cut(self.document[order], self.voice[order], len(self.voices))

    @cached_property
    def inside(self) -> list[list[int]]:
        """The voices that are heard in each document."""
        return _cut(self.voice, self.document, len(self.documents))

    def apart(self, documents: Collection[str]) -> tuple[list[int], list[int]]:
        """Those of ``documents`` that are here, and the voices that are heard in others."""
        rows = [row for row, document in enumerate(self.documents) if document in documents]
        others = np.ones(len(self.documents), bool)
        others[rows] = False
        return rows, np.unique(self.voice[others[self.document]]).tolist()

    def all(self) -> Iterator[tuple[Voice, list[int]]]:
        """The voices, and the documents that each is heard in."""
        return zip(self.voices, self.homes, strict=True)

    def ids_in(self, document: int) -> set[str]:
        """The ids of the parties that speak or are blamed in a document."""
        if document not in self._ids:
            voices = (self.voices[row] for row in self.inside[document])
            self._ids[document] = set[str]().union(*(voice.ids for voice in voices))
        return self._ids[document]

    @cached_property
    def _ids(self) -> dict[int, set[str]]:
        return {}

    def homes_of(self, voices: Iterable[int]) -> set[int]:
        """The documents that one of the ``voices`` is heard in."""
        return set[int]().union(*(self.homes[voice] for voice in voices))


def _cut(values: NDArray[np.intp], keys: NDArray[np.intp], count: int) -> list[list[int]]:
    """The ``values`` of each of so many ascending ``keys``."""
    ends = np.searchsorted(keys, np.arange(count + 1)).tolist()
    flat = values.tolist()
    return [flat[start:stop] for start, stop in pairwise(ends)]
