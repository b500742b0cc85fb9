"""``python -m factcheck.bench``: the figures of the README, measured now on this machine."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from factcheck.bench import speed
from factcheck.bench.agreement import Agreement, agreement
from factcheck.bench.gold import load_story
from factcheck.bench.growth import growth

FIXTURES = Path("fixtures")
#: Keeps the libraries that are measured against from talking in between.
_QUIET = {"TRANSFORMERS_VERBOSITY": "error", "TQDM_DISABLE": "1", "HF_HUB_OFFLINE": "1"}


def main() -> int:
    """Print agreement with the annotated stories, then speed."""
    os.environ.update(_QUIET)
    folders = sorted(p.parent for p in FIXTURES.glob("*/gold.json"))
    if not folders:
        print("fixtures/ is not here; run this from the root of the repository", file=sys.stderr)
        return 2
    _agreement(folders)
    _attribution()
    _speed(folders)
    return 0


def _agreement(folders: list[Path]) -> None:
    import tempfile

    from factcheck.api import build, load_report

    stories = [load_story(folder) for folder in folders]
    with tempfile.TemporaryDirectory() as folder:
        build([str(f) for f in folders], folder)
        found = load_report(folder)
    print("Agreement with the annotated stories (development data: the engine was tuned on them)\n")
    print(f"| {'':34} | {' | '.join(s.name for s in stories)} | together |")
    print("|---|" + "---|" * (len(stories) + 1))
    columns = [agreement(found.claims, found.oppositions, [s]) for s in stories]
    columns.append(agreement(found.claims, found.oppositions, stories))
    for name, what in _ROWS.items():
        print(f"| {what:34} | " + " | ".join(str(getattr(c, name)) for c in columns) + " |")
    print(f"| {'F1 over opposing pairs':34} | " + " | ".join(f"{c.f1:.3f}" for c in columns) + " |")
    print(f"\nRecall by relation: {_relations(columns[-1])}\n")


_ROWS = {
    "found": "claims found",
    "party": "party right, of those found",
    "act": "act right",
    "targets": "targets right, where there are any",
    "precision": "opposing pairs, precision",
    "recall": "opposing pairs, recall",
    "relation": "relation right, given the pair",
    "traps": "hard negatives reported",
}


def _attribution() -> None:
    from factcheck.bench.attribution import ROLES, measure, read_articles
    from factcheck.model import Method

    print("Attribution in agency copy, F1 (agency-dev: development; agency-test: test)\n")
    print("| | source, exact | cue, exact | content, exact | content, words | linked source |")
    print("|---|---|---|---|---|---|")
    for name in ("agency-dev", "agency-test"):
        articles = read_articles(FIXTURES / "attribution" / f"{name}.gold")
        for method in Method:
            found, _ = measure(articles, method)
            shares = [found.exact[role].f1 for role in ROLES]
            shares += [found.words["content"].f1, found.sources.recall]
            print(f"| {name}, {method.value} | {' | '.join(f'{s:.3f}' for s in shares)} |")
    print()


def _relations(together: Agreement) -> str:
    return ", ".join(f"{name} {ratio}" for name, ratio in together.by_relation.items())


def _speed(folders: list[Path]) -> None:
    from factcheck.nli.loading import BASE, SMALL

    texts = speed.sentences(folders)
    rows = [
        speed.reading(folders),
        speed.embedding(texts),
        speed.judging(texts, SMALL, 400),
        speed.judging(texts, BASE, 100),
        speed.cascade(texts),
        speed.first_verdict(),
        speed.cold_query(folders),
        *speed.build(folders),
        *growth([str(folder) for folder in folders]),
    ]
    print(f"Speed ({platform.processor() or platform.machine()}, {os.cpu_count()} cores)\n")
    print(speed.table(rows))


if __name__ == "__main__":
    sys.exit(main())
