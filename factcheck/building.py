"""Building an index: read what is new, extract its claims, embed them, judge the pairs.

An interrupted, killed or failed build leaves the index as it was.  Only extractions and verdicts
are kept as they come, for the next build to go on from.
"""

from __future__ import annotations

import fnmatch
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import reading
from factcheck.documents import Failure
from factcheck.errors import InputError
from factcheck.extracting import Progress, Silent, extracted
from factcheck.model import Document, DocumentInfo, Method
from factcheck.reading import STDIN
from factcheck.store import Store
from factcheck.store.excerpt import documents_like
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
    from factcheck.updating import Change

#: As many documents are looked up one by one; for more, all of the index are read.
_FEW = 32

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
    from factcheck.updating import update

    store.check_models(tools.encoder.name)
    outcome = Outcome()
    generation = store.meta("generation")
    kept = _extractions(store, tools)
    change = _planned(store, documents, tools, outcome)
    if change.fresh or change.gone or store.meta("judge") != tools.judged_by:
        fresh = list(change.fresh.values())
        new = extracted(fresh, tools, progress, outcome.notices, kept, jobs)
        notes = {"extractor": tools.extractor, "parties": remember(tables)}
        update(store, change, new, tools, progress, generation, notes)
        outcome.changed = True
    kept.tidy()
    return _with_totals(store, outcome)


def remove(store: Store, paths: Sequence[str], tools: Tools, progress: Progress) -> Outcome:
    """Take the documents read from ``paths`` (files, folders, patterns) out of ``store``.

    Raises:
        InputError: a path that names no document of the index.
        StoreError: the index was made with another encoder, or changed meanwhile.

    """
    from factcheck.updating import Change, update

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
    update(store, Change({}, set(gone)), [], tools, progress, generation, {})
    outcome.changed = True
    return _with_totals(store, outcome)


def _extractions(store: Store, tools: Tools) -> Extractions:
    return store.extractions(tools.extractor, tools.encoder.name, tools.encoder.dimension)


def _with_totals(store: Store, outcome: Outcome) -> Outcome:
    from factcheck.opposition.weights import threshold

    outcome.documents, outcome.claims, outcome.oppositions = store.counts(threshold())
    return outcome


def _place(path: str) -> str:
    # Path.resolve would follow links, and Path.absolute takes five times as long.
    return os.path.abspath(path)  # noqa: PTH100


def _named(path: str, named: str) -> bool:
    """Whether a document's ``path`` is the file ``named``, in that folder, or fits the pattern."""
    whole, part = _place(path), _place(named)
    return whole == part or whole.startswith(part + os.sep) or fnmatch.fnmatchcase(whole, part)


def _planned(
    store: Store, documents: Iterable[Document | Failure], tools: Tools, outcome: Outcome
) -> Change:
    """What is to change, noting in ``outcome`` what becomes of each path.

    The order of ``documents`` makes no difference: one text has one path, the first in
    alphabetical order, whichever was seen first.
    """
    from factcheck.updating import Change

    rest = iter(documents)
    first = [*islice(rest, _FEW + 1)]
    again = store.meta("extractor") not in (None, tools.extractor)
    every = again or len(first) > _FEW
    known = {d.sha256: d for d in (store.documents() if every else _alike(store, first))}
    places = {sha: _place(d.path) for sha, d in known.items()}
    seen: dict[str, list[Document | DocumentInfo]] = defaultdict(list)
    current: dict[str, str] = {}
    for item in chain(first, rest):
        if isinstance(item, Failure):
            outcome.failures.append(item)
            continue
        sha = item.sha256
        at_home = sha in known and known[sha].path == item.path
        seen[sha].append(item.info if at_home else item)
        if item.path != STDIN:
            current[_place(item.path)] = sha
    outdated = {sha for sha, place in places.items() if current.get(place, sha) != sha}
    replaced = {places[sha] for sha in outdated}
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
    if again:
        left = [d for sha, d in known.items() if sha not in outdated and sha not in fresh]
        texts = store.texts([d.sha256 for d in left])
        for d in left:
            fresh[d.sha256] = Document(
                texts[d.sha256], d.path, d.title, d.outlet, d.published, d.url
            )
            outcome.again.append(d.path)
    return Change(fresh, outdated - fresh.keys())


def _alike(store: Store, items: Iterable[Document | Failure]) -> list[DocumentInfo]:
    """The documents of ``store`` that have the text or the file's name of one of ``items``."""
    read = [item for item in items if isinstance(item, Document)]
    names = {Path(item.path).name for item in read}
    return documents_like(store.database, {item.sha256 for item in read}, names)


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
