"""``factcheck build`` beside another one, and stopped while processes of its own read."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.cli import app as application

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys
from pathlib import Path
from factcheck.store.lock import only_build
with only_build(Path(sys.argv[1]), create=True):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("more", [[], ["--remove"]])
def test_a_second_build_is_told_who_holds_the_index(reports, tmp_path, capsys, more):
    index = tmp_path / "index"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, index], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"held\n"
        status = application.run(["build", str(reports), "--index", str(index), *more])
    (line,) = capsys.readouterr().err.splitlines()
    assert status == 2
    assert line.startswith(f"factcheck: another build works on the index {index} (process ")
    assert str(other.pid) in line
    assert "run this one again" in line


def test_removing_from_an_index_that_is_not_there_makes_none(tmp_path, capsys):
    index = tmp_path / "index"
    assert application.run(["build", "x.txt", "--remove", "--index", str(index)]) == 2
    assert "there is no index" in capsys.readouterr().err
    assert not index.exists()


@pytest.fixture
def long_reports(tmp_path):
    """Enough to read that processes are started for it."""
    folder = tmp_path / "long"
    folder.mkdir()
    for number in range(40):
        text = f"France said harbour {number} was open. " + "The sea was calm that day. " * 120
        (folder / f"{number}.txt").write_text(text)
    return folder


def test_ctrl_c_stops_a_build_of_many_processes_in_one_line(environment, long_reports, tmp_path):
    index = tmp_path / "index"
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck", "build", long_reports, "--index", index, "--jobs", "2"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and not _kept(index):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    (line,) = [line for line in said.splitlines() if not line.startswith("Reading: ")]
    assert line.startswith("factcheck: interrupted; ")
    assert "the next build goes on from here" in line
    assert 0 < _kept(index) < 40


def _kept(index):
    """How many extractions are on disk."""
    try:
        with closing(sqlite3.connect(f"{index.as_uri()}/factcheck.sqlite?mode=ro", uri=True)) as db:
            return db.execute("SELECT count(*) FROM extractions").fetchone()[0]
    except sqlite3.Error:
        return 0
