"""Whether a text is about the world of a person whom the table knows.

Surnames are shared.  "Ms Vance" of a town library is no senator; in a text that names the senator's
state, party or full name, she may be.
"""

from __future__ import annotations

from factcheck.model import Party
from factcheck.parties.gazetteer import Form, Gazetteer
from factcheck.parties.lexical import Lexical


class Worlds:
    """The parties that one text names other than by a surname alone."""

    def __init__(self, lex: Lexical, gazetteer: Gazetteer) -> None:
        """Gather them from ``lex``."""
        self._gazetteer = gazetteer
        self._named = {
            hit.party.id
            for hit, _ in lex.hit_at.values()
            if hit.party is not None and hit.form is not Form.LOCAL
        }
        for index in lex.nations:
            party = gazetteer.match(lex.words[index].text)
            if party is not None:
                self._named.add(party.id)
        for id_ in tuple(self._named):
            entry = gazetteer.entry(id_)
            if entry is not None:
                self._named |= {each for each in (entry.holds, entry.stands) if each}

    def of(self, party: Party) -> bool:
        """Whether the text may mean one of the people of ``party`` by the surname alone.

        That is so where it names the party, or the state or party of the one whom the party is.
        """
        entry = self._gazetteer.entry(party.id)
        return entry is not None and not self._named.isdisjoint(
            {party.id, entry.holds, entry.stands}
        )
