"""The claims to compare: each said once, as the comparison sees it, in its company."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Act, Claim
from factcheck.opposition.field import Field, Place, number
from factcheck.opposition.grid import Steps, of_steps, steps
from factcheck.opposition.profile import Profile
from factcheck.opposition.settings import likeness, settings_of
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
    settings are in steps of the grid.  ``carriers`` names, for a claim that stands for others, the
    copies of it elsewhere.  ``companies`` are those of the claims' documents.
    """

    claims: Sequence[Claim]
    sides: Sequence[Side]
    places: Sequence[Place]
    vectors: Steps
    home: NDArray[np.intp]
    documents: Sequence[str]
    settings: Steps
    carriers: Mapping[str, tuple[str, ...]]
    companies: Mapping[str, Company]

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
        around = companies(claims, profiles)
        return cls(
            kept,
            _Sides(kept, places, profiles, around),
            places,
            flat[[rows[id_] for id_ in ids]],
            np.array([at[claim.document.sha256] for claim in kept], np.intp),
            documents,
            settings_of(claims, flat, at),
            carriers,
            around,
        )

    @classmethod
    def part(
        cls,
        claims: Iterable[Claim],
        vectors: Mapping[str, NDArray[np.float32]],
        profiles: Mapping[str, Profile],
        carriers: Mapping[str, tuple[str, ...]],
        documents: Sequence[str],
        settings: Steps,
        around: Mapping[str, Company],
    ) -> Corpus:
        """Some ``claims`` of a larger corpus that stand for themselves, in any order.

        ``vectors`` are by claim id; of the companies ``around`` those of their documents are used.
        """
        kept = sorted(claims, key=lambda claim: claim.id)
        places = _places(kept, profiles)
        rows = np.array([vectors[claim.id] for claim in kept])
        home = np.searchsorted(documents, [claim.document.sha256 for claim in kept])
        sides = _Sides(kept, places, profiles, around)
        flat = steps(rows.reshape(len(kept), settings.shape[1]))
        return cls(kept, sides, places, flat, home, documents, settings, carriers, around)

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
        sizes = (self.companies[self.documents[row]].size for row in (one, other))
        return likeness(cosine, *sizes)


class _Sides(Sequence[Side]):
    """The sides of claims, each read when it is first asked for."""

    def __init__(
        self,
        claims: Sequence[Claim],
        places: Sequence[Place],
        profiles: Mapping[str, Profile],
        around: Mapping[str, Company],
    ) -> None:
        """``around`` has the company of each document that the ``claims`` are from, by hash."""
        self._claims, self._places, self._profiles = claims, places, profiles
        self._around = around
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
            company = self._around.get(claim.document.sha256, Company.none())
            self._read[row] = Side.of(
                claim,
                profile.text,
                company.met,
                self._places[row].names,
                titles(claim, profile),
                company.talked_of,
            )
        return self._read[row]


def titles(claim: Claim, profile: Profile) -> frozenset[str]:
    """The stems of the names of the parties in ``claim`` and of its own."""
    return profile.stems | stems(claim.party.name if claim.party is not None else "")


class Company(NamedTuple):
    """What a claim's document is to it: the parties ``met`` there, those ``talked_of``.

    Met are all that speak, are blamed or are named in its claims; ``claims`` is a digest of these,
    ``size`` how many there are.
    """

    met: frozenset[str]
    talked_of: frozenset[str]
    claims: str
    size: int

    @classmethod
    def none(cls) -> Company:
        """That of a document of which nothing is known."""
        return cls(frozenset(), frozenset(), "", 0)

    def to_json(self) -> str:
        """The company as text; equal ones give the same."""
        return json.dumps([sorted(self.met), sorted(self.talked_of), self.claims, self.size])

    @classmethod
    def from_json(cls, text: str) -> Company:
        """What :meth:`to_json` wrote; raises ``ValueError`` or ``TypeError`` for anything else."""
        met, others, claims, size = json.loads(text)
        return cls(frozenset(met), frozenset(others), claims, int(size))


def companies(claims: Iterable[Claim], profiles: Mapping[str, Profile]) -> dict[str, Company]:
    """The company of each document, by hash, from all ``claims`` in it."""
    inside: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        inside[claim.document.sha256].append(claim)
    return {
        sha: Company(
            frozenset().union(*(_met(claim, profiles[claim.id]) for claim in own)),
            talked_of(own, profiles),
            _digest(sorted(_said(claim, profiles[claim.id]) for claim in own)),
            len(own),
        )
        for sha, own in inside.items()
    }


def _met(claim: Claim, profile: Profile) -> set[str]:
    own = {claim.party.id} if claim.party is not None else set()
    return {*profile.named, *profile.around, *claim.targets} | own


def talked_of(claims: Iterable[Claim], profiles: Mapping[str, Profile]) -> frozenset[str]:
    """The parties that stand in the sentence of another's claim, or are blamed, in a document.

    From all its ``claims``.  Whom no table knows is found by the last word of the name.
    """
    said: list[tuple[str, frozenset[str]]] = []
    speakers: dict[str, str] = {}
    found: set[str] = set()
    for claim in claims:
        profile = profiles[claim.id]
        own = claim.party.id if claim.party is not None else ""
        found |= _met(claim, profile) - {own}
        said.append((own, frozenset(_PLAIN.findall(claim.sentence.text.casefold()))))
        last = _PLAIN.findall(claim.party.name.casefold())[-1:] if claim.party is not None else ()
        speakers.update((own, word) for word in last)
    for own, word in speakers.items():
        if any(word in words and party != own for party, words in said):
            found.add(own)
    return frozenset(found)


def signatures(corpus: Corpus, profiles: Mapping[str, Profile]) -> list[str]:
    """For each claim of ``corpus`` a digest of all that a finding about it rests on.

    That is the claim, its date, its copies, and the claims of its document, which make its setting
    and its company.
    """
    return [
        _digest(
            [
                _said(claim, profiles[claim.id]),
                claim.document.published,
                corpus.carriers.get(claim.id),
                corpus.companies[claim.document.sha256].claims,
            ]
        )
        for claim in corpus.claims
    ]


def _said(claim: Claim, profile: Profile) -> str:
    """A digest of what a claim is to the comparison."""
    told = [
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
    return _digest(told)


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
