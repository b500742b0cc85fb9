"""The people of one document: their names, their titles, and whose side they are on."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from factcheck.model import Party
from factcheck.parties.gazetteer import Form, Gazetteer
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import compatible, name_words, slug
from factcheck.parties.titles import BODIES, COURTESIES, LEGISLATORS, Title, is_role, read_title
from factcheck.parties.vocabulary import word_list

_PARTICLES = word_list("particles")
_MEN = word_list("men")
_MALE = word_list("male_names")
_FEMALE = word_list("female_names")
_WOMEN = word_list("women")
_ORGANS = word_list("organs")
_FUNCTION = word_list("function")
_ORGANISATIONS = word_list("organisations")
_CLAUSAL = frozenset(("VERB", "AUX", "PRON", "SCONJ", "ADV", "ADP", "DET", "PUNCT"))
_LONGEST_NAME = 5
_LONGEST_TITLE = 12
_NAMESAKES = 40  # compared with one another; bounds the cost of a hostile text


@dataclass(frozen=True)
class Occurrence:
    """A person's name in the text: word indexes of title, name and apposition."""

    lead: int
    first: int
    last: int
    tail: int
    title: Title | None
    gender: str | None
    known: str | None = None


@dataclass
class Person:
    """One person of the document; ``party`` is their own where they are on no larger side.

    ``places`` are slugs of what their titles name, ``seen`` the word indexes of their names.
    """

    name: str
    party: Party
    own: bool
    gender: str | None = None
    office: Party | None = None
    body: str | None = None
    roles: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    seen: list[int] = field(default_factory=list)


def occurrences(lex: Lexical) -> Iterator[Occurrence]:
    """Every name of a person that a title, the table or the parser vouches for, in order."""
    index = 0
    while index < len(lex):
        if not _starts_name(lex, index):
            index += 1
            continue
        last = _run(lex, index)
        yield from _in_run(lex, index, last)
        index = last


def _starts_name(lex: Lexical, index: int) -> bool:
    return lex.capital(index) or (
        lex.lower(index) in _PARTICLES
        and lex.gap(index + 1) == "-"
        and lex.words[index + 1].text[:1].isupper()
    )


def _run(lex: Lexical, first: int) -> int:
    """The end of the run of capitalised words that begins at ``first``."""
    index = first + 1
    while index < len(lex) and lex.joined(index) and not lex.possessive(index):
        hyphen = lex.gap(index) in ("-", "\u2010", "\u2011")
        if (
            lex.capital(index)
            or (
                hyphen
                and lex.words[index].text[:1].islower()
                and len(lex.words[index].text) < 6
                and lex.words[index].text not in ("led", "based", "run", "held")
            )
            or (
                lex.lower(index) in _PARTICLES
                and index + 1 < len(lex)
                and lex.joined(index + 1)
                and (lex.capital(index + 1) or lex.lower(index + 1) in _PARTICLES)
            )
        ):
            index += 1
        else:
            break
    return index


def _in_run(lex: Lexical, first: int, last: int) -> Iterator[Occurrence]:
    """The person named at the end of a run of capitalised words, if there is one.

    Voices, the strongest first: the table; a title before the name; an entity label PERSON;
    an apposition that holds an office.
    """
    start = first
    vouched = False
    for index in range(first, last):
        if lex.lower(index) in (*COURTESIES, "mr", "mrs") or (
            is_role(lex.lower(index)) and index not in lex.hit_over
        ):
            start, vouched = index + 1, True
    known = None
    for index in range(first, last):
        if index in lex.hit_at:
            hit, past = lex.hit_at[index]
            if hit.form is Form.PERSON:
                known, start, last = hit.name, index, past
                vouched = True
                break
            if past > start and past < last and hit.form is not Form.OUTLET:
                start = past
            elif past == last and past > start:
                return
    if start < first + 1 and first and lex.joined(first) and is_role(lex.lower(first - 1)):
        vouched = True
    while start < last and lex.lower(start) in _SKIPPED:
        start += 1
    length = last - start
    if not 1 <= length <= _LONGEST_NAME or lex.outlet(start):
        return
    if known is None:
        final = lex.words[last - 1].text
        organisation = final in _ORGANISATIONS or final.casefold() in BODIES | _ORGANS
        if organisation and not _courtesy(lex, start):
            return
        people = sum(lex.entity[index] == "PERSON" for index in range(start, last))
        if not vouched and people == 0 and not _apposed(lex, last):
            return
        if not vouched and length == 1:
            return
        if not vouched and people and people < length:
            while start < last and lex.entity[start] != "PERSON":
                start += 1
            if last - start < 2:
                return
    lead = _lead(lex, start)
    before = read_title(lex, lead, start) if lead < start else None
    if before is None and lex.gap(start).strip() == "," and is_role(lex.lower(start - 1)):
        opening = _lead(lex, start - 1)
        if opening and lex.lower(opening - 1) == "the":
            before = read_title(lex, opening, start)
    tail = last
    after = None
    if before is None or (before.party is None and before.body is None):
        tail, after = _tail(lex, last)
    if known is None and last - start == 1 and before is None and not _courtesy(lex, start):
        return
    title = _join(before, after)
    yield Occurrence(lead, start, last, tail, title, _gender(lex, lead, start, last, tail), known)


