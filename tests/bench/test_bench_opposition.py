"""Figures of opposing pairs, on a made-up story and made-up findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from factcheck.bench.agreement import Ratio
from factcheck.bench.gold import GoldClaim, GoldNegative, GoldOpposition, Story, Trap
from factcheck.bench.opposition import figures, result
from factcheck.bench.opposition_report import report_fields, report_rows, report_table
from factcheck.bench.opposition_trace import Fate, Step, Trace, fates
from factcheck.model import Act, Claim, Document, Form, Opposition, Party, Relation, Span

WORDS = ("apples", "berries", "cherries", "dates", "elderberries", "figs", "grapes")
TEXT = " ".join(f"Somebody said {word} ripen in August." for word in WORDS)
DOCUMENT = Document(TEXT, "a.txt")
CONTRADICTION, DENIAL = Relation.CONTRADICTION, Relation.DENIAL
ACCOUNT, NUMBERS = Relation.DIFFERING_ACCOUNT, Relation.NUMERIC_CONFLICT


def span(word: str) -> Span:
    words = f"{word} ripen in August"
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def gold(handle: str, word: str, party: str) -> GoldClaim:
    return GoldClaim(
        handle, "a.txt", None, None, (span(word),), party, None, Form.INDIRECT, Act.ASSERTION, ()
    )


def claim(word: str, party: str, id_: str | None = None) -> Claim:
    return Claim(
        id=id_ or word[0],
        document=DOCUMENT.info,
        source=None,
        cue=None,
        content=(span(word),),
        sentence=span(word),
        statement=span(word).text,
        speaker=None,
        party=Party(party, party),
        form=Form.INDIRECT,
        act=Act.ASSERTION,
    )


#: The parties speak in turn: a, c, e and g are Norland's, the others Sudmark's.
SIDES = ("NOR", "SUD", "NOR", "SUD", "NOR", "SUD", "NOR")
CLAIMS = [claim(word, side) for word, side in zip(WORDS, SIDES, strict=True)]
STORY = Story(
    name="fruit",
    texts={"a.txt": TEXT},
    claims=tuple(gold(f"{word[0]}1", word, side) for word, side in zip(WORDS, SIDES, strict=True)),
    oppositions=(
        GoldOpposition("a1", "b1", CONTRADICTION, ""),
        GoldOpposition("a1", "d1", DENIAL, ""),
        GoldOpposition("d1", "e1", ACCOUNT, ""),
        GoldOpposition("f1", "g1", NUMBERS, ""),
    ),
    negatives=(
        GoldNegative("b1", "c1", Trap.CROSS_SIDE_AGREEMENT, ""),
        GoldNegative("c1", "d1", Trap.CROSS_SIDE_AGREEMENT, ""),
        GoldNegative("a1", "c1", Trap.SAME_SIDE_PARAPHRASE, ""),
    ),
    undecided=(("e1", "f1"),),
)


def finding(
    a: str, b: str, score: float, relation: Relation = CONTRADICTION, **evidence: Sequence[str]
) -> Opposition:
    return Opposition(f"{a}{b}", a, b, relation, score, "", evidence=evidence)


FINDINGS = [
    finding("a", "b", 0.95),
    finding("b", "c", 0.9),
    finding("d", "e", 0.8),
    finding("e", "f", 0.7),
    finding("a", "g", 0.6, NUMBERS),
]


def test_pairs() -> None:
    found = figures([result(STORY, CLAIMS, FINDINGS)])

    assert (found.findings, found.undecided, found.reports) == (5, 1, 1)
    assert found.pairs.precision == Ratio(2, 4)
    assert found.pairs.recall == Ratio(2, 4)
    assert found.pairs.f1 == 0.5
    # Right at the first and the third place of those that count, of four gold pairs.
    assert found.pairs.average_precision == pytest.approx((1 / 1 + 2 / 3) / 4)
    assert found.pairs.at == {10: Ratio(2, 4), 20: Ratio(2, 4)}


def test_the_order_of_findings_is_that_of_their_scores() -> None:
    assert figures([result(STORY, CLAIMS, FINDINGS)]) == figures(
        [result(STORY, CLAIMS, FINDINGS[::-1])]
    )


def test_without_differing_accounts_their_pairs_count_neither_way() -> None:
    found = figures([result(STORY, CLAIMS, FINDINGS)]).without_accounts

    assert found.precision == Ratio(1, 3)
    assert found.recall == Ratio(1, 3)
    assert found.average_precision == pytest.approx(1 / 3)


def test_without_differing_accounts_findings_of_that_name_are_dropped() -> None:
    wrong = finding("a", "g", 0.6, ACCOUNT)

    found = figures([result(STORY, CLAIMS, [FINDINGS[0], wrong])])

    assert found.pairs.precision == Ratio(1, 2)
    assert found.without_accounts.precision == Ratio(1, 1)


def test_relations() -> None:
    found = figures([result(STORY, CLAIMS, FINDINGS)])

    by_name = found.by_relation
    assert by_name[CONTRADICTION].precision == Ratio(1, 3)
    assert by_name[CONTRADICTION].recall == Ratio(1, 1)
    assert by_name[CONTRADICTION].f1 == 0.5
    assert by_name[NUMBERS].precision == Ratio(0, 1)
    assert by_name[NUMBERS].recall == Ratio(0, 1)
    assert (by_name[ACCOUNT].found, by_name[ACCOUNT].recall) == (Ratio(1, 1), Ratio(0, 1))
    assert by_name[Relation.MUTUAL_BLAME].recall == Ratio(0, 0)
    assert found.relation == Ratio(1, 2)
    assert found.confusion[CONTRADICTION][CONTRADICTION] == 1
    assert found.confusion[ACCOUNT][CONTRADICTION] == 1
    assert sum(count for row in found.confusion.values() for count in row.values()) == 2


def test_false_alarms_by_trap() -> None:
    found = figures([result(STORY, CLAIMS, FINDINGS)])

    assert found.traps[Trap.CROSS_SIDE_AGREEMENT] == Ratio(1, 2)
    assert found.traps[Trap.SAME_SIDE_PARAPHRASE] == Ratio(0, 1)
    assert found.traps[Trap.REVISED_TOLL] == Ratio(0, 0)
    assert found.false_alarms == Ratio(1, 3)


def test_calibration_leaves_out_what_is_undecided() -> None:
    found = figures([result(STORY, CLAIMS, FINDINGS)])

    assert [b.right.total for b in found.reliability] == [0, 0, 0, 0, 0, 1, 0, 1, 1, 1]
    assert found.calibration_error == pytest.approx((0.05 + 0.9 + 0.2 + 0.6) / 4)


def test_one_finding_may_stand_for_several_pairs() -> None:
    whole = Span(span("apples").start, span("berries").end, "")
    both = replace(claim("apples", "NOR", "ab"), content=(whole,))
    story = replace(
        STORY,
        oppositions=(
            GoldOpposition("a1", "d1", DENIAL, ""),
            GoldOpposition("b1", "d1", CONTRADICTION, ""),
        ),
    )

    found = figures([result(story, [both, *CLAIMS[2:]], [finding("ab", "d", 0.9)])])

    assert found.pairs.precision == Ratio(1, 1)
    assert found.pairs.recall == Ratio(2, 2)
    assert found.pairs.average_precision == 1.0
    assert found.relation == Ratio(1, 1)
    assert found.by_relation[DENIAL].recall == Ratio(0, 1)
    assert found.by_relation[DENIAL].found == Ratio(1, 1)


def test_several_findings_may_stand_for_one_pair() -> None:
    again = claim("apples", "NOR", "z")

    found = figures(
        [result(STORY, [*CLAIMS, again], [finding("a", "b", 0.9), finding("b", "z", 0.8)])]
    )

    assert found.pairs.precision == Ratio(2, 2)
    assert found.pairs.recall == Ratio(1, 4)
    assert found.pairs.average_precision == 1 / 4


def test_a_copy_stands_for_what_it_copies() -> None:
    # The finding names d as a copy of c, so it stands for a1 and d1, too.
    found = figures([result(STORY, CLAIMS, [finding("a", "c", 0.9, DENIAL, carriers_b=["d"])])])

    assert found.pairs.precision == Ratio(1, 1)
    assert found.pairs.recall == Ratio(1, 4)


def test_stories_are_pooled_and_told_apart_by_their_place() -> None:
    one = result(STORY, CLAIMS, FINDINGS)
    other = result(STORY, CLAIMS, [finding("a", "b", 0.3)])

    found = figures([one, other])

    assert found.pairs.precision == Ratio(3, 5)
    assert found.pairs.recall == Ratio(3, 8)
    # 0.95 right, 0.9 wrong, 0.8 right, 0.6 wrong, 0.3 right, of eight.
    assert found.pairs.average_precision == pytest.approx((1 / 1 + 2 / 3 + 3 / 5) / 8)
    assert found.claims.found == Ratio(14, 14)
    assert found.reports == 2


@pytest.mark.parametrize(("reports", "depth"), [(1, 1), (3, 1), (4, 2), (32, 11), (60, 20)])
def test_depth_goes_with_the_number_of_reports(reports: int, depth: int) -> None:
    scored = replace(result(STORY, CLAIMS, FINDINGS), reports=reports)

    found = figures([scored])

    assert found.depth == depth
    assert found.at_depth.total == min(depth, 4)


def test_findings_between_two_stories_are_wrong_and_others_are_not_judged() -> None:
    elsewhere = Document("Something else.", "b.txt")
    foreign = replace(CLAIMS[0], id="x", document=elsewhere.info)
    crossing = [finding("a", "x", 0.9)]

    alone = result(STORY, [*CLAIMS, foreign], crossing)
    among = result(
        STORY,
        [*CLAIMS, foreign],
        crossing,
        annotated=frozenset((DOCUMENT.sha256, elsewhere.sha256)),
    )

    assert alone.findings == ()
    assert [found.right for found in among.findings] == [False]


def reached(**steps: Step) -> Trace:
    return Trace({frozenset(pair): step for pair, step in steps.items()}, {})


def test_lost_pairs_are_charged_to_the_first_step_that_went_wrong() -> None:
    claims = [c for c in CLAIMS if c.id != "g"]
    claims[4] = replace(claims[4], party=Party("SUD", "SUD"))
    traced = reached(ab=Step.FOUND, ad=Step.SCORE, de=Step.PROMISE)

    told = fates(STORY, claims, [frozenset(("a1", "b1"))], traced)

    assert told == {
        frozenset(("a1", "b1")): Fate(Step.FOUND, True),
        frozenset(("a1", "d1")): Fate(Step.SCORE, True),
        frozenset(("d1", "e1")): Fate(Step.PARTY, True),
        frozenset(("f1", "g1")): Fate(Step.CLAIM, None),
    }


def test_a_lost_pair_came_as_far_as_its_best_claims() -> None:
    again = claim("apples", "NOR", "z")
    traced = reached(ad=Step.POSSIBLE, zd=Step.PROMISE)

    told = fates(STORY, [*CLAIMS, again], [], traced)

    assert told[frozenset(("a1", "d1"))] == Fate(Step.PROMISE, True)
    assert told[frozenset(("d1", "e1"))] == Fate(Step.CANDIDATE, False)


def test_a_copy_goes_as_far_as_the_claim_compared_in_its_place() -> None:
    traced = Trace({frozenset(("c", "d")): Step.SCORE}, {"a": "c"})

    told = fates(STORY, CLAIMS, [], traced)

    assert told[frozenset(("a1", "d1"))].step is Step.SCORE


def test_what_is_not_reported_was_not_found() -> None:
    told = fates(STORY, CLAIMS, [], reached(ad=Step.FOUND))

    assert told[frozenset(("a1", "d1"))].step is Step.SCORE


def test_losses_and_candidates() -> None:
    traced = reached(ab=Step.FOUND, ad=Step.POSSIBLE, de=Step.FOUND)

    found = figures([result(STORY, CLAIMS, FINDINGS, traced=traced)])

    assert found.candidates == Ratio(3, 4)
    assert found.losses is not None
    assert {step: sum(row.values()) for step, row in found.losses.items() if any(row.values())} == {
        Step.CANDIDATE: 1,
        Step.POSSIBLE: 1,
        Step.FOUND: 2,
    }
    assert found.losses[Step.POSSIBLE][DENIAL] == 1


def test_losses_are_known_of_all_stories_or_of_none() -> None:
    known = result(STORY, CLAIMS, FINDINGS, traced=reached(ab=Step.FOUND))

    found = figures([known, result(STORY, CLAIMS, FINDINGS)])

    assert (found.candidates, found.losses) == (None, None)


ABOUT = {"split": "dev", "index": None, "nli": "judge"}


def test_fields_are_plain_values() -> None:
    scored = result(STORY, CLAIMS, FINDINGS, traced=reached(ab=Step.FOUND))

    written = json.loads(json.dumps(report_fields(ABOUT, [scored])))

    assert written["nli"] == "judge"
    assert [one["name"] for one in written["stories"]] == ["fruit"]
    together = written["together"]
    assert together["pairs"]["precision"] == {"value": 0.5, "hits": 2, "total": 4}
    assert together["pairs"]["precision_at_20_per_60_reports"]["depth"] == 1
    assert together["claims"]["targets"]["value"] is None
    assert together["by_relation"]["contradiction"]["findings"] == 3
    assert together["confusion"]["differing_account"]["contradiction"] == 1
    assert together["by_trap"]["cross_side_agreement"]["hits"] == 1
    assert together["losses"]["not_a_candidate"]["all"] == 2
    assert len(together["reliability"]) == 10


def test_losses_that_are_not_known_are_null() -> None:
    written = report_fields(ABOUT, [result(STORY, CLAIMS, FINDINGS)])["together"]

    assert (written["losses"], written["candidate_recall"]) == (None, None)


def test_a_row_a_story_and_one_for_all() -> None:
    scored = result(STORY, CLAIMS, FINDINGS)

    rows = report_rows(ABOUT, [scored, scored])

    assert [row["scope"] for row in rows] == ["story", "story", "together"]
    assert [row["findings"] for row in rows] == [5, 5, 10]
    assert {row["split"] for row in rows} == {"dev"}


def test_the_table() -> None:
    scored = result(STORY, CLAIMS, FINDINGS, traced=reached(ab=Step.FOUND))

    table = report_table(ABOUT, [scored, replace(scored, name="\x1b[31m" + "x" * 80)])

    lines = [line.split() for line in table.splitlines()]
    assert max(map(len, table.splitlines())) <= 90
    assert "\x1b" not in table
    assert lines[:2] == [["split", "dev"], ["nli", "judge"]]
    assert ["fruit", "4", "5", "0.500", "0.500", "0.500", "0.417", "0.333", "0.250"] in lines
    assert ["contradiction", "2", "2", "6", "0.333", "1.000", "0.500"] in lines
    assert ["not", "a", "candidate", "4", "0", "2", "0", "2", "0", "0"] in lines
    assert ["mutual", "blame", "0", "0", "0", "–", "–", "–"] in lines


def test_the_table_of_a_story_in_which_nothing_is_found() -> None:
    table = report_table(ABOUT, [result(STORY, [], [])])

    lines = [line.split() for line in table.splitlines()]
    assert ["fruit", "4", "0", "–", "0.000", "0.000", "0.000", "0.000", "–"] in lines
    assert "what became of gold pairs" not in table
