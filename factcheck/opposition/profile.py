"""What the words of a claim tell by themselves, read once and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from factcheck.opposition.figures import Figure, figures
from factcheck.opposition.texts import WORD, comparable, name_stems
from factcheck.parties.sides import spoken_of

if TYPE_CHECKING:
    from factcheck.model import Claim
    from factcheck.parties import Gazetteer


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim's statement as the comparison sees it.

    ``text`` has one name a party; ``named`` are the ids of the parties in it, ``around`` of those
    in the whole sentence, ``stems`` those of parties' names, and ``units`` of what it counts.
    ``words`` is a digest of its words, folded: the same for copies, and empty where it has none.
    """

    text: str
    named: frozenset[str]
    around: frozenset[str]
    stems: frozenset[str]
    units: frozenset[str]
    words: str

    @classmethod
    def of(cls, claim: Claim, gazetteer: Gazetteer) -> Self:
        """Read the statement and the sentence of ``claim``."""
        text = comparable(claim.statement, gazetteer)
        return cls(
            text,
            _parties(claim.statement, gazetteer),
            _parties(claim.sentence.text, gazetteer),
            name_stems(text, gazetteer),
            units_of(figures(text)),
            digest(text),
        )

    def to_json(self) -> str:
        """The profile as text; equal ones give the same."""
        sets = (self.named, self.around, self.stems, self.units)
        return json.dumps([self.text, self.words, *(sorted(each) for each in sets)])

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What :meth:`to_json` wrote; raises ``ValueError`` or ``TypeError`` for anything else."""
        said, words, *sets = json.loads(text)
        named, around, stems, units = map(frozenset, sets)
        return cls(said, named, around, stems, units, words)


def units_of(found: Iterable[Figure]) -> frozenset[str]:
    """What the figures ``found`` count, days and times aside."""
    return frozenset(unit for figure in found if not figure.dated for unit in figure.unit)


def profiles_of(claims: Iterable[Claim], gazetteer: Gazetteer) -> dict[str, Profile]:
    """The profile of each of ``claims``, by its id."""
    return {claim.id: Profile.of(claim, gazetteer) for claim in claims}


def digest(text: str) -> str:
    """What tells a statement from others by its folded words; empty where it has none."""
    words = WORD.findall(text.casefold())
    if not words:
        return ""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()


def _parties(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    named = frozenset(hit.party.id for hit in gazetteer.hits(text) if hit.party is not None)
    return named | spoken_of(text)
