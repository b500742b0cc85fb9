"""How well claims agree with annotated attributions: exact spans, words, and who said what.

The articles are those of PolNeAR (JSON lines of ``text`` and ``attributions``) or hand-marked
cases (:mod:`factcheck.bench.attribution_cases`).  A span is the set of words it covers, marks
counted as words, so that a comma or quotation mark too many is a mistake and a space is not.
Every attribution counts, as in the scores published for the corpus.
"""

from __future__ import annotations

import gzip
import json
import re
import time
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.bench.attribution_cases import outermost, read_cases
from factcheck.errors import InputError
from factcheck.model import Claim, Document, Method

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+|[^\w\s]")
#: Words of a role that must be shared, as F1, for two attributions to be about the same.
ALIKE = 0.5
#: Between two charges of one accusation stands no more than this.
_BETWEEN = re.compile(r"[\s,;]*(?:and|or|but)?[\s,]*(?:of|for|that|to|with)?\s*", re.IGNORECASE)

Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """One attribution: the ranges of its roles in the text, any of them empty."""

    source: Offsets
    cue: Offsets
    content: Offsets


@dataclass(frozen=True, slots=True)
class Article:
    """A text and the attributions that a person found in it."""

    name: str
    text: str
    attributions: tuple[Spans, ...]


