"""Adding documents to an index, at the cost of what they touch.

What a build of everything would write is worked out from the claims and documents that the new
ones bear on; all else stays as it is and is not read.  Where that cannot be, because the name of
somebody changes or an earlier claim turns out to be a copy of a new one, the whole index is judged
again, as it is when documents change or go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck import people
from factcheck.keeping import kept
from factcheck.model import Claim, Opposition, stable_id
from factcheck.opposition import reach
from factcheck.opposition.arriving import About, Arriving
from factcheck.opposition.corpus import (
    Company,
    Corpus,
    collapsed,
    companies,
    place_of,
    signatures,
)
from factcheck.opposition.field import says
from factcheck.opposition.grid import packed, steps, unpacked
from factcheck.opposition.grown import Grown, New, grown, names, standing
from factcheck.opposition.profile import Profile
from factcheck.opposition.reach import Held
from factcheck.opposition.scan import compared, ranked
from factcheck.opposition.settings import settings_of
from factcheck.parties.voices import Heard
from factcheck.store import excerpt as excerpts
from factcheck.store.excerpt import Excerpt, settled, speakers

if TYPE_CHECKING:
    from factcheck.extracting import Progress
    from factcheck.store import Store
    from factcheck.store.comparisons import Around, Row
    from factcheck.tools import Tools

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Addition:
    """What new ``claims`` change, named as the index has who speaks, with their ``profiles``.

    ``standing`` are the ids of those that are no copies of others, ``spellings`` what was replaced
    in the names.  ``rows``, ``around`` and ``held`` are those that differ of what a scan leaves;
    ``findings`` are all that the index is to have, None where none changed.
    """

    claims: Sequence[Claim]
    profiles: Mapping[str, Profile]
    standing: Collection[str]
    spellings: people.Spellings
    rows: Sequence[Row]
    around: Sequence[Around]
    held: Sequence[Held]
    findings: Sequence[Opposition] | None


@dataclass(frozen=True)
class _New:
    """Claims that come, with the profile and the vector (d,) of each by its id."""

    claims: Mapping[str, Claim]
    profiles: Mapping[str, Profile]
    vectors: Mapping[str, Vectors]


@dataclass(frozen=True)
class _Copies:
    """Which claims stand for themselves and their copies, and the ``carriers``, copies of each."""

    standing: frozenset[str]
    carriers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Found:
    """What was ``found`` among claims of which the signatures and positive forms are these."""

    found: Sequence[Opposition]
    signatures: Mapping[str, str]
    positives: Mapping[str, Vectors]


def addition(
    store: Store, written: Sequence[Claim], vectors: Vectors, tools: Tools, progress: Progress
) -> Addition | None:
    """What the claims ``written`` in new documents, with ``vectors`` (n, d), change in ``store``.

    None where it takes the whole index to say.
    """
    if tools.exact or store.meta("judge") != tools.judged_by or not settled(store.database):
        return None
    excerpt = Excerpt(store.database)
    named = _named(store, excerpt, written)
    if named is None:
        return None
    claims, spellings = named
    ids = [claim.id for claim in claims]
    new = _New(
        dict(zip(ids, claims, strict=True)),
        {claim.id: Profile.of(claim, tools.gazetteer) for claim in claims},
        dict(zip(ids, vectors, strict=True)),
    )
    copies = _copies(new, excerpt, {profile.words for profile in new.profiles.values()})
    carrying = _carrying(new, excerpt, copies)
    ground = _ground(store, new, copies)
    if carrying is None or ground is None:
        return None
    own = sorted(copies.standing & new.claims.keys())
    coming = New(
        [place_of(new.claims[id_], new.profiles[id_]) for id_ in own],
        steps(np.array([new.vectors[id_] for id_ in own]).reshape(len(own), vectors.shape[1])),
        [new.claims[id_].document.sha256 for id_ in own],
    )
    lists = grown(coming, ground, excerpt)
    looked_at = {*own, *carrying, *names(np.unique(lists.judged))}
    found = _found(store, new, looked_at, lists, ground, excerpt, tools, progress)
    same = all(
        found.signatures[id_] == excerpt.rows[id_][3]
        for id_ in looked_at - carrying.keys() - new.claims.keys()
    )
    if not same:
        return None
    return Addition(
        claims,
        new.profiles,
        own,
        spellings,
        _rows(new, lists, found, excerpt),
        ground.rows(),
        ground.held(),
        _findings(store, new, lists, found, carrying, ground, excerpt),
    )


def _named(
    store: Store, excerpt: Excerpt, written: Sequence[Claim]
) -> tuple[list[Claim], people.Spellings] | None:
    """The claims ``written`` as all documents have who speaks; and what was replaced in them.

    None where claims of other documents change their names by them.
    """
    there = speakers(store.database)
    told = [people.told_of(text) for text in there.voices]
    heard = Heard(
        there.documents, [voice for voice, _ in told], there.document, there.voice, there.claims
    )
    known = people.Known(heard, [name for _, name in told])
    naming = kept(known, Heard.of(Counter(map(people.appearance, written))))
    if naming is None:
        return None
    claims, spellings = people.renamed(
        written, [naming.named(people.appearance(claim)) for claim in written]
    )
    parties = {claim.party for claim in claims if claim.party is not None}
    called = excerpt.party_names(party.id for party in parties)
    if any(called.setdefault(party.id, party.name) != party.name for party in parties):
        return None
    return claims, spellings


def _copies(new: _New, excerpt: Excerpt, words: Collection[str]) -> _Copies:
    """The claims whose words have one of these digests, new ones among them."""
    said = [
        (claim.document.published, id_, claim.party.id if claim.party else "", words_)
        for id_, claim in new.claims.items()
        for words_ in (new.profiles[id_].words,)
    ]
    wanted = {says(each): each for each in words if each}
    known = excerpt.with_any(wanted)
    said += [(row.published, row.claim, row.party, wanted[row.trait]) for row in known]
    standing, carriers = collapsed(said)
    return _Copies(frozenset(standing), carriers)


def _carrying(new: _New, excerpt: Excerpt, copies: _Copies) -> dict[str, tuple[str, ...]] | None:
    """The copies of earlier claims that new ones are copies of.

    None where an earlier claim stood for itself and does so no more.
    """
    earlier = copies.standing - new.claims.keys()
    others = {id_ for ids in copies.carriers.values() for id_ in ids} - new.claims.keys()
    excerpt.of_claims(earlier | others)
    if set(standing(excerpt, earlier | others)) != earlier:
        return None
    return {
        id_: copies.carriers[id_]
        for id_ in earlier
        if not new.claims.keys().isdisjoint(copies.carriers.get(id_, ()))
    }


def _ground(store: Store, new: _New, copies: _Copies) -> Arriving | None:
    """The documents of all claims that stand; None where so few that all are within reach."""
    there = excerpts.places(store.database)
    if there is None or len(there.documents) <= reach.REACH:
        return None
    claims = list(new.claims.values())
    coming = sorted(
        {new.claims[id_].document.sha256 for id_ in copies.standing & new.claims.keys()}
    )
    known = np.frombuffer(there.settings, "<i2").astype(np.int16).reshape(len(there.documents), -1)
    flat = steps(np.array(list(new.vectors.values())).reshape(len(claims), known.shape[1]))
    own = settings_of(claims, flat, {sha: row for row, sha in enumerate(coming)})
    marks = np.frombuffer(there.marks, "<u8").astype(np.uint64)
    last = np.frombuffer(there.last, "<f4").astype(np.float32)
    about, rows = About(there.documents, known, marks, last).joined(coming, own)
    database = store.database
    return Arriving(
        about, rows, partial(excerpts.around, database), partial(excerpts.held, database)
    )


def _found(
    store: Store,
    new: _New,
    claims: Collection[str],
    lists: Grown,
    ground: Arriving,
    excerpt: Excerpt,
    tools: Tools,
    progress: Progress,
) -> _Found:
    """What is found of the pairs that are to be judged, whose ends are among the ``claims``."""
    corpus, profiles = _corpus(store, new, claims, ground, excerpt)
    signed = signatures(corpus, profiles)
    positives = {
        id_: unpacked(row[2])
        for id_ in claims
        if (row := excerpt.rows.get(id_)) is not None and row[2] is not None
    }
    found = compared(
        corpus,
        lists.judged,
        lists.sure,
        tools.models(store),
        positives,
        progress=lambda done, total: progress.step("pairs", done, total),
    )
    ids = (claim.id for claim in corpus.claims)
    return _Found(list(found), dict(zip(ids, signed, strict=True)), positives)


def _corpus(
    store: Store, new: _New, claims: Collection[str], ground: Arriving, excerpt: Excerpt
) -> tuple[Corpus, dict[str, Profile]]:
    """The ``claims``, which stand for themselves, as they are compared; and their profiles."""
    there = [id_ for id_ in claims if id_ not in new.claims]
    excerpt.of_claims(there)
    profiles = {id_: Profile.from_json(excerpt.rows[id_][1]) for id_ in there}
    profiles.update((id_, new.profiles[id_]) for id_ in claims if id_ in new.claims)
    around = {
        sha: Company.from_json(text)
        for sha, text in excerpt.companies({excerpt.home[id_] for id_ in there}).items()
    }
    around.update(companies(new.claims.values(), new.profiles))
    copies = _copies(new, excerpt, {profile.words for profile in profiles.values()})
    corpus = Corpus.part(
        [*store.claims(there), *(new.claims[id_] for id_ in claims if id_ in new.claims)],
        {**excerpt.vectors(claims), **new.vectors},
        profiles,
        copies.carriers,
        ground.about.documents,
        ground.about.settings,
        around,
    )
    return corpus, profiles


def _rows(new: _New, lists: Grown, found: _Found, excerpt: Excerpt) -> list[Row]:
    """The rows that differ of what a scan leaves of claims."""
    rows: dict[str, Row] = {
        id_: (id_, profile.to_json(), None, None, None, None)
        for id_, profile in new.profiles.items()
    }
    changed = names(lists.lists.ids[~lists.lists.same_as(lists.before)])
    places = {id_: place for place, id_ in enumerate(names(lists.lists.ids))}
    for id_ in {*changed, *found.signatures}:
        claim, profile, positive, signature, near, ranks = rows.get(id_) or excerpt.rows[id_]
        if id_ in places:
            near, ranks = lists.lists.row(places[id_])
        if id_ in found.positives:
            positive = packed(found.positives[id_])
        signature = found.signatures.get(id_, signature)
        rows[id_] = (claim, profile, positive, signature, near, ranks)
    return [row for id_, row in rows.items() if row != excerpt.rows.get(id_)]


def _findings(
    store: Store,
    new: _New,
    lists: Grown,
    found: _Found,
    carrying: Mapping[str, tuple[str, ...]],
    ground: Arriving,
    excerpt: Excerpt,
) -> Sequence[Opposition] | None:
    """All findings that the index is to have; None where they are those that it has."""
    gone = {stable_id(*names(pair)) for pair in lists.parted}
    if not found.found and not excerpt.findings(gone, carrying):
        return None
    stay = [_with_carriers(each, carrying) for each in store.oppositions() if each.id not in gone]
    every = [*stay, *found.found]
    ends = {id_ for each in every for id_ in (each.a, each.b)}
    excerpt.of_claims(ends - new.claims.keys())
    claims = [*store.claims(ends), *(new.claims[id_] for id_ in ends & new.claims.keys())]
    profiles = {**new.profiles}
    profiles.update(
        (id_, Profile.from_json(excerpt.rows[id_][1])) for id_ in ends - new.claims.keys()
    )
    vectors = {**excerpt.vectors(ends), **new.vectors}
    documents, about = ground.about.documents, ground.about.settings
    corpus = Corpus.part(claims, vectors, profiles, {}, documents, about, {})
    return ranked(every, corpus, profiles)


def _with_carriers(finding: Opposition, carrying: Mapping[str, tuple[str, ...]]) -> Opposition:
    """The finding with the copies of its claims that have new ones."""
    if finding.a not in carrying and finding.b not in carrying:
        return finding
    evidence = dict(finding.evidence)
    for end, key in ((finding.a, "carriers_a"), (finding.b, "carriers_b")):
        copies = evidence.pop(key, None)
        if end in carrying or copies:
            evidence[key] = list(carrying.get(end, copies))
    return replace(finding, evidence=evidence)
