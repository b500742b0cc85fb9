"""Whom the id of a party may mean: what all documents of an index together tell of names.

A document is only looked at where a name means somebody in some documents and nobody in others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from factcheck.model import Party
from factcheck.parties.demonyms import places
from factcheck.parties.names import family_first, name_words, slug, transcribed
from factcheck.parties.nouns import MEMBERS, SHORT_NAMES, like_company
from factcheck.parties.tables import STATE_ID
from factcheck.parties.titles import BODIES, PORTFOLIOS
from factcheck.parties.vocabulary import word_list
from factcheck.parties.voices import Heard, Voice

_ORGANISATIONS = frozenset(word.casefold() for word in word_list("organisations"))
_COMMON = word_list("generic") | BODIES | PORTFOLIOS | word_list("organs")
_KINDS = BODIES | SHORT_NAMES | _ORGANISATIONS | word_list("trades")
#: What a place too has, so that a company of the place's name is not meant.
_LOCAL = frozenset(
    ("authority", "council", "court", "government", "parliament", "police", "school")
)
_INNER = frozenset(("of", "and", "for", "the", "in"))
_SECTORS = frozenset(("nhs",))
_SHORTEST = 4  # letters of a body's short name
_PER_MENTION = 8  # documents with the full name, at most, for each that tells the side
_FIRST_NAMES = frozenset(
    word.casefold() for word in word_list("male_names") | word_list("female_names")
)
_PAIR = 2
_FEWEST = 3  # words of a name that is shortened to its initials

#: Surname and first name of a person, differences of transcription aside.
Key = tuple[str, str]


class Meaning(NamedTuple):
    """Whom an id may mean: a party, by the key of a person or by the name of a body.

    Only in documents that are linked to one of ``others``, by more than the ``surname`` and the id;
    in all where these are None.  A ``last`` one leaves no other.
    """

    party: Party | None
    key: Key | None = None
    others: set[int] | None = None
    surname: str = ""
    last: bool = False


class Everywhere:
    """Names as all documents together have them.

    Voices and documents go by their places in what is heard.  What is told of a document, or of
    an id, is worked out when it is first asked for.
    """

    def __init__(self, heard: Heard) -> None:
        """Take in what is ``heard``; the order of documents and voices makes no difference."""
        #: The parties that speak, by id.
        self.parties: dict[str, Party] = {}
        #: Ids of those who have left a side and keep apart from it.
        self.apart: set[str] = set()
        #: The surname in each voice.
        self.surnames: list[str | None] = [None] * len(heard.voices)
        self._heard = heard
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        self._documents: dict[str, set[int]] = {}
        self._family: dict[str, set[int]] = {}
        self._bearing: dict[str, list[int]] = defaultdict(list)
        self._named: dict[str, list[int]] = defaultdict(list)
        self._sides: dict[Key, dict[Party, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._spellings: dict[Key, Counter[str]] = defaultdict(Counter)
        self._seen: dict[Key, list[int]] = defaultdict(list)
        self._bearers: dict[str, set[Key]] = defaultdict(set)
        self._lone: dict[str, list[tuple[Party, list[int]]]] = defaultdict(list)
        self._members: dict[str, set[Key]] = defaultdict(set)
        names = {voice.speaker.name or "" for voice in heard.voices}
        self._family_first = {slug(name): _key(name) for name in names if family_first(name)}
        for row in sorted(range(len(heard.voices)), key=lambda row: _order(heard.voices[row])):
            self._add(row, heard.voices[row])
        self._of_surnames()
        self._people = {key for key, sides in self._sides.items() if sides}
        self._opening: dict[str, list[tuple[list[str], Party]]] = defaultdict(list)
        self._initials: dict[str, set[str]] = defaultdict(set)
        for id_, party in self.parties.items():
            parts = id_.split("-")
            self._opening[parts[0]].append((parts, party))
            if len(parts) >= _FEWEST:
                self._initials["".join(p[0] for p in parts if p not in _INNER)].add(id_)

    def _add(self, row: int, voice: Voice) -> None:
        name, party = voice.speaker.name, voice.speaker.party
        for id_ in voice.ids:
            self._named[id_].append(row)
        if party is not None:
            self.parties.setdefault(party.id, party)
        key = (self._family_first.get(slug(name)) or _key(name)) if name else None
        if name is None or key is None:
            return
        self.surnames[row] = key[0]
        self._bearing[key[0]].append(row)
        if voice.apart:
            self.apart.update((slug(name), slug(name_words(name)[-1])))
        if not full(name):
            if party is not None and slug(name) != party.id and not voice.noun:
                self._lone[key[0]].append((party, self._heard.homes[row]))
            return
        self._seen[key].append(row)
        self._spellings[key][name] += self._heard.said[row]
        if not _body_like(name):
            self._bearers[key[0]].add(key)
        if party is not None and slug(name) != party.id and not _body_like(name):
            self._sides[key][party].update(self._heard.homes[row])
            self._members[party.id].add(key)

    def _key(self, id_: str) -> Key | None:
        """The person of whose name ``id_`` is the slug, in which no order of names shows."""
        return self._family_first.get(id_) or _key_of(id_)

    def _of_surnames(self) -> None:
        """Count the side of a lone surname for its one bearer, whom no document gives a side."""
        for surname, told in self._lone.items():
            bearers = self._bearers.get(surname, set())
            for bearer in bearers if len(bearers) == 1 else ():
                if self._sides.get(bearer):
                    continue
                seen = self._heard.homes_of(self._seen[bearer])
                for party, documents in told:
                    for document in documents:
                        if self.linked(document, seen, surname, party.id):
                            self._sides[bearer][party].add(document)
                            self._members[party.id].add(bearer)

    @property
    def ids(self) -> Collection[str]:
        """The ids of all who speak or are blamed."""
        return self._named.keys()

    @property
    def spellings(self) -> dict[Key, str]:
        """The spelling that stands for each person."""
        return {key: self.spelling(key) for key in self._spellings}

    def documents(self, id_: str) -> set[int]:
        """Those in which the party of that id speaks or is blamed."""
        if id_ not in self._documents:
            self._documents[id_] = self._heard.homes_of(self._named.get(id_, ()))
        return self._documents[id_]

    def _with_surname(self, surname: str) -> set[int]:
        if surname not in self._family:
            self._family[surname] = self._heard.homes_of(self._bearing[surname])
        return self._family[surname]

    def meant(self, document: int, id_: str) -> Meaning:
        """The first of the meanings of an id that holds in the document."""
        for each in self.meanings(id_):
            linked = each.others is None or self.linked(document, each.others, each.surname, id_)
            if linked:
                return each
            if each.last:
                break
        return Meaning(None)

    def meanings(self, id_: str) -> tuple[Meaning, ...]:
        """Whom the id of a party may mean: the person of that name, else a body."""
        if id_ not in self._meanings:
            self._meanings[id_] = tuple(self._persons_and_bodies(id_))
        return self._meanings[id_]

    def fixed(self, id_: str) -> bool:
        """Whether the id means the same in all documents."""
        meanings = self.meanings(id_)
        return not meanings or meanings[0].others is None

    def _persons_and_bodies(self, id_: str) -> Iterator[Meaning]:
        key = self._key(id_)
        if key is not None and key[1] and key in self._people:
            yield Meaning(self._side(key), key)
        elif key is not None and not key[1]:
            bearers = self._bearers.get(key[0], set())
            if len(bearers) == 1:
                (bearer,) = bearers
                seen = self._heard.homes_of(self._seen[bearer])
                yield Meaning(self._side(bearer), bearer, seen, key[0])
        yield from self._bodies(id_)

    def _side(self, key: Key) -> Party | None:
        told = self._sides.get(key, {})
        if len({party.id for party in told}) != 1:
            return None
        known = set[int]().union(*told.values())
        rare = len(self._heard.homes_of(self._seen[key])) > _PER_MENTION * len(known)
        return None if rare else next(reversed(told))

    def spelling(self, key: Key) -> str:
        """The spelling that stands for a person."""
        counted = self._spellings[key]
        return min(counted, key=lambda name: (-counted[name], -len(name), name))

    def _bodies(self, id_: str) -> Iterator[Meaning]:
        """The one body whose name begins with the short one and goes on with what it is.

        Or the one whose initials the short name is ("HRC", "Harlow Rent Commission"), or of whose
        name it is the adjective ("Norlander", "Norland").
        """
        short = id_.split("-")
        if len(short) == 1 and len(self._initials.get(id_, ())) == 1:
            (full_id,) = self._initials[id_]
            yield self._body(self.parties[full_id], last=True)
        if len(short) == 1:
            named = [self.parties[noun] for noun in places(id_) if noun in self.parties]
            if len(named) == 1:
                yield self._body(named[0])
        if len("".join(short)) < _SHORTEST or set(short) <= _COMMON | _INNER:
            return
        if len(short) == 1 and self._bearers.get(transcribed(short[0])):
            return
        full = [party for parts, party in self._opening.get(short[0], ()) if _begins(parts, short)]
        full = full or self._one_opening(short)
        if len(full) == 1 and not self._members[id_] - self._members[full[0].id]:
            yield self._body(full[0])

    def _body(self, party: Party, *, last: bool = False) -> Meaning:
        return Meaning(party, others=self.documents(party.id), last=last)

    def _one_opening(self, short: list[str]) -> list[Party]:
        """The one body of two words that begins as the short name, whatever its second word is.

        None where another body begins so too, as those of a town do, or the word is a first name.
        """
        if len(short) > 1 or short[0] in _FIRST_NAMES:
            return []
        full = [
            (parts, party) for parts, party in self._opening.get(short[0], ()) if len(parts) > 1
        ]
        if len(full) != 1 or len(full[0][0]) != _PAIR:
            return []
        (parts, party), key = full[0], self._key(full[0][1].id)
        person = key in self._people or not (MEMBERS | _LOCAL | BODIES).isdisjoint(parts)
        return [] if person else [party]

    def linked(self, document: int, others: set[int], surname: str, id_: str) -> bool:
        """Whether the document and one of ``others`` have more in common than this name.

        That is another party that is no state, two states, or another surname.
        """
        if document in others:
            return True
        surnames = {self.surnames[row] for row in self._heard.inside[document]} - {surname}
        if any(each and not others.isdisjoint(self._with_surname(each)) for each in surnames):
            return True
        own = self._heard.ids_in(document) - {id_}
        states = {each for each in own if is_state(each)}
        if any(not others.isdisjoint(self.documents(each)) for each in own - states):
            return True
        met: set[int] = set()
        for each in states if len(states) > 1 else ():
            both = others & self.documents(each)
            if not met.isdisjoint(both):
                return True
            met |= both
        return False


def _order(voice: Voice) -> tuple[str, str]:
    party = voice.speaker.party
    return voice.speaker.name or "", party.name if party else ""


@lru_cache(maxsize=1 << 16)
def full(name: str) -> bool:
    """Whether a name is of more than one word."""
    return len(name_words(name)) > 1


@lru_cache(maxsize=1 << 16)
def _key(name: str) -> Key | None:
    parts = name_words(name)
    if not parts:
        return None
    return transcribed(parts[-1]), transcribed(parts[0]) if len(parts) > 1 else ""


@lru_cache(maxsize=1 << 16)
def _key_of(id_: str) -> Key | None:
    """As :func:`_key`, of the id of a party."""
    return _key(id_.replace("-", " "))


@lru_cache(maxsize=1 << 16)
def is_state(id_: str) -> bool:
    """Whether the id is a state's."""
    return STATE_ID.fullmatch(id_) is not None


@lru_cache(maxsize=1 << 16)
def _body_like(name: str) -> bool:
    return bool(_KINDS.intersection(slug(name).split("-")))


def _begins(full: list[str], short: list[str]) -> bool:
    """Whether a body's name is ``short`` and words for its kind ("Harlow Chemicals Ltd")."""
    rest = full[len(short) :]
    return (
        bool(rest)
        and full[: len(short)] == short
        and not (MEMBERS | _LOCAL).intersection(rest)
        and all(word in _KINDS | _INNER | _SECTORS or like_company(word) for word in rest)
    )
