"""Candidate pairs of annotated stories, as one index would hold them, with the annotators' word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from factcheck import reading
from factcheck.bench.agreement import handles_of, stands_for
from factcheck.bench.gold import Story
from factcheck.bench.news_pairs import (
    UNDECIDED,
    JudgedPair,
    Standing,
    read_pairs,
)
from factcheck.model import Claim, Document, Relation
from factcheck.opposition.corpus import Corpus, place
from factcheck.opposition.pairs import Pair
from factcheck.opposition.profile import profiles_of, units_of
from factcheck.opposition.relations import possible
from factcheck.opposition.scan import candidate_pairs
from factcheck.opposition.texts import comparable
from factcheck.pieces import read
from factcheck.tools import Tools, gazetteer
from factcheck.training.news import claims_of

if TYPE_CHECKING:
    from factcheck.embedding import Encoder
    from factcheck.parties import Gazetteer


#: Groups that articles are held out in.
FOLDS = 5


@dataclass(frozen=True)
class Row:
    """A pair, the stories of its two claims, and how, for the annotators, it is opposed."""

    pair: Pair
    stories: tuple[str, str]
    relation: Relation | None


def annotated(folders: Sequence[Path], stories: Sequence[Story], tools: Tools) -> list[Row]:
    """The pairs of the ``stories`` in ``folders`` that can oppose each other, none undecided.

    ``tools`` are used but for their parties, which come from each story.
    """
    corpora = [_corpus(f, story, tools) for f, story in zip(folders, stories, strict=True)]
    return _rows(_joined(corpora), tools.encoder, stories)


@dataclass(frozen=True)
class News:
    """Candidate pairs of real news with what readers say of them.

    ``whole`` are all those within articles that a reader went through, ``drawn`` those that were
    judged because the tool made much of them.
    """

    whole: list[Row]
    drawn: list[Row]


def judged_news(articles: Path, annotation: Path, tools: Tools) -> News:
    """The pairs that readers decided on, of those that the tool can propose today.

    A pair in which the tool would mislead its reader is not opposed.  In place of its story a pair
    has one of :data:`FOLDS` groups of articles for each claim.

    Raises:
        InputError: a file that cannot be read, or an article that the corpus has not.

    """
    judged = read_pairs(annotation)
    parties = gazetteer([])
    claims = claims_of(judged, articles, parties, tools.tagger)
    vectors = tools.encoder.encode([comparable(c.statement, parties) for c in claims])
    said = _said(judged, Standing(claims))
    through = {pair.a.article for pair in judged if not pair.pooled}
    order = sorted({claim.document.path for claim in claims})
    fold = {path: f"news-{k % FOLDS + 1}" for k, path in enumerate(order)}
    news = News([], [])
    for pair in candidate_pairs(_corpus_of(claims, vectors, parties), tools.encoder, exact=True):
        key = frozenset((pair.a.claim.id, pair.b.claim.id))
        a, b = pair.a.claim.document.path, pair.b.claim.document.path
        inside = a == b and a in through
        if not possible(pair) or not (inside or key in said) or said.get(key) is UNDECIDED:
            continue
        relation = said.get(key)
        row = Row(pair, (fold[a], fold[b]), relation if isinstance(relation, Relation) else None)
        (news.whole if inside else news.drawn).append(row)
    return news


def _said(
    judged: Iterable[JudgedPair], standing: Standing
) -> dict[frozenset[str], Relation | str | None]:
    """By pair of claim ids: a relation, None where it is not opposed, or undecided."""
    said: dict[frozenset[str], Relation | str | None] = {}
    for pair, a, b, misled in standing.found(judged):
        relation = pair.verdict if isinstance(pair.verdict, Relation) and not misled else None
        said[frozenset((a.id, b.id))] = UNDECIDED if pair.verdict is None else relation
    return said


def _corpus(folder: Path, story: Story, tools: Tools) -> Corpus:
    """The claims of one story, read with its own parties."""
    paths = [str(folder / name) for name in story.texts]
    parties = gazetteer(reading.tables(paths))
    claims = [
        claim
        for document in reading.documents(paths)
        if isinstance(document, Document)
        for claim in read(document, parties, tools.tagger).claims
    ]
    vectors = tools.encoder.encode([comparable(c.statement, parties) for c in claims])
    return _numbered(_corpus_of(claims, vectors, parties))


def _corpus_of(claims: Sequence[Claim], vectors: NDArray[np.float32], parties: Gazetteer) -> Corpus:
    return Corpus.of(claims, vectors, profiles_of(claims, parties))


def _numbered(corpus: Corpus) -> Corpus:
    """The corpus with its parties' ids put as first, second and so on, by their claims.

    The largest parties of one story are then those of every other.  So pairs arise that real
    indexes are full of and no story has: the same two parties, on unrelated matters.
    """
    counted = Counter(side.party for side in corpus.sides if side.party)
    ranks = {id_: f"party-{rank}" for rank, (id_, _) in enumerate(counted.most_common())}

    def put(ids: Iterable[str]) -> frozenset[str]:
        return frozenset(ranks.get(id_, id_) for id_ in ids)

    sides, places = [], []
    for side in corpus.sides:
        claim, party = side.claim, side.claim.party
        if party is not None:
            party = replace(party, id=ranks[party.id])
        told = replace(
            claim,
            party=party,
            targets=tuple(sorted(put(claim.targets))),
            reports=ranks.get(claim.reports or "", claim.reports),
        )
        names = put(side.names)
        others = put(side.talked_of)
        sides.append(
            replace(side, claim=told, company=put(side.company), names=names, talked_of=others)
        )
        places.append(place(told, names, units_of(side.figures)))
    claims = [side.claim for side in sides]
    return replace(corpus, claims=claims, sides=sides, places=places)


def _joined(corpora: Sequence[Corpus]) -> Corpus:
    """All of them as one, each claim as its own story's parties have it."""
    claims = [claim for corpus in corpora for claim in corpus.claims]
    order = sorted(range(len(claims)), key=lambda row: claims[row].id)
    sides = [side for corpus in corpora for side in corpus.sides]
    places = [place for corpus in corpora for place in corpus.places]
    documents = [sha for corpus in corpora for sha in corpus.documents]
    by_hash = sorted(range(len(documents)), key=documents.__getitem__)
    starts = np.cumsum([0, *(len(corpus.documents) for corpus in corpora)])
    home = [corpus.home + start for corpus, start in zip(corpora, starts, strict=False)]
    return Corpus(
        [claims[row] for row in order],
        [sides[row] for row in order],
        [places[row] for row in order],
        np.vstack([corpus.vectors for corpus in corpora])[order],
        np.argsort(by_hash)[np.concatenate(home)][order],
        [documents[row] for row in by_hash],
        np.vstack([corpus.settings for corpus in corpora])[by_hash],
        {id_: copies for corpus in corpora for id_, copies in corpus.carriers.items()},
        {sha: company for corpus in corpora for sha, company in corpus.companies.items()},
    )


