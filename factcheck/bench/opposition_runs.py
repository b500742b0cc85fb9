"""Has an index say who opposes whom in annotated stories: one for each, or one given."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.bench.gold import Story
from factcheck.bench.opposition import StoryResult, result
from factcheck.bench.opposition_stories import read_story
from factcheck.bench.opposition_trace import Trace, trace
from factcheck.errors import InputError
from factcheck.opposition.weights import threshold

if TYPE_CHECKING:
    from factcheck.model import Claim
    from factcheck.store import Store
    from factcheck.tools import Tools


def built(
    folders: Sequence[Path],
    tools: Tools,
    told: Callable[[StoryResult, int], None] | None = None,
) -> Iterator[StoryResult]:
    """Build an index of each story by itself, with its own parties, and judge what it finds.

    ``tools`` are used but for their parties, which come from each story.  ``told`` hears of each
    story and of how many claims were read in it.

    Raises:
        InputError: a story's annotation, parties or reports cannot be used.

    """
    stories = [(folder, read_story(folder)) for folder in folders]
    for folder, story in stories:
        with tempfile.TemporaryDirectory() as temporary:
            claims, found = _built(folder, story, Path(temporary), tools)
        if told is not None:
            told(found, claims)
        yield found


def _built(folder: Path, story: Story, index: Path, tools: Tools) -> tuple[int, StoryResult]:
    from factcheck import building, reading
    from factcheck.store import Store
    from factcheck.tools import gazetteer

    paths = [str(folder / name) for name in story.texts]
    tables = reading.tables(paths)
    own = replace(tools, gazetteer=gazetteer(tables))
    with Store.open(index, create=True) as store:
        outcome = building.build(store, reading.documents(paths), own, building.Silent(), tables)
        if outcome.failures:
            raise InputError(str(outcome.failures[0]))
        _require(store, story)
        claims = store.claims()
        found = result(
            story, claims, store.oppositions(threshold()), traced=_traced(store, claims, own)
        )
    return len(claims), found


@dataclass(frozen=True)
class Indexed:
    """What an index finds in the stories; ``nli`` and ``encoder`` are those it was built with.

    ``stale`` says that its findings were not ``judged_by`` these tools: then no step of the
    engine is retraced.
    """

    results: list[StoryResult]
    nli: str | None
    encoder: str | None
    judged_by: str
    stale: bool


def indexed(folders: Sequence[Path], index: Path, load: Callable[[Store], Tools]) -> Indexed:
    """Judge what an index that was built from the stories' reports finds in them.

    ``load`` names the tools for the open index.

    Raises:
        InputError: a story's annotation cannot be used, or the index lacks one of its reports.
        StoreError: the index is missing, or was made with another encoder.

    """
    from factcheck.store import Store

    stories = [read_story(folder) for folder in folders]
    annotated = frozenset(sha for story in stories for sha in story.sha256s)
    with Store.open(index) as store:
        for story in stories:
            _require(store, story)
        tools = load(store)
        store.check_models(tools.encoder.name)
        claims, findings = store.claims(), store.oppositions(threshold())
        judged_by = store.meta("judge")
        stale = judged_by != tools.judged_by
        traced = None if stale else _traced(store, claims, tools)
        return Indexed(
            [
                result(story, claims, findings, traced=traced, annotated=annotated)
                for story in stories
            ],
            store.meta("nli"),
            store.meta("encoder"),
            judged_by or "something unknown",
            stale,
        )


def _traced(store: Store, claims: Sequence[Claim], tools: Tools) -> Trace:
    ids, vectors = store.vectors()
    place = {id_: row for row, id_ in enumerate(ids)}
    rows = vectors[[place[claim.id] for claim in claims]]
    return trace(claims, rows, tools.models(store), tools.gazetteer)


def _require(store: Store, story: Story) -> None:
    """Raise ``InputError`` where the index lacks a report of the story."""
    held = {document.sha256 for document in store.documents()}
    lacking = sorted(name for sha, name in story.sha256s.items() if sha not in held)
    if lacking:
        raise InputError(
            f"the index {store.folder} lacks {len(lacking)} of the {len(story.texts)} reports of "
            f"{story.name} ({lacking[0]}, as it is now); add them with factcheck build, or leave "
            "--index out"
        )
