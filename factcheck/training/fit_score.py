"""Fit the weights of the opposition score on annotated stories.

``python -m factcheck.training.fit_score INDEX STORY...`` reads the candidate pairs of an
index that holds the stories, takes the annotators' word for what opposes what, and writes
``factcheck/opposition/weights.json``.  Undecided pairs are left out.  It prints how a model
fitted on all stories but one does on that one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.bench.agreement import handles_of, stands_for
from factcheck.bench.gold import Story, load_story
from factcheck.embedding import load_encoder
from factcheck.model import Claim, Relation
from factcheck.nli import cached, load_judge
from factcheck.opposition.corpus import Corpus
from factcheck.opposition.pairs import Pair
from factcheck.opposition.relations import relation
from factcheck.opposition.scan import pairs
from factcheck.opposition.score import features
from factcheck.store import Store
from factcheck.tools import gazetteer_of

WEIGHTS = Path(__file__).parent.parent / "opposition" / "weights.json"
#: Features that each kind of score may use, with the weight expected of them.  A fitted weight
#: stays on its side of zero, and near what is expected where few pairs speak against it.
CONTRARY = {
    "aligned": 3.0,
    "polar": 0.5,
    "contradiction": 2.0,
    "both_directions": 1.0,
    "entailment": -1.0,
    "common": 2.0,
    "covered": 1.0,
    "figures": 0.5,
    "same_document": 0.3,
    "days": -0.5,
    "denial_of_charge": 0.5,
    "bias": -5.0,
}
BLAME = {
    "similarity": 3.0,
    "common": 1.0,
    "both_failures": 1.5,
    "failure_and_deed": -0.5,
    "same_document": 0.3,
    "days": -0.5,
    "bias": -2.0,
}
#: Strength of the pull towards the expected weights: few stories, many features.
RIDGE = 0.04
#: A finding is reported when it is held to be likelier than this.  Not fitted: two stories
#: are too few to set it by, and a probability has a meaning of its own.
REPORT_FROM = 0.55


def fit(
    rows: NDArray[np.float64], right: NDArray[np.bool_], expected: Sequence[float]
) -> NDArray[np.float64]:
    """Weights (d, the bias last) of a logistic model by projected gradient descent.

    ``rows`` is (n, d), its last column ones; a weight never leaves the side of zero that
    ``expected`` is on, so that no story's chance can make a contradiction count against a
    finding.
    """
    n, d = rows.shape
    weights = np.zeros(d)
    step = 4.0 / max(1.0, float(np.linalg.norm(rows, 2) ** 2 / n))
    prior = np.asarray(expected)
    allowed = prior * (np.arange(d) < d - 1)
    for _ in range(20_000):
        guess = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (guess - right) / n
        gradient += RIDGE * (weights - prior)
        moved = weights - step * gradient
        moved = np.where(moved * allowed < 0, 0.0, moved)
        if np.abs(moved - weights).max() < 1e-7:
            break
        weights = moved
    return weights


def main(arguments: Sequence[str]) -> int:
    """Fit on the stories and write the weights."""
    index, *folders = arguments
    stories = [load_story(Path(folder)) for folder in folders]
    rows = _rows(Path(index), stories)
    fitted = {}
    for kind, expected in (("contrary", CONTRARY), ("blame", BLAME)):
        chosen = [row for row in rows if (row[1] is Relation.MUTUAL_BLAME) == (kind == "blame")]
        table = np.array(
            [[{**features(p), "bias": 1.0}[name] for name in expected] for p, _, _, _ in chosen]
        )
        right = np.array([truth for _, _, truth, _ in chosen])
        of = np.array([story for _, _, _, story in chosen])
        print(f"{kind}: {len(chosen)} pairs, {int(right.sum())} right")
        guess = np.full(len(chosen), np.nan)
        for story in sorted(set(of)):
            held = of == story
            if 0 < right[~held].sum() < (~held).sum():
                weights = fit(table[~held], right[~held], list(expected.values()))
                guess[held] = 1 / (1 + np.exp(-(table[held] @ weights)))
                _tell(f"  held out {story}", guess[held], right[held])
        weights = fit(table, right, list(expected.values()))
        told = ~np.isnan(guess)
        fitted[kind] = {
            **_held_out(guess[told], right[told]),
            "weights": {n: round(float(w), 3) for n, w in zip(expected, weights, strict=True) if w},
        }
        print(f"  reported from {fitted[kind]['report_from']}: {fitted[kind]['held_out']}")
    written = {
        "set_by": f"fit_score on {', '.join(s.name for s in stories)}: {len(rows)} gated pairs",
        "models": fitted,
    }
    WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return 0


def _held_out(guess: NDArray[np.float64], right: NDArray[np.bool_]) -> dict[str, Any]:
    """The threshold, and how the pairs of held-out stories fare from there."""
    sure = guess >= REPORT_FROM
    return {
        "report_from": REPORT_FROM,
        "held_out": {
            "pairs": len(right),
            "reported": int(sure.sum()),
            "right": int(right[sure].sum()),
            "calibration_error": round(expected_calibration_error(guess, right, bins=5), 4),
        },
    }


def expected_calibration_error(
    guess: NDArray[np.float64], right: NDArray[np.bool_], bins: int
) -> float:
    """Mean distance of guess and truth over ``bins`` equal stretches of [0, 1], by their pairs."""
    place = np.minimum((guess * bins).astype(int), bins - 1)
    gaps = [
        abs(guess[place == k].mean() - right[place == k].mean()) * (place == k).sum()
        for k in range(bins)
        if (place == k).any()
    ]
    return float(sum(gaps) / len(right))


def _tell(what: str, guess: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
    hits = right[np.argsort(-guess)][:10]
    sure = guess >= 0.5
    print(
        f"{what}: of the first {len(hits)}, {int(hits.sum())} right; "
        f"from 0.5: {int(sure.sum())}, {int(right[sure].sum())} of them right"
    )


def _rows(index: Path, stories: Sequence[Story]) -> list[tuple[Pair, Relation, bool, str]]:
    """Gated pairs with their relation, whether the gold has them, and their story."""
    rows = []
    encoder = load_encoder()
    with Store.open(index) as store:
        gazetteer = gazetteer_of(store)
        judge = cached(load_judge(), store)
        ids, vectors = store.vectors()
        place = {id_: row for row, id_ in enumerate(ids)}
        everything = store.claims()
        for story in stories:
            shas = set(story.sha256s)
            claims: list[Claim] = [c for c in everything if c.document.sha256 in shas]
            corpus = Corpus.of(claims, vectors[[place[c.id] for c in claims]], gazetteer)
            handles = handles_of(stands_for(claims, story), corpus.carriers)
            gold = {frozenset((o.a, o.b)): o.relation for o in story.oppositions}
            undecided = {frozenset(pair) for pair in story.undecided}
            for pair in pairs(corpus, judge, encoder):
                name = relation(pair)
                if name is None:
                    continue
                joined = {
                    frozenset((x, y))
                    for x in handles.get(pair.a.claim.id, ())
                    for y in handles.get(pair.b.claim.id, ())
                }
                truth = any(p in gold for p in joined)
                if truth or not joined & undecided:
                    rows.append((pair, name, truth, story.name))
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
