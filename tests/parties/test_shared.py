"""What the documents of an index tell one another of their people and bodies."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest

from factcheck.model import Party
from factcheck.parties.shared import Appearance, shared
from factcheck.parties.speakers import Speaker

FOODS = Party("harlow-foods", "Harlow Foods")
UNION = Party("bakers-union", "Bakers' Union")
TRUST = Party("elm-hospital-trust", "Elm Hospital Trust")
PERU, CHILE = Party("PER", "Peru"), Party("CHL", "Chile")


def own(name: str) -> Speaker:
    return Speaker(name, Party(name.casefold().replace(" ", "-"), name))


def test_a_person_has_one_side_in_all_documents() -> None:
    index = [Appearance("a", Speaker("Ann Reed", FOODS)), Appearance("b", own("Ann Reed"))]
    assert shared(Counter(index)).speaker("b", own("Ann Reed")) == Speaker("Ann Reed", FOODS)
    assert shared(Counter(index)).target("b", "ann-reed") == "harlow-foods"


def test_two_sides_decide_nothing() -> None:
    index = [
        Appearance("a", Speaker("Ann Reed", FOODS)),
        Appearance("b", Speaker("Ann Reed", UNION)),
        Appearance("c", own("Ann Reed")),
    ]
    assert shared(Counter(index)).speaker("c", own("Ann Reed")) == own("Ann Reed")


@pytest.mark.parametrize(("others", "side"), [(7, FOODS), (8, None)])
def test_a_side_told_in_one_document_of_many_may_be_misread(
    others: int, side: Party | None
) -> None:
    index = [Appearance("a", Speaker("Ann Reed", FOODS))]
    index += [Appearance(f"b{k}", own("Ann Reed")) for k in range(others)]
    expected = Speaker("Ann Reed", side) if side else own("Ann Reed")
    assert shared(Counter(index)).speaker("b3", own("Ann Reed")) == expected


def test_who_has_left_a_side_is_not_put_back() -> None:
    index = [
        Appearance("a", Speaker("Ann Reed", FOODS)),
        Appearance("b", own("Ann Reed"), apart=True),
    ]
    assert shared(Counter(index)).speaker("b", own("Ann Reed")) == own("Ann Reed")


def test_a_surname_joins_its_one_bearer_in_a_document_on_the_same_dispute() -> None:
    index = [
        Appearance("a", Speaker("Ann Reed", FOODS), ("bakers-union",)),
        Appearance("b", own("Reed"), ("bakers-union",)),
        Appearance("c", own("Reed")),
    ]
    across = shared(Counter(index))
    assert across.speaker("b", own("Reed")) == Speaker("Ann Reed", FOODS)
    assert across.speaker("c", own("Reed")) == own("Reed")


def test_a_surname_of_two_people_joins_neither() -> None:
    index = [
        Appearance("a", Speaker("Ann Reed", FOODS), ("bakers-union",)),
        Appearance("a", own("Tom Reed")),
        Appearance("b", own("Reed"), ("bakers-union",)),
    ]
    assert shared(Counter(index)).speaker("b", own("Reed")) == own("Reed")


def test_a_nameless_spokesman_of_a_surname_stands_for_the_side() -> None:
    party = Party("salas", "Salas")
    index = [
        Appearance("a", Speaker("Marta Salas", PERU), ("CHL",)),
        Appearance("b", Speaker(None, party)),
        Appearance("b", Speaker("Peru", PERU), ("CHL",)),
    ]
    assert shared(Counter(index)).speaker("b", Speaker(None, party)) == Speaker(None, PERU)


def test_the_short_name_of_a_body_joins_the_full_one() -> None:
    index = [
        Appearance("a", Speaker("Harlow Foods", FOODS), ("bakers-union",)),
        Appearance("b", own("Harlow"), ("bakers-union",)),
        Appearance("c", own("Harlow")),
    ]
    across = shared(Counter(index))
    assert across.speaker("b", own("Harlow")) == Speaker("Harlow Foods", FOODS)
    assert across.target("b", "harlow") == "harlow-foods"
    assert across.speaker("c", own("Harlow")) == own("Harlow")


def test_a_short_name_of_two_bodies_joins_neither() -> None:
    other = Party("harlow-trust", "Harlow Trust")
    index = [
        Appearance("a", Speaker("Harlow Foods", FOODS)),
        Appearance("a", Speaker("Harlow Trust", other)),
        Appearance("a", own("Harlow")),
    ]
    assert shared(Counter(index)).speaker("a", own("Harlow")) == own("Harlow")


def test_a_company_is_neither_the_towns_council_nor_its_workers_union() -> None:
    for name in ("Harlow Council", "Harlow Workers' Union"):
        full = Party(name.replace(" ", "-").replace("'", "").casefold(), name)
        index = [Appearance("a", Speaker(name, full)), Appearance("a", own("Harlow"))]
        assert shared(Counter(index)).speaker("a", own("Harlow")) == own("Harlow")


def test_a_body_with_people_of_its_own_is_not_another() -> None:
    norland = Party("norland", "Norland")
    index = [
        Appearance("a", Speaker("Ann Reed", norland)),
        Appearance("a", Speaker("Norland Steel", Party("norland-steel", "Norland Steel"))),
    ]
    assert shared(Counter(index)).target("a", "norland") == "norland"


def test_a_noun_means_the_body_that_only_its_people_show() -> None:
    nobody = Speaker(None, None)
    index = [
        Appearance("a", Speaker("Ann Reed", TRUST), ("bakers-union",)),
        Appearance("b", own("Ann Reed")),
        Appearance("b", nobody, noun="trust"),
        Appearance("c", nobody, noun="trust"),
    ]
    across = shared(Counter(index))
    assert across.speaker("b", nobody, "trust") == Speaker("Elm Hospital Trust", TRUST)
    assert across.speaker("c", nobody, "trust") == nobody


def test_states_are_never_renamed() -> None:
    index = [Appearance("a", Speaker("Peru", PERU), ("CHL",)), Appearance("b", own("Peru"))]
    assert shared(Counter(index)).target("a", "CHL") == "CHL"
    assert shared(Counter(index)).speaker("a", Speaker("Peru", PERU)) == Speaker("Peru", PERU)


def test_order_makes_no_difference() -> None:
    index = [
        Appearance("a", Speaker("Ann Reed", FOODS), ("bakers-union",)),
        Appearance("b", own("Reed"), ("bakers-union",)),
        Appearance("b", own("Harlow")),
        Appearance("c", own("Ann Reed")),
    ]
    results = [
        [shared(Counter(order)).speaker(each.document, each.speaker) for each in index]
        for order in permutations(index)
    ]
    assert all(result == results[0] for result in results)


def test_initials_are_the_body_that_another_document_names() -> None:
    board = Party("harlow-rent-and-homes-commission", "Harlow Rent and Homes Commission")
    index = [
        Appearance("a", Speaker(board.name, board)),
        Appearance("a", Speaker("Ann Reed", TRUST)),
        Appearance("b", own("HRHC")),
        Appearance("b", Speaker("Ann Reed", TRUST)),
        Appearance("c", own("HRHC")),
    ]
    found = shared(Counter(index))
    assert found.speaker("b", own("HRHC")).party == board
    assert found.speaker("c", own("HRHC")) == own("HRHC")


def test_the_union_of_another_document_is_one_of_workers() -> None:
    states = Party("european-union", "European Union")
    index = [
        Appearance("a", Speaker(states.name, states)),
        Appearance("a", Speaker(None, None), noun="union"),
        Appearance("b", Speaker(UNION.name, UNION)),
        Appearance("b", Speaker(None, None), noun="union"),
    ]
    found = shared(Counter(index))
    assert found.speaker("a", Speaker(None, None), "union").party is None
    assert found.speaker("b", Speaker(None, None), "union").party == UNION


def test_the_adjective_of_a_state_that_another_document_names_is_that_state() -> None:
    state, adjective = Party("velska", "Velska"), Speaker(None, Party("velskan", "Velskan"))
    index = [
        Appearance("a", Speaker(None, state), ("harlow-foods",)),
        Appearance("b", adjective, ("harlow-foods",)),
        Appearance("c", adjective),
    ]
    across = shared(Counter(index))
    assert across.speaker("b", adjective).party == state
    assert across.speaker("c", adjective).party != state  # nothing else in common


def test_the_side_of_a_surname_is_that_of_its_one_bearer() -> None:
    index = [
        Appearance("a", own("Ann Reed"), ("bakers-union",)),
        Appearance("b", Speaker("Reed", FOODS), ("bakers-union",)),
    ]
    assert shared(Counter(index)).speaker("a", own("Ann Reed")).party == FOODS


def test_a_firm_is_not_a_surname_of_somebody_in_another_document() -> None:
    firm = Appearance("b", own("Reed"), ("bakers-union",), noun="firm")
    index = [Appearance("a", Speaker("Ann Reed", UNION), ("bakers-union",)), firm]
    assert shared(Counter(index)).speaker("b", own("Reed"), "firm") == Speaker(None, None)
    index.append(Appearance("b", Speaker("Harlow Foods", FOODS)))
    assert shared(Counter(index)).speaker("b", own("Reed"), "firm").party == FOODS


@pytest.mark.parametrize(
    ("noun", "party"),
    [("hospital trust", TRUST), ("rail trust", None), ("food company", FOODS), ("trust", TRUST)],
)
def test_words_before_a_noun_are_in_the_name(noun: str, party: Party | None) -> None:
    index = [
        Appearance("a", Speaker(TRUST.name, TRUST)),
        Appearance("a", Speaker(FOODS.name, FOODS)),
        Appearance("a", Speaker(None, None), noun=noun),
    ]
    assert shared(Counter(index)).speaker("a", Speaker(None, None), noun).party == party


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
    index = [Appearance("a", Speaker(OSTWICK.name, OSTWICK)), Appearance("b", own("Ostwick"))]
    index += [Appearance(document, each) for document in "ab" for each in others]
    found = shared(Counter(index)).speaker("b", own("Ostwick")).party
    assert found is not None
    assert found.id == party


def test_a_first_name_is_short_for_no_body() -> None:
    index = [Appearance("a", own("Paul Tungsten")), Appearance("b", own("Paul"))]
    index += [Appearance(document, Speaker("Harlow Foods", FOODS)) for document in "ab"]
    assert shared(Counter(index)).target("b", "paul") == "paul"
