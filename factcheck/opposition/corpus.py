"""The claims to compare: each said once, as the comparison sees it, in its company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Claim
from factcheck.opposition.pairs import Side
from factcheck.opposition.texts import WORD, comparable, party_stems

if TYPE_CHECKING:
    from factcheck.parties import Gazetteer


@dataclass(frozen=True)
class Corpus:
    """Sides and their vectors, (n, d), a row a side.

    ``settings`` (n, d) holds for each side what its document is about: the unit mean of the
    vectors of all claims in it.  ``carriers`` names, for a claim that stands for others, the
    copies of it elsewhere; ``names`` are the stems of parties' names.
    """

    sides: list[Side]
    vectors: NDArray[np.float32]
    settings: NDArray[np.float32]
    carriers: Mapping[str, tuple[str, ...]]
    names: frozenset[str]

    @classmethod
    def of(
        cls, claims: Sequence[Claim], vectors: NDArray[np.float32], gazetteer: Gazetteer
    ) -> Corpus:
        """Collapse copies: the same words of the same party are one claim with carriers.

        The earliest stands for the others, so that one wire story in many papers counts once.
        """
        order = sorted(
            range(len(claims)), key=lambda i: (claims[i].document.published or "9999", claims[i].id)
        )
        texts = [comparable(claim.statement, gazetteer) for claim in claims]
        named = [_named(claim, gazetteer) for claim in claims]
        company = _company(claims, named, gazetteer)
        first: dict[tuple[str, str], int] = {}
        copies: dict[str, list[str]] = {}
        sides: list[Side] = []
        rows: list[int] = []
        for i in order:
            claim = claims[i]
            words = " ".join(WORD.findall(texts[i].casefold())) or claim.id
            key = (claim.party.id if claim.party else "", words)
            if key in first:
                copies.setdefault(sides[first[key]].claim.id, []).append(claim.id)
                continue
            first[key] = len(sides)
            sides.append(Side.of(claim, texts[i], company[claim.document.sha256], named[i]))
            rows.append(i)
        return cls(
            sides,
            vectors[rows] if rows else vectors[:0],
            _settings(claims, vectors)[rows] if rows else vectors[:0],
            {id_: tuple(ids) for id_, ids in copies.items()},
            party_stems(claims, texts, gazetteer),
        )


def _settings(claims: Sequence[Claim], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each claim the unit mean of the vectors of all claims of its document."""
    numbers: dict[str, int] = {}
    of = np.array([numbers.setdefault(c.document.sha256, len(numbers)) for c in claims])
    means = np.zeros((len(numbers), vectors.shape[1]), np.float32)
    np.add.at(means, of, vectors)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    settings: NDArray[np.float32] = (means / np.where(lengths > 0, lengths, 1))[of]
    return settings


def _named(claim: Claim, gazetteer: Gazetteer) -> frozenset[str]:
    """The parties that a claim speaks of, its own among them."""
    found = {hit.party.id for hit in gazetteer.hits(claim.statement) if hit.party is not None}
    return frozenset(found.union(claim.targets))


def _company(
    claims: Sequence[Claim], named: Sequence[frozenset[str]], gazetteer: Gazetteer
) -> dict[str, frozenset[str]]:
    """The parties that speak, are blamed or are named in the claims of each document."""
    found: dict[str, set[str]] = {}
    for claim, names in zip(claims, named, strict=True):
        parties = found.setdefault(claim.document.sha256, set())
        parties.update(names)
        if claim.party is not None:
            parties.add(claim.party.id)
        hits = gazetteer.hits(claim.sentence.text)
        parties.update(hit.party.id for hit in hits if hit.party is not None)
    return {sha: frozenset(parties) for sha, parties in found.items()}
