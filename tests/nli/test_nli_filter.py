"""``factcheck nli`` as a process: pipes, interrupts, and input that cannot be used."""

from __future__ import annotations

import gzip
import json
import os
import pty
import signal
import subprocess
import sys

import pytest

GOOD = json.dumps({"premise": "no sun", "hypothesis": "it was dry", "id": 1}) + "\n"
COMMAND = [sys.executable, "-m", "factcheck", "nli", "--threads", "1"]


@pytest.fixture
def model(onnx_folder):
    """A folder of weights in which "yes", "maybe" and "no" say what a pair is."""
    return onnx_folder()


def start(environment, model, *arguments, **options):
    """The filter in a process that takes interrupts, also where this one ignores them."""
    return subprocess.Popen(
        [*COMMAND, "--nli-model", model, *map(os.fspath, arguments)],
        env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        | options,
    )


def refused(done, *words):
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("factcheck: ")
    assert done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr
    return True


def test_a_verdict_comes_before_the_next_question(environment, model):
    process = start(environment, model, text=True)
    for number in range(3):
        process.stdin.write(GOOD.replace('"id": 1', f'"id": {number}'))
        process.stdin.flush()
        row = json.loads(process.stdout.readline())
        assert row["id"] == number
        assert row["contradiction"] > row["entailment"]
    process.stdin.write(GOOD.strip())
    assert len(process.communicate(timeout=60)[0].splitlines()) == 1
    assert process.returncode == 0


def test_ctrl_c_while_waiting_for_input(environment, model):
    process = start(environment, model, text=True)
    process.stdin.write(GOOD)
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.startswith("factcheck: interrupted")
    assert err.count("\n") == 1


def test_ctrl_c_while_judging(environment, model, tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text(GOOD * 100_000)
    process = start(environment, model, path, "--threads", "2", text=True)
    assert json.loads(process.stdout.readline())["id"] == 1
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.startswith("factcheck: interrupted")
    assert err.count("\n") == 1
    assert all(line.endswith("}") for line in out.splitlines())


def test_a_reader_that_leaves_is_no_error(environment, model, tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text(GOOD * 2_000)
    command = f"{' '.join(COMMAND)} --nli-model {model} {path} | head -n 1"
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, timeout=60)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_a_broken_line_is_named_and_the_rest_goes_on(factcheck, model):
    done = factcheck(
        "nli",
        "--nli-model",
        model,
        text=GOOD + '{"premise": "a",\n' + "\n" + GOOD + '{"premise": ""}\n',
    )
    assert done.returncode == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 1]
    first, second = done.stderr.splitlines()
    assert first.startswith("factcheck: line 2: not JSON: ")
    assert second.startswith("factcheck: line 5: premise is empty")


def test_binary_junk_is_named_line_by_line(environment, model):
    junk = bytes(range(1, 256)) * 4
    process = start(environment, model)
    out, err = process.communicate(junk, timeout=60)
    assert (process.returncode, out) == (3, b"")
    lines = err.decode().splitlines()
    assert len(lines) == junk.count(b"\n") + 1
    assert all(line.startswith("factcheck: line ") and line.isprintable() for line in lines)


@pytest.mark.parametrize(("form", "out"), [("jsonl", ""), ("json", "[]\n")])
def test_nothing_in_nothing_out(factcheck, model, tmp_path, form, out):
    (tmp_path / "empty.jsonl").touch()
    done = factcheck("nli", "--nli-model", model, tmp_path / "empty.jsonl", "--format", form)
    assert (done.returncode, done.stdout, done.stderr) == (0, out, "")


def test_files_that_cannot_be_used(factcheck, model, tmp_path):
    packed, wide = tmp_path / "pairs.gz", tmp_path / "wide.jsonl"
    packed.write_bytes(gzip.compress(GOOD.encode()))
    wide.write_bytes(GOOD.encode("utf-16"))
    assert refused(
        factcheck("nli", "--nli-model", model, packed),
        "pairs.gz is gzip",
        "gzip -dc FILE | factcheck nli",
    )
    assert refused(
        factcheck("nli", "--nli-model", model, wide), "wide.jsonl is UTF-16", "iconv -f UTF-16"
    )
    assert refused(
        factcheck("nli", "--nli-model", model, tmp_path / "nowhere"), "nowhere: No such file"
    )
    assert refused(factcheck("nli", "--nli-model", model, tmp_path), "Is a directory")
    assert refused(factcheck("nli", "--nli-model", model, "\udce9"), "No such file")
    assert refused(factcheck("nli", "--nli-model", model, ""), "name a file of JSON lines")


def test_standard_input_that_is_closed(environment, model):
    done = subprocess.run(
        ["sh", "-c", f"{' '.join(COMMAND)} --nli-model {model} <&-"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert refused(done, "standard input is closed")


def test_a_pipe_that_does_not_block_is_waited_for(environment, model):
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    process = start(environment, model, stdin=ours)
    os.close(ours)
    with os.fdopen(theirs, "wb", buffering=0) as writer:
        writer.write(GOOD.encode())
        assert json.loads(process.stdout.readline())["id"] == 1
        writer.write(GOOD.encode())
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out.count(b"\n"), err) == (0, 1, b"")


def test_a_terminal_is_told_what_is_awaited(environment, model):
    ours, theirs = pty.openpty()
    process = start(environment, model, stdin=theirs, text=True)
    os.close(theirs)
    assert process.stderr.readline().startswith("Type JSON lines")
    os.write(ours, GOOD.encode())
    assert json.loads(process.stdout.readline())["id"] == 1
    os.write(ours, b"\x04")
    assert process.wait(60) == 0
    process.communicate()
    os.close(ours)


def test_long_texts(factcheck, model):
    long = "the town " * 2_500 + "it fell no dry " + "the town " * 2_500
    rows = [
        {"premise": long, "hypothesis": "it was dry"},
        {"premise": "the sun", "hypothesis": "it was dry " * 40},
        {"premise": "the sun", "hypothesis": "it was dry"},
    ]
    done = factcheck(
        "nli", "--nli-model", model, text="".join(json.dumps(row) + "\n" for row in rows)
    )
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found[0]["contradiction"] > 0.5
    assert [row["hypothesis"] for row in found] == [row["hypothesis"] for row in rows]
    assert done.stderr.startswith("factcheck: line 2: the hypothesis is longer than the model")
    assert done.stderr.count("\n") == 1


def test_the_help_says_what_happens_to_long_texts(factcheck):
    text = " ".join(factcheck("nli", "--help").stdout.split())
    assert "overlapping windows" in text
    assert "cut at its end" in text


def test_a_reader_that_leaves_is_no_finding(environment, model):
    process = start(environment, model)
    process.stdout.close()
    _, err = process.communicate(GOOD.encode() * 5, timeout=60)
    assert (process.returncode, err) == (0, b"")


def test_a_closed_standard_output_is_told(environment, model):
    command = f"{sys.executable} -m factcheck nli --nli-model {model} >&-"
    done = subprocess.run(
        command, shell=True, input=GOOD.encode(), capture_output=True, env=environment, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"standard output is closed" in done.stderr
