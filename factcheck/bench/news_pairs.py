"""How many findings in real news hold, by what careful readers said of pairs of claims.

The annotation holds article ids, offsets and names only (``benchmarks/polnear-pairs/README.md``);
the texts come with the corpus.  It covers the pairs that the tool was likeliest to report when it
was made, some at random (pooling: Spärck Jones and van Rijsbergen 1975), and what a reader found
opposed within single articles, whose other pairs count as not opposed.  So precision is of the
findings that were judged, with the share that was; recall is of the opposed pairs that are known.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.bench.agreement import Ratio
from factcheck.bench.gold import Trap
from factcheck.bench.parties import Article, read_articles
from factcheck.errors import FactcheckError, InputError
from factcheck.model import Claim, Document, Relation

#: Share of the longer span that two spans must have in common to be one claim's.
SHARED = 0.5
DEPTHS = (20, 50, 100)
UNDECIDED = "undecided"
#: How a pair was drawn.
POOLED, READ = "pool", "reading"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: article, and the reach of its content in code points of its text.

    ``party`` is the name that the tool gave it when it was judged; ``party_wrong`` and
    ``statement_wrong`` say that this name, or the statement shown, would mislead a reader.
    """

    article: str
    span: tuple[int, int]
    party: str | None
    party_wrong: bool
    statement_wrong: bool


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two claims and what a reader says: a relation, why they are not opposed, or None, undecided.

    It is said of the claims as their articles mean them, whatever the tool made of them.
    ``pooled`` pairs were drawn by what the tool made of them; the others a reader found in one
    article.
    """

    a: Place
    b: Place
    verdict: Relation | Trap | None
    pooled: bool


def read_pairs(path: Path) -> list[JudgedPair]:
    """The judged pairs of a file of ``benchmarks/polnear-pairs``.

    Raises:
        InputError: a file that cannot be read or holds something else.

    """
    pairs = []
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                pairs.append(_judged(row))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f"{path}:{number}: no judged pair ({error}); see the README beside it"
                ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as text; check the name") from error
    return pairs


def _judged(row: Mapping[str, Any]) -> JudgedPair:
    pooled = {POOLED: True, READ: False}[row["drawn"]]
    return JudgedPair(_place(row["a"]), _place(row["b"]), _verdict(row["says"]), pooled)


def _place(row: Mapping[str, Any]) -> Place:
    start, end = row["span"]
    wrong = row.get("wrong", ())
    return Place(
        str(row["article"]),
        (int(start), int(end)),
        row["party"],
        "party" in wrong,
        "statement" in wrong,
    )


def _verdict(says: str) -> Relation | Trap | None:
    if says == UNDECIDED:
        return None
    return Relation(says) if says in set(Relation) else Trap(says)


def documents(pairs: Sequence[JudgedPair], articles: Mapping[str, Article]) -> Iterator[Document]:
    """The articles that ``pairs`` are from, their outlet and date taken from the id.

    Raises:
        InputError: the corpus has no such article.

    """
    for id_ in sorted({place.article for pair in pairs for place in (pair.a, pair.b)}):
        if id_ not in articles:
            raise InputError(f"{id_}: no such article in the corpus; give the one it was made from")
        outlet, day, _ = id_.split("_", 2)
        yield Document(articles[id_].text, id_, outlet=outlet, published=day)


class Standing:
    """Which of the tool's claims stand for which judged places."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        """``claims`` are those of :func:`documents`."""
        self._by_article: dict[str, list[Claim]] = {}
        self._article = {claim.id: claim.document.path for claim in claims}
        for claim in claims:
            self._by_article.setdefault(claim.document.path, []).append(claim)

    def article(self, claim: str) -> str:
        """The article of the claim with this id."""
        return self._article[claim]

    def claim(self, place: Place) -> Claim | None:
        """The claim that shares most with ``place``, at least :data:`SHARED` of the longer."""
        claims = self._by_article.get(place.article, ())
        found = [(_shared(claim, place.span), claim) for claim in claims]
        found = [(share, claim) for share, claim in found if share >= SHARED]
        return max(found, key=lambda each: (each[0], each[1].id))[1] if found else None

    def found(self, pairs: Iterable[JudgedPair]) -> Iterator[tuple[JudgedPair, Claim, Claim, bool]]:
        """Those of ``pairs`` whose two claims are found, with them.

        The last tells whether a reader would still be misled about one of the two.
        """
        for pair in pairs:
            a, b = self.claim(pair.a), self.claim(pair.b)
            if a is not None and b is not None and a != b:
                yield pair, a, b, _misled(pair.a, a) or _misled(pair.b, b)


