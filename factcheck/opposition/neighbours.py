"""Which pairs of claims are worth a look: what is like in words and setting, and what answers.

Two claims that oppose each other need not be alike ("the dam was sound", "nobody heard our
warnings").  What they share is the dispute: their documents are about one thing, and one speaks
of the other's party.  So claims are ranked by the cosine of their embeddings, plus that of what
their documents are about, plus a bonus where one names the other's party.

Each claim has four short lists of those that rank highest: of other parties, of its own party on
other days, of what answers it by structure however unlike in words (counter-charges, denials), and
of what counts the same thing.  Whether one claim may stand in another's list, and how it ranks
there, depends on the two alone.  So the lists can be kept: claims that come, change or go touch
only the lists that they stand in, or would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from factcheck.inverted import EXACT, inverted_file

#: What naming the other's party adds to a rank; a multiple of the grid's step.
NAMED = 0.203125
_NONE = -np.inf
#: How many an inverted file finds for a claim, and for how many claims at once.
_DEPTH, _AT_ONCE = 256, 1024
#: Claims ranked against all others at once, which bounds memory.
_BLOCK = 256

#: By what two claims are paired: by a list that needs no more, or by what both count.
SURELY, BY_FIGURES = 2, 1

Rows = NDArray[np.intp]
Line = NDArray[np.float32]


class Kind(IntEnum):
    """What puts a claim into a list."""

    OTHERS = 0
    OWN = 1
    ANSWERS = 2
    FIGURES = 3


#: How many claims each list holds.
SIZES = {Kind.OTHERS: 40, Kind.OWN: 20, Kind.ANSWERS: 10, Kind.FIGURES: 20}
_ENDS = np.cumsum(list(SIZES.values())).tolist()
_PARTS = {kind: slice(_ENDS[kind] - SIZES[kind], _ENDS[kind]) for kind in Kind}
_SLOTS: int = _ENDS[-1]
#: The slots of figures, which count only where the figures conflict, and all before them.
_SURE, _COUNTED = slice(0, _ENDS[Kind.ANSWERS]), _PARTS[Kind.FIGURES]


@dataclass(frozen=True, slots=True)
class Place:
    """What decides, besides the vectors, whom a claim is compared with.

    ``id`` is the claim's, ``names`` are the parties that it speaks of, ``accused`` those that it
    charges, ``units`` what it counts.
    """

    id: str
    party: str
    day: date | None
    names: frozenset[str]
    accused: frozenset[str]
    denies: bool
    units: frozenset[str]


@dataclass(frozen=True)
class Lists:
    """For the claims of ``ids`` (n,), ascending, the ids in their lists, (n, slots), and ranks.

    An empty slot has the rank minus infinity; within a list the best come first, the lower id
    where two rank alike.
    """

    ids: NDArray[np.uint64]
    near: NDArray[np.uint64]
    ranks: NDArray[np.float32]

    @classmethod
    def empty(cls, ids: NDArray[np.uint64]) -> Lists:
        """Lists of the claims of ``ids`` with nothing in them."""
        shape = (len(ids), _SLOTS)
        return cls(ids, np.zeros(shape, np.uint64), np.full(shape, _NONE, np.float32))

    def row(self, place: int) -> tuple[bytes, bytes]:
        """The lists of one claim as bytes: ids and ranks."""
        return self.near[place].astype("<u8").tobytes(), self.ranks[place].astype("<f4").tobytes()

    @classmethod
    def of_rows(cls, ids: NDArray[np.uint64], rows: Sequence[tuple[bytes, bytes]]) -> Lists:
        """What :meth:`row` gave for each of ``ids``; raises ``ValueError`` where lengths differ."""
        near = np.frombuffer(b"".join(near for near, _ in rows), "<u8")
        ranks = np.frombuffer(b"".join(ranks for _, ranks in rows), "<f4")
        shape = (len(ids), _SLOTS)
        return cls(ids, near.reshape(shape).astype(np.uint64), ranks.reshape(shape).astype("f4"))

    def holding(self, a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.int8]:
        """For each pair of claims (m,) by what they are paired: a constant above, 0 for nothing."""
        found = np.zeros(len(a), np.int8)
        if not len(self.ids):
            return found
        for one, other in ((a, b), (b, a)):
            rows = np.searchsorted(self.ids, one)
            rows[rows == len(self.ids)] = 0
            same = (self.near[rows] == other[:, None]) & (self.ranks[rows] > _NONE)
            same &= (self.ids[rows] == one)[:, None]
            sure, counted = same[:, _SURE].any(axis=1), same[:, _COUNTED].any(axis=1)
            by = np.where(sure, SURELY, np.where(counted, BY_FIGURES, 0))
            found = np.maximum(found, by.astype(np.int8))
        return found

    def pairs(self, rows: Rows) -> NDArray[np.uint64]:
        """The pairs (m, 2), the lower id first, of the claims at ``rows`` with those they list.

        Claims that have no lists are left out.
        """
        listed = (self.ranks[rows] > _NONE) & np.isin(self.near[rows], self.ids)
        one = np.repeat(rows, listed.sum(axis=1))
        other = np.searchsorted(self.ids, self.near[rows][listed])
        keys = np.unique(np.minimum(one, other) * len(self.ids) + np.maximum(one, other))
        low, high = np.divmod(keys, max(1, len(self.ids)))
        return np.stack([self.ids[low], self.ids[high]], axis=1)


def number(claim: str) -> int:
    """The id of a claim, 16 hexadecimal digits, as a number that orders like it."""
    return int(claim, 16)


class Field:
    """All claims that are compared, in the order of their ids."""

    def __init__(self, places: Sequence[Place], joint: NDArray[np.float32]) -> None:
        """Take ``places`` by ascending id, and vectors (n, d) on the grid that rank them."""
        self.places = places
        self.ids = np.array([number(place.id) for place in places], np.uint64)
        self.joint = joint
        self._rows = np.arange(len(places))
        codes = {party: code for code, party in enumerate({place.party for place in places})}
        self._codes = np.array([codes[place.party] for place in places], np.int64)
        self._known = np.array([bool(place.party) for place in places], bool)
        self._days = np.array([p.day.toordinal() if p.day else 0 for p in places], np.int64)
        self._of = _rows_by((i, [p.party]) for i, p in enumerate(places) if p.party)
        self._naming = _rows_by((i, p.names) for i, p in enumerate(places))
        sided = [(i, p) for i, p in enumerate(places) if p.party]
        self._charges = _rows_by((i, [f"{p.party} {t}" for t in p.accused]) for i, p in sided)
        self._charging = _rows_by((i, p.accused) for i, p in sided)
        self._denials = _rows_by((i, [p.party]) for i, p in sided if p.denies)
        self._counting = _rows_by((i, p.units) for i, p in sided)

    def lines(self, rows: Rows) -> Iterator[tuple[int, Line]]:
        """Each of ``rows`` with how all claims (n,) rank beside it."""
        for start in range(0, len(rows), _BLOCK):
            block = rows[start : start + _BLOCK]
            for row, line in zip(block.tolist(), self.joint[block] @ self.joint.T, strict=True):
                yield row, self._with_bonus(row, line)

    def _with_bonus(self, row: int, line: Line) -> Line:
        place = self.places[row]
        if place.party:
            speaks = np.zeros(len(line), bool)
            for party in place.names:
                speaks[self._of.get(party, _NO_ROWS)] = True
            speaks[self._naming.get(place.party, _NO_ROWS)] = True
            speaks[self._of[place.party]] = False
            line[speaks] += np.float32(NAMED)
        return line

    def ranks(self, row: int, near: Rows) -> Line:
        """How the claims at ``near`` (m,) rank beside the one at ``row``."""
        place = self.places[row]
        line: Line = self.joint[near] @ self.joint[row]
        speaks = [
            bool(place.party)
            and place.party != other.party
            and (other.party in place.names or place.party in other.names)
            for other in (self.places[k] for k in near.tolist())
        ]
        line[np.array(speaks, bool)] += np.float32(NAMED)
        return line

    def may(self, row: int, near: Rows, kind: Kind) -> NDArray[np.bool_]:
        """Which of the claims at ``near`` (m,), ascending, may stand in that list of ``row``'s."""
        place = self.places[row]
        if not place.party:
            return np.zeros(len(near), bool)
        if kind in (Kind.OTHERS, Kind.OWN):
            own = self._codes[near] == self._codes[row]
            days, day = self._days[near], self._days[row]
            other_day = own & (days > 0) & (days != day) & (day > 0)
            fits: NDArray[np.bool_] = other_day if kind is Kind.OWN else self._known[near] & ~own
            return fits
        return np.isin(near, self.eligible(row, kind), assume_unique=True)

    def eligible(self, row: int, kind: Kind) -> Rows:
        """The rows of the claims that may stand in that list of the claim at ``row``."""
        place = self.places[row]
        if not place.party:
            return _NO_ROWS
        if kind in (Kind.OTHERS, Kind.OWN):
            near = self._of[place.party] if kind is Kind.OWN else self._rows
            return near[self.may(row, near, kind)]
        if kind is Kind.ANSWERS:
            return self._answers(place)
        return self._rivals(place, [self._counting[unit] for unit in place.units])

    def _answers(self, place: Place) -> Rows:
        """Counter-charges, denials by the charged, and charges against one that denies."""
        parts = [
            found[key]
            for target in place.accused
            for found, key in ((self._charges, f"{target} {place.party}"), (self._denials, target))
            if key in found
        ]
        if place.denies and place.party in self._charging:
            parts.append(self._charging[place.party])
        return self._rivals(place, parts)

    def _rivals(self, place: Place, parts: Sequence[Rows]) -> Rows:
        if not parts:
            return _NO_ROWS
        found = np.unique(np.concatenate(parts))
        return np.setdiff1d(found, self._of[place.party], assume_unique=True)


