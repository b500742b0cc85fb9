"""Titles: what a description such as "a spokesman for the Russian foreign ministry" says.

It says whose side its bearer is on, which offices they hold, and whether they still do.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Party
from factcheck.parties.gazetteer import Form
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import slug
from factcheck.parties.vocabulary import word_list

OFFICES = word_list("offices")
INDEPENDENTS = word_list("independents")
BODIES = word_list("bodies")
COURTESIES = frozenset(word.casefold() for word in word_list("courtesies"))
SPOKESPERSONS = word_list("spokespersons")
_ORGANS = word_list("organs")
_FORMER = frozenset(word.casefold() for word in word_list("former"))
_STRANGERS = word_list("strangers")
_GENERIC = word_list("generic")
_LONGEST_BODY = 7
_SENT = frozenset(("ambassador", "envoy", "emissary", "delegate", "ambassadors", "envoys"))
_LINKS = frozenset(("of", "for", "at", "with", "from", "in", "to"))


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


_ABBREVIATED = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "capt": "captain",
    "congressman": "representative",
    "congresswoman": "representative",
}
#: Those who sit for a place and do not speak for it.
LEGISLATORS = frozenset(("senator", "representative", "lawmaker", "legislator", "mp"))


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
        if index in lex.hit_over and lex.hit_at[lex.hit_over[index]][0].form is not Form.ADJECTIVE:
            continue
        if is_role(word):
            head = index
    if head is None:
        return None
    roles = frozenset(lex.lower(index) for index in range(first, link)) & (
        OFFICES
        | INDEPENDENTS
        | {"foreign", "prime", "defense", "defence", "interior", "state", "elect"}
    )
    roles = frozenset(_ABBREVIATED.get(role, role) for role in roles)
    leading = [lex.lower(index) for index in range(first, head)]
    former = any(word in _FORMER for word in leading)
    independent = lex.lower(head) in INDEPENDENTS
    party, body = _side(lex, first, head)
    if party is None and body is None and link < last:
        preposition = lex.lower(link)
        sent = lex.lower(head) in _SENT
        if not (sent and preposition in ("to", "for", "at", "in")) and preposition != "to":
            party, body = _side(lex, link + 1, last)
            if preposition in ("in", "with", "from") and body is not None:
                body = None
    return Title(party, body, roles, former, independent)


def _side(lex: Lexical, first: int, last: int) -> tuple[Party | None, str | None]:
    """The first party named among the words, or else the first unknown proper name."""
    index = first
    run: list[int] = []
    while index < last:
        if index in lex.hit_at:
            hit, past = lex.hit_at[index]
            if hit.party is not None and not run:
                return hit.party, None
            if run and past <= last and hit.form is Form.ADJECTIVE:
                run.extend(range(index, past))
            index = past
            continue
        word = lex.lower(index)
        glued = bool(run) and (lex.possessive(index) or lex.gap(index) in ("-", "'", "\u2019"))
        if lex.possessive(index):
            if run:
                break
        elif glued or (lex.capital(index) and (run or word not in _GENERIC) and not is_role(word)):
            if run and not lex.joined(index):
                break
            run.append(index)
            if len(run) > _LONGEST_BODY:
                return None, None
        elif run:
            break
        index += 1
    while run and lex.lower(run[-1]) in _GENERIC:
        run.pop()
    if not run:
        return None, None
    name = lex.string(run[0], run[-1] + 1)
    return None, name if len(slug(name)) > 1 else None