def _rows(corpus: Corpus, encoder: Encoder, stories: Sequence[Story]) -> list[Row]:
    """The pairs that can oppose each other, with the annotators' word; none is undecided."""
    home = {sha: story.name for story in stories for sha in story.sha256s}
    known = {story.name: _Known.of(story, corpus) for story in stories}
    rows = []
    for pair in candidate_pairs(corpus, encoder, exact=True):
        if not possible(pair):
            continue
        a, b = (home[side.claim.document.sha256] for side in (pair.a, pair.b))
        name = known[a].relation(pair) if a == b else None
        if name is not None or a != b or not known[a].undecided(pair):
            rows.append(Row(pair, (a, b), name))
    return rows


class _Known:
    """What a story's annotators say of pairs of the corpus."""

    def __init__(self, story: Story, handles: Mapping[str, Collection[str]]) -> None:
        self._handles = handles
        self._opposed = {frozenset((o.a, o.b)): o.relation for o in story.oppositions}
        self._undecided = {frozenset(pair) for pair in story.undecided}

    @classmethod
    def of(cls, story: Story, corpus: Corpus) -> Self:
        """``corpus`` holds the story's claims, and may hold others'."""
        claims = [s.claim for s in corpus.sides if s.claim.document.sha256 in story.sha256s]
        return cls(story, handles_of(stands_for(claims, story), corpus.carriers))

    def relation(self, pair: Pair) -> Relation | None:
        """How the two oppose each other, where they do."""
        found = sorted(self._opposed[p] for p in self._pairs(pair) if p in self._opposed)
        return found[0] if found else None

    def undecided(self, pair: Pair) -> bool:
        """Whether careful readers may differ over the two."""
        return any(p in self._undecided for p in self._pairs(pair))

    def _pairs(self, pair: Pair) -> Iterator[frozenset[str]]:
        for x in self._handles.get(pair.a.claim.id, ()):
            for y in self._handles.get(pair.b.claim.id, ()):
                yield frozenset((x, y))
