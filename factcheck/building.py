"""Building an index: read what is new, extract its claims, embed them, judge the pairs.

Everything of one run is one transaction: an interrupted or failed build leaves the index as
it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from factcheck.documents import Failure, find, front_matter_end, read_found
from factcheck.errors import InputError
from factcheck.model import Claim, Document
from factcheck.nli import Judge, cached
from factcheck.opposition import scan
from factcheck.parties import Gazetteer, read_table
from factcheck.store import Store

if TYPE_CHECKING:
    from factcheck.embedding import Encoder

#: A user's own table of parties, when it lies in a folder of documents.
PARTIES_FILE = "parties.toml"
STDIN = "-"


class Progress(Protocol):
    """Is told how far the build has come."""

    def step(self, what: str, done: int, total: int) -> None:
        """``done`` of ``total`` ``what`` ("files", "claims", "pairs") are finished."""
        ...


@dataclass
class Outcome:
    """What a build did: paths by what became of them, and the totals of the index."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    claims: int = 0
    documents: int = 0
    oppositions: int = 0
    judged: bool = False

    @property
    def changed(self) -> bool:
        """Whether the index is another than before."""
        return bool(self.added or self.replaced or self.removed or self.judged)


@dataclass(frozen=True)
class Tools:
    """The models of a run."""

    encoder: Encoder
    judge: Judge
    gazetteer: Gazetteer
    jobs: int = 1

    @property
    def extractor(self) -> str:
        """What the claims depend on besides the text: tool, parser and parties."""
        from factcheck.parsing import model_name

        return f"{version('factcheck')}/{model_name()}/{self.gazetteer.digest[:16]}"


def party_files(paths: Sequence[str]) -> list[Path]:
    """The ``parties.toml`` files that lie in the folders ``paths`` or beside the files."""
    found: dict[Path, None] = {}
    for item in find(paths):
        if not isinstance(item, Failure) and str(item.path) != STDIN:
            candidate = item.path.parent / PARTIES_FILE
            if candidate not in found and candidate.is_file():
                found[candidate] = None
    return list(found)


def build(
    store: Store,
    paths: Sequence[str],
    tools: Tools,
    progress: Progress,
    tables: Sequence[tuple[str, str]] = (),
) -> Outcome:
    """Bring ``store`` up to date with the files ``paths`` and judge what is new.

    ``tables`` are the users' tables of parties that ``tools`` were made with; the index
    remembers them.

    Raises:
        InputError: ``paths`` name nothing that can be read.
        StoreError: the index was made with another encoder, or is being written.

    """
    items = find(paths)
    outcome = Outcome()
    with store.transaction():
        store.check_models(tools.encoder.name)
        stale = _stale(store, tools)
        fresh = list(_changes(store, items, outcome, stale))
        if not fresh and not outcome.added and len(outcome.failures) == len(items):
            raise InputError(_all_failed(outcome.failures))
        _extract(store, fresh, tools, progress)
        store.set_meta(
            encoder=tools.encoder.name,
            extractor=tools.extractor,
            parties=json.dumps(list(tables)),
        )
        if fresh or outcome.replaced or store.meta("judge") != _judge_key(tools):
            _judge(store, tools, progress)
            outcome.judged = True
    _totals(store, outcome)
    return outcome


def remove(store: Store, paths: Sequence[str], tools: Tools, progress: Progress) -> Outcome:
    """Take the documents read from ``paths`` (files, or folders of them) out of ``store``.

    Raises:
        InputError: a path that names no document of the index.

    """
    outcome = Outcome()
    with store.transaction():
        for path in paths:
            gone = [d for d in store.documents() if _below(d.path, path)]
            if not gone:
                raise InputError(
                    f"{path}: no document of the index has this path; see: factcheck status"
                )
            store.remove([d.sha256 for d in gone])
            outcome.removed += [d.path for d in gone]
        _judge(store, tools, progress)
        outcome.judged = True
    _totals(store, outcome)
    return outcome


def _judge_key(tools: Tools) -> str:
    """What the findings depend on besides the claims."""
    from factcheck.opposition.score import digest

    return f"{tools.judge.name}/{digest()}"


def _below(path: str, named: str) -> bool:
    whole, part = os.path.normpath(path), os.path.normpath(named)
    return whole == part or whole.startswith(part + os.sep)


