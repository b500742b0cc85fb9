"""From all claims of an index to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Claim, Opposition, Relation, stable_id
from factcheck.opposition.candidates import candidates
from factcheck.opposition.figures import conflict
from factcheck.opposition.matter import matters
from factcheck.opposition.pairs import Pair, Side
from factcheck.opposition.reason import reason
from factcheck.opposition.relations import relation
from factcheck.opposition.score import load, score
from factcheck.opposition.texts import comparable, stems

if TYPE_CHECKING:
    from factcheck.embedding import Encoder
    from factcheck.nli import Judge
    from factcheck.parties import Gazetteer

Progress = Callable[[int, int], None]
#: Pairs judged between two calls of the progress function.
BATCH = 512


@dataclass(frozen=True)
class Corpus:
    """The claims to compare, each text once.

    ``carriers`` names, for a claim that stands for others, the copies of it elsewhere.
    """

    sides: list[Side]
    vectors: NDArray[np.float32]
    carriers: Mapping[str, tuple[str, ...]]
    names: frozenset[str]

    @classmethod
    def of(
        cls, claims: Sequence[Claim], vectors: NDArray[np.float32], gazetteer: Gazetteer
    ) -> Corpus:
        """Collapse copies: the same words of the same party are one claim with carriers."""
        first: dict[tuple[str, str, str], int] = {}
        copies: dict[int, list[str]] = {}
        sides: list[Side] = []
        rows: list[int] = []
        order = sorted(
            range(len(claims)), key=lambda i: (claims[i].document.published or "9999", claims[i].id)
        )
        for i in order:
            claim = claims[i]
            text = comparable(claim.statement, gazetteer)
            key = (
                claim.party.id if claim.party else "",
                claim.act.value,
                " ".join(sorted(stems(text))) or claim.id,
            )
            if key in first:
                copies.setdefault(first[key], []).append(claim.id)
                continue
            first[key] = len(sides)
            sides.append(Side.of(claim, text))
            rows.append(i)
        names = _names(claims, [side.text for side in sides], gazetteer)
        carriers = {sides[k].claim.id: tuple(v) for k, v in copies.items()}
        return cls(sides, vectors[rows] if rows else vectors[:0], carriers, names)


def _names(claims: Sequence[Claim], texts: Sequence[str], gazetteer: Gazetteer) -> frozenset[str]:
    """Stems of all parties' names: sharing one is no shared subject."""
    names = {c.party.name for c in claims if c.party is not None}
    for text in texts:
        for hit in gazetteer.hits(text):
            if hit.party is not None:
                names |= {hit.party.name, text[hit.start : hit.end]}
    return frozenset(stem for name in names for stem in stems(name))


def scan(
    claims: Sequence[Claim],
    vectors: NDArray[np.float32],
    judge: Judge,
    gazetteer: Gazetteer,
    encoder: Encoder,
    *,
    progress: Progress | None = None,
) -> list[Opposition]:
    """All findings among ``claims``, most certain first.

    ``vectors`` is (n, d) with unit rows, in the order of ``claims``.  Same claims in, same
    findings out, in any order.
    """
    corpus = Corpus.of(claims, vectors, gazetteer)
    kept: list[tuple[Pair, Relation, float]] = []
    for pair in pairs(corpus, judge, encoder, progress=progress):
        name = relation(pair)
        if name is not None:
            kept.append((pair, name, score(pair, name)))
    threshold = float(load()["report_from"])
    kept = [k for k in kept if k[2] >= threshold]
    kept.sort(key=lambda k: (-round(k[2], 4), k[0].a.claim.id, k[0].b.claim.id))
    return _oppositions(kept, corpus)


def pairs(
    corpus: Corpus, judge: Judge, encoder: Encoder, *, progress: Progress | None = None
) -> Iterator[Pair]:
    """Every candidate pair with what is known of it, ``a`` the one with the lower claim id."""
    sides = corpus.sides
    found = candidates(sides, corpus.vectors)
    order = sorted(found)
    verdicts = _judged([(sides[i].text, sides[j].text) for i, j in order], judge, progress)
    plain = _positive_vectors(corpus, encoder)
    words = [stems(side.text) - corpus.names for side in sides]
    for (i, j), nli in zip(order, verdicts, strict=True):
        common = words[i] & words[j]
        shorter = min(len(words[i]), len(words[j]))
        pair = Pair(
            sides[i],
            sides[j],
            found[i, j],
            nli,
            tuple(sorted(common)),
            float(plain[i] @ plain[j]),
            len(common) / shorter if shorter else 0.0,
        )
        yield pair if sides[i].claim.id < sides[j].claim.id else pair.turned


def _positive_vectors(corpus: Corpus, encoder: Encoder) -> NDArray[np.float32]:
    """The vectors of the claims' positive forms: their own where nothing is negated."""
    plain = corpus.vectors.copy()
    negated = [k for k, side in enumerate(corpus.sides) if side.negated]
    if negated:
        plain[negated] = encoder.encode([corpus.sides[k].positive for k in negated])
    return plain


def _judged(
    texts: Sequence[tuple[str, str]], judge: Judge, progress: Progress | None
) -> list[tuple[tuple[float, float, float], tuple[float, float, float]]]:
    from factcheck.nli import both_directions

    verdicts = []
    for start in range(0, len(texts), BATCH):
        part = both_directions(judge, texts[start : start + BATCH])
        for forward, back in part.tolist():
            verdicts.append((tuple(forward), tuple(back)))
        if progress is not None:
            progress(min(start + BATCH, len(texts)), len(texts))
    return verdicts


def _oppositions(kept: Sequence[tuple[Pair, Relation, float]], corpus: Corpus) -> list[Opposition]:
    texts = {s.claim.id: s.text for s in corpus.sides}
    rows = {s.claim.id: corpus.vectors[k] for k, s in enumerate(corpus.sides)}
    labels = matters(texts, rows, [(p.a.claim.id, p.b.claim.id) for p, _, _ in kept], corpus.names)
    return [
        Opposition(
            id=stable_id(pair.a.claim.id, pair.b.claim.id),
            a=pair.a.claim.id,
            b=pair.b.claim.id,
            relation=name,
            score=round(value, 4),
            reason=reason(pair, name),
            matter=label,
            evidence=_evidence(pair, corpus),
        )
        for (pair, name, value), label in zip(kept, labels, strict=True)
    ]


def _evidence(pair: Pair, corpus: Corpus) -> dict[str, Any]:
    """What the decision rests on, as plain values."""
    classes = ("entailment", "neutral", "contradiction")
    evidence: dict[str, Any] = {
        "nli": {
            "a_to_b": {c: round(p, 4) for c, p in zip(classes, pair.nli[0], strict=True)},
            "b_to_a": {c: round(p, 4) for c, p in zip(classes, pair.nli[1], strict=True)},
        },
        "similarity": round(pair.similarity, 4),
        "similarity_without_negation": round(pair.aligned, 4),
        "common": list(pair.common),
        "days_apart": pair.days,
    }
    if pair.mutual:
        evidence["frames"] = [
            {"blamer": s.party, "blamed": list(s.claim.targets), "failure": s.text}
            for s in (pair.a, pair.b)
        ]
    figures = conflict(pair.a.figures, pair.b.figures)
    if figures is not None:
        evidence["figures"] = [{"value": f.value, "unit": " ".join(f.unit)} for f in figures]
    for side, key in ((pair.a, "carriers_a"), (pair.b, "carriers_b")):
        copies = corpus.carriers.get(side.claim.id)
        if copies:
            evidence[key] = list(copies)
    return evidence
