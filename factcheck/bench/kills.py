"""``python -m factcheck.bench.kills``: builds are killed at random, and what is left is checked.

Short reports from the fixtures are put into an index, replaced and taken out again.  Each build
is killed at a random instant of its run, or right after it has written something, some times
over; then it may end.  What must hold after each kill is in :meth:`Trial.check`: the next
command works, the database is sound, the index is whole, that of the last build that ended or
already that of the one that was killed, and no process is left.  Where a build ended, the report
is the one that a build from nothing gives.  In between files cannot grow, as on a full disk, and
the cache of vectors is torn.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.bench.forks import Done, Forks, HangingError
from factcheck.errors import InputError
from factcheck.model import Document

FIXTURES = Path("fixtures")
STORIES = ("syria-truce-2016", "lenva-patrol-boat")
#: Reports of each story, those of a first build, and their least length in characters.
_EACH, _FIRST, _LENGTH = 2, 3, 420
#: Most kills of one build before it may end; the share that is starved of disk before that.
_AGAIN, _STARVED = 3, 0.3
#: The share of kills where documents are read by processes of their own.
_SHARED = 0.1
#: Of the changes of the database's log the last that a kill waits for: a removal makes few.
_WRITES = (2, 4, 12)
#: Seconds from a write to its kill, at most.
_AFTER = 0.003
_QUERY = "The truce was broken."

#: Names of reports, and which of their two versions is meant.
State = dict[str, int]


class BrokenError(Exception):
    """Something that must hold after a kill does not."""


@dataclass
class Trial:
    """An index in ``folder`` that is built by ``forks``, killed and checked.

    ``texts`` are the two versions of each report, by name; ``held`` is what the last build that
    ended put into the index, ``tally`` counts what was done.
    """

    folder: Path
    forks: Forks
    chance: random.Random
    texts: dict[str, tuple[str, str]]
    held: State = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    _seconds: dict[str, float] = field(default_factory=dict)
    _reports: dict[str, Any] = field(default_factory=dict)

    def change(self) -> None:
        """Starve or kill one change of the index some times over, then let it end; check it all.

        Raises:
            BrokenError: something does not hold.

        """
        absent = sorted(self.texts.keys() - self.held)
        kinds = ["replacing", "removing"] if len(self.held) > 1 else []
        kind = self.chance.choice(["first", *kinds, *(["adding"] if self.held and absent else [])])
        target = dict(self.held)
        if kind == "first":
            shutil.rmtree(self.folder / "index", ignore_errors=True)
            self.held = {}
            target = dict.fromkeys(self.chance.sample(sorted(self.texts), _FIRST), 0)
        name = self.chance.choice(absent if kind == "adding" else sorted(target))
        if kind == "removing":
            del target[name]
            command = ["build", f"reports/{name}", "--remove"]
        else:
            if kind != "first":
                target[name] = 1 - target.get(name, 1)
            command = ["build", "reports"]
        self._write({**self.held, **target})
        command += ["--index", "index", "--threads", "1"]
        if not self.tally["disk full"] or self.chance.random() < _STARVED:
            self._starve(command, target)
        for _ in range(self.chance.randint(1, _AGAIN)):
            if self.held == target:
                break
            self._kill(command, kind, target)
        if self.held != target:
            done = self._succeeding(command)
            self._seconds[kind] = done.seconds
            self.held = target
            self.check(target)
        self._compare()

    def check(self, target: State) -> None:
        """What must hold after a kill, where the index may be ``held`` still, or ``target``.

        Raises:
            BrokenError: it does not hold.

        """
        done = self.forks.run(["report", "--format", "json", "--index", "index"])
        if done.status == 2 and not self.held and "there is no index" in done.errors:
            return
        _must(done.status == 0, f"a report ends with status {done.status}: {done.errors}")
        report = json.loads(done.output)
        found = {Path(d["path"]).name: self._version(d) for d in report["documents"]}
        _must(
            found in (self.held, target),
            f"the index holds {found}, neither {self.held} nor {target}",
        )
        self.held = found
        with closing(sqlite3.connect(self.folder / "index" / "factcheck.sqlite")) as database:
            sound = database.execute("PRAGMA integrity_check").fetchall()
            dangling = database.execute("PRAGMA foreign_key_check").fetchall()
        _must(sound == [("ok",)] and not dangling, f"the database: {sound}, {dangling}")
        known = self._reports.get(_key(self.held))
        _must(
            known in (None, _told(report)),
            f"the report of {self.held} is not that of a build from nothing",
        )

    def tear(self) -> None:
        """Damage the cache of vectors in some way; the answer to a query must not change.

        Raises:
            BrokenError: it does.

        """
        ask = ["query", _QUERY, "--format", "json", "--index", "index"]
        whole = self._succeeding(ask).output
        path = self.folder / "index" / "claims.faiss"
        data = bytearray(path.read_bytes())
        way = self.chance.choice(("truncated", "flipped", "lengthened"))
        if way == "truncated":
            del data[self.chance.randrange(len(data)) :]
        elif way == "flipped":
            for _ in range(self.chance.randint(1, 20)):
                data[self.chance.randrange(len(data))] ^= self.chance.randint(1, 255)
        else:
            data += b"x"
        path.write_bytes(data)
        self.tally[f"cache of vectors {way}"] += 1
        _must(self._succeeding(ask).output == whole, f"a query answers otherwise: cache {way}")

    def _kill(self, command: Sequence[str], kind: str, target: State) -> None:
        """Kill ``command`` at some instant, unless it ends before, and check."""
        shared = kind != "removing" and self.chance.random() < _SHARED
        jobs = ["--jobs", "2" if shared else "1"]
        by_write = self.chance.random() < 0.5
        until = self._written() if by_write else self._passed(self._seconds.get(kind, 2.0))
        pid = self.forks.start([*command, *jobs], shared=shared)
        if self.forks.wait(pid, until):
            os.kill(pid, signal.SIGKILL)
        done = self.forks.ended(pid)
        _must(
            done.status in (0, -signal.SIGKILL), f"a build ends with {done.status}: {done.errors}"
        )
        if done.status == 0:
            self.held = target
            self._seconds[kind] = done.seconds
            self.tally["ended before its kill"] += 1
        else:
            self.kills += 1
            self.tally[
                f"killed while {kind}" if kind != "first" else "killed in a first build"
            ] += 1
            self.tally["killed at any instant" if not by_write else "killed after a write"] += 1
            self.tally["killed with worker processes"] += shared
        before = self.held
        self.check(target)
        self.tally["killed after its transaction"] += self.held != before

    def _starve(self, command: Sequence[str], target: State) -> None:
        """Run ``command`` where no file can grow past some size: one clear line, nothing lost."""
        files = (self.folder / "index").glob("factcheck.sqlite*")
        size = max((path.stat().st_size for path in files), default=0)
        limit = self.chance.randint(8_192, size + 100_000)
        done = self.forks.ended(self.forks.start([*command, "--jobs", "1"], limit=limit))
        said = [line for line in done.errors.splitlines() if line.startswith("factcheck: ")]
        clear = done.status == 0 or (done.status == 2 and len(said) == 1)
        _must(clear and "Traceback" not in done.errors, f"a full disk: {done.status} {done.errors}")
        self.tally["disk full" if done.status else "disk just large enough"] += 1
        if done.status == 0:
            self.held = target
        self.check(target)

    def _compare(self) -> None:
        """The index against one built from nothing elsewhere."""
        self._write(self.held)
        if _key(self.held) not in self._reports:
            elsewhere = ["--index", "elsewhere"]
            done = self._succeeding(
                ["build", "reports", "--jobs", "1", "--threads", "1", *elsewhere]
            )
            self._seconds.setdefault("first", done.seconds)
            report = self._succeeding(["report", "--format", "json", *elsewhere])
            self._reports[_key(self.held)] = _told(json.loads(report.output))
            shutil.rmtree(self.folder / "elsewhere")
        self.check(self.held)
        with closing(sqlite3.connect(self.folder / "index" / "factcheck.sqlite")) as database:
            (rows,) = database.execute("SELECT count(*) FROM extractions").fetchone()
        _must(rows == 0, f"{rows} extractions are left that no build needs")
        self.tally["compared with a build from nothing"] += 1

    def _succeeding(self, command: Sequence[str]) -> Done:
        done = self.forks.run(command)
        _must(done.status == 0, f"{command[0]} ends with status {done.status}: {done.errors}")
        return done

    def _passed(self, most: float) -> Callable[[], bool]:
        """Whether a random part of ``most`` seconds, counted from now, is over."""
        late = time.monotonic() + self.chance.uniform(0, most)
        return lambda: time.monotonic() > late

    def _written(self) -> Callable[[], bool]:
        """Whether the database's log has changed a random number of times, just now."""
        log = self.folder / "index" / "factcheck.sqlite-wal"
        left = self.chance.randint(1, self.chance.choice(_WRITES))
        after = self.chance.uniform(0, _AFTER)
        last = _stamp(log)

        def changed() -> bool:
            nonlocal left, last
            now = _stamp(log)
            left -= now != last
            last = now
            if not left:
                time.sleep(after)
            return not left

        return changed

    def _write(self, state: State) -> None:
        """Make the reports those of ``state``."""
        place = self.folder / "reports"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name, version in state.items():
            (place / name).write_text(self.texts[name][version], encoding="utf-8")

    def _version(self, document: dict[str, Any]) -> int:
        """Which version of its report a document is; -1 for neither."""
        hashes = [Document(text, "").sha256 for text in self.texts[Path(document["path"]).name]]
        return hashes.index(document["sha256"]) if document["sha256"] in hashes else -1


