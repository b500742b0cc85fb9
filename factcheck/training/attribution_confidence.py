"""How often an attribution of each kind holds, measured on annotated news.

The figures in ``factcheck/attribution/confidence.json`` come from here.  An attribution holds
when most of its content's words lie in the content of an annotated one that names the same
source.  The articles are those of PolNeAR (Newell et al. 2018): for the rules some of the
training part, for rules and tagger joined the development part, which the tagger has not seen.

    python -m factcheck.training.attribution_confidence DATA
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from factcheck.attribution import Attribution, attribute
from factcheck.attribution.tagged import Tagger
from factcheck.bench.attribution import Article, Offsets, read_articles
from factcheck.extraction import kind_of
from factcheck.model import Method
from factcheck.parsing import parse
from factcheck.tools import tagger

OUTPUT = Path(__file__).parents[1] / "attribution" / "confidence.json"
#: The training articles that the rules are measured on; earlier ones were read while writing them.
HELD_BACK = slice(100, 250)
#: Kinds seen fewer times are pooled as "other".
SEEN = 30
#: Share of the content's words that must be annotated.
COVERED = 0.8
_WORD = re.compile(r"\w+")
_PRONOUNS = frozenset(["he", "she", "they", "it", ""])


def measure(articles: Iterable[Article], words: Tagger | None) -> dict[str, float]:
    """Share of attributions that hold, by kind; each with one success and one failure added."""
    seen: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for article in articles:
        tagged = tuple(words.tag(article.text)) if words is not None else ()
        for found, holds in _judged(article, attribute(parse(article.text), tagged)):
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
    text = article.text
    gold = [
        (_words(text, one.content), _words(text, one.source), one.source)
        for one in article.attributions
    ]
    for each in found:
        content = _words(text, each.content)
        source = _words(text, (each.source,)) if each.source else set()
        yield (
            each,
            any(
                len(content & said) / max(1, len(content)) > COVERED
                and _same(text, each, source, by, ranges)
                for said, by, ranges in gold
            ),
        )


def _same(text: str, found: Attribution, source: set[int], by: set[int], ranges: Offsets) -> bool:
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


def _words(text: str, ranges: Offsets) -> set[int]:
    return {m.start() for start, end in ranges for m in _WORD.finditer(text, start, end)}


def main() -> None:
    """Measure and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder with polnear/")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    chosen = parser.parse_args()
    train = read_articles(chosen.data / "polnear" / "train.jsonl.gz")[HELD_BACK]
    development = read_articles(chosen.data / "polnear" / "dev.jsonl.gz")
    figures = {
        "measured": (
            "share of attributions whose content and source agree with the annotation: rules on "
            f"{len(train)} articles of the PolNeAR training part, joined on its {len(development)} "
            f"development articles; kinds seen fewer than {SEEN} times are pooled as other"
        ),
        "precision": {
            Method.RULES.value: measure(train, None),
            Method.JOINED.value: measure(development, tagger()),
        },
    }
    chosen.output.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
