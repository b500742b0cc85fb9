"""The claims to compare: each said once, as the comparison sees it, in its company."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Act, Claim
from factcheck.opposition.field import Field, Place, number
from factcheck.opposition.grid import Steps, of_steps, steps
from factcheck.opposition.profile import Profile
from factcheck.opposition.settings import likeness, settings_of, sizes_of
from factcheck.opposition.side import Side, day_of
from factcheck.opposition.texts import stems

#: A word without its possessive.
_PLAIN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Corpus:
    """Claims by ascending id, their sides, and their vectors, a row each.

    ``places`` say whom each may be compared with.  ``home`` (n,) is the row of each claim's
    document in ``documents``, their hashes, ascending, and in ``settings`` (D, d), which hold what
    a document is about: the unit mean of the vectors of all claims in it.  ``vectors`` (n, d) and
    settings are in steps of the grid; ``sizes`` are how many claims each document has, by hash.
    ``carriers`` names, for a claim that stands for others, the copies of it elsewhere.
    """

    claims: Sequence[Claim]
    sides: Sequence[Side]
    places: Sequence[Place]
    vectors: Steps
    home: NDArray[np.intp]
    documents: Sequence[str]
    settings: Steps
    sizes: Mapping[str, int]
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
        places = _places(kept, profiles)
        flat = steps(vectors)
        documents = sorted({claim.document.sha256 for claim in kept})
        at = {sha: row for row, sha in enumerate(documents)}
        return cls(
            kept,
            _Sides(kept, places, profiles, claims),
            places,
            flat[[rows[id_] for id_ in ids]],
            np.array([at[claim.document.sha256] for claim in kept], np.intp),
            documents,
            settings_of(claims, flat, at),
            sizes_of(claims),
            carriers,
        )

    @classmethod
    def part(
        cls,
        standing: Collection[str],
        claims: Sequence[Claim],
        vectors: Mapping[str, NDArray[np.float32]],
        profiles: Mapping[str, Profile],
        carriers: Mapping[str, tuple[str, ...]],
        documents: Sequence[str],
        settings: Steps,
    ) -> Corpus:
        """The claims ``standing`` of a larger corpus, of which the rest is known.

        ``claims`` are all in their documents; ``vectors`` are of those that stand.
        """
        kept = sorted((claim for claim in claims if claim.id in standing), key=lambda c: c.id)
        places = _places(kept, profiles)
        rows = np.array([vectors[claim.id] for claim in kept])
        home = np.searchsorted(documents, [claim.document.sha256 for claim in kept])
        sides = _Sides(kept, places, profiles, claims)
        flat = steps(rows.reshape(len(kept), settings.shape[1]))
        sizes = sizes_of(claims)
        return cls(kept, sides, places, flat, home, documents, settings, sizes, carriers)

    @property
    def field(self) -> Field:
        """The claims as they are ranked beside each other."""
        return Field(self.places, self.vectors, self.home, self.documents, self.settings)

    @property
    def ids(self) -> NDArray[np.uint64]:
        """The ids of the claims, (n,), as numbers."""
        return np.array([number(claim.id) for claim in self.claims], np.uint64)

    def vector(self, row: int) -> NDArray[np.float32]:
        """The vector (d,) of the claim at ``row``."""
        return of_steps(self.vectors[row])

    def together(self, a: int, b: int) -> float:
        """How near the settings of the claims at two rows are, 1 within one document."""
        one, other = self.home[a], self.home[b]
        if one == other:
            return 1.0
        cosine = float(of_steps(self.settings[one]) @ of_steps(self.settings[other]))
        sizes = (self.sizes[self.documents[row]] for row in (one, other))
        return likeness(cosine, *sizes)


class _Sides(Sequence[Side]):
    """The sides of claims, each read when it is first asked for."""

    def __init__(
        self,
        claims: Sequence[Claim],
        places: Sequence[Place],
        profiles: Mapping[str, Profile],
        around: Sequence[Claim],
    ) -> None:
        """``around`` are all claims of the documents that the ``claims`` are from."""
        self._claims, self._places, self._profiles = claims, places, profiles
        self._met, self._talked_of = company(around, profiles), talked_of(around, profiles)
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
                self._talked_of[claim.document.sha256],
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


def talked_of(
    claims: Sequence[Claim], profiles: Mapping[str, Profile]
) -> dict[str, frozenset[str]]:
    """The parties that stand in the sentence of another's claim, or are blamed, in each document.

    Whom no table knows is found by the last word of the name.
    """
    said: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    speakers: defaultdict[str, dict[str, str]] = defaultdict(dict)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        sha, profile = claim.document.sha256, profiles[claim.id]
        own = claim.party.id if claim.party is not None else ""
        found[sha].update({*profile.named, *profile.around, *claim.targets} - {own})
        said[sha].append((own, frozenset(_PLAIN.findall(claim.sentence.text.casefold()))))
        last = _PLAIN.findall(claim.party.name.casefold())[-1:] if claim.party is not None else ()
        speakers[sha].update((own, word) for word in last)
    for sha, names in speakers.items():
        for own, word in names.items():
            if any(word in words and party != own for party, words in said[sha]):
                found[sha].add(own)
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


def _places(claims: Sequence[Claim], profiles: Mapping[str, Profile]) -> list[Place]:
    return [place_of(claim, profiles[claim.id]) for claim in claims]


def place_of(claim: Claim, profile: Profile) -> Place:
    """Where ``claim`` stands, which has that ``profile``."""
    return place(claim, profile.named.union(claim.targets), profile.units)


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
    return collapsed(
        (
            claim.document.published,
            claim.id,
            claim.party.id if claim.party else "",
            profiles[claim.id].words,
        )
        for claim in claims
    )


def collapsed(
    said: Iterable[tuple[str | None, str, str, str]],
) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Of claims, each (date, id, party, digest of words), as :func:`_collapsed`."""
    first: dict[tuple[str, str], str] = {}
    copies: defaultdict[str, list[str]] = defaultdict(list)
    for _, id_, party, words in sorted((date or "9999", *rest) for date, *rest in said):
        stands = first.setdefault((party, words or id_), id_)
        if stands != id_:
            copies[stands].append(id_)
    return list(first.values()), {id_: tuple(others) for id_, others in copies.items()}
