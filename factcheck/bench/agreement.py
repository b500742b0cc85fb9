"""How far an index agrees with the gold annotation of a story: claims, parties, oppositions.

A claim of the index stands for a gold claim when it shares most of the gold content's words;
an opposition counts when it joins two such claims in either order.  Pairs the annotators
left undecided count neither way; a finding that touches a claim without gold counterpart, or
a pair that is not in the gold, is a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.bench.gold import GoldClaim, Story
from factcheck.model import Claim, Opposition, Span

#: Share of the gold content's words that a claim must cover to stand for it.
COVERED = 0.5
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


def stands_for(claims: Sequence[Claim], story: Story) -> dict[str, str]:
    """For each gold handle the id of the claim that stands for it, where there is one.

    ``claims`` may come from anywhere; only those whose document's text is the story's count.
    """
    by_document: dict[str, list[tuple[set[int], Claim]]] = {}
    names = {_hash(text): name for name, text in story.texts.items()}
    for claim in claims:
        name = names.get(claim.document.sha256)
        if name is not None:
            words = _words(story.texts[name], claim.content)
            by_document.setdefault(name, []).append((words, claim))
    found = {}
    for gold in story.claims:
        wanted = _words(story.texts[gold.document], gold.content)
        best, reach = None, COVERED
        for words, claim in by_document.get(gold.document, ()):
            overlap = len(words & wanted)
            score = 2 * overlap / (len(words) + len(wanted)) if overlap else 0.0
            if score > reach:
                best, reach = claim.id, score
        if best is not None:
            found[gold.handle] = best
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
        shas = {_hash(text) for text in story.texts.values()}
        ours = [o for o in oppositions if by_id[o.a].document.sha256 in shas]
        handles: dict[str, set[str]] = {}
        for handle, id_ in matched.items():
            handles.setdefault(id_, set()).add(handle)
        _spread(ours, handles, by_id)
        _count_pairs(story, ours, handles, count, relations)
    ratio = {name: Ratio(*row) for name, row in tally.items()}
    none = Ratio(0, 0)
    return Agreement(
        **{
            name: ratio.get(name, none)
            for name in ("found", "party", "act", "targets", "precision", "recall", "relation", "traps")
        },
        by_relation={name: Ratio(*row) for name, row in sorted(relations.items())},
    )


def _count_claims(story: Story, matched: Mapping[str, str], by_id: Mapping[str, Claim], count) -> None:  # type: ignore[no-untyped-def]
    for gold in story.claims:
        id_ = matched.get(gold.handle)
        count("found", id_ is not None)
        if id_ is None:
            continue
        claim = by_id[id_]
        count("party", (claim.party.id if claim.party else None) == gold.party)
        count("act", claim.act is gold.act)
        if gold.targets or claim.targets:
            count("targets", set(claim.targets) == set(gold.targets))


def _spread(
    oppositions: Sequence[Opposition], handles: dict[str, set[str]], by_id: Mapping[str, Claim]
) -> None:
    """A claim that carries copies stands for what its copies stand for, too."""
    for opposition in oppositions:
        for end, key in ((opposition.a, "carriers_a"), (opposition.b, "carriers_b")):
            for copy in opposition.evidence.get(key, ()):
                if copy in handles and copy in by_id:
                    handles.setdefault(end, set()).update(handles[copy])


def _count_pairs(  # type: ignore[no-untyped-def]
    story: Story,
    oppositions: Sequence[Opposition],
    handles: Mapping[str, set[str]],
    count,
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


def _hash(text: str) -> str:
    from factcheck.model import Document

    return Document(text, "").sha256
