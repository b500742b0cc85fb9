"""Which pairs of claims are worth a look: what is like in words and setting, and what answers.

Two claims that oppose each other need not be alike ("the dam was sound", "nobody heard our
warnings").  What they share is the dispute: their documents are about one thing, and one speaks
of the other's party.  So claims are ranked by the cosine of their embeddings, plus that of what
their documents are about, plus a bonus where one names the other's party.

Each claim has four short lists of those that rank highest: of other parties, of its own party on
other days, of what answers it by structure however unlike in words (counter-charges, denials), and
of what counts the same thing.  Whether one claim may stand in another's list, and how it ranks
there, depends on the two and their documents, and in the first two lists on whether these are
within reach.  So the lists can be kept: claims that come, change or go touch only the lists that
they stand in, or would, and those that hold a claim of a document which is within reach no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.field import Field, Kind
from factcheck.opposition.ranking import NONE, Ranked, Ranks, Rows, highest, merged
from factcheck.opposition.reach import Nearest, Reach

#: Claims ranked at once beside how many others, which bounds memory.
_ROWS, _NEAR = 256, 8192
#: Lists looked through at once.
_AT_ONCE = 65536

#: By what two claims are paired: by a list that needs no more, or by what both count.
SURELY, BY_FIGURES = 2, 1

#: How many claims each list holds.
SIZES = {Kind.OTHERS: 40, Kind.OWN: 20, Kind.ANSWERS: 10, Kind.FIGURES: 20}
_ENDS = np.cumsum(list(SIZES.values())).tolist()
#: The slots of each list.
PARTS = {kind: slice(_ENDS[kind] - SIZES[kind], _ENDS[kind]) for kind in Kind}
_SLOTS: int = _ENDS[-1]
#: Where in the ranks of a row as bytes the last stands of those that answer, or count the same.
ANSWERED, COUNTED = (
    slice(4 * PARTS[kind].stop - 4, 4 * PARTS[kind].stop) for kind in (Kind.ANSWERS, Kind.FIGURES)
)
#: The slots of figures, which count only where the figures conflict, and all before them.
_SURE, _COUNTED = slice(0, _ENDS[Kind.ANSWERS]), PARTS[Kind.FIGURES]
#: The slots of those who must be within reach.
_NEAR_BY = slice(0, _ENDS[Kind.OWN])


@dataclass(frozen=True)
class Lists:
    """For the claims of ``ids`` (n,), ascending, the ids in their lists, (n, slots), and ranks.

    An empty slot has the rank minus infinity; within a list the best come first, the lower id
    where two rank alike.  ``around`` says which documents were within reach of each other.
    """

    ids: NDArray[np.uint64]
    near: NDArray[np.uint64]
    ranks: Ranks
    around: Nearest

    @classmethod
    def empty(cls, ids: NDArray[np.uint64], around: Nearest) -> Lists:
        """Lists of the claims of ``ids`` (n,) with nothing in them."""
        shape = (len(ids), _SLOTS)
        return cls(ids, np.zeros(shape, np.uint64), np.full(shape, NONE, np.float32), around)

    def row(self, place: int) -> tuple[bytes, bytes]:
        """The lists of one claim as bytes: ids and ranks."""
        near, ranks = self.near[place], self.ranks[place]
        return near.astype("<u8").tobytes(), ranks.astype("<f4").tobytes()

    @classmethod
    def of_rows(
        cls, ids: NDArray[np.uint64], rows: Sequence[tuple[bytes, bytes]], around: Nearest
    ) -> Lists:
        """What :meth:`row` gave for each of ``ids``; raises ``ValueError`` where lengths differ."""
        near = np.frombuffer(b"".join(near for near, _ in rows), "<u8")
        ranks = np.frombuffer(b"".join(ranks for _, ranks in rows), "<f4")
        near = near.reshape(len(ids), _SLOTS).astype(np.uint64)
        ranks = ranks.reshape(len(ids), _SLOTS).astype(np.float32)
        return cls(ids, near, ranks, around)

    def taken(self, ids: NDArray[np.uint64]) -> Lists:
        """The lists of ``ids`` (m,), ascending; empty ones of those that have none here."""
        found = Lists.empty(ids, self.around)
        rows = np.flatnonzero(_among(ids, self.ids))
        old = np.searchsorted(self.ids, ids[rows])
        found.near[rows], found.ranks[rows] = self.near[old], self.ranks[old]
        return found

    def joined(self, more: Lists) -> Lists:
        """These lists and those of other claims, under what is around these."""
        ids = np.concatenate([self.ids, more.ids])
        order = np.argsort(ids)
        near = np.concatenate([self.near, more.near])[order]
        ranks = np.concatenate([self.ranks, more.ranks])[order]
        return Lists(ids[order], near, ranks, self.around)

    def same_as(self, before: Lists) -> NDArray[np.bool_]:
        """Which claims (n,) have the lists that they had ``before``."""
        same = _among(self.ids, before.ids)
        rows = np.flatnonzero(same)
        old = np.searchsorted(before.ids, self.ids[rows])
        for now, then in ((self.near, before.near), (self.ranks, before.ranks)):
            same[rows] &= (now[rows] == then[old]).all(axis=1)
        return same

    def holding(self, a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.int8]:
        """For each pair of claims (m,) by what they are paired: a constant above, 0 for nothing."""
        found = np.zeros(len(a), np.int8)
        if not len(self.ids):
            return found
        for one, other in ((a, b), (b, a)):
            rows = np.searchsorted(self.ids, one)
            rows[rows == len(self.ids)] = 0
            same = (self.near[rows] == other[:, None]) & (self.ranks[rows] > NONE)
            same &= (self.ids[rows] == one)[:, None]
            sure, counted = same[:, _SURE].any(axis=1), same[:, _COUNTED].any(axis=1)
            by = np.where(sure, SURELY, np.where(counted, BY_FIGURES, 0))
            found = np.maximum(found, by.astype(np.int8))
        return found

    def pairs(self, rows: Rows) -> NDArray[np.uint64]:
        """The pairs (m, 2), the lower id first, of the claims at ``rows`` with those they list.

        Claims that have no lists are left out.
        """
        listed = self.ranks[rows] > NONE
        one, near = np.repeat(rows, listed.sum(axis=1)), self.near[rows][listed]
        known = _among(near, self.ids)
        one, other = one[known], np.searchsorted(self.ids, near[known])
        keys = np.unique(np.minimum(one, other) * len(self.ids) + np.maximum(one, other))
        low, high = np.divmod(keys, max(1, len(self.ids)))
        return np.stack([self.ids[low], self.ids[high]], axis=1)

    def differing(
        self, before: Lists, rows: Rows, changed: NDArray[np.bool_]
    ) -> NDArray[np.uint64]:
        """The pairs (m, 2) that the lists at ``rows`` hold otherwise than those ``before``.

        And all there that a claim which has ``changed`` (n,) is part of; the lower id first.
        """
        old = np.searchsorted(before.ids, self.ids[rows][_among(self.ids[rows], before.ids)])
        listed = np.union1d(self.near[rows], before.near[old])
        ids = np.union1d(np.union1d(self.ids, before.ids), listed)
        now, then = self._entries(rows, ids), before._entries(old, ids)
        new = np.zeros(len(ids), bool)
        new[np.searchsorted(ids, self.ids[changed])] = True
        one, near = np.divmod(now // len(Kind), max(1, len(ids)))
        found = np.concatenate([now[new[one] | new[near]], np.setxor1d(now, then)]) // len(Kind)
        one, near = np.divmod(found, max(1, len(ids)))
        keys = np.unique(np.minimum(one, near) * len(ids) + np.maximum(one, near))
        return np.stack([ids[each] for each in np.divmod(keys, max(1, len(ids)))], axis=1)

    def _entries(self, rows: Rows, ids: NDArray[np.uint64]) -> Rows:
        """A number for each entry of ``rows``: whose list of which kind holds which of ``ids``."""
        found = []
        for kind, part in PARTS.items():
            listed = self.ranks[rows, part] > NONE
            near = self.near[rows, part][listed]
            one = np.repeat(np.searchsorted(ids, self.ids[rows]), listed.sum(axis=1))
            known = _among(near, ids)
            place = one[known] * len(ids) + np.searchsorted(ids, near[known])
            found.append(place * len(Kind) + kind)
        return np.concatenate(found)


def fresh(field: Field, *, exact: bool = False, wanted: NDArray[np.bool_] | None = None) -> Lists:
    """The lists of all claims in ``field``, or only of those that are ``wanted`` (n,).

    With ``exact`` all documents are within reach.
    """
    around = Nearest.of(field.documents, field.settings, exact=exact)
    lists = Lists.empty(field.ids, around)
    every = np.ones(len(field.ids), bool)
    asked = np.repeat((every if wanted is None else wanted)[:, None], len(Kind), axis=1)
    searched(field, lists, asked, ~every, around.reach(_homes(field, asked)))
    return lists


def updated(
    field: Field, before: Lists, changed: NDArray[np.bool_], *, exact: bool = False
) -> tuple[Lists, Rows]:
    """The lists that :func:`fresh` would give, from those ``before``; and the rows that differ.

    ``changed`` (n,) are the claims of ``field`` that were not there before, or otherwise.
    """
    around = Nearest.of(field.documents, field.settings, exact=exact, before=before.around)
    lists = Lists.empty(field.ids, around)
    stays = np.flatnonzero(~changed)
    old = np.searchsorted(before.ids, field.ids[stays])
    lists.near[stays], lists.ranks[stays] = before.near[old], before.ranks[old]
    # What only new claims bring within reach needs no search: they are put into the lists.
    moved = around.moved(before.around, np.unique(field.home[stays]))
    again = changed | (True if moved is None else moved.grew[field.home])
    lost = ~_among(lists.near, field.ids[stays])
    if moved is not None:
        lost |= out_of_reach(lists, field.home, moved.parted)
    wanted: NDArray[np.bool_] = again[:, None] | to_search(lists, lost)
    return lists, mended(field, lists, lost, wanted, changed, around.reach)


def out_of_reach(lists: Lists, home: Rows, parted: Rows) -> NDArray[np.bool_]:
    """Where (n, slots) the lists hold claims of documents that have ``parted`` (m, 2).

    ``home`` (n,) is the document of each claim that has lists.
    """
    count = len(lists.around.documents)
    gone = np.zeros(lists.near.shape, bool)
    rows = np.flatnonzero(np.isin(home, parted[:, 0]))
    if not len(rows):
        return gone
    listed = lists.near[rows, _NEAR_BY]
    near = np.minimum(np.searchsorted(lists.ids, listed), len(lists.ids) - 1)
    keys = home[rows, None] * count + home[near]
    gone[rows, _NEAR_BY] = np.isin(keys, parted[:, 0] * count + parted[:, 1])
    gone[rows, _NEAR_BY] &= lists.ids[near] == listed
    return gone


def to_search(lists: Lists, lost: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which lists (n, kinds) have ``lost`` (n, slots) one and may hold another in its place.

    Those that were full may: they had, perhaps, more to say than they could hold.
    """
    full = lists.ranks[:, [part.stop - 1 for part in PARTS.values()]] > NONE
    return _short(lists, lost) & full


