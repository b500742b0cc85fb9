"""Whom a pronoun means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from factcheck.model import Party
from factcheck.parties.body_phrases import peer_of
from factcheck.parties.names import surname
from factcheck.parties.phrases import Phrases
from factcheck.parties.scene import Scene
from factcheck.parties.sides import side
from factcheck.parties.speakers import NOBODY, Mention, Speaker
from factcheck.parties.strangers import passer_by
from factcheck.parties.subjects import Subject, Subjects
from factcheck.parties.titles import (
    BODIES,
    SPOKESPERSONS,
    is_role,
)
from factcheck.parties.vocabulary import word_list
from factcheck.parties.works import WORKS

SINGULAR = word_list("singular")
PLURAL = word_list("plural")
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
FIRST = frozenset(("we", "us", "our", "i", "me", "my"))
POSSESSIVE = frozenset(("his", "her", "their", "its", "our", "my"))
_PERSONAL = frozenset(("he", "him", "she", "her", "his", "hers", "himself", "herself"))
_SEVERAL = frozenset(("they", "them", "their", "themselves"))
_REACH = 6  # sentences, counted by their subjects, that a pronoun looks back over
_MENTIONS = 100  # looked through for the name of the last speaker
_OBJECTS = frozenset(("him", "them"))
_FARTHEST = 90  # words that "he" in a quotation looks back over
_LONGEST = 30  # words of a subject that are read
_MEN = word_list("men")
_THINGS_SAID = frozenset(("what", "where", "which", "who", "whom"))
_STRANGERS = word_list("strangers")
_ATTACHED = word_list("attached")


class Pronouns:
    """Resolves pronouns, and phrases that begin with a possessive one."""

    def __init__(self, scene: Scene, phrases: Phrases, mentions: Sequence[Mention]) -> None:
        """Read pronouns of ``scene``, whose ``mentions`` are sorted."""
        self._scene = scene
        self._lex = scene.lex
        self._phrases = phrases
        self._mentions = mentions
        self._mention_starts = [mention.start for mention in mentions]
        self.subjects = Subjects(scene.doc, scene.lex)
        self._resolved: dict[Subject, Speaker] = {}

    def meant(self, pronoun: str, index: int, previous: Speaker | None) -> Speaker:
        """Whom the pronoun at word ``index`` means.

        That is the nearest subject of a sentence, or source, that its gender and number allow.
        Where there is none, or the text has named ``previous``, who spoke last, once more since
        then, it is ``previous``.
        """
        if pronoun in FIRST and not self.subjects.quoted(index):
            issuer = self._scene.issuer
            if issuer is not None:
                return Speaker(issuer.name, issuer)
            return NOBODY  # the author, or everybody
        if pronoun in _PERSONAL:
            return self.person(pronoun, index, previous)
        if pronoun in _SEVERAL:
            return self._several(index, previous)
        if pronoun in ("it", "its", "itself"):
            body = self.body(index)
            if body is not None:
                return body
        if previous is None:
            return NOBODY
        if pronoun not in FIRST and previous.name is not None and self.is_person(previous.name):
            return Speaker(None, previous.party)
        if pronoun == "both":
            return NOBODY
        return previous

    def other(self, pronoun: str, index: int, speaker: Speaker | None) -> Party | None:
        """Whom "he" or "they" in a quotation of ``speaker`` means, or "him" after a verb of theirs.

        For one person it is the one named last who is not the speaker and may be so called; for
        several the subject that "they" takes up.  Elsewhere "he" may be the speaker.
        """
        if speaker is None:
            return None
        if not self.subjects.quoted(index) and pronoun not in _OBJECTS:
            return None
        if pronoun in _SEVERAL:
            found = self._several(index, None).party
            return found if found != speaker.party else None
        if pronoun not in _PERSONAL:
            return None
        wanted = "m" if pronoun in _MEN else "f"
        for named in self._named_before(index):
            if named.party == speaker.party or named.name == speaker.name:
                continue
            if named.name is None or self._gender_of(named.name) in (wanted, None):
                return named.party
        return None

    def _named_before(self, index: int) -> Iterator[Speaker]:
        """The people named before word ``index``, the nearest first; by surname too."""
        lex = self._lex
        for place in range(index - 1, max(0, index - _FARTHEST), -1):
            if not lex.capital(place) or lex.pos[place] != "PROPN":
                continue
            if place in lex.hit_over and place not in self._scene.people.at:
                continue
            found = self._phrases.persons.surname(place)
            if found is not None and (found.name is None or self.is_person(found.name)):
                yield found

    def _several(self, index: int, previous: Speaker | None) -> Speaker:
        """Whom "they" means: several people who were a subject, or else a body, no one person."""
        for subject in self.subjects.before(index, _REACH):
            found = self.of_subject(subject)
            if self._is_plural(subject):
                return found or self._side(subject)
            if found is None or found.party is None or self.lone_official(subject):
                continue
            if found.name is None or not self.is_person(found.name):
                return found
        if previous is None or (previous.name is not None and self.is_person(previous.name)):
            return NOBODY
        return previous

    def _is_plural(self, subject: Subject) -> bool:
        """Whether the subject is a plural noun, or several joined by "and"."""
        lex = self._lex
        end = subject.first
        while end < subject.last and not (end > subject.first and lex.lower(end) in _ATTACHED):
            if lex.lower(end) == "and" and end not in lex.hit_over:
                return True
            end += 1
        return end > subject.first and lex.plural[end - 1]

    def _of_many(self, subject: Subject) -> bool:
        """Whether the subject ends in a plural that is no name ("guards", not "Harlow Foods")."""
        lex, bodies = self._lex, self._scene.bodies.at
        end = subject.first + 1
        while end < subject.last and not (
            lex.gap(end).strip() == "," or lex.lower(end) in RELATIVE
        ):
            end += 1
        first = lex.hit_over.get(end - 1, end - 1)
        named = first < end - 1 or any(
            index in bodies and bodies[index][1] >= end for index in range(subject.first, end - 1)
        )
        return lex.plural[end - 1] and not named

    def person(self, pronoun: str, index: int, previous: Speaker | None) -> Speaker:
        """Whom "he" or "she" means."""
        wanted = "m" if pronoun in _MEN else "f"
        compatible = (
            previous is not None
            and previous.name is not None
            and self._gender_of(previous.name) in (wanted, None)
            and self.is_person(previous.name)
        )
        if previous is not None and compatible and self._goes_on(index, previous):
            return previous
        for subject in self.subjects.before(index, _REACH):
            found = self.of_subject(subject)
            if found is None:
                if previous is not None and previous.name is None and self._of_its(subject):
                    return previous
                if passer_by(self._lex, self.subjects, subject, wanted):
                    later = previous if compatible else None
                    since = later is not None and self._named(later, subject, index)
                    return later if later is not None and since else self._side(subject)
                continue
            if found.name is not None and self.is_person(found.name):
                gender = self._gender_of(found.name)
                if gender != wanted and (gender or (compatible and " " not in found.name)):
                    continue
                if previous is not None and compatible and self._named(previous, subject, index):
                    return previous
                return found
            if self.lone_official(subject) and found.party is not None and not compatible:
                return found
        if previous is not None and compatible:
            return previous
        named = self._last_person(index, wanted)
        if named is not None or previous is None:
            return named or NOBODY
        return NOBODY if self._is_body(previous) else Speaker(None, previous.party)

    def _goes_on(self, index: int, previous: Speaker) -> bool:
        """Whether who speaks in the sentence says a thing more: "…, which he said were empty"."""
        if self._lex.lower(index - 1) not in _THINGS_SAID or not self._lex.joined(index):
            return False
        starts, begin = self._lex.starts, self.subjects.sentence(index)
        place = bisect_left(self._mention_starts, starts[index]) - 1
        while place >= 0 and self._mentions[place].start >= starts[begin]:
            if self._mentions[place].speaker.name == previous.name:
                return True
            place -= 1
        return False

    def _of_its(self, subject: Subject) -> bool:
        """Whether the subject is one official of a body ("its director"), named or not."""
        return self._lex.pronoun(subject.first) in POSSESSIVE and self.lone_official(subject)

    def _is_body(self, speaker: Speaker) -> bool:
        """Whether the speaker goes by the name of a state, a firm or the like.

        One word that nothing is known of may be the surname of somebody.
        """
        party, name = speaker.party, speaker.name
        if party is None or name is None or self.is_person(name):
            return False
        known = self._scene.gazetteer.party(party.id) is not None
        return known or (name == party.name and " " in name)

    def body(self, index: int) -> Speaker | None:
        """Which body "it" means."""
        for subject in self.subjects.before(index, _REACH):
            found = self.of_subject(subject)
            if found is None and self._unnamed(subject):
                return self._side(subject)
            if found is None or found.party is None:
                if self._strange(subject):
                    return NOBODY
                continue
            if found.name is not None and self.is_person(found.name):
                continue
            own = found.name == found.party.name and " " in found.name  # "Human Lawyers"
            if not own and (self.lone_official(subject) or self._of_many(subject)):
                continue
            return found
        return None

    def _strange(self, subject: Subject) -> bool:
        """Whether the subject is a name of several words that speaks and of which nothing is known.

        It may be a body's, so that nobody named before it is "it".
        """
        lex, first = self._lex, subject.first + int(self._lex.lower(subject.first) == "the")
        end = first
        while end < subject.last and lex.capital(end) and (end == first or lex.joined(end)):
            end += 1
        named = end - first > 1 and (end == subject.last or lex.gap(end).strip() == ",")
        return named and not is_role(lex.lower(end - 1)) and self.subjects.speaks(subject)

    def of_subject(self, subject: Subject) -> Speaker | None:
        """Whom a subject names; None for a pronoun or somebody unknown."""
        if subject not in self._resolved:
            first, last = self._phrases.trim(subject.first, subject.last)
            found = NOBODY
            if first < last and self._lex.pronoun(first) not in SINGULAR | PLURAL | POSSESSIVE:
                found = self._phrases.speaker(first, last, None)
            self._resolved[subject] = found
        found = self._resolved[subject]
        return found if found.party is not None or found.name is not None else None

    def _unnamed(self, subject: Subject) -> bool:
        """Whether the subject is one body that the text never names ("the trust")."""
        lex = self._lex
        return (
            subject.last - subject.first == 2
            and lex.lower(subject.first) == "the"
            and lex.lower(subject.last - 1) in BODIES
            and not lex.plural[subject.last - 1]
        )

    def _side(self, subject: Subject) -> Speaker:
        """The group without a name that the subject calls by a noun ("the army", "police")."""
        return Speaker(None, side(self._scene, subject.first, subject.last))

    def lone_official(self, subject: Subject) -> bool:
        """Whether the subject is one nameless holder of an office ("a US official")."""
        lex = self._lex
        words = range(subject.first, min(subject.last, subject.first + _LONGEST))
        return any(is_role(lex.lower(index)) and not lex.plural[index] for index in words)

    def _named(self, previous: Speaker, subject: Subject, index: int) -> bool:
        """Whether the subject's own words, or a sentence after it, name ``previous``.

        What a quotation says of him does not count.
        """
        starts = self._lex.starts
        begin = bisect_left(self._mention_starts, starts[subject.first])
        until = bisect_left(self._mention_starts, starts[index])
        for mention in self._mentions[max(begin, until - _MENTIONS) : until]:
            if mention.speaker.name == previous.name:
                place = bisect_left(starts, mention.start)
                if place < subject.last or (
                    place >= subject.end and not self.subjects.quoted(place)
                ):
                    return True
        return False

    def possessed(self, first: int, last: int, previous: Speaker | None) -> Speaker:
        """Read "his spokesman", "her campaign": on the side of the one the pronoun means."""
        person = self._phrases.persons.person_head(first, last)
        owner = self.meant(self._lex.lower(first), first, previous)
        if person is not None:
            helps = person.own and person.roles & SPOKESPERSONS
            return Speaker(person.name, (helps and owner.party) or person.party)
        peer = peer_of(self._lex, self._scene.gazetteer, first, last)
        if peer is not None:
            return Speaker(None, peer)
        if self._scene.issuer is not None and owner.party == self._scene.issuer:
            return Speaker(None, owner.party)  # "our engineers"
        if any(self._lex.lower(index) in WORKS for index in range(first + 1, last)):
            return owner  # "her report"
        if not any(self._phrases.persons.noun(index) for index in range(first + 1, last)) or any(
            self._lex.lower(index) in _STRANGERS for index in range(first + 1, last)
        ):
            return NOBODY
        return Speaker(None, owner.party)

    def is_person(self, name: str) -> bool:
        """Whether somebody of the text or of the table goes by the ``name``."""
        return name in self._scene.by_name or bool(self._scene.gazetteer.people(surname(name)))

    def _gender_of(self, name: str) -> str | None:
        person = self._scene.by_name.get(name)
        return person.gender if person else None

    def _last_person(self, index: int, gender: str) -> Speaker | None:
        place = bisect_left(self._scene.person_starts, index)
        for start in reversed(self._scene.person_starts[max(0, place - 12) : place]):
            person = self._scene.people.at[start][0]
            if person.gender in (gender, None):
                return Speaker(person.name, person.party)
        return None

    def antecedent(self, index: int) -> Speaker:
        """Whom the relative pronoun at word ``index`` takes up.

        That is the noun that the parser hangs its clause on, else the mention right before it.
        """
        noun = self.subjects.antecedent(index)
        if noun is not None:
            return self.of_subject(noun) or NOBODY
        return self._before(self._lex.words[index].start)

    def _before(self, offset: int) -> Speaker:
        place = bisect_left(self._mention_starts, offset) - 1
        if place < 0 or offset - self._mentions[place].end > 200:
            return NOBODY
        return self._mentions[place].speaker
