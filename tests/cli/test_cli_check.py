"""A draft held against the index of the stories, with the models that ship."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DRAFT = """A week of the truce

Russian and Syrian aircraft bombed hospitals in Aleppo. Grapes were cheap that autumn in Georgia.

Russia’s defence ministry said that Russia did not bomb hospitals.
"""
BOMBED = "Russian and Syrian aircraft bombed hospitals in Aleppo."
GRAPES = "Grapes were cheap that autumn in Georgia."
DENIED = "Russia did not bomb hospitals."


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    path = tmp_path_factory.mktemp("draft") / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def data(factcheck, index, draft):
    """The draft checked, as data."""
    done = factcheck("check", draft, "--index", index, "--format", "json", "--limit", "50")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def claims(found):
    return {row["claim"]["statement"]: row for row in found["claims"]}


def parties(row, stance):
    return {(m["claim"]["party"] or {}).get("id") for m in row["matches"] if m["stance"] == stance}


def test_who_supports_and_who_refutes_each_claim(data):
    found = claims(data)
    assert list(found)[-3:] == [BOMBED, GRAPES, DENIED]
    assert "USA" in parties(found[BOMBED], "supports")
    assert "RUS" in parties(found[BOMBED], "refutes")
    assert "USA" in parties(found[DENIED], "refutes")
    assert "RUS" in parties(found[DENIED], "supports")
    assert found[GRAPES]["matches"] == []
    assert [found[s]["standing"] for s in (BOMBED, GRAPES, DENIED)] == ["both", "untouched", "both"]


def test_the_data_holds_claims_matches_and_places(data, draft):
    for row in data["claims"]:
        claim = row["claim"]
        (span, *_) = claim["content"]
        assert DRAFT[span["start"] : span["end"]] == span["text"]
        assert span["text"].split()[0] in DRAFT.split("\n")[row["line"] - 1]
        assert claim["document"]["path"] == str(draft)
        stances = [m["stance"] for m in row["matches"]]
        assert stances == sorted(stances)
        assert set(stances) <= {"refutes", "supports"}
        for match in row["matches"]:
            assert {"claim", "stance", "score", "relation", "same_party"} <= match.keys()
            assert 0 <= match["score"] <= 1
            text = (ROOT / match["claim"]["document"]["path"]).read_bytes().decode()
            for part in match["claim"]["content"]:
                assert text[part["start"] : part["end"]] == part["text"]
        for stance in ("supports", "refutes"):
            assert sum(tally[stance] for tally in row["parties"]) == stances.count(stance)


def test_a_partys_own_words_elsewhere_are_marked(data):
    row = claims(data)[DENIED]
    assert row["claim"]["party"]["id"] == "RUS"
    for match in row["matches"]:
        assert match["same_party"] == ((match["claim"]["party"] or {}).get("id") == "RUS")
    assert {match["same_party"] for match in row["matches"]} == {True, False}


def test_the_summary_adds_up(data):
    total = data["summary"].pop("claims")
    assert total == len(data["claims"])
    standings = [row["standing"] for row in data["claims"]]
    assert data["summary"] == {
        name: standings.count(name) for name in ("supported", "refuted", "both", "untouched")
    }
    data["summary"]["claims"] = total


def test_lines_hold_a_claim_each(factcheck, index, draft, data):
    done = factcheck("check", draft, "--index", index, "--format", "jsonl", "--limit", "50")
    assert [json.loads(line) for line in done.stdout.splitlines()] == data["claims"]


def test_the_limit_is_of_each_claim_and_hides_nothing_from_the_tallies(
    factcheck, index, draft, data
):
    done = factcheck("check", draft, "--index", index, "--format", "json", "--limit", "1")
    for few, all_ in zip(json.loads(done.stdout)["claims"], data["claims"], strict=True):
        assert few["matches"] == all_["matches"][:1]
        assert (few["parties"], few["standing"]) == (all_["parties"], all_["standing"])


def test_the_authors_own_voice_can_be_left_out(factcheck, index, draft):
    done = factcheck("check", draft, "--index", index, "--format", "json", "--attributed-only")
    assert list(claims(json.loads(done.stdout))) == [DENIED]


def test_a_draft_from_standard_input(factcheck, index, draft, data):
    done = factcheck("check", "-", "--index", index, "--limit", "50", text=DRAFT)
    piped = json.loads(done.stdout)
    assert {row["claim"]["document"]["path"] for row in piped["claims"]} == {"-"}
    assert [row["matches"] for row in piped["claims"]] == [row["matches"] for row in data["claims"]]


def test_an_indexed_report_is_no_witness_to_itself(factcheck, index, stories, tmp_path):
    path = ROOT / stories[0] / "07-meridian-talks-suspended.txt"
    copy = tmp_path / "copy.txt"
    copy.write_bytes(path.read_bytes())
    done = factcheck("check", copy, "--index", index, "--format", "json", "--limit", "100")
    rows = json.loads(done.stdout)["claims"]
    own = rows[0]["claim"]["document"]["sha256"]
    matched = {m["claim"]["document"]["sha256"] for row in rows for m in row["matches"]}
    assert matched
    assert own not in matched


@pytest.mark.parametrize(
    ("text", "status"), [(DRAFT, 1), (GRAPES, 0), ("He told us.\n", 0), (f"{DENIED}\n", 1)]
)
def test_the_exit_status_tells_of_a_refuted_claim(factcheck, index, text, status):
    done = factcheck("check", "-", "--index", index, "--exit-code", text=text)
    assert done.returncode == status
    assert factcheck("check", "-", "--index", index, text=text).returncode == 0


def test_the_table_goes_claim_by_claim(factcheck, index, draft):
    shown = factcheck("check", draft, "--index", index, "--format", "table", "--limit", "50")
    text = shown.stdout
    place = DRAFT.index(BOMBED)
    assert f"{draft.name}, line 3, characters {place}–{place + len(BOMBED)}" in "".join(
        text.split("\n")
    )
    first, second = text.index(BOMBED), text.index(f"): {DENIED}")
    assert first < text.index("- refutes", first) < text.index("+ supports", first) < second
    assert "(same party)" in text[second:]
    assert "(same party)" not in text[:second]
    assert GRAPES not in text
    assert text.rstrip().endswith("(listed with --all).")
    assert "\x1b" not in text


def test_the_table_lists_untouched_claims_on_request(factcheck, index, draft):
    text = factcheck("check", draft, "--index", index, "--format", "table", "--all").stdout
    after = text[text.index(GRAPES) :]
    assert after.split("\n")[1].strip() == "nothing in the index bears on this"
    assert "--all" not in text


def test_the_table_says_how_much_it_leaves_out(factcheck, index, draft, data):
    text = factcheck("check", draft, "--index", index, "--format", "table", "-n", "1").stdout
    row = claims(data)[DENIED]
    left = [match["stance"] for match in row["matches"][1:]]
    parts = [
        f"{left.count(stance)} more {stance if left.count(stance) == 1 else stance[:-1]}"
        for stance in ("refutes", "supports")
        if stance in left
    ]
    assert f"{' and '.join(parts)} it besides; see --limit" in text


def test_hostile_drafts_reach_no_terminal(factcheck, index):
    hostile = "The \x1b]0;owned\x07harbour\x1b[2J was [bold]closed[/bold] by \u202eRussia.\n"
    done = factcheck("check", "-", "--index", index, "--format", "table", "--all", text=hostile)
    assert done.returncode == 0
    assert "harbour" in done.stdout
    assert "[bold]" in done.stdout
    assert not set(done.stdout + done.stderr) & set("\x1b\x07\u202e")


def test_a_draft_without_claims(factcheck, index):
    done = factcheck("check", "-", "--index", index, "--format", "table", text="So what?\n")
    assert (done.returncode, done.stdout) == (0, "The draft makes no claim.\n")
    empty = json.loads(factcheck("check", "-", "--index", index, text="So what?\n").stdout)
    assert empty["claims"] == []
    assert set(empty["summary"].values()) == {0}


def test_the_data_goes_to_a_file(factcheck, index, draft, data, tmp_path):
    path = tmp_path / "checked.json"
    done = factcheck("check", draft, "--index", index, "--limit", "50", "--output", path)
    assert done.stdout == ""
    assert json.loads(path.read_text()) == data


def test_unreadable_files_among_others_are_named(factcheck, index, draft, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\xfa")
    done = factcheck("check", bad, draft, "--index", index, "--attributed-only")
    assert done.returncode == 3
    (complaint,) = (line for line in done.stderr.splitlines() if line.startswith("factcheck:"))
    assert "bad.txt" in complaint
    assert list(claims(json.loads(done.stdout))) == [DENIED]
    refuted = factcheck("check", bad, draft, "--index", index, "--exit-code")
    assert refuted.returncode == 1


def test_a_draft_that_cannot_be_used_is_one_line_and_2(factcheck, index, draft, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    for arguments, word in (
        ([bad, "--index", index], "bad.txt is empty"),
        (["nowhere.txt", "--index", index], "nowhere.txt"),
        ([draft, "--index", tmp_path / "none"], "there is no index"),
        ([draft, "--index", index, "--limit", "0"], "--limit"),
    ):
        done = factcheck("check", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert word in done.stderr


def test_a_table_of_parties_beside_the_draft_is_used(factcheck, index, tmp_path):
    (tmp_path / "parties.toml").write_text(
        '[[party]]\nid = "dock-union"\nname = "Dock Union"\nkind = "body"\naliases = ["dockers"]\n'
    )
    path = tmp_path / "draft.txt"
    path.write_text("The Dock Union said that Russia bombed hospitals.\n")
    done = factcheck("check", path, "--index", index, "--attributed-only")
    (row,) = json.loads(done.stdout)["claims"]
    assert row["claim"]["party"]["id"] == "dock-union"
    assert row["standing"] == "both"
