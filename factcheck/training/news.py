"""Pairs for the inference model out of real news: candidates of the tool that readers judged.

What disputes that are written for training lack is how claims of news reach the model: long,
leaning on their article, and near to others without bearing on them.
"""

from __future__ import annotations

import random
from pathlib import Path

from factcheck.bench.gold import Trap
from factcheck.bench.news_pairs import Standing, documents, read_pairs
from factcheck.bench.parties import read_articles
from factcheck.model import Relation
from factcheck.opposition.texts import comparable
from factcheck.training.mix import Pair
from factcheck.training.told import Handles, Quarrel, Told, spoken

#: What the sources of these pairs are called, before the kind.
_NEWS = "news_"


def news_pairs(corpus: Path, annotation: Path, seed: int) -> list[Pair]:
    """The judged pairs of ``annotation``, bare and voiced, as the tool states their claims today.

    A pair is left out where the tool finds one of its claims no longer, or misleads about it.

    Raises:
        InputError: a file that cannot be read, or an article that the corpus has not.

    """
    from factcheck import people
    from factcheck.pieces import read
    from factcheck.tools import gazetteer, tagger

    judged = read_pairs(annotation)
    known, words = gazetteer([]), tagger()
    found = [
        claim
        for document in documents(judged, read_articles(corpus))
        for claim in read(document, known, words).claims
    ]
    standing = Standing(people.united(found)[0])
    parties: dict[str, str] = {}
    claims: dict[str, Told] = {}
    opposed: dict[Handles, Relation] = {}
    tempting: dict[Handles, Trap] = {}
    for pair in judged:
        a, b = standing.claim(pair.a), standing.claim(pair.b)
        if a is None or b is None or a == b:
            continue
        if standing.misled(pair.a, a) or standing.misled(pair.b, b):
            continue
        for claim in (a, b):
            party = claim.party
            claims[claim.id] = Told(party.id if party else None, comparable(claim.statement, known))
            if party is not None:
                parties[party.id] = party.name
        if isinstance(pair.verdict, Relation):
            opposed[a.id, b.id] = pair.verdict
        elif pair.verdict is not None:
            tempting[a.id, b.id] = pair.verdict
    rng = random.Random(f"{seed} news")
    return [
        Pair(p.premise, p.hypothesis, p.label, p.source.replace("told_", _NEWS))
        for p in spoken(Quarrel(parties, claims, opposed, tempting), rng, 0)
    ]
