"""The command line as a process: interrupts, pipes, terminals, imports."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _interruptible():
    """A process that was started in the background ignores interrupts, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("last", ["Reading", "Embedding"])
def test_ctrl_c_in_a_build_leaves_the_index_as_it_was(
    environment, factcheck, exported, stories, tmp_path, last
):
    folder = tmp_path / "index"
    first = factcheck("build", f"{stories[0]}/01-meridian-truce-begins.txt", "--index", folder)
    assert first.returncode == 0
    before = exported(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck", "build", *stories, "--index", folder],
        cwd=ROOT,
        env=environment,
        preexec_fn=_interruptible,
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in process.stderr:
        if line.startswith(last):
            process.send_signal(signal.SIGINT)
            break
    rest = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 130
    assert rest.splitlines()[-1].startswith("factcheck: interrupted")
    assert "Traceback" not in rest
    assert exported(folder) == before


def test_a_killed_build_leaves_the_index_as_it_was(environment, exported, own_index, reports):
    before = exported(own_index)
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck", "build", reports, "--index", own_index],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in process.stderr:
        if line.startswith("Embedding"):
            process.kill()
            break
    process.stderr.close()
    assert process.wait(60) == -signal.SIGKILL
    assert exported(own_index) == before


@pytest.mark.parametrize(
    "command", ["report --format json", "claims fixtures/README.md", "query truce --format json"]
)
def test_a_closed_pipe_is_quiet(environment, index, command):
    line = f"{sys.executable} -m factcheck {command} | head -c 1"
    env = {**environment, "FACTCHECK_INDEX": str(index)}
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, env=env, capture_output=True, timeout=60)
    assert len(done.stdout) == 1
    assert done.stderr == b""


def test_hostile_names_and_texts_reach_no_terminal(factcheck, environment, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a\x1b[31m\u202eevil\n.txt").write_text(
        "France said the \x1b]0;owned\x07harbour\x1b[2J was \u202eclosed.\n"
    )
    (folder / "bad\x1b[31m.txt").write_bytes(b"")
    done = factcheck("build", folder, "--index", tmp_path / "index")
    assert done.returncode == 3
    shown = done.stderr.encode()
    for arguments in (["report"], ["status"], ["query", "The harbour was closed."]):
        shown += on_terminal(environment, [*arguments, "--index", tmp_path / "index"])
    shown += on_terminal(environment, ["claims", folder])
    assert b"harbour" in shown
    for hostile in (b"\x1b[31m\xe2", b"\x1b]0", b"\x1b[2J", b"\x07", "\u202e".encode()):
        assert hostile not in shown


def test_data_alone_on_standard_output(factcheck, index):
    done = factcheck("report", "--index", index, "--format", "csv")
    assert done.stderr == ""
    assert done.stdout


def test_a_terminal_gets_a_table_and_progress_bars(environment, reports, index, tmp_path):
    shown = on_terminal(environment, ["build", reports, "--index", tmp_path / "index"])
    assert b"Judging" in shown
    assert b"\xe2\x94\x81" in shown
    assert b"{" not in on_terminal(environment, ["status", "--index", index])


def test_a_query_loads_no_training_framework(environment, index):
    program = (
        "import sys\n"
        "from factcheck.cli.app import run\n"
        f"assert run(['query', 'The truce held.', '--index', {str(index)!r}]) == 0\n"
        "heavy = {'torch', 'spacy', 'transformers', 'sentence_transformers', 'rich', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == "[]\n"
    assert done.stdout.startswith("{")


def test_a_build_with_nothing_new_loads_no_model(environment, index, stories):
    program = (
        "import sys\n"
        "from factcheck.cli.app import run\n"
        f"assert run(['build', *{stories!r}, '--index', {str(index)!r}]) == 0\n"
        "heavy = {'torch', 'spacy', 'transformers', 'onnxruntime', 'tokenizers', 'faiss'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "[]\n"
    assert done.stderr.startswith("Nothing to do: 15 unchanged.")


def on_terminal(environment, arguments):
    """What ``factcheck ARGUMENTS`` writes when all its streams are a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck", *map(os.fspath, arguments)],
        cwd=ROOT,
        env={**environment, "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait(60) is not None
    return shown
