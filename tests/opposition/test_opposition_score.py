from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck.model import Act, Claim, Span
from factcheck.opposition.pairs import Pair
from factcheck.opposition.score import (
    glimpsed,
    heard,
    heard_opposed,
    known,
    promise,
    promising,
    score,
    worth_hearing,
)
from factcheck.opposition.weights import load, threshold

Make = Callable[..., Claim]
MakePair = Callable[..., Pair]


@pytest.fixture
def charge(claim: Make) -> Claim:
    return claim(
        "Norland shelled the old bridge at noon.", "SUD", act=Act.ACCUSATION, targets=["NOR"]
    )


@pytest.fixture
def denial(claim: Make) -> Claim:
    return claim("Norland did not shell the old bridge at noon.", "NOR", act=Act.DENIAL)


def test_a_charge_and_its_denial_are_reported(charge: Claim, denial: Claim, pair: MakePair) -> None:
    found = pair(charge, denial, contradiction=(0.97, 0.97), blame=(0.95, 0.02), aligned=0.95)

    assert promising(found)
    assert threshold() <= score(found) < 1


def test_a_denial_of_something_else_is_not(charge: Claim, claim: Make, pair: MakePair) -> None:
    other = claim("Norland did not close the harbour in the north.", "NOR", act=Act.DENIAL)
    silent = pair(charge, other, contradiction=(0.02, 0.02), similarity=0.4, aligned=0.4)

    assert score(silent) < threshold()


def test_claims_with_nothing_in_common_are_not_asked_about(claim: Make, pair: MakePair) -> None:
    a = claim("The harvest was good in the valley.")
    b = claim("Schools open again in autumn.", "SUD", document="b.txt", published="2031-06-20")

    assert not promising(pair(a, b, similarity=0.1, aligned=0.1))


@pytest.mark.parametrize("place", [0, 1])
def test_hearing_more_contradiction_never_makes_a_pair_less_likely(
    charge: Claim, denial: Claim, pair: MakePair, place: int
) -> None:
    scores = []
    for step in range(1, 10):
        said = [0.5, 0.5]
        said[place] = step / 10
        scores.append(score(pair(charge, denial, voiced=(said[0], said[1]))))

    assert scores == sorted(scores)


def test_a_glance_drops_what_inference_hears_nothing_in(
    charge: Claim, claim: Make, pair: MakePair
) -> None:
    near = claim("Norland opened the old bridge in spring.", "NOR")
    close = pair(charge, near, similarity=0.45, aligned=0.45, voiced=(0.003, 0.003))
    loud = pair(charge, near, similarity=0.45, aligned=0.45, voiced=(0.99, 0.99))

    assert not worth_hearing(close)
    assert worth_hearing(loud)


def test_every_weight_is_of_a_feature(charge: Claim, denial: Claim, pair: MakePair) -> None:
    found = pair(charge, denial)

    assert set(load()["promise"]["weights"]) <= {*known(found), "bias"}
    assert set(load()["glance"]["weights"]) <= {*glimpsed(found, promise(found)), "bias"}
    assert set(load()["score"]["weights"]) <= {*heard(found, promise(found)), "bias"}


@pytest.mark.parametrize(
    ("statement", "cue", "content", "framed"),
    [
        ("Norland never mentioned the bridge.", "never mentioned", "the bridge", True),
        ("Norland refused to sign the list.", "refuses", "to sign the list", True),
        ("Norland did not shell the bridge.", "denied", "shelling the bridge", False),
        ("The bridge is open.", "said", "the bridge is open", False),
        ("Norland mentioned the bridge.", "mentioned", "it had mentioned the bridge", False),
    ],
)
def test_a_statement_that_keeps_its_cue_is_framed(
    claim: Make, pair: MakePair, statement: str, cue: str, content: str, framed: bool
) -> None:
    told = replace(
        claim(statement),
        cue=Span(0, len(cue), cue),
        content=(Span(9, 9 + len(content), content),),
    )
    other = claim("Sudmark closed the bridge.", "SUD")

    assert known(pair(told, other))["framed"] == framed / 2


def test_a_statement_without_a_cue_is_not_framed(claim: Make, pair: MakePair) -> None:
    assert known(pair(claim("The bridge is open."), claim("It is shut.", "SUD")))["framed"] == 0


@pytest.mark.parametrize(
    ("statement", "leaning"),
    [
        ("Which nobody had asked for.", 1),
        ("They shelled the bridge.", 1),
        ("The shells hit the bridge.", 0),
        ("Thatcham was shelled.", 0),
        ("…", 0),
    ],
)
def test_a_statement_that_opens_with_what_lies_outside_is_leaning(
    claim: Make, pair: MakePair, statement: str, leaning: int
) -> None:
    other = claim("Sudmark closed the bridge.", "SUD")
    assert known(pair(claim(statement), other))["leaning"] == leaning / 2


def test_framed_and_leaning_count_against_a_finding() -> None:
    for name in ("framed", "leaning"):
        assert load()["score"]["weights"].get(name, 0.0) <= 0


