"""The command ``factcheck bench opposition``."""

import json
import shutil

import pytest

from factcheck.bench import gold
from factcheck.cli.app import run
from factcheck.store import Store

STORY = "fixtures/lenva-patrol-boat"
REPORTS = {
    "one.txt": "The harbour was closed on Monday, ⟦a1.source:France⟧ ⟦a1.cue:said⟧.\n\n"
    "⟦a2.source:France⟧ ⟦a2.cue:accused⟧ Germany of ⟦a2.content:blocking the harbour⟧.\n",
    "two.txt": "⟦b1.source:Germany⟧ ⟦b1.cue:denied⟧ ⟦b1.content:blocking the harbour⟧.\n",
}
CLAIMS = """
[claims.a1]
party = "FRA"
form = "indirect"
act = "assertion"
[claims.a2]
party = "FRA"
form = "indirect"
act = "accusation"
targets = ["DEU"]
[claims.b1]
party = "DEU"
form = "indirect"
act = "denial"
"""
PAIRS = """
[[oppositions]]
a = "a2"
b = "b1"
relation = "denial"
why = "it is denied"
[[negatives]]
a = "a1"
b = "b1"
trap = "different_object"
why = "who closed it is not said"
"""


@pytest.fixture
def story(tmp_path):
    """A story of two short reports."""
    folder = tmp_path / "stories" / "harbour"
    marks = folder / "gold"
    marks.mkdir(parents=True)
    for name, marked in REPORTS.items():
        marked = marked.replace("The harbour was", "⟦a1.content:The harbour was", 1)
        marked = marked.replace("on Monday,", "on Monday⟧,")
        (folder / name).write_text(gold.strip_markup(marked)[0])
        (marks / name.replace(".txt", ".gold")).write_text(marked)
    (marks / "claims.toml").write_text(CLAIMS)
    (marks / "pairs.toml").write_text(PAIRS)
    (folder / "story.toml").write_text('split = "test"\n')
    assert gold.main([str(folder)]) == 0
    return folder


@pytest.fixture
def bench(capsys):
    capsys.readouterr()

    def call(*arguments):
        capsys.readouterr()
        status = run(["bench", "opposition", *map(str, arguments)])
        return status, *capsys.readouterr()

    return call


@pytest.fixture
def indexed(story, tmp_path):
    index = tmp_path / "index"
    assert run(["build", str(story), "--index", str(index)]) == 0
    return index


def test_a_story(bench, story):
    status, out, err = bench(story, "--threads", 1)

    assert status == 0
    assert err == "harbour: 2 reports, 3 claims, 1 finding\n"
    found = json.loads(out)
    assert (found["split"], found["index"]) == (None, None)
    assert found["nli"].startswith("factcheck-nli")
    together = found["together"]
    assert together["claims"]["found"] == {"value": 1.0, "hits": 3, "total": 3}
    assert together["pairs"]["f1"] == 1.0
    assert together["by_relation"]["denial"]["recall"]["hits"] == 1
    assert together["false_alarms"] == {"value": 0.0, "hits": 0, "total": 1}
    assert together["losses"]["found"]["denial"] == 1
    assert {**found["stories"][0], "name": None} == {**together, "name": None}


def test_an_index_tells_the_same(bench, story, indexed):
    _, out, _ = bench(story)
    status, again, err = bench(story, "--index", indexed)

    assert (status, err) == (0, "")
    whole, same = json.loads(out), json.loads(again)
    assert same.pop("index") == str(indexed)
    assert whole.pop("index") is None
    assert whole == same


def test_an_index_that_others_judged(bench, story, indexed):
    with Store.open(indexed) as store:
        store.set_meta(judge="0.0/another-judge/00000000")

    status, out, err = bench(story, "--index", indexed)

    assert status == 0
    assert err.count("\n") == 1
    assert "another-judge" in err
    together = json.loads(out)["together"]
    assert together["pairs"]["f1"] == 1.0
    assert (together["losses"], together["candidate_recall"]) == (None, None)


