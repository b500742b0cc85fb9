"""The annotated stories through the real command line, with the models that ship."""

import csv
import hashlib
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from factcheck.nli.judge import LABELS
from factcheck.nli.selftest import PAIRS

ROOT = Path(__file__).parents[2]
CLAIM = {
    "id": str,
    "document": dict,
    "source": dict | None,
    "cue": dict | None,
    "content": list,
    "statement": str,
    "speaker": str | None,
    "party": dict | None,
    "form": str,
    "act": str,
    "targets": list,
    "confidence": float | int,
}
ACTS = {"assertion", "accusation", "denial", "demand", "promise", "assessment"}
RELATIONS = {
    "contradiction",
    "denial",
    "mutual_blame",
    "numeric_conflict",
    "differing_account",
    "position_change",
}


def check_claim(claim):
    for name, kind in CLAIM.items():
        assert isinstance(claim[name], kind), name
    document = claim["document"]
    assert {"path", "sha256", "title", "outlet", "published", "url"} <= document.keys()
    text = (ROOT / document["path"]).read_bytes().decode("utf-8")
    assert document["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert document["published"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", document["published"])
    assert claim["content"]
    for span in [*claim["content"], claim["source"], claim["cue"]]:
        if span is not None:
            assert 0 <= span["start"] < span["end"] <= len(text)
            assert text[span["start"] : span["end"]] == span["text"]
    assert claim["statement"].strip()
    assert claim["form"] in {"direct", "indirect", "mixed"}
    assert claim["act"] in ACTS
    assert all(isinstance(target, str) for target in claim["targets"])
    assert 0 <= claim["confidence"] <= 1
    if claim["party"] is not None:
        assert claim["party"]["id"]
        assert claim["party"]["name"]


def test_the_report_is_as_the_contract_says(exported, index):
    report = exported(index)
    assert {"oppositions", "claims", "parties", "documents", "run"} <= report.keys()
    assert len(report["documents"]) == 15
    for claim in report["claims"]:
        check_claim(claim)
    claims = {claim["id"]: claim for claim in report["claims"]}
    assert len(claims) == len(report["claims"]) > 100
    assert report["oppositions"]
    for found in report["oppositions"]:
        assert found["a"] < found["b"]
        assert {found["a"], found["b"]} <= claims.keys()
        assert found["relation"] in RELATIONS
        assert 0 <= found["score"] <= 1
        assert found["reason"].strip()
        assert "\n" not in found["reason"]
        for direction in found["evidence"]["nli"].values():
            assert sum(direction.values()) == pytest.approx(1, abs=0.001)
        sides = [claims[found[side]]["party"]["id"] for side in "ab"]
        assert (sides[0] == sides[1]) == (found["relation"] == "position_change")
    scores = [found["score"] for found in report["oppositions"]]
    assert scores == sorted(scores, reverse=True)
    known = {party["id"] for party in report["parties"]}
    assert {claim["party"]["id"] for claim in report["claims"] if claim["party"]} <= known


def test_claims_print_what_the_index_holds(factcheck, exported, index, stories):
    done = factcheck("claims", *stories, "--format", "jsonl")
    assert done.returncode == 0
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    for claim in printed:
        check_claim(claim)
    held = {claim["id"]: claim for claim in exported(index)["claims"]}
    assert {claim["id"]: claim for claim in printed} == held


def test_narration_on_request(factcheck, stories):
    path = f"{stories[0]}/01-meridian-truce-begins.txt"
    rows = [
        json.loads(line)
        for line in factcheck(
            "claims", path, "--narration", "--format", "jsonl"
        ).stdout.splitlines()
    ]
    narrated = [row for row in rows if row["form"] == "narration"]
    assert narrated
    assert all(row["party"] is None for row in narrated)
    assert len(narrated) < len(rows)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "markdown", "html", "csv"])
def test_every_format_of_the_report(factcheck, index, tmp_path, form):
    printed = factcheck("report", "--index", index, "--format", form)
    assert printed.returncode == 0
    assert printed.stderr == ""
    assert len(printed.stdout) > 500
    path = tmp_path / "report.out"
    written = factcheck("report", "--index", index, "--format", form, "--output", path)
    assert written.stdout == ""
    assert path.read_text() == printed.stdout
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_the_name_of_the_output_chooses_the_format(factcheck, index, tmp_path):
    for name, start in (("r.html", "<!doctype html"), ("r.md", "#"), ("r.json", "{")):
        factcheck("report", "--index", index, "--output", tmp_path / name)
        assert (tmp_path / name).read_text().lower().lstrip().startswith(start)


