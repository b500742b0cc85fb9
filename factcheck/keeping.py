"""Whether those who are known keep their names when others come.

Most documents tell nothing that changes whom another means.  So what all documents together tell
of names is worked out without and with those that come, and only documents are looked at whose
names rest on what differs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from factcheck.parties.everywhere import Everywhere, Meaning, full, is_state
from factcheck.parties.names import slug
from factcheck.parties.offices import Offices, fills
from factcheck.parties.voices import Appearance, Heard
from factcheck.people import Known, Naming


def kept(known: Known, new: Heard) -> Naming | None:
    """How all are named who are ``known`` or ``new``, which are in other documents.

    None where somebody who is known is named otherwise by it.
    """
    heard = known.heard
    after = Naming(heard.joined(new), known)
    for row in _in_question(known, Naming(heard, known), after):
        for voice in heard.inside[row]:
            written = Appearance(heard.documents[row], heard.voices[voice])
            if after.named(written) != known.names[voice]:
                return None
    return after


def _in_question(known: Known, before: Naming, after: Naming) -> Collection[int]:
    """The documents in which somebody may be named otherwise, by their rows."""
    heard, one, two = known.heard, before.everywhere, after.everywhere
    count = len(heard.voices)
    same = (
        before.alike == after.alike[:count]
        and before.sided == after.sided[:count]
        and one.surnames == two.surnames[:count]
        and one.spellings.items() <= two.spellings.items()
        and all(
            before.groups.get(id_) == after.groups.get(id_)
            for id_ in one.ids | before.groups.keys()
        )
    )
    if not same:
        return range(len(heard.documents))
    found: set[int] = set()
    for id_ in one.apart ^ two.apart:
        found |= one.documents(id_)
    for id_, documents in _documents(heard, before).items():
        found.update(_turning(id_, documents, one, two))
    found.update(_with_offices(known, before, after))
    return found


def _documents(heard: Heard, before: Naming) -> dict[str, set[int]]:
    """The documents that have each id but a state's, or a name of one word that gives it."""
    found = {id_: before.everywhere.documents(id_) for id_ in before.everywhere.ids}
    for voice, homes in zip(before.sided, heard.homes, strict=True):
        name = voice.speaker.name
        if name is not None and voice.speaker.party is not None and not full(name):
            found[slug(name)] = found.get(slug(name), set()).union(homes)
    return {id_: documents for id_, documents in found.items() if not is_state(id_)}


def _turning(
    id_: str, documents: Collection[int], one: Everywhere, two: Everywhere
) -> Iterator[int]:
    """Those of ``documents`` in which an id may mean somebody else with ``two`` than with ``one``.

    ``two`` knows more documents.
    """
    before, after = one.meanings(id_), two.meanings(id_)
    told = one.parties.get(id_) == two.parties.get(id_)
    if not told or [_alone(each) for each in before] != [_alone(each) for each in after]:
        yield from documents
        return
    for was, now in zip(before, after, strict=True):
        if was.others is None or now.others is None:
            return
        more = now.others - was.others if len(now.others) > len(was.others) else set()
        for row in documents if more else ():
            # Where it meant the same before, that is what it means.
            if two.linked(row, more, now.surname, id_) and not one.linked(
                row, was.others, was.surname, id_
            ):
                yield row


def _alone(meaning: Meaning) -> tuple[object, ...]:
    """A meaning but for which documents have it."""
    return meaning.party, meaning.key, meaning.surname, meaning.last, meaning.others is None


def _with_offices(known: Known, before: Naming, after: Naming) -> Iterator[int]:
    """The documents in which an office alone may be somebody's of whom it is told only now."""
    heard, offices = known.heard, Offices()
    for source, speaker in known.called():
        offices.tell(source, speaker)
    asking = list(before.asking())
    for source, speaker in after.called(len(heard.voices)):
        if not offices.tell(source, speaker):
            continue
        present = (k for k, named in enumerate(known.names) if named.speaker.name == speaker.name)
        rows = heard.homes_of(present)
        for place in asking:
            if fills(source, str(heard.voices[place].source)):
                yield from rows.intersection(heard.homes[place])
