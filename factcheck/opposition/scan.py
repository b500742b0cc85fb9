"""From all claims of an index to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Claim, Opposition, Relation, stable_id
from factcheck.opposition.candidates import candidates
from factcheck.opposition.corpus import Corpus
from factcheck.opposition.figures import conflict
from factcheck.opposition.matter import matters
from factcheck.opposition.pairs import UNJUDGED, Pair, paired
from factcheck.opposition.reason import reason
from factcheck.opposition.relations import possible, relation
from factcheck.opposition.score import score, threshold

if TYPE_CHECKING:
    from factcheck.embedding import Encoder
    from factcheck.nli import Judge
    from factcheck.parties import Gazetteer

Progress = Callable[[int, int], None]
#: Pairs judged between two calls of the progress function.
BATCH = 512


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
    kept = [k for k in kept if k[2] >= threshold(k[1])]
    kept.sort(key=lambda k: (-round(k[2], 4), k[0].a.claim.id, k[0].b.claim.id))
    return _oppositions(kept, corpus)


def pairs(
    corpus: Corpus, judge: Judge, encoder: Encoder, *, progress: Progress | None = None
) -> Iterator[Pair]:
    """Every candidate pair that some relation can hold of, ``a`` the one with the lower claim id.

    Only these are judged: inference is what costs.
    """
    sides = corpus.sides
    plain = _positive_vectors(corpus, encoder)
    reachable = []
    for (i, j), similarity in sorted(candidates(sides, corpus.vectors).items()):
        if sides[i].claim.id > sides[j].claim.id:
            i, j = j, i
        aligned = float(plain[i] @ plain[j])
        pair = paired(sides[i], sides[j], similarity, UNJUDGED, aligned, corpus.names)
        if possible(pair):
            reachable.append(pair)
    verdicts = _judged([(p.a.text, p.b.text) for p in reachable], judge, progress)
    for pair, nli in zip(reachable, verdicts, strict=True):
        yield replace(pair, nli=nli)


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
        "dates": [pair.a.claim.document.published, pair.b.claim.document.published],
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
