"""Places that a description names and that are no side: states of America, and towns in them.

A state of America is one where its own office or organ is named: "the Ohio governor", "Ohio
officials".  "An Ohio teacher", "the Ohio caucuses" and "a Springfield, Ohio, lawyer" are only of
or in it.
"""

from __future__ import annotations

from collections import defaultdict

from factcheck.parties.lexical import Lexical
from factcheck.parties.vocabulary import word_list

_STATES: dict[str, list[list[str]]] = defaultdict(list)
for _name in sorted(word_list("states_of_america")):
    _STATES[_name.split("-")[0]].append(_name.split("-"))
#: Slugs of the states.
STATES = frozenset(name.casefold() for name in word_list("states_of_america"))
_SHORT = word_list("states_for_short")


def state_at(lex: Lexical, first: int) -> int | None:
    """The index past the name of a state of America that begins at word ``first``."""
    if first >= len(lex):
        return None
    for name in _STATES.get(lex.words[first].text, ()):
        last = first + len(name)
        if [word.text for word in lex.words[first:last]] == name and all(
            lex.joined(index) for index in range(first + 1, last)
        ):
            return last
    return None


def in_state(lex: Lexical, index: int) -> bool:
    """Whether a state is named after a comma before word ``index``: "Springfield, Ohio"."""
    return (
        index < len(lex)
        and lex.gap(index).strip() == ","
        and (state_at(lex, index) is not None or lex.words[index].text in _SHORT)
    )
