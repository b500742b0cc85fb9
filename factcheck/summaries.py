"""What an index keeps of its documents so that adding others need not read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck import people
from factcheck.model import Claim
from factcheck.opposition.blocks import Block
from factcheck.opposition.corpus import Company, companies, place_of
from factcheck.opposition.field import says, traits
from factcheck.opposition.grid import steps
from factcheck.opposition.profile import Profile
from factcheck.opposition.settings import settings_of
from factcheck.store.excerpt import Alike, Companion, Packed, Speaking, Summary, Trait


@dataclass(frozen=True)
class Told:
    """All claims of some documents, as ``written`` and as ``named``, with vectors (n, d).

    ``standing`` are the ids of those that are no copies of others.
    """

    written: Sequence[Claim]
    named: Sequence[Claim]
    vectors: NDArray[np.float32]
    profiles: Mapping[str, Profile]
    standing: Collection[str]

    def summaries(self, documents: Collection[str]) -> Iterator[Summary]:
        """What each of the ``documents``, by hash, is about."""
        at = {sha: row for row, sha in enumerate(documents)}
        rows = [row for row, claim in enumerate(self.named) if claim.document.sha256 in at]
        own = [self.named[row] for row in rows]
        for sha, setting in zip(at, settings_of(own, steps(self.vectors[rows]), at), strict=True):
            yield sha, setting.astype("<i2").tobytes()

    def companies(self, documents: Collection[str]) -> Iterator[Companion]:
        """What each of the ``documents``, by hash, is to its claims."""
        own = [claim for claim in self.named if claim.document.sha256 in documents]
        around = companies(own, self.profiles)
        for sha in documents:
            yield sha, around.get(sha, Company.none()).to_json()

    def speaking(self, documents: Collection[str]) -> Iterator[Speaking]:
        """Who speaks in each of the ``documents``, by hash."""
        claims: dict[str, list[int]] = {sha: [] for sha in documents}
        for row, claim in enumerate(self.named):
            if claim.document.sha256 in claims:
                claims[claim.document.sha256].append(row)
        for sha, of in claims.items():
            yield (
                sha,
                people.told([self.written[row] for row in of], [self.named[row] for row in of]),
            )

    def blocks(self, documents: Collection[str]) -> Iterator[Packed]:
        """A row for each of the ``documents``, by hash, of which a claim stands for itself."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, claim in enumerate(self.named):
            if claim.document.sha256 in documents and claim.id in self.standing:
                rows[claim.document.sha256].append(row)
        for document, some in rows.items():
            some.sort(key=lambda row: self.named[row].id)
            claims = [self.named[row] for row in some]
            places = [place_of(claim, self.profiles[claim.id]) for claim in claims]
            yield document, *Block.of(places, steps(self.vectors[some])).packed()

    def traits(self, documents: Collection[str]) -> Iterator[Trait]:
        """What copies of the claims of the ``documents``, by hash, are known by."""
        for claim in self.named:
            words = self.profiles[claim.id].words
            if words and claim.document.sha256 in documents:
                yield says(words), claim.id

    def alike(self, documents: Collection[str]) -> Iterator[tuple[str, Alike]]:
        """What others look for in the claims of the ``documents``, by hash, and these."""
        for claim, vector in zip(self.named, self.vectors, strict=True):
            if claim.document.sha256 not in documents:
                continue
            place = place_of(claim, self.profiles[claim.id])
            for trait in sorted(traits(place)):
                packed = steps(vector[None]).astype("<i2").tobytes()
                yield (
                    trait,
                    Alike(claim.id, claim.document.sha256, place.to_json(), None, None, packed),
                )
