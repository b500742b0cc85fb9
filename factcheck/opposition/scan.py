"""From all claims of an index to its findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.garbage import loading, released
from factcheck.model import Claim, Opposition, Relation, stable_id
from factcheck.nli.judge import ENTAILMENT, LABELS, both_directions
from factcheck.opposition.comparing import conflict
from factcheck.opposition.corpus import Corpus, signatures, titles
from factcheck.opposition.field import number
from factcheck.opposition.grid import on_grid
from factcheck.opposition.known import Known
from factcheck.opposition.matter import matters
from factcheck.opposition.neighbours import SURELY, Lists, fresh, updated
from factcheck.opposition.pairs import UNJUDGED, Pair, Verdict, paired
from factcheck.opposition.profile import Profile
from factcheck.opposition.reason import reason
from factcheck.opposition.relations import HEARD, blamed, possible, relation
from factcheck.opposition.score import promising, score, voices_oppose, worth_hearing
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
    known = rescan(claims, vectors, models, gazetteer, Known(), progress=progress)
    return list(known.findings or ())


@released()
def rescan(
    claims: Sequence[Claim],
    vectors: NDArray[np.float32],
    models: Models,
    gazetteer: Gazetteer,
    before: Known,
    *,
    exact: bool = False,
    progress: Progress | None = None,
) -> Known:
    """What :func:`scan` finds, and all that it left ``before`` brought up to date.

    Only pairs are judged that a new or changed claim is part of, or brought about.  ``exact`` as
    in :func:`factcheck.opposition.neighbours.fresh`.
    """
    with loading():
        profiles = {
            claim.id: before.profiles.get(claim.id) or Profile.of(claim, gazetteer)
            for claim in claims
        }
        corpus = Corpus.of(claims, vectors, profiles)
        signed = dict(
            zip(
                (claim.id for claim in corpus.claims),
                signatures(corpus, profiles),
                strict=True,
            )
        )
        changed = np.array(
            [before.signatures.get(id_) != sign for id_, sign in signed.items()], bool
        )
        lists, touched = updated(corpus.field, before.lists, changed, exact=exact)
    old = before.findings
    stays = {id_ for id_, new in zip(signed, changed.tolist(), strict=True) if not new}
    positives = {id_: v for id_, v in before.positives.items() if id_ in stays}
    if old is None:
        keys = lists.pairs(np.arange(len(lists.ids)))
        kept: list[Opposition] = []
    else:
        keys = _to_judge(lists, before.lists, changed, touched)
        kept = _standing(old, lists, before.lists, stays)
    sure = lists.holding(*keys.T) == SURELY
    kept += compared(corpus, keys, sure, models, positives, progress=progress)
    return Known(profiles, positives, signed, lists, ranked(kept, corpus, profiles))


def compared(
    corpus: Corpus,
    keys: NDArray[np.uint64],
    sure: NDArray[np.bool_],
    models: Models,
    positives: dict[str, NDArray[np.float32]],
    *,
    progress: Progress | None = None,
) -> Iterator[Opposition]:
    """What is found among the pairs ``keys`` (m, 2) of claims, without their matters.

    Those not ``sure`` (m,) are paired by what they count.  ``positives`` are vectors of positive
    forms by claim id; those that it lacks are added.
    """
    asked = [
        pair
        for pair in _paired(corpus, keys, sure, models.encoder, positives)
        if possible(pair) and promising(pair)
    ]
    for pair in answered(asked, models, progress=progress):
        value = score(pair)
        if value >= unsure_threshold():
            yield _opposition(pair, relation(pair), value, corpus)


def ranked(
    found: Sequence[Opposition], corpus: Corpus, profiles: Mapping[str, Profile]
) -> tuple[Opposition, ...]:
    """All that was ``found``, most certain first, with the matter of each."""
    order = sorted(found, key=lambda each: (-each.score, each.a, each.b))
    return tuple(_labelled(order, corpus, profiles))


def _to_judge(
    lists: Lists, before: Lists, changed: NDArray[np.bool_], touched: NDArray[np.intp]
) -> NDArray[np.uint64]:
    """The pairs (m, 2) of claims that are to be compared, and were not, or not as they are."""
    keys = lists.differing(before, touched, changed)
    now, then = lists.holding(*keys.T), before.holding(*keys.T)
    new = np.isin(keys, lists.ids[changed]).any(axis=1)
    found: NDArray[np.uint64] = keys[(now > 0) & (new | (now != then))]
    return found


def _standing(
    findings: Sequence[Opposition], lists: Lists, before: Lists, stays: Collection[str]
) -> list[Opposition]:
    """Those of the earlier ``findings`` that nothing has changed for."""
    left = [found for found in findings if found.a in stays and found.b in stays]
    a, b = (
        np.array([number(getattr(found, end)) for found in left], np.uint64) for end in ("a", "b")
    )
    now = lists.holding(a, b)
    same = (now > 0) & (now == before.holding(a, b))
    return [found for found, stands in zip(left, same.tolist(), strict=True) if stands]


def answered(
    asked: Sequence[Pair], models: Models, *, progress: Progress | None = None
) -> Iterator[Pair]:
    """Those of ``asked`` that are worth it after a glance, judged."""
    for start in range(0, len(asked), BATCH):
        part = asked[start : start + BATCH]
        yield from _settled(
            [pair for pair in _glanced(part, models) if worth_hearing(pair)], models
        )
        if progress is not None:
            progress(start + len(part), len(asked))


def candidate_pairs(corpus: Corpus, encoder: Encoder, *, exact: bool = False) -> Iterator[Pair]:
    """Every candidate pair, unjudged, ``a`` the one with the lower claim id.

    ``exact`` as in :func:`factcheck.opposition.neighbours.fresh`.
    """
    lists = fresh(corpus.field, exact=exact)
    keys = lists.pairs(np.arange(len(lists.ids)))
    sure = lists.holding(*keys.T) == SURELY
    yield from _paired(corpus, keys, sure, encoder, {})


def _paired(
    corpus: Corpus,
    keys: NDArray[np.uint64],
    sure: NDArray[np.bool_],
    encoder: Encoder,
    positives: dict[str, NDArray[np.float32]],
) -> Iterator[Pair]:
    """The pairs of ``keys`` (m, 2), but for those that count one thing and agree on it."""
    rows = np.searchsorted(corpus.ids, keys)
    needed = [corpus.sides[row] for row in np.unique(rows).tolist()]
    missing = [side for side in needed if side.negated and side.claim.id not in positives]
    if missing:
        plain = on_grid(encoder.encode([side.positive for side in missing]))
        positives.update(zip((side.claim.id for side in missing), plain, strict=True))
    for (i, j), surely in zip(rows.tolist(), sure.tolist(), strict=True):
        a, b = corpus.sides[i], corpus.sides[j]
        if not surely and not conflict(a.figures, b.figures):
            continue
        x, y = corpus.vector(i), corpus.vector(j)
        yield paired(
            a,
            b,
            float(x @ y),
            UNJUDGED,
            float(positives.get(a.claim.id, x) @ positives.get(b.claim.id, y)),
            corpus.together(i, j),
        )


def _glanced(found: Sequence[Pair], models: Models) -> Iterator[Pair]:
    """``found`` with what inference says of the voiced statements, from ``a`` to ``b``."""
    said = models.voices.probabilities([(p.a.voice, p.b.voice) for p in found])
    for pair, (entailment, neutral, contradiction) in zip(found, said.tolist(), strict=True):
        yield replace(pair, voiced=((entailment, neutral, contradiction), UNJUDGED[1]))


def _settled(glanced: Sequence[Pair], models: Models) -> Iterator[Pair]:
    """Those of ``glanced`` that are heard as opposed or may be, with all that inference says.

    What the other direction, or one question about blame, shows to be heard as nothing is asked
    no more: whatever else inference said of it, its score would be zero.
    """
    said = models.voices.probabilities([(p.b.voice, p.a.voice) for p in glanced])
    voiced = [
        replace(pair, voiced=(pair.voiced[0], (entailment, neutral, contradiction)))
        for pair, (entailment, neutral, contradiction) in zip(glanced, said.tolist(), strict=True)
    ]
    kept = [pair for pair in voiced if voices_oppose(pair)]
    rest = [pair for pair in voiced if not voices_oppose(pair) and not pair.same_party]
    for side in (0, 1):
        rest = [
            pair
            for pair, laid in zip(rest, _laid(rest, side, models), strict=True)
            if laid >= HEARD or blamed(pair)[side]
        ]
    yield from judged(kept + rest, models)


def _laid(found: Sequence[Pair], side: int, models: Models) -> list[float]:
    """For each of ``found`` how likely one side lays blame on the other's party."""
    ends = [((p.a, p.b), (p.b, p.a))[side] for p in found]
    asked = [(one.voice, blames(one.name, other.name)) for one, other in ends]
    laid: list[float] = models.voices.probabilities(asked)[:, ENTAILMENT].tolist()
    return laid


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


def _opposition(pair: Pair, name: Relation, value: float, corpus: Corpus) -> Opposition:
    return Opposition(
        id=stable_id(pair.a.claim.id, pair.b.claim.id),
        a=pair.a.claim.id,
        b=pair.b.claim.id,
        relation=name,
        score=round(value, 4),
        reason=reason(pair, name),
        matter="",
        evidence=_evidence(pair, corpus),
    )


def _labelled(
    found: Sequence[Opposition], corpus: Corpus, profiles: Mapping[str, Profile]
) -> Iterator[Opposition]:
    """``found`` with the matter of each, which depends on all of them."""
    ends = {id_ for opposition in found for id_ in (opposition.a, opposition.b)}
    rows = {claim.id: row for row, claim in enumerate(corpus.claims) if claim.id in ends}
    texts = {id_: profiles[id_].text for id_ in rows}
    vectors = {id_: corpus.vector(row) for id_, row in rows.items()}
    names = frozenset(
        stem for id_, row in rows.items() for stem in titles(corpus.claims[row], profiles[id_])
    )
    labels = matters(texts, vectors, [(o.a, o.b) for o in found], names)
    for opposition, label in zip(found, labels, strict=True):
        yield replace(opposition, matter=label)


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
