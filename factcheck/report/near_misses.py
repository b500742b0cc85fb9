"""What comes near to a finding and is none, from what the index holds: nothing is judged anew.

Looked at are, matter by matter, the claims of its findings, beside all that the same parties claim
in the same documents.  Inference counts only where a build asked it about the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Claim
from factcheck.naming import named
from factcheck.opposition.near_miss import near_miss, plausible
from factcheck.opposition.pairs import UNJUDGED, Verdict, paired
from factcheck.opposition.profile import Profile
from factcheck.opposition.side import Side
from factcheck.opposition.texts import stems
from factcheck.opposition.voiced import voiced
from factcheck.report.view import Matter, NearMiss, Report, in_reading_order
from factcheck.store.database import damaged
from factcheck.store.store import FILE
from factcheck.store.vectors import Vectors

if TYPE_CHECKING:
    from factcheck.parties import Gazetteer
    from factcheck.store import Store

#: Near misses of a matter that are shown, pairs that are looked at for them, and the cosine of
#: the farthest.
MOST, _LOOKED_AT, _FLOOR = 3, 40, 0.45
_Said = tuple[Verdict, Verdict]


@dataclass(frozen=True, slots=True)
class _Near:
    """Two claims of two parties, ``a`` with the lower id, and the cosine of their vectors."""

    a: Claim
    b: Claim
    similarity: float


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of a claim, and the numbers of those that it was compared with.

    ``near`` is None where that is not known, as in an index that was imported.
    """

    profile: Profile
    near: frozenset[int] | None

    def may_be_compared(self, other: _Read, ids: tuple[str, str]) -> bool:
        """Whether the last build compared the two claims, as far as is known."""
        if self.near is None or other.near is None:
            return True
        return int(ids[1], 16) in self.near or int(ids[0], 16) in other.near


def near_misses(
    report: Report, store: Store, gazetteer: Gazetteer
) -> dict[str, tuple[NearMiss, ...]]:
    """At most ``MOST`` near misses of each named matter of ``report``, by its label.

    ``report`` is of ``store``, which was built with ``gazetteer``.  The closest come first; a
    pair is in one matter, and a claim in one near miss of it.

    Raises:
        StoreError: what a build left in the index cannot be read.

    """
    try:
        return _found(report, store, gazetteer)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(store.folder / FILE) from error


def _found(report: Report, store: Store, gazetteer: Gazetteer) -> dict[str, tuple[NearMiss, ...]]:
    near = _near(report, store)
    claims = {c.id: c for pairs in near.values() for pair in pairs for c in (pair.a, pair.b)}
    read = _read(claims, store, gazetteer)
    said = _said([pair for pairs in near.values() for pair in pairs], read, store)
    found = {label: tuple(_first(_told(pairs, read, said))) for label, pairs in near.items()}
    return {label: misses for label, misses in found.items() if misses}


def _first(misses: Iterator[NearMiss]) -> list[NearMiss]:
    """The first ``MOST`` of ``misses`` that share no claim."""
    shown: list[NearMiss] = []
    taken: set[str] = set()
    for miss in misses:
        ids = {miss.first.id, miss.second.id}
        if not ids & taken:
            shown.append(miss)
            taken |= ids
        if len(shown) == MOST:
            break
    return shown


def _near(report: Report, store: Store) -> dict[str, list[_Near]]:
    """The closest pairs of each matter that no finding joins, by its label."""
    matters = [matter for matter in report.matters if matter.label]
    here = {matter.label: _around(matter, report) for matter in matters}
    vectors = Vectors(store.database).some({c.id for claims in here.values() for c in claims})
    done = {(o.a, o.b) for o in report.oppositions}
    near: dict[str, list[_Near]] = {}
    for matter in matters:
        ours, theirs = _claims(matter), here[matter.label]
        if not ours:
            continue
        cosines = _stacked(ours, vectors) @ _stacked(theirs, vectors).T
        apart = _speakers(ours)[:, None] != _speakers(theirs)
        one, other = np.nonzero((cosines >= _FLOOR) & apart)
        best = np.lexsort((other, one, -cosines[one, other]))[: 2 * _LOOKED_AT + 4 * len(ours)]
        pairs: dict[tuple[str, str], _Near] = {}
        for i, j in zip(one[best].tolist(), other[best].tolist(), strict=True):
            a, b = sorted((ours[i], theirs[j]), key=lambda claim: claim.id)
            if (a.id, b.id) not in done:
                pairs[a.id, b.id] = _Near(a, b, round(float(cosines[i, j]), 4))
        closest = sorted(pairs.values(), key=lambda p: (-p.similarity, p.a.id, p.b.id))
        near[matter.label] = closest[:_LOOKED_AT]
        done |= {(pair.a.id, pair.b.id) for pair in near[matter.label]}
    return near


