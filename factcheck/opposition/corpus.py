"""The claims to compare: each said once, as the comparison sees it, in its company."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Act, Claim
from factcheck.opposition.field import Field, Place
from factcheck.opposition.grid import Steps, of_steps, steps
from factcheck.opposition.pairs import Side, day_of
from factcheck.opposition.profile import Profile
from factcheck.opposition.texts import stems


@dataclass(frozen=True)
class Corpus:
    """Claims by ascending id, their sides, and their vectors, a row each.

    ``places`` say whom each may be compared with.  ``home`` (n,) is the row of each claim's
    document in ``documents``, their hashes, ascending, and in ``settings`` (D, d), which hold what
    a document is about: the unit mean of the vectors of all claims in it.  ``vectors`` (n, d) and
    settings are in steps of the grid.  ``carriers`` names, for a claim that stands for others, the
    copies of it elsewhere.
    """

    claims: Sequence[Claim]
    sides: Sequence[Side]
    places: Sequence[Place]
    vectors: Steps
    home: NDArray[np.intp]
    documents: Sequence[str]
    settings: Steps
    carriers: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(
        cls, claims: Sequence[Claim], vectors: NDArray[np.float32], profiles: Mapping[str, Profile]
    ) -> Corpus:
        """Collapse copies: the same words of the same party are one claim with carriers.

        The earliest stands for the others, so that one wire story in many papers counts once.
        ``vectors`` (n, d) have unit rows; ``profiles`` go by claim id.
        """
        rows = {claim.id: row for row, claim in enumerate(claims)}
        standing, carriers = _collapsed([claims[row] for row in rows.values()], profiles)
        ids = sorted(standing)
        kept = [claims[rows[id_]] for id_ in ids]
        places = [
            place(claim, profiles[claim.id].named.union(claim.targets), profiles[claim.id].units)
            for claim in kept
        ]
        flat = steps(vectors)
        documents = sorted({claim.document.sha256 for claim in kept})
        number = {sha: row for row, sha in enumerate(documents)}
        return cls(
            kept,
            _Sides(kept, places, profiles, company(claims, profiles)),
            places,
            flat[[rows[id_] for id_ in ids]],
            np.array([number[claim.document.sha256] for claim in kept], np.intp),
            documents,
            _settings(claims, flat, number),
            carriers,
        )

    @property
    def field(self) -> Field:
        """The claims as they are ranked beside each other."""
        return Field(self.places, self.vectors, self.home, self.documents, self.settings)

    def vector(self, row: int) -> NDArray[np.float32]:
        """The vector (d,) of the claim at ``row``."""
        return of_steps(self.vectors[row])

    def together(self, a: int, b: int) -> float:
        """The cosine of the settings of the claims at two rows."""
        one, other = self.settings[self.home[[a, b]]]
        return float(of_steps(one) @ of_steps(other))


class _Sides(Sequence[Side]):
    """The sides of claims, each read when it is first asked for."""

    def __init__(
        self,
        claims: Sequence[Claim],
        places: Sequence[Place],
        profiles: Mapping[str, Profile],
        met: Mapping[str, frozenset[str]],
    ) -> None:
        self._claims, self._places, self._profiles, self._met = claims, places, profiles, met
        self._read: dict[int, Side] = {}

    def __len__(self) -> int:
        return len(self._claims)

    @overload
    def __getitem__(self, row: int) -> Side: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Side]: ...
    def __getitem__(self, row: int | slice) -> Side | Sequence[Side]:
        if isinstance(row, slice):
            return [self[k] for k in range(*row.indices(len(self)))]
        if row not in self._read:
            claim = self._claims[row]
            profile = self._profiles[claim.id]
            self._read[row] = Side.of(
                claim,
                profile.text,
                self._met[claim.document.sha256],
                self._places[row].names,
                titles(claim, profile),
            )
        return self._read[row]


def titles(claim: Claim, profile: Profile) -> frozenset[str]:
    """The stems of the names of the parties in ``claim`` and of its own."""
    return profile.stems | stems(claim.party.name if claim.party is not None else "")


def company(claims: Sequence[Claim], profiles: Mapping[str, Profile]) -> dict[str, frozenset[str]]:
    """The parties that speak, are blamed or are named in the claims of each document."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        parties = found.setdefault(claim.document.sha256, set())
        profile = profiles[claim.id]
        parties.update(profile.named, profile.around, claim.targets)
        if claim.party is not None:
            parties.add(claim.party.id)
    return {sha: frozenset(parties) for sha, parties in found.items()}


def signatures(
    corpus: Corpus, claims: Sequence[Claim], profiles: Mapping[str, Profile]
) -> list[str]:
    """For each claim of ``corpus`` a digest of all that a finding about it rests on.

    That is the claim, its date, its copies, and the claims of its document, all among ``claims``,
    which make its setting and its company.
    """
    said = {claim.id: _digest(_said(claim, profiles[claim.id])) for claim in claims}
    documents: defaultdict[str, list[str]] = defaultdict(list)
    for claim in claims:
        documents[claim.document.sha256].append(said[claim.id])
    around = {sha: _digest(sorted(parts)) for sha, parts in documents.items()}
    return [
        _digest(
            [
                said[claim.id],
                claim.document.published,
                corpus.carriers.get(claim.id),
                around[claim.document.sha256],
            ]
        )
        for claim in corpus.claims
    ]


def _said(claim: Claim, profile: Profile) -> list[object]:
    """What a claim is to the comparison, as JSON has it."""
    return [
        claim.id,
        claim.statement,
        profile.text,
        [claim.party.id, claim.party.name] if claim.party is not None else None,
        claim.speaker,
        claim.act,
        claim.targets,
        claim.reports,
        float(claim.confidence),
        claim.cue.text if claim.cue is not None else None,
        [span.text for span in claim.content],
    ]


def _digest(parts: Sequence[object]) -> str:
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).hexdigest()


def place(claim: Claim, names: frozenset[str], units: frozenset[str]) -> Place:
    """Where ``claim`` stands that speaks of the parties ``names`` and counts ``units``."""
    return Place(
        claim.id,
        claim.party.id if claim.party is not None else "",
        day_of(claim),
        names,
        frozenset(claim.targets) if claim.act is Act.ACCUSATION else frozenset(),
        claim.act is Act.DENIAL,
        units,
    )


def _collapsed(
    claims: Sequence[Claim], profiles: Mapping[str, Profile]
) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """The ids of the claims that stand for themselves and their copies; and the copies of each."""
    order = sorted(claims, key=lambda claim: (claim.document.published or "9999", claim.id))
    first: dict[tuple[str, str], str] = {}
    copies: defaultdict[str, list[str]] = defaultdict(list)
    for claim in order:
        words = profiles[claim.id].words or claim.id
        stands = first.setdefault((claim.party.id if claim.party else "", words), claim.id)
        if stands != claim.id:
            copies[stands].append(claim.id)
    return list(first.values()), {id_: tuple(others) for id_, others in copies.items()}


def _settings(claims: Sequence[Claim], vectors: Steps, number: Mapping[str, int]) -> Steps:
    """For the documents with a ``number`` the unit mean of the vectors of all claims of each."""
    found = np.zeros((len(number), vectors.shape[1]), np.int32)
    for claim, vector in zip(claims, vectors, strict=True):
        if claim.document.sha256 in number:
            found[number[claim.document.sha256]] += vector
    means = of_steps(found)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return steps(means / np.where(lengths > 0, lengths, 1))