def test_csv_has_a_row_a_finding(factcheck, exported, index):
    rows = list(csv.reader(io.StringIO(factcheck("report", "--index", index, "-f", "csv").stdout)))
    assert len(rows) == 1 + len(exported(index)["oppositions"])


def test_filters_of_the_report(factcheck, exported, index):
    everything = exported(index)
    first = everything["oppositions"][0]
    done = factcheck(
        "report", "--index", index, "-f", "json", "--relation", first["relation"], "--exit-code"
    )
    assert done.returncode == 1
    found = json.loads(done.stdout)["oppositions"]
    assert first in found
    assert {o["relation"] for o in found} == {first["relation"]}
    none = factcheck("report", "--index", index, "-f", "json", "--min-score", "1", "--exit-code")
    assert none.returncode == 0
    assert json.loads(none.stdout)["oppositions"] == []
    party = next(c["party"] for c in everything["claims"] if c["id"] == first["a"])
    by_name = factcheck("report", "--index", index, "-f", "json", "--party", party["name"].upper())
    assert first in json.loads(by_name.stdout)["oppositions"]


def test_a_query(factcheck, index):
    asked = "Russia is to blame for the collapse of the truce"
    done = factcheck("query", asked, "--index", index, "--format", "json", "--exit-code")
    assert done.returncode == 1
    assert done.stderr == ""
    answer = json.loads(done.stdout)
    assert answer["claim"] == asked
    assert answer["matches"]
    for match in answer["matches"]:
        check_claim(match["claim"])
        assert match["stance"] in {"supports", "refutes", "neutral"}
        assert 0 <= match["score"] <= 1
        assert match["relation"] is None or match["relation"] in RELATIONS
    stances = {
        (m["stance"], (m["claim"]["party"] or {}).get("id"))
        for m in answer["matches"]
        if m["claim"]["act"] == "accusation"
    }
    assert ("supports", "USA") in stances
    assert ("refutes", "RUS") in stances
    for tally in answer["parties"]:
        assert {"party", "supports", "refutes", "neutral"} <= tally.keys()
    total = sum(t[s] for t in answer["parties"] for s in ("supports", "refutes", "neutral"))
    assert total == len(answer["matches"])
    lines = factcheck("query", asked, "--index", index, "-f", "jsonl", "-n", "3").stdout
    assert len(lines.splitlines()) == 3
    assert "supports" in factcheck("query", asked, "--index", index, "-f", "table").stdout


def test_show_a_claim_and_a_finding(factcheck, exported, index):
    report = exported(index)
    found, claim = report["oppositions"][0], report["claims"][0]
    shown = json.loads(factcheck("show", found["id"], "--index", index).stdout)
    assert {key: shown[key] for key in found} == found
    assert [c["id"] for c in shown["claims"]] == [found["a"], found["b"]]
    assert json.loads(factcheck("show", claim["id"], "--index", index).stdout) == claim
    card = factcheck("show", claim["id"][:10], "--index", index, "--format", "table").stdout
    assert "⟦" in card


def test_the_environment_names_the_index(factcheck, index, tmp_path):
    done = factcheck("status", env={"FACTCHECK_INDEX": str(index)}, cwd=tmp_path)
    status = json.loads(done.stdout)
    assert len(status["documents"]) == 15
    assert sum(d["claims"] for d in status["documents"]) == status["claims"]
    assert status["models"]["encoder"].startswith("all-MiniLM-L6-v2@")


def test_an_index_in_the_current_directory_is_the_default(factcheck, own_index):
    own_index.rename(own_index.parent / "index")
    done = factcheck("status", cwd=own_index.parent)
    assert json.loads(done.stdout)["index"] == "index"


def test_the_order_of_files_and_builds_makes_no_difference(
    factcheck, exported, index, stories, tmp_path
):
    other = tmp_path / "other"
    files = sorted(f for s in stories for f in (ROOT / s).iterdir() if f.suffix in (".txt", ".md"))
    names = [str(f.relative_to(ROOT)) for f in reversed(files)]
    assert factcheck("build", *names[:6], "--index", other).returncode == 0
    assert factcheck("build", *names[6:], "--index", other).returncode == 0
    printed = [
        factcheck("report", "--index", folder, "--format", "json").stdout
        for folder in (index, other)
    ]
    assert printed[0] == printed[1]


