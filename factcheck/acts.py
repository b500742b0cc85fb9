"""What a source does by a claim, and on whom it lays blame, once the parties are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from factcheck.attribution.blame import frames, refuses
from factcheck.attribution.tree import child, children, ranges, subtree
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Party

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPEN = (Act.ASSERTION, Act.ASSESSMENT, Act.ACCUSATION)
_THEY = frozenset(("they", "them", "themselves"))


class Targets(Protocol):
    """Names the parties that act in a noun phrase, given as a range."""

    def __call__(self, start: int, end: int) -> tuple[Party, ...]:
        """The parties, in order; none where it is not clear."""
        ...


def settle(
    doc: Doc, found: Attribution, party: Party | None, targets: Targets, other: Party | None = None
) -> tuple[Act, tuple[Party, ...]]:
    """The act of a claim and the parties it blames.

    The cue decides first; then the clauses inside the content do: harm or a failed duty of
    another party is an accusation, what another party must do is a demand, harm that the
    speaker's own side did not do is a denial.  ``other`` is whom "they" means.
    """
    blamed: dict[str, Party] = {}
    act = found.act
    if found.agent is not None and act in (Act.ACCUSATION, Act.DEMAND):
        _collect(blamed, targets(*found.agent), party)
    if found.construction is Construction.NOMINAL and act is Act.ACCUSATION and not blamed:
        owner = _owner(doc, found.head)
        if owner is not None:
            _collect(blamed, targets(*owner), party)
    denies = found.construction is Construction.CLAUSE and act is Act.DENIAL
    for frame in () if denies else frames(doc, found.content):
        agents = _agents(doc, frame.agent, targets, other)
        others = [a for a in agents if party is None or a.id != party.id]
        own = (party is not None and any(a.id == party.id for a in agents)) or _own(
            doc, frame.agent
        )
        if others and frame.harmful and act in _OPEN:
            act = Act.ACCUSATION
            _collect(blamed, others, party)
        elif others and frame.obliged and act in _OPEN and not blamed:
            act = Act.DEMAND
            _collect(blamed, others, party)
        elif own and (frame.negated or _none(doc, frame.agent)) and act is Act.ASSERTION:
            act = Act.DENIAL
        elif own and act is Act.ASSERTION and _will(doc, frame.verb):
            act = Act.PROMISE
    if act is Act.ASSERTION and refuses(doc, found.content):
        act = Act.DENIAL
    if act not in (Act.ACCUSATION, Act.DEMAND):
        blamed = {}
    return act, tuple(blamed.values())


def _owner(doc: Doc, head: int | None) -> Range | None:
    """The possessor of a noun ("Moscow's failure"), as a range."""
    owner = child(doc[head], "poss") if head is not None else None
    if owner is None:
        return None
    bounds = ranges(doc, subtree(owner, children(owner, "case")), gap=1)
    return bounds[0] if bounds else None


def _agents(doc: Doc, bounds: Range, targets: Targets, other: Party | None) -> tuple[Party, ...]:
    if doc.text[bounds[0] : bounds[1]].casefold() in _THEY:
        return (other,) if other is not None else ()
    return targets(*bounds)


def _collect(
    blamed: dict[str, Party], parties: tuple[Party, ...] | list[Party], own: Party | None
) -> None:
    for each in parties:
        if own is None or each.id != own.id:
            blamed.setdefault(each.id, each)


def _own(doc: Doc, bounds: Range) -> bool:
    """Whether the agent is the speaker's own side by its words: "we", "our troops", "its ships"."""
    words = doc.text[bounds[0] : bounds[1]].casefold().split()
    return bool({"we", "i", "our", "its"} & set(words))


def _none(doc: Doc, bounds: Range) -> bool:
    """Whether the agent is denied to be anybody: "no ship", "none of its vessels", "neither"."""
    first = doc.text[bounds[0] : bounds[1]].casefold().split(None, 1)[:1]
    return bool(first) and first[0] in ("no", "none", "neither", "nobody")


def _will(doc: Doc, verb: int) -> bool:
    return any(
        c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll", "shall") for c in doc[verb].children
    )
