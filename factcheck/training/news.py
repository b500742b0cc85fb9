"""Pairs for the inference model out of real news: candidates of the tool that readers judged.

What disputes that are written for training lack is how claims of news reach the model: long,
leaning on their article, and near to others without bearing on them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.bench.gold import Trap
from factcheck.bench.news_pairs import JudgedPair, Standing, documents, read_pairs
from factcheck.bench.parties import read_articles
from factcheck.model import Claim, Relation
from factcheck.opposition.texts import comparable
from factcheck.training.mix import Pair
from factcheck.training.told import Handles, Quarrel, Told, spoken

if TYPE_CHECKING:
    from factcheck.attribution.tagged import Tagger
    from factcheck.parties import Gazetteer


def news_pairs(corpus: Path, annotation: Path, seed: int) -> list[Pair]:
    """The judged pairs of ``annotation``, bare and voiced, as the tool states their claims today.

    A pair is left out where the tool finds one of its claims no longer, or misleads about it.

    Raises:
        InputError: a file that cannot be read, or an article that the corpus has not.

    """
    from factcheck.tools import gazetteer, tagger

    judged = read_pairs(annotation)
    known = gazetteer([])
    standing = Standing(claims_of(judged, corpus, known, tagger()))
    parties: dict[str, str] = {}
    claims: dict[str, Told] = {}
    opposed: dict[Handles, Relation] = {}
    tempting: dict[Handles, Trap] = {}
    for pair, a, b, misled in standing.found(judged):
        if misled:
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
    return list(spoken(Quarrel(parties, claims, opposed, tempting, everyday=True), rng, 0))


def claims_of(
    judged: Sequence[JudgedPair], corpus: Path, parties: Gazetteer, tagger: Tagger | None
) -> list[Claim]:
    """All claims that the tool finds in the articles of ``judged``, its people named alike.

    Raises:
        InputError: a file that cannot be read, or an article that the corpus has not.

    """
    from factcheck import people
    from factcheck.pieces import read

    found = [
        claim
        for document in documents(judged, read_articles(corpus))
        for claim in read(document, parties, tagger).claims
    ]
    return people.united(found)[0]
