"""The lists of an index that documents are added to, from what they touch alone.

New claims stand in the lists of claims within reach of their documents, and of those that answer
them or count the same.  A new document also pushes others out of the reach of those that it is
nearer to: lists lose claims by that, and full ones are searched again.  All other lists are what
they were, and are not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.arriving import Arriving
from factcheck.opposition.blocks import Block, nearby
from factcheck.opposition.field import Field, Kind, Place, number, sought
from factcheck.opposition.grid import Steps
from factcheck.opposition.neighbours import (
    PARTS,
    SURELY,
    Lists,
    dropped,
    out_of_reach,
    searched,
    to_search,
)
from factcheck.opposition.ranking import NONE, Rows
from factcheck.opposition.reach import Nearest, Reach

if TYPE_CHECKING:
    from factcheck.store.excerpt import Excerpt

#: Documents of which blocks are kept, which bounds memory.
_BLOCKS = 8192
#: Which lists (kinds,) hold claims within reach.
_WITHIN = np.array([kind in (Kind.OTHERS, Kind.OWN) for kind in Kind])


@dataclass(frozen=True)
class New:
    """Claims that come, at their ``places``, with ``vectors`` (n, d) and documents, ``home``."""

    places: Sequence[Place]
    vectors: Steps
    home: Sequence[str]

    def blocks(self) -> dict[str, Block]:
        """The claims of each document."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, document in enumerate(self.home):
            rows[document].append(row)
        return {
            document: Block.of([self.places[row] for row in some], self.vectors[some])
            for document, some in rows.items()
        }


@dataclass(frozen=True)
class Grown:
    """Lists of all claims that are touched, and of others; and those they had ``before``.

    ``judged`` (m, 2) are pairs that are to be compared, ``sure`` (m,) those paired by more than
    what they count, ``parted`` (k, 2) those of which what was found no longer holds.
    """

    lists: Lists
    before: Lists
    judged: NDArray[np.uint64]
    sure: NDArray[np.bool_]
    parted: NDArray[np.uint64]


def grown(new: New, ground: Arriving, excerpt: Excerpt) -> Grown:
    """The lists with the ``new`` claims, as :func:`factcheck.opposition.neighbours.fresh` has them.

    Raises:
        ValueError: what is kept of others makes no sense.

    """
    return _Growth(new, ground, excerpt).grown()


