"""How often an attribution of each kind holds, measured on annotated news.

The figures in ``factcheck/attribution/confidence.json`` come from here.  An attribution holds
when most of its content's words lie in the content of an annotated one that names the same
source.  The articles are those of PolNeAR (Newell et al. 2018), one JSON object a line with
``text`` and ``attributions`` of ``source`` and ``content`` ranges.

    python -m factcheck.training.attribution_confidence train.jsonl.gz --skip 100 --articles 150
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.attribution import Attribution, attribute
from factcheck.attribution.types import Range
from factcheck.extraction import kind_of
from factcheck.parsing import parse_all

if TYPE_CHECKING:
    from spacy.tokens import Doc

OUTPUT = Path(__file__).parents[1] / "attribution" / "confidence.json"
#: Kinds seen fewer times are pooled as "other".
SEEN = 40
#: Share of the content's words that must be annotated.
COVERED = 0.8
_WORD = re.compile(r"\w+")
_PRONOUNS = frozenset(["he", "she", "they", "it", ""])


@dataclass(frozen=True)
class Article:
    """A text and its annotated attributions, each with ``source`` and ``content`` ranges."""

    text: str
    attributions: Sequence[Mapping[str, Any]]


def read(path: Path, *, skip: int, count: int) -> list[Article]:
    """``count`` articles of the gzipped JSON Lines at ``path`` after the first ``skip``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, skip, skip + count)]
    return [Article(row["text"], row["attributions"]) for row in rows]


def measure(pairs: Iterable[tuple[Article, Doc]]) -> dict[str, float]:
    """Share of attributions that hold, by kind; each with one success and one failure added."""
    seen: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for article, doc in pairs:
        for found, holds in _judged(article, attribute(doc)):
            kind = kind_of(found)
            seen[kind] += 1
            held[kind] += holds
    shares: dict[str, float] = {}
    rest_seen = rest_held = 0
    for kind, count in sorted(seen.items()):
        if count >= SEEN:
            shares[kind] = round((held[kind] + 1) / (count + 2), 3)
        else:
            rest_seen, rest_held = rest_seen + count, rest_held + held[kind]
    shares["other"] = round((rest_held + 1) / (rest_seen + 2), 3)
    return shares


def _judged(article: Article, found: Iterable[Attribution]) -> Iterator[tuple[Attribution, bool]]:
    gold = [
        (_words(article.text, a["content"]), _words(article.text, a["source"]), a["source"])
        for a in article.attributions
    ]
    for each in found:
        content = _words(article.text, each.content)
        source = _words(article.text, [each.source]) if each.source else set()
        yield (
            each,
            any(
                len(content & said) / max(1, len(content)) > COVERED
                and _same(article.text, each, source, by, ranges)
                for said, by, ranges in gold
            ),
        )


def _same(
    text: str, found: Attribution, source: set[int], by: set[int], ranges: Sequence[Range]
) -> bool:
    """Whether both name one source: the same words, the same name, or a pronoun carried on."""
    if source & by or (not source and not by):
        return True
    written = " ".join(text[start:end] for start, end in ranges)
    own = text[slice(*found.source)] if found.source else ""
    if _names(own) & _names(written):
        return True
    return found.carried and (own.lower() in _PRONOUNS or written.lower() in _PRONOUNS)


def _names(text: str) -> set[str]:
    return {word for word in _WORD.findall(text) if word[0].isupper()}


def _words(text: str, ranges: Iterable[Sequence[int]]) -> set[int]:
    return {m.start() for start, end in ranges for m in _WORD.finditer(text, start, end)}


def main() -> None:
    """Measure and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("articles_file", type=Path)
    parser.add_argument("--skip", type=int, default=100)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    chosen = parser.parse_args()
    articles = read(chosen.articles_file, skip=chosen.skip, count=chosen.articles)
    docs = parse_all((a.text, 0) for a in articles)
    figures = {
        "measured": (
            "share of attributions whose content and source agree with the annotation, "
            f"{len(articles)} articles of the PolNeAR training part; kinds seen fewer than "
            f"{SEEN} times are pooled as other"
        ),
        "precision": measure(zip(articles, docs, strict=True)),
    }
    chosen.output.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
