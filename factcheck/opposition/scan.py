"""From all claims of an index to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Claim, Opposition, Relation, stable_id
from factcheck.nli.judge import ENTAILMENT, LABELS, both_directions
from factcheck.opposition.candidates import candidates
from factcheck.opposition.corpus import Corpus
from factcheck.opposition.matter import matters
from factcheck.opposition.pairs import UNJUDGED, Pair, Verdict, paired
from factcheck.opposition.reason import reason
from factcheck.opposition.relations import blamed, possible, relation
from factcheck.opposition.score import promising, score, worth_hearing
from factcheck.opposition.voiced import blames
from factcheck.opposition.weights import unsure_threshold

if TYPE_CHECKING:
    from factcheck.embedding import Encoder
    from factcheck.nli import Judge
    from factcheck.parties import Gazetteer

Progress = Callable[[int, int], None]
#: Pairs judged between two calls of the progress function.
BATCH = 512


@dataclass(frozen=True)
class Models:
    """What a scan asks: ``judge`` about bare statements, ``voices`` about who makes them.

    Both may be one judge; the shipped base model has learnt the forms of words of
    :mod:`factcheck.opposition.voiced`, other models may not have.
    """

    encoder: Encoder
    judge: Judge
    voices: Judge


def scan(
    claims: Sequence[Claim],
    vectors: NDArray[np.float32],
    models: Models,
    gazetteer: Gazetteer,
    *,
    progress: Progress | None = None,
) -> list[Opposition]:
    """All findings among ``claims``, most certain first, those that are withheld among them.

    ``vectors`` is (n, d) with unit rows, in the order of ``claims``.  Same claims in, same
    findings out, in any order.
    """
    corpus = Corpus.of(claims, vectors, gazetteer)
    kept = [(pair, score(pair)) for pair in pairs(corpus, models, progress=progress)]
    kept = [(pair, value) for pair, value in kept if value >= unsure_threshold()]
    kept.sort(key=lambda k: (-round(k[1], 4), k[0].a.claim.id, k[0].b.claim.id))
    return _oppositions([(pair, relation(pair), value) for pair, value in kept], corpus)


def pairs(corpus: Corpus, models: Models, *, progress: Progress | None = None) -> Iterator[Pair]:
    """Every possible pair that promises enough, judged.

    Inference is what costs: what is known without it decides which pairs are worth it.
    """
    found = candidate_pairs(corpus, models.encoder)
    asked = [pair for pair in found if possible(pair) and promising(pair)]
    yield from answered(asked, models, progress=progress)


def answered(
    asked: Sequence[Pair], models: Models, *, progress: Progress | None = None
) -> Iterator[Pair]:
    """Those of ``asked`` that are worth it after a glance, judged."""
    for start in range(0, len(asked), BATCH):
        part = asked[start : start + BATCH]
        yield from judged([pair for pair in _glanced(part, models) if worth_hearing(pair)], models)
        if progress is not None:
            progress(start + len(part), len(asked))


def candidate_pairs(corpus: Corpus, encoder: Encoder) -> Iterator[Pair]:
    """Every candidate pair, unjudged, ``a`` the one with the lower claim id."""
    plain = _positive_vectors(corpus, encoder)
    sides = corpus.sides
    for (i, j), similarity in candidates(corpus).items():
        if sides[i].claim.id > sides[j].claim.id:
            i, j = j, i
        yield paired(
            sides[i],
            sides[j],
            similarity,
            UNJUDGED,
            float(plain[i] @ plain[j]),
            corpus.names,
            float(corpus.settings[i] @ corpus.settings[j]),
        )


def _positive_vectors(corpus: Corpus, encoder: Encoder) -> NDArray[np.float32]:
    """The vectors of the claims' positive forms: their own where nothing is negated."""
    plain = corpus.vectors.copy()
    negated = [k for k, side in enumerate(corpus.sides) if side.negated]
    if negated:
        plain[negated] = encoder.encode([corpus.sides[k].positive for k in negated])
    return plain


def _glanced(found: Sequence[Pair], models: Models) -> Iterator[Pair]:
    """``found`` with what inference says of the voiced statements, from ``a`` to ``b``."""
    said = models.voices.probabilities([(p.a.voice, p.b.voice) for p in found])
    for pair, (entailment, neutral, contradiction) in zip(found, said.tolist(), strict=True):
        yield replace(pair, voiced=((entailment, neutral, contradiction), UNJUDGED[1]))


def judged(found: Sequence[Pair], models: Models) -> Iterator[Pair]:
    """``found`` with all that inference says of each."""
    bare = both_directions(models.judge, [(p.a.text, p.b.text) for p in found])
    said = both_directions(models.voices, [(p.a.voice, p.b.voice) for p in found])
    charges = [
        charge
        for p in found
        for charge in (
            (p.a.voice, blames(p.a.name, p.b.name)),
            (p.b.voice, blames(p.b.name, p.a.name)),
        )
    ]
    laid = models.voices.probabilities(charges)[:, ENTAILMENT].reshape(-1, 2)
    for pair, nli, voiced, blame in zip(
        found, bare.tolist(), said.tolist(), laid.tolist(), strict=True
    ):
        yield replace(
            pair,
            nli=(tuple(nli[0]), tuple(nli[1])),
            voiced=(tuple(voiced[0]), tuple(voiced[1])),
            blame=(blame[0], blame[1]),
        )


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
    evidence: dict[str, Any] = {
        "nli": _both_ways(pair.nli),
        "voiced": _both_ways(pair.voiced),
        "blame": {"a": round(pair.blame[0], 4), "b": round(pair.blame[1], 4)},
        "similarity": round(pair.similarity, 4),
        "similarity_without_negation": round(pair.aligned, 4),
        "common": list(pair.common),
        "dates": [pair.a.claim.document.published, pair.b.claim.document.published],
        "days_apart": pair.days,
    }
    frames = []
    for side, other, lays in zip((pair.a, pair.b), (pair.b, pair.a), blamed(pair), strict=True):
        on = {*side.claim.targets} | ({other.party} if lays else set())
        if on:
            frames.append({"blamer": side.party, "blamed": sorted(on), "failure": side.text})
    if frames:
        evidence["frames"] = frames
    if pair.clash is not None:
        evidence["figures"] = [
            {"value": f.value, "unit": " ".join(f.unit), "written": f.written} for f in pair.clash
        ]
    for side, key in ((pair.a, "carriers_a"), (pair.b, "carriers_b")):
        copies = corpus.carriers.get(side.claim.id)
        if copies:
            evidence[key] = list(copies)
    return evidence


def _both_ways(verdicts: tuple[Verdict, Verdict]) -> dict[str, dict[str, float]]:
    return {
        way: {label: round(p, 4) for label, p in zip(LABELS, verdict, strict=True)}
        for way, verdict in zip(("a_to_b", "b_to_a"), verdicts, strict=True)
    }
