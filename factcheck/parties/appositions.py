"""What stands after a person's name: ", a Norland minister", "(R-Utah)", "of Elm Aid"."""

from __future__ import annotations

from factcheck.model import Party
from factcheck.parties.delegations import delegation as delegation_of
from factcheck.parties.gazetteer import Form
from factcheck.parties.lexical import Lexical
from factcheck.parties.places import in_state
from factcheck.parties.titles import Title, is_role, outlet_party, read_title

_LONGEST_TITLE = 12


def tail(lex: Lexical, last: int) -> tuple[int, Title | None]:
    """The apposition after a name (", a State Department spokesman"), and where it ends."""
    if last >= len(lex):
        return last, None
    gap = lex.gap(last)
    if lex.joined(last) and lex.lower(last) in ("of", "from"):
        end = last + 1
        while (
            end < len(lex)
            and end < last + 5
            and lex.joined(end)
            and (lex.capital(end) or lex.lower(end) == "the")
        ):
            end += 1
        home = in_state(lex, end) or lex.lower(end - 1) == "county"  # where a private person lives
        title = None if home else _origin(lex, last + 1, end)
        return (end, title) if title else (last, None)
    if gap.strip() not in (",", "(") or "\n" in gap:
        return last, None
    if gap.strip() == "(":
        delegation = delegation_of(lex, last)
        if delegation is not None:
            return delegation
    if lex.words[last].text in ("R", "D") and lex.gap(last + 1) in ("-", "\u2013"):
        return last + 2, Title(Party(*_CAUCUS[lex.words[last].text]))
    other = lex.pos[last] in ("VERB", "AUX", "PRON", "SCONJ") and lex.lower(last) != "its"
    if other and not is_role(lex.lower(last)):
        return last, None
    end = last + 1
    while end < len(lex) and end < last + _LONGEST_TITLE and lex.joined(end):
        if (
            lex.pos[end] in ("VERB", "AUX", "PRON")
            and lex.words[end].text.islower()
            and not is_role(lex.lower(end))
        ):
            break
        end += 1
    title = read_title(lex, last, end)
    if title is None or not title.roles:
        return last, None
    return end, title


def dwelt_in(lex: Lexical, first: int, last: int) -> bool:
    """Whether the words after a name with no office are a town's, for which nobody speaks so."""
    return first < last and all(
        lex.entity[index] in ("GPE", "LOC") and index not in lex.hit_over
        for index in range(first, last)
    )


_CAUCUS = {
    "R": ("republican-party", "Republican Party"),
    "D": ("democratic-party", "Democratic Party"),
}


def _origin(lex: Lexical, first: int, last: int) -> Title | None:
    while first < last and lex.lower(first) == "the":
        first += 1
    if first >= last:
        return None
    if first in lex.hit_at:
        hit = lex.hit_at[first][0]
        return Title(outlet_party(hit.name) if hit.form is Form.OUTLET else hit.party)
    return Title(None, lex.string(first, last))
