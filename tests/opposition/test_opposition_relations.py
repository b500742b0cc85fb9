from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from factcheck.model import Act, Claim, Party, Relation, Span
from factcheck.opposition.corpus import Corpus
from factcheck.opposition.pairs import UNJUDGED, Pair, paired
from factcheck.opposition.profile import profiles_of
from factcheck.opposition.relations import allowed_relations, contrary, possible, relation
from factcheck.parties import Gazetteer

Make = Callable[..., Claim]
MakePair = Callable[..., Pair]

BOTH = (0.9, 0.9)


def test_two_sides_that_meet_can_oppose(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The convoy did not reach the city.", "SUD")

    assert possible(pair(a, b))


def test_two_claims_of_one_side_on_one_day_cannot(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The convoy did not reach the city.")

    assert not possible(pair(a, b, contradiction=BOTH))


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        ("authorities", "police", False),
        ("prosecutors", "authorities", False),
        ("police", "prosecutors", True),
        ("authorities", "residents", True),
    ],
)
def test_the_authorities_and_their_police_are_one(
    claim: Make, pair: MakePair, one: str, other: str, can: bool
) -> None:
    found = pair(claim("The man drew a gun.", one), claim("The man had no gun.", other))

    assert possible(found) is can


def test_an_hour_and_a_day_are_no_figures_that_conflict(claim: Make, pair: MakePair) -> None:
    hour = claim("The bomb went off at 8.30 p.m.")
    day = claim("No bomb went off on 17 September.", "SUD")
    later = claim("The bomb went off at 9.15 p.m.", "SUD")

    assert Relation.NUMERIC_CONFLICT not in allowed_relations(pair(hour, day))
    assert Relation.NUMERIC_CONFLICT in allowed_relations(pair(hour, later))


def test_one_side_on_two_days_changes_its_position(claim: Make, pair: MakePair) -> None:
    a = claim("Norland is bound by the accord.")
    b = claim("Norland is not bound by the accord.", published="2031-05-09")
    changed = pair(a, b, contradiction=BOTH)

    assert possible(changed)
    assert relation(changed) is Relation.POSITION_CHANGE


@pytest.mark.parametrize(
    ("said", "can"),
    [
        ("Norland dumped waste in the fjord.", True),
        ("Norland's tankers dumped waste.", True),
        ("Norland raised the tariff on herring.", False),
    ],
)
def test_a_rebuttal_opposes_only_what_it_denies(
    claim: Make, pair: MakePair, said: str, can: bool
) -> None:
    a = claim("It is false that Norland dumped waste in the fjord.", act=Act.DENIAL)
    b = claim(said, "SUD")

    assert possible(pair(a, b, contradiction=BOTH, similarity=0.4)) is can


def test_a_group_without_a_name_need_not_be_the_same_on_two_days(
    claim: Make, pair: MakePair
) -> None:
    a, b = (
        replace(claim(text, published=day), party=Party("police", "police"))
        for text, day in (("Two were hurt.", "2031-05-04"), ("None was hurt.", "2031-05-09"))
    )

    assert not possible(pair(a, b, contradiction=BOTH))


def test_two_sides_never_change_a_position(claim: Make, pair: MakePair) -> None:
    a = claim("Norland is bound by the accord.")
    b = claim("Norland is not bound by the accord.", "SUD", published="2031-05-09")

    assert relation(pair(a, b, contradiction=BOTH)) is not Relation.POSITION_CHANGE


