"""One person, one name, over all documents of an index.

Each document spells its speakers in its own way.  Which spelling stands for a person depends
on all documents, so every build decides it anew from the spellings of the documents, which
the index therefore remembers where it replaced them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from factcheck.model import Claim, Party
from factcheck.parties import Speaker
from factcheck.parties.canonical import Canon, unite
from factcheck.parties.offices import Sighting, holders
from factcheck.parties.shared import Appearance, Shared, shared
from factcheck.parties.sides import unnamed
from factcheck.parties.vocabulary import word_list

_FORMER = frozenset(word.casefold() for word in word_list("former"))

#: Claim id to speaker, party and targets as the claim's own document has them.
Spellings = dict[str, tuple[str | None, Party | None, tuple[str, ...]]]


def as_written(claims: Iterable[Claim], spellings: Spellings) -> list[Claim]:
    """``claims`` with the names that their own documents give."""
    found = []
    for claim in claims:
        if claim.id in spellings:
            speaker, party, targets = spellings[claim.id]
            claim = replace(claim, speaker=speaker, party=party, targets=targets)
        found.append(claim)
    return found


def united(claims: Sequence[Claim]) -> tuple[list[Claim], Spellings]:
    """``claims``, named as written, with one name a person; and what was replaced by it.

    The order of the claims makes no difference.
    """
    canon = unite(Speaker(claim.speaker, claim.party) for claim in claims)
    alike = [_named(claim, canon) for claim in claims]
    appearances = [_appearance(claim) for claim in alike]
    across = shared(appearances)
    placed = [_placed(claim, own, across) for claim, own in zip(alike, appearances, strict=True)]
    held = holders(_sighting(claim) for claim in placed if claim.source is not None)
    named = [_in_office(claim, held) for claim in placed]
    spellings = {
        claim.id: (claim.speaker, claim.party, claim.targets)
        for claim, new in zip(claims, named, strict=True)
        if new is not claim
    }
    return named, spellings


def _named(claim: Claim, canon: Canon) -> Claim:
    speaker = canon.speaker(Speaker(claim.speaker, claim.party))
    targets = tuple(canon.parties[t].id if t in canon.parties else t for t in claim.targets)
    if (speaker.name, speaker.party, targets) == (claim.speaker, claim.party, claim.targets):
        return claim
    return replace(claim, speaker=speaker.name, party=speaker.party, targets=targets)


def _appearance(claim: Claim) -> Appearance:
    words = claim.source.text.casefold().replace("-", " ").split() if claim.source else []
    return Appearance(
        claim.document.sha256,
        Speaker(claim.speaker, None if unnamed(claim.party) else claim.party),
        claim.targets,
        not _FORMER.isdisjoint(words),
        words[1] if len(words) == 2 and words[0] == "the" else "",
    )


def _placed(claim: Claim, own: Appearance, across: Shared) -> Claim:
    speaker = across.speaker(own.document, own.speaker, own.noun)
    if unnamed(claim.party) and speaker.party is None:
        speaker = Speaker(claim.speaker, claim.party)
    targets = tuple(dict.fromkeys(across.target(own.document, id_) for id_ in claim.targets))
    if speaker.party is not None and speaker.party != claim.party:
        targets = tuple(id_ for id_ in targets if id_ != speaker.party.id)
    if (speaker.name, speaker.party, targets) == (claim.speaker, claim.party, claim.targets):
        return claim
    return replace(claim, speaker=speaker.name, party=speaker.party, targets=targets)


def _sighting(claim: Claim) -> Sighting:
    source = claim.source.text if claim.source is not None else ""
    return Sighting(claim.document.sha256, source, Speaker(claim.speaker, claim.party))


def _in_office(claim: Claim, held: Mapping[Sighting, Speaker]) -> Claim:
    speaker = held.get(_sighting(claim))
    if speaker is None:
        return claim
    party = speaker.party.id if speaker.party is not None else None
    targets = tuple(id_ for id_ in claim.targets if id_ != party)
    return replace(claim, speaker=speaker.name, party=speaker.party, targets=targets)


def to_json(spellings: Spellings) -> str:
    """``spellings`` as text; the same ones give the same text."""
    rows: Mapping[str, Any] = {
        claim: [speaker, [party.id, party.name] if party else None, list(targets)]
        for claim, (speaker, party, targets) in sorted(spellings.items())
    }
    return json.dumps(rows)


def from_json(text: str) -> Spellings:
    """What :func:`to_json` wrote."""
    rows: Mapping[str, Any] = json.loads(text)
    return {
        claim: (speaker, Party(*party) if party else None, tuple(targets))
        for claim, (speaker, party, targets) in rows.items()
    }
