"""What the documents of an index tell one another of their people and bodies."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

import pytest

from factcheck.model import Party
from factcheck.parties.shared import Shared, shared
from factcheck.parties.speakers import Speaker
from factcheck.parties.voices import Appearance, Heard, Voice

FOODS = Party("harlow-foods", "Harlow Foods")
UNION = Party("bakers-union", "Bakers' Union")
TRUST = Party("elm-hospital-trust", "Elm Hospital Trust")
PERU, CHILE = Party("PER", "Peru"), Party("CHL", "Chile")


def appearance(
    document: str, speaker: Speaker, targets: tuple[str, ...] = (), **more: Any
) -> Appearance:
    return Appearance(document, Voice(speaker, targets, **more))


def heard(appearances: Counter[Appearance]) -> Shared:
    return shared(Heard.of(appearances))


def own(name: str) -> Speaker:
    return Speaker(name, Party(name.casefold().replace(" ", "-"), name))


def test_a_person_has_one_side_in_all_documents() -> None:
    index = [appearance("a", Speaker("Ann Reed", FOODS)), appearance("b", own("Ann Reed"))]
    assert heard(Counter(index)).speaker("b", own("Ann Reed")) == Speaker("Ann Reed", FOODS)
    assert heard(Counter(index)).target("b", "ann-reed") == "harlow-foods"


def test_two_sides_decide_nothing() -> None:
    index = [
        appearance("a", Speaker("Ann Reed", FOODS)),
        appearance("b", Speaker("Ann Reed", UNION)),
        appearance("c", own("Ann Reed")),
    ]
    assert heard(Counter(index)).speaker("c", own("Ann Reed")) == own("Ann Reed")


@pytest.mark.parametrize(("others", "side"), [(7, FOODS), (8, None)])
def test_a_side_told_in_one_document_of_many_may_be_misread(
    others: int, side: Party | None
) -> None:
    index = [appearance("a", Speaker("Ann Reed", FOODS))]
    index += [appearance(f"b{k}", own("Ann Reed")) for k in range(others)]
    expected = Speaker("Ann Reed", side) if side else own("Ann Reed")
    assert heard(Counter(index)).speaker("b3", own("Ann Reed")) == expected


def test_who_has_left_a_side_is_not_put_back() -> None:
    index = [
        appearance("a", Speaker("Ann Reed", FOODS)),
        appearance("b", own("Ann Reed"), apart=True),
    ]
    assert heard(Counter(index)).speaker("b", own("Ann Reed")) == own("Ann Reed")


def test_a_surname_joins_its_one_bearer_in_a_document_on_the_same_dispute() -> None:
    index = [
        appearance("a", Speaker("Ann Reed", FOODS), ("bakers-union",)),
        appearance("b", own("Reed"), ("bakers-union",)),
        appearance("c", own("Reed")),
    ]
    across = heard(Counter(index))
    assert across.speaker("b", own("Reed")) == Speaker("Ann Reed", FOODS)
    assert across.speaker("c", own("Reed")) == own("Reed")


def test_a_surname_of_two_people_joins_neither() -> None:
    index = [
        appearance("a", Speaker("Ann Reed", FOODS), ("bakers-union",)),
        appearance("a", own("Tom Reed")),
        appearance("b", own("Reed"), ("bakers-union",)),
    ]
    assert heard(Counter(index)).speaker("b", own("Reed")) == own("Reed")


def test_a_nameless_spokesman_of_a_surname_stands_for_the_side() -> None:
    party = Party("salas", "Salas")
    index = [
        appearance("a", Speaker("Marta Salas", PERU), ("CHL",)),
        appearance("b", Speaker(None, party)),
        appearance("b", Speaker("Peru", PERU), ("CHL",)),
    ]
    assert heard(Counter(index)).speaker("b", Speaker(None, party)) == Speaker(None, PERU)


def test_the_short_name_of_a_body_joins_the_full_one() -> None:
    index = [
        appearance("a", Speaker("Harlow Foods", FOODS), ("bakers-union",)),
        appearance("b", own("Harlow"), ("bakers-union",)),
        appearance("c", own("Harlow")),
    ]
    across = heard(Counter(index))
    assert across.speaker("b", own("Harlow")) == Speaker("Harlow Foods", FOODS)
    assert across.target("b", "harlow") == "harlow-foods"
    assert across.speaker("c", own("Harlow")) == own("Harlow")


def test_a_short_name_of_two_bodies_joins_neither() -> None:
    other = Party("harlow-trust", "Harlow Trust")
    index = [
        appearance("a", Speaker("Harlow Foods", FOODS)),
        appearance("a", Speaker("Harlow Trust", other)),
        appearance("a", own("Harlow")),
    ]
    assert heard(Counter(index)).speaker("a", own("Harlow")) == own("Harlow")


def test_a_company_is_neither_the_towns_council_nor_its_workers_union() -> None:
    for name in ("Harlow Council", "Harlow Workers' Union"):
        full = Party(name.replace(" ", "-").replace("'", "").casefold(), name)
        index = [appearance("a", Speaker(name, full)), appearance("a", own("Harlow"))]
        assert heard(Counter(index)).speaker("a", own("Harlow")) == own("Harlow")


def test_a_body_with_people_of_its_own_is_not_another() -> None:
    norland = Party("norland", "Norland")
    index = [
        appearance("a", Speaker("Ann Reed", norland)),
        appearance("a", Speaker("Norland Steel", Party("norland-steel", "Norland Steel"))),
    ]
    assert heard(Counter(index)).target("a", "norland") == "norland"


def test_a_noun_means_the_body_that_only_its_people_show() -> None:
    nobody = Speaker(None, None)
    index = [
        appearance("a", Speaker("Ann Reed", TRUST), ("bakers-union",)),
        appearance("b", own("Ann Reed")),
        appearance("b", nobody, noun="trust"),
        appearance("c", nobody, noun="trust"),
    ]
    across = heard(Counter(index))
    assert across.speaker("b", nobody, "trust") == Speaker("Elm Hospital Trust", TRUST)
    assert across.speaker("c", nobody, "trust") == nobody


def test_states_are_never_renamed() -> None:
    index = [appearance("a", Speaker("Peru", PERU), ("CHL",)), appearance("b", own("Peru"))]
    assert heard(Counter(index)).target("a", "CHL") == "CHL"
    assert heard(Counter(index)).speaker("a", Speaker("Peru", PERU)) == Speaker("Peru", PERU)


def test_order_makes_no_difference() -> None:
    index = [
        appearance("a", Speaker("Ann Reed", FOODS), ("bakers-union",)),
        appearance("b", own("Reed"), ("bakers-union",)),
        appearance("b", own("Harlow")),
        appearance("c", own("Ann Reed")),
    ]
    results = [
        [heard(Counter(order)).speaker(each.document, each.voice.speaker) for each in index]
        for order in permutations(index)
    ]
    assert all(result == results[0] for result in results)


def test_initials_are_the_body_that_another_document_names() -> None:
    board = Party("harlow-rent-and-homes-commission", "Harlow Rent and Homes Commission")
    index = [
        appearance("a", Speaker(board.name, board)),
        appearance("a", Speaker("Ann Reed", TRUST)),
        appearance("b", own("HRHC")),
        appearance("b", Speaker("Ann Reed", TRUST)),
        appearance("c", own("HRHC")),
    ]
    found = heard(Counter(index))
    assert found.speaker("b", own("HRHC")).party == board
    assert found.speaker("c", own("HRHC")) == own("HRHC")


def test_the_union_of_another_document_is_one_of_workers() -> None:
    states = Party("european-union", "European Union")
    index = [
        appearance("a", Speaker(states.name, states)),
        appearance("a", Speaker(None, None), noun="union"),
        appearance("b", Speaker(UNION.name, UNION)),
        appearance("b", Speaker(None, None), noun="union"),
    ]
    found = heard(Counter(index))
    assert found.speaker("a", Speaker(None, None), "union").party is None
    assert found.speaker("b", Speaker(None, None), "union").party == UNION


def test_the_adjective_of_a_state_that_another_document_names_is_that_state() -> None:
    state, adjective = Party("velska", "Velska"), Speaker(None, Party("velskan", "Velskan"))
    index = [
        appearance("a", Speaker(None, state), ("harlow-foods",)),
        appearance("b", adjective, ("harlow-foods",)),
        appearance("c", adjective),
    ]
    across = heard(Counter(index))
    assert across.speaker("b", adjective).party == state
    assert across.speaker("c", adjective).party != state  # nothing else in common


def test_the_side_of_a_surname_is_that_of_its_one_bearer() -> None:
    index = [
        appearance("a", own("Ann Reed"), ("bakers-union",)),
        appearance("b", Speaker("Reed", FOODS), ("bakers-union",)),
    ]
    assert heard(Counter(index)).speaker("a", own("Ann Reed")).party == FOODS


def test_a_firm_is_not_a_surname_of_somebody_in_another_document() -> None:
    firm = appearance("b", own("Reed"), ("bakers-union",), noun="firm")
    index = [appearance("a", Speaker("Ann Reed", UNION), ("bakers-union",)), firm]
    assert heard(Counter(index)).speaker("b", own("Reed"), "firm") == Speaker(None, None)
    index.append(appearance("b", Speaker("Harlow Foods", FOODS)))
    assert heard(Counter(index)).speaker("b", own("Reed"), "firm").party == FOODS


@pytest.mark.parametrize(
    ("noun", "party"),
    [("hospital trust", TRUST), ("rail trust", None), ("food company", FOODS), ("trust", TRUST)],
)
def test_words_before_a_noun_are_in_the_name(noun: str, party: Party | None) -> None:
    index = [
        appearance("a", Speaker(TRUST.name, TRUST)),
        appearance("a", Speaker(FOODS.name, FOODS)),
        appearance("a", Speaker(None, None), noun=noun),
    ]
    assert heard(Counter(index)).speaker("a", Speaker(None, None), noun).party == party


OSTWICK = Party("ostwick-tungsten", "Ostwick Tungsten")


@pytest.mark.parametrize(
    ("others", "party"),
    [
        ([Speaker("Harlow Foods", FOODS)], OSTWICK.id),
        ([], "ostwick"),
        ([Speaker("Harlow Foods", FOODS), own("Ostwick Council")], "ostwick"),
        ([Speaker("Harlow Foods", FOODS), own("Mary Ostwick")], "ostwick"),
    ],
)
def test_a_first_word_is_short_for_the_one_body_that_begins_so(
    others: list[Speaker], party: str
) -> None:
    index = [appearance("a", Speaker(OSTWICK.name, OSTWICK)), appearance("b", own("Ostwick"))]
    index += [appearance(document, each) for document in "ab" for each in others]
    found = heard(Counter(index)).speaker("b", own("Ostwick")).party
    assert found is not None
    assert found.id == party


def test_a_first_name_is_short_for_no_body() -> None:
    index = [appearance("a", own("Paul Tungsten")), appearance("b", own("Paul"))]
    index += [appearance(document, Speaker("Harlow Foods", FOODS)) for document in "ab"]
    assert heard(Counter(index)).target("b", "paul") == "paul"