def fresh(field: Field, *, exact: bool = False) -> Lists:
    """The lists of all claims in ``field``.

    Beyond :data:`EXACT` claims, unless ``exact``, a list holds the best of those that an inverted
    file finds nearest.
    """
    lists = Lists.empty(field.ids)
    if exact or len(field.ids) <= EXACT:
        _search(field, lists, np.arange(len(field.ids)))
    else:
        _search_nearest(field, lists)
    return lists


def _search_nearest(field: Field, lists: Lists) -> None:
    """Fill all lists with the best of the nearest claims of each."""
    for row, near in _nearest(field.joint):
        ranks = field.ranks(row, near)
        for kind, part in _PARTS.items():
            may = np.flatnonzero(field.may(row, near, kind))
            best = _best(ranks, may, SIZES[kind])
            lists.near[row, part][: len(best)] = field.ids[near[best]]
            lists.ranks[row, part][: len(best)] = ranks[best]


def _nearest(joint: NDArray[np.float32]) -> Iterator[tuple[int, Rows]]:
    """For each row of ``joint`` (n, d) the rows of some of the nearest, ascending."""
    index = inverted_file(joint)
    for start in range(0, len(joint), _AT_ONCE):
        _, found = index.search(joint[start : start + _AT_ONCE], min(len(joint), _DEPTH))
        for row, near in enumerate(found, start):
            yield row, np.sort(near[near >= 0]).astype(np.intp)


