"""Claims and pairs made to measure, and a judge and an encoder without weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from factcheck.model import Act, Claim, DocumentInfo, Form, Party, Span, stable_id
from factcheck.opposition.pairs import Pair, Side, paired
from factcheck.opposition.texts import stems

NAMES = {"NOR": "Norland", "SUD": "Sudmark"}


def make_claim(
    statement: str,
    party: str = "NOR",
    *,
    act: Act = Act.ASSERTION,
    targets: Sequence[str] = (),
    published: str | None = "2031-05-04",
    document: str = "a.txt",
    reports: str | None = None,
) -> Claim:
    """A claim whose content is the statement."""
    span = Span(0, len(statement), statement)
    return Claim(
        id=stable_id(document, party, statement),
        document=DocumentInfo(document, stable_id(document), published=published),
        source=None,
        cue=None,
        content=(span,),
        sentence=span,
        statement=statement,
        speaker=None,
        party=Party(party, NAMES.get(party, party)) if party else None,
        form=Form.INDIRECT,
        act=act,
        targets=tuple(targets),
        reports=reports,
    )


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """Make a claim from a statement."""
    return make_claim


@pytest.fixture
def pair() -> Callable[..., Pair]:
    """Make a pair from two claims and what inference and embedding would say of them."""

    def make(
        a: Claim,
        b: Claim,
        *,
        contradiction: tuple[float, float] = (0.05, 0.05),
        entailment: tuple[float, float] = (0.05, 0.05),
        similarity: float = 0.7,
        aligned: float | None = None,
        together: bool = True,
    ) -> Pair:
        met = (
            frozenset(c.party.id for c in (a, b) if c.party is not None)
            if together
            else frozenset()
        )
        x, y = Side.of(a, a.statement, met), Side.of(b, b.statement, met)
        names = frozenset(s for name in NAMES.values() for s in stems(name))
        nli = [(e, max(0.0, 1 - e - c), c) for e, c in zip(entailment, contradiction, strict=True)]
        return paired(x, y, similarity, nli, similarity if aligned is None else aligned, names)

    return make
