"""Disputes as lists of claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.bench.gold import Trap
from factcheck.errors import InputError
from factcheck.model import Relation
from factcheck.training.disputes import dispute_pairs, read_dispute
from factcheck.training.mix import CONTRADICTION, FRESH
from factcheck.training.told import VOICED

DISPUTES = Path(__file__).parents[2] / "fixtures" / "disputes"
MILL = """
kind = "dam failure"
about = "Who let the dam break"
[parties]
mill = "Harlow Mill"
village = "Lower Orlo"
[claims]
c1 = { party = "mill", act = "assertion", text = "The dam was sound." }
c2 = { party = "village", act = "accusation", blames = ["mill"], text = "Harlow Mill slept." }
c3 = { party = "village", act = "assertion", text = "It leaked." }
[pairs]
denial = [["c1", "c3"]]
different_object = [["c1", "c2"]]
"""


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    path = tmp_path / "mill.toml"
    path.write_text(MILL)
    return path


def test_claims_parties_and_pairs(mill: Path) -> None:
    quarrel = read_dispute(mill)
    assert quarrel.parties == {"mill": "Harlow Mill", "village": "Lower Orlo"}
    assert quarrel.claims["c2"].blamed == ("mill",)
    assert quarrel.claims["c2"].names == {"mill"}
    assert quarrel.opposed == {("c1", "c3"): Relation.DENIAL}
    assert quarrel.tempting == {("c1", "c2"): Trap.DIFFERENT_OBJECT}
    assert not quarrel.everyday
    mill.write_text(f'style = "news"\n{MILL}')
    assert read_dispute(mill).everyday


def test_every_file_of_a_folder_is_read(mill: Path) -> None:
    found = [p for p in dispute_pairs(mill.parent, 7) if p.source == VOICED]
    assert [p.label for p in found].count(CONTRADICTION) == 1
    assert dispute_pairs(mill.parent, 7) == dispute_pairs(mill.parent, 7)
    assert dispute_pairs(mill.parent / "nowhere", 7) == []


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ('party = "mill"', 'party = "miller"'),
        ('blames = ["mill"]', 'blames = ["miller"]'),
        ("denial = [[", "quarrel = [["),
        ('["c1", "c3"]', '["c1", "c9"]'),
        ('["c1", "c3"]', '["c1", "c1"]'),
        ('["c1", "c3"]', '["c1"]'),
        ('act = "assertion"', 'act = "song"'),
        ("[claims]", "[claim]"),
        ("[parties]", "[parties"),
    ],
)
def test_what_is_no_dispute_is_refused_in_a_line(mill: Path, was: str, is_: str) -> None:
    mill.write_text(MILL.replace(was, is_))
    with pytest.raises(InputError, match=r"mill\.toml: no dispute \(") as caught:
        read_dispute(mill)
    assert "\n" not in str(caught.value)


def test_disputes_that_were_written_last_can_be_told_from_the_others(mill: Path) -> None:
    every = dispute_pairs(mill.parent, 7)
    fresh = dispute_pairs(mill.parent, 7, ["mil"])
    assert dispute_pairs(mill.parent, 7, ["quarry"]) == every
    assert [pair.source for pair in fresh] == [f"{FRESH}{pair.source}" for pair in every]
    assert [(p.premise, p.label) for p in fresh] == [(p.premise, p.label) for p in every]


def test_the_shipped_disputes_hold_what_they_must() -> None:
    for path in sorted(DISPUTES.glob("*.toml")):
        quarrel = read_dispute(path)
        party = {handle: claim.party for handle, claim in quarrel.claims.items()}
        for (a, b), relation in quarrel.opposed.items():
            same = party[a] == party[b]
            assert same == (relation is Relation.POSITION_CHANGE), f"{path.name}: {a}, {b}"
        assert len(quarrel.opposed) >= 8, path.name
        assert len(quarrel.tempting) >= 8, path.name
