"""Claims and pairs made to measure, and a judge and an encoder without weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from factcheck.model import Act, Claim, DocumentInfo, Form, Party, Span, stable_id
from factcheck.opposition.pairs import Pair, Verdict, paired
from factcheck.opposition.side import Side
from factcheck.opposition.texts import stems

_end = 0
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
    """A claim whose content is the statement, which stands behind that of the claim made before."""
    global _end
    span = Span(_end, _end + len(statement), statement)
    _end = span.end + 1
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
        voiced: tuple[float, float] | None = None,
        blame: tuple[float, float] = (0.02, 0.02),
        similarity: float = 0.7,
        aligned: float | None = None,
        together: bool = True,
    ) -> Pair:
        met = (
            frozenset(c.party.id for c in (a, b) if c.party is not None)
            if together
            else frozenset()
        )
        x, y = (
            Side.of(
                c,
                c.statement,
                met,
                frozenset(i for i, n in NAMES.items() if n in c.statement),
                frozenset(s for name in NAMES.values() for s in stems(name)),
            )
            for c in (a, b)
        )
        close = similarity if aligned is None else aligned
        nli = _verdicts(entailment, contradiction)
        return replace(
            paired(x, y, similarity, nli, close, 0.9),
            voiced=_verdicts((0.02, 0.02), contradiction if voiced is None else voiced),
            blame=blame,
        )

    return make


def _verdicts(
    entailment: tuple[float, float], contradiction: tuple[float, float]
) -> tuple[Verdict, Verdict]:
    first, second = (
        (e, max(0.0, 1 - e - c), c) for e, c in zip(entailment, contradiction, strict=True)
    )
    return first, second
