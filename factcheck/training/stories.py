"""Pairs for the inference model out of annotated stories: claims as the engine will compare them.

Sentence pairs that are written as pairs say all that they need.  Claims in reports do not: they
lean on their report, and two of them that collide may share hardly a word.  A story marked
``train`` gives such pairs with what careful readers say of them.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.bench.agreement import stands_for
from factcheck.bench.gold import GoldClaim, Story, load_story
from factcheck.bench.opposition_stories import DESCRIPTION, Split, split_of
from factcheck.opposition.texts import comparable
from factcheck.training.mix import Pair
from factcheck.training.told import Quarrel, Told, pairs

if TYPE_CHECKING:
    from factcheck.parties import Gazetteer

#: Pairs of a story that are in no list: as many at random, and as many that share words.
_OTHERS = 40


def story_pairs(folder: Path, seed: int) -> list[Pair]:
    """The pairs of all stories below ``folder`` whose ``story.toml`` says train.

    Each claim is there as the engine states it, where it finds it, and as the report has it.
    """
    found: list[Pair] = []
    for path in training_stories(folder):
        rng = random.Random(f"{seed} {path.name}")
        for quarrel in quarrels(path):
            found += pairs(quarrel, rng, _OTHERS)
    return found


def training_stories(folder: Path) -> list[Path]:
    """The stories below ``folder`` whose ``story.toml`` says train."""
    found = sorted(path.parent for path in folder.glob(f"*/{DESCRIPTION}"))
    return [path for path in found if split_of(path) is Split.TRAIN]


@cache
def quarrels(folder: Path) -> tuple[Quarrel, Quarrel]:
    """The story twice: its claims as the engine states them, and as the reports have them.

    Read once, since finding its claims takes a second.
    """
    from factcheck import reading
    from factcheck.tools import gazetteer

    story = load_story(folder)
    known = gazetteer(reading.tables([str(folder)]))
    plain = {claim.handle: _content(story, claim) for claim in story.claims}
    ids = {claim.party for claim in story.claims if claim.party is not None}
    found = {id_: known.party(id_) for id_ in sorted(ids)}

    def of(texts: Mapping[str, str]) -> Quarrel:
        return Quarrel(
            {id_: party.name for id_, party in found.items() if party is not None},
            {claim.handle: _told(claim, texts[claim.handle], known) for claim in story.claims},
            {(o.a, o.b): o.relation for o in story.oppositions},
            {(n.a, n.b): n.trap for n in story.negatives},
            frozenset(frozenset(pair) for pair in story.undecided),
        )

    return of({**plain, **_stated(folder, story, known)}), of(plain)


def _told(claim: GoldClaim, text: str, known: Gazetteer) -> Told:
    named = frozenset(hit.party.id for hit in known.hits(text) if hit.party is not None)
    return Told(claim.party, text, claim.targets, named)


def _stated(folder: Path, story: Story, known: Gazetteer) -> dict[str, str]:
    """Claims by handle as the engine states them, where it finds them."""
    from factcheck import reading
    from factcheck.documents import Failure
    from factcheck.pieces import read
    from factcheck.tools import tagger

    words = tagger()
    claims = [
        claim
        for document in reading.documents([str(folder)])
        if not isinstance(document, Failure)
        for claim in read(document, known, words).claims
    ]
    by_id = {claim.id: claim for claim in claims}
    return {
        handle: comparable(by_id[ids[0]].statement, known)
        for handle, ids in stands_for(claims, story).items()
    }


def _content(story: Story, claim: GoldClaim) -> str:
    text = story.texts[claim.document]
    words = " ".join(text[span.start : span.end].strip("“”‘’\"'") for span in claim.content)
    return words[:1].upper() + words[1:]
