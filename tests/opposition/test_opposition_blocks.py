"""Packed claims rank as they do unpacked, and traits find all that a list may hold."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from test_opposition_neighbours import Claims

from factcheck.opposition.blocks import Block, nearby
from factcheck.opposition.field import Kind, sought, traits
from factcheck.opposition.grid import steps
from factcheck.opposition.reach import Nearest


@pytest.mark.parametrize("seed", range(4))
def test_claims_of_blocks_rank_as_they_did(seed: int) -> None:
    claims = Claims(seed)
    claims.come(60)
    field = claims.field()
    at: defaultdict[int, list[str]] = defaultdict(list)
    for id_, home in zip(sorted(claims.places), field.home.tolist(), strict=True):
        at[home].append(id_)
    blocks = []
    for home, ids in reversed(at.items()):
        vectors = steps(np.stack([claims.vectors[id_] for id_ in ids]))
        block = Block.of([claims.places[id_] for id_ in ids], vectors)
        blocks.append((home, Block.unpacked(*block.packed())))
    found = nearby(blocks, field.documents, field.settings)
    rows = np.flatnonzero(field.party > 0)
    every = np.arange(len(rows))
    assert found.ids.tolist() == field.ids[rows].tolist()
    assert found.home.tolist() == field.home[rows].tolist()
    assert np.array_equal(found.ranks(every, every), field.ranks(rows, rows))
    for kind in (Kind.OTHERS, Kind.OWN):
        assert np.array_equal(found.may(every, every, kind), field.may(rows, rows, kind))


def test_no_blocks_are_a_field_of_no_claims() -> None:
    field = Claims(1)
    field.come(5)
    assert len(nearby((), field.field().documents, field.field().settings).ids) == 0


def test_what_a_claim_seeks_is_what_may_stand_in_its_lists() -> None:
    claims = Claims(2)
    claims.come(80)
    field = claims.field()
    places = [claims.places[id_] for id_ in sorted(claims.places)]
    reach = Nearest.of(field.documents, field.settings).reach(np.zeros(len(field.documents), bool))
    listed: defaultdict[int, set[int]] = defaultdict(set)
    for group in field.groups(reach, np.ones((len(places), len(Kind)), bool)):
        for row in group.rows.tolist():
            listed[row].update(group.near.tolist())
    assert any(listed.values())
    for row, place in enumerate(places):
        found = {k for k, other in enumerate(places) if sought(place) & traits(other)}
        assert found == listed[row]