class _Growth:
    """New claims among those of an index, which are read as they are asked for."""

    def __init__(self, new: New, ground: Arriving, excerpt: Excerpt) -> None:
        self._new, self._blocks, self._excerpt = new, new.blocks(), excerpt
        about = ground.about
        self._reach, self._settings = ground.reach, about.settings
        self._parted = ground.parted
        self._around = Nearest.apart(about.documents, about.marks)
        self._at = {document: row for row, document in enumerate(about.documents)}

    def grown(self) -> Grown:
        """The lists of all claims that are touched."""
        losing, gone = self._losing(self._parted)
        arriving = self._reach(self._at[home] for home in self._new.home)
        alike, last = self._alike()
        coming = np.array(sorted(number(place.id) for place in self._new.places), np.uint64)
        new = np.isin(alike.ids, coming)
        entered = searched(alike, last, np.outer(new, ~_WITHIN), new, self._reach(()))
        some = set(names(losing.ids[gone.any(axis=1)]))
        some.update(names(alike.ids[entered]))
        some.update(self._claims_of(arriving.near))
        some.difference_update(place.id for place in self._new.places)
        self._excerpt.of_claims(some)
        before = lists_of(self._excerpt, sorted(standing(self._excerpt, some)), self._around)
        lists = before.joined(Lists.empty(coming, self._around))
        new = np.isin(lists.ids, coming)
        lost = np.zeros(lists.near.shape, bool)
        inside = np.isin(losing.ids, lists.ids)
        lost[np.searchsorted(lists.ids, losing.ids[inside])] = gone[inside]
        wanted, touched = dropped(lists, lost, new[:, None] | to_search(lists, lost))
        nearby = self._nearby(arriving.near)
        touched[_filled(lists, nearby, arriving, wanted & _WITHIN, new)] = True
        touched[_filled(lists, alike, self._reach(()), wanted & ~_WITHIN, new)] = True
        again = wanted.any(axis=1) & ~new
        self._search_again(lists, lists.ids[again])
        return self._told(lists, before, np.flatnonzero(touched), new)

    def _claims_of(self, documents: Rows) -> list[str]:
        """The ids of the claims that stand for themselves in the documents at these rows."""
        wanted = {self._around.documents[row] for row in documents.tolist()}
        self._excerpt.of_documents(wanted)
        return list(
            standing(self._excerpt, (i for i, home in self._excerpt.home.items() if home in wanted))
        )

    def _losing(self, parted: Rows) -> tuple[Lists, NDArray[np.bool_]]:
        """The lists in documents that have ``parted`` (m, 2), and what they lose, (n, slots)."""
        some = sorted(self._claims_of(np.unique(parted)))
        lists = lists_of(self._excerpt, some, self._around)
        home = np.array([self._at[self._excerpt.home[id_]] for id_ in some], np.intp)
        return lists, out_of_reach(lists, home, parted) & (lists.ranks > NONE)

    def _nearby(self, documents: Rows) -> Field:
        """The claims of the documents at these rows, as they rank beside each other."""
        hashes = [self._around.documents[row] for row in documents.tolist()]
        missing = [sha for sha in hashes if sha not in self._blocks]
        if len(self._blocks) + len(missing) > _BLOCKS:
            self._blocks = self._new.blocks()
            missing = [sha for sha in hashes if sha not in self._blocks]
        for sha, claims, vectors in self._excerpt.blocks(missing):
            self._blocks[sha] = Block.unpacked(claims, vectors)
        blocks = {sha: self._blocks[sha] for sha in hashes if sha in self._blocks}
        placed = [(self._at[sha], block) for sha, block in blocks.items()]
        return nearby(placed, self._around.documents, self._settings)

    def _search_again(self, lists: Lists, claims: NDArray[np.uint64]) -> None:
        """Search for the lists of ``claims`` (m,), a document at a time."""
        homes: defaultdict[int, list[np.uint64]] = defaultdict(list)
        for claim in claims:
            homes[self._at[self._excerpt.home[f"{int(claim):016x}"]]].append(claim)
        reach = self._reach(homes)
        for (document,), near in reach.groups():
            own = np.array(homes[document], np.uint64)
            field = self._nearby(near)
            part = Lists.empty(field.ids, self._around)
            wanted = np.isin(field.ids, own)
            only = Reach(np.array([document]), near, np.array([0, len(near)]))
            searched(field, part, wanted[:, None] & _WITHIN, np.zeros(len(wanted), bool), only)
            rows, found = np.searchsorted(lists.ids, own), part.taken(own)
            better = found.ranks > NONE
            lists.near[rows] = np.where(better, found.near, lists.near[rows])
            lists.ranks[rows] = np.where(better, found.ranks, lists.ranks[rows])

    def _alike(self) -> tuple[Field, Lists]:
        """The new claims, with those that may answer them or count the same.

        And their lists, of which only the last of those are known, and none of the new.
        """
        traits = {trait for place in self._new.places for trait in sought(place)}
        found = self._excerpt.alike(traits)
        places = [Place.from_json(row.claim, row.place) for row in found]
        width = self._settings.shape[1]
        stored = np.frombuffer(b"".join(row.vector for row in found), "<i2").reshape(-1, width)
        vectors = np.concatenate([stored.astype(np.int16), self._new.vectors])
        home = [self._at[document] for document in (*(r.document for r in found), *self._new.home)]
        places += self._new.places
        order = np.array(sorted(range(len(places)), key=lambda row: places[row].id), np.intp)
        field = Field(
            [places[row] for row in order.tolist()],
            vectors[order],
            np.array(home, np.intp)[order],
            self._around.documents,
            self._settings,
        )
        lists = Lists.empty(field.ids, self._around)
        rows = np.argsort(order)[: len(found)]
        for kind, last in (
            (Kind.ANSWERS, [row.answers or b"" for row in found]),
            (Kind.FIGURES, [row.figures or b"" for row in found]),
        ):
            lists.ranks[rows, PARTS[kind].stop - 1] = np.frombuffer(b"".join(last), "<f4")
        return field, lists

    def _told(self, lists: Lists, before: Lists, touched: Rows, new: NDArray[np.bool_]) -> Grown:
        """What the ``touched`` rows of ``lists`` hold otherwise than ``before``, and what follows.

        Where a list no longer holds a claim, that one's own list says whether they still pair.
        """
        keys = lists.differing(before, touched, new)
        others = names(np.setdiff1d(keys, lists.ids))
        self._excerpt.of_claims(others)
        more = lists_of(self._excerpt, others, self._around)
        lists, before = lists.joined(more), before.joined(more)
        now, then = lists.holding(*keys.T), before.holding(*keys.T)
        differs = now != then
        judged = differs & (now > 0)
        return Grown(lists, before, keys[judged], now[judged] == SURELY, keys[differs & (then > 0)])


def _filled(
    lists: Lists, field: Field, reach: Reach, wanted: NDArray[np.bool_], new: NDArray[np.bool_]
) -> Rows:
    """Fill lists that are ``wanted`` (n, kinds) from ``field``, put ``new`` (n,) into the others.

    Gives the rows of those.  Claims of the field without lists here have none that a new one
    comes to stand in.
    """
    known = np.isin(field.ids, lists.ids)
    rows = np.searchsorted(lists.ids, field.ids[known])
    part = lists.taken(field.ids)
    part.ranks[~known] = np.inf
    asked, coming = np.zeros((len(known), len(Kind)), bool), np.zeros(len(known), bool)
    asked[known], coming[known] = wanted[rows], new[rows]
    entered = searched(field, part, asked, coming, reach)
    lists.near[rows], lists.ranks[rows] = part.near[known], part.ranks[known]
    return np.searchsorted(lists.ids, field.ids[entered])


def standing(excerpt: Excerpt, claims: Iterable[str]) -> Iterator[str]:
    """Those of ``claims``, which were read, that stand for themselves: they have a signature."""
    return (claim for claim in claims if excerpt.rows[claim][3] is not None)


def lists_of(excerpt: Excerpt, claims: Sequence[str], around: Nearest) -> Lists:
    """The lists of ``claims``, ascending, which were read.

    Raises:
        ValueError: they are not what a scan leaves.

    """
    ids = np.array([number(claim) for claim in claims], np.uint64)
    rows = [excerpt.rows[claim][4:] for claim in claims]
    return Lists.of_rows(ids, [(near or b"", ranks or b"") for near, ranks in rows], around)


def names(ids: NDArray[np.uint64]) -> list[str]:
    """The ids of claims as text, from their numbers."""
    return [f"{id_:016x}" for id_ in ids.tolist()]
