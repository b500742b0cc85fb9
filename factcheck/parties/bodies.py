"""The bodies of one document that the table does not know: companies, unions, councils, states."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from factcheck.model import Party
from factcheck.parties.gazetteer import Form
from factcheck.parties.headings import outlets
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import bare, fold, slug
from factcheck.parties.nouns import MEMBERS, SHORT_NAMES, Nouns, like_company
from factcheck.parties.people import People
from factcheck.parties.places import STATES
from factcheck.parties.titles import (
    BODIES,
    LOOSE,
    OFFICES,
    PORTFOLIOS,
    SPOKESPERSONS,
    holds_office_of,
    is_role,
)
from factcheck.parties.vocabulary import word_list

_ORGANISATIONS = word_list("organisations")
_INNER = frozenset(("of", "and", "for", "the", "in", "on"))
_LONGEST = 8
_SHORT_LINE = 50  # characters; a line of running text that is broken is longer
_NAMESAKES = 40  # compared with one another; bounds the cost of a hostile text
_GROUND = word_list("ground")
_ORGANS = word_list("organs")
_PLACES = word_list("places_before")
_STATE_ORGANS = word_list("state_organs")
_SPEECH = word_list("speech")
_PARTICLES = word_list("particles")
_HEADING = word_list("heading")
_OTHERS = frozenset(("army", "court", "government", "military", "ministry", "parliament", "police"))
_ORGAN_WORDS = frozenset(
    ("central", "directors", "executive", "governing", "management", "of", "secretariat", "supreme")
)
_OFFICES = _STATE_ORGANS | {"office", "secretariat"}
_INNER_OFFICES = frozenset(("administration", "bureau", "department", "office", "secretariat"))
_AT_HOME = frozenset(("government", "ministry", "presidency"))  # unlike an embassy
_FIRMS = (word_list("companies") | word_list("private")) & BODIES
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
        self.outlets = outlets(lex.text)
        self._small = {word.text for word in lex.words if word.text.islower()}
        self._upper = Counter(word.text for word in lex.words if word.text.isupper())
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
        names = list(self._names(taken))
        for first, last in sorted(names, key=lambda each: each[0] - each[1]):
            if last - first == 1 and lex.words[first].text in craft:
                continue
            party = self._organ_of_state(first, last) or self.party(lex.string(first, last))
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
            initials = "".join(part[0] for part in parts if part not in _INNER)
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
            if stop - first == 1 and self._surname(first, stop):
                break
            party = self.known(self._lex.string(first, stop))
            if party is not None:
                return party
        return None

    def _names(self, taken: set[int]) -> list[tuple[int, int]]:
        lex = self._lex
        found: list[tuple[int, int]] = []
        index = 0
        while index < len(lex):
            if not lex.capital(index) or index in taken or self._covered(index):
                index += 1
                continue
            if lex.opens(index) and lex.lower(index) in _FIRMS and self._follows(index + 1):
                index += int(lex.capital(index + 1))  # "Operator Elmtel"
            last = index + 1
            while last < len(lex) and last - index < _LONGEST and self._follows(last):
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
            if last > index and not self._surname(index, last) and self._is_name(index, last):
                found.append((index, last))
            index = max(last, index + 1)
        return found

    def _follows(self, index: int) -> bool:
        """Whether the word may go on a name: also after the plural of "Workers' Union".

        A line all in capitals, or after one, is a heading or a dateline and no part of a name, and
        a line that is not full ends one.
        """
        lex = self._lex
        if lex.gap(index) in ("' ", "\u2019 "):
            noun = lex.words[index].text
            owned = lex.words[index - 1].text[-1:] == "s"
            return (
                owned and (noun in _ORGANISATIONS or noun.casefold() in BODIES) and noun.istitle()
            )
        if (
            lex.lower(index) == "and"
            and lex.words[index - 1].text in _ORGANISATIONS
            and lex.lower(index + 1) in MEMBERS
            and lex.lower(index + 2) in _INNER
        ):
            return False  # another body's name: "Harlow Fund and Citizens for Rivers"
        if "\n" in lex.gap(index):
            before = lex.words[index - 1]
            same = lex.words[index].text.isupper() == before.text.isupper()
            if not same or before.end - lex.text.rfind("\n", 0, before.end) <= _SHORT_LINE:
                return False
        return lex.joined(index)

    def _covered(self, index: int) -> bool:
        first = self._lex.hit_over.get(index)
        return first is not None and self._lex.hit_at[first][0].form is not Form.ADJECTIVE

    def _is_name(self, first: int, last: int) -> bool:
        lex = self._lex
        final = lex.words[last - 1].text
        if self._cause(first, last):
            return True
        if (
            is_role(final.casefold())
            or final in _GROUND
            or lex.words[first].text in _PLACES
            or self._opening(first, last)
            or slug(lex.string(first, last)) in (self.outlets)
        ):
            return False
        if first in lex.hit_at:
            return self._organ_of_state(first, last) is not None
        if last - first == 1 and (final.casefold() in BODIES or self._generic(first)):
            return False
        if final.casefold() in _STATE_ORGANS and all(
            lex.lower(index) in PORTFOLIOS for index in range(first, last - 1)
        ):
            return False
        if lex.string(first, last) in lex.things and not any(
            lex.entity[index] in ("GPE", "LOC", "FAC") for index in range(first, last)
        ):
            return True
        if self._after_noun(first):
            return True
        organisation = sum(lex.entity[index] == "ORG" for index in range(first, last))
        if last - first > 1 and (
            final in _ORGANISATIONS
            or final.casefold() in BODIES
            or like_company(final.casefold())
            or any(lex.lower(index) in BODIES for index in range(first, last))
        ):
            return True
        return organisation * 2 > last - first and any(
            lex.pos[index] == "PROPN" for index in range(first, last)
        )

    def _after_noun(self, first: int) -> bool:
        """Whether a noun for a firm calls what follows by name: "the operator Elmtel"."""
        lex = self._lex
        return (
            lex.gap(first) == " "
            and lex.lower(first - 1) in _FIRMS
            and lex.entity[first] not in ("LOC", "FAC", "NORP", "DATE")
            and lex.pos[first] in ("PROPN", "NOUN", "X")
        )

    def _cause(self, first: int, last: int) -> bool:
        """Whether the words are such as "Citizens for Clean Rivers", "Harlow Veterans of War"."""
        lex = self._lex
        for index in range(first, last - 1):
            if lex.lower(index) in MEMBERS and lex.lower(index + 1) in ("of", "for", "against"):
                return index > first or lex.lower(index + 1) != "of"
        return lex.plural[first] and lex.lower(first + 1) == "for" and last - first > 3

    def _opening(self, first: int, last: int) -> bool:
        """Whether a line's first word is all in capitals as a dateline or a lead has it."""
        lex = self._lex
        word = lex.words[first].text
        if last - first > 1 or "\n" not in lex.gap(first) or not word.isupper():
            return False
        return self._upper[word] == 1

    def _surname(self, first: int, last: int) -> bool:
        """Whether the words are a surname alone ("Adair", "De Vries")."""
        lex = self._lex
        return all(lex.lower(index) in _PARTICLES for index in range(first, last - 1)) and (
            self._people.known(lex.words[last - 1].text)
        )

    def _generic(self, index: int) -> bool:
        """Whether a single capitalised plural is a sentence's first word, not a name."""
        word = self._lex.words[index].text
        if word.isupper() or not self._lex.plural[index]:
            return False
        return self._lex.opens(index) or word.casefold() in self._small

    def _organ_of_state(self, first: int, last: int) -> Party | None:
        """The state in "Ministry of Health of Norland" and "Norland Ministry of Health"."""
        lex = self._lex
        nouns = [index for index in range(first, last) if lex.lower(index) in _STATE_ORGANS]
        if not nouns:
            return None
        for index in range(first, last):
            over = lex.hit_at.get(index)
            if over is None or over[0].party is None:
                continue
            if index == first or (index > nouns[0] and lex.lower(index - 1) in ("of", "the")):
                return over[0].party
            if lex.lower(index - 1) == "in" and lex.lower(nouns[-1]) in _AT_HOME:
                return over[0].party
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
        offices = _OFFICES if issuer.id.isupper() else _INNER_OFFICES
        if business:
            offices = frozenset()
        for party, _ in self.at.values():
            parts = party.id.split("-")
            organ = all(part in BODIES or part in _ORGAN_WORDS for part in parts)
            organ = organ and (issuer.id.isupper() or _OTHERS.isdisjoint(parts))
            organ = organ or (parts[0] in offices and parts[1:2] == ["of"])
            organ = organ or (issuer.id.isupper() and parts[:2] == ["permanent", "mission"])
            if party != issuer and (organ or parts[: len(short)] == short):
                own.add(party.id)
        self.rename(own, issuer)
        for person in self._people.all:
            if person.own and person.body is None and holds_office_of(issuer, person.roles):
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
            lex.words[last - 1].text in _ORGANISATIONS
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
                party = self._first_called(after + 2, min(after + 3, len(lex)), after)
            if party is not None and party.id != person.party.id:
                person.party, person.own = party, False
                self._actors.add(party.id)

    def _first_called(self, first: int, last: int, place: int) -> Party | None:
        """The body that the first noun for one in the words ``first`` to ``last`` means."""
        for index in range(first, last):
            noun = self._lex.lower(index)
            if noun not in BODIES or is_role(noun):
                continue
            if noun in _STATE_ORGANS and self._lex.capital(index):
                return self.nouns.only(noun, self.nouns.field(index))
            return self.nouns.called(noun, place, self.nouns.field(index))
        return None

    def _employer(self, first: int, last: int) -> Party | None:
        """Whose officer the words call somebody: "the union's leader", "plant manager"."""
        lex = self._lex
        heads = [i for i in range(first, last) if lex.lower(i) in OFFICES - LOOSE]
        if not heads:
            return None
        for index in range(first, last):
            if lex.lower(index) not in BODIES:
                continue
            linked = lex.possessive(index + 1)
            if lex.lower(index - 1) in _ARTICLES:
                linked = linked or lex.lower(index - 2) in ("of", "for", "at", "to", "with")
            if linked:
                return self._first_called(index, index + 1, first)
            if index + 1 in heads:
                return self.nouns.only(lex.lower(index), self.nouns.field(index))
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
    if len(short) == 1 and short[0] == "".join(p[0] for p in full if p not in _INNER):
        return len(short[0]) > 1
    return short == full[: len(short)] and len(fold(short[0])) > 3
