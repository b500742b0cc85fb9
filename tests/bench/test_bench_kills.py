"""Builds that are killed, starved of disk and robbed of their cache, in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import building
from factcheck.bench.forks import Forks
from factcheck.bench.kills import BrokenError, Trial, main
from factcheck.model import Document
from factcheck.parties import Gazetteer
from factcheck.store import Store
from factcheck.tools import Tools

ROOT = Path(__file__).parents[2]


def test_nothing_is_lost_in_some_kills(environment, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "factcheck.bench.kills", "--times", "5", "--seed", "11"],
        cwd=ROOT,
        env={**environment, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^[5-7] kills in \d+ s: nothing was lost$", done.stdout, re.MULTILINE)
    for what in ("compared with a build from nothing", "cache of vectors", "disk "):
        assert what in done.stdout
    assert list(tmp_path.glob("factcheck-*")) == []


def test_without_fixtures_it_says_where_to_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["--times", "1"]) == 2
    assert "fixtures/ is not here" in capsys.readouterr().err


@pytest.fixture
def trial(tmp_path, encoder, judge, monkeypatch):
    """A trial whose index holds what it does not expect; its commands are real."""
    forks = Forks.__new__(Forks)
    monkeypatch.setattr(forks, "_folder", tmp_path, raising=False)
    tools = Tools(encoder, judge, judge, Gazetteer.load(), "parser")
    text = "France said the harbour was open."
    with Store.open(tmp_path / "index", create=True) as store:
        building.build(store, [Document(text, "one.txt")], tools, building.Silent())
    return Trial(tmp_path, forks, None, {"one.txt": (text, "")})


def test_what_is_as_it_was_is_no_loss(trial):
    trial.check({"one.txt": 0})
    assert trial.held == {"one.txt": 0}


def test_what_is_lost_is_noticed(trial):
    with pytest.raises(BrokenError, match="the index holds"):
        trial.check({"one.txt": 1})


def test_a_damaged_database_is_noticed(trial):
    path = trial.folder / "index" / "factcheck.sqlite"
    with path.open("r+b") as stream:
        stream.seek(100)
        stream.write(os.urandom(4000))
    with pytest.raises(BrokenError, match="a report ends with status 2"):
        trial.check({})
