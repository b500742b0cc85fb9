"""Who "the 58-year-old", "the mother of three" and "the former minister" are: who spoke last.

So a report calls somebody a second time.  What would fit another speaker as well, as "the
challenger" does, is left alone.
"""

from __future__ import annotations

from factcheck.parties.gazetteer import Form
from factcheck.parties.lexical import Lexical
from factcheck.parties.people import Person
from factcheck.parties.scene import Scene
from factcheck.parties.speakers import NOBODY, Speaker
from factcheck.parties.titles import HEADS_OF_BODIES, OFFICES, is_role, read_title
from factcheck.parties.vocabulary import word_list

_EPITHETS = word_list("epithets")
_MEN = word_list("men") | {"councilman", "entrepreneur", "frenchman", "spokesman"}
_WOMEN = word_list("women") | {"actress", "councilwoman"}
_PARENTS = frozenset(("dad", "father", "grandfather", "grandmother", "mother", "mum", "mom"))
_LONGEST = 6  # words


def bearer(scene: Scene, first: int, last: int, previous: Speaker | None) -> Speaker:
    """Whom the words ``first`` to ``last`` call by what they are, not by name; else nobody.

    That can only be the ``previous`` speaker, a person of the text whom the words fit.
    """
    lex = scene.lex
    if previous is None or lex.lower(first) != "the" or not 2 <= last - first <= _LONGEST:
        return NOBODY
    if last - first == 2 and first + 1 in lex.hit_at and lex.state(previous.party):
        return _countryman(lex, first + 1, previous)
    person = scene.by_name.get(previous.name or "")
    if person is None:
        return NOBODY
    if previous.party is not None:
        person = scene.by_name.get(previous.party.name, person)  # for whom a lawyer speaks
    words = {lex.lower(index) for index in range(first + 1, last)}
    misfit = words & (_WOMEN if person.gender == "m" else _MEN if person.gender == "f" else set())
    known = _of_life(scene, first + 1, last) or _of_office(scene, first + 1, last, person)
    return Speaker(person.name, person.party) if known and not misfit else NOBODY


def _countryman(lex: Lexical, index: int, previous: Speaker) -> Speaker:
    """Whom "the Dane" means after somebody who speaks for a state: that one, or another's."""
    hit, _ = lex.hit_at[index]
    if hit.form is not Form.ADJECTIVE or not lex.state(hit.party):
        return NOBODY
    return previous if hit.party == previous.party else Speaker(None, hit.party)


def _of_life(scene: Scene, first: int, last: int) -> bool:
    """Whether the words are an age, a nation, a trade or "mother of three"."""
    lex = scene.lex
    if lex.lower(last - 1) == "old" and lex.lower(last - 2) == "year":
        return True
    if lex.lower(first) in _PARENTS:
        return lex.lower(first + 1) == "of" and lex.tag(first + 2) == "NUM"
    if last - first == 1 and first in lex.hit_at:
        hit, _ = lex.hit_at[first]
        return hit.form is Form.ADJECTIVE and lex.state(hit.party)
    retired = lex.lower(first) == "retired" and not is_role(lex.lower(last - 1))
    return lex.lower(last - 1) in _EPITHETS or (retired and not lex.plural[last - 1])


def _of_office(scene: Scene, first: int, last: int, person: Person) -> bool:
    """Whether the words are an office that nobody else of the text has, or had."""
    title = read_title(scene.lex, first, last)
    if title is None or title.party is not None or title.body is not None or title.independent:
        return False
    if scene.lex.plural[last - 1]:
        return False
    offices = frozenset(filter(is_role, title.roles))
    others = (each for each in scene.people.all if each is not person)
    if any(offices & each.roles for each in others) or _of_another(scene, first, last):
        return False
    if title.former:
        return not person.roles & OFFICES - person.left
    led = not person.own and not scene.lex.state(person.party) and not person.roles
    return led and any(each in HEADS_OF_BODIES and "spokes" not in each for each in offices)


def _of_another(scene: Scene, first: int, last: int) -> bool:
    """Whether somebody without a name has the office earlier in the text: "a former minister"."""
    lex = scene.lex
    return any(
        lex.lower(index) in ("a", "an")
        for place in scene.places(lex.lower(last - 1), first)
        for index in range(max(0, place - _LONGEST), place)
    )
