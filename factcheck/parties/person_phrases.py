"""Phrases that name a person: a full name, a surname, an office."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from factcheck.model import Party
from factcheck.parties.names import fold, name_words, slug
from factcheck.parties.people import Person
from factcheck.parties.scene import Scene
from factcheck.parties.speakers import NOBODY, Speaker
from factcheck.parties.titles import (
    BODIES,
    CHAIRS,
    COURTESIES,
    LEGISLATORS,
    PORTFOLIOS,
    Title,
    is_role,
)
from factcheck.parties.vocabulary import word_list

_MEN = word_list("men")
_WOMEN = word_list("women")
_ORGANS = word_list("organs")
_STRANGERS = word_list("strangers")
_ELECTED = LEGISLATORS | CHAIRS | {"governor", "leader", "speaker", "whip"}
_SEATS = frozenset(("governor", "mayor", "premier", "sheriff", "superintendent"))
_FAR = 3  # times as often named
_PARTICLES = word_list("particles")
_ATTACHED = word_list("attached")


class PersonPhrases:
    """Finds the person whom a phrase, given by the indexes of its words, is about."""

    def __init__(self, scene: Scene) -> None:
        """Read phrases of ``scene``."""
        self._scene = scene
        self._lex = scene.lex

    def person_head(self, first: int, last: int) -> Person | None:
        """The person whom the phrase is about, not one of whom its head speaks."""
        left = bisect_left(self._scene.person_starts, first)
        for start in self._scene.person_starts[left:]:
            if start >= last:
                return None
            person, occurrence = self._scene.people.at[start]
            if occurrence.last > last + 1:
                continue
            if self._lex.possessive(occurrence.last) and occurrence.last + 1 < last:
                continue
            if occurrence.lead <= first + 1 or start <= first + 1:
                after = occurrence.last
                if after < last and self._lex.joined(after) and self.noun(after):
                    continue
                return person
            leading = range(first, occurrence.lead)
            gap = self._lex.gap(occurrence.lead)
            if gap.strip().startswith(",") or not any(
                self._lex.lower(index) in _ATTACHED or self._lex.possessive(index)
                for index in leading
            ):
                return person
            if self._lex.lower(occurrence.lead - 1) not in (*_ATTACHED, "the", "by", "s", "and"):
                return person
        return None

    def noun(self, index: int) -> bool:
        """Whether the word is a noun for people or bodies that some rule knows."""
        word = self._lex.lower(index)
        return is_role(word) or word in _ORGANS or word in _STRANGERS or word in BODIES

    def surname(self, index: int) -> Speaker | None:
        """Who is called by the single name at ``index``, in the document or else in the table."""
        word = self._lex.words[index].text
        if not word[:1].isupper():
            return None
        gender = self._gender_of_courtesy(index)
        person = self._scene.people.named(fold(word), index, gender)
        if person is not None:
            return Speaker(person.name, person.party)
        candidates = self._scene.people.listed(word.capitalize() if word.isupper() else word)
        names = {name_words(name)[-1:] + name_words(name)[:1] for name, _ in candidates}
        parties = {party for _, party in candidates}
        if len(parties) == 1:
            return Speaker(candidates[0][0] if len(names) == 1 else None, parties.pop())
        return None

    def lone_surname(self, first: int, last: int) -> Speaker | None:
        """Who is called by the words, a surname with its particles ("De Vries"), if it is one.

        An adjective before it says how somebody was, not who ("a tired De Vries").
        """
        lex = self._lex
        while first < last - 1 and lex.pos[first] == "ADJ" and lex.words[first].text.islower():
            first += 1
            while first < last - 1 and lex.gap(first) == "-" and not lex.capital(first):
                first += 1  # "grey-haired"
        if first < last - 1 and all(lex.gap(index) == "-" for index in range(first + 1, last)):
            return self._compound(first, last)
        particles = all(lex.lower(index) in _PARTICLES for index in range(first, last - 1))
        return self.surname(last - 1) if first < last and particles else None

    def _compound(self, first: int, last: int) -> Speaker | None:
        """Who bears the surname of several words ("Hall-Reed")."""
        bearer = self.surname(last - 1)
        if bearer is None or bearer.name is None:
            return None
        own = name_words(self._lex.string(first, last))
        return bearer if name_words(bearer.name)[-len(own) :] == own else None

    def beyond(self, last: int) -> Person | None:
        """The person whose name, set off by commas, follows the words of an office."""
        if last not in self._scene.people.at or self._lex.gap(last).strip() != ",":
            return None
        person, occurrence = self._scene.people.at[last]
        return person if self._lex.gap(occurrence.last).lstrip().startswith(",") else None

    def _gender_of_courtesy(self, index: int) -> str | None:
        word = self._lex.lower(index - 1) if self._lex.joined(index) else ""
        return "m" if word in _MEN else "f" if word in _WOMEN and word in COURTESIES else None

    def owner(self, first: int, last: int) -> Party | None:
        """The party of the person named inside a description ("a Clinton aide")."""
        past = first
        for index in range(first, last):
            if index in self._scene.people.at:
                return self._scene.people.at[index][0].party
            if index in self._scene.bodies.at:
                past = self._scene.bodies.at[index][1]
            if index < past:
                continue
            if self._lex.capital(index) and index not in self._lex.hit_over:
                person = self._scene.people.named(fold(self._lex.words[index].text), index)
                if person is not None:
                    return person.party
        return None

    def standing(self, party: Party) -> Speaker:
        """The candidate of a political party: the one, or by far the first, whom the text names."""
        seen: dict[Party, int] = {}
        for person in self._scene.people.all:
            entry = self._scene.gazetteer.entry(person.party.id)
            if entry is not None and entry.stands == party.id:
                seen[entry.party] = seen.get(entry.party, 0) + len(person.seen)
        ranked = sorted(seen, key=lambda each: (-seen[each], each.id))
        if not ranked or (len(ranked) > 1 and seen[ranked[0]] < _FAR * seen[ranked[1]]):
            return NOBODY
        return Speaker(ranked[0].name, ranked[0])

    def sitting(self, party: Party, index: int) -> Speaker:
        """Who sits for a political party, or holds an elected office, and was named last before."""
        best: tuple[int, Person] | None = None
        for person in self._scene.people.all:
            if person.party != party and not (person.own and person.roles & _ELECTED):
                continue
            place = bisect_right(person.seen, index) - 1
            if place >= 0 and (best is None or person.seen[place] > best[0]):
                best = person.seen[place], person
        return Speaker(best[1].name, best[1].party) if best else NOBODY

    def role(self, title: Title, index: int) -> Speaker:
        """The nearest person before ``index`` who holds the office and is on the side named.

        Of offices of which a place has one also the only one named later.
        """
        heads = {role for role in title.roles if is_role(role)}
        fields = title.roles & PORTFOLIOS - {"deputy"}
        best: tuple[int, Person] | None = None
        ahead: list[Person] = []
        for person in self._scene.people.all:
            if not heads & person.roles or (title.party and person.party != title.party):
                continue
            if title.body and slug(title.body) not in person.places:
                continue
            if fields - person.roles:
                continue
            place = bisect_right(person.seen, index) - 1
            if place < 0 and title.party is None and title.body is None:
                ahead.append(person)
                continue
            seen = person.seen[place] if place >= 0 else -person.seen[0] - 1
            if best is None or seen > best[0]:
                best = (seen, person)
        if best is None and len(ahead) == 1 and heads & _SEATS:
            best = 0, ahead[0]
        return Speaker(best[1].name, best[1].party) if best else NOBODY
