"""Who issued a text: the party whose own statement it is.

A press release says "the company", a communiqué "the Ministry", and both "we": the party that
issued it, which only the heading names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.model import Party
from factcheck.parties.bodies import Bodies
from factcheck.parties.gazetteer import Form, Gazetteer, Hit
from factcheck.parties.home import HEAD, lines_of, state_organ
from factcheck.parties.lexical import Lexical
from factcheck.parties.names import slug
from factcheck.parties.nouns import SHORT_NAMES
from factcheck.parties.titles import BODIES
from factcheck.parties.vocabulary import word_list

_LINES = 9
_SENTENCE = 9  # words from which a line that ends with a full stop is the text's first sentence
_RELEASE = re.compile(
    r"\b(?:press|media|news)[ -](?:release|notice|communiqu[eé]|service|office|statement)\b"
    r"|\bfor (?:immediate|general) (?:release|use|publication)\b|\bcommuniqu[eé]\b"
    r"|\b(?:regulatory|stock exchange|ad hoc) (?:announcement|news)\b"
    r"|^\W*(?:joint |public |official )?statement(?: (?:on|by|of|from|to|regarding|concerning)\b|$)"
    r"|[:.] (?:(?:a )?statement (?:on|to|regarding)|our (?:answer|reply|response|statement))\b"
    r"|\bsetting the record straight\b",
    re.IGNORECASE | re.MULTILINE,
)
_OUTLET = re.compile(r"^(?:outlet|source|publisher): *['\"]?(?P<name>[^'\"\n]+)", re.MULTILINE)
#: What opens the matter of a statement, after which its heading names others.
_MATTER = re.compile(
    r"\b(?:on|regarding|concerning|about|following|after|against)\b", re.IGNORECASE
)
_BY = re.compile(r"\b(?:by|from) (?:the )?", re.IGNORECASE)
_LABEL = re.compile(r"^\W*(?:title|headline): *", re.IGNORECASE)
_TO_OTHERS = re.compile(
    r"^\W*(?:to|cc|attn|attention|for the attention of|dear|re|subject|listed on|ticker)\b",
    re.IGNORECASE,
)
#: Whom a letter is to, in a line of its own; an editor is written to by anybody.
_GREETING = re.compile(
    r"^[^\S\n]*(?:Dear (?!(?:sirs?|madam|sir or madam|(?:the )?editors?|readers?)[^\S\n]*[,.:;\n])"
    r"|(?:An )?open letter to |To (?:all|our|the|my|your|every) )[^\n.?!]{2,90}[,:]?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
#: Words in the names of those who only carry or list what others announce.
_CARRIERS = frozenset(("exchange", "newswire", "wire", "ticker"))
_STATE_ORGANS = word_list("state_organs")
_ORGANS = word_list("organs")
_ORGANISATIONS = word_list("organisations")
_REBELS = frozenset(("free", "liberation", "patriotic", "people", "resistance"))
_INNER = frozenset(("of", "and", "for", "the", "in", "to", "on", "at"))
_LONGEST = 9  # words of a name that stands alone in a line
_OPENERS = frozenset(("ADP", "SCONJ", "VERB"))


@dataclass(frozen=True)
class Issuer:
    """The party that issued a text, and the nouns by which its heading calls it."""

    party: Party
    nouns: frozenset[str] = frozenset()


def heading(text: str) -> int:
    """Where the text proper begins: after title, byline, date and front matter."""
    lines = 0
    matter = False
    for place, line in lines_of(text[:HEAD]):
        written = line.strip()
        if written.startswith("---"):
            matter = place == 0
        elif written and not written.startswith("#"):
            lines += 1
            running = written[-1] in ".!?\u201d\"'\u2019" and written.count(" ") >= _SENTENCE - 1
            if (running and not matter) or lines > _LINES:
                return place
    return 0


def issuer(lex: Lexical, gazetteer: Gazetteer, bodies: Bodies, home: Party | None) -> Issuer | None:
    """The party whose statement the text is; None for a report.

    Lines of the heading come first, each up to what it says the statement is about, then the
    subject of the first sentence: whoever else is named there did not issue it.
    """
    return _Reading(lex, gazetteer, bodies, home).issuer()


class _Reading:
    """The heading and the first sentence of one text."""

    def __init__(
        self, lex: Lexical, gazetteer: Gazetteer, bodies: Bodies, home: Party | None
    ) -> None:
        self._lex = lex
        self._gazetteer = gazetteer
        self._bodies = bodies
        self._home = home
        self._end = heading(lex.text)

    def issuer(self) -> Issuer | None:
        head = self._lex.text[: self._end]
        outlet = _OUTLET.search(head)
        if outlet is not None:
            found = _publisher(outlet.group("name").strip(), self._gazetteer)
            if found is not None:
                return Issuer(found, _nouns(outlet.group("name")))
        lines = [(place, line) for place, line in lines_of(head) if line.strip(" \t\n-#*")]
        if _RELEASE.search(head) is None:
            alone = self._alone(*lines[0]) if lines and outlet is None else None
            return alone or self._signed(lines)
        carriers = []
        for place, line in lines:
            each = None if _TO_OTHERS.match(line) else self._in_line(place, line)
            if each is not None and not _carrier(each.party):
                return each
            carriers += [each] if each else []
        each = self._in_sentence()
        return each or next(iter(carriers), None)

    def _alone(self, place: int, line: str) -> Issuer | None:
        """Who is named by a text's first line, which is a ministry's or a company's name alone."""
        name = _name(line)
        if not _is_name(name) or not (state_organ(name) or _suffixed(name)):
            return None
        return self._in_line(place, line)

    def _signed(self, lines: Sequence[tuple[int, str]]) -> Issuer | None:
        """Who signs a letter: a party of the table, or one of its people, in the closing lines.

        The letter opens with a greeting, or with its signer's name alone in the first line.
        """
        text = self._lex.text
        if len(_GREETING.findall(text)) > 1:
            return None
        greeted = any(_GREETING.match(line) for _, line in lines)
        for line in reversed([each for _, each in lines_of(text[self._end :]) if each.strip()]):
            written = line.strip(" \t\n#*_-\u2013\u2014")
            if not written or written.endswith((".", "!", "?", "\u201d")):
                return None
            if len(written.split()) > _LONGEST:
                return None
            named = self._signer(written)
            if named is None:
                continue
            if greeted or (lines and self._gazetteer.match(_name(lines[0][1])) == named):
                return Issuer(named, _nouns(named.name))
        return None

    def _signer(self, line: str) -> Party | None:
        """The party that a closing line names, or whose person it does."""
        for hit in self._gazetteer.hits(line):
            party = hit.party
            entry = self._gazetteer.entry(party.id) if party is not None else None
            if entry is not None and entry.kind != "person" and hit.form is not Form.ADJECTIVE:
                return party
        return None

    def _in_line(self, place: int, line: str) -> Issuer | None:
        """Whom a line of the heading names as the one who speaks."""
        label = _LABEL.match(line)
        begin = label.end() if label else 0
        matter = _MATTER.search(line, begin)
        until = matter.start() if matter else len(line)
        own, by = _BY.search(line, begin, until), _BY.search(line, until)
        return (
            (self._named(place, line, own.end(), until) if own else None)
            or self._named(place, line, begin, until)
            or (self._named(place, line, by.end(), len(line)) if by else None)
        )

    def _in_sentence(self) -> Issuer | None:
        """Whom the subject of the first sentence names."""
        lex = self._lex
        opening = lex.text.find(". ", self._end)
        first, last = lex.range(self._end, max(opening, self._end))
        if first < last and lex.pos[first] in _OPENERS:
            first = next((i + 1 for i in range(first, last) if "," in lex.gap(i + 1)), last)
        past = next((i for i in range(first, last) if lex.pos[i] in ("VERB", "AUX")), last)
        if first >= past:
            return None
        start, end = lex.words[first].start, lex.words[past - 1].end
        return self._named(start, lex.text[start:end], 0, end - start)

    def _named(self, place: int, line: str, begin: int, until: int) -> Issuer | None:
        """The first whom ``line`` names between ``begin`` and ``until``; it starts at ``place``."""
        written = _recased(line)
        hits = [
            hit
            for hit in self._gazetteer.hits(written) or self._gazetteer.hits(line)
            if begin <= hit.start < until and hit.party is not None and hit.form is not Form.PERSON
        ]
        if hits and hits[0].party is not None:
            found = Issuer(hits[0].party, _nouns(written[begin:until]))
            if state_organ(hits[0].name):
                return self._known(found.party, hits[0].name)
            if not self._lex.state(found.party) or _speaks(written, hits[0]):
                return found
            return self._whole(written[begin:until])
        whole = self._whole(written[begin:until])
        if whole is not None:
            return whole
        first, last = self._lex.range(place + begin, place + until)
        for index in range(first, last):
            if index in self._bodies.at:
                party, past = self._bodies.at[index]
                return self._known(party, self._lex.string(index, past))
        return None

    def _whole(self, line: str) -> Issuer | None:
        """The body whose name is all of ``line``: it is like one, or the text goes on to use it."""
        name = _name(line)
        if not _is_name(name) or _RELEASE.search(name):
            return None
        called = name.rsplit(maxsplit=1)[0] if _suffixed(name) else name
        parts = called.casefold().split()
        text = self._lex.text[self._end :]
        used = re.search(rf"\b{re.escape(called)}\b", text, re.IGNORECASE) is not None
        kind = called.split()[-1] in _ORGANISATIONS or not BODIES.isdisjoint(parts)
        if not (used or kind or called != name or state_organ(name)) or BODIES.issuperset(parts):
            return None
        party = self._bodies.known(called)
        if party is None or party.name.isupper():
            party = Party(slug(called), called)
        return self._known(party, name)

    def _known(self, party: Party, name: str) -> Issuer:
        """The party of that name; where it is a state's organ, the state whose it must be."""
        if state_organ(name) and (not self._lex.state(party) or not _foreign(self._lex, party)):
            party = self._home or party
        return Issuer(party, _nouns(name))


