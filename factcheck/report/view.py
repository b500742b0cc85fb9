"""What a report shows, in the order in which it shows it; every format is made from this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.errors import InputError
from factcheck.model import Act, Claim, DocumentInfo, Label, Opposition, Party, Relation, Span
from factcheck.report.context import Piece, context_of

if TYPE_CHECKING:
    from factcheck.opposition.near_miss import Kind

NOBODY = Party("-", "No party identified")
"""Stands for the party of a claim that could not be laid at anyone's door."""

CARRIERS = "carriers_"
"""Start of the evidence's keys that name the copies of a claim."""

_SHORTEST_PREFIX = 4
_RELATION_ORDER = {relation: place for place, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True)
class Finding:
    """An opposition with its two claims in reading order.

    ``first`` is the charge where ``second`` denies it, else the earlier of the two.  ``label``
    is what a reviewer made of it.
    """

    opposition: Opposition
    first: Claim
    second: Claim
    label: Label | None = None

    @property
    def swapped(self) -> bool:
        """Whether ``first`` is the opposition's ``b``."""
        return self.first.id != self.opposition.a

    @property
    def words(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The words of ``first`` and of ``second`` that carry the opposition, worked out anew."""
        from factcheck.opposition.opposing import opposing_words

        return opposing_words(self.first, self.second, self.opposition.relation)


@dataclass(frozen=True, slots=True)
class Group:
    """A finding, and the weaker ones of its kind and parties that share one of its claims."""

    best: Finding
    others: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two claims that a reader may miss among the findings, the earlier first, and why.

    ``why`` is half a sentence.
    """

    first: Claim
    second: Claim
    kind: Kind
    why: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Findings about the same thing, best first; ``label`` is empty where it has no name.

    ``near_misses`` are what comes near to them and is no opposition, the closest first.
    """

    label: str
    findings: tuple[Finding, ...]
    near_misses: tuple[NearMiss, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The findings, each with those of its relation and parties that share a claim with it.

        Two parties that blame each other in many sentences make many pairs of the same few
        claims: the best stands for them.
        """
        found: list[tuple[Finding, list[Finding]]] = []
        led_by: dict[tuple[Relation, frozenset[str], str], list[Finding]] = {}
        for finding in self.findings:
            claims = (finding.first, finding.second)
            sides = frozenset(c.party.id if c.party else c.speaker or "" for c in claims)
            keys = [(finding.opposition.relation, sides, claim.id) for claim in claims]
            others = next((led_by[key] for key in keys if key in led_by), None)
            if others is not None:
                others.append(finding)
                continue
            others = []
            found.append((finding, others))
            led_by.update((key, others) for key in keys)
        return tuple(Group(best, tuple(others)) for best, others in found)


@dataclass(frozen=True, slots=True)
class PartyPair:
    """Two parties, or one party twice, and how often they oppose each other in which way."""

    first: Party
    second: Party
    counts: Mapping[Relation, int]
    findings: tuple[Finding, ...]

    @property
    def total(self) -> int:
        """Number of findings between the two."""
        return len(self.findings)


@dataclass(frozen=True)
class Report:
    """Everything that was found in a set of documents.

    ``parties`` maps ids to parties; ``texts`` maps the SHA-256 of documents to their text and
    may lack some; ``run`` says by what, and when, the rest was made; ``labels`` are what
    reviewers said, by the id of the finding; ``near_misses`` are what comes near to a finding and
    is none, by the label of the matter.
    """

    claims: Sequence[Claim]
    oppositions: Sequence[Opposition] = ()
    parties: Mapping[str, Party] = field(default_factory=dict)
    documents: Sequence[DocumentInfo] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    run: Mapping[str, object] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)
    near_misses: Mapping[str, tuple[NearMiss, ...]] = field(default_factory=dict)

    @cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """Claims by their id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def claims_by_document(self) -> Mapping[str, Sequence[Claim]]:
        """The claims of each document that has any, by its hash."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.document.sha256, []).append(claim)
        return found

    @cached_property
    def ordered_claims(self) -> tuple[Claim, ...]:
        """Claims by document path and place in the document."""
        return tuple(sorted(self.claims, key=_place))

    @cached_property
    def ordered_documents(self) -> tuple[DocumentInfo, ...]:
        """Documents by date, those without one last, then by path."""
        return tuple(
            sorted(self.documents, key=lambda d: (d.published or "~", d.path, d.sha256)),
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Oppositions with their claims, best first.

        Raises KeyError for an opposition whose claims are not in the report.
        """
        ordered = sorted(
            self.oppositions, key=lambda o: (-o.score, _RELATION_ORDER[o.relation], o.id)
        )
        return tuple(self._finding(opposition) for opposition in ordered)

    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """Findings grouped by what they are about, by best score; those without a name last."""
        groups: dict[str, list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault(finding.opposition.matter.strip(), []).append(finding)
        named = [
            Matter(label, tuple(group), self.near_misses.get(label, ()))
            for label, group in groups.items()
            if label
        ]
        unnamed = [Matter("", tuple(groups[""]))] if "" in groups else []
        return tuple(named + unnamed)

    @cached_property
    def matrix(self) -> tuple[PartyPair, ...]:
        """Every pair of parties that oppose each other, those with most findings first."""
        groups: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            ids = sorted((self.party_of(finding.first).id, self.party_of(finding.second).id))
            groups.setdefault((ids[0], ids[1]), []).append(finding)
        weight = Counter[str]()
        for ids_of_pair, group in groups.items():
            for party_id in set(ids_of_pair):
                weight[party_id] += len(group)
        pairs = []
        for (one, other), group in groups.items():
            counted = Counter(finding.opposition.relation for finding in group)
            counts = {relation: counted[relation] for relation in Relation if counted[relation]}
            first, second = sorted((one, other), key=lambda i: (-weight[i], self.party(i).name, i))
            pairs.append(PartyPair(self.party(first), self.party(second), counts, tuple(group)))
        return tuple(sorted(pairs, key=lambda p: (-p.total, p.first.name, p.second.name)))

    @cached_property
    def opposing_parties(self) -> tuple[Party, ...]:
        """Parties with a finding, those with most first."""
        weight = Counter[str]()
        for pair in self.matrix:
            for party_id in {pair.first.id, pair.second.id}:
                weight[party_id] += pair.total
        ordered = sorted(weight, key=lambda i: (-weight[i], self.party(i).name, i))
        return tuple(self.party(party_id) for party_id in ordered)

    @cached_property
    def claims_by_party(self) -> tuple[tuple[Party, tuple[Claim, ...]], ...]:
        """Parties with their claims, those with most first, the unidentified last."""
        groups: dict[str, list[Claim]] = {}
        for claim in self.ordered_claims:
            groups.setdefault(self.party_of(claim).id, []).append(claim)
        ordered = sorted(
            groups, key=lambda i: (i == NOBODY.id, -len(groups[i]), self.party(i).name, i)
        )
        return tuple((self.party(party_id), tuple(groups[party_id])) for party_id in ordered)

    @cached_property
    def claims_per_document(self) -> Mapping[str, int]:
        """Number of claims by path of their document; 0 for a path that has none."""
        return Counter(claim.document.path for claim in self.claims)

    def party(self, party_id: str) -> Party:
        """The party with this id, named by its id where nothing else is known of it."""
        if party_id == NOBODY.id:
            return NOBODY
        return self.parties.get(party_id) or self._claimed_parties.get(
            party_id, Party(party_id, party_id)
        )

    def party_of(self, claim: Claim) -> Party:
        """The party behind ``claim``, or ``NOBODY``."""
        return self.party(claim.party.id) if claim.party else NOBODY

    def context(self, claim: Claim, opposing: Sequence[Span] = ()) -> tuple[Piece, ...]:
        """The sentence of ``claim`` with its spans marked and its neighbours either side.

        ``opposing`` are spans of its content to be marked besides, as ``Finding.words`` has them.
        """
        return context_of(claim, self.texts.get(claim.document.sha256), opposing)

    @cached_property
    def labels_by_claim(self) -> Mapping[str, Sequence[Label]]:
        """What reviewers said of the findings that a claim stands in, by its id."""
        found: dict[str, list[Label]] = {}
        for finding in self.findings:
            if finding.label is not None:
                for claim in (finding.first, finding.second):
                    found.setdefault(claim.id, []).append(finding.label)
        return found

    def copies(self, finding: Finding, claim: Claim) -> tuple[Claim, ...]:
        """Claims that carry the same words of the same party as this one of ``finding``.

        The evidence names them as ``carriers_a`` and ``carriers_b``, lists of claim ids.
        """
        side = "a" if claim.id == finding.opposition.a else "b"
        named = finding.opposition.evidence.get(f"{CARRIERS}{side}", ())
        if not isinstance(named, list | tuple):
            return ()
        return tuple(self.claims_by_id[i] for i in named if i in self.claims_by_id)

    def find(self, identifier: str) -> Claim | Finding:
        """The claim or finding whose id is, or alone starts with, ``identifier``.

        Raises InputError where there is none, or more than one.
        """
        everything: dict[str, Claim | Finding] = dict(self.claims_by_id)
        everything.update({finding.opposition.id: finding for finding in self.findings})
        if identifier in everything:
            return everything[identifier]
        matching = [i for i in everything if i.startswith(identifier)]
        if len(identifier) >= _SHORTEST_PREFIX and len(matching) == 1:
            return everything[matching[0]]
        if len(identifier) >= _SHORTEST_PREFIX and matching:
            raise InputError(
                f"{len(matching)} claims and findings have an id that starts with "
                f"{identifier[:40]!r}; give more of it"
            )
        raise InputError(
            f"no claim or finding has the id {identifier[:40]!r}; "
            "list the ids with: factcheck report --format json"
        )

    @cached_property
    def _claimed_parties(self) -> Mapping[str, Party]:
        """Parties by id as the claims name them."""
        return {claim.party.id: claim.party for claim in self.claims if claim.party}

    def _finding(self, opposition: Opposition) -> Finding:
        """``opposition`` with its claims in reading order."""
        a, b = self.claims_by_id[opposition.a], self.claims_by_id[opposition.b]
        denies = opposition.relation is Relation.DENIAL
        first, second = sorted(
            (a, b), key=lambda claim: (denies and claim.act is Act.DENIAL, *_when(claim))
        )
        return Finding(opposition, first, second, self.labels.get(opposition.id))


def in_reading_order(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """The two claims, the earlier first."""
    return (a, b) if _when(a) <= _when(b) else (b, a)


def _place(claim: Claim) -> tuple[str, int, str]:
    """Where a claim stands: path, first offset of its content, id."""
    start = claim.content[0].start if claim.content else claim.sentence.start
    return claim.document.path, start, claim.id


def _when(claim: Claim) -> tuple[str, str, int, str]:
    """When a claim was published, unknown dates last, then where it stands."""
    return claim.document.published or "~", *_place(claim)
