"""All claims that are compared: how they rank beside each other, and who may be compared at all.

Both depend on two claims and their documents alone.  A million claims have to fit, so what decides
is kept in arrays, and vectors in two bytes a number.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from factcheck.opposition.grid import Steps, products
from factcheck.opposition.ranking import Ranks, Rows
from factcheck.opposition.reach import Reach

#: What naming the other's party adds to a rank; a multiple of the grid's step.
NAMED = 0.203125


class Kind(IntEnum):
    """What puts a claim into a list."""

    OTHERS = 0
    OWN = 1
    ANSWERS = 2
    FIGURES = 3


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

    def to_json(self) -> str:
        """All but the id, as text."""
        day = self.day.isoformat() if self.day is not None else None
        sets = (self.names, self.accused, self.units)
        return json.dumps([self.party, day, self.denies, *(sorted(each) for each in sets)])

    @classmethod
    def from_json(cls, claim: str, text: str) -> Self:
        """What :meth:`to_json` wrote of the ``claim`` with that id."""
        party, day, denies, *sets = json.loads(text)
        names, accused, units = map(frozenset, sets)
        when = date.fromisoformat(day) if day is not None else None
        return cls(claim, party, when, names, accused, denies, units)


def traits(place: Place) -> set[str]:
    """What claims look for, wherever they stand, that answer the one at ``place`` or count with it.

    Two claims may stand in each other's lists of these kinds only if one has a trait that the
    other seeks.
    """
    if not place.party:
        return set()
    found = {f"counts {unit}" for unit in place.units}
    found.update(f"charges {target}" for target in place.accused)
    found.update(f"{place.party} charges {target}" for target in place.accused)
    if place.denies:
        found.add(f"{place.party} denies")
    return found


def says(words: str) -> str:
    """The trait of a claim whose words have that digest: copies of it have the same."""
    return f"says {words}"


def sought(place: Place) -> set[str]:
    """The :func:`traits` of those that may answer the claim at ``place``, or count the same."""
    if not place.party:
        return set()
    found = {f"counts {unit}" for unit in place.units}
    found.update(f"{target} charges {place.party}" for target in place.accused)
    found.update(f"{target} denies" for target in place.accused)
    if place.denies:
        found.add(f"charges {place.party}")
    return found


@dataclass(frozen=True)
class Group:
    """Claims ``rows`` (m,) that may have in their lists of ``kinds`` only some of ``near`` (n,)."""

    kinds: tuple[Kind, ...]
    rows: Rows
    near: Rows


def number(claim: str) -> int:
    """The id of a claim, 16 hexadecimal digits, as a number that orders like it."""
    return int(claim, 16)


class Field:
    """Claims in the order of their ids; ``home`` (n,) is the document of each."""

    def __init__(
        self,
        places: Iterable[Place],
        vectors: Steps,
        home: Rows,
        documents: Sequence[str],
        settings: Steps,
    ) -> None:
        """Take ``places`` by ascending id, and the rows (n, d) of ``vectors`` that rank them.

        The ``documents`` are in an order that their content gives, and ``settings`` (D, d) say
        what each is about.
        """
        self.vectors, self.home = vectors, home
        self.documents, self.settings = documents, settings
        parties, units = _Numbers([""]), _Numbers()
        ids, party, day, denies = array("Q"), array("i"), array("i"), array("b")
        names, accused, counted = _Sets(parties), _Sets(parties), _Sets(units)
        for place in places:
            ids.append(number(place.id))
            party.append(parties[place.party])
            day.append(place.day.toordinal() if place.day else 0)
            denies.append(place.denies)
            names.append(place.names)
            accused.append(place.accused)
            counted.append(place.units)
        self.ids = np.array(ids, np.uint64)
        self.party = np.array(party, np.int32)
        self._day, self._denies = np.array(day, np.int32), np.array(denies, bool)
        self._names, self._accused, self._units = names.lists(), accused.lists(), counted.lists()

    def sided(
        self, ids: NDArray[np.uint64], party: NDArray[np.signedinteger], day: Rows, names: Codes
    ) -> None:
        """Take claims, made without places, of a ``party`` each, 1 or more, that charge nobody."""
        none = Codes(np.zeros(len(ids) + 1, np.intp), np.zeros(0, np.int32))
        self.ids, self.party = ids, party.astype(np.int32)
        self._day, self._denies = day.astype(np.int32), np.zeros(len(ids), bool)
        self._names, self._accused, self._units = names, none, none

    def ranks(self, rows: Rows, near: Rows) -> Ranks:
        """How the claims at ``near`` (n,) rank beside those at ``rows`` (m,): (m, n)."""
        found = products(self.vectors[rows], self.vectors[near])
        ours, our = np.unique(self.home[rows], return_inverse=True)
        theirs, their = np.unique(self.home[near], return_inverse=True)
        settings = products(self.settings[ours], self.settings[theirs])
        found += settings[our][:, their] if len(ours) > 1 else settings[:, their]
        speaks = self._naming(rows, near) | self._naming(near, rows).T
        found += np.float32(NAMED) * (speaks & self.may(rows, near, Kind.OTHERS))
        return found

    def _naming(self, rows: Rows, near: Rows) -> NDArray[np.bool_]:
        """Which of ``rows`` (m,) name the party of which of ``near`` (n,): (m, n)."""
        parties, party = np.unique(self.party[near], return_inverse=True)
        which, named = self._names.of(rows)
        column = np.minimum(np.searchsorted(parties, named), len(parties) - 1)
        same = parties[column] == named
        naming = np.zeros((len(rows), len(parties)), bool)
        naming[which[same], column[same]] = True
        return naming[:, party]

    def may(self, rows: Rows, near: Rows, kind: Kind) -> NDArray[np.bool_]:
        """Which of ``near`` (n,) may stand in that list of which of ``rows`` (m,): (m, n).

        That is, if they are of one :class:`Group`.
        """
        ours, theirs = self.party[rows, None], self.party[near]
        fits: NDArray[np.bool_] = (ours > 0) & (theirs > 0)
        if kind is not Kind.OWN:
            fits &= ours != theirs
            return fits
        day, days = self._day[rows, None], self._day[near]
        fits &= (ours == theirs) & (day != days) & (day > 0) & (days > 0)
        return fits

    def groups(self, reach: Reach, wanted: NDArray[np.bool_]) -> Iterator[Group]:
        """The claims whose lists are ``wanted`` (n, kinds), with those that may stand in them.

        Claims of no party have empty lists.  Of other parties and of their own, claims have only
        those in documents within ``reach``; what answers or counts the same may be anywhere.
        """
        wanted = wanted & (self.party > 0)[:, None]
        yield from self._by_document(reach, wanted[:, Kind.OTHERS])
        yield from self._answers(wanted[:, Kind.ANSWERS])
        yield from self._counting(wanted[:, Kind.FIGURES])

    def _by_document(self, reach: Reach, wanted: NDArray[np.bool_]) -> Iterator[Group]:
        sided = np.flatnonzero(self.party > 0)
        sided = sided[np.argsort(self.home[sided], kind="stable")]
        starts = np.searchsorted(self.home[sided], np.arange(len(self.documents) + 1))
        claims = Codes(starts, sided)
        for documents, within in reach.groups():
            _, rows = claims.of(documents)
            rows = rows[wanted[rows]]
            if len(rows):
                yield Group((Kind.OTHERS, Kind.OWN), rows, claims.of(within)[1])

    def _answers(self, wanted: NDArray[np.bool_]) -> Iterator[Group]:
        """Counter-charges, denials by the charged, and charges against one that denies."""
        charges: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        charging: defaultdict[int, list[int]] = defaultdict(list)
        denials: defaultdict[int, list[int]] = defaultdict(list)
        alike: defaultdict[tuple[int, bytes, bool], list[int]] = defaultdict(list)
        speaks = self._denies | (np.diff(self._accused.starts) > 0)
        for row in np.flatnonzero(speaks & (self.party > 0)).tolist():
            party, denies = int(self.party[row]), bool(self._denies[row])
            accused = self._accused[row]
            if wanted[row]:
                alike[party, accused.tobytes(), denies].append(row)
            if denies:
                denials[party].append(row)
            for target in accused.tolist():
                charges[party, target].append(row)
                charging[target].append(row)
        for (party, key, denies), rows in alike.items():
            near = list(charging[party]) if denies else []
            for target in np.frombuffer(key, self._accused.codes.dtype).tolist():
                near += charges[target, party] + denials[target]
            if near:
                yield Group((Kind.ANSWERS,), np.array(rows), np.unique(near))

    def _counting(self, wanted: NDArray[np.bool_]) -> Iterator[Group]:
        counting: defaultdict[int, list[int]] = defaultdict(list)
        alike: defaultdict[bytes, list[int]] = defaultdict(list)
        counts = np.diff(self._units.starts) > 0
        for row in np.flatnonzero(counts & (self.party > 0)).tolist():
            units = self._units[row]
            if wanted[row]:
                alike[units.tobytes()].append(row)
            for unit in units.tolist():
                counting[unit].append(row)
        for key, rows in alike.items():
            units = np.frombuffer(key, self._units.codes.dtype)
            near = [row for unit in units.tolist() for row in counting[unit]]
            yield Group((Kind.FIGURES,), np.array(rows), np.unique(near))


class _Numbers(dict[str, int]):
    """Numbers for names, given as they are asked for."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__((name, code) for code, name in enumerate(names))

    def __missing__(self, name: str) -> int:
        code = self[name] = len(self)
        return code


