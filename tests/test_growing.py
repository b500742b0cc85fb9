"""Adding documents reads only what they touch, and says what a build from scratch says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from test_building_grown import COUNTS, DEEDS, SPEAKERS, HashJudge, Newsroom, WordEncoder

from factcheck import building, growing, updating
from factcheck.model import Document
from factcheck.opposition import reach
from factcheck.parties import Gazetteer
from factcheck.store import Store, excerpt
from factcheck.tools import Tools

PLACES = tuple(f"{a}{b}" for a in ("Al", "Bre", "Cor", "Dun") for b in ("ton", "vik", "mar"))


@pytest.fixture(scope="module")
def tools() -> Tools:
    judge = HashJudge()
    return Tools(WordEncoder(), judge, judge, Gazetteer.load(), "parser")


class Wire(Newsroom):
    """Reports that come one after the other, a day each, few of them copies of others."""

    def written(self, name: str) -> Document:
        text = " ".join(self._sentences()) + "\n"
        day = f"2031-05-{min(28, 1 + len(self.files)):02d}"
        (self.folder / name).write_text(text)
        self.files[name] = Document(text, name, published=day)
        return self.files[name]

    def _sentences(self) -> Iterator[str]:
        for _ in range(self.rng.randint(1, 5)):
            (who, _, _, _), (other, _, _, _) = self.rng.sample(SPEAKERS, 2)
            place = self.rng.choice(PLACES)
            yield self.rng.choice(
                (
                    f"{who} accused {other} of {self.rng.choice(DEEDS)} near {place}.",
                    f"{who} denied {self.rng.choice(DEEDS)} near {place}.",
                    f"{who} said {self.rng.choice(COUNTS)} were hit in {place}.",
                    f"{who} said {other} was not to blame for {self.rng.choice(DEEDS)}.",
                )
            )


@pytest.fixture
def additions(monkeypatch: pytest.MonkeyPatch) -> list[growing.Addition | None]:
    """What each addition came to, None for one that took the whole index."""
    found: list[growing.Addition | None] = []
    addition = growing.addition

    def noted(*arguments: Any) -> growing.Addition | None:
        found.append(addition(*arguments))
        return found[-1]

    monkeypatch.setattr(updating, "addition", noted)
    return found


def derived(store: Store) -> list[list[Any]]:
    """All that an index keeps for the next build, but what was asked of the encoder."""
    return [
        rows
        for table, columns in (
            ("comparisons", "claim, profile, signature, near, ranks"),
            ("surroundings", "document, mark, near, ranks"),
            ("blocks", "*"),
            ("traits", "*"),
            ("alike", "*"),
            ("summaries", "*"),
            ("companies", "*"),
            ("holders", "*"),
            ("speakers", "*"),
            ("voices", "*"),
            ("oppositions", "*"),
        )
        for rows in [store.database.query(f"SELECT {columns} FROM {table} ORDER BY 1, 2")]
    ]


@pytest.mark.parametrize(("seed", "near"), [(0, 2), (1, 3), (2, 5)])
def test_what_is_added_leaves_what_a_build_from_scratch_leaves(
    seed: int,
    near: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tools: Tools,
    additions: list[growing.Addition | None],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "REACH", near)
    room = Wire(seed, tmp_path, tools)
    with Store.open(tmp_path / "index", create=True) as store:
        start = [room.written(f"{k}.txt") for k in range(near + 4)]
        building.build(store, start, tools, building.Silent())
        additions.clear()
        for step in range(6):
            new = [room.written(f"{step}-{k}.txt") for k in range(room.rng.randint(1, 2))]
            building.build(store, new, tools, building.Silent())
        assert sum(each is not None for each in additions) >= 4
        assert any(each is not None and each.findings is not None for each in additions)
        assert room.report(store) == room.from_scratch()
        with Store.open(tmp_path / "new", create=True) as scratch:
            building.build(scratch, room.files.values(), tools, building.Silent())
            assert derived(store) == derived(scratch)
            assert store.meta("spellings") == scratch.meta("spellings")


def test_a_build_between_two_additions_makes_no_difference(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tools: Tools,
    additions: list[growing.Addition | None],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "REACH", 2)
    room = Wire(11, tmp_path, tools)
    rng = random.Random(11)
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [room.written(f"{k}.txt") for k in range(7)], tools, _silent())
        for step in range(5):
            if step % 2:
                gone = rng.choice(sorted(room.files))
                building.remove(store, [gone], tools, _silent())
                del room.files[gone]
            building.build(store, [room.written(f"new-{step}.txt")], tools, _silent())
            assert room.report(store) == room.from_scratch()
    assert sum(each is not None for each in additions) >= 3


@pytest.mark.parametrize("day", ["2031-05-28", "2031-04-01", None])
def test_a_copy_is_carried_whenever_it_comes(
    day: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tools: Tools
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "REACH", 2)
    room = Wire(3, tmp_path, tools)
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [room.written(f"{k}.txt") for k in range(8)], tools, _silent())
        text = "".join(document.text for document in list(room.files.values())[:4])
        (tmp_path / "copy.txt").write_text(text)
        room.files["copy.txt"] = Document(text, "copy.txt", published=day)
        building.build(store, [room.files["copy.txt"]], tools, _silent())
        assert '"carriers_' in room.report(store)
        assert room.report(store) == room.from_scratch()


def test_a_document_without_claims_is_added(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tools: Tools,
    additions: list[growing.Addition | None],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "REACH", 2)
    room = Wire(6, tmp_path, tools)
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [room.written(f"{k}.txt") for k in range(6)], tools, _silent())
        for text in ("It rained.\n", "The sun shone.\n"):
            room.files[text] = Document(text, text.strip())
            building.build(store, [room.files[text]], tools, _silent())
            assert additions[-1] is not None
            assert additions[-1].rows == additions[-1].around == []
        building.build(store, [room.written("new.txt")], tools, _silent())
        assert additions[-1] is not None
        assert room.report(store) == room.from_scratch()


@pytest.mark.parametrize(
    "column",
    [
        "comparisons.claim",
        "surroundings.document",
        "blocks.document",
        "summaries.document",
        "companies.document",
        "holders.document",
        "speakers.document",
        "voices.id",
        "traits.claim",
        "alike.claim",
    ],
)
def test_what_is_missing_is_made_again(
    column: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tools: Tools,
    additions: list[growing.Addition | None],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "REACH", 2)
    room = Wire(4, tmp_path, tools)
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [room.written(f"{k}.txt") for k in range(6)], tools, _silent())
        table, name = column.split(".")
        store.database.query(
            f"DELETE FROM {table} WHERE {name} = (SELECT max({name}) FROM {table})"
        )
        for name in ("one.txt", "two.txt"):
            building.build(store, [room.written(name)], tools, _silent())
        assert additions[-2] is None
        assert additions[-1] is not None
        assert room.report(store) == room.from_scratch()


@pytest.mark.parametrize(
    "method",
    ["add", "keep_comparisons", "keep_surroundings", "summarise", "note_near", "set_meta"],
)
def test_an_addition_that_failed_at_any_write_changes_nothing(
    method: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tools: Tools,
    additions: list[growing.Addition | None],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "REACH", 2)
    room = Wire(5, tmp_path, tools)
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [room.written(f"{k}.txt") for k in range(6)], tools, _silent())
        before, kept = room.report(store), derived(store)
        new = room.written("new.txt")
        with monkeypatch.context() as patched, suppress(_TornError):
            patched.setattr(excerpt if hasattr(excerpt, method) else store, method, _torn)
            building.build(store, [new], tools, _silent())
        assert additions[-1] is not None
        assert (room.report(store), derived(store)) == (before, kept)
        building.build(store, [new], tools, _silent())
        assert additions[-1] is not None
        assert room.report(store) == room.from_scratch()


class _TornError(Exception):
    """What a write that breaks off raises."""


def _torn(*_: Any, **__: Any) -> None:
    raise _TornError


def _silent() -> building.Progress:
    return building.Silent()
