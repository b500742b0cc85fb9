"""Who supports and who refutes a claim that a user types in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.model import Act, Claim, Party, Relation, Stance
from factcheck.nli import Judge, both_directions
from factcheck.opposition.blamed import blamed
from factcheck.opposition.texts import comparable, stems

if TYPE_CHECKING:
    from factcheck.embedding import Encoder
    from factcheck.parties import Gazetteer
    from factcheck.store import Store

#: Claims looked at for a query, and the cosine below which none bears on it.
NEIGHBOURS, NEAR, JOINED = 100, 0.35, 0.3


@dataclass(frozen=True, slots=True)
class Match:
    """A claim beside the queried one; ``score`` is how sure its ``stance`` is, 0 to 1."""

    claim: Claim
    stance: Stance
    score: float
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims of one party support, refute or only touch the queried one."""

    party: Party | None
    supports: int
    refutes: int
    neutral: int


@dataclass(frozen=True, slots=True)
class Answer:
    """All matches, best first, and the tally of each party."""

    claim: str
    matches: tuple[Match, ...]

    @property
    def parties(self) -> tuple[Tally, ...]:
        """One tally a party, in the order of the matches."""
        seen: dict[str, list[Match]] = {}
        for match in self.matches:
            key = match.claim.party.id if match.claim.party is not None else ""
            seen.setdefault(key, []).append(match)
        return tuple(
            Tally(ms[0].claim.party, *(sum(m.stance is s for m in ms) for s in Stance))
            for ms in seen.values()
        )


@dataclass(frozen=True)
class _Asked:
    """The queried claim: as compared, and whom it blames."""

    text: str
    blames: Party | None


def query(
    text: str,
    store: Store,
    encoder: Encoder,
    judge: Judge,
    gazetteer: Gazetteer,
    *,
    limit: int = 20,
) -> Answer:
    """The indexed claims that bear on ``text``: supporting, refuting, then neutral ones.

    A claim supports the text where it entails it, refutes it where the two contradict each
    other.  A text that blames a party is supported by charges against that party, and refuted
    by its denials and counter-charges, on the same matter.
    """
    asked = _Asked(comparable(text, gazetteer), blamed(text, gazetteer))
    scores, ids = store.search(encoder.encode([asked.text]), NEIGHBOURS)
    near = {
        i: float(s)
        for i, s in zip(ids[0] if ids else [], scores[0] if len(scores) else [], strict=True)
    }
    claims = store.claims([i for i, s in near.items() if s >= JOINED])
    texts = [comparable(c.statement, gazetteer) for c in claims]
    verdicts = both_directions(judge, [(t, asked.text) for t in texts]).tolist()
    matches = [
        match
        for claim, said, nli in zip(claims, texts, verdicts, strict=True)
        if (match := _match(asked, claim, said, near[claim.id], nli)) is not None
    ]
    rank = {Stance.SUPPORTS: 0, Stance.REFUTES: 0, Stance.NEUTRAL: 1}
    matches.sort(key=lambda m: (rank[m.stance], -m.score, m.claim.id))
    return Answer(text, tuple(_once(matches)[:limit]))


def _match(
    asked: _Asked, claim: Claim, said: str, similarity: float, nli: Sequence[Sequence[float]]
) -> Match | None:
    structural = _blame(asked, claim, similarity)
    if structural is not None:
        return structural
    if similarity < NEAR or claim.act is Act.DEMAND:
        return None if similarity < NEAR else Match(claim, Stance.NEUTRAL, round(similarity, 4))
    forward, back = nli
    entails = forward[0]
    contradicts = max((p for p in (forward, back)), key=lambda p: p[2])
    bears = min(1.0, similarity / 0.6) if stems(said) & stems(asked.text) else 0.5
    if entails > max(forward[1], forward[2]):
        return Match(claim, Stance.SUPPORTS, round(entails * bears, 4))
    if contradicts[2] > max(contradicts[0], contradicts[1]) + 0.1 and bears > 0.6:
        return Match(
            claim, Stance.REFUTES, round(contradicts[2] * bears, 4), Relation.CONTRADICTION
        )
    return Match(claim, Stance.NEUTRAL, round(max(forward[1], 0.0) * bears, 4))


def _blame(asked: _Asked, claim: Claim, similarity: float) -> Match | None:
    """A stance that follows from who blames whom."""
    if asked.blames is None or claim.party is None or similarity < JOINED:
        return None
    score = round(min(0.95, 0.45 + similarity / 2), 4)
    if claim.act is Act.ACCUSATION and asked.blames.id in claim.targets:
        return Match(claim, Stance.SUPPORTS, score)
    if claim.party.id == asked.blames.id:
        if claim.act is Act.ACCUSATION and claim.targets:
            return Match(claim, Stance.REFUTES, score, Relation.MUTUAL_BLAME)
        if claim.act is Act.DENIAL:
            return Match(claim, Stance.REFUTES, score, Relation.DENIAL)
    return None


def _once(matches: Sequence[Match]) -> list[Match]:
    """Copies of one statement by one party appear once."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for match in matches:
        party = match.claim.party.id if match.claim.party is not None else ""
        key = (party, match.claim.statement.casefold())
        if key not in seen:
            seen.add(key)
            kept.append(match)
    return kept