_SKIPPED = frozenset(("the", "and", "but", "for", "in", "on", "as", "when", "while", "after", "at"))


def _courtesy(lex: Lexical, start: int) -> bool:
    return start > 0 and lex.lower(start - 1) in COURTESIES


def _join(before: Title | None, after: Title | None) -> Title | None:
    if before is None or after is None:
        return before or after
    return Title(
        before.party or after.party,
        before.body or after.body,
        before.roles | after.roles,
        before.former or after.former,
        before.independent or after.independent,
    )


def _lead(lex: Lexical, start: int) -> int:
    """Where the title before a name begins: "the [Russian foreign ministry spokeswoman]"."""
    index = start
    office = False
    while index > 0 and start - index < _LONGEST_TITLE and lex.joined(index):
        word = lex.lower(index - 1)
        tag = lex.pos[index - 1]
        if word in ("of", "for", "to", "at"):
            part_of_name = word == "of" and index >= 2 and lex.lower(index - 2) in BODIES
            if index == start or (office and not part_of_name):
                break
        elif word in ("a", "an"):
            break
        elif word == "the":
            if index - 2 < 0 or lex.lower(index - 2) not in ("of", "for", "to", "at") or office:
                break
        elif word == "and":
            if not (lex.capital(index) and index >= 2 and lex.capital(index - 2)) or office:
                break
        elif tag in _CLAUSAL and not (
            is_role(word)
            or word in _ORGANS
            or index - 1 in lex.hit_over
            or lex.capital(index - 1)
            or lex.possessive(index - 1)
        ):
            break
        if is_role(word):
            office = True
        index -= 1
    while index < start and lex.lower(index) in ("of", "for", "to", "at", "and", "the", "s"):
        index += 1
    return index


def _apposed(lex: Lexical, last: int) -> bool:
    return _tail(lex, last)[1] is not None


def _tail(lex: Lexical, last: int) -> tuple[int, Title | None]:
    """The apposition after a name (", a State Department spokesman"), and where it ends."""
    if last >= len(lex):
        return last, None
    gap = lex.gap(last)
    if lex.joined(last) and lex.lower(last) in ("of", "from"):
        end = last + 1
        while (
            end < len(lex)
            and end < last + 5
            and lex.joined(end)
            and (lex.capital(end) or lex.lower(end) == "the")
        ):
            end += 1
        title = _origin(lex, last + 1, end)
        return (end, title) if title else (last, None)
    if gap.strip() not in (",", "(") or "\n" in gap:
        return last, None
    if lex.words[last].text in ("R", "D") and lex.gap(last + 1) in ("-", "\u2013"):
        return last + 2, Title(Party(*_CAUCUS[lex.words[last].text]))
    if lex.pos[last] in ("VERB", "AUX", "PRON", "SCONJ") and not is_role(lex.lower(last)):
        return last, None
    end = last + 1
    while end < len(lex) and end < last + _LONGEST_TITLE and lex.joined(end):
        if (
            lex.pos[end] in ("VERB", "AUX", "PRON")
            and lex.words[end].text.islower()
            and not is_role(lex.lower(end))
        ):
            break
        end += 1
    title = read_title(lex, last, end)
    if title is None or not title.roles:
        return last, None
    return end, title


_CAUCUS = {
    "R": ("republican-party", "Republican Party"),
    "D": ("democratic-party", "Democratic Party"),
}


def _origin(lex: Lexical, first: int, last: int) -> Title | None:
    while first < last and lex.lower(first) == "the":
        first += 1
    if first >= last:
        return None
    if first in lex.hit_at:
        return Title(lex.hit_at[first][0].party)
    return Title(None, lex.string(first, last))


def _gender(lex: Lexical, lead: int, start: int, last: int, tail: int) -> str | None:
    for index in (*range(start - 1, max(0, lead - 1) - 1, -1), *range(last, tail)):
        if lex.lower(index) in _MEN:
            return "m"
        if lex.lower(index) in _WOMEN:
            return "f"
    return None


def _gender_of_name(name: str) -> str | None:
    first = name.split()[0] if name else ""
    return "m" if first in _MALE else "f" if first in _FEMALE else None


