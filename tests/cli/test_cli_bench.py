"""The command ``factcheck bench``."""

import json

import pytest

from factcheck.attribution import card
from factcheck.cli.app import run

TEXT = "The minister said that the border was open."
SPANS = {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 42]]}
NO_SOURCE = {"source": [], "cue": [[0, 3]], "content": [[4, 12]]}


@pytest.fixture
def annotated(tmp_path):
    """Annotated articles: one attribution that is found, one that is not."""
    rows = [{"text": TEXT, "attributions": [SPANS, NO_SOURCE]}, {"text": "", "attributions": []}]
    path = tmp_path / "dev.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def without_weights(tmp_path, monkeypatch):
    """The tagger's folder is elsewhere, where there is nothing."""
    folder = tmp_path / "nothing"
    monkeypatch.setattr(card, "FOLDER", folder)
    monkeypatch.setattr(card.read_card, "__defaults__", (folder,))
    return folder


def bench(capsys, *arguments):
    status = run(["bench", "attribution", *map(str, arguments)])
    return status, *capsys.readouterr()


@pytest.mark.parametrize("method", ["joined", "rules"])
def test_figures_as_json(capsys, annotated, method):
    status, out, err = bench(capsys, annotated, "--format", "json", "--attribution", method)
    assert (status, err) == (0, "")
    fields = json.loads(out)
    assert set(fields) == {"exact", "words", "linked_exact", "linked_accuracy", "words_per_second"}
    assert fields["exact"]["source"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert fields["exact"]["content"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert fields["linked_exact"]["f1"] == 0.6667
    assert fields["linked_accuracy"] == 1.0
    assert isinstance(fields["words_per_second"], int)


def test_json_is_what_another_program_gets(capsys, annotated):
    status, out, _ = bench(capsys, annotated, "--attribution", "rules")
    assert status == 0
    assert json.loads(out)["exact"]["cue"]["recall"] == 0.5


def test_json_lines(capsys, annotated):
    status, out, _ = bench(capsys, annotated, "--attribution", "rules", "--format", "jsonl")
    assert status == 0
    assert out.count("\n") == 1
    assert json.loads(out)["exact"]["cue"]["recall"] == 0.5


def test_a_table(capsys, annotated):
    status, out, _ = bench(capsys, annotated, "--attribution", "rules", "--format", "table")
    assert status == 0
    lines = out.splitlines()
    assert lines[0].split() == ["precision", "recall", "F1"]
    assert lines[1].split() == ["source,", "exact", "1.000", "1.000", "1.000"]
    assert [line.split(",")[0] for line in lines[1:8]] == [
        *("source", "cue", "content") * 2,
        "linked",
    ]
    assert lines[7].split() == ["linked,", "exact", "1.000", "0.500", "0.667"]
    assert lines[8] == "right source, where the content is found: 1.000"
    assert lines[9].startswith("words a second, one core: ")
    assert len(lines) == 10
    assert max(map(len, lines)) <= 80


def test_hand_marked_cases(capsys, tmp_path):
    path = tmp_path / "dev.gold"
    path.write_text(
        "⟦a1.source:The minister⟧ ⟦a1.cue:said⟧ ⟦a1.content:that the border was open⟧.\n"
    )
    status, out, _ = bench(capsys, path, "--attribution", "rules")
    assert status == 0
    assert json.loads(out)["linked_exact"]["f1"] == 1.0


def test_rules_need_no_weights(capsys, annotated, without_weights):
    status, _, err = bench(capsys, annotated, "--attribution", "rules")
    assert (status, err) == (0, "")
    status, out, err = bench(capsys, annotated)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "--attribution rules" in err


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("no.jsonl", None, "cannot be read"),
        ("no.jsonl.gz", None, "cannot be read"),
        ("no.gold", None, "cannot be read"),
        ("bad.jsonl", b"\xff\xfe", "cannot be read"),
        ("bad.jsonl.gz", b"no gzip", "cannot be read"),
        ("bad.jsonl", b'{"text": "a", "attributions": []}\n[]\n', "bad.jsonl:2: "),
        ("bad\x1b[31m.jsonl", b"{", ":1: "),
        ("bad.gold", "⟦a1.content:x".encode(), "bad.gold:1: "),
    ],
)
def test_what_cannot_be_read_is_one_line_and_2(capsys, tmp_path, name, content, word):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    status, out, err = bench(capsys, path, "--attribution", "rules")
    assert (status, out) == (2, "")
    assert err.startswith("factcheck: ")
    assert err.count("\n") == 1
    assert word in err
    assert "\x1b" not in err


def test_a_folder_is_one_line_and_2(capsys, tmp_path):
    status, out, err = bench(capsys, tmp_path)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "cannot be read" in err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["attribution"], "FILE"),
        (["attribution", "a.jsonl", "--attribution", "guess"], "guess"),
        (["attribution", "a.jsonl", "--format", "csv"], "csv"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_usage_is_one_line_and_2(capsys, arguments, word):
    status = run(["bench", *arguments])
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert word in err
    assert "factcheck bench" in err
    assert "--help" in err


def test_an_empty_file_has_nothing_to_be_right_about(capsys, tmp_path):
    path = tmp_path / "dev.jsonl"
    path.write_text("\n")
    status, out, _ = bench(capsys, path, "--attribution", "rules")
    assert status == 0
    assert json.loads(out)["words_per_second"] == 0


def test_parties_of_a_file_that_cannot_be_read(capsys, annotated, tmp_path):
    missing = tmp_path / "no.jsonl"
    status = run(["bench", "parties", str(missing), str(annotated), "--attribution", "rules"])
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "no.jsonl" in err
