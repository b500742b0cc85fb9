"""Pairs for the inference model out of the claims of one dispute and what is known of them.

Three kinds: bare statements, where only what cannot both be true is a contradiction; statements
with who makes them, where every opposition is one; and a statement with the hypothesis that it
lays blame on somebody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.bench.gold import Trap
from factcheck.model import Relation
from factcheck.naming import named
from factcheck.opposition.texts import stems
from factcheck.opposition.voiced import SOMEBODY, blames, voiced
from factcheck.training.mix import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

#: Sources of the mix, one a kind.
BARE, VOICED, BLAME = "told_bare", "told_voiced", "told_blame"
#: The same of claims worded as everyday news words them.
NEWS_BARE, NEWS_VOICED = "news_bare", "news_voiced"
#: What cannot both be true; other oppositions can.
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
ALIKE_LABEL = (0.5, 0.5, 0.0)
#: Parties that a claim does not name and is said not to lay blame on, a claim.
_BLAMELESS = 1

Handles = tuple[str, str]
Labels = dict[Handles, int | tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as the model shall see it: whose it is, its text, whom it blames and names."""

    party: str | None
    text: str
    blamed: Sequence[str] = ()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quarrel:
    """The claims of a dispute by handle, and what careful readers say of their pairs.

    ``parties`` maps ids to names; ``undecided`` pairs are used nowhere; ``everyday`` says that
    the claims are worded as news words them.
    """

    parties: Mapping[str, str]
    claims: Mapping[str, Told]
    opposed: Mapping[Handles, Relation]
    tempting: Mapping[Handles, Trap]
    undecided: frozenset[frozenset[str]] = field(default_factory=frozenset)
    everyday: bool = False


def pairs(quarrel: Quarrel, rng: random.Random, others: int) -> Iterator[Pair]:
    """The pairs of all three kinds; ``others`` is how many unlisted pairs at random are neutral.

    As many again are those that share the most words.
    """
    yield from spoken(quarrel, rng, others)
    yield from _blame(quarrel, _said(quarrel), rng)


def spoken(quarrel: Quarrel, rng: random.Random, others: int) -> Iterator[Pair]:
    """The pairs of bare and of voiced statements; ``others`` as for :func:`pairs`."""
    said = _said(quarrel)
    bare, opposed = labels(quarrel, rng, others)
    texts = {handle: claim.text for handle, claim in quarrel.claims.items()}
    sources = (NEWS_BARE, NEWS_VOICED) if quarrel.everyday else (BARE, VOICED)
    for found, shown, source in zip((bare, opposed), (texts, said), sources, strict=True):
        for (a, b), label in found.items():
            one, other = shown[a], shown[b]
            if rng.random() < 0.5:
                one, other = other, one
            yield Pair(one, other, label, source)


def _said(quarrel: Quarrel) -> dict[str, str]:
    return {
        handle: voiced(_name(quarrel, claim.party), claim.text)
        for handle, claim in quarrel.claims.items()
    }


def every(quarrel: Quarrel, rng: random.Random) -> Iterator[Pair]:
    """Every pair of two parties' statements with who makes them; its label means nothing."""
    said = [
        (claim.party, voiced(_name(quarrel, claim.party), claim.text))
        for claim in quarrel.claims.values()
    ]
    for place, (party, one) in enumerate(said):
        for rival, other in said[place + 1 :]:
            if party != rival:
                turned = rng.random() < 0.5
                yield Pair(*((other, one) if turned else (one, other)), NEUTRAL, VOICED)


def labels(quarrel: Quarrel, rng: random.Random, others: int) -> tuple[Labels, Labels]:
    """Labels by pair of handles, of bare statements and of those with who makes them."""
    bare: Labels = {}
    for handles, relation in quarrel.opposed.items():
        bare[handles] = CONTRADICTION if relation in CONTRARY else NEUTRAL
    for handles, trap in quarrel.tempting.items():
        if trap is Trap.SYNDICATED_COPY:
            bare[handles] = ENTAILMENT
        else:
            bare[handles] = ALIKE_LABEL if trap in ALIKE else NEUTRAL
    bare.update(dict.fromkeys(_unlisted(quarrel, rng, others), NEUTRAL))
    return bare, {**bare, **dict.fromkeys(quarrel.opposed, CONTRADICTION)}


def _unlisted(quarrel: Quarrel, rng: random.Random, others: int) -> list[Handles]:
    listed = {frozenset(pair) for pair in (*quarrel.opposed, *quarrel.tempting)}
    listed |= quarrel.undecided
    words = {handle: stems(claim.text) for handle, claim in quarrel.claims.items()}
    handles = list(quarrel.claims)
    rest = [
        (a, b)
        for place, a in enumerate(handles)
        for b in handles[place + 1 :]
        if quarrel.claims[a].party != quarrel.claims[b].party and frozenset((a, b)) not in listed
    ]
    rng.shuffle(rest)
    near = sorted(rest[others:], key=lambda pair: -len(words[pair[0]] & words[pair[1]]))
    return [*rest[:others], *near[:others]]


def _blame(quarrel: Quarrel, said: Mapping[str, str], rng: random.Random) -> Iterator[Pair]:
    """Whom each claim lays blame on, and on whom of the others it does not."""
    for handle, claim in quarrel.claims.items():
        if claim.party is None:
            continue
        shown = sorted(claim.names | set(claim.blamed))
        unnamed = [id_ for id_ in sorted(quarrel.parties) if id_ not in shown]
        rng.shuffle(unnamed)
        for id_ in (*shown, *unnamed[:_BLAMELESS]):
            if id_ != claim.party:
                label = ENTAILMENT if id_ in claim.blamed else NEUTRAL
                hypothesis = blames(_name(quarrel, claim.party), _name(quarrel, id_))
                yield Pair(said[handle], hypothesis, label, BLAME)


def _name(quarrel: Quarrel, id_: str | None) -> str:
    if id_ is None:
        return SOMEBODY
    return named(quarrel.parties.get(id_, id_.replace("-", " ").title()))
