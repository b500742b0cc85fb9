"""One person, one name, over all documents of an index.

Each document spells its speakers in its own way.  Which spelling stands for a person depends
on all documents, so every build decides it anew from the spellings of the documents, which
the index therefore remembers where it replaced them.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from factcheck.model import Claim, Party
from factcheck.parties import Speaker
from factcheck.parties.canonical import unite
from factcheck.parties.names import slug
from factcheck.parties.offices import Sighting, holders
from factcheck.parties.shared import Appearance, shared
from factcheck.parties.sides import unnamed
from factcheck.parties.titles import BODIES, SPOKESPERSONS
from factcheck.parties.vocabulary import word_list

_ARTICLES = frozenset(("a", "an", "the"))
_LONGEST = 4  # words of a noun phrase for a body
_POSSESSIVE = re.compile(r"['\u2019]s?(?=\s|$)")
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


#: A speaker, and the ids of those whom the words blame.
_Told = tuple[Speaker, tuple[str, ...]]


class Named(NamedTuple):
    """Who is meant by an appearance, and on whom blame is laid, as all documents have them."""

    speaker: Speaker
    targets: tuple[str, ...]


class Naming:
    """One name and one side a person, from how they appear in all documents."""

    def __init__(self, appearances: Mapping[Appearance, int]) -> None:
        """Unite what is there so many times; the order makes no difference."""
        own: Counter[Appearance] = Counter()
        for each, count in appearances.items():
            own[_personal(each)] += count
        speakers: Counter[Speaker] = Counter()
        for each, count in own.items():
            speakers[each.speaker] += count
        self._canon = unite(speakers)
        self._own: dict[_Told, Named] = {}
        sided: Counter[Appearance] = Counter()
        for each, count in own.items():
            sided[self._sided(each)] += count
        self._across = shared(sided)
        self._bound = self._across.documents
        self._groups: dict[str, Party] = {}
        self._groups = self._grouped(appearances)
        sightings = (_sighting(each, self._placed(each)) for each in appearances)
        self._held = holders(each for each in sightings if each is not None)

    def named(self, written: Appearance) -> Named:
        """Who is meant by what a document has written."""
        placed = self._placed(written)
        sighting = _sighting(written, placed)
        speaker = self._held.get(sighting) if sighting is not None else None
        if speaker is None:
            return placed
        party = speaker.party.id if speaker.party is not None else None
        return Named(speaker, tuple(id_ for id_ in placed.targets if id_ != party))

    def _placed(self, written: Appearance) -> Named:
        """The same, but for those whom only their office names."""
        speaker, targets = self._by_name(_personal(written))
        group = self._groups.get(speaker.party.id) if speaker.party is not None else None
        blamed = (self._groups[id_].id if id_ in self._groups else id_ for id_ in targets)
        return Named(Speaker(speaker.name, group or speaker.party), tuple(dict.fromkeys(blamed)))

    def _grouped(self, appearances: Iterable[Appearance]) -> dict[str, Party]:
        """The sides without a name of those whom no document puts on another, by their own id."""
        found: dict[str, set[Party]] = defaultdict(set)
        for each in appearances:
            own = _personal(each)
            if own is each or each.speaker.party is None:
                continue
            speaker = self._by_name(own).speaker
            name, party = speaker.name, speaker.party
            if name is not None and party is not None and party.id == slug(name):
                found[party.id].add(each.speaker.party)
        return {id_: next(iter(sides)) for id_, sides in found.items() if len(sides) == 1}

    def _by_name(self, written: Appearance) -> Named:
        """The same, with those who speak for a side without a name as parties of their own."""
        own = self._alike(written)
        if written.document not in self._bound:
            return own._replace(targets=tuple(dict.fromkeys(own.targets)))
        across, sided = self._across, self._sided(written)
        speaker = across.speaker(sided.document, sided.speaker, sided.noun)
        if speaker.party is None and unnamed(own.speaker.party):
            speaker = own.speaker
        targets = tuple(dict.fromkeys(across.target(sided.document, id_) for id_ in own.targets))
        if speaker.party is not None and speaker.party != own.speaker.party:
            targets = tuple(id_ for id_ in targets if id_ != speaker.party.id)
        return Named(speaker, targets)

    def _alike(self, each: Appearance) -> Named:
        """The speaker with the spelling, and the party, that all documents share."""
        told = (each.speaker, each.targets)
        if told not in self._own:
            parties = self._canon.parties
            targets = tuple(parties[t].id if t in parties else t for t in each.targets)
            self._own[told] = Named(self._canon.speaker(each.speaker), targets)
        return self._own[told]

    def _sided(self, each: Appearance) -> Appearance:
        """The appearance so, without a side that has no name, which tells others nothing."""
        speaker, targets = self._alike(each)
        if unnamed(speaker.party):
            speaker = Speaker(speaker.name, None)
        if (speaker, targets) == (each.speaker, each.targets):
            return each
        return replace(each, speaker=speaker, targets=targets)


def _personal(each: Appearance) -> Appearance:
    """The appearance; of a person on a side without a name as one on no side but their own."""
    name = each.speaker.name
    if name is None or not unnamed(each.speaker.party):
        return each
    return replace(each, speaker=Speaker(name, Party(slug(name), name)))


def _sighting(written: Appearance, placed: Named) -> Sighting | None:
    if written.source is None:
        return None
    return Sighting(written.document, written.source, placed.speaker)


def united(claims: Sequence[Claim]) -> tuple[list[Claim], Spellings]:
    """``claims``, named as written, with one name a person; and what was replaced by it.

    The order of the claims makes no difference.
    """
    appearances = [appearance(claim) for claim in claims]
    counted = Counter(appearances)
    naming = Naming(counted)
    found = {each: naming.named(each) for each in counted}
    return renamed(claims, [found[each] for each in appearances])


def renamed(claims: Sequence[Claim], names: Sequence[Named]) -> tuple[list[Claim], Spellings]:
    """``claims``, named as written, under the ``names`` (as many); and what was replaced."""
    found: list[Claim] = []
    spellings: Spellings = {}
    for claim, (speaker, targets) in zip(claims, names, strict=True):
        written = (claim.speaker, claim.party, claim.targets)
        if (speaker.name, speaker.party, targets) != written:
            spellings[claim.id] = written
            claim = replace(claim, speaker=speaker.name, party=speaker.party, targets=targets)
        found.append(claim)
    return found, spellings


def appearance(claim: Claim) -> Appearance:
    """How the document of ``claim`` has whoever speaks."""
    source = claim.source.text.casefold() if claim.source else ""
    words = source.replace("-", " ").split()
    return Appearance(
        claim.document.sha256,
        Speaker(claim.speaker, claim.party),
        claim.targets,
        not _FORMER.isdisjoint(words),
        _noun(source),
        claim.source.text if claim.source is not None else None,
    )


def _noun(source: str) -> str:
    """The noun of "the trust", "the dockers' union", "a trust spokesman"; else empty."""
    words = _POSSESSIVE.sub("", source).replace("-", " ").split()
    if len(words) == 2 and words[0] == "the":
        return words[1]
    if len(words) == 3 and words[0] in _ARTICLES and words[2] in SPOKESPERSONS:
        return words[1] if words[1] in BODIES else ""
    described = 2 < len(words) <= _LONGEST and words[0] == "the" and words[-1] in BODIES
    return " ".join(words[1:]) if described else ""


def told(written: Sequence[Claim], named: Sequence[Claim]) -> str:
    """Who speaks in a document, as text: its claims as ``written``, and as they are ``named``."""
    counted = Counter(
        (appearance(raw), Named(Speaker(claim.speaker, claim.party), claim.targets))
        for raw, claim in zip(written, named, strict=True)
    )
    rows = [
        [
            json.dumps([*_written(each), *_row(*name)]),
            count,
        ]
        for (each, name), count in counted.items()
    ]
    return json.dumps(rows)


def told_of(document: str, text: str) -> Iterator[tuple[Appearance, Named, int]]:
    """What :func:`told` wrote of a document: who appears, under which name, in how many claims."""
    for row, count in json.loads(text):
        (speaker, targets, apart, noun, source), name = _read(row)
        yield Appearance(document, speaker, targets, apart, noun, source), name, count


# Most documents of an index have the same people as others.
@lru_cache(maxsize=1 << 16)
def _read(row: str) -> tuple[tuple[Speaker, tuple[str, ...], bool, str, str | None], Named]:
    speaker, party, targets, apart, noun, source, named, side, blamed = json.loads(row)
    own = (_speaker(speaker, party), tuple(targets), apart, noun, source)
    return own, Named(_speaker(named, side), tuple(blamed))


def _written(each: Appearance) -> list[Any]:
    return [*_row(each.speaker, each.targets), each.apart, each.noun, each.source]


def _row(speaker: Speaker, targets: Sequence[str]) -> list[Any]:
    party = speaker.party
    return [speaker.name, [party.id, party.name] if party else None, list(targets)]


def _speaker(name: str | None, party: Sequence[str] | None) -> Speaker:
    return Speaker(name, Party(*party) if party else None)


def to_json(spellings: Spellings) -> str:
    """``spellings`` as text; the same ones give the same text."""
    rows: Mapping[str, Any] = {
        claim: [speaker, [party.id, party.name] if party else None, list(targets)]
        for claim, (speaker, party, targets) in sorted(spellings.items())
    }
    return json.dumps(rows)


def joined(text: str, more: Spellings) -> str:
    """What :func:`to_json` gives for what it gave as ``text`` and ``more``."""
    if not more:
        return text
    return json.dumps(dict(sorted({**json.loads(text), **json.loads(to_json(more))}.items())))


def from_json(text: str) -> Spellings:
    """What :func:`to_json` wrote."""
    rows: Mapping[str, Any] = json.loads(text)
    return {
        claim: (speaker, Party(*party) if party else None, tuple(targets))
        for claim, (speaker, party, targets) in rows.items()
    }
