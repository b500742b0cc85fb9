"""A document's claims: attribution, parties, acts and statements joined."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.acts import settle
from factcheck.attribution import Attribution, attribute
from factcheck.attribution.blame import frames
from factcheck.attribution.own_words import own_words, told_whole
from factcheck.attribution.passing import passed_on
from factcheck.attribution.tagged import Tagged
from factcheck.attribution.tree import SUBJECT, child, phrase, sentences
from factcheck.attribution.types import Range
from factcheck.model import Act, Claim, Document, Form, Method, Party, stable_id
from factcheck.parties import Cast, Speaker
from factcheck.parties.sides import unnamed
from factcheck.statements import (
    Sexes,
    Voice,
    answering,
    counting,
    countries,
    one_person,
    statement,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from factcheck.parties import Gazetteer

#: Steps of the tagger's probability that confidence is measured by.
LEVELS = (0.6, 0.8, 0.95, 0.99)
#: Shorter sentences, in characters, tell nothing: headings, by-lines, page numbers.
SHORTEST_NARRATION = 20
_NOBODY = Speaker(None, None)


def claims(
    document: Document,
    doc: Doc,
    gazetteer: Gazetteer,
    *,
    narration: bool = False,
    cast: Cast | None = None,
    tagged: Sequence[Tagged] = (),
) -> list[Claim]:
    """The claims of ``document``, in the order of their contents.

    ``doc`` is its parse (:func:`factcheck.parsing.parse`).  With ``narration`` the sentences
    that nobody is said to have said come too, with ``party`` None.  ``cast`` is that of
    ``doc`` where it is known already; ``tagged`` what a tagger found in it.
    """
    cast = cast or Cast.read(doc, gazetteer)
    extractor = _Extractor(document, doc, cast)
    found = list(extractor.claims(tagged))
    narrated = _narrated(document, doc, found)
    found = list(answering(counting(list(countries(found, cast.state)), narrated)))
    if narration:
        found += narrated
        found.sort(key=lambda c: (c.content[0].start, c.content[-1].end))
    return found


class _Extractor:
    """Who spoke last, and about whom, while a document is read from top to bottom."""

    def __init__(self, document: Document, doc: Doc, cast: Cast) -> None:
        self.document = document
        self.doc = doc
        self.cast = cast
        self.method = Method.RULES
        self.previous: Speaker | None = None
        self.known: dict[Range, Speaker] = {}
        self.others: dict[str, Party] = {}
        self.sexes = Sexes(document.text)
        self.people: set[str] = set()
        self.issued: set[tuple[Range, ...]] = set()

    def claims(self, tagged: Sequence[Tagged]) -> Iterator[Claim]:
        seen: set[str] = set()
        self.method = Method.JOINED if tagged else Method.RULES
        every = attribute(self.doc, tagged)
        if self.cast.issuer is not None:
            whole = told_whole(self.doc, every)
            own = own_words(self.doc, whole)
            self.issued = {found.content for found in own}
            every = whole if own else every
            every = sorted([*every, *own], key=lambda a: (a.content[0][0], a.content[-1][1]))
        for found in every:
            self.learn(found)
        self.previous = None
        for found in every:
            claim = self.claim(found)
            if claim.statement and claim.id not in seen:
                seen.add(claim.id)
                yield claim

    def learn(self, found: Attribution) -> None:
        """Remember whether the speaker is a person, a he or a she."""
        name = self.speaker(found).name
        if name is not None and found.source is not None:
            self.sexes.learn(name, self.document.text[slice(*found.source)])
            if one_person(self.doc, found.source):
                self.people.add(name)

    def claim(self, found: Attribution) -> Claim:
        speaker = self.speaker(found)
        party = speaker.party
        key = party.id if party is not None else speaker.name or ""
        act, blamed = settle(
            self.doc,
            found,
            self.side(found, speaker),
            lambda start, end: self.cast.targets(start, end, speaker=speaker),
            self.others.get(key),
        )
        blamed = tuple(each for each in blamed if each != party)
        voice = Voice(
            speaker.name,
            party.name if party is not None and not unnamed(party) else None,
            self.others[key].name if key in self.others else None,
            official=self.cast.state(party),
            pronoun=self.sexes.pronoun(speaker.name) if speaker.name else None,
            published=self.document.published,
            group=party.name if party is not None and unnamed(party) else None,
            charged=blamed[0].name if len(blamed) == 1 and blamed[0].name in self.people else None,
        )
        if blamed:
            self.others[key] = blamed[0]
            if party is not None:
                self.others.setdefault(blamed[0].id, party)
        span = self.document.span
        content = tuple(span(*r) for r in found.content)
        return Claim(
            id=stable_id(self.document.sha256, *(p for r in found.content for p in r)),
            document=self.document.info,
            source=span(*found.source) if found.source else None,
            cue=span(*found.cue) if found.cue else None,
            content=content,
            sentence=span(*found.sentence),
            statement=statement(self.doc, found, voice),
            speaker=speaker.name,
            party=party,
            form=found.form,
            act=act,
            targets=tuple(p.id for p in blamed),
            reports=self.reported(passed_on(self.doc, found), party),
            confidence=_confidence(found, self.method),
        )

    def side(self, found: Attribution, speaker: Speaker) -> Party | None:
        """The speaker's party, None for a person who is a party of their own."""
        party = speaker.party
        if party is None or party.name != speaker.name:
            return party
        return None if one_person(self.doc, found.source) else party

    def speaker(self, found: Attribution) -> Speaker:
        source = found.source
        if source is None:
            own = self.cast.issuer if found.content in self.issued else None
            return own or _NOBODY
        if source not in self.known:
            owner = self.owner(found)
            speaker = self.cast.speaker(*source, previous=owner or self.previous)
            if speaker == _NOBODY and owner is None:
                speaker = Speaker(None, self.cast.side(*source))
            self.known[source] = _of(owner, speaker) if owner is not None else speaker
        speaker = self.known[source]
        if speaker.name or speaker.party:
            self.previous = speaker
        return speaker

    def owner(self, found: Attribution) -> Speaker | None:
        """Whose "its ministry" is, after what it said of its own side: the subject of that.

        Harm is what a side says of another, so its doer is not meant.
        """
        source, head = found.source, found.head
        if source is None or head is None or source[0] < found.content[-1][1]:
            return None
        text = self.document.text[source[0] : source[1]]
        if text.split(None, 1)[0].casefold() not in ("its", "their"):
            return None
        subject = child(self.doc[head], *SUBJECT)
        charged = {f.agent_token for f in frames(self.doc, found.content) if f.harmful}
        if subject is not None and subject.i in charged:
            return None
        bounds = phrase(self.doc, subject) if subject is not None else None
        speaker = self.cast.speaker(*bounds, previous=self.previous) if bounds else None
        return speaker if speaker is not None and speaker.party is not None else None

    def reported(self, inner: Range | None, party: Party | None) -> str | None:
        """The party whose words the speaker passes on, unless it is the speaker's own."""
        if inner is None:
            return None
        within = self.cast.speaker(*inner, previous=self.previous).party
        return within.id if within is not None and within != party else None


