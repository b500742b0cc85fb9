"""What one document of an index tells of those whom another names in passing.

One report has "Ann Reed, the union's secretary", the next only "Ann Reed" or "Ms Reed"; one has
"Harlow Chemicals", the next only "Harlow".  Left alone, each of these would be a party of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from factcheck.model import Party
from factcheck.parties.demonyms import places
from factcheck.parties.names import family_first, name_words, slug, transcribed
from factcheck.parties.nouns import MEMBERS, SHORT_NAMES, like_company, like_union, no_union
from factcheck.parties.speakers import Speaker
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
_COMPANIES = word_list("companies")
_SAID_OF = {"airline": frozenset(("air", "airlines", "airways", "aviation"))}
_INNER = frozenset(("of", "and", "for", "the", "in"))
_SHORTEST = 4  # letters of a body's short name
_PER_MENTION = 8  # documents with the full name, at most, for each that tells the side
_FIRST_NAMES = frozenset(
    word.casefold() for word in word_list("male_names") | word_list("female_names")
)
_PAIR = 2
_FEWEST = 3  # words of a name that is shortened to its initials

#: Surname and first name of a person, differences of transcription aside.
_Key = tuple[str, str]


@dataclass(frozen=True)
class Shared:
    """The side and the full name, document by document, of those named in passing there."""

    parties: Mapping[tuple[str, str], Party]
    names: Mapping[tuple[str, str], str]
    nouns: Mapping[tuple[str, str], Party]
    people: frozenset[tuple[str, str]]
    """The ids, document by document, that are somebody's name."""

    @property
    def documents(self) -> frozenset[str]:
        """The documents that have somebody who is so named."""
        keys = (*self.parties, *self.names, *self.nouns)
        return frozenset(document for document, _ in keys)

    def speaker(self, document: str, speaker: Speaker, noun: str = "") -> Speaker:
        """``speaker`` of ``document`` as all documents together have them."""
        if speaker.party is None:
            party = self.nouns.get((document, noun)) if speaker.name is None else None
            return Speaker(party.name, party) if party else speaker
        if noun.rpartition(" ")[2] in BODIES and (document, speaker.party.id) in self.people:
            own = self.nouns.get((document, noun))  # "the company" is not "Reed", who is somebody
            return Speaker(own.name if own else None, own)
        party = self.parties.get((document, speaker.party.id), speaker.party)
        if speaker.name is None:
            return Speaker(None, party)
        name = self.names.get((document, speaker.name), speaker.name)
        if party != speaker.party and slug(name) == speaker.party.id and not _full(name):
            name = party.name
        return Speaker(name, party)

    def target(self, document: str, id_: str) -> str:
        """The id of the party that ``document`` has as ``id_``."""
        party = self.parties.get((document, id_))
        return party.id if party else id_


def shared(heard: Heard) -> Shared:
    """Give every person the side that any document knows, and short names of bodies the full one.

    A person of the same full name gives up being a party of their own where the other documents
    have one side for them, unless that is told so seldom that it may be misread.  A lone surname
    does so where the index holds one bearer and the two documents have somebody else in common
    too; so does the short name of a body.  The order of what is ``heard`` makes no difference.
    """
    return _Index(heard).shared()


class _Meaning(NamedTuple):
    """Whom an id may mean: a party, by the key of a person or by the name of a body.

    Only in documents that are linked to one of ``others``, by more than the ``surname`` and the id;
    in all where these are None.  A ``last`` one leaves no other.
    """

    party: Party | None
    key: _Key | None = None
    others: Collection[int] | None = None
    surname: str = ""
    last: bool = False


