import json

import pytest


@pytest.fixture
def finding(exported, own_index):
    """The first finding within the reports about Syria."""
    whole = exported(own_index)
    within = {claim["id"] for claim in whole["claims"] if "syria" in claim["document"]["path"]}
    return next(found for found in whole["oppositions"] if found["a"] in within)


def test_a_label_stands_in_the_report_and_outlives_a_build(
    factcheck, exported, own_index, finding, stories
):
    id_ = finding["id"]
    done = factcheck("label", id_[:8], "wrong", "--note", "another <day>", "--index", own_index)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"Finding {id_} is labelled wrong.\n"
    done = factcheck("build", "--remove", stories[1], "--index", own_index)
    assert done.returncode == 0, done.stderr
    whole = exported(own_index)
    (labelled,) = [found for found in whole["oppositions"] if "label" in found]
    assert (labelled["id"], labelled["label"], labelled["note"]) == (id_, "wrong", "another <day>")
    shown = factcheck("show", id_[:8], "--index", own_index, "--format", "table")
    assert "A reviewer calls this finding wrong (" in shown.stdout
    page = factcheck("report", "--index", own_index, "--format", "html").stdout
    assert "A reviewer calls this finding wrong (" in page
    assert "another &lt;day&gt;" in page
    lines = factcheck("report", "--index", own_index, "--format", "jsonl").stdout.splitlines()
    carrying = [row for row in map(json.loads, lines) if "labels" in row]
    assert {row["id"] for row in carrying} == {finding["a"], finding["b"]}
    assert [said["finding"] for row in carrying for said in row["labels"]] == [id_, id_]


def test_labels_are_listed(factcheck, own_index, finding):
    done = factcheck("label", "--list", "--index", own_index, "--format", "table")
    assert done.stdout == "No finding is labelled.\n"
    for judgement in ("unsure", "right"):
        assert factcheck("label", finding["id"], judgement, "--index", own_index).returncode == 0
    done = factcheck("label", "--list", "--index", own_index, "--format", "json")
    (said,) = json.loads(done.stdout)
    assert said["labelled"]
    assert (said["finding"], said["label"], said["note"]) == (finding["id"], "right", "")
    done = factcheck("label", "--list", "--index", own_index, "--format", "table")
    assert finding["id"] in done.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["zzzzzzzz", "right"], "no claim or finding"),
        (["CLAIM", "right"], "is a claim"),
        (["CLAIM"], "name a finding"),
        ([], "name a finding"),
        (["CLAIM", "great"], "great"),
        (["CLAIM", "--list"], "--list"),
    ],
)
def test_wrong_usage_is_one_line_and_2(factcheck, own_index, finding, arguments, word):
    named = [finding["a"] if argument == "CLAIM" else argument for argument in arguments]
    done = factcheck("label", *named, "--index", own_index)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert word in done.stderr
    assert (
        json.loads(factcheck("label", "--list", "--index", own_index, "--format", "json").stdout)
        == []
    )
