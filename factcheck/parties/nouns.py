"""Nouns by which a text refers back to a body it has named: "the ministry", "the regime"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from factcheck.model import Party
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.lexical import SITES, Lexical
from factcheck.parties.names import slug
from factcheck.parties.people import People
from factcheck.parties.titles import BODIES, PORTFOLIOS
from factcheck.parties.vocabulary import word_list

_COMPANIES = word_list("companies")
_CAUSES = word_list("causes")
#: What bodies of the table are that their names do not tell.
_LISTED = {"charity": word_list("charities"), "union": word_list("unions_of_workers")}
_GROUPLIKE = word_list("grouplike")
_FUNCTION = word_list("function")
#: Last words of the names of companies.
SHORT_NAMES = frozenset(("co", "corp", "inc", "ltd", "llc", "plc", "company", "corporation"))
_ENDINGS = word_list("company_endings")
_LIKE_COMPANIES = SHORT_NAMES | _ENDINGS | {"chemical", "mining", "network", "plant", "steel"}
_REGULATORS = word_list("regulators")
_UNIONS = word_list("unions")
_TRADES = word_list("trades")
#: Those for whom a body with another's name before theirs stands, and not for that other.
MEMBERS = _TRADES | word_list("joined_people")
_FORCES = _TRADES | {"police"}
_NO_UNIONS = word_list("no_unions")
_PRESS = word_list("press")
#: Bodies that a statement speaks of as others, if it does not name them.
_OTHERS = frozenset(("army", "court", "government", "military", "police", "parliament", "tribunal"))
_STATE_ORGANS = word_list("state_organs")
#: Nouns in the names of companies.
_BUSINESS = _COMPANIES | {"board", "chemical", "consortium", "group", "network", "plant", "utility"}
_VERBS = frozenset(("VERB", "AUX"))
#: Words in the names of organs of a state that are also called "the agency".
_AGENCIES = frozenset(("administration", "agency", "bureau", "commission", "department", "service"))
#: Words in the names of bodies that nobody calls a group.
_NO_GROUPS = _OTHERS | _STATE_ORGANS | {"bank", "council", "exchange", "hospital", "university"}
_SPELLINGS = {"defence": "defense", "labour": "labor"}


class Nouns:
    """What was called by which noun where in a text."""

    def __init__(self, lex: Lexical) -> None:
        """Nothing yet of ``lex``."""
        self._lex = lex
        self._seen: dict[tuple[str, str], list[tuple[int, Party]]] = defaultdict(list)
        self._weak: dict[str, dict[str, Party]] = defaultdict(dict)
        self._unions: list[tuple[int, Party]] = []
        self._issuer: Party | None = None
        self._own: frozenset[str] = frozenset()
        self._foreign: frozenset[str] = frozenset()

    def called(self, noun: str, index: int, field: str = "") -> Party | None:
        """The body last named before word ``index`` for which the text would say "the ``noun``".

        Before all such bodies it is the only one of the text, and where none is of that name
        the only one of a like kind (for "the regulator", an agency).  With a ``field``
        ("foreign"), only one of that field.  In a party's own statement a noun of its heading is
        that party, and any other for which no body is named, unless it means another kind.
        """
        if noun in self._own and (not field or ("", noun) not in self._seen):
            return self._issuer
        best: tuple[int, Party] | None = None
        for each in _COMPANIES if noun in _COMPANIES else (noun,):
            seen = self._seen.get((field, each), [])
            place = bisect_right(seen, index, key=lambda pair: pair[0]) - 1
            if place >= 0 and (best is None or seen[place][0] > best[0]):
                best = seen[place]
        if best is None and not field and noun == "union":
            best = next((each for each in reversed(self._unions) if each[0] < index), None)
        if best is not None:
            return best[1]
        return self.only(noun, field) or (None if noun in self._foreign else self._issuer)

    def only(self, noun: str, field: str = "") -> Party | None:
        """The one body of the whole text that is called so; None where there are several."""
        kinds = _COMPANIES if noun in _COMPANIES else (noun,)
        found = {
            party.id: party for each in kinds for _, party in self._seen.get((field, each), ())
        }
        if not found and not field and noun in _REGULATORS:
            found = {
                party.id: party
                for each in _REGULATORS
                for _, party in self._seen.get(("", each), ())
                if not self._lex.state(party)
            }
        if not found and not field:
            found = self._weak["company" if noun in _COMPANIES else noun]
        return next(iter(found.values())) if len(found) == 1 else None

    def knows(self, noun: str) -> bool:
        """Whether the text names a body that it may call so."""
        return bool(self._seen.get(("", noun)) or self._weak.get(noun))

    def rename(self, own: Container[str], party: Party) -> None:
        """Let the bodies whose ids are ``own`` be ``party``."""
        for seen in self._seen.values():
            seen[:] = [(place, party if body.id in own else body) for place, body in seen]

    def adopt(self, issuer: Party, nouns: frozenset[str], *, business: bool) -> None:
        """Take the text for a statement of ``issuer``.

        ``nouns`` are those of its heading; ``business`` is true for what is known as a company.
        """
        self._issuer = issuer
        state = self._lex.state(issuer)
        parts = issuer.id.split("-")
        nouns |= BODIES.intersection(parts)
        business = business or like_company(parts[-1]) or not nouns.isdisjoint(SHORT_NAMES)
        company = business or not (state or nouns - _BUSINESS)
        self._own = nouns | _COMPANIES if company else nouns
        others = _OTHERS if state else _OTHERS | _STATE_ORGANS
        self._foreign = (others if company else others | _COMPANIES) - self._own
        if business:
            self._foreign |= {"union"} - self._own

    def inner(self, noun: str) -> bool:
        """Whether a part of the issuer may be called so: no other body named has it in its name."""
        seen = (party for _, party in self._seen.get(("", noun), ()))
        return noun not in self._foreign and all(
            party == self._issuer or noun not in slug(party.name).split("-") for party in seen
        )

    def field(self, index: int) -> str:
        """The field of the organ at ``index`` ("foreign" of a ministry); empty without one."""
        word = self._lex.lower(index - 1) if self._lex.joined(index) else ""
        if word not in PORTFOLIOS and self._lex.lower(index + 1) == "of":
            word = self._lex.lower(index + 2)
        return _SPELLINGS.get(word, word) if word in PORTFOLIOS else ""

    def note(
        self, named: Mapping[int, tuple[Party, int]], people: People, acting: Container[str]
    ) -> None:
        """Remember the bodies ``named`` in the text, its known parties, and its people.

        ``acting`` are the ids of the bodies that the text shows to act.
        """
        lex = self._lex
        told: dict[str, set[str]] = defaultdict(set)
        for first, (party, _) in named.items():
            told[party.id] |= self._introduced(first)
        for first, (party, last) in named.items():
            parts = party.id.split("-")
            if _PRESS.intersection(parts):
                continue
            self._see(first, party, range(first, last))
            businesslike = like_company(parts[-1]) and _STATE_ORGANS.isdisjoint(parts)
            kinds = BODIES.intersection(parts) | told[party.id]
            initials = last - first == 1 and lex.words[first].text.isupper()
            agency = last - first == 1 and lex.lower(first - 1) == "the"  # "the EMA", "the Crown"
            agency = agency and (initials or lex.possessive(last) or lex.tag(last) in _VERBS)
            unsure = last - first == 1 and not lex.possessive(last) and first not in lex.hit_over
            if party.id in acting and unsure and not (businesslike or kinds or agency):
                self._weak["company"][party.id] = party  # or somebody's surname
            elif businesslike or (party.id in acting and not (kinds or agency)):
                self._add(first, party, ("company",))
            if party.id in acting and not businesslike and kinds and kinds <= _GROUPLIKE:
                self._add(first, party, _GROUPS)
            elif party.id in acting and not businesslike and not kinds:
                for noun in (*_GROUPS, "agency"):
                    self._weak[noun][party.id] = party
            elif last - first > 1 and not kinds and lex.lower(first - 1) != "the":
                self._weak["company"][party.id] = party
            if kinds == {"group"} == {parts[-1]} and (_CAUSES | MEMBERS).isdisjoint(parts):
                self._weak["company"][party.id] = party  # "Harlow Group"
            if like_union(parts):
                self._weak["union"][party.id] = party
                self._unions.append((first, party))
            if _FORCE.fullmatch(party.name):
                self._add(first, party, ("police",))
            if lex.gap(first) == " " and lex.lower(first - 1) in BODIES:
                self._see(first, party, range(first - 1, first))
            if lex.joined(last) and lex.lower(last) in SITES:
                self._see(first, party, range(last, last + 1))
            if lex.gap(last).strip() == ",":
                self._see(first, party, self._apposition(last))
        for first, (hit, last) in lex.hit_at.items():
            if hit.party is None:
                continue
            end = last
            while end < min(last + 3, len(lex)) and lex.joined(end):
                if lex.lower(end) in _FUNCTION:
                    break
                end += 1
            self._see(first, hit.party, range(first, end))
            if _AGENCIES.intersection(hit.name.casefold().split()):
                self._add(first, hit.party, ("agency",))
            if hit.party.id in _BLOCS:
                self._add(first, hit.party, ("bloc",))
            self._listed(first, hit.party, people.gazetteer)
            if (
                not lex.state(hit.party)
                and hit.party.id not in _BLOCS
                and _NO_GROUPS.isdisjoint(slug(hit.party.name).split("-"))
            ):
                self._add(first, hit.party, _GROUPS)
            if lex.gap(first) == " " and lex.lower(first - 1) in BODIES:
                self._see(first, hit.party, range(first - 1, first))
        for first, (person, occurrence) in people.at.items():
            end = min(occurrence.last + 3, occurrence.tail, len(lex))
            if _FORCE.fullmatch(person.party.name):
                self._add(first, person.party, ("police",))
            if not person.own:
                self._see(first, person.party, range(occurrence.lead, end))
            after = occurrence.last + int(lex.possessive(occurrence.last))
            self._see(first, person.party, range(after, after + 1))
        for person in people.all:
            runs = not person.own and person.party.id == slug(person.name)
            if runs or person.roles & {"candidate", "nominee"}:
                self._weak["campaign"][person.party.id] = person.party
        self._unions.sort(key=lambda pair: pair[0])
        for seen in self._seen.values():
            seen.sort(key=lambda pair: pair[0])

    def _listed(self, place: int, party: Party, gazetteer: Gazetteer) -> None:
        """Note what a party of the table is, as its kind and its full name there say."""
        entry = gazetteer.entry(party.id)
        if entry is None or self._lex.state(party):
            return
        parts = slug(party.name).split("-")
        self._add(place, party, (noun for noun, ids in _LISTED.items() if party.id in ids))
        if entry.kind == "armed-group":
            self._add(place, party, _GROUPS)
        if entry.kind == "company" or like_company(parts[-1]):
            self._add(place, party, ("company",))
        if like_union(parts):
            self._weak["union"][party.id] = party
        for noun in BODIES.intersection(parts):
            if noun == "union" and no_union(parts):
                continue
            self._weak[noun][party.id] = party

    def _introduced(self, first: int) -> set[str]:
        """The noun before the name at word ``first`` by which it is no company's; else nothing.

        "Its agency, Norcontrol", "the charity Elm", "a hacker group calling itself Nine Owls".
        """
        lex = self._lex
        index = first - 1
        if lex.lower(index) == "itself" and lex.lower(index - 1) in _CALLING:
            index -= 2
        elif lex.lower(index) in _CALLED:
            index -= 2 if lex.lower(index) == "as" else 1
        elif lex.gap(first).strip() not in ("", ",", "("):
            return set()
        noun = lex.lower(index)
        if noun == "group":
            return {noun} if lex.lower(index - 1) in _CAUSES else set()
        return {noun} - _BUSINESS if noun in BODIES else set()

    def _apposition(self, first: int) -> range:
        """The words that a comma sets off after a name, but not another subject's: none."""
        lex = self._lex
        end = first
        while end < min(first + 6, len(lex)) and (end == first or lex.joined(end)):
            if end > first and lex.lower(end - 1) in BODIES and lex.pos[end] in _VERBS:
                return range(first, first)
            end += 1
        return range(first, end)

    def _see(self, place: int, party: Party, indexes: Iterable[int]) -> None:
        for index in indexes:
            noun = self._lex.lower(index)
            if noun == "union" and no_union(party.id.split("-")):
                continue
            if noun == "army" and self._ends_name(place, index, party):
                if self._lex.states == {party.id}:
                    self._weak[noun][party.id] = party
            elif noun in BODIES:
                self._seen["", noun].append((place, party))
                field = self.field(index)
                if field:
                    self._seen[field, noun].append((place, party))

    def _ends_name(self, place: int, index: int, party: Party) -> bool:
        """Whether the word is part of a name: "the People's Liberation Army", not "the US Army".

        Whose army that is matters only where no other state is named, and a rebels' one is never
        "the army".
        """
        own = self._lex.state(party) and index - place < _LONG_NAME
        return self._lex.capital(index) and not own

    def _add(self, place: int, party: Party, nouns: Iterable[str]) -> None:
        for noun in nouns:
            self._seen["", noun].append((place, party))


def like_company(word: str) -> bool:
    """Whether the last word of a name, in lower case, is one of companies."""
    return word in _LIKE_COMPANIES


def no_union(parts: Iterable[str]) -> bool:
    """Whether a union of that name is none of workers ("European Union")."""
    return not _NO_UNIONS.isdisjoint(parts)


def other_trade(party: Party, trade: str) -> bool:
    """Whether ``party`` is by name of other trades than those who work as ``trade``."""
    parts = _FORCES.intersection(party.id.split("-"))
    return trade in _FORCES and bool(parts) and trade not in parts


def like_union(parts: Iterable[str]) -> bool:
    """Whether the words of a name are those of a union that is not called one."""
    return not _UNIONS.isdisjoint(parts) and not _TRADES.isdisjoint(parts)


_CALLING = frozenset(("calling", "naming", "styling"))
_CALLED = frozenset(("as", "called", "named"))
_FORCE = re.compile(r"[A-Z]{1,4}PD")
_LONG_NAME = 2  # words before "Army"
_BLOCS = frozenset(("african-union", "asean", "ecowas", "european-union", "mercosur", "sadc"))
_GROUPS = ("group", "organization", "organisation")
