"""Disputes written as lists of claims, every pair of which is judged: ``fixtures/disputes``.

Reports show how claims are told; these show in how many ways claims oppose each other, or seem to.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from factcheck.bench.gold import Trap
from factcheck.errors import InputError
from factcheck.model import Act, Relation
from factcheck.training.mix import FRESH, Pair
from factcheck.training.told import Handles, Quarrel, Told, pairs

#: Pairs of a dispute that are in no list: as many at random, and as many that share words.
_OTHERS = 10


def dispute_pairs(folder: Path, seed: int, fresh: Sequence[str] = ()) -> list[Pair]:
    """The pairs of all disputes in ``folder``.

    Those of files whose names begin with one of ``fresh`` bear a source of their own, for a run
    that leans on what was written last.

    Raises:
        InputError: a file is no dispute.

    """
    found: list[Pair] = []
    for path in sorted(folder.glob("*.toml")):
        drawn = pairs(read_dispute(path), random.Random(f"{seed} {path.stem}"), _OTHERS)
        if path.stem.startswith(tuple(fresh)):
            drawn = (replace(pair, source=f"{FRESH}{pair.source}") for pair in drawn)
        found += drawn
    return found


def read_dispute(path: Path) -> Quarrel:
    """The dispute in a TOML file.

    Raises:
        InputError: it cannot be read, or names a claim, a party, an act or a relation that is not.

    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        parties: dict[str, str] = dict(table["parties"])
        claims = {handle: _told(claim, parties) for handle, claim in dict(table["claims"]).items()}
        opposed: dict[Handles, Relation] = {}
        tempting: dict[Handles, Trap] = {}
        for kind, (a, b) in _listed(table["pairs"]):
            if a not in claims or b not in claims or a == b:
                raise ValueError(f"no pair of claims: {a}, {b}")
            if kind in set(Relation):
                opposed[a, b] = Relation(kind)
            else:
                tempting[a, b] = Trap(kind)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: no dispute ({error}); see fixtures/README.md") from None
    everyday = table.get("style") == "news"
    return Quarrel(parties, claims, opposed, tempting, everyday=everyday)


def _told(claim: Mapping[str, Any], parties: Mapping[str, str]) -> Told:
    blamed = tuple(claim.get("blames", ()))
    Act(claim["act"])
    for id_ in (claim["party"], *blamed):
        if id_ not in parties:
            raise ValueError(f"no party {id_!r}")
    text = str(claim["text"])
    named = frozenset(id_ for id_, name in parties.items() if name.casefold() in text.casefold())
    return Told(claim["party"], text, blamed, named)


def _listed(table: Mapping[str, Any]) -> Iterator[tuple[str, Handles]]:
    for kind, listed in table.items():
        for a, b in listed:
            yield kind, (a, b)
