"""What is kept of claims that others seek."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.opposition.field import Place, sought, traits

NAMES = frozenset(("RUS", "USA"))


@pytest.mark.parametrize("day", [None, date(2016, 9, 12)])
def test_a_place_survives_as_text(day: date | None) -> None:
    place = Place("00ff", "RUS", day, NAMES, frozenset(("USA",)), True, frozenset(("dead",)))
    assert Place.from_json("00ff", place.to_json()) == place
    assert traits(Place.from_json("00ff", place.to_json())) == traits(place)


def test_what_one_seeks_the_other_has() -> None:
    charge = Place("01", "RUS", None, NAMES, frozenset(("USA",)), False, frozenset())
    denial = Place("02", "USA", None, NAMES, frozenset(), True, frozenset())
    other = Place("03", "USA", None, NAMES, frozenset(("RUS",)), False, frozenset())
    for one, two in ((charge, denial), (charge, other)):
        assert sought(one) & traits(two)
        assert sought(two) & traits(one)
    assert not sought(denial) & traits(denial)