def _stale(store: Store, tools: Tools) -> list[Document]:
    """The documents whose claims were extracted by another version or with other parties."""
    if store.meta("extractor") in (None, tools.extractor):
        return []
    texts = store.texts([d.sha256 for d in store.documents()])
    return [
        Document(texts[d.sha256], d.path, d.title, d.outlet, d.published, d.url)
        for d in store.documents()
    ]


def _changes(
    store: Store, items: Sequence[object], outcome: Outcome, stale: Sequence[Document]
) -> Iterator[Document]:
    """The documents to extract claims from, noting in ``outcome`` what becomes of each path."""
    known = {d.sha256: d.path for d in store.documents()}
    read: set[str] = set()
    for document in read_found(items):  # type: ignore[arg-type]
        if isinstance(document, Failure):
            outcome.failures.append(document)
            continue
        sha = document.sha256
        if sha in read or (sha in known and known[sha] != document.path):
            outcome.copies.append(document.path)
            continue
        read.add(sha)
        if sha in known:
            outcome.unchanged.append(document.path)
            continue
        before = [d for d in store.by_path(document.path) if document.path != STDIN]
        store.remove([d.sha256 for d in before])
        (outcome.replaced if before else outcome.added).append(document.path)
        yield document
    yield from (d for d in stale if d.sha256 not in read or d.path in outcome.unchanged)


def _extract(store: Store, documents: Sequence[Document], tools: Tools, progress: Progress) -> None:
    """Claims and vectors of ``documents`` into the store."""
    from factcheck.extraction import claims
    from factcheck.parsing import parse_all

    starts = ((d.text, front_matter_end(d.text)) for d in documents)
    found: list[list[Claim]] = []
    for number, (document, doc) in enumerate(zip(documents, parse_all(starts), strict=True), 1):
        found.append(claims(document, doc, tools.gazetteer))
        progress.step("files", number, len(documents))
    statements = [c.statement for each in found for c in each]
    vectors = _embedded(statements, tools, progress)
    start = 0
    for document, each in zip(documents, found, strict=True):
        store.add(document, each, vectors[start : start + len(each)])
        start += len(each)


def _embedded(statements: Sequence[str], tools: Tools, progress: Progress) -> np.ndarray:  # type: ignore[type-arg]
    from factcheck.opposition.texts import comparable

    parts = [np.zeros((0, tools.encoder.dimension), np.float32)]
    texts = [comparable(s, tools.gazetteer) for s in statements]
    for start in range(0, len(texts), 1024):
        parts.append(tools.encoder.encode(texts[start : start + 1024]))
        progress.step("claims", min(start + 1024, len(texts)), len(texts))
    return np.concatenate(parts)


def _judge(store: Store, tools: Tools, progress: Progress) -> None:
    """Judge all candidate pairs; what was judged before comes from the verdict cache."""
    claims = store.claims()
    ids, vectors = store.vectors()
    row = {claim_id: i for i, claim_id in enumerate(ids)}
    ordered = vectors[[row[c.id] for c in claims]] if claims else vectors
    found = scan(
        claims,
        ordered,
        cached(tools.judge, store),
        tools.gazetteer,
        progress=lambda done, total: progress.step("pairs", done, total),
    )
    store.replace_oppositions(found)
    store.set_meta(nli=tools.judge.name, judge=_judge_key(tools))


def _totals(store: Store, outcome: Outcome) -> None:
    outcome.documents = len(store.documents())
    outcome.claims = len(store.vectors()[0])
    outcome.oppositions = len(store.oppositions())


def _all_failed(failures: Sequence[Failure]) -> str:
    if len(failures) == 1:
        return str(failures[0])
    return f"none of the {len(failures)} files could be read; the first: {failures[0]}"


def party_tables(store: Store, files: Sequence[Path]) -> list[tuple[str, str]]:
    """The users' tables of parties, by path: those the index remembers and ``files``, newer last.

    Raises:
        InputError: a file that cannot be read.

    """
    remembered = [tuple(row) for row in json.loads(store.meta("parties") or "[]")]
    tables: dict[str, str] = dict(remembered)
    for path in files:
        tables.pop(str(path), None)
        tables[str(path)] = read_table(path)
    return list(tables.items())
