"""How far an index agrees with the gold annotation of a story: claims, parties, oppositions.

A claim of the index stands for a gold claim when most of its words are the gold's, or its copy
elsewhere does.  A finding stands for every pair of gold claims for which its two claims stand,
in either order; so one finding may stand for several gold pairs (two copies of a wire paragraph,
a claim that joins what the gold takes apart), and several findings for one.  Hence two units,
here and wherever findings are scored:

- precision counts findings.  One is right when some pair it stands for is an opposition of the
  gold; it counts neither way when all are pairs that the annotators left undecided; otherwise,
  and where it stands for no pair at all, it is wrong.
- recall counts gold oppositions: one is found when some finding stands for it.

A finding is judged where both its claims stand in annotated reports; between reports of two
stories it is wrong, and counts with the story of its first claim.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.bench.gold import Story
from factcheck.model import Claim, Opposition, Relation, Span

#: Share of a claim's words that must be the gold's, and of the gold's that must be the claim's.
INSIDE, COVERED = 0.6, 0.25
#: Or it has nearly all of the gold's words and few others: whom a charge is laid on, say.
WHOLE, SPARE = 0.8, 6
_WORD = re.compile(r"\w+")

HandlePair = frozenset[str]
"""Two handles of gold claims, in either order."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """``hits`` out of ``total``."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The ratio; 0 where there was nothing."""
        return self.hits / self.total if self.total else 0.0

    def __add__(self, other: Ratio) -> Ratio:
        """Both counted together."""
        return Ratio(self.hits + other.hits, self.total + other.total)

    def __str__(self) -> str:
        """For a table: the ratio and what it is of."""
        return f"{self.value:.3f} ({self.hits}/{self.total})"


#: Where there was nothing to agree on.
NOTHING = Ratio(0, 0)


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
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True)
class ClaimCounts:
    """How claims agree: ``found`` of the gold's; of those, ``party``, ``act`` and ``targets``.

    ``targets`` is of claims where the gold or the index names any.
    """

    found: Ratio
    party: Ratio
    act: Ratio
    targets: Ratio

    def __add__(self, other: ClaimCounts) -> ClaimCounts:
        """Both counted together."""
        return ClaimCounts(
            self.found + other.found,
            self.party + other.party,
            self.act + other.act,
            self.targets + other.targets,
        )


@dataclass(frozen=True)
class Judged:
    """A finding as the annotators judge it.

    ``pairs`` are those that it stands for, ``gold`` the oppositions among them; ``right`` is
    None where it counts neither way.
    """

    finding: Opposition
    pairs: frozenset[HandlePair]
    gold: Mapping[HandlePair, Relation]
    right: bool | None

    @property
    def relation(self) -> Relation | None:
        """The gold's relation: the finding's own where some pair bears it, else the first."""
        known = set(self.gold.values())
        if self.finding.relation in known:
            return self.finding.relation
        return next((relation for relation in Relation if relation in known), None)


def harmonic(precision: Ratio, recall: Ratio) -> float:
    """F1, the harmonic mean of precision and recall; 0 where both are."""
    p, r = precision.value, recall.value
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
    given = list(stories)
    annotated = {sha for story in given for sha in story.sha256s}
    counts = ClaimCounts(NOTHING, NOTHING, NOTHING, NOTHING)
    precision = recall = named = traps = NOTHING
    relations: dict[str, Ratio] = {}
    for story in given:
        counts += claim_counts(story, claims)
        findings = judged(story, claims, oppositions, annotated)
        reported = {pair for finding in findings for pair in finding.pairs}
        right = [finding for finding in findings if finding.right]
        precision += ratio(f.right for f in findings if f.right is not None)
        named += ratio(f.relation is f.finding.relation for f in right)
        traps += ratio(frozenset((n.a, n.b)) in reported for n in story.negatives)
        for pair, relation in gold_pairs(story).items():
            hit = Ratio(pair in reported, 1)
            recall += hit
            relations[relation.value] = relations.get(relation.value, NOTHING) + hit
    return Agreement(
        found=counts.found,
        party=counts.party,
        act=counts.act,
        targets=counts.targets,
        precision=precision,
        recall=recall,
        relation=named,
        traps=traps,
        by_relation=dict(sorted(relations.items())),
    )


def ratio(outcomes: Iterable[bool | None]) -> Ratio:
    """How many of ``outcomes`` are true."""
    counted = [bool(outcome) for outcome in outcomes]
    return Ratio(sum(counted), len(counted))


def gold_pairs(story: Story) -> dict[HandlePair, Relation]:
    """The oppositions of a story, by their two handles."""
    return {frozenset((o.a, o.b)): o.relation for o in story.oppositions}


def claim_counts(story: Story, claims: Sequence[Claim]) -> ClaimCounts:
    """How ``claims`` agree with the story's own; those of other documents are passed over."""
    by_id = {claim.id: claim for claim in claims}
    matched = stands_for(claims, story)
    pairs = [
        (gold, [by_id[id_] for id_ in matched[gold.handle]])
        for gold in story.claims
        if gold.handle in matched
    ]
    targets = [
        (set(gold.targets), {target for claim in found for target in claim.targets})
        for gold, found in pairs
    ]
    return ClaimCounts(
        found=Ratio(len(pairs), len(story.claims)),
        party=ratio(party_of(found[0]) == gold.party for gold, found in pairs),
        act=ratio(any(claim.act is gold.act for claim in found) for gold, found in pairs),
        targets=ratio(wanted == named for wanted, named in targets if wanted or named),
    )


def party_of(claim: Claim) -> str | None:
    """The id of the claim's party."""
    return claim.party.id if claim.party is not None else None


def judged(
    story: Story,
    claims: Sequence[Claim],
    oppositions: Sequence[Opposition],
    annotated: Collection[str] | None = None,
) -> list[Judged]:
    """The findings of a story, in their order, each with what the annotators say of it.

    ``annotated`` are the hashes of all annotated reports, those of this story by default.
    """
    place = {claim.id: claim.document.sha256 for claim in claims}
    own = story.sha256s
    known = own if annotated is None else annotated
    ours = [o for o in oppositions if place[o.a] in own and place[o.b] in known]
    carriers = {
        end: tuple(o.evidence.get(key, ()))
        for o in ours
        for end, key in ((o.a, "carriers_a"), (o.b, "carriers_b"))
    }
    handles = handles_of(stands_for(claims, story), carriers)
    gold = gold_pairs(story)
    undecided = {frozenset(pair) for pair in story.undecided}
    found = []
    for opposition in ours:
        pairs = frozenset(
            frozenset((x, y))
            for x in handles.get(opposition.a, ())
            for y in handles.get(opposition.b, ())
        )
        right = {pair: gold[pair] for pair in pairs if pair in gold}
        left_open = bool(pairs) and pairs <= undecided
        found.append(Judged(opposition, pairs, right, None if left_open else bool(right)))
    return found


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


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    return {m.start() for s in spans for m in _WORD.finditer(text, s.start, s.end)}
