"""Bodies that a phrase calls by a common noun: "the company", "the ministry in X", "a union"."""

from __future__ import annotations

from functools import cached_property

from factcheck.model import Party
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import slug
from factcheck.parties.nouns import like_company, other_trade
from factcheck.parties.ownership import place_before
from factcheck.parties.person_phrases import PersonPhrases
from factcheck.parties.scene import Scene
from factcheck.parties.speakers import NOBODY, Speaker
from factcheck.parties.titles import BODIES, PORTFOLIOS, is_role, read_title
from factcheck.parties.vocabulary import word_list

_COMPANIES = word_list("companies")
_ATTACHED = word_list("attached")
_STATE_ORGANS = word_list("state_organs")
#: Organs that are where their state has its seat.
_SEATED = frozenset(
    ("chancellery", "government", "ministry", "parliament", "presidency", "treasury")
)
_RULERS = frozenset(("chancellor", "minister", "premier", "president"))
#: States whose police are those of towns and counties.
_LOCAL_POLICE = frozenset(("GBR", "USA"))
_OF_MEMBERS = frozenset(("association", "federation", "syndicate", "union"))


class CommonNouns:
    """Finds whom a common noun for a body means, in a phrase given by the indexes of its words."""

    def __init__(self, scene: Scene, persons: PersonPhrases) -> None:
        """Read phrases of ``scene``, holders of offices with ``persons``."""
        self._scene = scene
        self._lex = scene.lex
        self._persons = persons

    def definite(self, first: int, last: int) -> Speaker | None:
        """Read "the company", "the ministry", "the regime": the last body so called."""
        nouns = [
            index
            for index in range(first, last)
            if self._lex.lower(index) in BODIES and self._lex.gap(index) != "-"
        ]
        if not nouns:
            return None
        called = self._scene.bodies.nouns
        noun, field = self._lex.lower(nouns[-1]), called.field(nouns[-1])
        party = self._own(first, last)
        if party is None and noun in _SEATED:
            party = place_before(self._lex, first)
        party = party or self._by_name(first, nouns[-1]) or called.called(noun, first, field)
        trade = self._lex.lower(nouns[-1] - 1) if nouns[-1] > first else ""
        if party is not None and noun == "union" and other_trade(party, trade):
            return None
        if party is None and noun in _STATE_ORGANS:
            party = self._scene.home
        if party is None and noun == "police" and last - nouns[-1] == 1:
            party = self._scene.dateline
            if party is None and nouns[-1] == first:
                party = _nationwide(self._scene.home)
        return Speaker(party.name, party) if party else None

    def _by_name(self, first: int, noun: int) -> Party | None:
        """Read "the hospital group", "the teachers' league": the one body so named.

        "The rail company" is the one company with "Rail" in its name.
        """
        lex = self._lex
        words = [lex.lower(i) for i in range(first, noun + 1) if lex.words[i].text.islower()]
        if len(words) != noun + 1 - first or len(words) < 2 or words[-1] in _STATE_ORGANS:
            return None
        company = words[-1] in _COMPANIES
        if company and any(lex.possessive(index) for index in range(first, noun)):
            return None  # "the mine's operator" need not be named after it
        wanted = {_stem(word) for word in (words[:-1] if company else words)} - {"s"}
        found = {
            party.id: party
            for party in self._present
            if wanted <= {_stem(part) for part in slug(party.name).split("-")}
            and (not company or self._company(party))
        }
        return next(iter(found.values())) if len(found) == 1 and wanted else None

    @cached_property
    def _present(self) -> frozenset[Party]:
        """The bodies that the text names, states left out."""
        named = {party for party, _ in self._scene.bodies.at.values()}
        named |= {hit.party for hit, _ in self._lex.hit_at.values() if hit.party is not None}
        return frozenset(party for party in named if not self._lex.state(party))

    def _company(self, party: Party) -> bool:
        entry = self._scene.gazetteer.entry(party.id)
        if entry is not None:
            return entry.kind == "company"
        parts = party.id.split("-")
        return like_company(parts[-1]) and _STATE_ORGANS.isdisjoint(parts)

    def named_after(self, first: int, last: int) -> Party | None:
        """X in "the ministry of neighbouring X" and, of states, in "the ministry in X"."""
        lex = self._lex
        for index in range(first + 1, last):
            party = lex.hit_at[index][0].party if index in lex.hit_at else None
            if party is None:
                continue
            link = index - 1
            described = lex.words[link].text.islower() and lex.pos[link] not in ("ADP", "DET")
            if described and link > first:
                link -= 1
            if lex.lower(link) in ("of", "the", "for"):
                return party
            if lex.lower(link) == "in" and lex.state(party) and self._seated(first, link):
                return party
        return None

    def _seated(self, first: int, last: int) -> bool:
        """Whether the words are such as "the government" or "the foreign ministry", in a capital.

        Those of a town ("the city government") and an embassy are not of the state they stand in.
        """
        kinds = range(first, last - 1)
        return self._lex.lower(last - 1) in _SEATED and all(
            self._lex.lower(index) in PORTFOLIOS for index in kinds
        )

    def owner(self, first: int, last: int) -> Speaker | None:
        """Who "the company" in "the company's review" is, "the mayor" in "the mayor's office".

        A head of government whom the text does not name is of the state whose organs it names bare.
        """
        word = self._lex.lower(last - 1)
        if self._lex.lower(first - 1) != "the" or not (word in BODIES or is_role(word)):
            return None
        if not is_role(word):
            return self.definite(first, last) or NOBODY
        title = read_title(self._lex, first, last)
        if title is None or title.former or title.party is not None or title.body is not None:
            return None
        found = self._persons.role(title, first)
        ruling = found.party is None and not _RULERS.isdisjoint(title.roles)
        return Speaker(None, self._scene.home) if ruling else found

    def represented(self, first: int, last: int) -> Speaker | None:
        """Read "a union representing dockers": the one body in whose name those people are."""
        lex = self._lex
        if head_noun(lex, first, last) not in _OF_MEMBERS:
            return None
        people = next((i for i in range(last - 1, first - 1, -1) if lex.plural[i]), None)
        if people is None:
            return None
        words = {lex.lower(people)}
        if people > first and lex.joined(people) and lex.pos[people - 1] == "NOUN":
            words.add(lex.lower(people - 1))
        named = {party for party, _ in self._scene.bodies.at.values()}
        found = [party for party in named if words <= set(party.id.split("-"))]
        return Speaker(found[0].name, found[0]) if len(found) == 1 else None

    def _own(self, first: int, last: int) -> Party | None:
        """Read "the Board" in a party's own statement: that party, if no other has the name."""
        issuer, lex = self._scene.issuer, self._lex
        alone = last - first == 1 and lex.words[first].text.istitle() and not lex.opens(first)
        if issuer is None or lex.state(issuer) or not alone:
            return None
        return issuer if self._scene.bodies.nouns.inner(lex.lower(first)) else None


def _stem(word: str) -> str:
    """A word without the "s" of its plural."""
    return word.removesuffix("s") if len(word) > 1 else word


def _nationwide(state: Party | None) -> Party | None:
    """``state`` if its police are its own, not those of towns and counties."""
    return state if state is None or state.id not in _LOCAL_POLICE else None


def head_noun(lex: Lexical, first: int, last: int) -> str:
    """The last word before "of", "for" and the like, in lower case.

    An "of" inside a body's name is passed over: "a Department of State official".
    """
    end = first
    while end < last:
        if end > first and lex.lower(end) == "representing":
            break
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
