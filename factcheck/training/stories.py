"""Pairs for the inference model out of annotated stories: claims as the engine will compare them.

Sentence pairs that are written as pairs say all that they need.  Claims in reports do not: they
lean on their report, and two of them that collide may share hardly a word.  A story marked
``train`` gives such pairs with what careful readers say of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from factcheck.bench.agreement import stands_for
from factcheck.bench.gold import GoldClaim, Story, Trap, load_story
from factcheck.bench.opposition_stories import DESCRIPTION, Split, split_of
from factcheck.model import Relation
from factcheck.opposition.texts import comparable, stems
from factcheck.training.mix import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

SOURCE = "stories"
#: What cannot both be true; other oppositions can, and are neutral.
CONTRARY = frozenset(
    {
        Relation.CONTRADICTION,
        Relation.DENIAL,
        Relation.NUMERIC_CONFLICT,
        Relation.POSITION_CHANGE,
    }
)
#: Says the same, as far as it goes: between entailment and neutral.
ALIKE = frozenset({Trap.SAME_SIDE_PARAPHRASE, Trap.CROSS_SIDE_AGREEMENT})
_ALIKE_LABEL = (0.5, 0.5, 0.0)
#: Pairs of a story that are in no list: as many again at random, and as many that share words.
_OTHERS = 40


def story_pairs(folder: Path, seed: int) -> list[Pair]:
    """The pairs of all stories below ``folder`` whose ``story.toml`` says train.

    Each claim is there as the engine states it, where it finds it, and as the report has it.
    """
    found: list[Pair] = []
    for path in sorted(folder.glob(f"*/{DESCRIPTION}")):
        if split_of(path.parent) is Split.TRAIN:
            found += _pairs(path.parent, random.Random(f"{seed} {path.parent.name}"))
    return found


def _pairs(folder: Path, rng: random.Random) -> Iterator[Pair]:
    story = load_story(folder)
    labels = _labels(story, rng)
    for texts in _texts(folder, story):
        for (a, b), label in labels.items():
            one, other = texts[a], texts[b]
            if rng.random() < 0.5:
                one, other = other, one
            yield Pair(one, other, label, SOURCE)


def _labels(story: Story, rng: random.Random) -> dict[tuple[str, str], int | tuple[float, ...]]:
    """Labels by pair of handles: what is annotated, and some of all the rest as neutral."""
    labels: dict[tuple[str, str], int | tuple[float, ...]] = {}
    for opposition in story.oppositions:
        contrary = opposition.relation in CONTRARY
        labels[opposition.a, opposition.b] = CONTRADICTION if contrary else NEUTRAL
    for negative in story.negatives:
        if negative.trap is Trap.SYNDICATED_COPY:
            labels[negative.a, negative.b] = ENTAILMENT
        else:
            alike = negative.trap in ALIKE
            labels[negative.a, negative.b] = _ALIKE_LABEL if alike else NEUTRAL
    listed = {frozenset(pair) for pair in (*labels, *story.undecided)}
    words = {claim.handle: stems(_content(story, claim)) for claim in story.claims}
    rest = [
        (a.handle, b.handle)
        for place, a in enumerate(story.claims)
        for b in story.claims[place + 1 :]
        if a.party != b.party and frozenset((a.handle, b.handle)) not in listed
    ]
    rng.shuffle(rest)
    near = sorted(rest[_OTHERS:], key=lambda pair: -len(words[pair[0]] & words[pair[1]]))
    labels.update(dict.fromkeys([*rest[:_OTHERS], *near[:_OTHERS]], NEUTRAL))
    return labels


def _texts(folder: Path, story: Story) -> list[dict[str, str]]:
    """For each handle its claim as the engine states it, and as the report has it."""
    from factcheck import reading
    from factcheck.documents import Failure
    from factcheck.pieces import read
    from factcheck.tools import gazetteer, tagger

    known = gazetteer(reading.tables([str(folder)]))
    words = tagger()
    claims = [
        claim
        for document in reading.documents([str(folder)])
        if not isinstance(document, Failure)
        for claim in read(document, known, words).claims
    ]
    by_id = {claim.id: claim for claim in claims}
    stated = {
        handle: comparable(by_id[ids[0]].statement, known)
        for handle, ids in stands_for(claims, story).items()
    }
    plain = {claim.handle: _content(story, claim) for claim in story.claims}
    return [{**plain, **stated}, plain]


def _content(story: Story, claim: GoldClaim) -> str:
    text = story.texts[claim.document]
    words = " ".join(text[span.start : span.end].strip("“”‘’\"'") for span in claim.content)
    return words[:1].upper() + words[1:]
