"""The table of parties: names, aliases and people, and where they stand in a text."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.model import Party
from factcheck.parties import context
from factcheck.parties.initials import another, explained
from factcheck.parties.lookup import Lookup
from factcheck.parties.merging import Entry, Form, Merger, Target, key_of
from factcheck.parties.names import Word, bare, family_first, slug, surname, words
from factcheck.parties.tables import checked, read_table

__all__ = ["Entry", "Form", "Gazetteer", "Hit"]

_FOLDER = Path(__file__).parent
#: States of which the table writes the family name of people first.  Millions share one, so that
#: alone it means none of the world's people.
_FAMILY_FIRST = frozenset(("CHN", "PRK"))
_ABOUT = 2  # times that a text about a state names it, at the least


class Hit(NamedTuple):
    """A name found in a text.

    ``party`` is None for an outlet; ``name`` is the canonical full name for a person;
    ``place`` is true where the name says only where something happens ("in Moscow").
    """

    start: int
    end: int
    party: Party | None
    form: Form
    name: str
    place: bool


class Gazetteer:
    """An immutable table of parties, compiled for scanning texts in linear time."""

    __slots__ = (
        "_entries",
        "_given",
        "_local",
        "_own",
        "_people",
        "_rivals",
        "_shorts",
        "_targets",
        "digest",
    )

    digest: str
    """Hash of everything in the table: two tables with one digest resolve alike."""

    def __init__(
        self,
        tables: Iterable[Mapping[str, Any]],
        outlets: Iterable[str] = (),
        never: Iterable[str] = (),
        shipped: int = 0,
    ) -> None:
        """Compile checked ``tables``; ``outlets`` and ``never`` are names of no party.

        The first ``shipped`` tables are the world's, all others a user's own.  Use
        :meth:`load`, which reads and checks files.
        """
        builder = Merger()
        tables, outlets, never = list(tables), list(outlets), list(never)
        for phrase in outlets:
            builder.claim(phrase, Target("", Form.OUTLET, phrase))
        for phrase in never:
            builder.claim(phrase, Target("", Form.NONE, phrase))
        for table in tables:
            builder.add(table)
        self._entries = {
            id_: Entry(
                Party(id_, name),
                builder.kinds[id_],
                builder.holds.get(id_),
                builder.stands.get(id_),
                tuple(dict.fromkeys(builder.people.get(id_, ()))),
                tuple(dict.fromkeys(builder.aliases.get(id_, ()))),
            )
            for id_, name in builder.names.items()
        }
        self._targets = Lookup(builder.targets)
        self._rivals = builder.rivals
        self._shorts = builder.shorts
        self._local = {state: Lookup(held) for state, held in builder.local.items()}
        self._own = frozenset(
            person for table in tables[shipped:] for person in table.get("people", ())
        )
        self._given = frozenset(table["id"] for table in tables[shipped:])
        families = {
            slug(person)
            for entry in self._entries.values()
            for person in entry.people
            if family_first(person)
        }
        self._people: dict[str, tuple[tuple[str, Party], ...]] = {}
        for entry in self._entries.values():
            for person in entry.people:
                target = builder.targets.get(key_of(person))
                common = entry.party.id in _FAMILY_FIRST or slug(person) in families
                if target is None or target.id != entry.party.id:
                    continue
                if person in self._own or not common:
                    word = surname(person)
                    self._people[word] = (*self._people.get(word, ()), (person, entry.party))
        self.digest = hashlib.sha256(
            json.dumps([outlets, never, tables], sort_keys=True).encode()
        ).hexdigest()

    @classmethod
    def load(cls, *extra: Path) -> Gazetteer:
        """The shipped table, extended by the TOML files ``extra`` in their order.

        A user's file holds ``[[party]]`` tables with ``id``, ``name``, ``kind``, ``aliases``,
        ``people`` and ``not`` (phrases that never mean it), and may hold the lists ``outlets``
        and ``never``.  A table whose id is known replaces name and kind and adds the rest; a
        name claimed by a later file wins.

        Raises:
            InputError: a file that cannot be read or holds something else.

        """
        return cls.parse(*((str(path), read_table(path)) for path in extra))

    @classmethod
    def parse(cls, *extra: tuple[str, str]) -> Gazetteer:
        """As :meth:`load`, from (name for messages, TOML text) of the user's tables.

        Raises:
            InputError: a text that is not such a table.

        """
        states = json.loads((_FOLDER / "states.json").read_text(encoding="utf-8"))
        tables: list[Mapping[str, Any]] = [
            {
                "id": code,
                "name": row["name"],
                "kind": "state",
                "aliases": row["aliases"],
                "adjectives": row["adjectives"],
                "seats": [row["capital"]] if row["capital"] not in ("", row["name"]) else [],
            }
            for code, row in states.items()
        ]
        outlets: list[str] = []
        never: list[str] = []
        known = {str(table["id"]) for table in tables}
        shipped = _FOLDER / "parties.toml"
        world = 0
        for where, text in ((shipped.name, read_table(shipped)), *extra):
            read = checked(where, text, known)
            outlets += read["outlets"]
            never += read["never"]
            tables += read["party"]
            world = world or len(tables)
        return cls(tables, outlets, never, world)

    def extended(self, tables: Iterable[Mapping[str, Any]]) -> Gazetteer:
        """Add, for one text, checked ``tables`` of others; the names here win."""
        builder = Merger()
        for table in tables:
            builder.add(table)
        more = copy(self)
        more._entries = {
            id_: Entry(Party(id_, name), builder.kinds[id_], aliases=tuple(builder.aliases[id_]))
            for id_, name in builder.names.items()
        } | self._entries
        more._targets = self._targets.extended(builder.targets)
        return more

    def state(self, party: Party | None) -> bool:
        """Whether ``party`` is a state, one of ISO 3166-1 or one that a table calls so."""
        entry = self._entries.get(party.id) if party is not None else None
        return entry is not None and entry.kind == "state"

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def party(self, id_: str) -> Party | None:
        """The party with the identifier ``id_``."""
        entry = self._entries.get(id_)
        return entry.party if entry else None

    def entry(self, id_: str) -> Entry | None:
        """Everything known of the party with the identifier ``id_``."""
        return self._entries.get(id_)

    def match(self, text: str) -> Party | None:
        """The party that the whole of ``text`` names: "the US", "Russia's", "Kremlin".

        A name followed only by words for its organs counts too: "the Russian foreign ministry".
        """
        phrase = bare(text)
        found = list(words(phrase))
        target = self._targets.get(tuple(word.text for word in found))
        if target is not None:
            return self.party(target.id)
        hits = [hit for hit in self.hits(phrase) if hit.start == 0 and hit.party is not None]
        if hits and hits[0].form is not Form.PERSON:
            rest = [word.text.casefold() for word in found if word.start >= hits[0].end]
            organs = [word for word in rest if word not in _JOINING]
            if organs and all(word in context.ORGANS for word in organs):
                return hits[0].party
        return None

    def outlet(self, text: str) -> str | None:
        """The outlet that the whole of ``text`` names: a newspaper, agency or broadcaster."""
        target = self._targets.get(key_of(text))
        return target.name if target is not None and target.form is Form.OUTLET else None

    def adjective(self, word: str) -> bool:
        """Whether ``word`` is a party's adjective, whatever follows it ("Russian")."""
        target = self._targets.get((word,))
        return target is not None and target.form is Form.ADJECTIVE

    def people(self, word: str) -> tuple[tuple[str, Party], ...]:
        """Full name and party of the bearers of a surname: a user's own, else the world's."""
        bearers = self._people.get(word, ())
        return tuple(each for each in bearers if each[0] in self._own) or bearers

    def own(self, person: str) -> bool:
        """Whether a user's own table lists somebody of that full name."""
        return person in self._own

    def given(self, id_: str) -> bool:
        """Whether the party is a firm or another body of a user's own table."""
        return id_ in self._given and self._entries[id_].kind in ("body", "company")

    def scan(self, text: str) -> list[tuple[int, int, Party]]:
        """Every place in ``text`` that names a party, in order and without overlap.

        The longest name wins.  Left out are names inside others' names, places ("in Moscow"),
        and words that mark somebody who does not speak for the party ("Syrian refugees",
        "US-backed rebels", "former US official").  Linear in the length of ``text``.
        """
        return [
            (hit.start, hit.end, hit.party)
            for hit in self.hits(text)
            if hit.party is not None and not (hit.place and hit.form is Form.SEAT)
        ]

    def hits(self, text: str) -> list[Hit]:
        """As :meth:`scan`, with the sort of each name, outlets and places included."""
        found = list(words(text))
        raw: list[tuple[int, int, Target]] = []
        local: list[tuple[int, int, Target, str]] = []
        tainted: set[str] = set()
        sure: set[str] = set()
        led: set[str] = set()
        index = 0
        while index < len(found):
            last, target = self._targets.longest(text, found, index)
            if target is None or target.form is Form.SHORT:
                local += [
                    each
                    for each in self._local_at(text, found, index)
                    if not context.blocked(text, found, each[0], each[1], adjective=True)
                ]
            if target is None:
                index += 1
                continue
            first, index = index, last
            if target.form is Form.NONE:
                continue
            if target.form not in (Form.PERSON, Form.OUTLET):
                if last - first == 1 and found[first].text in context.PERSONAL:
                    if context.personal(found, first, last) and not context.titled(
                        text, found[first].start
                    ):
                        tainted.add(found[first].text)
                        continue
                elif target.form is not Form.SHORT:
                    sure.add(target.id)
                adjective = target.form is Form.ADJECTIVE
                if self._partisan(target) and context.of_faction(found, last):
                    continue
                if context.blocked(text, found, first, last, adjective):
                    continue
            elif target.form is Form.PERSON:
                led.add(target.id)
            elif context.goes_on(found, last) or context.christened(found, first, last):
                continue
            raw.append((first, last, target))
        raw = list(self._meant(found, raw, explained(text), sure | led))
        if local:
            taken = {first for first, _, _ in raw}
            local = [each for each in local if each[0] not in taken]
            raw = sorted([*raw, *self._at_home(found, raw, local)], key=lambda each: each[:2])
        present = {word.text for word in found} if self._rivals and raw else set()
        hits = []
        for first, last, target in raw:
            key = tuple(word.text for word in found[first:last])
            if target.id not in sure and (
                (last - first == 1 and found[first].text in tainted)
                or self._rivals.get(key, frozenset()) & present
            ):
                continue
            hits.append(
                Hit(
                    found[first].start,
                    found[last - 1].end,
                    self.party(target.id),
                    target.form,
                    target.name,
                    context.located(found, first),
                )
            )
        return hits

    def _meant(
        self,
        found: list[Word],
        raw: list[tuple[int, int, Target]],
        explained_here: Mapping[str, str],
        named: Collection[str],
    ) -> Iterator[tuple[int, int, Target]]:
        """The names ``raw`` but for initials that mean another here, or nobody.

        They mean what the text explains them by, and those that count only beside a longer name or
        somebody's of the party are that party's; ``named`` has the ids of the parties so told.
        """
        for first, last, target in raw:
            word = found[first].text
            if last - first == 1 and word in explained_here and target.id:
                name = explained_here[word]
                full = self._targets.get(key_of(name))
                if full is not None and full.id:
                    yield first, last, full
                elif not another(name, self._entries[target.id].aliases, word):
                    yield first, last, target
            elif target.form is not Form.SHORT:
                yield first, last, target
            else:
                bearers = [each for each in self._shorts[key_of(target.name)] if each.id in named]
                if len(bearers) == 1:
                    yield first, last, bearers[0]

    def _partisan(self, target: Target) -> bool:
        """Whether the word is of those who stand for election ("Democratic")."""
        return self._entries[target.id].kind == "political-party"

    def _local_at(
        self, text: str, found: list[Word], index: int
    ) -> Iterator[tuple[int, int, Target, str]]:
        """Words that mean a party in a text about some state, and that state's identifier."""
        for state, held in self._local.items():
            last, target = held.longest(text, found, index)
            if target is not None:
                yield index, last, target, state

    @staticmethod
    def _at_home(
        found: list[Word],
        raw: list[tuple[int, int, Target]],
        local: list[tuple[int, int, Target, str]],
    ) -> Iterator[tuple[int, int, Target]]:
        """Of ``local``, what means its party here: the text is about the one state concerned."""
        named = Counter(target.id for _, _, target in raw)
        homes = {state for *_, state in local if named[state] >= _ABOUT}
        owned = {last: target.id for _, last, target in raw}
        past = 0
        for first, last, target, state in local:
            owner = owned.get(first) if found[first].joined else None
            if (
                homes == {state}
                and first >= past
                and owner in (None, state, target.id)
                and not (found[first].joined and found[first - 1].text == "s")
                and not (last < len(found) and found[last].joined and found[last].text == "to")
            ):
                past = last
                yield first, last, target


_JOINING = frozenset({"of", "for", "and", "the", "s", "foreign", "affairs", "defence", "defense"})
