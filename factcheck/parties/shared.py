"""What one document of an index tells of those whom another names in passing.

One report has "Ann Reed, the union's secretary", the next only "Ann Reed" or "Ms Reed"; one has
"Harlow Chemicals", the next only "Harlow".  Left alone, each of these would be a party of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcheck.model import Party
from factcheck.parties.demonyms import places
from factcheck.parties.names import family_first, name_words, slug, transcribed
from factcheck.parties.nouns import MEMBERS, SHORT_NAMES, like_company, like_union, no_union
from factcheck.parties.speakers import Speaker
from factcheck.parties.tables import STATE_ID
from factcheck.parties.titles import BODIES, PORTFOLIOS
from factcheck.parties.vocabulary import word_list

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
class Appearance:
    """A speaker in a document, and the ids of those whom the words blame.

    ``apart`` says that the speaker has left the side that they once spoke for.  ``noun`` is the
    noun of a source that names nobody ("trust" of "the trust"), with the words before it, else
    empty.  ``source`` is the
    source as written, which decides nothing here.
    """

    document: str
    speaker: Speaker
    targets: tuple[str, ...] = ()
    apart: bool = False
    noun: str = ""
    source: str | None = None


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


def shared(appearances: Mapping[Appearance, int]) -> Shared:
    """Give every person the side that any document knows, and short names of bodies the full one.

    A person of the same full name gives up being a party of their own where the other documents
    have one side for them, unless that is told so seldom that it may be misread.  A lone surname
    does so where the index holds one bearer and the two documents have somebody else in common
    too; so does the short name of a body.  Each of the ``appearances`` is there so many times;
    their order makes no difference.
    """
    return _Index(appearances).shared()


class _Index:
    def __init__(self, appearances: Mapping[Appearance, int]) -> None:
        self._appearances = appearances
        self._parties: dict[str, Party] = {}
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._surnames: dict[str, set[str]] = defaultdict(set)
        self._sides: dict[_Key, dict[Party, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._spellings: dict[_Key, Counter[str]] = defaultdict(Counter)
        self._seen: dict[_Key, set[str]] = defaultdict(set)
        self._bearers: dict[str, set[_Key]] = defaultdict(set)
        self._lone: dict[str, list[tuple[str, Party]]] = defaultdict(list)
        self._members: dict[str, set[_Key]] = defaultdict(set)
        self._apart: set[str] = set()
        names = {each.speaker.name or "" for each in appearances}
        self._family_first = {slug(name): _key(name) for name in names if family_first(name)}
        for each in sorted(appearances, key=_order):
            self._add(each, appearances[each])
        self._of_surnames()
        self._people = {key for key, sides in self._sides.items() if sides}
        self._homes: dict[str, set[str]] = defaultdict(set)
        for document, ids in self._ids.items():
            for id_ in ids:
                self._homes[id_].add(document)
        self._opening: dict[str, list[tuple[list[str], Party]]] = defaultdict(list)
        self._initials: dict[str, set[str]] = defaultdict(set)
        for id_, party in self._parties.items():
            parts = id_.split("-")
            self._opening[parts[0]].append((parts, party))
            if len(parts) >= _FEWEST:
                self._initials["".join(p[0] for p in parts if p not in _INNER)].add(id_)

    def _add(self, each: Appearance, count: int) -> None:
        name, party = each.speaker.name, each.speaker.party
        self._ids[each.document].update(each.targets)
        if party is not None:
            self._parties.setdefault(party.id, party)
            self._ids[each.document].add(party.id)
        key = (self._family_first.get(slug(name)) or _key(name)) if name else None
        if name is None or key is None:
            return
        if each.apart:
            self._apart.update((slug(name), slug(name_words(name)[-1])))
        self._surnames[each.document].add(key[0])
        if not _full(name):
            if party is not None and slug(name) != party.id and not each.noun:
                self._lone[key[0]].append((each.document, party))
            return
        self._seen[key].add(each.document)
        self._spellings[key][name] += count
        if not _body_like(name):
            self._bearers[key[0]].add(key)
        if party is not None and slug(name) != party.id and not _body_like(name):
            self._sides[key][party].add(each.document)
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
                for document, party in told:
                    if self._linked(document, self._seen[bearer], surname, party.id):
                        self._sides[bearer][party].add(document)
                        self._members[party.id].add(bearer)

    def shared(self) -> Shared:
        parties: dict[tuple[str, str], Party] = {}
        names: dict[tuple[str, str], str] = {}
        people: set[tuple[str, str]] = set()
        for document, ids in self._ids.items():
            for id_ in ids:
                if _is_state(id_) or id_ in self._apart:
                    continue
                key = self._person(document, id_)
                side = self._side(key) if key else self._full_body(document, id_)
                if side is not None and side.id != id_:
                    parties[document, id_] = side
                    if key is not None:
                        people.add((document, id_))
        for each in self._appearances:
            name = each.speaker.name
            if name is None or each.speaker.party is None or _full(name):
                continue
            if (each.document, each.speaker.party.id) in parties:
                key = self._person(each.document, slug(name))
                if key is not None:
                    names[each.document, name] = self._spelling(key)
        return Shared(parties, names, self._nouns(parties), frozenset(people))

    def _person(self, document: str, id_: str) -> _Key | None:
        """The person whose name the id of a party is, in full or by surname alone."""
        key = self._key(id_)
        if key is None:
            return None
        if key[1]:
            return key if key in self._people else None
        bearers = self._bearers.get(key[0], set())
        if len(bearers) != 1:
            return None
        (bearer,) = bearers
        return bearer if self._linked(document, self._seen[bearer], key[0], id_) else None

    def _side(self, key: _Key) -> Party | None:
        told = self._sides.get(key, {})
        if len({party.id for party in told}) != 1:
            return None
        known = set[str]().union(*told.values())
        rare = len(self._seen[key]) > _PER_MENTION * len(known)
        return None if rare else next(reversed(told))

    def _spelling(self, key: _Key) -> str:
        counted = self._spellings[key]
        return min(counted, key=lambda name: (-counted[name], -len(name), name))

    def _full_body(self, document: str, id_: str) -> Party | None:
        """The one body whose name begins with the short one and goes on with what it is.

        Or the one whose initials the short name is ("HRC", "Harlow Rent Commission"), or of whose
        name it is the adjective ("Norlander", "Norland").
        """
        short = id_.split("-")
        if len(short) == 1 and len(self._initials[id_]) == 1:
            (full_id,) = self._initials[id_]
            linked = self._linked(document, self._homes[full_id], "", id_)
            return self._parties[full_id] if linked else None
        if len(short) == 1:
            named = [self._parties[noun] for noun in places(id_) if noun in self._parties]
            if len(named) == 1 and self._linked(document, self._homes[named[0].id], "", id_):
                return named[0]
        if len("".join(short)) < _SHORTEST or set(short) <= _COMMON | _INNER:
            return None
        if len(short) == 1 and self._bearers.get(transcribed(short[0])):
            return None
        full = [party for parts, party in self._opening.get(short[0], ()) if _begins(parts, short)]
        full = full or self._one_opening(short)
        if len(full) != 1 or self._members[id_] - self._members[full[0].id]:
            return None
        return full[0] if self._linked(document, self._homes[full[0].id], "", id_) else None

    def _one_opening(self, short: list[str]) -> list[Party]:
        """The one body of two words that begins as the short name, whatever its second word is.

        None where another body begins so too, as those of a town do, or the word is a first name.
        """
        if len(short) > 1 or short[0] in _FIRST_NAMES:
            return []
        full = [(parts, party) for parts, party in self._opening[short[0]] if len(parts) > 1]
        if len(full) != 1 or len(full[0][0]) != _PAIR:
            return []
        (parts, party), key = full[0], self._key(full[0][1].id)
        person = key in self._people or not (MEMBERS | _LOCAL | BODIES).isdisjoint(parts)
        return [] if person else [party]

    def _linked(self, document: str, others: set[str], surname: str, id_: str) -> bool:
        """Whether the document and one of ``others`` have more in common than this name."""
        if document in others:
            return True
        ids, surnames = self._ids[document] - {id_}, self._surnames[document] - {surname}
        for other in others:
            common = ids & self._ids[other]
            states = {each for each in common if _is_state(each)}
            if common - states or len(states) > 1 or surnames & self._surnames[other]:
                return True
        return False

    def _nouns(self, parties: Mapping[tuple[str, str], Party]) -> dict[tuple[str, str], Party]:
        """Whom "the trust" means in documents that name no trust but one by its people."""
        found: dict[tuple[str, str], Party] = {}
        shared: dict[str, dict[str, Party]] = defaultdict(dict)
        for (document, _), party in parties.items():
            shared[document][party.id] = party
        for each in self._appearances:
            if not each.noun or (each.document, each.noun) in found:
                continue
            sides = dict(shared.get(each.document, {}))
            for id_ in self._ids[each.document]:
                if id_ in self._parties and (each.document, id_) not in parties:
                    sides[id_] = self._parties[id_]
            called = [side for side in sides.values() if _called(side, each.noun)]
            if len(called) == 1:
                found[each.document, each.noun] = called[0]
        return found


def _order(each: Appearance) -> tuple[str, str, str]:
    party = each.speaker.party
    return each.document, each.speaker.name or "", party.name if party else ""


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
