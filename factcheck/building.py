"""Building an index: read what is new, extract its claims, embed them, judge the pairs.

Everything is computed first and then written in one transaction: an interrupted, killed or
failed build leaves the index as it was.  Only extractions and verdicts are kept as they come,
for the next build to go on from.
"""

from __future__ import annotations

import fnmatch
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from factcheck import people, reading
from factcheck.documents import Failure
from factcheck.errors import InputError, StoreError
from factcheck.extracting import Extracted, Progress, Silent, extracted
from factcheck.garbage import loading, released
from factcheck.model import Claim, Document, DocumentInfo, Method
from factcheck.reading import STDIN
from factcheck.store import Store
from factcheck.store.extractions import Extractions
from factcheck.store.lock import only_build
from factcheck.tools import (
    Table,
    Tools,
    gazetteer,
    gazetteer_of,
    joined,
    remember,
    remembered,
    remembered_attribution,
)

if TYPE_CHECKING:
    from factcheck.opposition.known import Known

__all__ = ["Outcome", "Progress", "Silent", "build", "build_index", "gazetteer_of", "remove"]


@dataclass
class Outcome:
    """What a build did: paths by what became of them, and the totals of the index.

    ``moved`` holds documents found under a new path, ``copies`` files whose text the index
    has from another path, ``again`` documents read again because the tool or the table of
    parties changed.  ``notices`` say, a line a document, what of it is not in English and was
    passed over.
    """

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    changed: bool = False
    documents: int = 0
    claims: int = 0
    oppositions: int = 0


@dataclass(frozen=True)
class _Change:
    """What is to become of an index: documents to put in, by hash, and hashes to take out."""

    fresh: dict[str, Document]
    gone: set[str]


def build_index(
    paths: Sequence[str],
    index: Path,
    *,
    parties: Sequence[Path] = (),
    encoder: str | None = None,
    nli_model: str | None = None,
    labels: str | None = None,
    device: str | None = None,
    threads: int = 0,
    attribution: Method | None = None,
    exact: bool = False,
    progress: Progress | None = None,
    jobs: int = 1,
) -> Outcome:
    """Bring the index in a folder, made where there is none, up to date with files.

    Tables of ``parties``, those beside the documents and those of earlier builds are used,
    and attribution as in the build before where it is not given.  ``exact`` as in
    :class:`factcheck.tools.Tools`.  Up to ``jobs`` processes
    read documents (0: one a processor); with more than one, a script must guard its main module as
    :mod:`multiprocessing` says.

    Raises:
        InputError: ``paths`` name nothing that can be read.
        ModelError: a named model is missing or not what it says.
        StoreError: the folder holds no usable index, one made with another encoder, or one
            that another build works on.
        FactcheckError: a process that read documents died.

    """
    documents = reading.documents(paths)
    found = reading.tables(paths, parties)
    with only_build(index, create=True), Store.open(index, create=True) as store:
        tables = joined(remembered(store), found)
        tools = Tools.load(
            gazetteer(tables),
            encoder=encoder,
            nli_model=nli_model,
            labels=labels,
            device=device,
            threads=threads,
            attribution=attribution or remembered_attribution(store),
            exact=exact,
        )
        return build(store, documents, tools, progress or Silent(), tables, jobs)


def build(
    store: Store,
    documents: Iterable[Document | Failure],
    tools: Tools,
    progress: Progress,
    tables: Sequence[Table] = (),
    jobs: int = 1,
) -> Outcome:
    """Bring ``store`` up to date with ``documents`` and judge what is new.

    ``tables`` are the users' tables of parties that ``tools`` were made with; the index
    remembers them.  Up to ``jobs`` processes read documents.

    Raises:
        StoreError: the index was made with another encoder, or changed meanwhile.
        FactcheckError: a process that read documents died.

    """
    store.check_models(tools.encoder.name)
    outcome = Outcome()
    generation = store.meta("generation")
    kept = _extractions(store, tools)
    change = _planned(store, documents, tools, outcome)
    if change.fresh or change.gone or store.meta("judge") != tools.judged_by:
        fresh = list(change.fresh.values())
        new = extracted(fresh, tools, progress, outcome.notices, kept, jobs)
        notes = {"extractor": tools.extractor, "parties": remember(tables)}
        _update(store, change, new, tools, progress, generation, notes)
        outcome.changed = True
    kept.tidy()
    return _with_totals(store, outcome)


def remove(store: Store, paths: Sequence[str], tools: Tools, progress: Progress) -> Outcome:
    """Take the documents read from ``paths`` (files, folders, patterns) out of ``store``.

    Raises:
        InputError: a path that names no document of the index.
        StoreError: the index was made with another encoder, or changed meanwhile.

    """
    store.check_models(tools.encoder.name)
    outcome = Outcome()
    generation = store.meta("generation")
    gone: dict[str, str] = {}
    for path in paths:
        below = [d for d in store.documents() if _named(d.path, path)]
        if not below:
            raise InputError(
                f"{path}: no document of the index has this path; see: factcheck status"
            )
        gone.update((d.sha256, d.path) for d in below)
    outcome.removed += gone.values()
    _update(store, _Change({}, set(gone)), [], tools, progress, generation, {})
    outcome.changed = True
    return _with_totals(store, outcome)