@pytest.mark.parametrize(
    ("said", "targets", "rival"),
    [
        ("Norland alone is to blame for the violence.", ["NOR"], True),
        ("The violence broke out because Norland sent in the guards.", ["NOR"], True),
        # Of another thing; in no such words; of nobody, as far as is known.
        ("Norland is responsible for the price of herring.", ["NOR"], False),
        ("Norland opened the violence with mortars.", ["NOR"], False),
        ("Norland alone is to blame for the violence.", [], False),
    ],
)
def test_each_says_that_the_other_is_to_blame(
    claim: Make, pair: MakePair, said: str, targets: list[str], rival: bool
) -> None:
    a = claim("Sudmark bears responsibility for violence.", act=Act.ACCUSATION, targets=["SUD"])
    b = claim(said, "SUD", act=Act.ACCUSATION, targets=targets)

    assert pair(a, b).rival_blame is rival


@pytest.mark.parametrize(
    ("ours", "theirs", "contradiction", "opposed"),
    [
        ("Sudmark starved the port.", "Norland burned the port.", 0.05, True),
        ("Sudmark is to blame.", "The fault is Norland's.", 0.05, True),
        ("Sudmark hid its debts.", "Norland jammed the radio.", 0.2, True),
        ("Sudmark hid its debts.", "Norland jammed the radio.", 0.05, False),
        ("Sudmark hid debts in May 2030.", "Norland jammed the radio in May 2030.", 0.05, False),
    ],
)
def test_charges_of_two_things_oppose_only_what_inference_hears(
    claim: Make, pair: MakePair, ours: str, theirs: str, contradiction: float, opposed: bool
) -> None:
    a = claim(ours, "NOR", act=Act.ACCUSATION, targets=["SUD"])
    b = claim(theirs, "SUD", act=Act.ACCUSATION, targets=["NOR"])

    assert heard_opposed(pair(a, b, contradiction=(contradiction, contradiction))) is opposed


def _at(claim: Claim, start: int) -> Claim:
    span = Span(start, start + len(claim.statement), claim.statement)
    return replace(claim, content=(span,), sentence=span)


def test_what_stands_near_in_one_document_is_near(claim: Make, pair: MakePair) -> None:
    first = _at(claim("The gate was open all night."), 0)
    answer = claim("The gate was shut at nine.", "SUD")
    beside, far = (pair(first, _at(answer, start)) for start in (60, 2000))
    other = pair(first, _at(claim("The gate was shut at nine.", "SUD", document="b.txt"), 60))
    assert 0.7 < beside.near < 1
    assert far.near < 0.01
    assert other.near == 0
    assert pair(_at(answer, 60), first).near == beside.near
    for features in (known(beside), heard(beside, -2.0), glimpsed(beside, -2.0)):
        assert features["near"] == beside.near


def test_charges_that_stand_near_are_told_from_those_far_apart(
    charge: Claim, claim: Make, pair: MakePair
) -> None:
    back = claim("Sudmark mined the river.", "NOR", act=Act.ACCUSATION, targets=["SUD"])
    first = _at(charge, 0)
    beside, far = (pair(first, _at(back, start)) for start in (60, 2000))

    assert known(beside)["mutual_near"] == beside.near
    assert known(far)["mutual_near"] == far.near
    assert known(pair(first, _at(replace(back, targets=()), 60)))["mutual_near"] == 0


def test_claims_that_overlap_are_as_near_as_can_be(claim: Make, pair: MakePair) -> None:
    a, b = claim("The gate was open all night."), claim("The gate was shut at nine.", "SUD")
    assert pair(_at(a, 0), _at(b, 10)).near == 1


def test_who_accuse_each_other_do_so_at_a_glance(
    charge: Claim, claim: Make, pair: MakePair
) -> None:
    back = claim("Sudmark mined the river.", "NOR", act=Act.ACCUSATION, targets=["SUD"])
    assert glimpsed(pair(charge, back), -2.0)["mutual"] == 1
    assert glimpsed(pair(charge, claim("Sudmark mined the river.")), -2.0)["mutual"] == 0


def test_figures_that_conflict_need_less_contradiction(claim: Make, pair: MakePair) -> None:
    ours = claim("The ferry was carrying 190 passengers.", "NOR")
    theirs = claim("The ferry was carrying 260 passengers.", "SUD")
    same = claim("The ferry was carrying 190 passengers on Friday.", "SUD")

    assert heard_opposed(pair(ours, theirs, contradiction=(0.25, 0.3)))
    assert not heard_opposed(pair(ours, theirs, contradiction=(0.1, 0.1)))
    assert not heard_opposed(pair(ours, same, contradiction=(0.25, 0.3)))


def test_figures_of_two_things_do_not(claim: Make, pair: MakePair) -> None:
    ours = claim("The ferry was carrying 190 passengers.", "NOR")
    other = claim("Unrest at the gates of the stadium injured 260 passengers.", "SUD")

    assert not heard_opposed(pair(ours, other, contradiction=(0.25, 0.3)))