@dataclass(frozen=True)
class Codes:
    """The codes of each of n rows, one after the other: ``codes[starts[k]:starts[k + 1]]``."""

    starts: Rows
    codes: NDArray[np.signedinteger]

    def __getitem__(self, row: int) -> NDArray[np.signedinteger]:
        return self.codes[self.starts[row] : self.starts[row + 1]]

    def taken(self, rows: Rows) -> Codes:
        """Those of ``rows`` (m,), in that order."""
        which, codes = self.of(rows)
        return Codes(np.searchsorted(which, np.arange(len(rows) + 1)), codes)

    def of(self, rows: Rows) -> tuple[Rows, NDArray[np.signedinteger]]:
        """The codes of ``rows`` (m,), both (k,): which of these each is of, and the code."""
        starts = self.starts[rows]
        lengths = self.starts[rows + 1] - starts
        which = np.repeat(np.arange(len(rows)), lengths)
        before = np.cumsum(lengths) - lengths
        return which, self.codes[np.arange(len(which)) + (starts - before)[which]]


class _Sets:
    """Sets of names, taken up one by one."""

    def __init__(self, numbers: _Numbers) -> None:
        self._numbers = numbers
        self._ends, self._codes = array("q", [0]), array("i")

    def append(self, names: frozenset[str]) -> None:
        """Take up the set of the next row."""
        self._codes.extend(sorted(self._numbers[name] for name in names))
        self._ends.append(len(self._codes))

    def lists(self) -> Codes:
        """All that were taken up."""
        return Codes(np.array(self._ends, np.intp), np.array(self._codes, np.int32))
