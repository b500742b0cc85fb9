import json
from dataclasses import replace

from factcheck.report import render
from factcheck.report.as_json import to_json
from factcheck.report.as_jsonl import to_jsonl
from factcheck.report.fields import claim_fields, dumps, plain
from factcheck.report.view import Report


def test_a_claim_has_every_field_of_the_contract(report: Report) -> None:
    fields = claim_fields(report.claims[0])
    assert fields["document"] == {
        "path": "texts/morning.txt",
        "sha256": report.claims[0].document.sha256,
        "title": "Ferry sinks",
        "outlet": "The Kessel Mail",
        "published": "2031-03-04",
        "url": None,
    }
    assert fields["source"] == {"start": 42, "end": 68, "text": "Foreign Minister Ilse Tarn"}
    assert fields["cue"] == {"start": 69, "end": 73, "text": "said"}
    assert fields["content"] == [
        {"start": 74, "end": 129, "text": "“Valdoria has withdrawn every soldier from the valley.”"}
    ]
    assert fields["party"] == {"id": "VAL", "name": "Valdoria"}
    assert (fields["form"], fields["act"], fields["targets"]) == ("direct", "assertion", [])
    assert fields["confidence"] == 0.9123
    assert set(fields) >= {"id", "statement", "speaker"}


def test_what_is_unknown_is_null(report: Report) -> None:
    bare = replace(report.claims[0], source=None, cue=None, party=None, speaker=None)
    fields = json.loads(to_jsonl([bare]))
    assert [fields[name] for name in ("source", "cue", "party", "speaker")] == [None] * 4


def test_offsets_in_the_output_point_at_the_words(report: Report) -> None:
    for line in to_jsonl(report.claims).splitlines():
        claim = json.loads(line)
        text = report.texts[claim["document"]["sha256"]]
        for span in [*claim["content"], claim["source"], claim["cue"], claim["sentence"]]:
            assert span is None or text[span["start"] : span["end"]] == span["text"]


def test_the_report_as_json(report: Report) -> None:
    data = json.loads(to_json(report))
    names = ["oppositions", "claims", "parties", "documents", "near_misses", "run"]
    assert list(data) == names
    assert data["near_misses"] == []
    assert [o["score"] for o in data["oppositions"]] == [0.9346, 0.86, 0.5]
    assert set(data["oppositions"][0]) >= {
        "id",
        "a",
        "b",
        "relation",
        "score",
        "evidence",
        "reason",
    }
    ids = {claim["id"] for claim in data["claims"]}
    assert all(o["a"] < o["b"] and {o["a"], o["b"]} <= ids for o in data["oppositions"])
    assert [party["id"] for party in data["parties"]] == ["UFS", "VAL", "river-guard-front"]
    assert len(data["documents"]) == 2
    assert data["run"]["models"] == {"nli": "small", "embedding": "mini"}


def test_hostile_text_survives_json_unchanged(hostile: Report) -> None:
    written = to_json(hostile)
    written.encode()
    assert not set(written) & set("\x1b\x9b\u202e\u2028")
    assert json.loads(written)["claims"][0]["statement"] == hostile.ordered_claims[0].statement


def test_jsonl_is_one_line_a_claim(hostile: Report) -> None:
    written = to_jsonl(hostile.claims)
    assert len(written.splitlines()) == 2
    assert to_jsonl([]) == ""


def test_plain_values() -> None:
    assert plain({"a": (1, 0.123456, None, True), 2: {"z", "y"}}) == {
        "a": [1, 0.1235, None, True],
        "2": ["y", "z"],
    }
    assert plain([float("nan"), float("inf")]) == [None, None]
    assert dumps({"é": "\u2028"}) == '{"é": "\\u2028"}'


def test_a_value_that_holds_itself_ends() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert dumps(endless).startswith("[[[")


def test_a_finding_carries_its_label(report: Report, labelled: Report) -> None:
    before, after = json.loads(to_json(report)), json.loads(to_json(labelled))
    said = {"label": "wrong", "note": "<b>no</b>", "labelled": "2031-03-06T10:00:00+00:00"}
    before["oppositions"][1] |= said
    assert after == before


def test_a_line_carries_the_labels_of_its_findings(report: Report, labelled: Report) -> None:
    denial = labelled.findings[1].opposition
    rows = [json.loads(line) for line in render(labelled, "jsonl").splitlines()]
    said = {row["id"]: row.pop("labels") for row in rows if "labels" in row}
    assert set(said) == {denial.a, denial.b}
    for labels in said.values():
        assert [(label["finding"], label["label"]) for label in labels] == [(denial.id, "wrong")]
    assert rows == [json.loads(line) for line in render(report, "jsonl").splitlines()]