class People:
    """The document's people, found by full name and afterwards by surname or first name."""

    def __init__(self, lex: Lexical, gazetteer: Gazetteer) -> None:
        """Gather them from ``lex``; ``gazetteer`` tells the side of those without a title."""
        self._lex = lex
        self._gazetteer = gazetteer
        self._vocabulary = {word.text for word in lex.words}
        self.all: list[Person] = []
        self.at: dict[int, tuple[Person, Occurrence]] = {}
        self.bodies: dict[str, str] = {}
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        found = list(occurrences(lex))
        for occurrence in sorted(found, key=lambda each: each.last - each.first < 2):
            self._add(occurrence)
        self._settle()

    def _add(self, occurrence: Occurrence) -> None:
        name = occurrence.known or self._lex.string(occurrence.first, occurrence.last)
        parts = name_words(name)
        person = self._same(parts, occurrence)
        title = occurrence.title
        if person is None:
            person = self._new(name, parts, occurrence.gender)
        if title is not None:
            self._learn(person, title)
        person.gender = person.gender or occurrence.gender
        insort(person.seen, occurrence.first)
        self.at[occurrence.first] = (person, occurrence)

    def _same(self, parts: tuple[str, ...], occurrence: Occurrence) -> Person | None:
        if len(parts) == 1:
            return self.named(parts[0], occurrence.first, occurrence.gender)
        for person in self._by_last.get(parts[-1], ())[-_NAMESAKES:]:
            other = name_words(person.name)
            if len(other) == 1 or compatible(parts, other):
                if len(parts) > len(other):
                    person.name = occurrence.known or self._lex.string(
                        occurrence.first, occurrence.last
                    )
                    for part in parts:
                        if person not in self._by_word[part][-_NAMESAKES:]:
                            self._by_word[part].append(person)
                return person
        return None

    def _new(self, name: str, parts: tuple[str, ...], gender: str | None) -> Person:
        known = self._gazetteer.match(name) if len(parts) > 1 else None
        if known is None and len(parts) > 1:
            fitting = {
                each: None
                for each in self._gazetteer.people(self._surname(name))
                if compatible(parts, name_words(each[0]))
            }
            if len({party for _, party in fitting}) == 1:
                known = next(iter(fitting))[1]
        elif known is None:
            candidates = [
                (full, party) for full, party in self._gazetteer.people(self._surname(name))
            ]
            candidates = [
                each
                for each in candidates
                if gender is None or _gender_of_name(each[0]) in (gender, None)
            ]
            present = [each for each in candidates if self._called(each[0])]
            candidates = present or candidates
            if candidates and len({party for _, party in candidates}) == 1:
                name, known = candidates[0][0], candidates[0][1]
                parts = name_words(name)
        own = known is None
        party = known or Party(slug(name), name)
        person = Person(name, party, own, _gender_of_name(name))
        self.all.append(person)
        for part in parts:
            self._by_word[part].append(person)
        self._by_last[parts[-1]].append(person)
        return person

    def _called(self, name: str) -> bool:
        """Whether the first name stands in the document on its own."""
        return name.split()[0] in self._vocabulary

    @staticmethod
    def _surname(name: str) -> str:
        return name.replace("-", " ").split()[-1]

    def _learn(self, person: Person, title: Title) -> None:
        """The text outweighs the table: a title says whose side a person is on."""
        person.roles |= title.roles
        if title.body is not None:
            person.places.add(slug(title.body))
        entry = self._gazetteer.entry(person.party.id)
        if entry is not None and entry.kind == "person":
            holds = title.roles & _HIGH_OFFICES and not (title.former or title.independent)
            if entry.holds and holds and person.name in entry.people:
                person.office = self._gazetteer.party(entry.holds)
            return
        if title.former or title.independent:
            if title.former and not person.own and title.party == person.party:
                person.party, person.own = Party(slug(person.name), person.name), True
            return
        if title.party is not None:
            person.party, person.own = title.party, False
        elif (
            title.body is not None
            and person.body is None
            and (person.own or title.roles & _STATELY)
            and not title.roles & LEGISLATORS
        ):
            person.body = title.body

    def _settle(self) -> None:
        """Give each person the side that only the whole document can tell."""
        for person in self.all:
            if person.office is not None and not person.roles & _CANDIDATES:
                person.party, person.own = person.office, False
        for person in self.all:
            if person.body is None:
                continue
            chief = self._by_last.get(name_words(person.body)[-1], [])
            if chief and chief[0] is not person:
                person.party, person.own = chief[0].party, False
            else:
                name = self.bodies.setdefault(slug(person.body), person.body)
                person.party, person.own = Party(slug(name), name), False

    def named(self, word: str, index: int, gender: str | None = None) -> Person | None:
        """Who bears the folded name ``word`` at word ``index``: the nearest one before it.

        A surname goes before a first name; a known gender that differs rules a person out.
        """
        for table in (self._by_last, self._by_word):
            people = [
                person
                for person in table.get(word, ())[-_NAMESAKES:]
                if not gender or not person.gender or person.gender == gender
            ]
            if people:
                return min(people, key=lambda person: _distance(person, index))
        return None

    def known(self, word: str) -> bool:
        """Whether the folded ``word`` is part of anyone's name."""
        return word in self._by_word


_HIGH_OFFICES = frozenset(("president", "vice-president", "secretary", "premier"))
_STATELY = frozenset(("minister", "ambassador", "premier", "spokesman", "spokeswoman"))
_CANDIDATES = frozenset(
    ("candidate", "nominee", "hopeful", "contender", "front-runner", "frontrunner", "elect")
)


def _distance(person: Person, index: int) -> tuple[int, int]:
    place = bisect_right(person.seen, index)
    if place:
        return (0, index - person.seen[place - 1])
    return (1, person.seen[0] if person.seen else 0)
