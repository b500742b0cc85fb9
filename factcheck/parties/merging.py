"""Tables of parties made one: what each name stands for once all of them are read, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from factcheck.model import Party
from factcheck.parties.names import bare, words
from factcheck.parties.tables import STATE_ID


class Form(StrEnum):
    """What sort of name stands in the text."""

    NAME = "name"
    SEAT = "seat"
    ADJECTIVE = "adjective"
    SHORT = "short"
    PERSON = "person"
    LOCAL = "local"
    OUTLET = "outlet"
    NONE = "none"


class Target(NamedTuple):
    """What a name stands for: the id of a party, empty for none."""

    id: str
    form: Form
    name: str


@dataclass(frozen=True)
class Entry:
    """One party of the table, merged from all files that name it."""

    party: Party
    kind: str
    holds: str | None = None
    stands: str | None = None
    people: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


# A seat stays one when the name is listed again, a person's first spelling the canonical one.
_KEPT = frozenset({(Form.SEAT, Form.NAME), (Form.PERSON, Form.PERSON)})


@dataclass
class Merger:
    """Collects tables in order; later claims win."""

    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    holds: dict[str, str] = field(default_factory=dict)
    stands: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    targets: dict[tuple[str, ...], Target] = field(default_factory=dict)
    rivals: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    local: dict[str, dict[tuple[str, ...], Target]] = field(default_factory=dict)
    shorts: dict[tuple[str, ...], list[Target]] = field(default_factory=dict)

    def claim(self, phrase: str, target: Target) -> None:
        """Let ``phrase`` stand for ``target``."""
        key = key_of(phrase)
        if not key:
            return
        held = self.targets.get(key)
        if held and held.id == target.id and (held.form, target.form) in _KEPT:
            return
        self.targets[key] = target

    def add(self, table: Mapping[str, Any]) -> None:
        """Take in one checked ``[[party]]`` table."""
        party = table["id"]
        self.names[party] = table.get("name") or self.names[party]
        if "kind" in table or party not in self.kinds:
            self.kinds[party] = table.get("kind", "state" if STATE_ID.fullmatch(party) else "body")
        if "holds" in table:
            self.holds[party] = table["holds"]
        if "stands" in table:
            self.stands[party] = table["stands"]
        self.claim(self.names[party], Target(party, Form.NAME, self.names[party]))
        self.aliases.setdefault(party, []).append(self.names[party])
        for seat in table.get("seats", ()):
            self.claim(seat, Target(party, Form.SEAT, seat))
        for alias in table.get("aliases", ()):
            self.claim(alias, Target(party, Form.NAME, alias))
            self.aliases[party].append(alias)
        for word in table.get("adjectives", ()):
            self.claim(word, Target(party, Form.ADJECTIVE, word))
        for short in table.get("shorts", ()):
            target = Target(party, Form.SHORT, short)
            self.claim(short, target)
            self.shorts.setdefault(key_of(short), []).append(target)
        for person in table.get("people", ()):
            self.claim(person, Target(party, Form.PERSON, person))
            self.people.setdefault(party, []).append(person)
        for phrase in table.get("not", ()):
            held = self.targets.get(key_of(phrase))
            if held is None or held.id == party:
                self.claim(phrase, Target("", Form.NONE, phrase))
        for name, words_ in table.get("rivals", {}).items():
            self.rivals[key_of(name)] = frozenset(words_)
        for state, phrases in table.get("in", {}).items():
            for phrase in phrases:
                held_there = self.local.setdefault(state, {})
                held_there[key_of(phrase)] = Target(party, Form.LOCAL, phrase)


def key_of(phrase: str) -> tuple[str, ...]:
    """The words of ``phrase`` without article and possessive, as names are looked up."""
    return tuple(word.text for word in words(bare(phrase)))
