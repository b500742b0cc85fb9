import json
import os
import subprocess
import sys


def report(factcheck, index):
    done = factcheck("report", "--index", index, "--format", "json", "--unsure")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_moved_index_reports_the_same_and_is_up_to_date(factcheck, index, stories, tmp_path):
    for name in ("moved.jsonl.gz", "moved.parquet"):
        done = factcheck("export", tmp_path / name, "--index", index)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr.startswith(f"Wrote {tmp_path / name}: ")
        other = tmp_path / f"from-{name}"
        done = factcheck("import", tmp_path / name, "--index", other)
        assert (done.returncode, done.stdout) == (0, "")
        assert report(factcheck, other) == report(factcheck, index)
    done = factcheck("build", *stories, "--index", other)
    assert done.returncode == 0
    assert "Nothing to do" in done.stderr
    assert "Judging" not in done.stderr
    assert factcheck("verify", "--index", other).returncode == 0


def test_an_index_goes_through_a_pipe(factcheck, index, tmp_path):
    done = factcheck("export", "-", "--index", index)
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])["format"] == "factcheck-index"
    done = factcheck("import", "-", "--index", tmp_path / "other", text=done.stdout)
    assert done.returncode == 0, done.stderr
    assert report(factcheck, tmp_path / "other") == report(factcheck, index)


def test_a_pipe_that_is_closed_is_no_error(environment, index):
    command = [sys.executable, "-m", "factcheck", "export", "-", "--index", os.fspath(index)]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.read(10)
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0


def test_what_is_not_right_is_one_line_and_2(factcheck, index, tmp_path):
    (tmp_path / "bad.jsonl").write_text("{}\n")
    for arguments in (
        ["import", tmp_path / "bad.jsonl", "--index", tmp_path / "other"],
        ["import", tmp_path / "none.jsonl", "--index", tmp_path / "other"],
        ["export", tmp_path / "bad.txt", "--index", index],
        ["export", tmp_path / "new.jsonl", "--index", tmp_path / "other"],
    ):
        done = factcheck(*arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.jsonl"]
