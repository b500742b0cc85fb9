from __future__ import annotations

from collections.abc import Callable

from factcheck.model import Act, Claim, Relation
from factcheck.opposition.pairs import Pair
from factcheck.opposition.relations import relation

Make = Callable[..., Claim]
MakePair = Callable[..., Pair]


def test_contradiction_by_negation(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The convoy did not reach the city.", "SUD")

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is Relation.CONTRADICTION


def test_negation_of_something_else_is_none(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The minister did not visit the harbour.", "SUD")

    assert relation(pair(a, b, contradiction=(0.9, 0.9), similarity=0.4)) is None


def test_similar_statements_that_inference_finds_neutral_are_none(
    claim: Make, pair: MakePair
) -> None:
    a = claim("The convoy reached the city on Monday.")
    b = claim("The convoy reached the city with flour.", "SUD")

    assert relation(pair(a, b)) is None


def test_a_demand_is_contradicted_by_no_fact(claim: Make, pair: MakePair) -> None:
    a = claim("Norland should open the gates.", "SUD", act=Act.DEMAND, targets=["NOR"])
    b = claim("Norland did not open the gates.")

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is None


def test_two_claims_of_one_side_on_one_day_are_none(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The convoy did not reach the city.")

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is None


def test_one_side_on_two_days_changes_its_position(claim: Make, pair: MakePair) -> None:
    a = claim("Norland is bound by the accord.")
    b = claim("Norland is not bound by the accord.", published="2031-05-09")

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is Relation.POSITION_CHANGE


def test_denial_of_a_charge(claim: Make, pair: MakePair) -> None:
    a = claim("Norland shelled the bridge.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    b = claim("Norland did not shell the bridge.", act=Act.DENIAL)

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is Relation.DENIAL


def test_denial_of_another_charge_is_none(claim: Make, pair: MakePair) -> None:
    a = claim("Norland held sailors.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    b = claim("Norland did not shell the bridge.", act=Act.DENIAL)

    assert relation(pair(a, b, contradiction=(0.9, 0.6), similarity=0.5, aligned=0.45)) is None


def test_failure_answers_failure(claim: Make, pair: MakePair) -> None:
    a = claim("Norland failed to rein in the militia.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    b = claim("Sudmark did not withdraw its guns.", "NOR", act=Act.ACCUSATION, targets=["SUD"])

    assert relation(pair(a, b, similarity=0.35)) is Relation.MUTUAL_BLAME


def test_one_sided_blame_is_not_mutual(claim: Make, pair: MakePair) -> None:
    a = claim("Norland failed to rein in the militia.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    b = claim("The rebels did not withdraw.", "NOR", act=Act.ACCUSATION, targets=["rebels"])

    assert relation(pair(a, b, similarity=0.5)) is None


def test_blame_for_two_unlike_things_is_not_mutual(claim: Make, pair: MakePair) -> None:
    a = claim("Norland bombed a market.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    b = claim("Sudmark failed to pay its debts.", "NOR", act=Act.ACCUSATION, targets=["SUD"])

    assert relation(pair(a, b, similarity=0.4)) is None


def test_figures_that_differ(claim: Make, pair: MakePair) -> None:
    a = claim("Seven sailors died in the blast.")
    b = claim("Eleven sailors died in the blast.", "SUD")

    assert relation(pair(a, b)) is Relation.NUMERIC_CONFLICT


def test_a_party_that_quotes_its_opponent_does_not_oppose_it(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The convoy did not reach the city.", "SUD", reports="NOR")

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is None


def test_a_question_states_nothing(claim: Make, pair: MakePair) -> None:
    a = claim("Did the convoy not reach the city?")
    b = claim("The convoy reached the city.", "SUD")

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is None


def test_nobody_opposes_nobody(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.", "")
    b = claim("The convoy did not reach the city.", "SUD")

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is None


def test_parties_that_never_meet_do_not_oppose(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The convoy did not reach the city.", "SUD")

    assert relation(pair(a, b, contradiction=(0.9, 0.9), together=False)) is None


def test_two_charges_against_one_party_agree(claim: Make, pair: MakePair) -> None:
    a = claim("The militia did not leave.", "NOR", act=Act.ACCUSATION, targets=["militia"])
    b = claim("The militia left too late.", "SUD", act=Act.ACCUSATION, targets=["militia"])

    assert relation(pair(a, b, contradiction=(0.9, 0.9))) is None


def test_figures_of_unlike_measures_are_none(claim: Make, pair: MakePair) -> None:
    a = claim("Turnout was a record 39%.")
    b = claim("Prices of bread rose by 12% in the capital.", "SUD")

    assert relation(pair(a, b)) is None


def test_one_proposition_once_negated_needs_no_inference(claim: Make, pair: MakePair) -> None:
    a = claim("Norland closed the port.", "SUD")
    b = claim("Norland did not close the port.", act=Act.DENIAL)

    assert relation(pair(a, b, entailment=(0.8, 0.2), aligned=0.85)) is Relation.CONTRADICTION
