"""Who "the minister" is in a document that names the minister and leaves the office to others.

One report has "Trade Minister Ann Reed", the next only "Ann Reed" and, further on, "the minister".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from factcheck.parties.speakers import Speaker
from factcheck.parties.titles import is_role

_OWNER = re.compile(r"\w+['\u2019]s?(?=\s)")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LINKS = frozenset(("at", "for", "from", "of", "to", "who", "whose", "with"))
_LONGEST = 3  # words of an office


class Offices:
    """Who is called by which offices, by the sources of all documents."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._called: dict[str, set[frozenset[str]]] = defaultdict(set)

    def tell(self, source: str, speaker: Speaker) -> bool:
        """Note what ``source`` calls the ``speaker``; whether nothing before has told that."""
        if speaker.name is None or speaker.party is None or not tells(source):
            return False
        known = self._called[speaker.name]
        new = _offices(source) not in known
        known.add(_offices(source))
        return new

    def holder(self, source: str, present: Iterable[Speaker]) -> Speaker | None:
        """Whom a ``source`` means that names an office alone and is nobody yet.

        That is the one person who speaks in the same document under their name, of those
        ``present``, and whom a source of any document calls by that office.
        """
        office = _alone(source)
        if office is None:
            return None
        bearers = {
            speaker
            for speaker in present
            if speaker.name is not None
            and speaker.party is not None
            and any(office <= offices for offices in self._called.get(speaker.name, ()))
        }
        return bearers.pop() if len(bearers) == 1 else None


def tells(source: str) -> bool:
    """Whether a source calls somebody by an office."""
    return any(map(is_role, _offices(source)))


def asks(source: str) -> bool:
    """Whether a source names an office alone."""
    return _alone(source) is not None


def fills(source: str, office: str) -> bool:
    """Whether the holder of the office that a source tells is meant by one that names it alone."""
    alone = _alone(office)
    return alone is not None and alone <= _offices(source)


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