def test_each_story_has_its_own_parties(bench, story):
    other = story.parent / "dispute"
    shutil.copytree(story, other)
    (other / "parties.toml").write_text(
        '[[party]]\nid = "harbour-board"\nname = "Harbour Board"\nkind = "body"\n'
        'aliases = ["France"]\npeople = []\n'
    )

    status, out, _ = bench(story.parent)

    assert status == 0
    shares = {one["name"]: one["claims"]["party"]["hits"] for one in json.loads(out)["stories"]}
    assert shares == {"dispute": 1, "harbour": 3}


def test_json_lines(bench, story):
    status, out, _ = bench(story, "--format", "jsonl", "--split", "test")

    assert status == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["scope"], row["name"]) for row in rows] == [
        ("story", "harbour"),
        ("together", "together"),
    ]
    assert {row["split"] for row in rows} == {"test"}


def test_a_table(bench, story):
    status, out, _ = bench(story, "--format", "table")

    assert status == 0
    lines = [line.split() for line in out.splitlines()]
    assert ["harbour", "2", "3", "1.000", "1.000", "1.000", "1.000"] in lines
    assert ["denial", "1", "1", "1", "1.000", "1.000", "1.000"] in lines


def wrong(outcome, *words):
    status, out, err = outcome
    assert (status, out) == (2, "")
    assert err.startswith("factcheck: ")
    assert err.count("\n") == 1
    assert "\x1b" not in err
    for word in words:
        assert word in err


def test_no_story_there(bench, tmp_path):
    wrong(bench(tmp_path), "no story is there", "gold.json")
    wrong(bench(tmp_path / "no\x1b[31m"), "cannot be read")


def test_no_story_of_that_split(bench, story):
    wrong(bench(story, "--split", "dev"), "no story there is for dev")


def test_an_unknown_split(bench, story):
    wrong(bench(story, "--split", "held"), "held", "train", "dev", "test", "--help")


def test_no_folder(bench):
    wrong(bench(), "DIR", "--help")


@pytest.mark.parametrize("content", ["{", '{"claims": []}', "[" * 100_000])
def test_damaged_annotation(bench, story, content):
    (story / "gold.json").write_text(content)

    wrong(bench(story), "gold.json" if content != '{"claims": []}' else "damaged")


def test_a_report_changed_since_it_was_annotated(bench, story):
    (story / "two.txt").write_text("Germany confirmed it.\n")

    wrong(bench(story), "is not at its offset")


def test_a_damaged_table_of_parties(bench, story):
    (story / "parties.toml").write_text("[[party]\n")

    wrong(bench(story), "parties.toml")


def test_no_index(bench, story, tmp_path):
    wrong(bench(story, "--index", tmp_path / "no"), "there is no index")


def test_an_index_without_the_reports(bench, story, indexed, tmp_path):
    other = tmp_path / "other"
    assert run(["build", str(story / "one.txt"), "--index", str(other)]) == 0

    wrong(bench(story, "--index", other), "lacks 1 of the 2 reports of harbour", "two.txt")


def test_attribution_is_for_building(bench, story, indexed):
    wrong(bench(story, "--index", indexed, "--attribution", "rules"), "--attribution", "--help")


def test_an_unknown_model(bench, story):
    wrong(bench(story, "--nli-model", story / "nothing"), "nothing")


def test_the_annotated_dispute(bench):
    """Figures of a real run agree with each other."""
    status, out, _ = bench(STORY)

    assert status == 0
    found = json.loads(out)["together"]
    pairs, losses = found["pairs"], found["losses"]
    gold_pairs = pairs["recall"]["total"]
    assert found["claims"]["found"]["value"] > 0.9
    assert sum(row["all"] for row in losses.values()) == gold_pairs
    assert losses["found"]["all"] == pairs["recall"]["hits"] > 0
    assert found["findings"] == found["undecided"] + pairs["precision"]["total"]
    assert sum(b["total"] for b in found["reliability"]) == pairs["precision"]["total"]
    assert sum(b["hits"] for b in found["reliability"]) == pairs["precision"]["hits"]
    assert sum(one["gold"] for one in found["by_relation"].values()) == gold_pairs
    named = sum(row[name] for name, row in found["confusion"].items())
    assert named == found["relation"]["hits"]
    assert found["candidate_recall"]["total"] == gold_pairs - losses["claim_not_found"]["all"]
    assert 0 < pairs["average_precision"] <= pairs["recall"]["value"]
