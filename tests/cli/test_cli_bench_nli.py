"""The command ``factcheck bench nli``."""

import gzip
import json

import numpy as np
import pytest

from factcheck.cli.app import run
from factcheck.nli import LABELS


class Sure:
    """Says what the hypothesis says."""

    name = "sure"

    def probabilities(self, pairs):
        return np.eye(3, dtype=np.float32)[[LABELS.index(b) for _, b in pairs]]


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """No model is loaded; what was asked for is remembered."""
    remembered = []

    def load(name=None, **options):
        remembered.append((name, options))
        return Sure()

    monkeypatch.setattr("factcheck.nli.load_judge", load)
    return remembered


def line(label, said=None, **fields):
    return json.dumps({"premise": "p", "hypothesis": said or label, "label": label, **fields})


@pytest.fixture
def pairs(tmp_path):
    path = tmp_path / "pairs.jsonl"
    lines = [
        line("entailment", split="test", kind="a"),
        line("neutral", "contradiction", split="test", kind="b"),
        line("contradiction", split="train", kind="b"),
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def verification(tmp_path):
    path = tmp_path / "checks.jsonl.gz"
    lines = [line("entailment", "neutral"), line("contradiction")]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def bench(capsys, *arguments):
    status = run(["bench", "nli", *map(str, arguments)])
    return status, *capsys.readouterr()


def test_figures_as_json(capsys, pairs, verification, asked):
    status, out, err = bench(
        capsys, pairs, verification, "--nli-model", "any/model", "--device", "cpu", "--threads", "2"
    )
    assert (status, err) == (0, "Judging: 5 pairs\n")
    assert asked == [("any/model", {"threads": 2, "device": "cpu", "labels": None})]
    found = json.loads(out)
    assert found["model"] == "sure"
    assert [part["name"] for part in found["files"]] == [str(pairs), str(verification)]
    assert [part["accuracy"] for part in found["files"]] == [0.6667, 0.5]
    assert [part["two_way_accuracy"] for part in found["files"]] == [None, 1.0]
    assert found["together"]["pairs"] == 5
    assert found["together"]["contradiction_precision"] == 0.6667
    assert [p["coverage"] for p in found["together"]["risk_coverage"]] == [
        1,
        0.95,
        0.9,
        0.8,
        0.7,
        0.5,
    ]
    assert found["by"] == []


def test_only_some_pairs_by_a_field(capsys, pairs):
    status, out, _ = bench(capsys, pairs, "--where", "split=test", "--by", "kind")
    found = json.loads(out)
    assert status == 0
    assert found["where"] == {"split": "test"}
    assert found["together"]["pairs"] == 2
    assert [(p["name"], p["accuracy"]) for p in found["by"]] == [("a", 1.0), ("b", 0.0)]


def test_all_conditions_must_hold(capsys, pairs):
    status, out, _ = bench(capsys, pairs, "--where", "split=test", "--where", "kind=b")
    assert (status, json.loads(out)["together"]["pairs"]) == (0, 1)


def test_json_lines_are_a_part_each(capsys, pairs):
    status, out, _ = bench(capsys, pairs, "--by", "kind", "--format", "jsonl")
    rows = [json.loads(text) for text in out.splitlines()]
    assert status == 0
    assert [(r["scope"], r["model"]) for r in rows] == [
        ("file", "sure"),
        ("together", "sure"),
        ("by", "sure"),
        ("by", "sure"),
    ]


def test_a_table(capsys, pairs, verification):
    status, out, _ = bench(capsys, pairs, verification, "--format", "table")
    assert status == 0
    assert out.startswith("model sure\n")
    assert "together" in out
    assert "two-way" in out
    assert "100% (confidence from 1.00)" in out


def test_a_broken_line_is_named_and_the_rest_counts(capsys, pairs):
    good = pairs.read_text().splitlines()
    pairs.write_text("\n".join([good[0], "{\x1b", *good[1:]]))
    status, out, err = bench(capsys, pairs)
    assert status == 3
    assert json.loads(out)["together"]["pairs"] == 3
    assert err.splitlines()[0].startswith(f"factcheck: {pairs}: line 2: not JSON")
    assert "\x1b" not in err


def test_many_broken_lines_do_not_flood_the_screen(capsys, pairs):
    pairs.write_text(pairs.read_text() + "{\n" * 1000)
    status, _, err = bench(capsys, pairs)
    assert status == 3
    assert err.count("\n") == 22
    assert "980 more lines" in err


def test_a_file_that_is_missing_does_not_stop_the_others(capsys, pairs, tmp_path):
    status, out, err = bench(capsys, tmp_path / "no.jsonl", pairs)
    assert status == 3
    assert len(json.loads(out)["files"]) == 1
    assert "no.jsonl" in err.splitlines()[0]


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"{\n[]\n", b"\xff\xfe"])
def test_nothing_usable_is_one_line_and_2(capsys, tmp_path, content, asked):
    path = tmp_path / "pairs\x1b.jsonl"
    if content is not None:
        path.write_bytes(content)
    status, out, err = bench(capsys, path)
    assert (status, out, asked) == (2, "", [])
    assert err.startswith("factcheck: ")
    assert err.count("\n") == 1
    assert "\x1b" not in err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--where", "split"], "FIELD=VALUE"),
        (["--where", "=test"], "FIELD=VALUE"),
        (["--where", "spilt=test"], "name one of kind, label, split"),
        (["--where", "split=tset"], "the values of split are test, train"),
        (["--where", "split=train", "--where", "kind=a"], "split=train and kind=a"),
        (["--by", "phenomenon"], "name one of kind, label, split"),
        (["--format", "csv"], "csv"),
    ],
)
def test_wrong_usage_is_one_line_and_2(capsys, pairs, arguments, word, asked):
    status, out, err = bench(capsys, pairs, *arguments)
    assert (status, out, asked) == (2, "", [])
    assert err.count("\n") == 1
    assert word in err


def test_the_shipped_model_in_a_process(factcheck, pairs):
    done = factcheck("bench", "nli", pairs, "--threads", "1", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["model"].startswith("factcheck-nli-small")
