"""Who is meant by a phrase of one document, and on whose side they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.model import Party
from factcheck.parties.adopting import adopt
from factcheck.parties.bearers import lend_bodies
from factcheck.parties.epithets import bearer
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.introduced import introduce
from factcheck.parties.mentions import mentions
from factcheck.parties.phrases import Phrases
from factcheck.parties.pronouns import FIRST, PLURAL, POSSESSIVE, RELATIVE, SINGULAR, Pronouns
from factcheck.parties.scene import Scene
from factcheck.parties.sides import called, side
from factcheck.parties.speakers import NOBODY, Mention, Speaker
from factcheck.parties.targets import Targets

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Cast", "Speaker"]


class Cast:
    """Everyone who appears in one document; built by :meth:`read`, then only asked."""

    def __init__(self, scene: Scene) -> None:
        """Use :meth:`read`."""
        self._scene = scene
        self._lex = scene.lex
        self._phrases = Phrases(scene)
        introduce(scene, self._phrases)
        adopt(scene, Pronouns(scene, self._phrases, tuple(mentions(scene))))
        lend_bodies(scene, self._phrases.common)
        self._mentions = tuple(mentions(scene))
        self._pronouns = Pronouns(scene, self._phrases, self._mentions)
        self._targets = Targets(scene, self._mentions)

    @classmethod
    def read(cls, doc: Doc, gazetteer: Gazetteer) -> Cast:
        """Find the cast of ``doc``, whose text is the document's own, in linear time."""
        return cls(Scene.read(doc, gazetteer))

    @property
    def issuer(self) -> Speaker | None:
        """The party whose own statement the document is; None for a report."""
        party = self._scene.issuer
        return Speaker(party.name, party) if party is not None else None

    def state(self, party: Party | None) -> bool:
        """Whether ``party`` is a state: of the table, or one that the document shows to be such."""
        return self._scene.gazetteer.state(party)

    def mentions(self) -> Sequence[Mention]:
        """Every resolved mention of a person or party, sorted, without overlap."""
        return self._mentions

    def people(self) -> Sequence[Speaker]:
        """The people of the document under their fullest names, in order of appearance."""
        return [Speaker(person.name, person.party) for person in self._scene.people.all]

    def introductions(self) -> list[int]:
        """Where people and bodies are named in full, as offsets, those mentioned last first.

        For a person that is where a title stands with the name, if it does anywhere.
        """
        last = {mention.speaker.name: mention.start for mention in self._mentions}
        words, people, bodies = self._lex.words, self._scene.people, self._scene.bodies
        found: dict[int, int] = {}
        for person in people.all:
            known = [people.at[i][1] for i in person.seen if i in people.at]
            full = [each for each in known if each.last - each.first > 1]
            if full:
                best = next((each for each in full if each.title is not None), full[0])
                start = words[best.first].start
                found[start] = max(start, last.get(person.name, start))
        named: dict[str, int] = {}
        for index, (party, past) in sorted(bodies.at.items()):
            if past - index > 1:
                named.setdefault(party.name, words[index].start)
        for name, start in named.items():
            found[start] = max(start, last.get(name, start))
        return sorted(found, key=lambda start: -found[start])

    def speaker(self, start: int, end: int, *, previous: Speaker | None = None) -> Speaker:
        """Who is meant by the source ``text[start:end]``.

        ``previous`` is the last speaker, to whom a pronoun refers unless gender or number
        forbids it or somebody else has been the subject since.  Where the phrase leaves the
        side open, ``party`` is None.
        """
        first, last = self._phrases.trim(*self._lex.range(start, end))
        if first >= last:
            return previous or NOBODY
        pronoun = self._lex.pronoun(first)
        if last - first == 1 or (self._lex.lower(first + 1) in RELATIVE):
            if pronoun in SINGULAR or pronoun in PLURAL:
                return self._pronouns.meant(pronoun, first, previous)
            if pronoun in RELATIVE:
                return self._pronouns.antecedent(first)
        if pronoun in POSSESSIVE and last - first > 1:
            return self._pronouns.possessed(first, last, previous)
        found = self._phrases.speaker(first, last, previous)
        if found == NOBODY:
            return bearer(self._scene, first, last, previous)
        if found.party is not None and self._scene.gazetteer.party(found.party.id) is None:
            group = called(found.party.id)  # "Management rejected it": a noun, not a name
            person = found.name in self._scene.by_name
            return Speaker(None, group) if group is not None and not person else found
        return found

    def side(self, start: int, end: int) -> Party | None:
        """The side without a name that the source ``text[start:end]`` is, as "police" are."""
        first, last = self._phrases.trim(*self._lex.range(start, end))
        return side(self._scene, first, last) if first < last else None

    def targets(self, start: int, end: int, *, speaker: Speaker | None = None) -> tuple[Party, ...]:
        """The parties that ``text[start:end]`` names as those who act, in order.

        Names after "in", "against", "on" and the like are what the act is about, and names of
        an opponent's opponents nobody's.  "We" names the ``speaker``, "he" or "they" in the
        speaker's own words the other one named last, any other pronoun nobody.
        """
        first, last = self._phrases.trim(*self._lex.range(start, end))
        if first >= last:
            return ()
        pronoun = self._lex.pronoun(first)
        if last - first == 1 and pronoun in PLURAL | SINGULAR:
            if pronoun in FIRST and speaker and speaker.party:
                return (speaker.party,)
            other = self._pronouns.other(pronoun, first, speaker)
            return (other,) if other is not None else ()
        parties = self._targets.named(start, end)
        if parties is None:
            resolved = self.speaker(start, end).party
            known = resolved is not None and (
                self._targets.answerable(resolved) or self._phrases.body(first, last)
            )
            if resolved is None:
                resolved = self.side(start, end)
                known = resolved is not None
            return (resolved,) if resolved is not None and known else ()
        return tuple(dict.fromkeys(parties))
