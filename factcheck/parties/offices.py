"""Who "the minister" is in a document that names the minister and leaves the office to others.

One report has "Trade Minister Ann Reed", the next only "Ann Reed" and, further on, "the minister".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcheck.parties.speakers import Speaker
from factcheck.parties.titles import is_role

_OWNER = re.compile(r"\w+['\u2019]s?(?=\s)")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LINKS = frozenset(("at", "for", "from", "of", "to", "who", "whose", "with"))
_LONGEST = 3  # words of an office


@dataclass(frozen=True)
class Sighting:
    """A source in a document and whom it means; a ``speaker`` without name and party is nobody."""

    document: str
    source: str
    speaker: Speaker


def holders(sightings: Iterable[Sighting]) -> Mapping[Sighting, Speaker]:
    """Whom those sources mean that are nobody yet and name an office alone.

    That is the one person who speaks in the same document under their name, and whom a source of
    any document calls by that office.  The order of ``sightings`` makes no difference.
    """
    known = list(sightings)
    called: dict[str, set[frozenset[str]]] = defaultdict(set)
    present: dict[str, set[Speaker]] = defaultdict(set)
    for each in known:
        if each.speaker.name is not None and each.speaker.party is not None:
            present[each.document].add(each.speaker)
            if tells(each.source):
                called[each.speaker.name].add(_offices(each.source))
    found = {}
    for each in known:
        office = None if each.speaker.name or each.speaker.party else _alone(each.source)
        if office is None:
            continue
        bearers = [
            speaker
            for speaker in present[each.document]
            if any(office <= offices for offices in called.get(speaker.name or "", ()))
        ]
        if len(bearers) == 1:
            found[each] = bearers[0]
    return found


def tells(source: str) -> bool:
    """Whether a source calls somebody by an office."""
    return any(map(is_role, _offices(source)))


def asks(source: str) -> bool:
    """Whether a source names an office alone."""
    return _alone(source) is not None


@lru_cache(maxsize=1 << 16)
def _offices(source: str) -> frozenset[str]:
    """The words of the office in "Norland's Trade Minister Ann Reed" and of the name with it."""
    words = _words(_OWNER.sub(" ", source))
    past = next((place for place, word in enumerate(words) if word in _LINKS), len(words))
    return frozenset(words[:past])


@lru_cache(maxsize=1 << 16)
def _alone(source: str) -> frozenset[str] | None:
    """The words of the office in "the trade minister"; None where it is anything else."""
    words = _words(source)
    office = words[1:]
    if words[:1] == ["the"] and 0 < len(office) <= _LONGEST and is_role(office[-1]):
        return frozenset(office)
    return None


def _words(source: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(source)]
