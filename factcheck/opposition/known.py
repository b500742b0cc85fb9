"""What a scan leaves for the next one, so that what did not change is not looked at again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Opposition
from factcheck.opposition.field import number
from factcheck.opposition.grid import packed, unpacked
from factcheck.opposition.neighbours import Lists
from factcheck.opposition.profile import Profile
from factcheck.opposition.reach import Nearest

if TYPE_CHECKING:
    from factcheck.store.comparisons import Around, Row


@dataclass(frozen=True)
class Known:
    """What is known by claim id: profiles, vectors of positive forms, signatures; and the lists.

    ``lists`` are of the claims that have a signature.  ``findings`` are all that the scan gave,
    None where they are no longer what it would give.
    """

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    positives: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    signatures: Mapping[str, str] = field(default_factory=dict)
    lists: Lists = field(
        default_factory=lambda: Lists.empty(np.zeros(0, np.uint64), Nearest.none())
    )
    findings: tuple[Opposition, ...] | None = None

    @classmethod
    def of_rows(
        cls,
        rows: Iterable[Row],
        around: Sequence[Around],
        findings: tuple[Opposition, ...] | None,
    ) -> Known:
        """What :meth:`rows` gave, and :meth:`factcheck.opposition.reach.Nearest.rows`.

        Raises:
            ValueError, TypeError: a row that it did not give.

        """
        profiles: dict[str, Profile] = {}
        positives: dict[str, NDArray[np.float32]] = {}
        signatures: dict[str, str] = {}
        lists: dict[str, tuple[bytes, bytes]] = {}
        for claim, profile, positive, signature, near, ranks in rows:
            profiles[claim] = Profile.from_json(profile)
            if positive is not None:
                positives[claim] = unpacked(positive)
            if signature is not None and near is not None and ranks is not None:
                signatures[claim] = signature
                lists[claim] = near, ranks
        order = sorted(lists)
        ids = np.array([number(claim) for claim in order], np.uint64)
        found = Lists.of_rows(
            ids, [lists[claim] for claim in order], Nearest.of_rows(around).checked()
        )
        return cls(profiles, positives, signatures, found, findings)

    def rows(self, before: Known, put: Collection[str] = ()) -> Iterator[Row]:
        """A row for each claim that is not known as it was ``before``, or is among those ``put``.

        All but the findings and what is near to documents.
        """
        same = self.lists.same_as(before.lists).tolist()
        places = {id_: place for place, id_ in enumerate(self.lists.ids.tolist())}
        for claim, profile in self.profiles.items():
            place = places.get(number(claim))
            if (
                claim not in put
                and (place is None or same[place])
                and profile is before.profiles.get(claim)
                and self.signatures.get(claim) == before.signatures.get(claim)
                and self.positives.get(claim) is before.positives.get(claim)
            ):
                continue
            positive = self.positives.get(claim)
            plain = None if positive is None else packed(positive)
            signature = self.signatures.get(claim)
            near, ranks = (None, None) if place is None else self.lists.row(place)
            yield claim, profile.to_json(), plain, signature, near, ranks