def test_denial_of_a_charge(claim: Make, pair: MakePair) -> None:
    a = claim("Norland shelled the bridge.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    b = claim("Norland did not shell the bridge.", act=Act.DENIAL)

    assert relation(pair(a, b, contradiction=BOTH)) is Relation.DENIAL


def test_each_charges_the_other(claim: Make, pair: MakePair) -> None:
    a = claim("Norland failed to rein in the militia.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    b = claim("Sudmark did not withdraw its guns.", "NOR", act=Act.ACCUSATION, targets=["SUD"])

    assert relation(pair(a, b, similarity=0.35, blame=(0.9, 0.9))) is Relation.MUTUAL_BLAME


def test_who_charge_each_other_are_named_so_whatever_inference_hears(
    claim: Make, pair: MakePair
) -> None:
    a = claim("Norland scuttled the ferry.", "SUD", act=Act.ACCUSATION, targets=["NOR"])
    b = claim("Sudmark never let the ferry in.", "NOR", act=Act.ACCUSATION, targets=["SUD"])
    said = claim("Sudmark never let the ferry in.", "NOR", act=Act.ACCUSATION)

    assert relation(pair(a, b, contradiction=BOTH)) is Relation.MUTUAL_BLAME
    assert relation(pair(a, said, contradiction=BOTH)) is not Relation.MUTUAL_BLAME


def test_nobody_who_blames_nobody_blames_each_other(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city at noon.", "SUD")
    b = claim("The convoy reached the city at dusk.", "NOR")

    assert relation(pair(a, b, contradiction=BOTH)) is not Relation.MUTUAL_BLAME


def test_figures_that_differ(claim: Make, pair: MakePair) -> None:
    a = claim("Seven sailors died in the blast.")
    b = claim("Eleven sailors died in the blast.", "SUD")

    assert relation(pair(a, b)) is Relation.NUMERIC_CONFLICT


def test_without_figures_none_conflict(claim: Make, pair: MakePair) -> None:
    a = claim("Many sailors died in the blast.")
    b = claim("Few sailors died in the blast.", "SUD")

    assert relation(pair(a, b, contradiction=BOTH)) is not Relation.NUMERIC_CONFLICT


def test_a_party_that_quotes_its_opponent_does_not_oppose_it(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The convoy did not reach the city.", "SUD", reports="NOR")

    assert not possible(pair(a, b, contradiction=BOTH))


def test_the_same_words_credited_to_two_are_one_claim(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy could never have reached the city before the snow.")
    text, start = a.content[0].text, a.content[0].start
    other = claim("The convoy could never have come before the snow.", "SUD")
    parts = (Span(start, start + 28, text[:28]), Span(start + 36, start + len(text), text[36:]))

    assert possible(pair(a, other, contradiction=BOTH))
    assert not possible(pair(a, replace(other, content=parts), contradiction=BOTH))
    # Words within longer ones may be what these reject.
    assert possible(pair(a, replace(other, content=parts[:1]), contradiction=BOTH))


def test_a_sentence_does_not_oppose_words_within_it(claim: Make, pair: MakePair) -> None:
    whole = claim("They warn that the convoy could never reach the city, to the praise of Oslo.")
    inner = claim("The convoy could never reach the city.", "SUD")
    words = replace(whole.content[0], text="to the praise of Oslo")
    whole = replace(whole, content=(words,))
    inner = replace(inner, sentence=whole.sentence, document=whole.document)

    assert not possible(pair(whole, inner, contradiction=BOTH))
    assert possible(pair(replace(whole, act=Act.DENIAL), inner, contradiction=BOTH))
    assert possible(pair(whole, replace(inner, sentence=words), contradiction=BOTH))


def test_a_question_states_nothing(claim: Make, pair: MakePair) -> None:
    a = claim("Did the convoy not reach the city?")
    b = claim("The convoy reached the city.", "SUD")

    assert not possible(pair(a, b, contradiction=BOTH))


def test_nobody_opposes_nobody(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.", "")
    b = claim("The convoy did not reach the city.", "SUD")

    assert not possible(pair(a, b, contradiction=BOTH))


def test_parties_that_never_meet_do_not_oppose(claim: Make, pair: MakePair) -> None:
    a = claim("The convoy reached the city.")
    b = claim("The convoy did not reach the city.", "SUD")

    assert not possible(pair(a, b, contradiction=BOTH, together=False))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("The lorry swerved at the bridge.", "Nobody had salted the road.", True),
        ("The lorry swerved at the bridge.", "The lorry slid into the ditch.", True),
        ("The lorry swerved at the bridge.", "The lorry never swerved.", False),
        ("The lorry swerved at the bridge.", "Ann Reed's lorry never swerved.", False),
        ("Two lorries swerved at the bridge.", "Three lorries swerved there.", False),
    ],
)
def test_two_witnesses_whom_nobody_speaks_of_are_bystanders_but_in_so_many_words(
    claim: Make, encoder: Any, one: str, other: str, apart: bool
) -> None:
    claims = [
        replace(claim(text, slug), speaker=name, party=Party(slug, name))
        for text, slug, name in ((one, "ann-reed", "Ann Reed"), (other, "ben-fox", "Ben Fox"))
    ]
    vectors = encoder.encode([each.statement for each in claims])
    corpus = Corpus.of(claims, vectors, profiles_of(claims, Gazetteer.parse()))
    sides = corpus.sides

    pair = paired(sides[0], sides[1], 0.3, UNJUDGED, 0.3)
    assert pair.bystanders is apart
    assert possible(pair)


def test_a_denial_meets_whoever_is_denied(claim: Make, encoder: Any) -> None:
    claims = [
        replace(claim(text, slug, act=act), speaker=name, party=Party(slug, name))
        for text, slug, name, act in (
            ("The lorry swerved.", "ann-reed", "Ann Reed", Act.ASSERTION),
            ("The lorry did not swerve.", "ben-fox", "Ben Fox", Act.DENIAL),
        )
    ]
    vectors = encoder.encode([each.statement for each in claims])
    corpus = Corpus.of(claims, vectors, profiles_of(claims, Gazetteer.parse()))

    assert not paired(corpus.sides[0], corpus.sides[1], 0.8, UNJUDGED, 0.8).bystanders


@pytest.mark.parametrize(
    ("one", "other", "said", "expected"),
    [
        ("The convoy reached the city.", "The convoy did not reach the city.", {}, True),
        (
            "The convoy reached the city.",
            "The minister did not visit the harbour.",
            {"similarity": 0.4},
            False,
        ),
        (
            "The convoy reached the city on Monday.",
            "The convoy reached the city with flour.",
            {"contradiction": (0.05, 0.05)},
            False,
        ),
        (
            "Norland closed the port.",
            "Norland did not close the port.",
            {"contradiction": (0.05, 0.05), "entailment": (0.8, 0.2), "aligned": 0.85},
            True,
        ),
    ],
)
def test_contrary(
    claim: Make, pair: MakePair, one: str, other: str, said: dict[str, object], expected: bool
) -> None:
    found = pair(claim(one), claim(other, "SUD"), **{"contradiction": BOTH, **said})

    assert contrary(found) is expected


def test_it_was_you_and_no_it_was_you_is_mutual_blame(claim: Make, pair: MakePair) -> None:
    one = claim("It was Sudmark that postponed the vote.")
    other = claim("It is Norland's negotiators who went home.", "SUD")
    found = pair(one, other, contradiction=(0.4, 0.4))

    assert found.mutual
    assert relation(found) is Relation.MUTUAL_BLAME


@pytest.mark.parametrize(
    "statement",
    [
        "It was not Norland that postponed the vote.",
        "It is false that Norland postponed the vote.",
        "It was the weather that postponed the vote, and Norland said so.",
        "Norland regrets that it was raining.",
    ],
)
def test_whom_nobody_points_at_is_not_charged(claim: Make, pair: MakePair, statement: str) -> None:
    one = claim("It was Sudmark that postponed the vote.")

    assert not pair(one, claim(statement, "SUD")).mutual
