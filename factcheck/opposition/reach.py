"""Which documents are within reach of each other: those that are about nearly the same.

Claims that oppose each other stand in documents that share a dispute.  So a claim is not held
against all others but against those of the documents whose setting is nearest to its own
document's.  Two documents are within reach if either is among the nearest of the other: so it
depends on neither's side, and a document in a crowd is found by one at its edge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.grid import Steps, products
from factcheck.opposition.ranking import NONE, Ranked, Ranks, Rows, highest, merged

#: How many nearest documents each has; up to so many, all are within reach.
REACH = 128
#: Documents compared with all others at once, which bounds memory.
_BLOCK = 256
#: Pairs of documents looked up at once.
_AT_ONCE = 65536

#: The mark of a document that is there no more.
_GONE = np.uint64(0)

Marks = NDArray[np.uint64]
#: A document with its mark, the marks of those nearest to it, and how near they are.
Row = tuple[str, bytes, bytes, bytes]
#: A document with the marks of those that have it among the nearest, ascending.
Held = tuple[str, bytes]


def reach_kind(count: int) -> str:
    """Beside which others claims of ``count`` documents are looked at, and why, in words."""
    if count <= REACH:
        return f"every claim beside all others, as up to {REACH} documents"
    return (
        f"every claim beside those of documents within reach: the {REACH} that are nearest in what "
        "they are about, and those that it is among the nearest of; beside all that answer it or "
        f"count the same; as beyond {REACH} documents; build --exact holds it against all"
    )


class Moved(NamedTuple):
    """How the reach of documents changed: whose grew, (D,), and pairs (m, 2) that parted.

    Both ways round, each pair stands twice.
    """

    grew: NDArray[np.bool_]
    parted: Rows


@dataclass(frozen=True)
class Nearest:
    """For documents in ascending order those that are nearest to each.

    ``marks`` (D,) tell one from another, and from what it was if it turned to something else.
    ``near`` and ``ranks`` (D, REACH) have the marks of the nearest and how near they are, the
    nearest first, the first document where two are as near, and the mark 0 for a document that is
    there no more.  They have no columns where all are within reach.
    """

    documents: Sequence[str]
    marks: Marks
    near: Marks
    ranks: Ranks

    @classmethod
    def none(cls) -> Self:
        """Of no documents."""
        return cls((), np.zeros(0, np.uint64), *_blank(0, 0))

    @classmethod
    def of(
        cls,
        documents: Sequence[str],
        settings: Steps,
        *,
        exact: bool = False,
        before: Nearest | None = None,
    ) -> Self:
        """Those of ``documents``, ascending, by their ``settings`` (D, d).

        With ``exact``, or up to :data:`REACH` documents, all are within reach.  What was found
        ``before`` spares a search, and makes no difference.
        """
        count, marks = len(settings), marks_of(documents, settings)
        if exact or count <= REACH:
            return cls(documents, marks, *_blank(count, 0))
        found = cls(documents, marks, *_blank(count, REACH))
        wanted, new = np.ones(count, bool), np.ones(count, bool)
        if before is not None and before.near.shape[1] == REACH:
            near, ranks = before.taken_to(found)
            wanted[:], new[:] = (near == _GONE).any(axis=1), found.rows_in(before) < 0
            found.near[~wanted], found.ranks[~wanted] = near[~wanted], ranks[~wanted]
        found._search(settings, wanted, new)
        return found

    @property
    def all(self) -> bool:
        """Whether all are within reach of all."""
        return not self.near.shape[1]

    def rows_in(self, other: Nearest) -> Rows:
        """The row in ``other`` of each document (D,), -1 for one that it does not have."""
        return other._rows_of(self.marks)

    def _rows_of(self, marks: Marks) -> Rows:
        """The row of each document that has one of ``marks``, of any shape; -1 for none."""
        order = np.argsort(self.marks)
        if not len(order):
            return np.full(marks.shape, -1)
        place = np.minimum(np.searchsorted(self.marks, marks, sorter=order), len(order) - 1)
        return np.where(self.marks[order[place]] == marks, order[place], -1)

    def taken_to(self, other: Nearest) -> tuple[Marks, Ranks]:
        """What is nearest to the documents of ``other``, and the ranks; of what it lacks, 0."""
        rows = self.rows_in(other)
        kept = rows >= 0
        near, ranks = _blank(len(other.marks), self.near.shape[1])
        near[rows[kept]], ranks[rows[kept]] = self.near[kept], self.ranks[kept]
        if not kept.all():
            near[_among(near, np.sort(self.marks[~kept]))] = _GONE
        return near, ranks

    def _search(self, settings: Steps, wanted: NDArray[np.bool_], new: NDArray[np.bool_]) -> None:
        """Find the nearest of those ``wanted`` (D,); put those that are ``new`` to the others."""
        size = self.near.shape[1]
        every, rows, others = np.arange(len(settings)), *map(np.flatnonzero, (wanted, ~wanted))
        entering = [Ranked(rows[:0], rows[:0], self.ranks[:0, 0])]
        for start in range(0, len(rows), _BLOCK):
            block = rows[start : start + _BLOCK]
            ranks = products(settings[block], settings)
            ranks[np.arange(len(block)), block] = NONE
            found = highest(ranks, every, size)
            self._fill(found._replace(which=block[found.which]))
            fits = ranks[:, others] >= self.ranks[others, -1]
            one, other = np.nonzero(fits & new[block][:, None])
            entering.append(Ranked(others[other], block[one], ranks[one, others[other]]))
        changed = np.unique(np.concatenate([part.which for part in entering]))
        near, ranks = self._rows_of(self.near[changed]).ravel(), self.ranks[changed].ravel()
        self._fill(merged([Ranked(np.repeat(changed, size), near, ranks), *entering], size))

    def _fill(self, found: Ranked) -> None:
        self.near[found.which, found.places] = self.marks[found.rows]
        self.ranks[found.which, found.places] = found.ranks

    def moved(self, before: Nearest, left: Rows) -> Moved | None:
        """How the reach of the documents at ``left`` among each other is not what it was before.

        None where that cannot be told: all that rests on it is to be found anew.
        """
        was = before.rows_in(self)
        if self.near.shape[1] != before.near.shape[1] or not np.isin(left, was).all():
            return None
        stays = np.zeros(len(self.marks), bool)
        stays[left] = True
        near, _ = before.taken_to(self)
        one, other = self._differing(near)
        both = stays[one] & stays[other]
        one, other = one[both], other[both]
        now, then = (_holding(each, self.marks, one, other) for each in (self.near, near))
        grew = np.zeros(len(self.marks), bool)
        grew[np.concatenate([one[now & ~then], other[now & ~then]])] = True
        pairs = np.stack([one[then & ~now], other[then & ~now]], axis=1)
        return Moved(grew, np.concatenate([pairs, pairs[:, ::-1]]))

    def _differing(self, then: Marks) -> tuple[Rows, Rows]:
        """Pairs, (m,) each, of which one is near to the other either now or ``then``."""
        rows = np.flatnonzero((self.near != then).any(axis=1))
        now, was = (
            (rows[:, None] * len(self.marks) + near)[near >= 0]
            for near in map(self._rows_of, (self.near[rows], then[rows]))
        )
        one, other = np.divmod(np.setxor1d(now, was), max(1, len(self.marks)))
        return one, other

    def reach(self, wanted: NDArray[np.bool_] | None = None) -> Reach:
        """What is within reach of the documents that are ``wanted`` (D,), of all by default."""
        count = len(self.marks)
        wanted = np.ones(count, bool) if wanted is None else wanted
        documents = np.flatnonzero(wanted)
        if self.all:
            return Reach(documents, np.arange(count), None)
        held, place = np.nonzero(_among(self.near, np.sort(self.marks[documents])))
        pairs = np.sort(
            np.concatenate(
                [
                    documents * (count + 1),
                    (documents[:, None] * count + self._rows_of(self.near[documents])).ravel(),
                    self._rows_of(self.near[held, place]) * count + held,
                ]
            )
        )
        one, near = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], count)
        starts = np.searchsorted(one, np.append(documents, count))
        return Reach(documents, near, starts)

    def rows(self, before: Nearest, put: Iterable[str] = ()) -> Iterator[Row]:
        """A row for each document that is not as it was ``before``, or is among those ``put``."""
        same = self.rows_in(before) >= 0
        if before.near.shape[1] == self.near.shape[1]:
            near, ranks = before.taken_to(self)
            same &= (near == self.near).all(axis=1) & (ranks == self.ranks).all(axis=1)
        else:
            same[:] = False
        put = set(put)
        for row, (document, stands) in enumerate(zip(self.documents, same.tolist(), strict=True)):
            if not stands or document in put:
                near_by = self.near[row].astype("<u8").tobytes()
                nearness = self.ranks[row].astype("<f4").tobytes()
                yield document, int(self.marks[row]).to_bytes(8, "little"), near_by, nearness

    def held(self) -> Iterator[Held]:
        """A row for each document, unless all are within reach of all."""
        if self.all:
            return
        found = self._rows_of(self.near).ravel()
        holder = np.repeat(self.marks, self.near.shape[1])
        order = np.lexsort((holder, found))
        ends = np.searchsorted(found[order], np.arange(len(self.marks) + 1))
        for document, start, end in zip(self.documents, ends, ends[1:], strict=False):
            yield document, holder[order[start:end]].astype("<u8").tobytes()

    @classmethod
    def of_rows(cls, rows: Sequence[Row]) -> Self:
        """What :meth:`rows` gave, by ascending document; raises ``ValueError`` for others."""
        if not rows:
            return cls.none()
        documents, *columns = zip(*rows, strict=True)
        joined = (b"".join(column) for column in columns)
        mark, near, ranks = (
            np.frombuffer(data, kind)
            for data, kind in zip(joined, ("<u8", "<u8", "<f4"), strict=True)
        )
        marks, near = mark.astype(np.uint64), near.reshape(len(rows), -1).astype(np.uint64)
        return cls(documents, marks, near, ranks.reshape(near.shape).astype(np.float32))

    @classmethod
    def apart(cls, documents: Sequence[str], marks: Marks) -> Self:
        """Those ``documents``, of which it is told elsewhere what is near to them."""
        return cls(documents, marks, *_blank(len(marks), 0))

    def checked(self) -> Self:
        """The same, with the mark 0 for documents among the nearest that are not there."""
        near = np.where(_among(self.near, np.sort(self.marks)), self.near, _GONE)
        return replace(self, near=near)


@dataclass(frozen=True)
class Reach:
    """For each of the rows ``documents`` (m,) those within its reach, itself among them.

    Of the k-th these are ``near[starts[k]:starts[k + 1]]``, or all of ``near`` without ``starts``.
    """

    documents: Rows
    near: Rows
    starts: Rows | None

    def groups(self) -> Iterator[tuple[Rows, Rows]]:
        """All documents, by what is within their reach: (some documents, those within reach)."""
        if self.starts is None:
            yield self.documents, self.near
            return
        for k, (start, stop) in enumerate(zip(self.starts, self.starts[1:], strict=False)):
            yield self.documents[k : k + 1], self.near[start:stop]


def marks_of(documents: Sequence[str], settings: Steps) -> Marks:
    """A number for each document that its name and setting, a row of (D, d), give."""
    told = (
        name.encode() + setting.tobytes() for name, setting in zip(documents, settings, strict=True)
    )
    digests = (hashlib.blake2b(each, digest_size=8).digest() for each in told)
    return np.array([int.from_bytes(digest) for digest in digests], np.uint64)


def _blank(count: int, width: int) -> tuple[Marks, Ranks]:
    return np.full((count, width), _GONE), np.full((count, width), NONE, np.float32)


def _among(marks: Marks, known: Marks) -> NDArray[np.bool_]:
    """Which of ``marks``, of any shape, are among those ``known``, ascending."""
    found = np.zeros(marks.shape, bool)
    if len(known):
        for start in range(0, len(marks), _AT_ONCE):
            some = marks[start : start + _AT_ONCE]
            place = np.minimum(np.searchsorted(known, some), len(known) - 1)
            found[start : start + _AT_ONCE] = known[place] == some
    return found


def _holding(near: Marks, marks: Marks, one: Rows, other: Rows) -> NDArray[np.bool_]:
    """For each pair of rows (m,) whether either is among what is nearest to the other."""
    found = np.zeros(len(one), bool)
    for start in range(0, len(one), _AT_ONCE):
        a, b = one[start : start + _AT_ONCE], other[start : start + _AT_ONCE]
        held = (near[a] == marks[b, None]).any(axis=1) | (near[b] == marks[a, None]).any(axis=1)
        found[start : start + _AT_ONCE] = held
    return found
