"""Titles: what a description such as "a spokesman for the Russian foreign ministry" says.

It says whose side its bearer is on, which offices they hold, and whether they still do.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from factcheck.model import Party
from factcheck.parties.gazetteer import Form
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import bare, slug
from factcheck.parties.places import state_at
from factcheck.parties.vocabulary import word_list

OFFICES = word_list("offices")
INDEPENDENTS = word_list("independents")
BODIES = word_list("bodies")
LOOSE = word_list("loose_roles")
COURTESIES = frozenset(word.casefold() for word in word_list("courtesies"))
SPOKESPERSONS = word_list("spokespersons")
_ORGANS = word_list("organs")
PORTFOLIOS = word_list("portfolios")
#: What the office of a body may be of, whose name ends in "service", "department" or the like.
FIELDS_OF_BODIES = word_list("fields_of_bodies")
_FIELDS_OF_CHIEFS = word_list("fields_of_chiefs")
_FORMER = frozenset(word.casefold() for word in word_list("former"))
_STRANGERS = word_list("strangers")
_GENERIC = word_list("generic")
_NAMED = frozenset(("ORG", "GPE", "LOC", "NORP", "FAC"))
_STATE_ORGANS = word_list("state_organs")
_INNER = frozenset(("of", "and", "for", "the"))
_LONGEST_BODY = 7
_INITIALS = 4  # letters; longer words in capitals are shouted
_WATERS = frozenset(("ocean", "sea", "strait"))
_SENT = frozenset(("ambassador", "envoy", "emissary", "delegate", "ambassadors", "envoys"))
_MEMBERS = word_list("joined_people")
_JOURNALISTS = word_list("journalists")
_UNITED_NATIONS = Party("united-nations", "United Nations")
_CHAMBERS = frozenset(("assembly", "commons", "congressional", "house", "lords", "senate"))
_LINKS = frozenset(("of", "for", "at", "with", "from", "in", "to"))
_AWAY = frozenset(("from", "in"))
_RESERVES = frozenset(("reserve", "reserves", "reservist"))
_ASPIRING = frozenset(("aspiring", "potential", "prospective"))
_THEN = frozenset(("during", "under"))
_OFFICES_OF_STATES = word_list("offices_of_states")
_WRITTEN = word_list("texts") | word_list("makings") | word_list("notices") | {"email", "mail"}
_PEOPLES = word_list("peoples")
_TRADES = word_list("trades")
_HEADS_OF_STATES = word_list("heads_of_states")
HEADS_OF_BODIES = word_list("heads_of_bodies")


@dataclass(frozen=True)
class Title:
    """What a description says of its bearer.

    ``roles`` are its office words in lower case; ``independent`` is true for critics,
    candidates, experts and others who speak for themselves; ``body`` is the name of a body
    that the table does not know.
    """

    party: Party | None = None
    body: str | None = None
    roles: frozenset[str] = frozenset()
    former: bool = False
    independent: bool = False


#: Roles by another word for them, or by how they are shortened before a name.
_ALIKE = {
    "defence": "defense",
    "labour": "labor",
    "adm": "admiral",
    "brig": "brigadier",
    "capt": "captain",
    "cmdr": "commander",
    "col": "colonel",
    "congressman": "representative",
    "congresswoman": "representative",
    "counsel": "lawyer",
    "dr": "doctor",
    "gen": "general",
    "gov": "governor",
    "insp": "inspector",
    "lt": "lieutenant",
    "maj": "major",
    "prof": "professor",
    "rep": "representative",
    "sen": "senator",
    "sgt": "sergeant",
    "supt": "superintendent",
}
#: Those who stand for an office.
CANDIDATES = frozenset(("candidate", "nominee", "hopeful", "contender", "frontrunner"))
#: Those who sit for a place and do not speak for it.
LEGISLATORS = frozenset(("senator", "representative", "lawmaker", "legislator", "mp", "mep"))
#: Those who lead a committee, or sit on one.
CHAIRS = frozenset(("chair", "chairman", "chairperson", "chairwoman", "member", "members"))


def holds_office_of(roles: Collection[str], *, state: bool) -> bool:
    """Whether a statement of a ``state``, or of another issuer, names such an office bare."""
    if state:
        return not _HEADS_OF_STATES.isdisjoint(roles)
    return not HEADS_OF_BODIES.isdisjoint(roles) and PORTFOLIOS.isdisjoint(roles)


def of_chamber(body: str) -> bool:
    """Whether the name is that of a committee of a parliament ("House Oversight Committee").

    Who leads one is elected for a place, and their side is their own.
    """
    words = body.casefold().split()
    return words[0] in _CHAMBERS and words[-1] == "committee"


def outlet_party(name: str) -> Party:
    """The party that a newspaper, agency or broadcaster is when it is itself the source."""
    return Party(slug(name), bare(name))


def is_role(word: str) -> bool:
    """Whether a lower-case word is a noun for a person in some office or trade."""
    return word in OFFICES or word in INDEPENDENTS


def read_title(lex: Lexical, first: int, last: int) -> Title | None:
    """Read the words ``first`` to ``last`` as a description of a person; None where it is none.

    The head is the last word for an office before the first "of", "for", "at" and the like.
    What stands before it ("US State Department spokesman") outweighs what follows
    ("Russian ambassador to the UN").
    """
    head = None
    link = last
    for index in range(first, last):
        word = lex.lower(index)
        if word in _LINKS and head is not None:
            link = index
            break
        if word == "of" and index > first and _about(lex, index - 1):
            return None
        if word in _AWAY and index > first and not _sent_from(lex, index):
            break  # "a woman from Arrow Head"
        if index in lex.hit_over and lex.hit_at[lex.hit_over[index]][0].form is not Form.ADJECTIVE:
            continue
        if is_role(word):
            head = index
    if head is None:
        return None
    owned = next((i for i in range(head, first, -1) if lex.possessive(i)), first)
    roles = frozenset(lex.lower(index) for index in range(first, link)) & PORTFOLIOS
    roles |= frozenset(lex.lower(index) for index in range(owned, link)) & (OFFICES | INDEPENDENTS)
    roles = frozenset(_ALIKE.get(role, role) for role in roles)
    if lex.words[head].text == "rep":
        roles = roles - {"representative"} | {"spokesperson"}  # no "Rep. Ann Reed"
    if lex.lower(head) == "justice":
        roles |= {"judge"}
    leading = [lex.lower(index) for index in range(owned, head)]
    former = any(word in _FORMER for word in leading) or any(
        lex.lower(index) in _THEN and lex.gap(index) == " " for index in range(head + 1, last)
    )
    reservist = lex.lower(head - 1) in _RESERVES and head > first  # "an Air Force reserve major"
    independent = lex.lower(head) in INDEPENDENTS or reservist or _hoped_for(lex, first, head)
    if lex.lower(head) in _JOURNALISTS and not former:
        outlet = next((lex.hit_at[i][0] for i in range(first, last) if _outlet(lex, i)), None)
        if outlet is not None:
            return Title(outlet_party(outlet.name), None, roles)
    if lex.lower(head) == "counterpart":
        first = lex.hit_over.get(head - 1, head)  # not whose counterpart: "Reed's Italian one"
    if "shadow" in leading:
        return Title(None, None, roles, former, independent=True)  # of the opposition
    sent = lex.lower(head) in _SENT
    party, body = _side(lex, first, _before_field(lex, first, head) if sent else head)
    union = lex.lower(head - 1) == "union" and lex.lower(link) == "at"  # where they work
    if party is None and body is None and link < last and not union:
        party, body = _attached(lex, link, last, sent)
    return Title(party, body, roles, former, independent)


def _about(lex: Lexical, index: int) -> bool:
    """Whether the word is for others than the one they are told by: "[critics] of the minister"."""
    word = lex.lower(index)
    named = lex.capital(index) and word in _MEMBERS
    return word in _STRANGERS and word not in BODIES | OFFICES and not named


def _hoped_for(lex: Lexical, first: int, head: int) -> bool:
    """Whether the office is one that its bearer would like to have: "a would-be president"."""
    return any(
        lex.lower(index) in _ASPIRING or (lex.lower(index) == "be" and lex.gap(index) == "-")
        for index in range(max(0, first - 1), head)
    )


def _sent_from(lex: Lexical, index: int) -> bool:
    """Whether the preposition is part of a compound, or attaches a letter to its writer."""
    glued = "-" in (lex.gap(index), lex.gap(index + 1))
    return glued or lex.lower(index - 1) in _WRITTEN


def _outlet(lex: Lexical, index: int) -> bool:
    return index in lex.hit_at and lex.hit_at[index][0].form is Form.OUTLET


def _attached(lex: Lexical, link: int, last: int, sent: bool) -> tuple[Party | None, str | None]:
    """The side named after the office: "minister of Norland", "spokesman for the ministry"."""
    preposition = lex.lower(link)
    if sent and preposition == "of":
        last = next((i for i in range(link + 1, last) if lex.lower(i) in ("for", "to")), last)
        if any(
            lex.lower(i) == "secretary" and lex.lower(i + 1) == "general"
            for i in range(link + 1, last)
        ):
            return _UNITED_NATIONS, None
    if preposition == "to" or (sent and preposition in ("for", "at", "in")):
        return None, None
    party, body = _side(lex, link + 1, last)
    unnamed = lex.lower(link + 1) in ("a", "an")  # "head of a Harlow firm"
    unnamed = unnamed or lex.lower(last - 1) in _WATERS  # "spokesman for the Grey Sea"
    placed = preposition in ("in", "with", "from")  # "an official from Harlow"
    called = body is not None and body.rpartition(" ")[2].casefold() in BODIES
    return party, None if unnamed or (placed and not called) else body


def _before_field(lex: Lexical, first: int, head: int) -> int:
    """The end of what says who sent an envoy: "UN [Syria] envoy", "the [Syria] envoy"."""
    over = lex.hit_over.get(head - 1, first - 1)
    if over < first:
        return head
    hit, _ = lex.hit_at[over]
    written_out = hit.form is Form.NAME and not lex.words[over].text.isupper()
    return over if written_out and lex.lower(head) in ("envoy", "emissary") else head


def _side(lex: Lexical, first: int, last: int) -> tuple[Party | None, str | None]:
    """The first party named among the words, or else the first unknown proper name."""
    index = first
    run: list[int] = []
    while index < last:
        if index in lex.hit_at:
            hit, past = lex.hit_at[index]
            there = hit.place and hit.form is Form.SEAT  # "a spokesman in Moscow"
            there = there or (hit.form is Form.ADJECTIVE and lex.possessive(past))  # "the Dane's"
            if hit.party is not None and not run and not there:
                return hit.party, None
            goes_on = hit.form is Form.OUTLET and _named_after(lex, past, last)
            if past <= last and (goes_on or (run and hit.form is Form.ADJECTIVE)):
                run.extend(range(index, past))  # "president of [CNN] Worldwide"
            index = past
            continue
        end = _cause(lex, index, last) if not run else None
        if end is not None:
            return None, lex.string(index, end)
        end = state_at(lex, index) if not run else None
        if end is not None:
            if end in lex.hit_at and lex.lower(lex.hit_at[end][1] - 1) == "party":
                return None, lex.string(index, lex.hit_at[end][1])
            if _named_after(lex, end, last):
                run.extend(range(index, end))
            elif _of_state(lex, end, last):
                return None, lex.string(index, end)
            index = end
            continue
        word = lex.lower(index)
        glued = bool(run) and (lex.possessive(index) or lex.gap(index) in ("-", "'", "\u2019"))
        if lex.possessive(index):
            if run:
                break
        elif glued or (
            lex.capital(index)
            and (run or not (_describes(lex, index) or word in _GENERIC | _STRANGERS))
            and not is_role(word)
        ):
            if run and not lex.joined(index):
                break
            run.append(index)
            if len(run) > _LONGEST_BODY:
                return None, None
        elif run and not (word == "and" and _in_name(lex, index)):
            break
        index += 1
    cabinet = lex.lower(last) in ("minister", "ministers", "secretary")
    if run and run[0] not in lex.hit_over and run[-1] in lex.hit_over:
        return None, None  # "Central European leaders"
    end = run[-1] + 1 if run else 0
    while run and lex.lower(run[-1]) in (_GENERIC | PORTFOLIOS if cabinet else _GENERIC):
        run.pop()
    if not run or any(lex.lower(index) == "opposition" for index in range(end, last)):
        return None, None  # "Harlow's opposition leader"
    if run[-1] + 1 < end and lex.lower(end - 1) == "party":
        return None, lex.string(*_whole(lex, first, run[0], end, end))
    if lex.lower(end - 1) == "committee":
        least = _chamber(lex, first, run[0])
        return None, lex.string(_whole(lex, first, least, end, end)[0], end)
    whole = _whole(lex, first, run[0], run[-1] + 1, last)
    longer = whole[1] > run[-1] + 1 or lex.lower(whole[0] - 1) == "the"
    if not longer and _common(lex, run):
        return None, None
    name = lex.string(*whole) if longer else lex.string(run[0], run[-1] + 1)
    return None, name if len(slug(name)) > 1 else None


def _chamber(lex: Lexical, least: int, first: int) -> int:
    """Where the name of a committee begins: "[House] Oversight Committee"."""
    before = first > least and lex.joined(first) and lex.lower(first - 1) in _CHAMBERS
    return first - 1 if before else first


def _describes(lex: Lexical, index: int) -> bool:
    """Whether the word is a nation's before a common noun: "the Danish firm's director"."""
    return index in lex.nations and not (lex.joined(index + 1) and lex.capital(index + 1))


