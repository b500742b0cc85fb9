"""Bringing an index to what it is to hold: judge what is new, then write it.

Everything is computed first and then written in one transaction.  Documents that only come cost
what they touch (:mod:`factcheck.growing`); any other change reads the whole index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck import people
from factcheck.errors import StoreError
from factcheck.extracting import Extracted, Progress
from factcheck.garbage import loading, released
from factcheck.growing import addition
from factcheck.model import Claim, Document
from factcheck.opposition.known import Known
from factcheck.opposition.neighbours import ANSWERED, COUNTED
from factcheck.opposition.reach import Held
from factcheck.opposition.scan import rescan
from factcheck.store import Store, excerpt
from factcheck.summaries import Told
from factcheck.tools import Tools


@dataclass(frozen=True)
class Change:
    """What is to become of an index: documents to put in, by hash, and hashes to take out."""

    fresh: dict[str, Document]
    gone: set[str]


@released()
def update(
    store: Store,
    change: Change,
    new: Sequence[tuple[Document, Extracted]],
    tools: Tools,
    progress: Progress,
    generation: str | None,
    notes: Mapping[str, str],
) -> None:
    """Judge all that the index is to hold, then write it, if it is still at ``generation``.

    ``notes`` are written with it: what all of its claims come from.
    """
    only_new = not change.gone and not store.texts(change.fresh)
    if only_new and _added(store, new, tools, progress, generation, notes):
        return
    with loading():
        before = _written(store)
        kept = [
            i
            for i, claim in enumerate(before.claims)
            if claim.document.sha256 not in change.gone
            and claim.document.sha256 not in change.fresh
        ]
        stored = [before.claims[i] for i in kept]
        spellings = people.from_json(store.meta("spellings") or "{}")
        raw = people.as_written(stored, spellings) + [c for _, part in new for c in part.claims]
        vectors = _stacked([before.vectors[kept], *(part.vectors for _, part in new)], tools)
        first = sorted({claim.id: row for row, claim in reversed([*enumerate(raw)])}.values())
        claims, replaced = people.united([raw[row] for row in first])
        vectors = vectors[first]
        known = _known(store, tools, {claim.id for claim in stored})
    found = _judged(claims, vectors, known, store, tools, progress)
    documents = {document.sha256: document for document, _ in new}
    renamed = {
        claim.document.sha256
        for claim, old in zip(claims[: len(stored)], stored, strict=True)
        if claim is not old and claim != old
    }
    documents.update(_documents(store, renamed))
    rows: dict[str, list[int]] = {sha: [] for sha in documents}
    for i, claim in enumerate(claims):
        if claim.document.sha256 in rows:
            rows[claim.document.sha256].append(i)
    put = {claims[i].id for each in rows.values() for i in each}
    told = Told([raw[row] for row in first], claims, vectors, found.profiles, found.signatures)
    turned = known.signatures.keys() ^ found.signatures.keys()
    with store.transaction():
        _require(store, generation)
        store.remove(change.gone)
        for sha, document in documents.items():
            store.add(document, [claims[i] for i in rows[sha]], vectors[rows[sha]])
        store.keep_comparisons(found.rows(known, put))
        around = found.lists.around
        store.keep_surroundings(around.rows(known.lists.around, documents), around.documents)
        store.replace_oppositions(found.findings or ())
        fresh = {info.sha256 for info in store.documents()} - excerpt.summarised(store.database)
        again = fresh.union(claim.document.sha256 for claim in claims if claim.id in turned)
        excerpt.keep_blocks(store.database, again, told.blocks(again))
        settle(store, told, fresh, tools, people.to_json(replaced), notes, around.held())


def _added(
    store: Store,
    new: Sequence[tuple[Document, Extracted]],
    tools: Tools,
    progress: Progress,
    generation: str | None,
    notes: Mapping[str, str],
) -> bool:
    """Whether documents that the index lacks could be written without reading all that it has."""
    rows: dict[str, int] = {}
    raw = [claim for _, part in new for claim in part.claims]
    for row, claim in enumerate(raw):
        rows.setdefault(claim.id, row)
    written = [raw[row] for row in rows.values()]
    vectors = _stacked([part.vectors for _, part in new], tools)[[*rows.values()]]
    found = None
    # What makes no sense in what the last build left is made again.
    with suppress(ValueError, TypeError):
        found = addition(store, written, vectors, tools, progress) if new else None
    if found is None:
        return False
    with store.transaction():
        _require(store, generation)
        for document, _ in new:
            own = [k for k, c in enumerate(found.claims) if c.document.sha256 == document.sha256]
            store.add(document, [found.claims[k] for k in own], vectors[own])
        store.keep_comparisons(found.rows)
        store.keep_surroundings(found.around)
        if found.findings is not None:
            store.replace_oppositions(found.findings)
        fresh = {document.sha256 for document, _ in new}
        told = Told(written, found.claims, vectors, found.profiles, found.standing)
        excerpt.keep_blocks(store.database, fresh, told.blocks(fresh))
        spellings = people.joined(store.meta("spellings") or "{}", found.spellings)
        changed = {row[0] for row in found.rows}
        moved = {row[0] for row in found.around}
        settle(store, told, fresh, tools, spellings, notes, found.held, changed, moved)
    return True


def _require(store: Store, generation: str | None) -> None:
    if store.meta("generation") != generation:
        raise StoreError(
            f"another command changed the index {store.folder} meanwhile; "
            "run this one again, it will be quicker"
        )


def settle(
    store: Store,
    told: Told,
    documents: Collection[str],
    tools: Tools,
    spellings: str,
    notes: Mapping[str, str],
    held: Iterable[Held],
    changed: Collection[str] | None = None,
    moved: Collection[str] | None = None,
) -> None:
    """Write what is ``told`` of ``documents``, and what all of the index is from.

    ``held`` says to what documents are near.  Lists of claims that were ``changed``, and what is
    near to documents that ``moved``, are in the index; None where any may be.
    """
    excerpt.summarise(
        store.database,
        told.summaries(documents),
        told.companies(documents),
        told.speaking(documents),
        told.traits(documents),
        told.alike(documents),
    )
    excerpt.note_last(store.database, ANSWERED, COUNTED, changed)
    excerpt.note_near(store.database, held, moved)
    store.set_meta(
        encoder=tools.encoder.name,
        nli=tools.judge.name,
        judge=tools.judged_by,
        spellings=spellings,
        settled=store.coming_generation,
        **notes,
    )


def _written(store: Store) -> Extracted:
    """All claims of ``store`` with their vectors, in one order."""
    claims = store.claims()
    ids, vectors = store.vectors()
    row = {claim_id: i for i, claim_id in enumerate(ids)}
    return Extracted(claims, vectors[[row[c.id] for c in claims]])


def _documents(store: Store, hashes: set[str]) -> dict[str, Document]:
    texts = store.texts(hashes)
    return {
        d.sha256: Document(texts[d.sha256], d.path, d.title, d.outlet, d.published, d.url)
        for d in store.documents()
        if d.sha256 in hashes
    }


def _stacked(parts: Sequence[NDArray[np.float32]], tools: Tools) -> NDArray[np.float32]:
    filled = [part for part in parts if len(part)]
    return np.concatenate(filled) if filled else np.zeros((0, tools.encoder.dimension), np.float32)


def _known(store: Store, tools: Tools, kept: set[str]) -> Known:
    """What the last scan left of the claims ``kept``; nothing where it makes no sense."""
    same = store.meta("judge") == tools.judged_by
    with suppress(ValueError, TypeError):
        return Known.of_rows(
            (row for id_, row in store.comparisons().items() if id_ in kept),
            store.surroundings(),
            tuple(store.oppositions()) if same else None,
        )
    return Known()


def _judged(
    claims: Sequence[Claim],
    vectors: NDArray[np.float32],
    known: Known,
    store: Store,
    tools: Tools,
    progress: Progress,
) -> Known:
    """The findings among ``claims``, of which some are ``known``.

    What was judged before comes from the verdict cache.
    """
    return rescan(
        claims,
        vectors,
        tools.models(store),
        tools.gazetteer,
        known,
        exact=tools.exact,
        progress=lambda done, total: progress.step("pairs", done, total),
    )
