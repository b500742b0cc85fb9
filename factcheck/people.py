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
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from factcheck.model import Claim, Party
from factcheck.parties import Speaker
from factcheck.parties.canonical import Canon, unite
from factcheck.parties.names import slug
from factcheck.parties.offices import Offices, asks, tells
from factcheck.parties.shared import shared
from factcheck.parties.sides import unnamed
from factcheck.parties.speakers import NOBODY
from factcheck.parties.titles import BODIES, SPOKESPERSONS
from factcheck.parties.vocabulary import word_list
from factcheck.parties.voices import Appearance, Heard, Voice

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


class Named(NamedTuple):
    """Who is meant by a voice, and on whom blame is laid, as all documents have them."""

    speaker: Speaker
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """Who is ``heard`` in documents that are named: ``names`` has a name for each voice."""

    heard: Heard
    names: Sequence[Named]

    def called(self) -> Iterator[tuple[str, Speaker]]:
        """What sources that tell offices call whom."""
        for voice, named in zip(self.heard.voices, self.names, strict=True):
            if voice.source is not None:
                yield voice.source, named.speaker


class Naming:
    """One name and one side a person, from how they appear in all documents.

    Whom a voice means mostly does not depend on the document, and then is worked out once.  All
    else is worked out for a document when it is first asked for.
    """

    def __init__(self, heard: Heard, known: Known | None = None) -> None:
        """Unite what is ``heard`` in all documents; the order makes no difference.

        What is ``known`` opens what is heard, and is named so.
        """
        personal = [_personal(voice) for voice in heard.voices]
        speakers: Counter[Speaker] = Counter()
        for voice, count in zip(personal, heard.said, strict=True):
            speakers[voice.speaker] += count
            party = voice.speaker.party
            if party is not None and not unnamed(party) and "-" in party.id:
                speakers[Speaker(party.name, party)] += 0  # whom others only speak for
        canon = unite(speakers)
        #: The voices with the spelling, and the parties, that all documents share.
        self.alike = [_alike(voice, canon) for voice in personal]
        #: The same, without sides that have no name.
        self.sided = [
            _sided(voice, named) for voice, named in zip(personal, self.alike, strict=True)
        ]
        self._heard, self._known = heard, known
        self._row = {document: row for row, document in enumerate(heard.documents)}
        self._place = {voice: place for place, voice in enumerate(heard.voices)}
        self._across = shared(heard.as_(self.sided))
        self.everywhere = self._across.everywhere
        self._anywhere: dict[int, Named] = {}
        self._free = [self._across.free(voice) for voice in self.sided]
        self.groups: dict[str, Party] = {}
        self.groups = self._grouped()

    def named(self, written: Appearance) -> Named:
        """Who is meant by what a document has written."""
        placed = self._placed(written.document, self._place[written.voice])
        source = written.voice.source
        if source is None or placed.speaker != NOBODY or not asks(source):
            return placed
        inside = self._heard.inside[self._row[written.document]]
        present = (
            self._placed(written.document, place).speaker
            for place in inside
            if self._heard.voices[place].source is not None
        )
        speaker = self.offices.holder(source, present)
        if speaker is None:
            return placed
        party = speaker.party.id if speaker.party is not None else None
        return Named(speaker, tuple(id_ for id_ in placed.targets if id_ != party))

    @cached_property
    def offices(self) -> Offices:
        """Who is called by which offices."""
        found = Offices()
        if self._known is not None:
            for source, speaker in self._known.called():
                found.tell(source, speaker)
        first = len(self._known.heard.voices) if self._known is not None else 0
        for source, speaker in self.called(first):
            found.tell(source, speaker)
        return found

    def called(self, first: int = 0) -> Iterator[tuple[str, Speaker]]:
        """What sources that tell offices call whom, of the voices from ``first`` on."""
        for place, voice in enumerate(self._heard.voices[first:], first):
            if voice.source is not None and tells(voice.source):
                for each in {self._placed(home, place).speaker for home in self._asked(place)}:
                    yield voice.source, each

    def asking(self) -> Iterator[int]:
        """The places of voices that may be nobody but an office."""
        for place, (voice, named) in enumerate(zip(self._heard.voices, self.alike, strict=True)):
            nobody = named.speaker == NOBODY or bool(voice.noun)
            if nobody and voice.source is not None and asks(voice.source):
                yield place

    def _asked(self, place: int) -> Iterator[str]:
        """The documents that have a voice, one of them where it means the same in all."""
        homes = self._heard.homes[place]
        yield from map(self._heard.documents.__getitem__, homes[:1] if self._free[place] else homes)

    def _placed(self, document: str, place: int) -> Named:
        """Who is meant, but for those whom only their office names."""
        if not self._free[place]:
            return self._grouped_as(self._by_name(document, place))
        if place not in self._anywhere:
            self._anywhere[place] = self._grouped_as(self._by_name(document, place))
        return self._anywhere[place]

    def _grouped_as(self, named: Named) -> Named:
        speaker, targets = named
        group = self.groups.get(speaker.party.id) if speaker.party is not None else None
        blamed = (self.groups[id_].id if id_ in self.groups else id_ for id_ in targets)
        return Named(Speaker(speaker.name, group or speaker.party), tuple(dict.fromkeys(blamed)))

    def _grouped(self) -> dict[str, Party]:
        """The sides without a name of people whom no document puts on another.

        By the id that each has alone.
        """
        found: dict[str, set[Party]] = defaultdict(set)
        for place, voice in enumerate(self._heard.voices):
            side = voice.speaker.party
            if side is None or not _of_group(voice):
                continue
            for document in self._asked(place):
                speaker = self._by_name(document, place).speaker
                name, party = speaker.name, speaker.party
                if name is not None and party is not None and party.id == slug(name):
                    found[party.id].add(side)
        return {id_: next(iter(sides)) for id_, sides in found.items() if len(sides) == 1}

    def _by_name(self, document: str, place: int) -> Named:
        """The same, with those who speak for a side without a name as parties of their own."""
        own, sided = self.alike[place], self.sided[place]
        speaker = self._across.speaker(document, sided.speaker, sided.noun)
        if speaker.party is None and unnamed(own.speaker.party):
            speaker = own.speaker
        targets = tuple(dict.fromkeys(self._across.target(document, id_) for id_ in own.targets))
        if speaker.party is not None and speaker.party != own.speaker.party:
            targets = tuple(id_ for id_ in targets if id_ != speaker.party.id)
        return Named(speaker, targets)


