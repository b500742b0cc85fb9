"""Fit the models of the opposition score on annotated stories.

``python -m factcheck.training.fit_score INDEX STORY... --bound STORY... --news CORPUS FOLDER``
reads the stories as if one index held them all, takes the annotators' word for what opposes what,
and writes ``factcheck/opposition/weights.json``.  Undecided pairs are left out; a pair of two
stories opposes nothing.  The folder INDEX keeps verdicts for the next time.

The promise of a pair is fitted on all stories.  The score is fitted on those for development
alone, for the inference model has learnt the others' claims, and with promises that were fitted
without the story in question (stacked generalisation: Wolpert 1992, Neural Networks 5).  Stories
are dense; what passes there as a finding is often none in news.  So pairs of real news are fitted
on as stories are, in groups of articles: all candidates within articles that a reader went
through, and for the score those across articles that readers judged.  The latter were drawn by what
the tool made of them, which skews how many are opposed, not how likely one of given features is.
What the score is true of, and where its bounds lie, is settled on pairs within stories after
``--bound``.  What is printed and stored as ``held_out`` is of pairs whose story, or group of
articles, neither model had seen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.bench.gold import load_story
from factcheck.bench.opposition_metrics import average_precision, calibration_error, reliability
from factcheck.bench.opposition_stories import Split, split_of, story_folders
from factcheck.model import Relation
from factcheck.opposition import score
from factcheck.opposition.pairs import Pair
from factcheck.opposition.relations import allowed_relations, signs
from factcheck.opposition.scan import Models, judged
from factcheck.opposition.weights import FILE, weighed
from factcheck.store import Store
from factcheck.tools import Tools, gazetteer
from factcheck.training.annotated_pairs import Row, annotated, judged_news
from factcheck.training.logistic import Sign, apart, fit, multinomial

#: Pairs for every claim that inference is asked about while fitting.
ASKED = 6
#: Share of what would be reported that asking about fewer pairs may not lose.
KEPT = 0.98
#: Share of the reported findings within the unseen stories of the bound that shall be right.
PRECISION = 2 / 3
#: The same of those that are kept to be shown on request.
UNSURE = 0.45
#: How groups of articles are called, and what the inference model has learnt of them.
NEWS, LEARNT = "news-", "news that was learnt"


#: The features of each model, and how each may speak.
PROMISE = {
    **dict.fromkeys(
        (
            *("similarity", "aligned", "setting", "named", "common", "covered", "polar"),
            *(
                "figures",
                "dates",
                "bare_figures",
                "near",
                "met",
                "charge",
                "denial",
                "denial_of_charge",
            ),
            *("mutual", "mutual_near", "mutual_failure", "rival_blame", "confidence"),
            *("same_party_polar", "given_up"),
        ),
        Sign.MORE,
    ),
    **dict.fromkeys(
        (
            "own_affairs",
            "days",
            "figures_later",
            "risen",
            "brief",
            "same_blame",
            "wishes",
            "assessments",
            "framed",
            "leaning",
            "bystanders",
        ),
        Sign.LESS,
    ),
    **dict.fromkeys(
        (
            *("same_words", "figures_covered", "charges", "same_party", "same_party_aligned"),
            *("same_document", "same_party_to_come"),
        ),
        Sign.EITHER,
    ),
}
SCORE = {
    **dict.fromkeys(
        (
            *("promise", "voiced_odds", "voiced_both", "contradiction_odds"),
            *("both_directions", "blame_both", "rival_blame", "mutual_failure"),
            *("setting", "sure_in_setting", "near", "same_party_sure"),
        ),
        Sign.MORE,
    ),
    **dict.fromkeys(
        ("voiced_entailment", "entailment", "framed", "leaning", "risen", "bystanders"), Sign.LESS
    ),
    **dict.fromkeys(("same_document", "same_party"), Sign.EITHER),
}
GLANCE = {
    **dict.fromkeys(
        ("promise", "voiced_odds", "near", "mutual", "mutual_failure", "same_party_odds"),
        Sign.MORE,
    ),
    "bystanders": Sign.LESS,
    **dict.fromkeys(("same_document", "same_party"), Sign.EITHER),
}
#: What each part brings is measured by leaving it out.
PARTS = {
    "promise": ("promise", "setting", "same_document", "near", "same_party"),
    "bare_statements": ("contradiction_odds", "both_directions", "entailment"),
    "both_at_once": ("sure_in_setting",),
    "voiced_statements": ("voiced_odds", "voiced_both", "voiced_entailment", "same_party_sure"),
    "blame": ("blame_both", "rival_blame", "mutual_failure"),
    "form": ("framed", "leaning"),
    "tolls": ("risen",),
    "bystanders": ("bystanders",),
}


def main(arguments: Sequence[str]) -> int:
    """Fit on the stories, and on judged pairs of news where given, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.fit_score")
    parser.add_argument("index", type=Path, help="folder where verdicts are kept")
    parser.add_argument("stories", type=Path, nargs="+", help="annotated stories")
    parser.add_argument(
        "--bound",
        type=Path,
        nargs="+",
        help="the stories that set the bounds; all unless given",
    )
    parser.add_argument(
        "--news",
        type=Path,
        nargs=2,
        metavar=("CORPUS", "FOLDER"),
        help="of benchmarks/polnear-pairs",
    )
    options = parser.parse_args(arguments)
    folders = [f for f in story_folders(options.stories) if split_of(f) is not Split.TEST]
    bound = {f.name for f in story_folders(options.bound or folders)}
    with Store.open(options.index, create=True) as store:
        tools = Tools.load(gazetteer([]))
        models = tools.models(store)
        rows = annotated(folders, [load_story(folder) for folder in folders], tools)
        tuned = [f.name for f in folders if split_of(f) is Split.DEV]
        drawn: list[Row] = []
        if options.news:
            corpus, folder = options.news
            learnt = judged_news(corpus, folder / f"{Split.TRAIN}.jsonl", tools)
            news = judged_news(corpus, folder / f"{Split.DEV}.jsonl", tools)
            tuned += sorted({name for row in news.whole for name in row.stories})
            rows += [replace(row, stories=(LEARNT, LEARNT)) for row in learnt.whole] + news.whole
            drawn = news.drawn
        written = _fitted(rows, drawn, models, tuned, bound)
    FILE.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return 0


