"""Whom a pronoun means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.parties.phrases import Phrases
from factcheck.parties.scene import Scene
from factcheck.parties.speakers import NOBODY, Mention, Speaker
from factcheck.parties.titles import SPOKESPERSONS
from factcheck.parties.vocabulary import word_list

SINGULAR = word_list("singular")
PLURAL = word_list("plural")
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
FIRST = frozenset(("we", "us", "our", "i", "me", "my"))
POSSESSIVE = frozenset(("his", "her", "their", "its", "our", "my"))
_MEN = word_list("men")
_STRANGERS = word_list("strangers")


class Pronouns:
    """Resolves pronouns, and phrases that begin with a possessive one."""

    def __init__(self, scene: Scene, phrases: Phrases, mentions: Sequence[Mention]) -> None:
        """Read pronouns of ``scene``, whose ``mentions`` are sorted."""
        self._scene = scene
        self._lex = scene.lex
        self._phrases = phrases
        self._mentions = mentions
        self._mention_starts = [mention.start for mention in mentions]

    def meant(self, pronoun: str, index: int, previous: Speaker | None) -> Speaker:
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
        if pronoun not in FIRST and previous.name is not None and self._is_person(previous.name):
            return Speaker(None, previous.party)
        if pronoun == "both":
            return NOBODY
        return previous

    def possessed(self, first: int, last: int, previous: Speaker | None) -> Speaker:
        """Read "his spokesman", "her campaign": on the side of the one the pronoun means."""
        person = self._phrases.persons.person_head(first, last)
        owner = self.meant(self._lex.lower(first), first, previous)
        if person is not None:
            helps = person.own and person.roles & SPOKESPERSONS
            return Speaker(person.name, (helps and owner.party) or person.party)
        if not any(self._phrases.persons.noun(index) for index in range(first + 1, last)) or any(
            self._lex.lower(index) in _STRANGERS for index in range(first + 1, last)
        ):
            return NOBODY
        return Speaker(None, owner.party)

    def _is_person(self, name: str) -> bool:
        return name in self._scene.by_name or bool(
            self._scene.gazetteer.people(name.replace("-", " ").split()[-1])
        )

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

    def before(self, offset: int) -> Speaker:
        """The antecedent of a relative pronoun: the mention that ends right before it."""
        place = bisect_left(self._mention_starts, offset) - 1
        if place < 0 or offset - self._mentions[place].end > 200:
            return NOBODY
        return self._mentions[place].speaker