def test_one_figure_written_twice_opposes_nothing(claim: Make, pair: MakePair) -> None:
    ours = claim("The blockade had lasted seven days.", "NOR")
    theirs = claim("The blockade had lasted a week.", "SUD")
    more = claim("The blockade had lasted a month.", "SUD")
    longest = claim("The blockade had lasted up to 90 days.", "SUD")

    assert not heard_opposed(pair(ours, theirs, contradiction=(0.9, 0.9)))
    assert heard_opposed(pair(ours, more, contradiction=(0.9, 0.9)))
    assert heard_opposed(pair(ours, longest, contradiction=(0.9, 0.9)))


@pytest.mark.parametrize(
    ("denied", "told", "opposed"),
    [
        ("Norland knew nothing of the leak until 9 March.", "Norland was told on 12 March.", False),
        ("Norland did not see the leak before 9 March.", "Norland saw it on 9 March.", False),
        ("Norland knew nothing of the leak until 9 March.", "Norland was told on 4 March.", True),
        ("Norland knew nothing of the leak.", "Norland was told on 12 March.", True),
    ],
)
def test_what_came_later_does_not_oppose_that_it_was_not_so_before(
    claim: Make, pair: MakePair, denied: str, told: str, opposed: bool
) -> None:
    a, b = claim(denied), claim(told, "SUD")

    assert heard_opposed(pair(a, b, voiced=(0.9, 0.9))) is opposed
    assert heard_opposed(pair(b, a, voiced=(0.9, 0.9))) is opposed


def test_a_party_that_gives_something_up_is_told_by_its_later_words(
    claim: Make, pair: MakePair
) -> None:
    promised = claim("The council would build the bridge.", "NOR", act=Act.PROMISE)
    later = {"document": "b.txt", "published": "2031-05-20"}
    dropped = claim("The council dropped the bridge.", "NOR", **later)
    priced = claim("The council put the bridge at 3 million.", "NOR", **later)
    theirs = claim("The council dropped the bridge.", "SUD", **later)

    assert known(pair(promised, dropped))["given_up"] == 1
    assert known(pair(promised, priced))["given_up"] == 0
    assert known(pair(promised, theirs))["given_up"] == 0
    assert known(pair(promised, dropped))["same_party_to_come"] == 0.5
    assert known(pair(promised, theirs))["same_party_to_come"] == 0
    sure = "same_party_sure"
    assert heard(pair(promised, dropped, contradiction=(0.8, 0.75)), 0.0)[sure] == 0.5
    assert heard(pair(promised, dropped, contradiction=(0.8, 0.4)), 0.0)[sure] == 0
    assert heard(pair(promised, theirs, contradiction=(0.8, 0.75)), 0.0)[sure] == 0


@pytest.mark.parametrize(
    ("first", "back", "fails"),
    [
        ("Sudmark ignored the timetable.", "Norland never opened its archive.", True),
        ("Sudmark broke the accord.", "Norland was unwilling to let inspectors in.", True),
        ("Sudmark broke the accord.", "Norland shelled the ferry.", False),
        ("Sudmark mined the river.", "Norland shelled the ferry.", False),
    ],
)
def test_charges_of_failing_are_told_from_charges_of_harm(
    claim: Callable[..., Claim], pair: Callable[..., Pair], first: str, back: str, fails: bool
) -> None:
    charge = claim(first, "NOR", act=Act.ACCUSATION, targets=["SUD"])
    other = claim(back, "SUD", act=Act.ACCUSATION, targets=["NOR"])

    assert pair(charge, other).mutual_failure is fails
    assert not pair(charge, replace(other, targets=())).mutual_failure


@pytest.mark.parametrize(
    ("first", "second", "risen"),
    [
        ("The blast killed 7 people.", "The blast killed 11 people.", True),
        ("The blast killed 11 people.", "The blast killed 7 people.", False),
        ("The blast cost 7 million dollars.", "The blast cost 11 million dollars.", False),
    ],
)
def test_a_toll_that_rises_from_day_to_day_is_told(
    claim: Callable[..., Claim],
    pair: Callable[..., Pair],
    first: str,
    second: str,
    risen: bool,
) -> None:
    early = claim(first, "NOR", published="2031-05-04")
    late = claim(second, "SUD", document="b.txt", published="2031-05-06")

    assert pair(early, late).risen is pair(late, early).risen is risen
    assert not pair(early, replace(late, document=early.document)).risen


def test_that_both_failed_at_something_is_no_matter_to_share(claim: Make, pair: MakePair) -> None:
    one = claim("Sudmark failed to mark the reefs.", act=Act.ACCUSATION, targets=["SUD"])
    other = claim("Norland failed to pay its pilots.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    found = pair(one, other, contradiction=(0.05, 0.05), blame=(0.9, 0.9))

    assert found.common == ("fail",)
    assert not found.matter
    assert not heard_opposed(found)
