"""Which words of one document are the name of a body that the table does not know."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from factcheck.model import Party
from factcheck.parties.gazetteer import Form
from factcheck.parties.given_names import sex_of
from factcheck.parties.headings import outlets
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import slug
from factcheck.parties.nouns import MEMBERS, like_company
from factcheck.parties.people import People
from factcheck.parties.titles import BODIES, PORTFOLIOS, SPOKESPERSONS, is_role
from factcheck.parties.vocabulary import word_list

INNER = frozenset(("of", "and", "for", "the", "in", "on"))
ORGANISATIONS = word_list("organisations")
STATE_ORGANS = word_list("state_organs")
_LONGEST = 8
_SHORT_LINE = 50  # characters; a line of running text that is broken is longer
_GROUND = word_list("ground")
#: Verbs that begin the names of campaigns.
_RALLYING = frozenset(("defend", "protect", "reclaim", "save", "stop"))
_PLACES = word_list("places_before")
_PARTICLES = word_list("particles")
_AT_HOME = frozenset(("government", "ministry", "presidency"))  # unlike an embassy
#: What a report calls a body that nobody knows by its name.
_CALLED = frozenset(("charity", "group", "ngo", "nonprofit", "union", "watchdog"))
_FIRMS = (word_list("companies") | word_list("private")) & BODIES


class BodyNames:
    """The names of bodies in a document, as spans of its words."""

    def __init__(self, lex: Lexical, people: People) -> None:
        """Look in ``lex``; what ``people`` are called is no body's name."""
        self._lex = lex
        self._people = people
        self.outlets = outlets(lex.text)
        self._small = {word.text for word in lex.words if word.text.islower()}
        self._upper = Counter(word.text for word in lex.words if word.text.isupper())

    def all(self, taken: set[int]) -> list[tuple[int, int]]:
        """The first word of each name and the one after its last, outside the words ``taken``."""
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
            if self._rallies(index):
                last += 1  # "Save Our Lido"
            while last < len(lex) and last - index < _LONGEST and self._follows(last):
                if lex.possessive(last) and not (
                    last + 1 < len(lex) and lex.lower(last + 1) in BODIES and lex.capital(last + 1)
                ):
                    break
                inner = lex.lower(last) in INNER and last + 1 < len(lex) and lex.capital(last + 1)
                if last in taken or not (
                    lex.capital(last) or lex.possessive(last) or (inner and lex.joined(last + 1))
                ):
                    break
                last += 1
            while last > index and not lex.capital(last - 1):
                last -= 1
            if last > index and not self.surname(index, last) and self._is_name(index, last):
                found.append((index, last))
            index = max(last, index + 1)
        return found

    def _rallies(self, index: int) -> bool:
        """Whether a campaign's name begins with the word: "Save Our Lido"."""
        lex = self._lex
        if lex.lower(index) not in _RALLYING or lex.opens(index) or index + 2 >= len(lex):
            return False
        return lex.joined(index + 1) and all(lex.words[index + i].text.istitle() for i in (1, 2))

    def _follows(self, index: int) -> bool:
        """Whether the word may go on a name: also after the plural of "Workers' Union".

        A line all in capitals, or after one, is a heading or a dateline and no part of a name, and
        a line that is not full ends one.
        """
        lex = self._lex
        if index >= len(lex):
            return False
        if lex.gap(index) in ("' ", "\u2019 "):
            noun = lex.words[index].text
            owned = lex.words[index - 1].text[-1:] == "s"
            return owned and (noun in ORGANISATIONS or noun.casefold() in BODIES) and noun.istitle()
        if (
            lex.lower(index) == "and"
            and lex.words[index - 1].text in ORGANISATIONS
            and lex.lower(index + 1) in MEMBERS
            and lex.lower(index + 2) in INNER
        ):
            return False  # another body's name: "Harlow Fund and Citizens for Rivers"
        if lex.lower(index) == "and" and self._two_bodies(index):
            return False
        if "\n" in lex.gap(index):
            before = lex.words[index - 1]
            same = lex.words[index].text.isupper() == before.text.isupper()
            if not same or before.end - lex.text.rfind("\n", 0, before.end) <= _SHORT_LINE:
                return False
        return lex.joined(index)

    def _two_bodies(self, index: int) -> bool:
        """Whether the "and" at a word parts two bodies, of which one is named alone elsewhere."""
        lex, kind = self._lex, self._lex.words[index - 1].text
        if not (
            kind in ORGANISATIONS or kind.casefold() in BODIES or like_company(kind.casefold())
        ):
            return False
        before, after = lex.string(index - 2, index), lex.string(index + 1, index + 3)
        return before in self._pairs[0] or after in self._pairs[1]

    @cached_property
    def _pairs(self) -> tuple[frozenset[str], frozenset[str]]:
        """Each two words with capitals that no "and" follows, and that none stands before."""
        lex = self._lex
        pairs = [i for i in range(len(lex) - 1) if lex.capital(i) and lex.capital(i + 1)]
        return (
            frozenset(lex.string(i, i + 2) for i in pairs if lex.lower(i + 2) != "and"),
            frozenset(lex.string(i, i + 2) for i in pairs if lex.lower(i - 1) != "and"),
        )

    def _covered(self, index: int) -> bool:
        first = self._lex.hit_over.get(index)
        return first is not None and self._lex.hit_at[first][0].form is not Form.ADJECTIVE

    def _is_name(self, first: int, last: int) -> bool:
        lex = self._lex
        final = lex.words[last - 1].text
        if self._cause(first, last) or self._rallies(first) or self._apposed(first, last):
            return True
        if (
            is_role(final.casefold())
            or final in _GROUND
            or (lex.words[first].text in _PLACES and not self._body_at(first, last))
            or self._opening(first, last)
            or slug(lex.string(first, last)) in self.outlets
        ):
            return False
        if first in lex.hit_at:
            return self.organ_of_state(first, last) is not None
        if last - first == 1 and (final.casefold() in BODIES or self._generic(first)):
            return False
        if final.casefold() in STATE_ORGANS and all(
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
            final in ORGANISATIONS
            or final.casefold() in BODIES
            or like_company(final.casefold())
            or any(lex.lower(index) in BODIES for index in range(first, last))
        ):
            return True
        return organisation * 2 > last - first and any(
            lex.pos[index] == "PROPN" for index in range(first, last)
        )

    def _body_at(self, first: int, last: int) -> bool:
        """Whether words that begin as a place's name end as a body's: "Port Safety Commission"."""
        lex = self._lex
        named = all(lex.capital(index) for index in range(first, last))
        return named and last - first > 1 and lex.lower(last - 1) in BODIES

    def _after_noun(self, first: int) -> bool:
        """Whether a noun for a firm calls what follows by name: "the operator Elmtel"."""
        lex = self._lex
        return (
            lex.gap(first) == " "
            and lex.lower(first - 1) in _FIRMS | _CALLED
            and lex.entity[first] not in ("LOC", "FAC", "NORP", "DATE")
            and lex.pos[first] in ("PROPN", "NOUN", "X")
        )

    def _apposed(self, first: int, last: int) -> bool:
        """Whether a comma sets off what the body is: "Human Lawyers, a rights group, said …"."""
        lex = self._lex
        if lex.gap(last).strip() != "," or lex.lower(last) not in ("a", "an", "the"):
            return False
        past = last + 1
        while past < min(len(lex), last + _LONGEST) and lex.joined(past):
            past += 1
        named = lex.entity[first] not in ("GPE", "LOC", "FAC", "NORP", "DATE")
        kind = lex.lower(past - 1) in _CALLED and lex.gap(past).strip() == ","
        return kind and named and all(lex.capital(index) for index in range(first, last))

    def _cause(self, first: int, last: int) -> bool:
        """Whether the words are such as "Citizens for Clean Rivers", "Harlow Veterans of War".

        "Lawyers for Ann Reed" are hers, and no body.
        """
        lex = self._lex
        if lex.lower(first) in SPOKESPERSONS and sex_of(lex.words[last - 2].text):
            return False
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

    def _generic(self, index: int) -> bool:
        """Whether a single capitalised plural is a sentence's first word, not a name."""
        word = self._lex.words[index].text
        if word.isupper() or not self._lex.plural[index]:
            return False
        return self._lex.opens(index) or word.casefold() in self._small

    def organ_of_state(self, first: int, last: int) -> Party | None:
        """The state in "Ministry of Health of Norland" and "Norland Ministry of Health"."""
        lex = self._lex
        nouns = [index for index in range(first, last) if lex.lower(index) in STATE_ORGANS]
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

    def surname(self, first: int, last: int) -> bool:
        """Whether the words are a surname alone ("Adair", "De Vries")."""
        lex = self._lex
        return all(lex.lower(index) in _PARTICLES for index in range(first, last - 1)) and (
            self._people.known(lex.words[last - 1].text)
        )
