from __future__ import annotations

from factcheck.bench.agreement import agreement, handles_of, stands_for
from factcheck.bench.gold import GoldClaim, GoldNegative, GoldOpposition, Story, Trap
from factcheck.model import (
    Act,
    Claim,
    Document,
    Form,
    Opposition,
    Party,
    Relation,
    Span,
)

TEXT = "Norland said the dam was open. Sudmark said the dam was shut. Rain fell, Norland said."
DOCUMENT = Document(TEXT, "a.txt")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def gold(handle: str, words: str, party: str) -> GoldClaim:
    return GoldClaim(
        handle, "a.txt", None, None, (span(words),), party, None, Form.INDIRECT, Act.ASSERTION, ()
    )


def claim(id_: str, words: str, party: str) -> Claim:
    return Claim(
        id=id_,
        document=DOCUMENT.info,
        source=None,
        cue=None,
        content=(span(words),),
        sentence=span(words),
        statement=words,
        speaker=None,
        party=Party(party, party),
        form=Form.INDIRECT,
        act=Act.ASSERTION,
    )


STORY = Story(
    name="dam",
    texts={"a.txt": TEXT},
    claims=(
        gold("a1", "the dam was open", "NOR"),
        gold("a2", "the dam was shut", "SUD"),
        gold("a3", "Rain fell", "NOR"),
    ),
    oppositions=(GoldOpposition("a1", "a2", Relation.CONTRADICTION, "open or shut"),),
    negatives=(GoldNegative("a2", "a3", Trap.DIFFERENT_OBJECT, "rain is no dam"),),
    undecided=(("a1", "a3"),),
)
CLAIMS = [claim("1", "the dam was open", "NOR"), claim("2", "the dam was shut", "NOR")]


def finding(a: str, b: str, relation: Relation = Relation.CONTRADICTION) -> Opposition:
    return Opposition(f"{a}{b}", a, b, relation, 0.9, "")


def test_a_claim_stands_for_the_gold_that_it_covers() -> None:
    assert stands_for(CLAIMS, STORY) == {"a1": ("1",), "a2": ("2",)}


def test_copies_stand_for_what_they_copy() -> None:
    assert handles_of({"a1": ["1"]}, {"9": ["1"]}) == {"1": {"a1"}, "9": {"a1"}}


def test_a_right_finding() -> None:
    scored = agreement(CLAIMS, [finding("1", "2")], [STORY])

    assert (scored.precision.value, scored.recall.value, scored.f1) == (1.0, 1.0, 1.0)
    assert scored.relation.value == 1.0
    assert (scored.found.hits, scored.found.total) == (2, 3)
    assert (scored.party.hits, scored.party.total) == (1, 2)


def test_a_wrong_relation_counts_as_a_pair_only() -> None:
    scored = agreement(CLAIMS, [finding("1", "2", Relation.DENIAL)], [STORY])

    assert (scored.precision.value, scored.relation.value) == (1.0, 0.0)


def test_a_trap_is_a_false_alarm() -> None:
    claims = [*CLAIMS, claim("3", "Rain fell", "NOR")]

    scored = agreement(claims, [finding("2", "3")], [STORY])

    assert (scored.precision.value, scored.traps.value) == (0.0, 1.0)


def test_an_undecided_pair_counts_neither_way() -> None:
    claims = [*CLAIMS, claim("3", "Rain fell", "NOR")]

    scored = agreement(claims, [finding("1", "3")], [STORY])

    assert scored.precision.total == 0
    assert scored.recall.value == 0.0