def own_organs(lex: Lexical, issuer: Party) -> None:
    """Give ``issuer``, a state, the "Ministry of Defence" that the table has for another.

    That is so where the text does not name the other state itself.
    """
    for first, (hit, past) in lex.hit_at.items():
        party = hit.party
        if party in (None, issuer) or not state_organ(hit.name):
            continue
        if party is not None and lex.state(party) and not _foreign(lex, party):
            lex.hit_at[first] = hit._replace(party=issuer), past


def _foreign(lex: Lexical, party: Party) -> bool:
    """Whether the text names the state itself, not only what may be another's ministry."""
    return any(
        hit.party == party and not state_organ(hit.name) and hit.form is not Form.PERSON
        for hit, _ in lex.hit_at.values()
    )


def _speaks(line: str, hit: Hit) -> bool:
    """Whether the line names a state or its organ, not a party or a union of the country."""
    words = re.findall(r"\w+", (line[: hit.start] + " " + line[hit.end :]).casefold())
    bodies = [word for word in words if word in BODIES]
    if bodies and not _REBELS.isdisjoint(words):
        return False
    return state_organ(line) or (not hit.place and _ORGANS.issuperset(bodies))


def _nouns(name: str) -> frozenset[str]:
    """The nouns for bodies in a name, and what marks it as a company's."""
    return frozenset(re.findall(r"\w+", name.casefold())) & (BODIES | SHORT_NAMES)


