"""Armed groups that a text calls by what they are: "the rebels" after "the M23 rebels".

Of two groups that it calls so it is neither, nor of one that it names without the noun.
"""

from __future__ import annotations

from factcheck.model import Party
from factcheck.parties.scene import Scene

_STEMS = ("guerrilla", "insurgent", "jihadi", "militant", "paramilitar", "rebel", "separatist")
_KINDS = frozenset(("army", "faction", "force", "forces", "group", "militia", "movement"))
_ARMED = "armed-group"


def band(scene: Scene, word: str) -> Party | None:
    """The one armed group of the text to which a ``word`` such as "rebels" is joined there."""
    stem = _stem(word)
    if stem is None:
        return None
    lex, found = scene.lex, set()
    for first, (hit, past) in lex.hit_at.items():
        entry = scene.gazetteer.entry(hit.party.id) if hit.party is not None else None
        if hit.party is None or entry is None or entry.kind != _ARMED:
            continue
        before = first - 2 if lex.lower(first - 1) in _KINDS else first - 1
        told = [lex.lower(index) for index in range(first, past)]
        told += [lex.lower(before)] if lex.joined(first) and lex.joined(before + 1) else []
        told += [lex.lower(past)] if lex.joined(past) else []
        if stem in map(_stem, told):
            found.add(hit.party)
    return found.pop() if len(found) == 1 else None


def _stem(word: str) -> str | None:
    return next((stem for stem in _STEMS if word.startswith(stem)), None)