def test_changed_and_removed_files(factcheck, exported, own_index, stories, tmp_path):
    before = exported(own_index)
    folder = tmp_path / "more"
    folder.mkdir()
    path = folder / "harbour.txt"
    path.write_text("Spain accused Portugal of closing the harbour of Vigo.\n")
    assert "1 added" in factcheck("build", folder, "--index", own_index).stderr
    assert statements(exported(own_index), path) == 1
    path.write_text("Spain said the harbour was open. Portugal denied closing the harbour.\n")
    assert "1 replaced" in factcheck("build", folder, "--index", own_index).stderr
    assert statements(exported(own_index), path) == 2
    done = factcheck("build", "--remove", folder, "--index", own_index)
    assert "1 removed" in done.stderr
    assert exported(own_index) == before


def test_an_index_that_is_emptied_still_answers(factcheck, exported, reports, tmp_path):
    folder = tmp_path / "index"
    assert factcheck("build", reports, "--index", folder).returncode == 0
    assert factcheck("build", "--remove", reports, "--index", folder).returncode == 0
    assert exported(folder)["claims"] == []
    done = factcheck("query", "The harbour was closed.", "--index", folder, "--exit-code")
    assert done.returncode == 0
    assert json.loads(done.stdout)["matches"] == []
    assert "No claim" in factcheck("query", "Closed.", "--index", folder, "-f", "table").stdout


def test_a_document_from_standard_input(factcheck, exported, tmp_path):
    folder = tmp_path / "index"
    for text in ("Spain said the harbour was open.\n", "Portugal said the harbour was shut.\n"):
        assert factcheck("build", "-", "--index", folder, text=text).returncode == 0
    assert [d["path"] for d in exported(folder)["documents"]] == ["-", "-"]


def test_a_table_beside_the_documents_is_remembered(factcheck, exported, stories, tmp_path):
    story = tmp_path / "story"
    shutil.copytree(ROOT / stories[1], story, ignore=shutil.ignore_patterns("gold*", "0[3-7]*"))
    folder = tmp_path / "index"
    assert factcheck("build", story, "--index", folder).returncode == 0
    later = tmp_path / "later.txt"
    later.write_text("Varenia accused Kestria of firing at the quay.\n")
    done = factcheck("build", later, "--index", folder)
    assert "again" not in done.stderr
    claim = next(
        c for c in exported(folder)["claims"] if c["document"]["path"].endswith("later.txt")
    )
    assert claim["party"]["id"] == "XVR"
    assert claim["targets"] == ["XKE"]


def test_nli_is_a_filter(factcheck):
    chosen = [PAIRS[0], PAIRS[4], PAIRS[10]]
    extras = [{"id": 7, "x": [1, {"y": 2}]}, {"id": "é"}, {"id": None}]
    pairs = [
        {**extra, "premise": premise, "hypothesis": hypothesis}
        for extra, (premise, hypothesis, _) in zip(extras, chosen, strict=True)
    ]
    given = "\n".join(json.dumps(pair) for pair in pairs) + "\n"
    done = factcheck("nli", text=given)
    assert done.returncode == 0
    assert done.stderr == ""
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    for pair, row in zip(pairs, rows, strict=True):
        assert {key: row[key] for key in pair} == pair
        assert row["entailment"] + row["neutral"] + row["contradiction"] == pytest.approx(1)
    labels = [max(LABELS, key=lambda label: row[label]) for row in rows]
    assert labels == [label for *_, label in chosen]
    whole = json.loads(factcheck("nli", "-", "--format", "json", text=given).stdout)
    assert whole == rows
    broken = factcheck("nli", text=given + "not json\n" + given)
    assert broken.returncode == 3
    assert len(broken.stdout.splitlines()) == 6
    assert "line 4" in broken.stderr


def test_the_doctor_finds_everything_well(factcheck):
    done = factcheck("doctor", "--format", "json")
    assert done.returncode == 0, done.stdout
    assert all(row["ok"] for row in json.loads(done.stdout))
    assert "FAIL" not in factcheck("doctor", "--format", "table").stdout


def statements(report, path):
    return sum(claim["document"]["path"] == str(path) for claim in report["claims"])
