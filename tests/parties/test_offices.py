"""Who "the minister" is where another document tells who holds the office."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from factcheck.model import Party
from factcheck.parties.offices import Offices, fills
from factcheck.parties.speakers import NOBODY, Speaker

PERU = Party("PER", "Peru")
REED, COLE = Speaker("Ann Reed", PERU), Speaker("Tom Cole", PERU)
TOLD = ("Peru's trade minister, Ann Reed,", REED)


def holder(
    told: Iterable[tuple[str, Speaker]], present: Iterable[Speaker], source: str = "the minister"
) -> Speaker | None:
    """Whom the ``source`` means where so much is ``told`` and those are ``present``."""
    offices = Offices()
    for each in told:
        offices.tell(*each)
    return offices.holder(source, present)


def test_an_office_is_of_the_one_whom_another_document_gives_it() -> None:
    for order in permutations([TOLD, ("Ms Reed", REED), ("the minister", NOBODY)]):
        assert holder(order, [REED, NOBODY, REED]) == REED


def test_the_field_of_the_office_must_be_theirs() -> None:
    assert holder([TOLD], [REED], "the trade minister") == REED
    assert holder([TOLD], [REED], "the foreign minister") is None


def test_who_does_not_speak_in_the_document_is_not_meant() -> None:
    assert holder([TOLD], [COLE]) is None


def test_two_holders_decide_nothing() -> None:
    assert holder([TOLD, ("Foreign Minister Tom Cole", COLE)], [REED, COLE]) is None


def test_who_works_for_the_holder_does_not_hold_the_office() -> None:
    aides = ("Tom Cole, an aide to the minister,", "the minister's lawyer, Tom Cole")
    for aide in aides:
        assert holder([(aide, COLE)], [COLE]) is None


def test_only_an_office_alone_is_filled() -> None:
    for source in ("the ministry", "a minister", "the minister of a neighbour", "the big man"):
        assert holder([TOLD], [REED], source) is None


def test_what_a_source_tells_is_new_once() -> None:
    offices = Offices()
    assert [offices.tell(*TOLD), offices.tell(*TOLD), offices.tell("Ms Reed", REED)] == [
        True,
        False,
        False,
    ]
    assert fills(TOLD[0], "the trade minister")
    assert not fills(TOLD[0], "the foreign minister")
    assert not fills(TOLD[0], "a minister")
