"""Who is heard in documents: speakers as each of them writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self, overload

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
        found = Heard(
            [*self.documents, *more.documents],
            [*self.voices, *more.voices],
            np.concatenate([self.document, more.document + len(self.documents)]),
            np.concatenate([self.voice, more.voice + len(self.voices)]),
            np.concatenate([self.count, more.count]),
        )
        # They share no places, so that nothing need be worked out again.
        vars(found).update(
            said=[*self.said, *more.said],
            homes=[*self.homes, *([k + len(self.documents) for k in each] for each in more.homes)],
        )
        return found

    def as_(self, voices: Sequence[Voice]) -> Heard:
        """The same, with other voices in the places of these."""
        found = Heard(self.documents, voices, self.document, self.voice, self.count)
        # Who is heard where is the same, and need not be worked out again.
        vars(found).update(said=self.said, homes=self.homes, inside=self.inside)
        return found

    @cached_property
    def said(self) -> list[int]:
        """How many claims are of each voice."""
        found = np.bincount(self.voice, self.count, len(self.voices))
        return [int(count) for count in found]

    @cached_property
    def homes(self) -> list[list[int]]:
        """The documents that each voice is heard in."""
        order = np.argsort(self.voice, kind="stable")
        ends = np.searchsorted(self.voice[order], np.arange(len(self.voices) + 1))
        return list(_Parts(self.document[order], ends))

    @cached_property
    def inside(self) -> Sequence[list[int]]:
        """The voices that are heard in each document, by its row."""
        return _Parts(
            self.voice, np.searchsorted(self.document, np.arange(len(self.documents) + 1))
        )

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


class _Parts(Sequence[list[int]]):
    """Parts of an array, each made when it is asked for."""

    def __init__(self, values: NDArray[np.intp], ends: NDArray[np.intp]) -> None:
        """Of ``values`` those between one of the ``ends`` and the next."""
        self._values, self._ends = values, ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, row: int) -> list[int]: ...
    @overload
    def __getitem__(self, row: slice) -> list[list[int]]: ...
    def __getitem__(self, row: int | slice) -> list[int] | list[list[int]]:
        if isinstance(row, slice):
            return [self[k] for k in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(row)
        found: list[int] = self._values[self._ends[row] : self._ends[row + 1]].tolist()
        return found