def _carrier(party: Party) -> bool:
    return not _CARRIERS.isdisjoint(party.id.split("-"))


def _suffixed(name: str) -> bool:
    """Whether the name ends in "Ltd", "plc" or the like."""
    return name.split()[-1].strip(".").casefold() in SHORT_NAMES and " " in name


def _is_name(line: str) -> bool:
    """Whether the words of a line are all such as a name has."""
    words = line.split()
    return 0 < len(words) <= _LONGEST and all(
        (word in _INNER and place) or word == "&" or word[:1].isupper()
        for place, word in enumerate(words)
    )


def _name(line: str) -> str:
    """What a line says, in the case of running text, without marks around it."""
    return _recased(_LABEL.sub("", line).strip(" \t\n#*\"'\u201c\u201d:.,-\u2013\u2014"))


def _recased(line: str) -> str:
    """A line all in capitals as a name is written in running text; of the same length."""
    if not line.isupper():
        return line

    def plain(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.casefold()
        return lower if match.start() and lower in _INNER else word[:1] + word[1:].lower()

    return re.sub(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?", plain, line)


def _publisher(name: str, gazetteer: Gazetteer) -> Party | None:
    """The party in "Norland Chess Federation" and "its bulletin", not in "The Norland Herald"."""
    for hit in gazetteer.hits(name):
        whole = hit.end == len(name) or name[hit.end] == ","
        if hit.party is not None and whole and hit.form is not Form.ADJECTIVE:
            return hit.party
    return None
