"""What one document of an index tells of those whom another names in passing.

One report has "Ann Reed, the union's secretary", the next only "Ann Reed" or "Ms Reed"; one has
"Harlow Chemicals", the next only "Harlow".  Left alone, each of these would be a party of its own.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.model import Party
from factcheck.parties.everywhere import Everywhere, Meaning, full, is_state
from factcheck.parties.names import slug
from factcheck.parties.nouns import like_company, like_union, no_union
from factcheck.parties.speakers import Speaker
from factcheck.parties.tables import STATE_ID
from factcheck.parties.titles import BODIES
from factcheck.parties.vocabulary import word_list
from factcheck.parties.voices import Heard, Voice

_COMPANIES = word_list("companies")
_SAID_OF = {"airline": frozenset(("air", "airlines", "airways", "aviation"))}


class Shared:
    """The side and the full name, document by document, of those named in passing there.

    Worked out for a document and a name when it is first asked for.
    """

    def __init__(self, heard: Heard) -> None:
        """Of all that is ``heard``; the order makes no difference."""
        self.everywhere = Everywhere(heard)
        self._heard = heard
        self._row = {document: row for row, document in enumerate(heard.documents)}
        self._met: dict[tuple[int, str], Meaning | None] = {}

    def free(self, voice: Voice) -> bool:
        """Whether the ``voice`` means the same in every document."""
        name, party = voice.speaker.name, voice.speaker.party
        own = {slug(name)} if name is not None and party is not None and not full(name) else set()
        return not voice.noun and all(
            is_state(id_) or self.everywhere.fixed(id_) for id_ in voice.ids | own
        )

    def speaker(self, document: str, speaker: Speaker, noun: str = "") -> Speaker:
        """``speaker`` of ``document`` as all documents together have them."""
        row = self._row[document]
        if speaker.party is None:
            party = self._noun(row, noun) if speaker.name is None else None
            return Speaker(party.name, party) if party else speaker
        met = self._meant(row, speaker.party.id)
        if noun.rpartition(" ")[2] in BODIES and met is not None and met.key is not None:
            own = self._noun(row, noun)  # "the company" is not "Reed", who is somebody
            return Speaker(own.name if own else None, own)
        party = met.party if met is not None and met.party is not None else speaker.party
        if speaker.name is None:
            return Speaker(None, party)
        name = self._name(row, speaker.name)
        if party != speaker.party and slug(name) == speaker.party.id and not full(name):
            name = party.name
        return Speaker(name, party)

    def target(self, document: str, id_: str) -> str:
        """The id of the party that ``document`` has as ``id_``."""
        met = self._meant(self._row[document], id_)
        return met.party.id if met is not None and met.party is not None else id_

    def _meant(self, row: int, id_: str) -> Meaning | None:
        """Whom the document at ``row`` means by an id; None where nobody but that party."""
        if (row, id_) not in self._met:
            met = None
            if not is_state(id_) and id_ not in self.everywhere.apart:
                met = self.everywhere.meant(row, id_)
            same = met is None or met.party is None or met.party.id == id_
            self._met[row, id_] = None if same else met
        return self._met[row, id_]

    def _name(self, row: int, name: str) -> str:
        """The full name of whom the document at ``row`` calls by ``name``."""
        voices = (self._heard.voices[voice].speaker for voice in self._heard.inside[row])
        sides = {each.party.id for each in voices if each.name == name and each.party is not None}
        if full(name) or all(self._meant(row, id_) is None for id_ in sides):
            return name
        key = self.everywhere.meant(row, slug(name)).key
        return self.everywhere.spelling(key) if key is not None else name

    def _noun(self, row: int, noun: str) -> Party | None:
        """Whom "the trust" means in a document that names no trust but one by its people."""
        if not noun:
            return None
        ids = sorted(self._heard.ids_in(row))
        met = [self._meant(row, id_) for id_ in ids]
        sides = {each.party.id: each.party for each in met if each is not None and each.party}
        for id_, each in zip(ids, met, strict=True):
            if each is None and id_ in self.everywhere.parties:
                sides[id_] = self.everywhere.parties[id_]
        called = [side for side in sides.values() if _called(side, noun)]
        return called[0] if len(called) == 1 else None


def shared(heard: Heard) -> Shared:
    """Give every person the side that any document knows, and short names of bodies the full one.

    A person of the same full name gives up being a party of their own where the other documents
    have one side for them, unless that is told so seldom that it may be misread.  A lone surname
    does so where the index holds one bearer and the two documents have somebody else in common
    too; so does the short name of a body.  The order of what is ``heard`` makes no difference.
    """
    return Shared(heard)


@lru_cache(maxsize=1 << 16)
def _called(party: Party, noun: str) -> bool:
    """Whether a text would call the body by the noun: it is one by name."""
    parts = party.id.split("-")
    *described, noun = noun.split()
    if noun == "army":
        return False  # a state's, not some Liberation Army
    if STATE_ID.fullmatch(party.id) or not all(_among(word, parts) for word in described):
        return False
    if noun == "union":
        return (noun in parts and not no_union(parts)) or like_union(parts)
    company = noun in _COMPANIES and (bool(described) or like_company(parts[-1]))
    return noun in parts or company or parts[-1] in _SAID_OF.get(noun, ())


def _among(word: str, parts: list[str]) -> bool:
    """Whether a name has the word, be it in another number ("ferry", "ferries")."""
    return any(
        part == word
        or (
            len(word) >= _STEM
            and part[:_STEM] == word[:_STEM]
            and abs(len(part) - len(word)) <= _ENDING
        )
        for part in parts
    )


_STEM, _ENDING = 4, 2  # letters that two forms of one word share, and by which they differ