def _misled(place: Place, claim: Claim) -> bool:
    """Whether the reader who judged ``place`` would still be misled by ``claim``."""
    name = claim.party.name if claim.party is not None else None
    return place.statement_wrong or (place.party_wrong and name == place.party)


def _shared(claim: Claim, span: tuple[int, int]) -> float:
    start, end = reach(claim)
    common = min(end, span[1]) - max(start, span[0])
    return common / max(end - start, span[1] - span[0], 1)


def reach(claim: Claim) -> tuple[int, int]:
    """From the first to the last code point of a claim's content."""
    return min(s.start for s in claim.content), max(s.end for s in claim.content)


@dataclass(frozen=True)
class Measured:
    """``at`` is the precision of the first so many judged findings, ``judged`` of all findings."""

    at: Mapping[int, Ratio]
    precision: Ratio
    judged: Ratio
    recall: Ratio
    relation: Ratio


def measure(
    pairs: Sequence[JudgedPair],
    standing: Standing,
    findings: Sequence[tuple[str, str, Relation]],
) -> Measured:
    """Compare ``findings`` with ``pairs``.

    A finding is (claim id, claim id, relation), and the surest come first.
    """
    said = {
        frozenset((a.id, b.id)): (pair.verdict, misled)
        for pair, a, b, misled in standing.found(pairs)
    }
    read = {pair.a.article for pair in pairs if not pair.pooled}
    right: list[bool] = []
    named: list[bool] = []
    undecided = 0
    for one, other, name in findings:
        key = frozenset((one, other))
        if key in said:
            verdict, misled = said[key]
            undecided += verdict is None
            if verdict is not None:
                right.append(isinstance(verdict, Relation) and not misled)
            if isinstance(verdict, Relation):
                named.append(verdict is name)
        elif standing.article(one) == standing.article(other) in read:
            right.append(False)
    shown = {frozenset((a, b)) for a, b, _ in findings}
    found = sum(key in shown for key, (verdict, _) in said.items() if isinstance(verdict, Relation))
    opposed = sum(isinstance(pair.verdict, Relation) for pair in pairs)
    return Measured(
        {depth: Ratio(sum(right[:depth]), len(right[:depth])) for depth in DEPTHS},
        Ratio(sum(right), len(right)),
        Ratio(len(right) + undecided, len(findings)),
        Ratio(found, opposed),
        Ratio(sum(named), len(named)),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the judged articles into an index, scan it and print how many findings hold."""
    from factcheck.building import Silent, build
    from factcheck.opposition.weights import threshold
    from factcheck.store import Store
    from factcheck.tools import Tools, gazetteer

    parser = argparse.ArgumentParser(prog="python -m factcheck.bench.news_pairs")
    parser.add_argument("corpus", type=Path, help="the articles: train.jsonl.gz of PolNeAR")
    parser.add_argument("annotation", type=Path, help="a file of benchmarks/polnear-pairs")
    parser.add_argument("index", type=Path, help="folder of an index, made when absent")
    options = parser.parse_args(arguments)
    try:
        pairs = read_pairs(options.annotation)
        with Store.open(options.index, create=True) as store:
            tools = Tools.load(gazetteer([]))
            articles = read_articles(options.corpus)
            build(store, documents(pairs, articles), tools, Silent())
            found = [(o.a, o.b, o.relation) for o in store.oppositions(threshold())]
            measured = measure(pairs, Standing(store.claims()), found)
    except FactcheckError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"findings judged {measured.judged}, right {measured.precision}")
    for depth, ratio in measured.at.items():
        print(f"of the first {depth} judged: {ratio}")
    print(f"of known opposed pairs found {measured.recall}; relation right {measured.relation}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