def run(times: int, seed: int, folder: Path, fixtures: Path = FIXTURES) -> Trial:
    """Kill builds ``times`` times in ``folder``, which is made.

    Raises:
        InputError: the fixtures are not here.
        BrokenError: something that must hold does not.
        HangingError: a command does not end.

    """
    texts = _texts(fixtures)
    forks = Forks(folder, "\n\n".join(longer for _, longer in texts.values()))
    trial = Trial(folder, forks, random.Random(seed), texts)
    while trial.kills < times:
        trial.change()
        trial.tear()
        print(f"{trial.kills} kills; the index holds {_key(trial.held)}", flush=True)
    return trial


def _texts(fixtures: Path) -> dict[str, tuple[str, str]]:
    """The openings of some reports, and the same with a paragraph more, by name."""
    found = {}
    for story in STORIES:
        for path in sorted((fixtures / story).glob("0*.txt"))[:_EACH]:
            text = path.read_text(encoding="utf-8")
            end = text.find("\n\n", _LENGTH)
            found[path.name] = (text[:end] + "\n", text[: text.find("\n\n", end + 2)] + "\n")
    if not found:
        raise InputError("fixtures/ is not here; run this from the root of the repository")
    return found


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise BrokenError(otherwise)


def _key(state: State) -> str:
    return ", ".join(f"{name} ({version + 1})" for name, version in sorted(state.items()))


def _told(report: dict[str, Any]) -> dict[str, Any]:
    """What a report says of the dispute, without what it says of its own making."""
    return {key: value for key, value in report.items() if key != "run"}


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_size, found.st_mtime_ns


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill some builds; the exit status is 1 where something does not hold, 2 without fixtures."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.bench.kills", description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how many builds are killed")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="factcheck-kills-"))
    began = time.monotonic()
    print(f"seed {asked.seed}", flush=True)
    try:
        trial = run(asked.times, asked.seed, folder)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except (BrokenError, HangingError) as error:
        print(f"{error}\nit is in {folder} as it was left", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    for what, times in sorted(trial.tally.items()):
        print(f"{times:5} {what}")
    print(f"{trial.kills} kills in {time.monotonic() - began:.0f} s: nothing was lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
