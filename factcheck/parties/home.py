"""Where a text is at home: the state it was written in, and the one whose organs it names bare.

A report from a capital says "the defence ministry" and means the one there.  So does a report that
names one state alone, or in which one state's people alone are given their offices without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from factcheck.model import Party
from factcheck.parties.gazetteer import Form, Gazetteer
from factcheck.parties.lexical import Lexical
from factcheck.parties.people import People
from factcheck.parties.vocabulary import word_list

#: Characters in which a heading and a dateline are looked for.
HEAD = 4000
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATELINE = re.compile(
    r"^\s*(?:By (?:(?! in )[\w'\u2019. -]){3,40} in "
    r"(?P<seat>[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2})\s*$"
    r"|(?P<place>[A-Z][A-Z'\u2019. -]{2,30})(?:,|\s*\(|\s+[\u2013\u2014-])"
    rf"|(?P<town>[A-Z][\w'\u2019. -]{{2,30}}?),? (?:[\u2013\u2014-] )?"
    rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}))"
)
_NAMED, _OFTENER = 2, 3  # times that a text's own state is named; as often as any other state
_STATE_ORGANS = word_list("state_organs")
_ORGANISATIONS = word_list("organisations")
_OFFICES = re.compile(
    r"\boffice of the (?:president|prime minister|chancellor|government|spokes\w+)\b"
    r"|\b(?:prime minister|president)(?:'s|\u2019s) office\b"
    r"|\bpermanent mission\b|\barmed forces\b",
    re.IGNORECASE,
)


def written_in(lex: Lexical, gazetteer: Gazetteer) -> Party | None:
    """The state of the dateline: the place itself, or the one named after it."""
    for place, line in lines_of(lex.text[:HEAD]):
        match = _DATELINE.match(line)
        if match is None:
            continue
        group = match.lastgroup or "town"
        first, last = lex.range(place + match.start(group), place + match.end(group))
        for index in range(first, last + int(lex.gap(last).strip() == ",")):
            hit, _ = lex.hit_at.get(index, (None, 0))
            if hit is not None and hit.party is not None and lex.state(hit.party):
                return hit.party
        short = gazetteer.match((match.group("place") or "").title())  # no initials: "LIMA, May 2"
        if lex.state(short):
            return short
    return None


def home(lex: Lexical, people: People, dateline: Party | None) -> Party | None:
    """The state whose organs a text names without saying whose.

    It is that of the ``dateline``, or the one that is named most by far, or else the one whose
    people hold offices that are called by no state.  A ministry named alone counts for no state,
    and a name of a person only where no other state is named at all.
    """
    return dateline or _named_most(lex) or _employer(lex, people)


def _named_most(lex: Lexical) -> Party | None:
    hits = [
        hit
        for hit, _ in lex.hit_at.values()
        if hit.party is not None and lex.state(hit.party) and not state_organ(hit.name)
    ]
    alone = len({hit.party for hit in hits}) == 1
    named = Counter(hit.party for hit in hits if alone or hit.form is not Form.PERSON)
    if not named:
        return None
    (state, times), *others = named.most_common(2)
    rarer = all(times >= _OFTENER * fewer for _, fewer in others)
    return state if times >= _NAMED and rarer else None


def _employer(lex: Lexical, people: People) -> Party | None:
    """The one state whose people hold an office in the text that is called by no state."""
    found = {
        person.party
        for person, occurrence in people.at.values()
        if occurrence.title is not None
        and occurrence.title.party is None
        and lex.state(person.party)
    }
    return next(iter(found)) if len(found) == 1 else None


def state_organ(name: str) -> bool:
    """Whether the words are the name of a ministry, an embassy or the like."""
    words = re.findall(r"\w+", name)
    if not _ORGANISATIONS.isdisjoint(words) or "university" in name.casefold():
        return False
    return _OFFICES.search(name) is not None or any(
        word.casefold() in _STATE_ORGANS for word in words
    )


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of ``text``, each with its offset."""
    place = 0
    for line in text.splitlines(keepends=True):
        yield place, line
        place += len(line)
