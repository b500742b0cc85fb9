"""One person over many documents: spellings united, namesakes kept apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck.model import Party
from factcheck.parties.names import compatible, fold, name_words, transcribed
from factcheck.parties.resolve import Cast
from factcheck.parties.speakers import Speaker
from factcheck.parties.titles import BODIES
from factcheck.parties.vocabulary import word_list

_KINDS = BODIES | {word.casefold() for word in word_list("organisations")}


@dataclass(frozen=True)
class Canon:
    """The spelling that stands for each person, by spelling and party."""

    spellings: dict[tuple[str, str | None], str]
    parties: dict[str, Party]

    def speaker(self, speaker: Speaker) -> Speaker:
        """``speaker`` under the spelling, and with the party, that all documents share."""
        id_ = speaker.party.id if speaker.party else None
        if speaker.name is None:
            return Speaker(None, self.parties.get(id_, speaker.party)) if id_ else speaker
        name = self.spellings.get((speaker.name, id_), speaker.name)
        party = self.parties.get(id_, speaker.party) if id_ else None
        return Speaker(name, party)


def join(casts: Iterable[Cast]) -> Canon:
    """Unite the people of ``casts``; the order of the documents makes no difference.

    See :func:`unite`.
    """
    return unite(Counter(speaker for cast in casts for speaker in cast.people()))


def unite(speakers: Mapping[Speaker, int]) -> Canon:
    """Find which full names, each there so many times, are spellings of one person's.

    Two names are one person's where surname, party and first name agree, differences of
    transcription aside ("Sergei", "Sergey").  Someone on no larger side is their own party,
    so that there the name alone must agree.  A lone surname joins only where one person on
    that side bears it.  A full name wins over a surname, then the commonest spelling, then the
    longest, then the first in alphabetical order.
    """
    counted: dict[tuple[str, Party | None], int] = {
        (speaker.name, speaker.party): count
        for speaker, count in speakers.items()
        if speaker.name is not None
    }
    groups: dict[tuple[str, str], list[tuple[str, Party | None]]] = defaultdict(list)
    for name, party in sorted(counted, key=lambda key: (key[0], key[1].id if key[1] else "")):
        parts = name_words(name)
        if parts and not _of_body(name, party):
            groups[transcribed(parts[-1]), _side(name, party)].append((name, party))
    spellings: dict[tuple[str, str | None], str] = {}
    parties: dict[str, Party] = {}
    for members in groups.values():
        for cluster in _clusters(members):
            best, side = min(
                cluster,
                key=lambda key: (len(name_words(key[0])) < 2, -counted[key], -len(key[0]), key[0]),
            )
            for name, party in cluster:
                spellings[name, party.id if party else None] = best
                if party is not None and side is not None:
                    parties[party.id] = side
    return Canon(spellings, parties)


def _of_body(name: str, party: Party | None) -> bool:
    """Whether the name is a body's: "Norland Medical Association" is no other association."""
    return _side(name, party) == "own" and name.split()[-1].casefold() in _KINDS


def _side(name: str, party: Party | None) -> str:
    """The party's id; one word for all who are a party of their own."""
    if party is None:
        return ""
    return "own" if fold(party.name) == fold(name) else party.id


def _clusters(members: list[tuple[str, Party | None]]) -> list[list[tuple[str, Party | None]]]:
    """Split bearers of one surname on one side into people, each a list of spellings."""
    clusters: list[list[tuple[str, Party | None]]] = []
    lone: list[tuple[str, Party | None]] = []
    for member in members:
        parts = name_words(member[0])
        if len(parts) == 1:
            lone.append(member)
            continue
        fitting = [
            cluster
            for cluster in clusters
            if all(compatible(parts, name_words(name)) for name, _ in cluster)
        ]
        if len(fitting) == 1:
            fitting[0].append(member)
        else:
            clusters.append([member])
    if lone and len(clusters) == 1:
        clusters[0].extend(lone)
    elif lone:
        clusters.append(lone)
    return clusters
