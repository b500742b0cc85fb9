import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.errors import StoreError
from factcheck.store import Store
from factcheck.store.lock import FILE, HOLDER_FILE, holder, only_build

HOLDING = """
import sys
from pathlib import Path
from factcheck.store.lock import only_build
with only_build(Path(sys.argv[1]), create=True):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(folder):
    """Another process that holds the lock until its standard input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"held\n"
        yield process


def test_another_build_is_told_who_holds_the_lock(folder, other):
    said = f"process {other.pid}, .*, since 2"
    with (
        pytest.raises(StoreError, match=said) as error,
        only_build(folder, create=True, wait=0.1),
    ):
        pytest.fail("two processes hold the lock")
    assert "\n" not in str(error.value)


def test_the_lock_dies_with_its_process(folder, other):
    other.kill()
    assert other.wait() == -signal.SIGKILL
    assert (folder / HOLDER_FILE).exists()
    assert holder(folder) is None
    with only_build(folder, create=True, wait=5):
        assert holder(folder) is None
        assert str(os.getpid()) in (folder / HOLDER_FILE).read_text()


def test_a_second_build_waits_for_the_first(folder, other):
    other.stdin.close()
    with only_build(folder, create=True, wait=30):
        assert other.wait() == 0


def test_a_released_lock_names_nobody(folder):
    with only_build(folder, create=True):
        pass
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_a_folder_that_is_not_there_is_made_only_where_asked(folder):
    with only_build(folder, create=False):
        assert not folder.exists()


def test_a_folder_that_takes_no_file_is_no_failure_of_the_lock(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with only_build(tmp_path / "file" / "index", create=True):
        assert Path(tmp_path / "file").is_file()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_holder_that_cannot_be_read_is_nobody(folder, text):
    folder.mkdir()
    (folder / HOLDER_FILE).write_text(text)
    assert holder(folder) is None


def test_a_busy_database_names_the_build(store, folder, other, make):
    writer = sqlite3.connect(folder / "factcheck.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with (
        Store.open(folder, wait=0.1) as second,
        pytest.raises(StoreError, match=rf"writing .*process {other.pid}"),
    ):
        make.fill(second, 1)
    writer.close()