@dataclass
class Counts:
    """Found and right, found, and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Right of found; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of wanted; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0


@dataclass
class AttributionFigures:
    """Scores of some articles, counts pooled.

    ``exact`` compares whole spans and ``words`` single words, by role.  ``linked`` is of
    attributions whose source and content are both exact; ``sources`` tells, of the wanted
    attributions whose content was found (half of the words in common) and that have a source,
    how many came with that source.
    """

    exact: dict[str, Counts] = field(default_factory=lambda: {role: Counts() for role in ROLES})
    words: dict[str, Counts] = field(default_factory=lambda: {role: Counts() for role in ROLES})
    linked: Counts = field(default_factory=Counts)
    sources: Counts = field(default_factory=Counts)

    def fields(self) -> dict[str, Any]:
        """Plain values for JSON, shares with four digits."""
        found: dict[str, Any] = {}
        for kind, counts in (("exact", self.exact), ("words", self.words)):
            found[kind] = {role: _fields(counts[role]) for role in ROLES}
        linked = round(self.sources.recall, 4)
        return {**found, "linked_exact": _fields(self.linked), "linked_accuracy": linked}


def _fields(counts: Counts) -> dict[str, float]:
    return {
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
    }


def read_articles(path: Path) -> list[Article]:
    """The annotated articles of a ``.jsonl``, ``.jsonl.gz`` or ``.gold`` file.

    Of hand-marked cases those inside another's content are left out, as PolNeAR has none.

    Raises:
        InputError: the file cannot be read or is no such annotation.

    """
    if path.suffix == ".gold":
        return [
            Article(
                case.name,
                case.text,
                tuple(Spans(a.source, a.cue, a.content) for a in outermost(case.attributions)),
            )
            for case in read_cases(path)
        ]
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); name an annotation file") from error
    return [
        _article(path, number, line)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]


def _article(path: Path, number: int, line: str) -> Article:
    try:
        row = json.loads(line)
        found = tuple(
            Spans(*(tuple((int(s), int(e)) for s, e in one[role]) for role in ROLES))
            for one in row["attributions"]
        )
        return Article(str(row.get("id", number)), str(row["text"]), found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{path}:{number}: is no annotated article ({error}); each line holds an object with "
            '"text" and "attributions", lists of [start, end] by role'
        ) from error


def measure(articles: Sequence[Article], method: Method) -> tuple[AttributionFigures, float]:
    """The tool's figures on ``articles``, and the words it reads in a second of processor time.

    Words are what white space parts; loading the models is not counted.

    Raises:
        ModelError: a model that the ``method`` needs is not there.

    """
    from factcheck.parties import Gazetteer
    from factcheck.pieces import read
    from factcheck.tools import tagger

    gazetteer, words = Gazetteer.load(), tagger(method)
    read(Document("The minister said that it rained.", "-"), gazetteer, words)
    figures = AttributionFigures()
    spent = 0.0
    for article in articles:
        began = time.process_time()
        claims = read(Document(article.text, article.name), gazetteer, words).claims
        spent += time.process_time() - began
        score(figures, article, joined(claims, article.text))
    count = sum(len(article.text.split()) for article in articles)
    return figures, count / spent if spent else 0.0


def joined(claims: Iterable[Claim], text: str) -> list[Spans]:
    """The attributions that ``claims`` were split from.

    Claims of one cue are one attribution; a quotation without a cue belongs to the attribution
    before it that has the same source, as the corpus has it.
    """
    groups: dict[object, list[Claim]] = {}
    by_source: dict[object, object] = {}
    for claim in claims:
        source = claim.source and (claim.source.start, claim.source.end)
        if claim.cue is not None:
            key: object = ("cue", claim.cue.start, claim.cue.end)
        elif source is not None and source in by_source:
            key = by_source[source]
        else:
            key = ("claim", claim.id)
        if source is not None:
            by_source[source] = key
        groups.setdefault(key, []).append(claim)
    return [_joined(group, text) for group in groups.values()]


def _joined(group: Sequence[Claim], text: str) -> Spans:
    pieces = sorted({(s.start, s.end) for claim in group for s in claim.content})
    content: list[tuple[int, int]] = []
    for start, end in pieces:
        if content and (
            start <= content[-1][1] or _BETWEEN.fullmatch(text, content[-1][1], start) is not None
        ):
            content[-1] = (content[-1][0], max(end, content[-1][1]))
        else:
            content.append((start, end))
    source = next((c.source for c in group if c.source is not None), None)
    cue = next((c.cue for c in group if c.cue is not None), None)
    return Spans(
        ((source.start, source.end),) if source else (),
        ((cue.start, cue.end),) if cue else (),
        tuple(content),
    )


def score(figures: AttributionFigures, article: Article, found: Sequence[Spans]) -> None:
    """Add to ``figures`` how ``found`` agrees with the article's attributions."""
    words = [m.span() for m in _WORD.finditer(article.text)]
    ours = [_sets(one, words) for one in found]
    gold = [_sets(one, words) for one in article.attributions]
    for role in ROLES:
        mine = Counter(one[role] for one in ours if one[role])
        theirs = Counter(one[role] for one in gold if one[role])
        counts = figures.exact[role]
        counts.right += (mine & theirs).total()
        counts.found += mine.total()
        counts.wanted += theirs.total()
        my_words = frozenset[int]().union(*mine)
        their_words = frozenset[int]().union(*theirs)
        counts = figures.words[role]
        counts.right += len(my_words & their_words)
        counts.found += len(my_words)
        counts.wanted += len(their_words)
    pairs = [Counter((one["source"], one["content"]) for one in side) for side in (ours, gold)]
    figures.linked.right += (pairs[0] & pairs[1]).total()
    figures.linked.found += pairs[0].total()
    figures.linked.wanted += pairs[1].total()
    for one in gold:
        best = max(ours, key=lambda o: _alike(o["content"], one["content"]), default=None)
        if not one["source"] or best is None or _alike(best["content"], one["content"]) < ALIKE:
            continue
        figures.sources.wanted += 1
        figures.sources.right += _alike(best["source"], one["source"]) >= ALIKE


def _sets(one: Spans, words: Sequence[tuple[int, int]]) -> dict[str, frozenset[int]]:
    return {role: _covered(getattr(one, role), words) for role in ROLES}


def _covered(spans: Offsets, words: Sequence[tuple[int, int]]) -> frozenset[int]:
    found: set[int] = set()
    for start, end in spans:
        first = bisect_left(words, (start, 0))
        if first and words[first - 1][1] > start:
            first -= 1
        found.update(range(first, bisect_left(words, (end, 0))))
    return frozenset(found)


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0
