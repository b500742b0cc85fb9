"""States and regions that the table does not know, and that the text itself shows to be such.

"Norland's foreign ministry", "the Norland army" and "a Norlander minister" make Norland a state,
whether or not any table has heard of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.parties.context import titled
from factcheck.parties.demonyms import places
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import slug
from factcheck.parties.places import STATES
from factcheck.parties.titles import BODIES, COURTESIES, PORTFOLIOS, is_role
from factcheck.parties.vocabulary import word_list

_FEWEST = 4  # letters of a name
_NO_NAMES = (
    BODIES
    | PORTFOLIOS
    | COURTESIES
    | STATES
    | word_list("organs")
    | word_list("strangers")
    | word_list("generic")
    | word_list("peoples")
    | word_list("trades")
    | frozenset(
        word.casefold()
        for name in ("organisations", "ground", "calendar", "function", "places_before", "former")
        for word in word_list(name)
    )
)
_FIRST_NAMES = word_list("male_names") | word_list("female_names")
_DIRECTIONS = word_list("directions")
#: First words of the names of states that are called after others.
_BEFORE = frozenset(("East", "Lower", "New", "North", "South", "Upper", "West"))
_OFTEN = 4  # times that a name and its adjective stand in a text of which they are the subject
_REGULAR = ("an", "ese", "ish")
_LABELS = frozenset(("GPE", "LOC", "NORP"))
_AFTER_NAMES = frozenset(("ADP", "AUX", "CCONJ", "VERB"))
#: What only a state has; with a field before it ("foreign ministry") those below too.
_ORGANS = word_list("nations_own")
_OF_FIELDS = frozenset(("minister", "ministry", "secretary"))
_PAIRS = frozenset(
    (("air", "force"), ("armed", "forces"), ("border", "guards"), ("prime", "minister"))
)
#: What an adjective before it makes a state's, and a possessive does not.
_HEADS = frozenset(("forces", "king", "ministers", "president", "queen", "soldiers", "state"))
_OF = frozenset(("army", "government", "kingdom", "parliament", "republic"))


@dataclass
class _Seen:
    """How often a word stands in a text, for a state's name and for a part of a person's."""

    times: int = 0
    alone: int = 0
    owning: int = 0
    person: int = 0


def unlisted(lex: Lexical, gazetteer: Gazetteer) -> list[Mapping[str, Any]]:
    """The states of ``lex`` that ``gazetteer`` does not know, as tables of parties.

    A name is one that owns what only a state has, an adjective one that stands before that.  The
    two are one state where one is formed from the other, and no other name of the text could be
    meant.  What is part of a person's name is neither.
    """
    return list(_tables(_candidates(lex, gazetteer)))


def _candidates(lex: Lexical, gazetteer: Gazetteer) -> dict[str, _Seen]:
    found: dict[str, _Seen] = defaultdict(_Seen)
    for index in range(len(lex)):
        if not _may_name(lex, gazetteer, index):
            continue
        first = index
        before = lex.words[index - 1].text if lex.joined(index) else ""
        if before in _BEFORE and lex.gap(index) == " ":
            first -= 1
        seen = found[_written(lex, first, index + 1)]
        seen.times += 1
        seen.alone += _alone(lex, first, index + 1)
        seen.person += _in_a_name(lex, first)
        seen.owning += _owns(lex, first, index)
    return {name: seen for name, seen in found.items() if not seen.person}


def _may_name(lex: Lexical, gazetteer: Gazetteer, index: int) -> bool:
    text = lex.words[index].text
    return (
        len(text) >= _FEWEST
        and text.isalpha()
        and (text.istitle() or _shouted(lex, index))
        and index not in lex.hit_over
        and lex.capital(index)
        and text not in _FIRST_NAMES
        and text.casefold() not in _NO_NAMES
        and not is_role(text.casefold())
        and not gazetteer.people(text)
        and gazetteer.match(text) is None
    )


def _shouted(lex: Lexical, index: int) -> bool:
    """Whether the word is all in capitals, as in a heading, and elsewhere is not."""
    text = lex.words[index].text
    return text.isupper() and text.capitalize() in lex.spelt


def _written(lex: Lexical, first: int, last: int) -> str:
    """The words as running text has them."""
    name = lex.string(first, last)
    return name.title() if name.isupper() else name


def _in_a_name(lex: Lexical, first: int) -> bool:
    """Whether the word follows another of a name, as a surname does; in headlines all do."""
    apart = not lex.joined(first) or "\n" in lex.gap(first)
    if apart or not lex.words[first - 1].text[:1].isupper():
        return False
    before = lex.words[first - 1].text
    if is_role(before.casefold()) or before.casefold() in COURTESIES:
        return True
    if before in _DIRECTIONS or before.casefold() in _NO_NAMES:
        return False
    if lex.opens(first - 1) and lex.pos[first - 1] not in ("PROPN", "NOUN"):
        return False
    return not titled(lex.text, lex.words[first].start)


def _alone(lex: Lexical, first: int, past: int) -> bool:
    """Whether the words stand for themselves, as a name does and an adjective does not."""
    if lex.joined(first) and lex.lower(first - 1) in ("a", "an", "the"):
        return False
    return lex.possessive(past) or not lex.joined(past) or lex.pos[past] in _AFTER_NAMES


def _owns(lex: Lexical, first: int, index: int) -> bool:
    """Whether what a state has follows the word, or stands before it with "of"."""
    past = index + 1
    if lex.possessive(past):
        return _organ(lex, past + 1, _ORGANS)
    before = first - 2
    if lex.lower(before + 1) == "of" and lex.lower(before) in _OF and lex.joined(first):
        return not (lex.gap(past) == " " and lex.capital(past))
    adjective = bool(places(lex.lower(index)))
    likely = lex.entity[index] in _LABELS or (adjective and lex.pos[index] in ("ADJ", "PROPN"))
    if lex.opens(first) and not likely:
        return False  # "Furious Health Secretary Reed", "Caretaker government"
    return lex.gap(past) == " " and _organ(lex, past, _ORGANS | _HEADS if adjective else _ORGANS)


def _organ(lex: Lexical, index: int, organs: frozenset[str]) -> bool:
    """Whether the words from ``index`` are such as "foreign ministry", "army", "armed forces"."""
    start = index
    while lex.lower(index) in PORTFOLIOS and lex.joined(index + 1):
        index += 1
    if index > start and lex.lower(index) in _OF_FIELDS:
        return True
    pair = (lex.lower(start), lex.lower(start + 1))
    return lex.lower(start) in organs or (lex.joined(start + 1) and pair in _PAIRS)


def _tables(found: Mapping[str, _Seen]) -> Iterator[Mapping[str, Any]]:
    by_fold: dict[str, list[str]] = defaultdict(list)
    for name in found:
        by_fold[name.casefold()].append(name)
    adjectives: dict[str, list[str]] = defaultdict(list)
    for name, seen in found.items():
        nouns = [
            noun
            for form in places(name.casefold())
            for noun in by_fold.get(form, ())
            if noun != name
        ]
        owners = [
            noun
            for noun in nouns
            if seen.owning or found[noun].owning or _paired(noun, name, found)
        ]
        if len(owners) == 1:
            adjectives[owners[0]].append(name)
        elif seen.owning and not nouns:
            adjectives[name] += [] if seen.alone or not places(name.casefold()) else [name]
    for name, words in adjectives.items():
        yield _table(name, words)


def _paired(noun: str, adjective: str, found: Mapping[str, _Seen]) -> bool:
    """Whether the two alone tell of a place: they are formed regularly and not rare."""
    regular = adjective.endswith(_REGULAR) and (adjective[-2:] != "an" or noun[-1:] == "a")
    return regular and found[noun].times + found[adjective].times >= _OFTEN


def _table(name: str, adjectives: list[str]) -> Mapping[str, Any]:
    return {
        "id": slug(name),
        "name": name,
        "kind": "state",
        "aliases": [f"{form} of {name}" for form in ("Kingdom", "Republic")],
        "adjectives": [*adjectives, *(f"{each}s" for each in adjectives)],
    }
