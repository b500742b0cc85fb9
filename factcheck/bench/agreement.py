"""How far an index agrees with the gold annotation of a story: claims, parties, oppositions.

A claim of the index stands for a gold claim when most of its words are the gold's;
an opposition counts when it joins two such claims in either order.  Pairs the annotators
left undecided count neither way; a finding that touches a claim without gold counterpart, or
a pair that is not in the gold, is a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.bench.gold import Story
from factcheck.model import Claim, Opposition, Span

#: Share of a claim's words that must be the gold's, and of the gold's that must be the claim's.
INSIDE, COVERED = 0.6, 0.25
#: Or it has nearly all of the gold's words and few others: whom a charge is laid on, say.
WHOLE, SPARE = 0.8, 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Ratio:
    """``hits`` out of ``total``."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The ratio; 0 where there was nothing."""
        return self.hits / self.total if self.total else 0.0

    def __str__(self) -> str:
        """For a table: the ratio and what it is of."""
        return f"{self.value:.3f} ({self.hits}/{self.total})"


@dataclass(frozen=True)
class Agreement:
    """The figures of one story, or of several together.

    ``found`` is the share of gold claims that some claim stands for; of those, ``party``,
    ``act`` and ``targets`` agree.  ``precision`` and ``recall`` are over opposing pairs,
    ``relation`` is the share of right pairs that bear the gold's relation, ``traps`` how many
    of the gold's hard negatives were reported.
    """

    found: Ratio
    party: Ratio
    act: Ratio
    targets: Ratio
    precision: Ratio
    recall: Ratio
    relation: Ratio
    traps: Ratio
    by_relation: Mapping[str, Ratio]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over pairs."""
        p, r = self.precision.value, self.recall.value
        return 2 * p * r / (p + r) if p + r else 0.0


def stands_for(claims: Sequence[Claim], story: Story) -> dict[str, tuple[str, ...]]:
    """For each gold handle the ids of the claims that stand for it, best first.

    A claim does when most of its content's words are the gold's and it has a fair share of
    them: the gold takes a quotation of several sentences as one claim, the engine as several.
    ``claims`` may come from anywhere; only those whose document's text is the story's count.
    """
    by_document: dict[str, list[tuple[set[int], Claim]]] = {}
    names = story.sha256s
    for claim in claims:
        name = names.get(claim.document.sha256)
        if name is not None:
            words = _words(story.texts[name], claim.content)
            by_document.setdefault(name, []).append((words, claim))
    found = {}
    for gold in story.claims:
        wanted = _words(story.texts[gold.document], gold.content)
        ranked = []
        for words, claim in by_document.get(gold.document, ()):
            common = len(words & wanted)
            part = common > INSIDE * len(words) and common > COVERED * len(wanted)
            whole = common > WHOLE * len(wanted) and len(words) - common <= SPARE
            if part or whole:
                ranked.append((-common, claim.id))
        if ranked:
            found[gold.handle] = tuple(id_ for _, id_ in sorted(ranked))
    return found


def agreement(
    claims: Sequence[Claim], oppositions: Sequence[Opposition], stories: Iterable[Story]
) -> Agreement:
    """Score claims and oppositions of one index against ``stories``, all counts pooled."""
    by_id = {c.id: c for c in claims}
    tally: dict[str, list[int]] = {}

    def count(name: str, hit: bool) -> None:
        row = tally.setdefault(name, [0, 0])
        row[0] += hit
        row[1] += 1

    relations: dict[str, list[int]] = {}
    for story in stories:
        matched = stands_for(claims, story)
        _count_claims(story, matched, by_id, count)
        ours = [o for o in oppositions if by_id[o.a].document.sha256 in story.sha256s]
        carriers = {
            end: tuple(o.evidence.get(key, ()))
            for o in ours
            for end, key in ((o.a, "carriers_a"), (o.b, "carriers_b"))
        }
        handles = handles_of(matched, carriers)
        _count_pairs(story, ours, handles, count, relations)
    ratio = {name: Ratio(*row) for name, row in tally.items()}
    none = Ratio(0, 0)
    return Agreement(
        **{
            name: ratio.get(name, none)
            for name in (
                "found",
                "party",
                "act",
                "targets",
                "precision",
                "recall",
                "relation",
                "traps",
            )
        },
        by_relation={name: Ratio(*row) for name, row in sorted(relations.items())},
    )


def _count_claims(
    story: Story,
    matched: Mapping[str, Sequence[str]],
    by_id: Mapping[str, Claim],
    count: Callable[[str, bool], None],
) -> None:
    for gold in story.claims:
        ids = matched.get(gold.handle, ())
        count("found", bool(ids))
        if not ids:
            continue
        claims = [by_id[i] for i in ids]
        party = claims[0].party
        count("party", (party.id if party else None) == gold.party)
        count("act", any(c.act is gold.act for c in claims))
        targets = {t for c in claims for t in c.targets}
        if gold.targets or targets:
            count("targets", targets == set(gold.targets))


def handles_of(
    matched: Mapping[str, Sequence[str]], carriers: Mapping[str, Sequence[str]]
) -> dict[str, set[str]]:
    """The gold handles that each claim id stands for, its copies' handles included."""
    handles: dict[str, set[str]] = {}
    for handle, ids in matched.items():
        for id_ in ids:
            handles.setdefault(id_, set()).add(handle)
    for id_, copies in carriers.items():
        for copy in copies:
            handles.setdefault(id_, set()).update(handles.get(copy, ()))
    return handles


def _count_pairs(
    story: Story,
    oppositions: Sequence[Opposition],
    handles: Mapping[str, set[str]],
    count: Callable[[str, bool], None],
    relations: dict[str, list[int]],
) -> None:
    gold = {frozenset((o.a, o.b)): o.relation for o in story.oppositions}
    undecided = {frozenset(pair) for pair in story.undecided}
    traps = {frozenset((n.a, n.b)) for n in story.negatives}
    reported: dict[frozenset[str], Opposition] = {}
    for opposition in oppositions:
        pairs = {
            frozenset((x, y))
            for x in handles.get(opposition.a, ())
            for y in handles.get(opposition.b, ())
        }
        for pair in pairs:
            reported.setdefault(pair, opposition)
        right = [pair for pair in pairs if pair in gold]
        if right:
            count("precision", True)
            count("relation", any(gold[p] is opposition.relation for p in right))
        elif not pairs or not pairs <= undecided:
            count("precision", False)
    for pair, relation in gold.items():
        count("recall", pair in reported)
        row = relations.setdefault(relation.value, [0, 0])
        row[0] += pair in reported
        row[1] += 1
    for pair in traps:
        count("traps", pair in reported)


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    return {m.start() for s in spans for m in _WORD.finditer(text, s.start, s.end)}
