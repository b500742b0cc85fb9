"""Groups without a name that a text quotes as a side: "police", "protesters", "the union".

News about a clash in a town or a strike often names nobody, and still has sides.  Whoever is
quoted so, and for whom no name is known, is the party that is called so; in every document the
same, for a dispute is told by many.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from factcheck.model import Party
from factcheck.parties.bands import band
from factcheck.parties.gazetteer import Form
from factcheck.parties.names import slug
from factcheck.parties.scene import Scene
from factcheck.parties.titles import is_role
from factcheck.parties.vocabulary import word_list

#: What ends the noun phrase that says who they are.
_ENDS = word_list("sides_end")
#: Words before the noun by which they are on no side, or on several.
_BARRED = word_list("sides_barred")
#: Nouns that with these before them are for the authorities: "health officials".
_OFFICIALS = frozenset(("official", "officials"))
_PUBLIC = word_list("sides_public")
#: Sides of which a text about several states may have several.
_OF_STATES = frozenset(
    (
        "the army",
        "the government",
        "the ministry",
        "the navy",
        "the opposition",
        "the parliament",
        "the president",
    )
)
_DEFINITE = frozenset(("her", "his", "its", "the", "their"))
#: Nouns for one body that need no article: "management", "city hall".
_NAMES = frozenset(("hall", "management"))
#: Nouns for those who lead whatever is named before them, and else a firm.
_LEADING = frozenset(("bosses", "management"))
_DESCRIBED = word_list("determiners") | _DEFINITE
_FORMER = frozenset(("ex", "former"))
_ONE = frozenset(("one", "two", "three"))
_LONGEST = 12  # words of a phrase that are read
_WORD = re.compile(r"[a-z]+")


@cache
def _sides() -> dict[str, Party]:
    """Every noun and the side that it is for."""
    named = tomllib.loads(Path(__file__).with_name("sides.toml").read_text("utf-8"))
    return {
        noun: Party(slug(name.removeprefix("the ")), name)
        for name, nouns in named.items()
        for noun in nouns.split()
    }


@cache
def _ids() -> frozenset[str]:
    return frozenset(party.id for party in _sides().values())


@cache
def _parties() -> frozenset[Party]:
    return frozenset(_sides().values())


def unnamed(party: Party | None) -> bool:
    """Whether ``party`` is a side without a name."""
    return party in _parties()


def fits(scene: Scene, party: Party) -> bool:
    """Whether a side without a name is one in the text: of several states none has the army."""
    return party.name not in _OF_STATES or not _states(scene)


def crowd(party: Party) -> bool:
    """Whether the side without a name is of many ("police"), not one body ("the club")."""
    return not party.name.startswith("the ")


def called(noun: str) -> Party | None:
    """The side that goes by a ``noun``, which is in lower case; None for any other word."""
    return _sides().get(noun)


@cache
def plural_names() -> frozenset[str]:
    """The names of sides that take a plural verb, as "police" and "the unions" do."""
    names = {party.name for party in _sides().values()}
    return frozenset(name for name in names if not name.startswith("the ") or name[-1] == "s")


def several(party: Party | None) -> bool:
    """Whether ``party`` is a side without a name that takes a plural verb."""
    return party is not None and unnamed(party) and party.name in plural_names()


def spoken_of(text: str) -> frozenset[str]:
    """The ids of the sides without a name for which ``text`` has a noun."""
    sides = _sides()
    return frozenset(sides[word].id for word in _WORD.findall(text.casefold()) if word in sides)


def side(scene: Scene, first: int, last: int) -> Party | None:
    """The side that the words from index ``first`` to ``last`` name by a noun alone.

    None for all others, and for several sides.
    """
    lex = scene.lex
    if lex.lower(first + 1) == "of" and lex.lower(first) in _ONE:
        first += 2  # "one of the drivers"
    end = min(last, first + _LONGEST)
    stop = next((k for k in range(first + 1, end) if _stops(scene, k)), end)
    if any(_named(scene, index, first) for index in range(first, stop)):
        return None
    words = [lex.lower(index) for index in range(first, stop)]
    if not _FORMER.isdisjoint(words):
        return _sides().get(f"former-{words[-1]}")
    if not _BARRED.isdisjoint(words):
        return None
    head = words[-1]
    found = None
    pair = _sides().get("-".join(words[-2:]))
    if pair is None and (is_role(head) or head in _LEADING):
        if stop < end and lex.lower(stop) in ("for", "from", "of"):
            return side(scene, stop + 1, end)
        found = next(_before(words), None)
        if found is None and head in _OFFICIALS and not _PUBLIC.isdisjoint(words):
            found = _sides()["authorities"]
        if head in _LEADING and found is None and not _DESCRIBED.issuperset(words[:-1]):
            return None  # "health bosses"
    if found is None:
        found = pair or _sides().get(head)
        one = found is not None and found.name.startswith("the ")
        if one and not lex.plural[stop - 1] and not _one(words):
            return None
    if found is None or not fits(scene, found):
        return None
    return band(scene, found.name) or found


def _one(words: list[str]) -> bool:
    """Whether the words are of one that is known: "the union", "her family", "management"."""
    return not _DEFINITE.isdisjoint(words) or words[-1] in _NAMES


def _before(words: list[str]) -> Iterator[Party]:
    """The sides whose nouns stand before the last of ``words``, the nearest first."""
    sides = _sides()
    for end in range(len(words) - 1, 0, -1):
        found = sides.get("-".join(words[max(0, end - 2) : end])) or sides.get(words[end - 1])
        if found is not None:
            yield found


def _stops(scene: Scene, index: int) -> bool:
    lex = scene.lex
    return lex.lower(index) in _ENDS or lex.gap(index).strip() not in ("", "-", "'", "\u2019")


def _named(scene: Scene, index: int, first: int) -> bool:
    """Whether the word is part of a name; a nation's before "protesters" only says where."""
    lex = scene.lex
    over = lex.hit_over.get(index)
    if over is not None:
        return lex.hit_at[over][0].form is not Form.ADJECTIVE
    if index in scene.people.at or index in scene.bodies.at:
        return True
    if not lex.words[index].text[:1].isupper():
        return False
    opening = index == first and lex.opens(index)
    known = lex.lower(index) in _sides() or lex.lower(index) in _PUBLIC
    return not (opening and (known or lex.pos[index] != "PROPN"))


def _states(scene: Scene) -> bool:
    """Whether the text names a state."""
    return any(scene.lex.state(hit.party) for hit, _ in scene.lex.hit_at.values())
