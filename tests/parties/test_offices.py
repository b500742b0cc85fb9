"""Who "the minister" is where another document tells who holds the office."""

from __future__ import annotations

from itertools import permutations

from factcheck.model import Party
from factcheck.parties.offices import Sighting, holders
from factcheck.parties.speakers import NOBODY, Speaker

PERU = Party("PER", "Peru")
REED, COLE = Speaker("Ann Reed", PERU), Speaker("Tom Cole", PERU)
TOLD = Sighting("a", "Peru's trade minister, Ann Reed,", REED)
NAMED = Sighting("b", "Ms Reed", REED)
OFFICE = Sighting("b", "the minister", NOBODY)


def test_an_office_is_of_the_one_whom_another_document_gives_it() -> None:
    for order in permutations([TOLD, NAMED, OFFICE]):
        assert holders(order) == {OFFICE: REED}


def test_the_field_of_the_office_must_be_theirs() -> None:
    trade, foreign = (
        Sighting("b", f"the {field} minister", NOBODY) for field in ("trade", "foreign")
    )
    assert holders([TOLD, NAMED, trade, foreign]) == {trade: REED}


def test_who_does_not_speak_in_the_document_is_not_meant() -> None:
    assert holders([TOLD, OFFICE]) == {}


def test_two_holders_decide_nothing() -> None:
    other = Sighting("c", "Foreign Minister Tom Cole", COLE)
    assert holders([TOLD, NAMED, other, Sighting("b", "Mr Cole", COLE), OFFICE]) == {}


def test_who_works_for_the_holder_does_not_hold_the_office() -> None:
    aides = ("Tom Cole, an aide to the minister,", "the minister's lawyer, Tom Cole")
    for aide in aides:
        told = Sighting("a", aide, COLE)
        assert holders([told, Sighting("b", "Mr Cole", COLE), OFFICE]) == {}


def test_only_an_office_alone_is_filled() -> None:
    for source in ("the ministry", "a minister", "the minister of a neighbour", "the big man"):
        assert holders([TOLD, NAMED, Sighting("b", source, NOBODY)]) == {}
