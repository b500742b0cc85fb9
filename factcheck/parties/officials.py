"""Nameless officials whose side stands elsewhere: in the place they sit in, or with those before.

"Officials in Beijing" are of whom "Beijing" means, "a second official" of whom the first was, and
"an officer" of the police of whom the text tells.
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.model import Party
from factcheck.parties.bearers import of_noun
from factcheck.parties.common_nouns import CommonNouns
from factcheck.parties.gazetteer import Form
from factcheck.parties.scene import Scene
from factcheck.parties.titles import OFFICES, PORTFOLIOS
from factcheck.parties.vocabulary import word_list

#: Gives the party that the words between two indexes name.
Read = Callable[[int, int], Party | None]

_SEATED = frozenset(("authorities", "ministers", "official", "officials"))
_PLAIN = PORTFOLIOS | word_list("determiners") | {"government", "intelligence", "military"}
_ORDINALS = frozenset(("fifth", "fourth", "second", "third"))
_LINKS = frozenset(("at", "for", "from", "in", "of", "with"))
_OFFICERS = frozenset(("officer", "officers"))
_ONE_OF = frozenset(("of", "the", "these", "those")) | word_list("determiners") | _ORDINALS
#: Others who have officers: where a text speaks of them, an officer need not be of the police.
_ARMED = word_list("officered")
_LONGEST = 6  # words on each side of a noun that are read with it
_EARLIER = 8  # earlier officials that are looked at


def seated(scene: Scene, first: int, last: int) -> Party | None:
    """The side of "officials in Beijing", "an official in the Norland capital".

    Of "the capital" alone it is the state that the text was written in, or is at home in.
    """
    lex = scene.lex
    head = next((i for i in range(first, last - 1) if lex.lower(i) in _SEATED), None)
    if head is None or lex.lower(head + 1) != "in":
        return None
    if any(lex.lower(index) not in _PLAIN for index in range(first, head)):
        return None
    place = head + 3 if lex.lower(head + 2) == "the" else head + 2
    if place in lex.hit_at and place < last:
        hit, past = lex.hit_at[place]
        capital = lex.lower(past) == "capital" and lex.joined(past)
        if hit.form is Form.ADJECTIVE:
            return hit.party if capital and lex.state(hit.party) else None
        whole = capital or past >= last or not lex.joined(past) or lex.pos[past] not in _NOUNS
        return hit.party if whole and (hit.form is Form.SEAT or lex.state(hit.party)) else None
    bare = lex.lower(place) == "capital" and place == head + 3 and place == last - 1
    return (scene.dateline or scene.home) if bare else None


def another(scene: Scene, first: int, last: int, read: Read) -> Party | None:
    """The side of "a second official", "another officer": that of the one before, by ``read``."""
    lex, head = scene.lex, last - 1
    if lex.lower(first) not in _ORDINALS and lex.lower(first - 1) != "another":
        return None
    noun = lex.lower(head)
    if noun not in OFFICES or any(lex.capital(index) for index in range(first, last)):
        return None
    for index in reversed(scene.places(noun, first)[-_EARLIER:]):
        begin, end = _around(scene, index)
        if lex.lower(begin) in _ORDINALS or lex.lower(begin - 1) == "another":
            continue
        return read(begin, end)
    return None


def officer(scene: Scene, common: CommonNouns, first: int, last: int) -> Party | None:
    """The police of whom "an officer at the scene" is, where the text tells of no other force."""
    lex = scene.lex
    head = next((i for i in range(first, last) if lex.lower(i) in _OFFICERS), None)
    if head is None or any(lex.lower(index) not in _ONE_OF for index in range(first, head)):
        return None
    police = scene.places("police", len(lex))
    if not police or any(scene.places(word, len(lex)) for word in _ARMED):
        return None
    return of_noun(scene, common, "police", police[0])


_NOUNS = frozenset(("NOUN", "PROPN"))


def _around(scene: Scene, head: int) -> tuple[int, int]:
    """The noun phrase of word ``head``, as far as words alone show it."""
    lex, begin, end = scene.lex, head, head + 1
    while begin > max(0, head - _LONGEST) and lex.joined(begin):
        before = lex.pos[begin - 1] in _NOUNS | {"ADJ", "NUM"} or lex.possessive(begin - 1)
        if not before and begin - 1 not in lex.hit_over:
            break
        begin -= 1
    if end < len(lex) and lex.joined(end) and lex.lower(end) in _LINKS:
        end += 1
        while end < min(len(lex), head + _LONGEST) and lex.joined(end):
            if lex.pos[end] not in _NOUNS | {"ADJ", "DET"}:
                break
            end += 1
    return begin, end