def _around(matter: Matter, report: Report) -> list[Claim]:
    """What the parties of a matter's findings claim in the documents of these."""
    ours = _claims(matter)
    parties = {_party(claim) for claim in ours}
    documents = sorted({claim.document.sha256 for claim in ours})
    return [
        claim
        for sha256 in documents
        for claim in report.claims_by_document[sha256]
        if claim.party is not None and claim.party.id in parties
    ]


def _stacked(
    claims: Sequence[Claim], vectors: Mapping[str, NDArray[np.float32]]
) -> NDArray[np.float32]:
    """The vectors (n, d) of ``claims``."""
    return np.stack([vectors[claim.id] for claim in claims])


def _speakers(claims: Sequence[Claim]) -> NDArray[np.str_]:
    """The ids of the parties (n,) that make ``claims``."""
    return np.array([_party(claim) for claim in claims])


def _claims(matter: Matter) -> list[Claim]:
    """The claims of a matter's findings whose party is known, by id."""
    claims = {c.id: c for f in matter.findings for c in (f.first, f.second) if c.party is not None}
    return [claims[id_] for id_ in sorted(claims)]


def _party(claim: Claim) -> str:
    return claim.party.id if claim.party is not None else ""


def _read(claims: Mapping[str, Claim], store: Store, gazetteer: Gazetteer) -> dict[str, _Read]:
    """Each of ``claims`` as the last build left it, or read from its words where it did not."""
    rows = store.database.query(
        "SELECT claim, profile, near FROM comparisons "
        "WHERE claim IN (SELECT value FROM json_each(?))",
        (json.dumps(list(claims)),),
    )
    kept = {
        claim: _Read(
            Profile.from_json(profile), frozenset(np.frombuffer(near or b"", "<u8").tolist())
        )
        for claim, profile, near in rows
    }
    return {
        id_: kept.get(id_) or _Read(Profile.of(claim, gazetteer), None)
        for id_, claim in claims.items()
    }


def _said(
    pairs: Sequence[_Near], read: Mapping[str, _Read], store: Store
) -> dict[tuple[str, str], _Said]:
    """What inference was heard to say of each pair with its makers; zeros where not asked."""
    voices = {
        c.id: voiced(named(c.party.name), read[c.id].profile.text)
        for pair in pairs
        for c in (pair.a, pair.b)
        if c.party is not None
    }
    forward = [(voices[pair.a.id], voices[pair.b.id]) for pair in pairs]
    model = _voices(store)
    one, other = (
        [verdict or UNJUDGED[0] for verdict in store.verdicts(asked, model)]
        for asked in (forward, [(b, a) for a, b in forward])
    )
    return {
        (pair.a.id, pair.b.id): said
        for pair, said in zip(pairs, zip(one, other, strict=True), strict=True)
    }


def _voices(store: Store) -> str:
    """The name of the model that the last build asked about statements with their makers.

    The index notes "tool/judge/voices/weights" (:attr:`factcheck.tools.Tools.judged_by`), where
    one that is both is named once.
    """
    judge = store.meta("nli") or ""
    models = (store.meta("judge") or "/").partition("/")[2].rpartition("/")[0]
    return models.removeprefix(judge).removeprefix("/") or judge


def _told(
    pairs: Sequence[_Near], read: Mapping[str, _Read], said: Mapping[tuple[str, str], _Said]
) -> Iterator[NearMiss]:
    """Those of ``pairs`` for which a reason is known, in their order."""
    for near in pairs:
        ids = near.a.id, near.b.id
        if not read[ids[0]].may_be_compared(read[ids[1]], ids):
            continue
        one, other = (read[id_].profile for id_ in ids)
        verdicts = said[ids]
        asked = [verdict for verdict in verdicts if verdict != UNJUDGED[0]]
        counted = one.units & other.units
        if not (
            one.words == other.words or counted or plausible(near.a, near.b, near.similarity, asked)
        ):
            continue
        a, b = _side(near.a, one), _side(near.b, other)
        pair = paired(a, b, near.similarity, UNJUDGED, near.similarity)
        pair = replace(pair, voiced=verdicts)
        first, second = in_reading_order(near.a, near.b)
        reason = near_miss(pair if first is near.a else pair.turned)
        if reason is not None:
            yield NearMiss(first, second, reason.kind, reason.text)


def _side(claim: Claim, profile: Profile) -> Side:
    names = profile.named.union(claim.targets)
    own = stems(claim.party.name) if claim.party is not None else frozenset()
    return Side.of(claim, profile.text, names=names, titles=profile.stems | own)
