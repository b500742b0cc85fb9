"""Who issued a text: the party whose own statement it is, and the state where it was written.

A press release says "the company", a communiqué "the Ministry", and both "we": the party that
issued it, which only the heading names.  A report from a capital says "the defence ministry" and
means the one there, and so does a report in which one state alone is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from factcheck.model import Party
from factcheck.parties.gazetteer import Form, Gazetteer
from factcheck.parties.lexical import Lexical

Bodies = Mapping[int, tuple[Party, int]]
_HEAD = 4000  # characters in which a heading and a dateline are looked for
_LINES = 9
_SENTENCE = 9  # words from which a line that ends with a full stop is the text's first sentence
_RELEASE = re.compile(
    r"\b(?:press|media|news)[ -](?:release|notice|communiqu[eé]|service|office)\b"
    r"|\bfor (?:immediate|general) (?:release|use|publication)\b|\bcommuniqu[eé]\b"
    r"|\b(?:regulatory|stock exchange|ad hoc) (?:announcement|news)\b|\bmedia statement\b"
    r"|^\W*(?:joint |public |official )?statement (?:on|by|of|from|to|regarding|concerning)\b"
    r"|[:.] (?:a )?statement (?:on|to|regarding)\b|\bsetting the record straight\b",
    re.IGNORECASE | re.MULTILINE,
)
_OUTLET = re.compile(r"^(?:outlet|source|publisher): *['\"]?(?P<name>[^'\"\n]+)", re.MULTILINE)
_DATELINE = re.compile(r"^\s*(?P<place>[A-Z][A-Z'\u2019. -]{2,30})(?:,|\s*\(|\s+[\u2013\u2014-])")
_NAMED, _OFTENER = 2, 3  # times that a text's own state is named; as often as any other state


def heading(text: str) -> int:
    """Where the text proper begins: after title, byline, date and front matter."""
    lines = 0
    for place, line in _lines(text[:_HEAD]):
        written = line.strip()
        if written and not written.startswith(("---", "#")):
            lines += 1
            running = written[-1] in ".!?\u201d\"'\u2019" and written.count(" ") >= _SENTENCE - 1
            if running or lines > _LINES:
                return place
    return 0


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of ``text``, each with its offset."""
    place = 0
    for line in text.splitlines(keepends=True):
        yield place, line
        place += len(line)


def issuer(lex: Lexical, gazetteer: Gazetteer, bodies: Bodies) -> Party | None:
    """The party whose statement the text is; None for a report.

    ``bodies`` are those that the table does not know, by their first words' indexes.
    """
    end = heading(lex.text)
    head = lex.text[:end]
    outlet = _OUTLET.search(head)
    if outlet is not None:
        found = _publisher(outlet.group("name").strip(), gazetteer)
        if found is not None:
            return found
    if _RELEASE.search(head) is None:
        return None
    opening = lex.text.find(". ", end)
    for place, line in [*_lines(head), (end, lex.text[end : max(opening, end)])]:
        found = _named(line, gazetteer) or _body(lex, bodies, place, place + len(line))
        if found is not None:
            return found
    return None


def _publisher(name: str, gazetteer: Gazetteer) -> Party | None:
    """The party in "Norland Chess Federation" and "its bulletin", not in "The Norland Herald"."""
    for hit in gazetteer.hits(name):
        whole = hit.end == len(name) or name[hit.end] == ","
        if hit.party is not None and whole and hit.form is not Form.ADJECTIVE:
            return hit.party
    return None


def _named(line: str, gazetteer: Gazetteer) -> Party | None:
    """The party that the table knows and the line names first."""
    for hit in gazetteer.hits(line):
        if hit.party is not None and hit.form is not Form.PERSON:
            return hit.party
    return None


def _body(lex: Lexical, bodies: Bodies, start: int, end: int) -> Party | None:
    """The first other body that ``text[start:end]`` names."""
    first, last = lex.range(start, end)
    return next((bodies[index][0] for index in range(first, last) if index in bodies), None)


def home(lex: Lexical) -> Party | None:
    """The state whose organs a text names without saying whose.

    It is that of the dateline, or the one that is named most by far.
    """
    for place, line in _lines(lex.text[:_HEAD]):
        match = _DATELINE.match(line)
        if match is None:
            continue
        for index in range(*lex.range(place + match.start("place"), place + match.end("place"))):
            hit, _ = lex.hit_at.get(index, (None, 0))
            if hit is not None and hit.party is not None and hit.party.id.isupper():
                return hit.party
    named = Counter(
        hit.party
        for hit, _ in lex.hit_at.values()
        if hit.party is not None and hit.party.id.isupper() and hit.form is not Form.PERSON
    )
    if not named:
        return None
    (state, times), *others = named.most_common(2)
    rarer = all(times >= _OFTENER * fewer for _, fewer in others)
    return state if times >= _NAMED and rarer else None
