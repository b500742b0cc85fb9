"""How far the engine takes each pair of claims before it is reported or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck.bench.agreement import HandlePair, gold_pairs, party_of, stands_for
from factcheck.bench.gold import Story
from factcheck.model import Claim

if TYPE_CHECKING:
    from factcheck.opposition.pairs import Pair
    from factcheck.opposition.scan import Models
    from factcheck.parties import Gazetteer


class Step(StrEnum):
    """Where a gold pair is lost, in the order in which it can be; ``FOUND`` where it is not."""

    CLAIM = "claim_not_found"
    PARTY = "wrong_party"
    CANDIDATE = "not_a_candidate"
    POSSIBLE = "not_possible"
    PROMISE = "not_promising"
    SCORE = "below_threshold"
    FOUND = "found"


_ORDER = list(Step)


@dataclass(frozen=True)
class Trace:
    """How far pairs of an index's claims came.

    ``reached`` has every pair of claim ids that the retrieval step kept, with the step at which
    it was dropped, or ``FOUND``; ``compared`` gives for a copy the claim that stands for it.
    """

    reached: Mapping[frozenset[str], Step]
    compared: Mapping[str, str]

    def step(self, a: str, b: str) -> Step:
        """Where the pair of two claims, or of those that stand for them, was dropped."""
        pair = frozenset((self.compared.get(a, a), self.compared.get(b, b)))
        return self.reached.get(pair, Step.CANDIDATE)


def trace(
    claims: Sequence[Claim],
    vectors: NDArray[np.float32],
    models: Models,
    gazetteer: Gazetteer,
) -> Trace:
    """What :func:`factcheck.opposition.scan` does with ``claims``, step by step.

    ``vectors`` is (n, d) with unit rows, in the order of ``claims``.
    """
    from factcheck.opposition.corpus import Corpus
    from factcheck.opposition.profile import profiles_of
    from factcheck.opposition.relations import possible
    from factcheck.opposition.scan import answered, candidate_pairs
    from factcheck.opposition.score import promising, score
    from factcheck.opposition.weights import threshold

    corpus = Corpus.of(claims, vectors, profiles_of(claims, gazetteer))
    reached: dict[frozenset[str], Step] = {}
    asked = []
    for pair in candidate_pairs(corpus, models.encoder):
        if not possible(pair):
            reached[_ids(pair)] = Step.POSSIBLE
        elif not promising(pair):
            reached[_ids(pair)] = Step.PROMISE
        else:
            reached[_ids(pair)] = Step.SCORE
            asked.append(pair)
    for pair in answered(asked, models):
        if score(pair) >= threshold():
            reached[_ids(pair)] = Step.FOUND
    compared = {copy: id_ for id_, copies in corpus.carriers.items() for copy in copies}
    return Trace(reached, compared)


def _ids(pair: Pair) -> frozenset[str]:
    return frozenset((pair.a.claim.id, pair.b.claim.id))


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a gold pair: the ``step`` where it was lost, or ``FOUND``.

    ``candidate`` says whether the retrieval step kept it, whatever its parties; None where one
    of its claims was not found.
    """

    step: Step
    candidate: bool | None


def fates(
    story: Story, claims: Sequence[Claim], reported: Iterable[HandlePair], traced: Trace
) -> dict[HandlePair, Fate]:
    """What became of each opposition of the gold; ``reported`` are pairs that findings stand for.

    A lost pair is charged to the first step that went wrong: a claim that nothing stands for,
    then a party that none of its claims has right, then the step that the best pair of claims
    with the right parties came to.
    """
    by_id = {claim.id: claim for claim in claims}
    parties = {gold.handle: gold.party for gold in story.claims}
    matched = stands_for(claims, story)
    found = set(reported)
    result = {}
    for pair in gold_pairs(story):
        a, b = sorted(pair)
        steps = [
            (
                traced.step(x, y),
                (party_of(by_id[x]), party_of(by_id[y])) == (parties[a], parties[b]),
            )
            for x in matched.get(a, ())
            for y in matched.get(b, ())
        ]
        right = [step for step, agreed in steps if agreed]
        if pair in found:
            step = Step.FOUND
        elif not steps:
            step = Step.CLAIM
        elif not right:
            step = Step.PARTY
        else:
            # What the index does not report was at best held too unlikely.
            step = min(max(right, key=_ORDER.index), Step.SCORE, key=_ORDER.index)
        kept = any(step is not Step.CANDIDATE for step, _ in steps) if steps else None
        result[pair] = Fate(step, kept)
    return result
