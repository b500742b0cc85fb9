from __future__ import annotations

from collections import Counter
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model import Party
from factcheck.parties.canonical import join, unite
from factcheck.parties.resolve import Cast, Speaker

RUSSIA, STATES = Party("RUS", "Russia"), Party("USA", "United States")


def own(name: str) -> Speaker:
    return Speaker(name, Party(name.casefold().replace(" ", "-"), name))


def test_spellings_of_one_person_are_united() -> None:
    canon = unite(
        Counter(
            Speaker(name, RUSSIA) for name in ("Sergey Lavrov", "Sergei Lavrov", "Sergei Lavrov")
        )
    )
    assert canon.speaker(Speaker("Sergey Lavrov", RUSSIA)) == Speaker("Sergei Lavrov", RUSSIA)


def test_namesakes_stay_apart() -> None:
    people = [
        own("Maria Lopez"),
        own("Mario Lopez"),
        Speaker("Anna Lopez", STATES),
        Speaker("Maria Lopez", STATES),
    ]
    canon = unite(Counter(people))
    assert [canon.speaker(person) for person in people] == people


def test_bodies_of_one_country_and_kind_stay_apart() -> None:
    bodies = [own("Norland Medical Association"), own("Norland Poultry Association")]
    canon = unite(Counter(bodies))
    assert [canon.speaker(body) for body in bodies] == bodies


def test_a_lone_surname_joins_only_one_bearer() -> None:
    one = unite(Counter([Speaker("John Kirby", STATES), Speaker("Kirby", STATES)]))
    assert one.speaker(Speaker("Kirby", STATES)).name == "John Kirby"
    two = unite(
        Counter(
            [Speaker("John Kirby", STATES), Speaker("Ann Kirby", STATES), Speaker("Kirby", STATES)]
        )
    )
    assert two.speaker(Speaker("Kirby", STATES)).name == "Kirby"


def test_own_parties_of_two_spellings_become_one() -> None:
    canon = unite(Counter([own("Alexei Petrov"), own("Alexey Petrov"), own("Alexei Petrov")]))
    assert canon.speaker(own("Alexey Petrov")) == own("Alexei Petrov")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Sergei Lavrov", "Sergey Lavrov", "Lavrov", "Anna Lavrov", "S. Lavrov"]
        ).map(lambda name: Speaker(name, RUSSIA)),
        max_size=4,
    )
)
def test_order_makes_no_difference(people: list[Speaker]) -> None:
    results = [
        {(person.name): unite(Counter(order)).speaker(person) for person in people}
        for order in permutations(people)
    ]
    assert all(result == results[0] for result in results)


def test_casts_join(read_text, gazetteer) -> None:
    texts = [
        "Prime Minister Alexei Dorin of Norland said so. Dorin left.",
        "Prime Minister Alexey Dorin of Norland denied it.",
    ]
    casts = [Cast.read(read_text(text), gazetteer) for text in texts]
    canon = join(casts)
    names = {canon.speaker(person).name for cast in casts for person in cast.people()}
    assert names == {"Alexei Dorin"}
