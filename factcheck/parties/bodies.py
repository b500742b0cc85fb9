"""The bodies of one document that the table does not know: companies, unions, councils, states."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from factcheck.model import Party
from factcheck.parties.gazetteer import Form
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import bare, fold, slug
from factcheck.parties.people import People
from factcheck.parties.titles import BODIES, is_role
from factcheck.parties.vocabulary import word_list

_ORGANISATIONS = word_list("organisations")
_INNER = frozenset(("of", "and", "for", "the", "in", "on"))
_LONGEST = 8
_NAMESAKES = 40  # compared with one another; bounds the cost of a hostile text
_GROUND = word_list("ground")
_FUNCTION = word_list("function")
_SHORT_NAMES = frozenset(("co", "corp", "inc", "ltd", "llc", "plc", "company", "corporation"))
_COMPANIES = word_list("companies")
_NATION_ENDINGS = ("ian", "ic", "ish", "ese", "er", "an", "n", "i")


class Bodies:
    """Bodies by name, by part of their name, by initials, and by the noun for them."""

    def __init__(self, lex: Lexical, people: People) -> None:
        """Gather the bodies of ``lex`` that no person's name and no known party covers."""
        self._lex = lex
        self._people = people
        self.at: dict[int, tuple[Party, int]] = {}
        self._by_slug: dict[str, Party] = {}
        self._by_part: dict[str, list[Party]] = defaultdict(list)
        self._seen: dict[str, list[tuple[int, Party]]] = defaultdict(list)
        taken = {
            index
            for _, occurrence in people.at.values()
            for index in range(occurrence.first, occurrence.last)
        }
        names = list(self._names(taken))
        for first, last in sorted(names, key=lambda each: each[0] - each[1]):
            self.at[first] = (self.party(lex.string(first, last)), last)
        for name in people.bodies.values():
            self.party(name)
        self._note(people)

    def party(self, name: str) -> Party:
        """The body called ``name``: a known one of which it is a short form, or a new one."""
        name = bare(name)
        known = self.known(name)
        if known is not None:
            return known
        party = Party(slug(name), name)
        self._by_slug[party.id] = party
        parts = party.id.split("-")
        for part in parts:
            self._by_part[part].append(party)
        if len(parts) > 1:
            initials = "".join(part[0] for part in parts if part not in _INNER)
            self._by_part[initials].append(party)
        return party

    def known(self, name: str) -> Party | None:
        """The body that ``name`` means, in full, in short, or as an adjective of it."""
        id_ = slug(name)
        if id_ in self._by_slug:
            return self._by_slug[id_]
        parts = id_.split("-")
        candidates = [
            party
            for party in self._by_part.get(parts[0], [])[-_NAMESAKES:]
            if _short_form(parts, party.id.split("-"))
        ]
        if len(candidates) == 1:
            return candidates[0]
        if len(parts) == 1:
            for ending in _NATION_ENDINGS:
                stem = id_.removesuffix(ending)
                for form in (stem, stem + "a", stem + "e", stem + "ia") if stem != id_ else ():
                    if len(stem) >= 4 and form in self._by_slug:
                        return self._by_slug[form]
        return None

    def find(self, first: int, last: int) -> Party | None:
        """The body that the words ``first`` to ``last`` begin with, if it is one of these."""
        if first in self.at:
            return self.at[first][0]
        end = first
        while end < last and self._lex.capital(end):
            end += 1
        for stop in range(end, first, -1):
            party = self.known(self._lex.string(first, stop))
            if party is not None:
                return party
        return None

    def called(self, noun: str, index: int) -> Party | None:
        """The body last named before word ``index`` for which the text would say "the ``noun``"."""
        nouns = _COMPANIES if noun in _COMPANIES else (noun,)
        best: tuple[int, Party] | None = None
        for each in nouns:
            seen = self._seen.get(each, [])
            place = bisect_right(seen, index, key=lambda pair: pair[0]) - 1
            if place >= 0 and (best is None or seen[place][0] > best[0]):
                best = seen[place]
        return best[1] if best else None

    def _names(self, taken: set[int]) -> list[tuple[int, int]]:
        lex = self._lex
        found: list[tuple[int, int]] = []
        index = 0
        while index < len(lex):
            if not lex.capital(index) or index in taken or self._covered(index):
                index += 1
                continue
            last = index + 1
            while last < len(lex) and last - index < _LONGEST and lex.joined(last):
                if lex.possessive(last) and not (
                    last + 1 < len(lex) and lex.lower(last + 1) in BODIES and lex.capital(last + 1)
                ):
                    break
                inner = lex.lower(last) in _INNER and last + 1 < len(lex) and lex.capital(last + 1)
                if last in taken or not (
                    lex.capital(last) or lex.possessive(last) or (inner and lex.joined(last + 1))
                ):
                    break
                last += 1
            while last > index and not lex.capital(last - 1):
                last -= 1
            surname = last - index == 1 and self._people.known(fold(lex.words[index].text))
            if last > index and not surname and self._is_name(index, last):
                found.append((index, last))
            index = max(last, index + 1)
        return found

    def _covered(self, index: int) -> bool:
        first = self._lex.hit_over.get(index)
        return first is not None and self._lex.hit_at[first][0].form is not Form.ADJECTIVE

    def _is_name(self, first: int, last: int) -> bool:
        lex = self._lex
        final = lex.words[last - 1].text
        if is_role(final.casefold()) or first in lex.hit_at or final in _GROUND:
            return False
        organisation = sum(lex.entity[index] == "ORG" for index in range(first, last))
        if last - first > 1 and (
            final in _ORGANISATIONS
            or final.casefold() in BODIES | _SHORT_NAMES
            or any(lex.lower(index) in BODIES for index in range(first, last))
        ):
            return True
        return organisation * 2 > last - first and any(
            lex.pos[index] == "PROPN" for index in range(first, last)
        )

    def _note(self, people: People) -> None:
        """Remember, for "the company" and "the regime", what was named where."""
        lex = self._lex
        for first, (party, last) in self.at.items():
            nouns = {part for part in party.id.split("-") if part in BODIES}
            if not nouns or party.id.split("-")[-1] in _SHORT_NAMES | {
                "chemical",
                "plant",
                "network",
            }:
                nouns |= {"company", "group", "organization", "organisation", "agency"}
            if lex.gap(last).strip() == ",":
                nouns |= {
                    lex.lower(index)
                    for index in range(last, min(last + 6, len(lex)))
                    if lex.lower(index) in BODIES
                }
            for noun in nouns:
                self._seen[noun].append((first, party))
        for first, (hit, last) in lex.hit_at.items():
            if hit.party is None:
                continue
            inside = (lex.lower(index) for index in range(first, last))
            after = (
                lex.lower(index)
                for index in range(last, min(last + 3, len(lex)))
                if all(
                    lex.joined(each) and lex.lower(each) not in _FUNCTION
                    for each in range(last, index + 1)
                )
            )
            for noun in (*inside, *after):
                if noun in BODIES:
                    self._seen[noun].append((first, hit.party))
            if not hit.party.id.isupper():
                for noun in ("group", "organization", "organisation"):
                    self._seen[noun].append((first, hit.party))
        for first, (person, occurrence) in people.at.items():
            for index in range(
                occurrence.lead, min(occurrence.last + 3, occurrence.tail, len(lex))
            ):
                if lex.lower(index) in BODIES:
                    self._seen[lex.lower(index)].append((first, person.party))
            after_name = occurrence.last + int(lex.possessive(occurrence.last))
            if lex.lower(after_name) in BODIES:
                self._seen[lex.lower(after_name)].append((first, person.party))
        for seen in self._seen.values():
            seen.sort(key=lambda pair: pair[0])


def _short_form(short: list[str], full: list[str]) -> bool:
    """Whether ``short`` is how one calls ``full`` for short: its first words, or its initials."""
    if len(short) >= len(full):
        return False
    if len(short) == 1 and short[0] == "".join(p[0] for p in full if p not in _INNER):
        return len(short[0]) > 1
    return short == full[: len(short)] and len(fold(short[0])) > 3