def _cause(lex: Lexical, first: int, last: int) -> int | None:
    """The index past "[Transport Workers of America]", a body by the noun for its members."""
    index = first
    while index < last and lex.capital(index) and (index == first or lex.joined(index)):
        if lex.lower(index) in _MEMBERS | _TRADES and lex.lower(index + 1) in ("of", "for"):
            index += 2
            start = index
            while index < last and lex.capital(index) and lex.joined(index):
                index += 1
            return index if index > start else None
        index += 1
    return None


def _named_after(lex: Lexical, past: int, last: int) -> bool:
    """Whether what follows the name of a state goes on as a body's ("Ohio Wesleyan")."""
    return (
        past < last
        and past not in lex.hit_over
        and lex.joined(past)
        and lex.capital(past)
        and not is_role(lex.lower(past))
        and lex.lower(past) not in PORTFOLIOS | _GENERIC
    )


def _of_state(lex: Lexical, past: int, last: int) -> bool:
    """Whether the words between a state's name and word ``last`` make that an office of its own."""
    between = {lex.lower(index) for index in range(past, last)}
    own = lex.lower(last) in _OFFICES_OF_STATES or (past == last and not is_role(lex.lower(last)))
    return own and not (between & (BODIES - _STATE_ORGANS - _ORGANS | _STRANGERS | _TRADES))


