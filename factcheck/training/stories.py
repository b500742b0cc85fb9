"""Pairs for the inference model out of annotated stories: claims as the engine will compare them.

Sentence pairs that are written as pairs say all that they need.  Claims in reports do not: they
lean on their report, and two of them that collide may share hardly a word.  A story marked
``train`` gives such pairs with what careful readers say of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.bench.agreement import stands_for
from factcheck.bench.gold import GoldClaim, Story, Trap, load_story
from factcheck.bench.opposition_stories import DESCRIPTION, Split, split_of
from factcheck.model import Relation
from factcheck.naming import named
from factcheck.opposition.texts import comparable, stems
from factcheck.opposition.voiced import SOMEBODY, blames, voiced
from factcheck.training.mix import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

if TYPE_CHECKING:
    from factcheck.parties import Gazetteer

Labels = dict[tuple[str, str], int | tuple[float, ...]]
#: Sources of the mix: bare statements; statements with who makes them; who lays blame on whom.
SOURCE, VOICED, BLAME = "stories", "stories_voiced", "stories_blame"
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
#: Other parties of the story that each claim is said not to lay blame on, besides those it names.
_BLAMELESS = 1


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
    known = _gazetteer(folder)
    bare, opposed = _labels(story, rng)
    for texts in _texts(folder, story, known):
        said = {
            claim.handle: voiced(_name(claim.party, known), texts[claim.handle])
            for claim in story.claims
        }
        for labels, shown, source in ((bare, texts, SOURCE), (opposed, said, VOICED)):
            for (a, b), label in labels.items():
                one, other = shown[a], shown[b]
                if rng.random() < 0.5:
                    one, other = other, one
                yield Pair(one, other, label, source)
        yield from _blame(story, texts, said, known, rng)


def _blame(
    story: Story,
    texts: Mapping[str, str],
    said: Mapping[str, str],
    known: Gazetteer,
    rng: random.Random,
) -> Iterator[Pair]:
    """Whom each claim lays blame on, and on whom of the others it does not."""
    parties = sorted({claim.party for claim in story.claims if claim.party is not None})
    for claim in story.claims:
        if claim.party is None:
            continue
        named = {hit.party.id for hit in known.hits(texts[claim.handle]) if hit.party is not None}
        others = [id_ for id_ in parties if id_ not in named]
        rng.shuffle(others)
        shown = sorted(named | set(claim.targets)) + others[:_BLAMELESS]
        for id_ in dict.fromkeys(shown):
            if id_ != claim.party:
                hypothesis = blames(_name(claim.party, known), _name(id_, known))
                label = ENTAILMENT if id_ in claim.targets else NEUTRAL
                yield Pair(said[claim.handle], hypothesis, label, BLAME)


def _name(id_: str | None, known: Gazetteer) -> str:
    if id_ is None:
        return SOMEBODY
    party = known.party(id_)
    return named(party.name if party is not None else id_.replace("-", " ").title())


def _labels(story: Story, rng: random.Random) -> tuple[Labels, Labels]:
    """Labels by pair of handles: what is annotated, and some of all the rest as neutral.

    The first are of bare statements, where only what cannot both be true is a contradiction; the
    second of statements with who makes them, where every opposition is one.
    """
    labels: Labels = {}
    opposed: Labels = {}
    for opposition in story.oppositions:
        contrary = opposition.relation in CONTRARY
        labels[opposition.a, opposition.b] = CONTRADICTION if contrary else NEUTRAL
        opposed[opposition.a, opposition.b] = CONTRADICTION
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
    return labels, {**labels, **opposed}


def _gazetteer(folder: Path) -> Gazetteer:
    from factcheck import reading
    from factcheck.tools import gazetteer

    return gazetteer(reading.tables([str(folder)]))


def _texts(folder: Path, story: Story, known: Gazetteer) -> list[dict[str, str]]:
    """For each handle its claim as the engine states it, and as the report has it."""
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