def _fitted(
    rows: Sequence[Row],
    drawn: Sequence[Row],
    models: Models,
    held: Sequence[str],
    bound: Collection[str],
) -> dict[str, Any]:
    """The weights.

    ``drawn`` are more pairs for the score, ``held`` the stories that are held out in turn, and
    ``bound`` those of them whose pairs set the thresholds.
    """
    opposed = np.array([row.relation is not None for row in rows])
    homes = np.array([row.stories for row in rows])
    known = _table(PROMISE, [score.known(row.pair) for row in rows])
    promise = fit(PROMISE, known, opposed)
    hopes = apart(PROMISE, known, opposed, homes, held)
    tuned = np.flatnonzero(~np.isnan(hopes))
    claims = {side.claim.id for k in tuned.tolist() for side in (rows[k].pair.a, rows[k].pair.b)}
    best = tuned[np.argsort(-hopes[tuned], kind="stable")[: ASKED * len(claims) // 2]]
    asked = [*(rows[k] for k in best.tolist()), *drawn]
    hope = np.append(
        hopes[best], [weighed(_rounded(*promise), score.known(row.pair)) for row in drawn]
    )
    pairs = list(judged([row.pair for row in asked], models))
    told = _table(SCORE, [score.heard(p, h) for p, h in zip(pairs, hope.tolist(), strict=True)])
    truth = np.array([row.relation is not None for row in asked])
    where = np.array([row.stories for row in asked])
    in_news = np.array([name.startswith(NEWS) for name, _ in where.tolist()])
    passed = np.array([score.heard_opposed(pair) for pair in pairs])
    final = fit(SCORE, told[passed], truth[passed])
    odds = np.full(len(pairs), -np.inf)
    odds[passed] = apart(SCORE, told[passed], truth[passed], where[passed], held)
    # An index of one dispute is what most have: what a score says, and where the bounds lie, is
    # settled there; pairs of two disputes and of news settle only what speaks for a pair.
    inside = np.isin(where[:, 0], sorted(bound)) & (where[:, 0] == where[:, 1])
    final, odds[passed] = _settled(final, odds[passed], truth[passed], inside[passed])
    guess = 1 / (1 + np.exp(-odds))
    report_from = _threshold(guess[inside], truth[inside], PRECISION)
    unsure_from = _threshold(guess[inside], truth[inside], UNSURE)
    reported = guess >= report_from
    ask_from = _keeping(hope, reported)
    glimpses = _table(
        GLANCE, [score.glimpsed(p, h) for p, h in zip(pairs, hope.tolist(), strict=True)]
    )
    glance = fit(GLANCE, glimpses, truth)
    glances = apart(GLANCE, glimpses, truth, where, held)
    hear_from = _keeping(glances, reported)
    named, told_apart = _relations(
        [p for p, t in zip(pairs, truth, strict=True) if t],
        [row.relation for row in asked if row.relation is not None],
        where[truth],
        held,
    )
    told_of = np.array([name.startswith(NEWS) for name, _ in homes[tuned].tolist()])
    total = int(opposed[tuned][~told_of].sum())

    def precise(odds: NDArray[np.float64], kept: NDArray[np.bool_]) -> float:
        inside = kept & ~in_news
        return round(_average_precision(odds[inside[kept]], truth[inside], total), 4)

    everything = np.ones(len(pairs), bool)
    measured: dict[str, Any] = {
        **_counted(guess, truth, passed, report_from, ~in_news),
        "bound": _counted(guess, truth, passed, report_from, inside),
        "opposed": total,
        "asked": int((hopes[tuned][~told_of] >= ask_from).sum()),
        "heard": int((glances[~in_news & (hope >= ask_from)] >= hear_from).sum()),
        "average_precision": precise(odds[passed], passed),
        "calibration_error": round(_calibration_error(guess, truth, report_from / 2), 4),
        "calibration_error_of_bound": round(
            _calibration_error(guess[inside], truth[inside], report_from / 2), 4
        ),
        "relation_right": round(told_apart, 4),
    }
    if in_news.any():
        measured["news"] = _counted(guess, truth, passed, report_from, in_news)
    measured["average_precision_without"] = {
        "hearing_opposition": precise(apart(SCORE, told, truth, where, held), everything),
        **{
            part: precise(_without(gone, told[passed], truth[passed], where[passed], held), passed)
            for part, gone in PARTS.items()
        },
    }
    print(json.dumps(measured))
    return {
        "set_by": f"fit_score on {len(rows) + len(drawn)} pairs; "
        f"held out one by one: {', '.join(held)}",
        "promise": {"ask_from": round(ask_from, 4), "weights": _rounded(*promise)},
        "glance": {"hear_from": round(hear_from, 4), "weights": _rounded(*glance)},
        "score": {
            "report_from": round(report_from, 4),
            "unsure_from": round(unsure_from, 4),
            "held_out": measured,
            "weights": _rounded(*final),
        },
        "relation": {name: _rounded(weights, 0.0) for name, weights in sorted(named.items())},
    }


def _counted(
    guess: NDArray[np.float64],
    truth: NDArray[np.bool_],
    passed: NDArray[np.bool_],
    report_from: float,
    inside: NDArray[np.bool_],
) -> dict[str, int]:
    """How many pairs ``inside`` were asked about, heard as opposed, reported, and right."""
    reported = inside & (guess >= report_from)
    return {
        "pairs": int(inside.sum()),
        "opposed": int(truth[inside].sum()),
        "heard_opposed": int(passed[inside].sum()),
        "reported": int(reported.sum()),
        "right": int(truth[reported].sum()),
    }


def _relations(
    pairs: Sequence[Pair],
    names: Sequence[Relation | None],
    stories: NDArray[np.str_],
    held: Sequence[str],
) -> tuple[dict[str, dict[str, float]], float]:
    """Weights by relation, and the share of held-out pairs that they name right."""
    own = np.array([pair.same_party for pair in pairs])
    columns = list(signs(pairs[0]))
    rows = _table(columns, [signs(pair) for pair in pairs])
    truth = np.array([str(name) for name in names])
    right = truth[own] == str(Relation.POSITION_CHANGE)
    for story in held:
        touched = (stories == story).any(axis=1)
        use = ~touched & ~own & (truth != str(Relation.POSITION_CHANGE))
        models = multinomial(columns, rows[use], truth[use])
        for k in np.flatnonzero(touched & ~own).tolist():
            allowed = allowed_relations(pairs[k])
            said = dict(zip(columns, rows[k].tolist(), strict=True))
            best = max(allowed, key=lambda name: (weighed(models[name], said), name))
            right = np.append(right, best == truth[k])
    use = ~own & (truth != str(Relation.POSITION_CHANGE))
    return multinomial(columns, rows[use], truth[use]), float(right.mean())


def _settled(
    final: tuple[Mapping[str, float], float],
    odds: NDArray[np.float64],
    truth: NDArray[np.bool_],
    inside: NDArray[np.bool_],
) -> tuple[tuple[dict[str, float], float], NDArray[np.float64]]:
    """Weights ``final`` and held-out ``odds``, stretched and shifted until true of ``inside``.

    Platt's scaling (1999, Advances in Large Margin Classifiers), which leaves the order of pairs.
    """
    weights, bias = final
    scale, shift = fit({"odds": Sign.MORE}, odds[inside, None], truth[inside])
    stretch = scale["odds"]
    told = {name: stretch * weight for name, weight in weights.items()}
    return (told, stretch * bias + shift), stretch * odds + shift


def _keeping(odds: NDArray[np.float64], reported: NDArray[np.bool_]) -> float:
    """The highest bound on ``odds`` that keeps :data:`KEPT` of what is reported."""
    kept = np.sort(odds[reported])
    return float(kept[int((1 - KEPT) * len(kept))]) if len(kept) else float(odds.min())


def _without(
    gone: Collection[str],
    told: NDArray[np.float64],
    truth: NDArray[np.bool_],
    stories: NDArray[np.str_],
    held: Sequence[str],
) -> NDArray[np.float64]:
    """Log-odds of each pair, its story held out, of a score without some of its features."""
    left = {name: sign for name, sign in SCORE.items() if name not in gone}
    columns = [place for place, name in enumerate(SCORE) if name in left]
    return apart(left, told[:, columns], truth, stories, held)


def _table(names: Iterable[str], features: Sequence[dict[str, float]]) -> NDArray[np.float64]:
    columns = list(names)
    return np.array([[row[name] for name in columns] for row in features], np.float64)


def _rounded(weights: Mapping[str, float], bias: float) -> dict[str, float]:
    """As stored: without what weighs nothing."""
    kept = {name: round(weight, 4) for name, weight in weights.items() if round(weight, 4)}
    return {"bias": round(bias, 4), **kept}


def _threshold(guess: NDArray[np.float64], truth: NDArray[np.bool_], precision: float) -> float:
    """The least score from which ``precision`` of what is reported is right."""
    order = np.argsort(-guess, kind="stable")
    right = truth[order].cumsum() / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= precision)
    return float(guess[order][enough[-1]]) if len(enough) else 1.0


def _average_precision(guess: NDArray[np.float64], truth: NDArray[np.bool_], total: int) -> float:
    hits = truth[np.argsort(-guess, kind="stable")].tolist()
    return average_precision([(k,) if hit else () for k, hit in enumerate(hits)], total)


def _calibration_error(guess: NDArray[np.float64], right: NDArray[np.bool_], least: float) -> float:
    """The calibration error of guesses from ``least`` on."""
    shown = guess >= least
    return calibration_error(reliability(guess[shown].tolist(), right[shown].tolist()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