def _short(lists: Lists, lost: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which lists (n, kinds) have ``lost`` one."""
    gone = lost & (lists.ranks > NONE)
    return np.stack([gone[:, part].any(axis=1) for part in PARTS.values()], axis=1)


def mended(
    field: Field,
    lists: Lists,
    lost: NDArray[np.bool_],
    wanted: NDArray[np.bool_],
    new: NDArray[np.bool_],
    reach: Callable[[NDArray[np.bool_]], Reach],
) -> Rows:
    """Take out of the lists what is ``lost`` (n, slots), search for those ``wanted`` (n, kinds).

    Claims that are ``new`` (n,) are put into the others.  ``reach`` says what is within reach of
    some documents (D,).  Gives the rows of all whose lists may differ.
    """
    wanted, touched = dropped(lists, lost, wanted)
    within = reach(_homes(field, wanted))
    touched[searched(field, lists, wanted, new, within)] = True
    return np.flatnonzero(touched)


def _homes(field: Field, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The documents (D,) of the claims whose lists near by are ``wanted`` (n, kinds)."""
    homes = np.zeros(len(field.documents), bool)
    homes[field.home[wanted[:, Kind.OTHERS]]] = True
    return homes


def dropped(
    lists: Lists, lost: NDArray[np.bool_], wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Take out of the lists what is ``lost`` (n, slots), and all of those ``wanted`` (n, kinds).

    Gives what is wanted with what is searched together, and the claims (n,) that this touches.
    """
    short = _short(lists, lost)
    for row in np.flatnonzero((short & ~wanted).any(axis=1)).tolist():
        _drop(lists, row, lost[row])
    wanted = wanted.copy()
    near_by = wanted[:, Kind.OTHERS] | wanted[:, Kind.OWN]
    wanted[:, Kind.OTHERS], wanted[:, Kind.OWN] = near_by, near_by
    for kind, part in PARTS.items():
        lists.near[wanted[:, kind], part], lists.ranks[wanted[:, kind], part] = 0, NONE
    return wanted, np.any(wanted, axis=1) | np.any(short, axis=1)


def _among(ids: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of ``ids``, of any shape, are among the ``known``, ascending."""
    found = np.zeros(ids.shape, bool)
    if len(known):
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            place = np.minimum(np.searchsorted(known, some), len(known) - 1)
            found[start : start + _AT_ONCE] = known[place] == some
    return found


def searched(
    field: Field,
    lists: Lists,
    wanted: NDArray[np.bool_],
    new: NDArray[np.bool_],
    reach: Reach,
) -> Rows:
    """Fill lists that are ``wanted`` (n, kinds); put the claims that are ``new`` into the others.

    ``reach`` is that of the documents whose claims are wanted.  Gives the rows of the others that
    were changed.
    """
    entered: set[int] = set()
    for group in field.groups(reach, wanted):
        for start in range(0, len(group.rows), _ROWS):
            rows = group.rows[start : start + _ROWS]
            parts: dict[Kind, list[Ranked]] = {kind: [] for kind in group.kinds}
            for first in range(0, len(group.near), _NEAR):
                near = group.near[first : first + _NEAR]
                ranks = field.ranks(rows, near)
                for kind in group.kinds:
                    may = np.where(field.may(rows, near, kind), ranks, NONE)
                    parts[kind].append(highest(may, near, SIZES[kind]))
                    some, others = new[rows], ~wanted[near, kind]
                    if some.any() and others.any():
                        fits = may[np.ix_(some, others)]
                        entered |= _entered(lists, kind, rows[some], near[others], fits)
            for kind, found in parts.items():
                _fill(lists, kind, rows, merged(found, SIZES[kind]))
    return np.array(sorted(entered), np.intp)


def _fill(lists: Lists, kind: Kind, rows: Rows, found: Ranked) -> None:
    """Write what was ``found`` for ``rows`` (m,) into their lists."""
    row, slot = rows[found.which], PARTS[kind].start + found.places
    lists.near[row, slot], lists.ranks[row, slot] = lists.ids[found.rows], found.ranks


def _entered(lists: Lists, kind: Kind, rows: Rows, others: Rows, ranks: Ranks) -> set[int]:
    """Put ``rows`` (m,) into the lists of the ``others`` (k,), as they rank there (m, k).

    Gives those of the others that were changed.
    """
    part = PARTS[kind]
    least = lists.ranks[others, part.stop - 1]
    one, other = np.nonzero((ranks > NONE) & (ranks >= least))
    found = zip(rows[one].tolist(), others[other].tolist(), ranks[one, other], strict=True)
    return {row for claim, row, rank in found if _enter(lists, row, part, lists.ids[claim], rank)}


def _enter(lists: Lists, row: int, part: slice, claim: np.uint64, rank: np.float32) -> bool:
    """Put a claim into a list where it belongs; whether it did."""
    near, ranks = lists.near[row, part], lists.ranks[row, part]
    place = int(((ranks > rank) | ((ranks == rank) & (near < claim))).sum())
    if place == len(near):
        return False
    near[place + 1 :], ranks[place + 1 :] = near[place:-1].copy(), ranks[place:-1].copy()
    near[place], ranks[place] = claim, rank
    return True


def _drop(lists: Lists, row: int, lost: NDArray[np.bool_]) -> None:
    for part in PARTS.values():
        kept = ~lost[part] & (lists.ranks[row, part] > NONE)
        near, ranks = lists.near[row, part][kept], lists.ranks[row, part][kept]
        lists.near[row, part], lists.ranks[row, part] = 0, NONE
        lists.near[row, part][: len(near)], lists.ranks[row, part][: len(near)] = near, ranks
