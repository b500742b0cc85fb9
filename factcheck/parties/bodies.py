"""The bodies of one document that the table does not know: companies, unions, councils, states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from factcheck.model import Party
from factcheck.parties.body_names import INNER, ORGANISATIONS, STATE_ORGANS, BodyNames
from factcheck.parties.lexical import SITES, Lexical
from factcheck.parties.names import bare, fold, slug
from factcheck.parties.nouns import MEMBERS, SHORT_NAMES, Nouns
from factcheck.parties.people import People
from factcheck.parties.places import STATES
from factcheck.parties.titles import (
    BODIES,
    LOOSE,
    OFFICES,
    SPOKESPERSONS,
    holds_office_of,
    is_role,
)
from factcheck.parties.vocabulary import word_list

_NAMESAKES = 40  # compared with one another; bounds the cost of a hostile text
_LONGEST = 4  # words of a body called by nouns alone
_ORGANS = word_list("organs")
_SPEECH = word_list("speech")
_HEADING = word_list("heading")
_OTHERS = frozenset(("army", "court", "government", "military", "ministry", "parliament", "police"))
_ORGAN_WORDS = frozenset(
    ("central", "directors", "executive", "governing", "management", "of", "secretariat", "supreme")
)
_OFFICES = STATE_ORGANS | {"office", "secretariat"}
_INNER_OFFICES = frozenset(("administration", "bureau", "department", "office", "secretariat"))
_ARTICLES = frozenset(("the", "its", "their"))
_NATION_ENDINGS = ("ian", "ic", "ish", "ese", "er", "an", "n", "i")


class Bodies:
    """Bodies by name, by part of their name, by initials, and by the noun for them."""

    def __init__(self, lex: Lexical, people: People, craft: Mapping[str, Party | None]) -> None:
        """Gather the bodies of ``lex`` that no person's name and no known party covers.

        ``craft`` are names of ships and the like, which speak for their side or for nobody.
        """
        self._lex = lex
        self._people = people
        self.nouns = Nouns(lex)
        self._named = BodyNames(lex, people)
        self.outlets = self._named.outlets
        self._actors: set[str] = set()
        self.at: dict[int, tuple[Party, int]] = {}
        self._by_slug: dict[str, Party] = {}
        self._adopted: dict[str, Party] = {}
        self._by_part: dict[str, list[Party]] = defaultdict(list)
        taken = {
            index
            for _, occurrence in people.at.values()
            for index in range(occurrence.first, occurrence.last)
        }
        for first, last in sorted(self._named.all(taken), key=lambda each: each[0] - each[1]):
            if last - first == 1 and lex.words[first].text in craft:
                continue
            party = self._named.organ_of_state(first, last) or self.party(lex.string(first, last))
            self.at[first] = (party, last)
            self._weigh(party, first, last)
        for index, word in enumerate(lex.words):
            side = craft.get(word.text)
            if side is not None and index not in taken and index not in lex.hit_over:
                self.at[index] = (side, index + 1)
        for name in people.bodies.values():
            self._actors.add(self.party(name).id)
        for person in people.all:
            if person.body is not None and person.party.id == slug(person.body):
                person.party = self.party(person.body)
        self.nouns.note(self.at, people, self._actors)
        self._settle(people)

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
            initials = "".join(part[0] for part in parts if part not in INNER)
            self._by_part[initials].append(party)
        return party

    def known(self, name: str) -> Party | None:
        """The body that ``name`` means, in full, in short, or as an adjective of it."""
        found = self._called(slug(name))
        return found if found is None else self._adopted.get(found.id, found)

    def _called(self, id_: str) -> Party | None:
        if id_ in self._by_slug:
            return self._by_slug[id_]
        if id_ in STATES:
            return None  # and not short for a university of it
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
        if self._lex.lower(first) in BODIES and first + 1 < last:
            return None
        end = first
        while end < last and self._lex.capital(end):
            end += 1
        for stop in range(end, first, -1):
            if stop - first == 1 and self._named.surname(first, stop):
                break
            party = self.known(self._lex.string(first, stop))
            if party is not None:
                return party
        return None

    def adopt(
        self, issuer: Party, nouns: frozenset[str] = frozenset(), *, business: bool = False
    ) -> None:
        """Take the text for a statement of ``issuer``: its own organs are the issuer.

        "The Executive Board" and "the Office of Water" name nobody else, nor does a longer
        form of the issuer's name.  ``nouns`` are those of the heading; a ``business`` has no
        ministries.
        """
        short = issuer.id.split("-")
        own = set()
        state = self._lex.state(issuer)
        offices = _OFFICES if state else _INNER_OFFICES
        if business:
            offices = frozenset()
        for party, _ in self.at.values():
            parts = party.id.split("-")
            organ = all(part in BODIES or part in _ORGAN_WORDS for part in parts)
            organ = organ and (state or _OTHERS.isdisjoint(parts))
            organ = organ or (parts[0] in offices and parts[1:2] == ["of"])
            organ = organ or (state and parts[:2] == ["permanent", "mission"])
            if party != issuer and (organ or parts[: len(short)] == short):
                own.add(party.id)
        self.rename(own, issuer)
        for person in self._people.all:
            if person.own and person.body is None and holds_office_of(person.roles, state=state):
                person.party, person.own = issuer, False
        self._actors.add(issuer.id)
        self.nouns.adopt(issuer, nouns, business=business)

    def rename(self, own: set[str], party: Party) -> None:
        """Let the bodies whose ids are ``own`` be ``party``."""
        self.at = {
            first: (party if body.id in own else body, last)
            for first, (body, last) in self.at.items()
        }
        self._adopted |= dict.fromkeys(own, party)
        for person in self._people.all:
            if person.party.id in own:
                person.party = party
        self.nouns.rename(own, party)

    def acts(self, party: Party) -> bool:
        """Whether the text presents the body as one that acts and can be blamed.

        It has the name of an organisation, an organ or a spokesman, or it speaks.
        """
        return party.id in self._actors or bool(
            BODIES.union(SHORT_NAMES).intersection(party.id.split("-"))
        )

    def _weigh(self, party: Party, first: int, last: int) -> None:
        """Note that the body is one that acts, where its name or what follows it says so."""
        lex = self._lex
        following = last + 1 if lex.possessive(last) else last
        labels = [lex.entity[index] for index in range(first, last)]
        if (
            lex.words[last - 1].text in ORGANISATIONS
            or labels.count("GPE") + labels.count("NORP") > 0
            or (following > last and lex.lower(following) in _ORGANS | BODIES)
            or (following == last and lex.lemma(last) in _SPEECH)
            or (following == last and lex.lower(last) == "has" and lex.lemma(last + 1) in _SPEECH)
        ):
            self._actors.add(party.id)

    def _settle(self, people: People) -> None:
        """Give those who speak for "the ministry", "the union" the side of the one so called."""
        lex = self._lex
        for person, occurrence in list(people.at.values()):
            if not person.own:
                continue
            party = None
            if person.roles & SPOKESPERSONS:
                party = self._first_called(occurrence.lead, occurrence.first, occurrence.lead)
            if party is None and occurrence.title is not None:
                party = self._employer(occurrence.lead, occurrence.first)
            if party is None and occurrence.tail > occurrence.last:
                party = self._employer(occurrence.last, occurrence.tail)
            if party is None and lex.lower(occurrence.last) == "who":
                party = self._headed(occurrence.last + 1)
            after = occurrence.last
            attached = lex.joined(after) and lex.lower(after) in ("of", "from")
            if party is None and attached and lex.lower(after + 1) == "the":
                party = self._first_called(after + 2, self._plain(after + 2), after)
            if party is not None and party.id != person.party.id:
                person.party, person.own = party, False
                self._actors.add(party.id)

    def _first_called(self, first: int, last: int, place: int) -> Party | None:
        """The body that the first noun for one in the words ``first`` to ``last`` means."""
        for index in range(first, last):
            noun = self._lex.lower(index)
            if noun not in BODIES or is_role(noun):
                continue
            if noun in STATE_ORGANS and self._lex.capital(index):
                return self.nouns.only(noun, self.nouns.field(index))
            return self.nouns.called(noun, place, self.nouns.field(index))
        return None

    def _plain(self, first: int) -> int:
        """Past the first noun for a body in "growers' association", which has no name in it."""
        lex, last = self._lex, first
        while last < min(first + _LONGEST, len(lex)) and lex.words[last].text.islower():
            last += 1
            if lex.lower(last - 1) in BODIES or not (lex.joined(last) or lex.gap(last) == "' "):
                break
        return last

    def _employer(self, first: int, last: int) -> Party | None:
        """Whose officer the words call somebody: "the union's leader", "plant manager"."""
        lex = self._lex
        heads = [i for i in range(first, last) if lex.lower(i) in OFFICES - LOOSE]
        if not heads:
            return None
        for index in range(first, last):
            if lex.lower(index) not in BODIES | SITES:
                continue
            linked = lex.possessive(index + 1)
            if lex.lower(index - 1) in _ARTICLES:
                linked = linked or lex.lower(index - 2) in ("of", "for", "at", "to", "with")
            if linked:
                return self._first_called(index, index + 1, first)
            if index + 1 in heads:
                found = self.nouns.only(lex.lower(index), self.nouns.field(index))
                site = found is None and lex.lower(index) in SITES
                return self.nouns.called("company", first) if site else found
        return None

    def _headed(self, verb: int) -> Party | None:
        """The body in "who chairs the Harlow Society", the verb being word ``verb``."""
        lex = self._lex
        if lex.lower(verb) not in _HEADING:
            return None
        index = verb + 1
        while lex.lower(index) in _ARTICLES:
            index += 1
        if index in self.at:
            return self.at[index][0]
        return self._first_called(index, min(index + 1, len(lex)), verb)


def _short_form(short: list[str], full: list[str]) -> bool:
    """Whether ``short`` is how one calls ``full`` for short: its first words, or its initials.

    "Harlow Steel" is not short for the union of its workers.
    """
    if len(short) >= len(full) or not MEMBERS.isdisjoint(full[len(short) :]):
        return False
    if len(short) == 1 and short[0] == "".join(p[0] for p in full if p not in INNER):
        return len(short[0]) > 1
    return short == full[: len(short)] and len(fold(short[0])) > 3
