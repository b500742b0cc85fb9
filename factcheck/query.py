"""Who supports and who refutes a claim that a user types in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.model import Act, Claim, DocumentInfo, Form, Party, Relation, Span, Stance
from factcheck.nli import Judge, both_directions
from factcheck.opposition.blamed import blamed
from factcheck.opposition.pairs import Pair, Side, paired
from factcheck.opposition.relations import contrary
from factcheck.opposition.texts import comparable, party_stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.embedding import Encoder
    from factcheck.parties import Gazetteer
    from factcheck.store import Store

#: Claims looked at for a query; the cosine below which none bears on it, by its words and
#: by who blames whom; and that from which an entailment is believed.
NEIGHBOURS, NEAR, JOINED, CLOSE = 100, 0.35, 0.2, 0.5


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

    A claim supports the text where it entails it, refutes it where the two are contrary by
    the same gate as in a report.  A text that blames a party is supported by charges against
    that party, and refuted by its denials and counter-charges, on the same matter.
    """
    asked = Side.of(_asked(text, gazetteer), comparable(text, gazetteer))
    plain = asked.positive if asked.negated else asked.text
    both = store.search(encoder.encode([asked.text, plain]), NEIGHBOURS)
    near, straight = (_by_id(both, row) for row in (0, 1))
    claims = store.claims([i for i, s in near.items() if s >= JOINED])
    sides = [Side.of(c, comparable(c.statement, gazetteer)) for c in claims]
    aligned = {s.claim.id: straight.get(s.claim.id, 0.0) for s in sides}
    negated = [s for s in sides if s.negated]
    vectors = encoder.encode([plain, *(s.positive for s in negated)])
    for side, cosine in zip(negated, (vectors[1:] @ vectors[0]).tolist(), strict=True):
        aligned[side.claim.id] = cosine
    verdicts = both_directions(judge, [(s.text, asked.text) for s in sides]).tolist()
    names = party_stems(claims, [asked.text, *(s.text for s in sides)], gazetteer)
    matches = []
    for side, nli in zip(sides, verdicts, strict=True):
        id_ = side.claim.id
        pair = paired(side, asked, near[id_], nli, aligned[id_], names)
        match = _match(pair)
        if match is not None:
            matches.append(match)
    rank = {Stance.SUPPORTS: 0, Stance.REFUTES: 0, Stance.NEUTRAL: 1}
    matches.sort(key=lambda m: (rank[m.stance], -m.score, m.claim.id))
    return Answer(text, tuple(_once(matches)[:limit]))


def _asked(text: str, gazetteer: Gazetteer) -> Claim:
    """The text as a claim that nobody has made."""
    blame = blamed(text, gazetteer)
    span = Span(0, len(text), text)
    return Claim(
        id="",
        document=DocumentInfo("", ""),
        source=None,
        cue=None,
        content=(span,),
        sentence=span,
        statement=text,
        speaker=None,
        party=None,
        form=Form.DIRECT,
        act=Act.ACCUSATION if blame is not None and blame.plain else Act.ASSERTION,
        targets=(blame.party.id,) if blame is not None else (),
    )


def _by_id(found: tuple[NDArray[np.float32], list[list[str]]], row: int) -> dict[str, float]:
    scores, ids = found
    return dict(zip(ids[row], scores[row].tolist(), strict=True)) if ids else {}


def _match(pair: Pair) -> Match | None:
    """How the claim ``pair.a`` stands to the queried one, ``pair.b``; None if it does not bear."""
    claim = pair.a.claim
    structural = _blame(pair)
    if structural is not None:
        return structural
    if pair.similarity < NEAR:
        return None
    neutral = Match(claim, Stance.NEUTRAL, round(pair.nli[0][1] * pair.similarity, 4))
    if claim.act in (Act.DEMAND, Act.PROMISE) or pair.a.question:
        return neutral
    entailed = pair.nli[0][0]
    if entailed > 0.5 and pair.aligned >= CLOSE and not pair.polar:
        return Match(claim, Stance.SUPPORTS, round(entailed, 4))
    if contrary(pair):
        return Match(claim, Stance.REFUTES, round(pair.contradiction, 4), Relation.CONTRADICTION)
    return neutral


def _blame(pair: Pair) -> Match | None:
    """A stance that follows from who blames whom.

    Plain blame ("X is to blame for …") is supported by any charge against X on the matter and
    refuted by X's charges against others.  Where a deed is named, a charge must be near to it,
    and only a denial answers it.
    """
    claim, blames = pair.a.claim, pair.b.claim.targets
    if not blames or claim.party is None:
        return None
    plain = pair.b.claim.act is Act.ACCUSATION
    close = pair.similarity >= (NEAR if plain else 0.55) and (plain or bool(pair.common))
    score = round(min(0.95, 0.45 + pair.similarity / 2), 4)
    if claim.act is Act.ACCUSATION and set(blames) & set(claim.targets):
        agrees = plain or not pair.polar
        return Match(claim, Stance.SUPPORTS, score) if close and agrees else None
    if claim.party.id in blames:
        if plain and claim.act is Act.ACCUSATION and claim.targets:
            return Match(claim, Stance.REFUTES, score, Relation.MUTUAL_BLAME)
        if claim.act is Act.DENIAL and close and (plain or pair.polar):
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
