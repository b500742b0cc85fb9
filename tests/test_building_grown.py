"""An index that grew says what one built from scratch says, to the last byte."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck import building
from factcheck.model import Document
from factcheck.opposition import reach
from factcheck.parties import Gazetteer
from factcheck.report.as_json import to_json
from factcheck.report.of_store import report_of
from factcheck.store import Store
from factcheck.tools import Tools

SPEAKERS = (
    ("France", "French foreign minister Anne Morel", "Morel", "Paris"),
    ("Germany", "German defence minister Karl Brandt", "Brandt", "Berlin"),
    ("Spain", "Spanish spokeswoman Ines Rivas", "Rivas", "Madrid"),
)
DEEDS = ("blocking the harbour", "shelling the old bridge", "breaking the truce")
COUNTS = ("twelve people", "at least 40 people", "25 people", "three boats", "nine boats")


class WordEncoder:
    name = "words"
    dimension = 32

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 32), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[hashlib.md5(word.encode()).digest()[0] % 32] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


class HashJudge:
    """A judge of which every pair has a verdict of its own, many of them contradictions."""

    name = "hashes"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        digests = [hashlib.md5("|".join(pair).encode()).digest() for pair in pairs]
        said = np.array([[d[0] / 3, d[1] / 3, d[2] * 4 + 1.0] for d in digests], np.float32)
        return (said / said.sum(axis=1, keepdims=True)).reshape(-1, 3)


@pytest.fixture(scope="module")
def tools() -> Tools:
    judge = HashJudge()
    return Tools(WordEncoder(), judge, judge, Gazetteer.load(), "parser")


def sentences(rng: random.Random) -> Iterator[str]:
    for _ in range(rng.randint(2, 6)):
        country, full, short, city = rng.choice(SPEAKERS)
        other = rng.choice([s for s in SPEAKERS if s[0] != country])
        who = rng.choice((country, full, short, city))
        yield rng.choice(
            (
                f"{who} accused {other[0]} of {rng.choice(DEEDS)}.",
                f"{who} denied {rng.choice(DEEDS)}.",
                f"{who} said {rng.choice(COUNTS)} were hit in the port.",
                f"{who} said {other[0]} was not to blame for {rng.choice(DEEDS)}.",
            )
        )


class Newsroom:
    """Files that come, change and go, and what an index is told of them."""

    def __init__(self, seed: int, folder: Path, tools: Tools) -> None:
        self.rng, self.folder, self.tools = random.Random(seed), folder, tools
        self.files: dict[str, Document] = {}

    def written(self, name: str) -> Document:
        text = " ".join(sentences(self.rng)) + "\n"
        day = f"2031-05-{self.rng.randint(1, 6):02d}" if self.rng.random() < 0.8 else None
        (self.folder / name).write_text(text)
        self.files[name] = Document(text, name, published=day)
        return self.files[name]

    def step(self, store: Store) -> None:
        names = sorted(self.files)
        what = self.rng.choice(("add", "add", "replace", "remove"))
        if what == "remove" and len(names) > 1:
            gone = self.rng.sample(names, self.rng.randint(1, 2))
            building.remove(store, gone, self.tools, building.Silent())
            for name in gone:
                del self.files[name]
            return
        new = [f"{self.rng.randrange(1000)}.txt" for _ in range(self.rng.randint(1, 3))]
        if what == "replace" and names:
            new = self.rng.sample(names, min(len(names), 2))
        building.build(store, map(self.written, new), self.tools, building.Silent())

    def report(self, store: Store) -> str:
        return to_json(report_of(store, unsure=True))

    def from_scratch(self) -> str:
        with Store.open(self.folder / f"index-{self.rng.random()}", create=True) as store:
            files = list(self.files.values())
            self.rng.shuffle(files)
            building.build(store, files, self.tools, building.Silent())
            return self.report(store)


@pytest.mark.parametrize(("seed", "near"), [(0, 128), (1, 128), (2, 2), (3, 2)])
def test_an_index_that_grew_equals_one_from_scratch(
    seed: int, near: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tools: Tools
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "REACH", near)
    room = Newsroom(seed, tmp_path, tools)
    findings = 0
    with Store.open(tmp_path / "index", create=True) as store:
        for _ in range(8):
            room.step(store)
            assert room.report(store) == room.from_scratch()
            findings = max(findings, len(store.oppositions()))
    assert findings > 5


def test_a_build_that_failed_at_any_write_changes_nothing_and_the_next_makes_it_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tools: Tools
) -> None:
    monkeypatch.chdir(tmp_path)
    room = Newsroom(9, tmp_path, tools)
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [room.written("a.txt"), room.written("b.txt")], tools, _silent())
        for number, method in enumerate(
            (
                "add",
                "remove",
                "keep_comparisons",
                "keep_surroundings",
                "replace_oppositions",
                "set_meta",
            )
        ):
            before = room.report(store)
            new = room.written("a.txt" if number % 2 else f"{number}.txt")
            with monkeypatch.context() as patched, suppress(_TornError):
                patched.setattr(store, method, _torn)
                building.build(store, [new], tools, _silent())
            assert room.report(store) == before
            building.build(store, [new], tools, _silent())
            assert room.report(store) == room.from_scratch()


class _TornError(Exception):
    """What a write that breaks off raises."""


def _torn(*_: Any, **__: Any) -> None:
    raise _TornError


def _silent() -> building.Progress:
    return building.Silent()


def test_what_a_document_does_not_touch_is_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tools: Tools
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reach, "REACH", 2)
    room = Newsroom(6, tmp_path, tools)
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [room.written(f"{k}.txt") for k in range(12)], tools, _silent())
        written = {"keep_comparisons": 0, "keep_surroundings": 0}
        for method in written:
            monkeypatch.setattr(store, method, _counted(store, method, written))
        building.build(store, [room.written("new.txt")], tools, _silent())
        assert 0 < written["keep_comparisons"] < len(store.claims())
        assert 0 < written["keep_surroundings"] < len(store.documents())
        assert room.report(store) == room.from_scratch()


def _counted(store: Store, method: str, written: dict[str, int]) -> Callable[..., None]:
    keep = getattr(store, method)

    def counted(rows: Iterable[Any], *more: Any) -> None:
        kept = list(rows)
        written[method] = len(kept)
        keep(kept, *more)

    return counted


def test_adding_a_document_asks_only_about_pairs_with_its_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked: list[tuple[str, str]] = []

    class Noting(HashJudge):
        def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
            asked.extend(pairs)
            return super().probabilities(pairs)

    tools = Tools(WordEncoder(), Noting(), Noting(), Gazetteer.load(), "parser")
    room = Newsroom(5, tmp_path, tools)
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [room.written(f"{k}.txt") for k in range(6)], tools, _silent())
        asked.clear()
        text = "France accused Germany of breaking the truce in the harbour of Brest.\n"
        (tmp_path / "new.txt").write_text(text)
        building.build(store, [Document(text, "new.txt")], tools, _silent())
    assert asked
    assert all("Brest" in "".join(pair) for pair in asked)