def _extractions(store: Store, tools: Tools) -> Extractions:
    return store.extractions(tools.extractor, tools.encoder.name, tools.encoder.dimension)


def _with_totals(store: Store, outcome: Outcome) -> Outcome:
    from factcheck.opposition.weights import threshold

    outcome.documents, outcome.claims, outcome.oppositions = store.counts(threshold())
    return outcome


def _place(path: str) -> str:
    return os.path.normpath(Path(path).absolute())


def _named(path: str, named: str) -> bool:
    """Whether a document's ``path`` is the file ``named``, in that folder, or fits the pattern."""
    whole, part = _place(path), _place(named)
    return whole == part or whole.startswith(part + os.sep) or fnmatch.fnmatchcase(whole, part)


def _planned(
    store: Store, documents: Iterable[Document | Failure], tools: Tools, outcome: Outcome
) -> _Change:
    """What is to change, noting in ``outcome`` what becomes of each path.

    The order of ``documents`` makes no difference: one text has one path, the first in
    alphabetical order, whichever was seen first.
    """
    known = {d.sha256: d for d in store.documents()}
    seen: dict[str, list[Document | DocumentInfo]] = defaultdict(list)
    current: dict[str, str] = {}
    for item in documents:
        if isinstance(item, Failure):
            outcome.failures.append(item)
            continue
        sha = item.sha256
        at_home = sha in known and known[sha].path == item.path
        seen[sha].append(item.info if at_home else item)
        if item.path != STDIN:
            current[_place(item.path)] = sha
    outdated = {
        d.sha256 for d in known.values() if current.get(_place(d.path), d.sha256) != d.sha256
    }
    replaced = {_place(known[sha].path) for sha in outdated}
    fresh: dict[str, Document] = {}
    for sha, items in seen.items():
        home = known[sha] if sha in known and sha not in outdated else None
        best = _home(items, home)
        for other in items:
            if other is not best:
                same = _place(other.path) == _place(best.path)
                (outcome.unchanged if same else outcome.copies).append(other.path)
        if not isinstance(best, Document):
            continue
        fresh[sha] = best
        if _place(best.path) in replaced:
            outcome.replaced.append(best.path)
        else:
            (outcome.moved if sha in known else outcome.added).append(best.path)
    if store.meta("extractor") not in (None, tools.extractor):
        left = [d for sha, d in known.items() if sha not in outdated and sha not in fresh]
        texts = store.texts([d.sha256 for d in left])
        for d in left:
            fresh[d.sha256] = Document(
                texts[d.sha256], d.path, d.title, d.outlet, d.published, d.url
            )
            outcome.again.append(d.path)
    return _Change(fresh, outdated - fresh.keys())


def _home(
    items: Sequence[Document | DocumentInfo], home: DocumentInfo | None
) -> Document | DocumentInfo:
    """Of the files with one text the one that stands for it; ``home`` did before.

    A file that is gone gives way to one that is there, standard input to any file.
    """
    if home is not None:
        place = _place(home.path)
        others = [item for item in items if _place(item.path) != place]
        if len(others) < len(items) or Path(home.path).is_file():
            items = [home, *others]
    return min(items, key=lambda item: (item.path == STDIN, item.path))


@released()
def _update(
    store: Store,
    change: _Change,
    new: Sequence[tuple[Document, Extracted]],
    tools: Tools,
    progress: Progress,
    generation: str | None,
    notes: Mapping[str, str],
) -> None:
    """Judge all that the index is to hold, then write it, if it is still at ``generation``.

    ``notes`` are written with it: what all of its claims come from.
    """
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
    with store.transaction():
        if store.meta("generation") != generation:
            raise StoreError(
                f"another command changed the index {store.folder} meanwhile; "
                "run this one again, it will be quicker"
            )
        store.remove(change.gone)
        for sha, document in documents.items():
            store.add(document, [claims[i] for i in rows[sha]], vectors[rows[sha]])
        store.keep_comparisons(found.rows(known, put))
        around = found.lists.around
        store.keep_surroundings(around.rows(known.lists.around, documents), around.documents)
        store.replace_oppositions(found.findings or ())
        store.set_meta(
            encoder=tools.encoder.name,
            nli=tools.judge.name,
            judge=tools.judged_by,
            spellings=people.to_json(replaced),
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
    from factcheck.opposition.known import Known

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
    from factcheck.opposition.scan import rescan

    return rescan(
        claims,
        vectors,
        tools.models(store),
        tools.gazetteer,
        known,
        exact=tools.exact,
        progress=lambda done, total: progress.step("pairs", done, total),
    )