def _in_name(lex: Lexical, index: int) -> bool:
    """Whether the "and" stands inside a body's name ("Norland and Harlow Veterans of …")."""
    return lex.capital(index + 1) and lex.lower(index + 2) in _MEMBERS and lex.joined(index + 2)


def _whole(lex: Lexical, least: int, first: int, last: int, most: int) -> tuple[int, int]:
    """The whole name of a body of which a part is known: "[National] Centre [for Coastal Studies]".

    It begins no earlier than word ``least`` and ends no later than ``most``.
    """
    if lex.lower(last - 1) not in BODIES | _MEMBERS:
        return first, last
    while first > least and lex.joined(first) and lex.capital(first - 1):
        first -= 1
    while (
        last + 1 < most
        and lex.joined(last)
        and lex.joined(last + 1)
        and lex.lower(last) in ("of", "for", "on")
        and lex.capital(last + 1)
        and lex.gap(last) == " "
    ):
        last += 2
        while last < most and lex.joined(last) and lex.capital(last):
            last += 1
    return first, last


def _common(lex: Lexical, run: list[int]) -> bool:
    """Whether a title's words name no body: "Health", "Navy", "Foreign Ministry", "Furious".

    A lone first word of a sentence is a name only where the parser or the text says so.
    """
    lowered, word = [lex.lower(index) for index in run], lex.words[run[0]].text
    if _PEOPLES.issuperset(lowered):
        return True
    if len(run) == 1:
        if lowered[0] in BODIES | PORTFOLIOS | _ORGANS | FIELDS_OF_BODIES | _FIELDS_OF_CHIEFS:
            return True
        if 1 < len(word) <= _INITIALS and word.isupper() and "\n" not in lex.gap(run[0]):
            return False
        return lex.opens(run[0]) and not (
            (lex.possessive(run[0] + 1) and lex.pos[run[0]] == "PROPN")
            or word in lex.proper | lex.abbreviations
            or (lex.entity[run[0]] in _NAMED and lex.entity[run[0] + 1] != lex.entity[run[0]])
        )
    return lowered[-1] in _STATE_ORGANS and all(
        word in PORTFOLIOS | _GENERIC | _INNER | {"armed"} for word in lowered[:-1]
    )