def _alike(voice: Voice, canon: Canon) -> Named:
    """The speaker with the spelling, and the parties, that all documents share."""
    parties = canon.parties
    targets = tuple(parties[t].id if t in parties else t for t in voice.targets)
    return Named(canon.speaker(voice.speaker), targets)


def _sided(voice: Voice, named: Named) -> Voice:
    """The voice so ``named``, without a side that has no name, which tells others nothing."""
    speaker, targets = named
    if unnamed(speaker.party):
        speaker = Speaker(speaker.name, None)
    if (speaker, targets) == (voice.speaker, voice.targets):
        return voice
    return replace(voice, speaker=speaker, targets=targets)


def _of_group(voice: Voice) -> bool:
    """Whether it is a person's who is on a side without a name."""
    return voice.speaker.name is not None and unnamed(voice.speaker.party)


def _personal(voice: Voice) -> Voice:
    """The voice; of a person on a side without a name as one on no side but their own."""
    name = voice.speaker.name
    if name is None or not _of_group(voice):
        return voice
    return replace(voice, speaker=Speaker(name, Party(slug(name), name)))


def united(claims: Sequence[Claim]) -> tuple[list[Claim], Spellings]:
    """``claims``, named as written, with one name a person; and what was replaced by it.

    The order of the claims makes no difference.
    """
    appearances = [appearance(claim) for claim in claims]
    counted = Counter(appearances)
    naming = Naming(Heard.of(counted))
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
    voice = Voice(
        Speaker(claim.speaker, claim.party),
        claim.targets,
        not _FORMER.isdisjoint(words),
        _noun(source),
        claim.source.text if claim.source is not None else None,
    )
    return Appearance(claim.document.sha256, voice)


def _noun(source: str) -> str:
    """The noun of "the trust", "the dockers' union", "a trust spokesman"; else empty."""
    words = _POSSESSIVE.sub("", source).replace("-", " ").split()
    if len(words) == 2 and words[0] == "the":
        return words[1]
    if len(words) == 3 and words[0] in _ARTICLES and words[2] in SPOKESPERSONS:
        return words[1] if words[1] in BODIES else ""
    described = 2 < len(words) <= _LONGEST and words[0] == "the" and words[-1] in BODIES
    return " ".join(words[1:]) if described else ""


def told(written: Sequence[Claim], named: Sequence[Claim]) -> dict[str, int]:
    """Who speaks in a document, as text, each in so many claims.

    From its claims as ``written``, and as they are ``named``.
    """
    counted = Counter(
        (appearance(raw).voice, Named(Speaker(claim.speaker, claim.party), claim.targets))
        for raw, claim in zip(written, named, strict=True)
    )
    return {
        json.dumps([*_written(voice), *_row(*name)]): count
        for (voice, name), count in counted.items()
    }


def told_of(text: str) -> tuple[Voice, Named]:
    """A voice that :func:`told` wrote, and under which name.

    Raises:
        ValueError, TypeError: it did not.

    """
    speaker, party, targets, apart, noun, source, named, side, blamed = json.loads(text)
    voice = Voice(_speaker(speaker, party), tuple(targets), apart, noun, source)
    return voice, Named(_speaker(named, side), tuple(blamed))


def _written(voice: Voice) -> list[Any]:
    return [*_row(voice.speaker, voice.targets), voice.apart, voice.noun, voice.source]


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