def updated(
    field: Field, before: Lists, changed: NDArray[np.bool_], *, exact: bool = False
) -> tuple[Lists, Rows]:
    """The lists that :func:`fresh` would give, from those ``before``; and the rows that differ.

    ``changed`` (n,) are the claims of ``field`` that were not there before, or otherwise.  More of
    these than :data:`EXACT` are searched as :func:`fresh` does, unless ``exact``.
    """
    if changed.sum() > EXACT and not exact:
        return fresh(field), np.arange(len(field.ids))
    lists = Lists.empty(field.ids)
    stays = np.flatnonzero(~changed)
    old = np.searchsorted(before.ids, field.ids[stays])
    lists.near[stays], lists.ranks[stays] = before.near[old], before.ranks[old]
    lost = ~np.isin(lists.near, field.ids[stays]) & (lists.ranks > _NONE)
    # A list that was full may have had more to say than it could hold.
    full = lists.ranks[:, [part.stop - 1 for part in _PARTS.values()]] > _NONE
    short = np.stack([lost[:, part].any(axis=1) for part in _PARTS.values()], axis=1)
    again = changed | (short & full).any(axis=1)
    for row in np.flatnonzero(short.any(axis=1) & ~again).tolist():
        _drop(lists, row, lost[row])
    lists.near[again], lists.ranks[again] = 0, _NONE
    touched = again | short.any(axis=1)
    touched[_search(field, lists, np.flatnonzero(again), new=changed, settled=~again)] = True
    return lists, np.flatnonzero(touched)


def _search(
    field: Field,
    lists: Lists,
    rows: Rows,
    *,
    new: NDArray[np.bool_] | None = None,
    settled: NDArray[np.bool_] | None = None,
) -> Rows:
    """Fill the lists of ``rows``; put those that are ``new`` into the lists of the ``settled``.

    Gives the settled rows that were changed.
    """
    entered: set[int] = set()
    for row, line in field.lines(rows):
        for kind, part in _PARTS.items():
            may = field.eligible(row, kind)
            best = _best(line, may, SIZES[kind])
            lists.near[row, part][: len(best)] = field.ids[best]
            lists.ranks[row, part][: len(best)] = line[best]
            if new is None or settled is None or not new[row]:
                continue
            last = part.stop - 1
            open_ = may[settled[may] & (line[may] >= lists.ranks[may, last])]
            for other in open_.tolist():
                if _enter(lists, other, part, field.ids[row], line[other]):
                    entered.add(other)
    return np.array(sorted(entered), np.intp)


def _best(line: Line, may: Rows, size: int) -> Rows:
    """The ``size`` of the rows ``may``, ascending, that rank highest, the lower row in a tie."""
    if len(may) > size:
        ranks = line[may]
        least = np.partition(ranks, len(may) - size)[len(may) - size]
        above = may[ranks > least]
        may = np.concatenate([above, may[ranks == least][: size - len(above)]])
    found: Rows = may[np.lexsort((may, -line[may]))]
    return found


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
    for part in _PARTS.values():
        kept = ~lost[part] & (lists.ranks[row, part] > _NONE)
        near, ranks = lists.near[row, part][kept], lists.ranks[row, part][kept]
        lists.near[row, part], lists.ranks[row, part] = 0, _NONE
        lists.near[row, part][: len(near)], lists.ranks[row, part][: len(near)] = near, ranks


_NO_ROWS: Rows = np.array([], np.intp)


def _rows_by(found: Iterator[tuple[int, Sequence[str] | frozenset[str]]]) -> dict[str, Rows]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, keys in found:
        for key in keys:
            rows[key].append(row)
    return {key: np.array(each, np.intp) for key, each in rows.items()}
