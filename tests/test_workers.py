"""Documents read in several processes; all of them are real."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from factcheck import workers
from factcheck.errors import FactcheckError
from factcheck.model import Document
from factcheck.parties import Gazetteer
from factcheck.pieces import read

SENTENCE = "France accused Germany of blocking the harbour of port number {}. "


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture
def documents():
    """Long ones first, so that they end out of order."""
    return [Document(SENTENCE.format(n) * (40 - 8 * n), f"{n}.txt") for n in range(5)]


@pytest.fixture
def worth(monkeypatch):
    monkeypatch.setattr(workers, "WORTH", 1)


def test_two_processes_read_what_one_reads(documents, gazetteer, worth):
    alone = [(n, read(document, gazetteer)) for n, document in enumerate(documents)]
    shared = list(workers.readings(documents, gazetteer, None, jobs=2))
    assert sorted(shared, key=lambda found: found[0]) == alone
    assert multiprocessing.active_children() == []


def test_few_or_short_documents_start_no_process(documents, gazetteer):
    for some in (documents[:1], documents):
        with closing(workers.readings(some, gazetteer, None, jobs=8)) as reading:
            next(reading)
            assert multiprocessing.active_children() == []


def test_a_process_of_one_processor_uses_one():
    told = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
    told += "from factcheck.workers import usable; print(usable())"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True)
    assert done.stdout == b"1\n"


def test_a_reading_that_is_given_up_stops_its_processes(documents, gazetteer, worth):
    with closing(workers.readings(documents[:2], gazetteer, None, jobs=8)) as reading:
        next(reading)
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_killed_is_one_clear_error(gazetteer, worth):
    documents = [Document(SENTENCE.format(n) * 60, f"{n}.txt") for n in range(8)]
    with closing(workers.readings(documents, gazetteer, None, jobs=2)) as reading:
        next(reading)
        os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
        with pytest.raises(FactcheckError, match=r"killed by signal 9 while it read \d.txt"):
            list(reading)
    assert multiprocessing.active_children() == []


class Broken:
    """A tagger that cannot work."""

    name = "broken"

    def __init__(self, error):
        self.error = error

    def tag(self, text, start=0):
        raise self.error


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (FactcheckError("the tagger is lost; find it"), FactcheckError, r"^the tagger is lost; f"),
        (ZeroDivisionError("unforeseen"), RuntimeError, r"(?s)\d.txt: .*ZeroDivisionError: unfo"),
        (MemoryError(), FactcheckError, r"ended with status 1 .* smaller --jobs"),
    ],
)
def test_what_goes_wrong_in_a_worker_is_told(documents, gazetteer, worth, error, kind, said):
    with pytest.raises(kind, match=said):
        list(workers.readings(documents, gazetteer, Broken(error), jobs=2))


READING = """
import sys
from factcheck import workers
from factcheck.model import Document
from factcheck.parties import Gazetteer

if __name__ == "__main__":
    workers.WORTH = 1
    text = "France accused Germany of blocking the harbour. " * 2000
    documents = [Document(text, f"{n}.txt") for n in range(4)]
    print("starting", flush=True)
    try:
        list(workers.readings(documents, Gazetteer.load(), None, jobs=2))
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0])
def test_ctrl_c_stops_all_processes_and_none_complains(environment, tmp_path, seconds):
    process = _reading(environment, tmp_path)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    said, complained = process.communicate(timeout=60)
    assert (process.returncode, said, complained) == (0, "interrupted\n", "")
    assert _none_left(process.pid)


def test_processes_die_with_a_build_that_is_killed(environment, tmp_path):
    process = _reading(environment, tmp_path)
    time.sleep(1.0)
    process.kill()
    _, complained = process.communicate(timeout=60)
    assert _none_left(process.pid)
    assert complained == ""


def _reading(environment, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(READING)
    process = subprocess.Popen(
        [sys.executable, script],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "starting\n"
    return process


def _none_left(group):
    """Whether no process of ``group`` is there any more, within some seconds."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
