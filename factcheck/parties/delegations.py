"""Whom somebody speaks for, in brackets after the name: "Ms Reed (Norland)"."""

from __future__ import annotations

from factcheck.parties.lexical import Lexical
from factcheck.parties.titles import PORTFOLIOS, Title, is_role, read_title
from factcheck.parties.vocabulary import word_list

_ORGANS = word_list("organs")
_DELEGATE = frozenset(("representative", "delegate"))
_LONGEST = 5  # words in the brackets


def delegation(lex: Lexical, first: int) -> tuple[int, Title] | None:
    """Read "(Russian Federation)", "(Russian army)" after a name, as minutes and transcripts do."""
    end = first + 1
    while end < len(lex) and end < first + _LONGEST and lex.joined(end):
        end += 1
    if not lex.gap(end).lstrip().startswith(")"):
        return None
    if first in lex.hit_at:
        hit, past = lex.hit_at[first]
        if all(lex.lower(index) in _ORGANS | PORTFOLIOS for index in range(past, end)):
            return (end, Title(hit.party, roles=_DELEGATE)) if hit.party else None
    if is_role(lex.lower(first)):
        title = read_title(lex, first, end)
        return (end, title) if title is not None else None
    capitals = lex.words[first - 1].text.isupper() and not lex.words[first].text.isupper()
    if capitals and all(
        lex.capital(index) or lex.lower(index) in ("of", "the") for index in range(first, end)
    ):
        return end, Title(None, lex.string(first, end), _DELEGATE)
    return None