def _of(owner: Speaker, speaker: Speaker) -> Speaker:
    """``speaker`` on the side of ``owner``, under a name only where it is not another side's."""
    if speaker.party == owner.party:
        return speaker
    party = speaker.party.name if speaker.party is not None else None
    return Speaker(None if speaker.name == party else speaker.name, owner.party)


@lru_cache(maxsize=1)
def _measured() -> dict[str, dict[str, float]]:
    text = (Path(__file__).parent / "attribution" / "confidence.json").read_text("utf-8")
    measured: dict[str, dict[str, float]] = json.loads(text)["precision"]
    return measured


def _confidence(found: Attribution, method: Method) -> float:
    """How often an attribution of this kind holds, as measured on annotated news."""
    measured = _measured()[method.value]
    return measured.get(kind_of(found), measured["other"])


def kind_of(found: Attribution) -> str:
    """The kind of attribution that confidence is measured by.

    For the rules: how it stands, and how it is given; for the tagger: how it is given, how sure
    the tagger is of its cue, and whether the rules agree.
    """
    if found.probability is not None:
        who = "agreed" if found.agreed else "tagged"
        return f"{who}/{found.form.value}/{bisect_right(LEVELS, found.probability)}"
    kind = f"{found.construction.value}/{found.form.value}"
    return f"{kind}/carried" if found.carried else kind


def _narrated(document: Document, doc: Doc, found: Sequence[Claim]) -> list[Claim]:
    """The sentences outside every claim, as the reporter's own."""
    taken = sorted((c.sentence.start, c.sentence.end) for c in found)
    starts = [start for start, _ in taken]
    reach = list(accumulate((end for _, end in taken), max))
    narrated = []
    for start, end in sentences(doc):
        before = bisect_left(starts, end)
        if (before and reach[before - 1] > start) or end - start < SHORTEST_NARRATION:
            continue
        span = document.span(start, end)
        narrated.append(
            Claim(
                id=stable_id(document.sha256, start, end),
                document=document.info,
                source=None,
                cue=None,
                content=(span,),
                sentence=span,
                statement=" ".join(span.text.split()),
                speaker=None,
                party=None,
                form=Form.NARRATION,
                act=Act.ASSERTION,
            )
        )
    return narrated
