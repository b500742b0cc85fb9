"""Nameless people whom a text calls by their task, and who sent them.

"Observers from Elm Aid" are Elm Aid's, and so are "the observers" after that; "the ambassador"
after "the Norland ambassador" is Norland's.
"""

from __future__ import annotations

from factcheck.model import Party
from factcheck.parties.gazetteer import Form
from factcheck.parties.scene import Scene
from factcheck.parties.titles import OFFICES, SPOKESPERSONS
from factcheck.parties.vocabulary import word_list

SENT_BY_BODIES = word_list("sent_by_bodies")
_FROM = frozenset(("from", "with"))


def sender(scene: Scene, first: int, last: int, *, definite: bool) -> Party | None:
    """The body in "observers from Elm Aid", and the one that "the observers" are from.

    The words are those from index ``first`` to ``last``, without an article, which ``definite``
    tells of.
    """
    found = next(filter(None, (_from(scene, index) for index in range(first, last))), None)
    if found is not None or not definite or last - first != 1:
        return found
    word = scene.lex.lower(first)
    places = scene.places(word, first) if word in SENT_BY_BODIES else ()
    bodies = {_from(scene, index) for index in places} - {None}
    return bodies.pop() if len(bodies) == 1 else None


def sent_before(scene: Scene, first: int, last: int) -> Party | None:
    """Whose "the ambassador" is whom the text never names: "the Norland ambassador" before."""
    lex, word = scene.lex, scene.lex.lower(first)
    if last - first != 1 or word not in OFFICES | SPOKESPERSONS or lex.plural[first]:
        return None
    found = set()
    for index in scene.places(word, first):
        before = lex.hit_over.get(index - 1 - int(lex.possessive(index - 1)))
        if before is not None and lex.hit_at[before][0].form is not Form.PERSON:
            found.add(lex.hit_at[before][0].party)
    return found.pop() if len(found) == 1 else None


def _from(scene: Scene, index: int) -> Party | None:
    """The body in "observers from the Elm Aid"; those from a state need not speak for it."""
    lex = scene.lex
    if lex.lower(index) not in SENT_BY_BODIES or lex.lower(index + 1) not in _FROM:
        return None
    after = index + 3 if lex.lower(index + 2) == "the" else index + 2
    hit, body = lex.hit_at.get(after), scene.bodies.at.get(after)
    party = hit[0].party if hit is not None else body[0] if body is not None else None
    return party if party is not None and not lex.state(party) else None
