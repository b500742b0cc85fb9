"""Who is meant by a phrase of one document, and on whose side they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.model import Party
from factcheck.parties.bodies import Bodies
from factcheck.parties.gazetteer import Form, Gazetteer
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import bare, fold, name_words, slug
from factcheck.parties.people import People, Person
from factcheck.parties.titles import (
    BODIES,
    COURTESIES,
    LEGISLATORS,
    SPOKESPERSONS,
    Title,
    is_role,
    read_title,
)
from factcheck.parties.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SINGULAR = word_list("singular")
_PLURAL = word_list("plural")
_DETERMINERS = word_list("determiners")
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_FIRST = frozenset(("we", "us", "our", "i", "me", "my"))
_MEN = word_list("men")
_WOMEN = word_list("women")
_ORGANS = word_list("organs")
_STRANGERS = word_list("strangers")
_CUTS = frozenset(
    ("who", "which", "that", "whom", "whose", "when", "where", "speaking", "including")
)
_ATTACHED = frozenset(("of", "for", "to", "at", "from", "with", "in", "on"))
_NOUNS_OF_PEOPLE = word_list("crowds")
_CROWD = (_STRANGERS | _NOUNS_OF_PEOPLE | word_list("amounts")) - _ORGANS - BODIES


@dataclass(frozen=True)
class Speaker:
    """Who speaks: a person's full name or a body's, and the side; None where unknown."""

    name: str | None
    party: Party | None


@dataclass(frozen=True)
class Mention:
    """A place that names a party, or a person who belongs to one."""

    start: int
    end: int
    speaker: Speaker


NOBODY = Speaker(None, None)


class Cast:
    """Everyone who appears in one document; built by :meth:`read`, then only asked."""

    def __init__(self, doc: Doc, lex: Lexical, gazetteer: Gazetteer) -> None:
        """Use :meth:`read`."""
        self._doc = doc
        self._lex = lex
        self._gazetteer = gazetteer
        self._people = People(lex, gazetteer)
        self._bodies = Bodies(lex, self._people)
        self._proper = {
            lex.words[index].text
            for index in range(1, len(lex))
            if lex.pos[index] == "PROPN" and lex.capital(index) and lex.joined(index)
        }
        self._mentions = tuple(self._each_mention())
        self._mention_starts = [mention.start for mention in self._mentions]
        self._by_name = {person.name: person for person in self._people.all}
        self._person_starts = sorted(self._people.at)

    @classmethod
    def read(cls, doc: Doc, gazetteer: Gazetteer) -> Cast:
        """Find the cast of ``doc``, whose text is the document's own, in linear time."""
        return cls(doc, Lexical.read(doc, gazetteer), gazetteer)

    def mentions(self) -> Sequence[Mention]:
        """Every resolved mention of a person or party, sorted, without overlap."""
        return self._mentions

    def people(self) -> Sequence[Speaker]:
        """The people of the document under their fullest names, in order of appearance."""
        return [Speaker(person.name, person.party) for person in self._people.all]

    def speaker(self, start: int, end: int, *, previous: Speaker | None = None) -> Speaker:
        """Who is meant by the source ``text[start:end]``.

        ``previous`` is the last speaker, to whom a pronoun refers unless gender or number
        forbids it.  Where the phrase leaves the side open, ``party`` is None.
        """
        first, last = self._lex.range(start, end)
        first, last = self._trim(first, last)
        if first >= last:
            return previous or NOBODY
        pronoun = self._lex.lower(first)
        if last - first == 1 or (self._lex.lower(first + 1) in _RELATIVE):
            if pronoun in _SINGULAR or pronoun in _PLURAL:
                return self._pronoun(pronoun, first, previous)
            if pronoun in _RELATIVE:
                return self._before(self._lex.words[first].start)
        if pronoun in ("his", "her", "their", "its", "our", "my") and last - first > 1:
            return self._possessed(first, last, previous)
        parts = self._coordinated(first, last)
        if len(parts) > 1:
            return self._together([self._phrase(*part, previous) for part in parts])
        return self._phrase(*self._core(first, last), previous)

    def targets(self, start: int, end: int, *, speaker: Speaker | None = None) -> tuple[Party, ...]:
        """The parties that ``text[start:end]`` names as those who act, in order.

        Names after "in", "against", "on" and the like are what the act is about, and names of
        an opponent's opponents nobody's.  A pronoun names nobody, "we" the ``speaker``.
        """
        first, last = self._lex.range(start, end)
        first, last = self._trim(first, last)
        if first >= last:
            return ()
        if last - first == 1 and self._lex.lower(first) in _PLURAL | _SINGULAR:
            if self._lex.lower(first) in _FIRST and speaker and speaker.party:
                return (speaker.party,)
            return ()
        inside = self._inside(start, end)
        span = self._doc.char_span(start, end, alignment_mode="expand")
        found = [mention for mention in inside if span is None or self._acts(mention, span.root)]
        parties = [mention.speaker.party for mention in found]
        if inside:
            parties += self._regimes(first, last)
        if not parties:
            resolved = self.speaker(start, end)
            parties = [resolved.party] if not inside else []
        return tuple(dict.fromkeys(party for party in parties if party is not None))

    def _regimes(self, first: int, last: int) -> list[Party | None]:
        """The side of a bare "regime" beside other names ("Russia and the regime")."""
        return [
            self._bodies.called("regime", index)
            for index in range(first, last)
            if self._lex.lower(index) == "regime"
            and index - 1 not in self._lex.hit_over
            and not self._lex.possessive(index - 1)
            and index not in self._lex.hit_over
        ]

    def _inside(self, start: int, end: int) -> list[Mention]:
        left = bisect_left(self._mention_starts, start)
        right = bisect_left(self._mention_starts, end)
        return [mention for mention in self._mentions[left:right] if mention.end <= end + 1]

    def _acts(self, mention: Mention, root: Token) -> bool:
        """Whether the mention is, or marks, an agent in the phrase or clause under ``root``."""
        span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            return False
        token = span.root
        for _ in range(12):
            if token == root:
                return token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "X", "NUM")
            if token.dep_ in ("nsubj", "agent", "csubj"):
                return True
            if token.dep_ in ("nsubjpass", "dobj", "dative", "iobj", "attr"):
                return False
            if token.dep_ == "pobj" and token.head.dep_ != "agent":
                preposition = token.head.lower_
                if preposition not in ("of", "by", "from") or token.head.head == token:
                    return False
                if preposition == "of" and token.head.head.lower_ in _OBJECTS:
                    return False
            token = token.head
        return False

    # --- the phrase -----------------------------------------------------------------------

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        while first < last and self._lex.lower(first) in ("but", "and", "as", "by", "to", "from"):
            if self._lex.lower(first) == "to" and last - first == 1:
                break
            first += 1
        while first < last and self._lex.possessive(last - 1):
            last -= 1
        return first, last

    def _core(self, first: int, last: int) -> tuple[int, int]:
        """The phrase without a relative clause, a participle, or what a comma sets off.

        An apposition stays where the name comes second ("his spokesman, John Smith").
        """
        for index in range(first + 1, last):
            if self._lex.lower(index) in _CUTS and not self._lex.capital(index):
                return first, index
        return first, last

    def _coordinated(self, first: int, last: int) -> list[tuple[int, int]]:
        """The members of "A and B" where both are names of persons or parties."""
        cuts = [
            index
            for index in range(first + 1, last - 1)
            if self._lex.lower(index) == "and" and index not in self._lex.hit_over
        ]
        if len(cuts) != 1:
            return [(first, last)]
        left, right = (first, cuts[0]), (cuts[0] + 1, last)
        if self._names(*left) and self._names(*right):
            return [left, right]
        return [(first, last)]

    def _names(self, first: int, last: int) -> bool:
        marked = any(
            index in self._people.at or index in self._lex.hit_at or index in self._bodies.at
            for index in range(first, last)
        )
        return marked or (last - first <= 2 and self._surname(last - 1) is not None)

    @staticmethod
    def _together(speakers: list[Speaker]) -> Speaker:
        parties = {speaker.party for speaker in speakers}
        return Speaker(None, parties.pop()) if len(parties) == 1 else NOBODY

    def _phrase(self, first: int, last: int, previous: Speaker | None) -> Speaker:
        lex = self._lex
        cut = self._comma(first, last)
        person = self._person_head(first, last)
        if person is not None and not (cut == first + 1 and self._surname(first) is not None):
            return Speaker(person.name, person.party)
        if cut is not None:
            return self._apposed(first, cut, last, previous)
        start = first
        while start < last and lex.lower(start) in _DETERMINERS:
            start += 1
        definite = start > first and lex.lower(first) == "the"
        if start >= last:
            return NOBODY
        if start in lex.hit_at:
            hit, past = lex.hit_at[start]
            if hit.form is Form.OUTLET and past >= last:
                return Speaker(hit.name, None)
            if past >= last and hit.party is not None:
                if hit.form is Form.ADJECTIVE and not definite:
                    return NOBODY  # "Americans" are people, "the Americans" mostly a side
                return Speaker(hit.party.name, hit.party)
        surname = self._surname(last - 1) if last - start == 1 else None
        if surname is not None:
            return surname
        title = read_title(lex, start, last)
        if title is not None and not self._is_body_phrase(start, last):
            return self._described(title, start, last, definite, previous)
        return self._body_phrase(start, last, definite)

    def _comma(self, first: int, last: int) -> int | None:
        """Index of the word after the first comma inside the phrase."""
        for index in range(first + 1, last):
            if self._lex.gap(index).strip() == ",":
                return index
        return None

    def _apposed(self, first: int, cut: int, last: int, previous: Speaker | None) -> Speaker:
        """Read "Sanders, a senator" and "the nominee, Trump": the part that is a name decides."""
        left = self._phrase(first, cut, previous)
        right = self._phrase(cut, last, previous)
        alone = self._surname(cut - 1) is not None and self._surname(last - 1) is not None
        if alone and cut - first <= 2 and last - cut <= 2 and left != right:
            return self._together([left, right])
        if left.name is None and self._surname(last - 1) is not None and last - cut <= 2:
            return right
        return left if left.party is not None or left.name is not None else right

    def _is_body_phrase(self, first: int, last: int) -> bool:
        word = self._head_noun(first, last)
        return word in BODIES and not is_role(word)

    def _head_noun(self, first: int, last: int) -> str:
        """The last word before "of", "for" and the like, in lower case.

        An "of" inside a body's name is passed over: "a Department of State official".
        """
        lex = self._lex
        end = first
        while end < last:
            if end > first and lex.lower(end) in _ATTACHED:
                if lex.lower(end) != "of" or lex.lower(end - 1) not in BODIES:
                    break
                stop = end + 1
                while stop < last and lex.lower(stop) not in _ATTACHED:
                    stop += 1
                if not is_role(lex.lower(stop - 1)):
                    break
            end += 1
        return lex.lower(end - 1) if end > first else ""

    def _person_head(self, first: int, last: int) -> Person | None:
        """The person whom the phrase is about, not one of whom its head speaks."""
        left = bisect_left(self._person_starts, first)
        for start in self._person_starts[left:]:
            if start >= last:
                return None
            person, occurrence = self._people.at[start]
            if occurrence.last > last + 1:
                continue
            if self._lex.possessive(occurrence.last) and occurrence.last + 1 < last:
                continue
            if occurrence.lead <= first + 1 or start <= first + 1:
                after = occurrence.last
                if after < last and self._lex.joined(after) and self._noun(after):
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

    def _noun(self, index: int) -> bool:
        word = self._lex.lower(index)
        return is_role(word) or word in _ORGANS or word in _STRANGERS or word in BODIES

    def _surname(self, index: int) -> Speaker | None:
        """Who is called by the single name at ``index``, in the document or else in the table."""
        word = self._lex.words[index].text
        if not word[:1].isupper():
            return None
        gender = self._gender_of_courtesy(index)
        person = self._people.named(fold(word), index, gender)
        if person is not None:
            return Speaker(person.name, person.party)
        candidates = self._gazetteer.people(word)
        names = {name_words(name)[-1:] + name_words(name)[:1] for name, _ in candidates}
        parties = {party for _, party in candidates}
        if len(parties) == 1:
            return Speaker(candidates[0][0] if len(names) == 1 else None, parties.pop())
        return None

    def _gender_of_courtesy(self, index: int) -> str | None:
        word = self._lex.lower(index - 1) if self._lex.joined(index) else ""
        return "m" if word in _MEN else "f" if word in _WOMEN and word in COURTESIES else None

    # --- descriptions ---------------------------------------------------------------------

    def _described(
        self, title: Title, first: int, last: int, definite: bool, previous: Speaker | None
    ) -> Speaker:
        """Read "a US official", "the Russian minister", "a spokesman for the company"."""
        if title.former or title.independent:
            political = title.party is None or self._political(title.party)
            if not definite or not political or title.former:
                return NOBODY
            return self._role(Title(None, title.body, title.roles), first)
        if definite and title.body is not None:
            placed = self._role(Title(None, title.body, title.roles), first)
            if placed.party is not None or title.roles & LEGISLATORS:
                return placed
        party = title.party
        if party is None:
            party = self._owner(first, last)
        if party is None and title.body is not None and not title.roles & LEGISLATORS:
            party = self._bodies.party(title.body)
        if party is None:
            owned = self._definite_body(first, last)
            party = owned.party if owned else None
        if definite:
            found = self._role(Title(party, None, title.roles), first)
            if found.party is not None and (party is None or found.party == party):
                return found
        if party is None and definite and previous is not None and previous.name is not None:
            return NOBODY
        return Speaker(None, party)

    def _owner(self, first: int, last: int) -> Party | None:
        """The party of the person named inside a description ("a Clinton aide")."""
        past = first
        for index in range(first, last):
            if index in self._people.at:
                return self._people.at[index][0].party
            if index in self._bodies.at:
                past = self._bodies.at[index][1]
            if index < past:
                continue
            if self._lex.capital(index) and index not in self._lex.hit_over:
                person = self._people.named(fold(self._lex.words[index].text), index)
                if person is not None:
                    return person.party
        return None

    def _role(self, title: Title, index: int) -> Speaker:
        """The nearest person before ``index`` who holds the office and is on the side named."""
        heads = {role for role in title.roles if is_role(role)}
        best: tuple[int, Person] | None = None
        for person in self._people.all:
            if not heads & person.roles or (title.party and person.party != title.party):
                continue
            if title.body and slug(title.body) not in person.places:
                continue
            place = bisect_right(person.seen, index) - 1
            seen = person.seen[place] if place >= 0 else -person.seen[0] - 1
            if best is None or seen > best[0]:
                best = (seen, person)
        return Speaker(best[1].name, best[1].party) if best else NOBODY

    def _body_phrase(self, first: int, last: int, definite: bool) -> Speaker:
        """Read "the Russian foreign ministry", "Greenfield Chemical", "the company", "rebels"."""
        lex = self._lex
        if first in lex.hit_at:
            hit, past = lex.hit_at[first]
            following = lex.lower(past + 1) if lex.possessive(past) else lex.lower(past)
            if hit.party is not None and (
                past >= last
                or following in _ORGANS
                or following in BODIES
                or following in _ATTACHED
                or self._organ(past, last)
                or hit.form is not Form.ADJECTIVE
            ):
                if following in _STRANGERS:
                    return NOBODY
                owned = lex.possessive(past) and past + 1 < last
                if owned and not (following in _ORGANS or following in BODIES):
                    return NOBODY
                name = bare(lex.string(first, last)) if self._is_body_phrase(first, last) else None
                return Speaker(name, hit.party)
        if self._crowd(first, last):
            return NOBODY
        owner = self._possessor(first, last)
        if owner is not None:
            return owner
        named = self._bodies.find(first, last)
        if named is not None:
            return Speaker(named.name, named)
        partisan = self._partisan(last - 1)
        if partisan is not None:
            return Speaker(None, partisan)
        if self._noun_for_body(first, last):
            for index in range(first + 1, last):
                if index in lex.hit_at and lex.lower(index - 1) in ("of", "the", "for"):
                    hit = lex.hit_at[index][0]
                    if hit.party is not None:
                        return Speaker(None, hit.party)
            party = self._owner(first, last)
            if party is not None:
                return Speaker(party.name, party)
            return (self._definite_body(first, last) or NOBODY) if definite else NOBODY
        return self._new_name(first, last)

    def _crowd(self, first: int, last: int) -> bool:
        """Whether the phrase is about people who speak for no side ("Sanders protesters")."""
        return self._head_noun(first, last) in _CROWD

    def _organ(self, first: int, last: int) -> bool:
        return any(
            self._lex.lower(index) in _ORGANS for index in range(first, min(last, first + 4))
        )

    def _partisan(self, index: int) -> Party | None:
        """Read "the Wisconsin Republican": a party's member without a name."""
        hit = self._lex.hit_at.get(index)
        party = hit[0].party if hit else None
        return party if party is not None and self._political(party) else None

    def _political(self, party: Party) -> bool:
        entry = self._gazetteer.entry(party.id)
        return entry is not None and entry.kind == "political-party"

    def _noun_for_body(self, first: int, last: int) -> bool:
        word = self._head_noun(first, last)
        return word in BODIES or word in _ORGANS or word in _NOUNS_OF_PEOPLE

    def _possessor(self, first: int, last: int) -> Speaker | None:
        """Read "Assad's government": the side of the person named in the possessive."""
        for index in range(first, last - 1):
            if self._lex.possessive(index) and index > first:
                if not self._noun(index + 1) or self._lex.lower(index + 1) in _STRANGERS:
                    return None
                owner = self._person_head(first, index) or None
                if owner is not None:
                    return Speaker(None, owner.party)
                known = self._surname(index - 1)
                return Speaker(None, known.party) if known else None
        return None

    def _definite_body(self, first: int, last: int) -> Speaker | None:
        """Read "the company", "the ministry", "the regime": the last body so called."""
        nouns = [
            self._lex.lower(index)
            for index in range(first, last)
            if self._lex.lower(index) in BODIES and self._lex.gap(index) != "-"
        ]
        if not nouns:
            return None
        party = self._bodies.called(nouns[-1], first)
        if party is None:
            return None
        return Speaker(party.name, party)

    def _new_name(self, first: int, last: int) -> Speaker:
        """A name that nothing is known of: a party of its own; a common noun: nobody."""
        lex = self._lex
        while first < last and lex.lower(first) in COURTESIES:
            first += 1
        capitals = [index for index in range(first, last) if lex.capital(index)]
        if not capitals or capitals[0] > first + 1:
            return NOBODY
        end = first
        while end < last and (
            lex.capital(end) or lex.lower(end) in ("of", "the", "and", "for", "al", "de", "bin")
        ):
            if end > first and not lex.joined(end):
                break
            end += 1
        while end > first and not lex.capital(end - 1):
            end -= 1
        if end < last and lex.joined(end) and lex.lower(end) in _STRANGERS | _NOUNS_OF_PEOPLE:
            return NOBODY
        if end <= first or lex.outlet(first):
            return Speaker(lex.string(first, end), None) if end > first else NOBODY
        if lex.pos[end - 1] not in ("PROPN", "X", "NOUN", "ADJ"):
            return NOBODY
        if all(lex.entity[index] == "NORP" for index in capitals):
            return NOBODY
        if len(capitals) == 1 and not self._certain(capitals[0]):
            return NOBODY
        name = bare(lex.string(first, end))
        party = self._bodies.party(name)
        return Speaker(party.name, party)

    def _certain(self, index: int) -> bool:
        """Whether a single capitalised word is a name, not just a sentence's first word."""
        lex = self._lex
        if lex.entity[index] in ("PERSON", "ORG", "GPE", "LOC", "FAC"):
            return True
        return lex.words[index].text in self._proper

    # --- pronouns ---------------------------------------------------------------------------

    def _pronoun(self, pronoun: str, index: int, previous: Speaker | None) -> Speaker:
        """Whom a pronoun means: the last speaker, unless gender says somebody else."""
        if pronoun in ("he", "him", "she", "her", "his", "hers", "himself", "herself"):
            wanted = "m" if pronoun in _MEN else "f"
            if previous is not None and previous.name is not None:
                gender = self._gender_of(previous.name)
                if gender in (wanted, None) and self._is_person(previous.name):
                    return previous
            return self._last_person(index, wanted) or (
                Speaker(None, previous.party) if previous else NOBODY
            )
        if previous is None:
            return NOBODY
        if pronoun not in _FIRST and previous.name is not None and self._is_person(previous.name):
            return Speaker(None, previous.party)
        if pronoun == "both":
            return NOBODY
        return previous

    def _possessed(self, first: int, last: int, previous: Speaker | None) -> Speaker:
        """Read "his spokesman", "her campaign": on the side of the one the pronoun means."""
        person = self._person_head(first, last)
        owner = self._pronoun(self._lex.lower(first), first, previous)
        if person is not None:
            helps = person.own and person.roles & SPOKESPERSONS
            return Speaker(person.name, (helps and owner.party) or person.party)
        if not any(self._noun(index) for index in range(first + 1, last)) or any(
            self._lex.lower(index) in _STRANGERS for index in range(first + 1, last)
        ):
            return NOBODY
        return Speaker(None, owner.party)

    def _is_person(self, name: str) -> bool:
        return name in self._by_name or bool(
            self._gazetteer.people(name.replace("-", " ").split()[-1])
        )

    def _gender_of(self, name: str) -> str | None:
        person = self._by_name.get(name)
        return person.gender if person else None

    def _last_person(self, index: int, gender: str) -> Speaker | None:
        place = bisect_left(self._person_starts, index)
        for start in reversed(self._person_starts[max(0, place - 12) : place]):
            person = self._people.at[start][0]
            if person.gender in (gender, None):
                return Speaker(person.name, person.party)
        return None

    def _before(self, offset: int) -> Speaker:
        """The antecedent of a relative pronoun: the mention that ends right before it."""
        place = bisect_left(self._mention_starts, offset) - 1
        if place < 0 or offset - self._mentions[place].end > 200:
            return NOBODY
        return self._mentions[place].speaker

    # --- mentions ---------------------------------------------------------------------------

    def _each_mention(self) -> Iterator[Mention]:
        lex = self._lex
        index = 0
        while index < len(lex):
            past = index + 1
            speaker = NOBODY
            if index in self._people.at:
                person, occurrence = self._people.at[index]
                past, speaker = occurrence.last, Speaker(person.name, person.party)
            elif index in lex.hit_at:
                hit, past = lex.hit_at[index]
                if hit.party is not None and not (hit.place and hit.form is Form.SEAT):
                    speaker = Speaker(hit.party.name, hit.party)
            elif index in self._bodies.at:
                party, past = self._bodies.at[index]
                speaker = Speaker(party.name, party)
            elif lex.capital(index) and lex.pos[index] == "PROPN":
                bearer = self._people.named(fold(lex.words[index].text), index)
                if bearer is not None:
                    speaker = Speaker(bearer.name, bearer.party)
            if speaker.party is not None:
                yield Mention(lex.words[index].start, lex.words[past - 1].end, speaker)
            index = max(past, index + 1)


_OBJECTS = word_list("objects")
