"""A draft held against an index: which of its claims others support, and which they refute."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.bearing import Match
from factcheck.model import Act, Claim, Form, Stance
from factcheck.query import Answer, Question, answers
from factcheck.reading import STDIN

if TYPE_CHECKING:
    from factcheck.embedding import Encoder
    from factcheck.nli import Judge
    from factcheck.parties import Gazetteer
    from factcheck.store import Store

_LINE_END = re.compile(r"\r\n?|\n")
#: What makes a line of Markdown a heading, an item or a quotation.
_MARKS = re.compile(r"\A(?:(?:#+|[>*+-]) )+")


class Standing(StrEnum):
    """How a claim of a draft stands with all that the index holds."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    BOTH = "both"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim of a draft, the line on which it begins, from 1, and what the index says of it.

    The matches of ``answer`` support or refute the claim: the refuting ones first, each kind
    from the most certain on.
    """

    claim: Claim
    line: int
    answer: Answer

    @property
    def refutes(self) -> tuple[Match, ...]:
        """The matches that refute the claim."""
        return tuple(m for m in self.answer.matches if m.stance is Stance.REFUTES)

    @property
    def supports(self) -> tuple[Match, ...]:
        """The matches that support the claim."""
        return tuple(m for m in self.answer.matches if m.stance is Stance.SUPPORTS)

    @property
    def standing(self) -> Standing:
        """Whether any of the matches support the claim, refute it, or both."""
        if self.refutes:
            return Standing.BOTH if self.supports else Standing.REFUTED
        return Standing.SUPPORTED if self.supports else Standing.UNTOUCHED

    def same_party(self, match: Match) -> bool:
        """Whether the party that makes the claim says so itself elsewhere."""
        party, other = self.claim.party, match.claim.party
        return party is not None and other is not None and party.id == other.id


def check(
    claims: Sequence[Claim],
    texts: Mapping[str, str],
    store: Store,
    encoder: Encoder,
    judge: Judge,
    gazetteer: Gazetteer,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Checked]:
    """Each of ``claims`` with the indexed claims that support or refute it, in their order.

    ``texts`` are the drafts that the claims stand in, by hash.  Asked about is a claim's
    statement, whoever makes it; demands, promises and questions state no fact, so nothing bears
    on them.  What the index holds of the very draft, in this version or from an earlier state of
    its file, does not count: a draft is no witness to itself.  ``progress`` is told how many
    pairs of how many are judged.
    """
    apart = _apart(claims, store)
    asked = [claim for claim in claims if _states(claim)]
    found = answers(
        [_question(claim, apart[claim.document.sha256]) for claim in asked],
        store,
        encoder,
        judge,
        gazetteer,
        neutral=False,
        spare=max(Counter(c.document.sha256 for c in claims).values(), default=0),
        progress=progress,
    )
    known = {claim.id: answer for claim, answer in zip(asked, found, strict=True)}
    ends = {sha: [m.end() for m in _LINE_END.finditer(text)] for sha, text in texts.items()}
    return [
        Checked(
            claim,
            bisect_right(ends[claim.document.sha256], claim.content[0].start) + 1,
            _refuting_first(known.get(claim.id, Answer(claim.statement, ()))),
        )
        for claim in claims
    ]


def summary(checked: Sequence[Checked]) -> dict[Standing, int]:
    """How many of the claims stand in which way; each counts once."""
    counts = Counter(each.standing for each in checked)
    return {standing: counts[standing] for standing in Standing}


def _states(claim: Claim) -> bool:
    """Whether a claim states a fact, which others can support or refute."""
    if claim.act in (Act.DEMAND, Act.PROMISE):
        return False
    return not claim.statement.rstrip().endswith("?")


def _question(claim: Claim, apart: frozenset[str]) -> Question:
    """What the index is asked about a claim: of the author's own words not the Markdown marks."""
    said = claim.document.published
    if claim.form is Form.NARRATION:
        return Question(_MARKS.sub("", claim.statement), apart, said=said)
    return Question(claim.statement, apart, claim.targets, said)


def _apart(claims: Sequence[Claim], store: Store) -> dict[str, frozenset[str]]:
    """For each draft, by hash, the hashes of all that is that draft: itself and its file."""
    drafts = {(claim.document.sha256, claim.document.path) for claim in claims}
    held: dict[str, set[str]] = defaultdict(set)
    for document in store.documents():
        held[_place(document.path)].add(document.sha256)
    apart: dict[str, set[str]] = defaultdict(set)
    for sha256, path in drafts:
        apart[sha256].add(sha256)
        if path != STDIN:
            apart[sha256] |= held[_place(path)]
    return {sha256: frozenset(hashes) for sha256, hashes in apart.items()}


def _place(path: str) -> str:
    return os.path.normpath(Path(path).absolute())


def _refuting_first(answer: Answer) -> Answer:
    return Answer(
        answer.claim,
        tuple(sorted(answer.matches, key=lambda match: match.stance is not Stance.REFUTES)),
    )