class _Index:
    """Voices and documents go by their places in what is heard.

    What is told of a document, or of many, is worked out when it is first asked for.
    """

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._parties: dict[str, Party] = {}
        self._named: dict[str, list[int]] = defaultdict(list)
        self._surnames: list[str | None] = [None] * len(heard.voices)
        self._sides: dict[_Key, dict[Party, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._spellings: dict[_Key, Counter[str]] = defaultdict(Counter)
        self._seen: dict[_Key, list[int]] = defaultdict(list)
        self._bearers: dict[str, set[_Key]] = defaultdict(set)
        self._lone: dict[str, list[tuple[Party, list[int]]]] = defaultdict(list)
        self._members: dict[str, set[_Key]] = defaultdict(set)
        self._apart: set[str] = set()
        names = {voice.speaker.name or "" for voice in heard.voices}
        self._family_first = {slug(name): _key(name) for name in names if family_first(name)}
        for row in sorted(range(len(heard.voices)), key=lambda row: _order(heard.voices[row])):
            self._add(row, heard.voices[row])
        self._of_surnames()
        self._people = {key for key, sides in self._sides.items() if sides}
        self._opening: dict[str, list[tuple[list[str], Party]]] = defaultdict(list)
        self._initials: dict[str, set[str]] = defaultdict(set)
        for id_, party in self._parties.items():
            parts = id_.split("-")
            self._opening[parts[0]].append((parts, party))
            if len(parts) >= _FEWEST:
                self._initials["".join(p[0] for p in parts if p not in _INNER)].add(id_)

    def _add(self, row: int, voice: Voice) -> None:
        name, party = voice.speaker.name, voice.speaker.party
        for id_ in voice.ids:
            self._named[id_].append(row)
        if party is not None:
            self._parties.setdefault(party.id, party)
        key = (self._family_first.get(slug(name)) or _key(name)) if name else None
        if name is None or key is None:
            return
        self._surnames[row] = key[0]
        if voice.apart:
            self._apart.update((slug(name), slug(name_words(name)[-1])))
        if not _full(name):
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

    def _key(self, id_: str) -> _Key | None:
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
                        if self._linked(document, seen, surname, party.id):
                            self._sides[bearer][party].add(document)
                            self._members[party.id].add(bearer)

    def shared(self) -> Shared:
        parties: dict[tuple[str, str], Party] = {}
        names: dict[tuple[str, str], str] = {}
        people: set[tuple[str, str]] = set()
        documents = self._heard.documents
        for id_, rows in self._named.items():
            if _is_state(id_) or id_ in self._apart:
                continue
            meanings = [*self._meanings(id_)]
            for home in self._heard.homes_of(rows) if meanings else ():
                meaning = self._meant(home, id_, meanings)
                if meaning.party is not None and meaning.party.id != id_:
                    parties[documents[home], id_] = meaning.party
                    if meaning.key is not None:
                        people.add((documents[home], id_))
        for voice, homes in self._heard.all():
            name, party = voice.speaker.name, voice.speaker.party
            if name is None or party is None or _full(name):
                continue
            own = slug(name)
            meanings = [*self._meanings(own)]
            for home in homes:
                if (documents[home], party.id) in parties:
                    key = self._meant(home, own, meanings).key
                    if key is not None:
                        names[documents[home], name] = self._spelling(key)
        return Shared(parties, names, self._nouns(parties), frozenset(people))

    def _meant(self, document: int, id_: str, meanings: Iterable[_Meaning]) -> _Meaning:
        """The first of the ``meanings`` of an id that holds in the document."""
        for each in meanings:
            linked = each.others is None or self._linked(document, each.others, each.surname, id_)
            if linked:
                return each
            if each.last:
                break
        return _Meaning(None)

    def _meanings(self, id_: str) -> Iterator[_Meaning]:
        """Whom the id of a party may mean: the person of that name, else a body."""
        key = self._key(id_)
        if key is not None and key[1] and key in self._people:
            yield _Meaning(self._side(key), key)
        elif key is not None and not key[1]:
            bearers = self._bearers.get(key[0], set())
            if len(bearers) == 1:
                (bearer,) = bearers
                seen = self._heard.homes_of(self._seen[bearer])
                yield _Meaning(self._side(bearer), bearer, seen, key[0])
        yield from self._bodies(id_)

    def _side(self, key: _Key) -> Party | None:
        told = self._sides.get(key, {})
        if len({party.id for party in told}) != 1:
            return None
        known = set[int]().union(*told.values())
        rare = len(self._heard.homes_of(self._seen[key])) > _PER_MENTION * len(known)
        return None if rare else next(reversed(told))

    def _spelling(self, key: _Key) -> str:
        counted = self._spellings[key]
        return min(counted, key=lambda name: (-counted[name], -len(name), name))

    def _bodies(self, id_: str) -> Iterator[_Meaning]:
        """The one body whose name begins with the short one and goes on with what it is.

        Or the one whose initials the short name is ("HRC", "Harlow Rent Commission"), or of whose
        name it is the adjective ("Norlander", "Norland").
        """
        short = id_.split("-")
        if len(short) == 1 and len(self._initials.get(id_, ())) == 1:
            (full_id,) = self._initials[id_]
            yield self._body(self._parties[full_id], last=True)
        if len(short) == 1:
            named = [self._parties[noun] for noun in places(id_) if noun in self._parties]
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

    def _body(self, party: Party, *, last: bool = False) -> _Meaning:
        return _Meaning(party, others=self._heard.homes_of(self._named[party.id]), last=last)

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

    def _linked(self, document: int, others: Collection[int], surname: str, id_: str) -> bool:
        """Whether the document and one of ``others`` have more in common than this name."""
        if document in others:
            return True
        ids, surnames = (
            self._heard.ids_in(document) - {id_},
            self._surnames_in(document) - {surname},
        )
        for other in others:
            common = ids & self._heard.ids_in(other)
            states = {each for each in common if _is_state(each)}
            if common - states or len(states) > 1 or surnames & self._surnames_in(other):
                return True
        return False

    def _surnames_in(self, document: int) -> set[str | None]:
        return {self._surnames[row] for row in self._heard.inside[document]} - {None}

    def _nouns(self, parties: Mapping[tuple[str, str], Party]) -> dict[tuple[str, str], Party]:
        """Whom "the trust" means in documents that name no trust but one by its people."""
        found: dict[tuple[str, str], Party] = {}
        shared: dict[str, dict[str, Party]] = defaultdict(dict)
        for (document, _), party in parties.items():
            shared[document][party.id] = party
        nouns = ((row, voice.noun) for voice, homes in self._heard.all() for row in homes)
        for row, noun in filter(itemgetter(1), set(nouns)):
            document = self._heard.documents[row]
            sides = dict(shared.get(document, {}))
            for id_ in self._heard.ids_in(row):
                if id_ in self._parties and (document, id_) not in parties:
                    sides[id_] = self._parties[id_]
            called = [side for side in sides.values() if _called(side, noun)]
            if len(called) == 1:
                found[document, noun] = called[0]
        return found


def _order(voice: Voice) -> tuple[str, str]:
    party = voice.speaker.party
    return voice.speaker.name or "", party.name if party else ""


@lru_cache(maxsize=1 << 16)
def _full(name: str) -> bool:
    return len(name_words(name)) > 1


@lru_cache(maxsize=1 << 16)
def _key(name: str) -> _Key | None:
    parts = name_words(name)
    if not parts:
        return None
    return transcribed(parts[-1]), transcribed(parts[0]) if len(parts) > 1 else ""


@lru_cache(maxsize=1 << 16)
def _key_of(id_: str) -> _Key | None:
    """As :func:`_key`, of the id of a party."""
    return _key(id_.replace("-", " "))


@lru_cache(maxsize=1 << 16)
def _is_state(id_: str) -> bool:
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
        and all(word in _KINDS | _INNER or like_company(word) for word in rest)
    )


@lru_cache(maxsize=1 << 16)
def _called(party: Party, noun: str) -> bool:
    """Whether a text would call the body by the noun: it is one by name."""
    parts = party.id.split("-")
    *described, noun = noun.split()
    if noun == "army":
        return False  # a state's, not some Liberation Army
    if STATE_ID.fullmatch(party.id) or not all(_among(word, parts) for word in described):
        return False
    if noun == "union":
        return (noun in parts and not no_union(parts)) or like_union(parts)
    company = noun in _COMPANIES and (bool(described) or like_company(parts[-1]))
    return noun in parts or company or parts[-1] in _SAID_OF.get(noun, ())


def _among(word: str, parts: list[str]) -> bool:
    """Whether a name has the word, be it in another number ("ferry", "ferries")."""
    return any(
        part == word
        or (
            len(word) >= _STEM
            and part[:_STEM] == word[:_STEM]
            and abs(len(part) - len(word)) <= _ENDING
        )
        for part in parts
    )


_STEM, _ENDING = 4, 2  # letters that two forms of one word share, and by which they differ
