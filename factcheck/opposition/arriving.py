"""Documents that come among those of an index: what is near to them, and whom they push out.

Only the lists of documents are read that a new one comes to stand in, or leads to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition import reach
from factcheck.opposition.grid import Steps, products
from factcheck.opposition.ranking import NONE, Ranked, Ranks, Rows, highest, merged
from factcheck.opposition.reach import Held, Marks, Reach, Row, marks_of

#: Documents compared with all others at once, which bounds memory.
_BLOCK = 256
#: What reads, of documents by hash, what is near to them, or what they are near to.
Read = Callable[[Collection[str]], Iterable[Row]]
ReadHeld = Callable[[Collection[str]], Iterable[Held]]


@dataclass(frozen=True)
class About:
    """What ``documents`` (D,), ascending, are about, ``settings`` (D, d), with their ``marks``.

    ``last`` (D,) is how near the last of the nearest is to each.
    """

    documents: Sequence[str]
    settings: Steps
    marks: Marks
    last: Ranks

    def joined(self, documents: Sequence[str], settings: Steps) -> tuple[About, Rows]:
        """The same with other ``documents``, ascending, and the rows of these."""
        rows = np.array([bisect_left(self.documents, each) for each in documents], np.intp)
        names = list(self.documents)
        for row, document in zip(rows[::-1].tolist(), reversed(documents), strict=True):
            names.insert(row, document)
        joined = About(
            names,
            np.insert(self.settings, rows, settings, axis=0),
            np.insert(self.marks, rows, marks_of(documents, settings)),
            np.insert(self.last, rows, np.float32(NONE)),
        )
        return joined, rows + np.arange(len(rows))


class Arriving:
    """Which documents are within reach of each other once others have come."""

    def __init__(self, about: About, new: Rows, read: Read, held: ReadHeld) -> None:
        """Put the documents at the rows ``new`` to the others, of which lists can be ``read``.

        Raises:
            ValueError: what is kept of the others makes no sense.

        """
        self.about = about
        self._read, self._read_held = read, held
        self._order = np.argsort(about.marks)
        #: What is nearest to a document, by its row: the rows of these and their ranks.
        self._then: dict[int, tuple[Rows, Ranks]] = {}
        self._now: dict[int, tuple[Rows, Ranks]] = {}
        self._search(new)
        #: By row which come to have a document among their nearest, and which have it no more.
        self._gained: dict[int, set[int]] = defaultdict(set)
        self._lost: dict[int, set[int]] = defaultdict(set)
        for row, (near, _) in self._now.items():
            then = set(self._then[row][0].tolist()) if row in self._then else set()
            for other in set(near.tolist()) - then:
                self._gained[other].add(row)
            for other in then.difference(near.tolist()):
                self._lost[other].add(row)
        self._held: dict[int, set[int]] = {row: set() for row in new.tolist()}

    @property
    def parted(self) -> Rows:
        """Pairs of rows (m, 2) that are within reach of each other no more, both ways round."""
        lost = [(row, other) for other, rows in self._lost.items() for row in rows]
        self._take({other for _, other in lost})
        apart = sorted({(a, b) for a, b in lost if a not in self._near(b)[0]})
        return np.array([*apart, *((b, a) for a, b in apart)], np.intp).reshape(-1, 2)

    def reach(self, rows: Iterable[int]) -> Reach:
        """What is within reach of the documents at these rows."""
        wanted = sorted(set(rows))
        self._take(wanted)
        held = self._holders(wanted)
        near = [sorted({row, *self._near(row)[0].tolist(), *held[row]}) for row in wanted]
        starts = np.cumsum([0, *map(len, near)])
        every = np.array([row for rows in near for row in rows], np.intp)
        return Reach(np.array(wanted, np.intp), every, starts)

    def rows(self) -> list[Row]:
        """What is near to each document, where that is not what it was."""
        names, marks = self.about.documents, self.about.marks
        return [
            (
                names[row],
                int(marks[row]).to_bytes(8, "little"),
                marks[near].astype("<u8").tobytes(),
                ranks.astype("<f4").tobytes(),
            )
            for row, (near, ranks) in sorted(self._now.items())
        ]

    def held(self) -> list[Held]:
        """To what each document is near, where that is not what it was."""
        rows = sorted(self._gained.keys() | self._lost.keys() | self._held.keys())
        marks, held = self.about.marks, self._holders(rows)
        return [
            (self.about.documents[row], np.sort(marks[sorted(held[row])]).astype("<u8").tobytes())
            for row in rows
        ]

    def _search(self, new: Rows) -> None:
        size, settings = reach.REACH, self.about.settings
        every = np.arange(len(settings))
        old = np.delete(every, new)
        entering = [Ranked(new[:0], new[:0], self.about.last[:0])]
        for start in range(0, len(new), _BLOCK):
            block = new[start : start + _BLOCK]
            ranks = products(settings[block], settings)
            ranks[np.arange(len(block)), block] = NONE
            found = highest(ranks, every, size)
            self._put(found._replace(which=block[found.which]), self._now)
            one, other = np.nonzero(ranks[:, old] >= self.about.last[old])
            entering.append(Ranked(old[other], block[one], ranks[one, old[other]]))
        touched = np.unique(np.concatenate([part.which for part in entering]))
        self._take(touched.tolist())
        if len(touched):
            near, ranks = (
                np.concatenate([self._then[row][k] for row in touched.tolist()]) for k in (0, 1)
            )
            kept = Ranked(np.repeat(touched, size), near, ranks)
            self._put(merged([kept, *entering], size), self._now)
        for row in touched.tolist():
            if np.array_equal(self._now[row][0], self._then[row][0]):
                del self._now[row]

    def _put(self, found: Ranked, lists: dict[int, tuple[Rows, Ranks]]) -> None:
        rows, starts = np.unique(found.which, return_index=True)
        ends = np.append(starts[1:], len(found.which))
        for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
            lists[row] = found.rows[start:end], found.ranks[start:end]

    def _near(self, row: int) -> tuple[Rows, Ranks]:
        return self._now.get(row) or self._then[row]

    def _take(self, rows: Iterable[int]) -> None:
        """Read what is near to the documents at these rows, where that is not known."""
        names = self.about.documents
        wanted = {names[row]: row for row in rows if row not in self._now and row not in self._then}
        size = reach.REACH
        for document, _, near, ranks in self._read(wanted.keys()):
            found = np.frombuffer(near, "<u8"), np.frombuffer(ranks, "<f4")
            if len(found[0]) != size or len(found[1]) != size:
                raise ValueError("as many are near to each document")
            self._then[wanted[document]] = self._rows_of(found[0]), found[1].astype(np.float32)
        if not self._then.keys() | self._now.keys() >= set(wanted.values()):
            raise ValueError("what is near to a document is missing")

    def _holders(self, rows: Collection[int]) -> Mapping[int, set[int]]:
        """To which documents each of these is near."""
        names = self.about.documents
        wanted = {names[row]: row for row in rows if row not in self._held}
        for document, held in self._read_held(wanted.keys()):
            self._held[wanted[document]] = set(self._rows_of(np.frombuffer(held, "<u8")).tolist())
        if not self._held.keys() >= set(wanted.values()):
            raise ValueError("to what a document is near is missing")
        return {row: (self._held[row] - self._lost[row]) | self._gained[row] for row in rows}

    def _rows_of(self, marks: NDArray[np.uint64]) -> Rows:
        order, known = self._order, self.about.marks
        place = np.minimum(np.searchsorted(known, marks, sorter=order), len(known) - 1)
        rows: Rows = order[place]
        if not (known[rows] == marks).all():
            raise ValueError("a document that is near to another is not there")
        return rows
