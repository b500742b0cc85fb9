import json
import sqlite3

import pytest


@pytest.fixture
def damage(own_index):
    def damage(*statements):
        raw = sqlite3.connect(own_index / "factcheck.sqlite")
        with raw:
            for statement in statements:
                raw.execute(statement)
        raw.close()

    return damage


def test_a_built_index_agrees(factcheck, index):
    done = factcheck("verify", "--index", index, "--format", "table")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{index}: everything agrees.\n"


def test_faults_are_lines_with_status_2_and_a_repair_mends_them(
    factcheck, own_index, exported, damage
):
    before = exported(own_index)
    # Where a query was asked of the index before, the cache differs from the damaged vectors too.
    (own_index / "claims.faiss").unlink(missing_ok=True)
    damage(
        "UPDATE vectors SET vector = zeroblob(1536) WHERE rowid <= 2",
        "UPDATE verdicts SET neutral = 5 WHERE key = (SELECT min(key) FROM verdicts)",
    )
    done = factcheck("verify", "--index", own_index, "--format", "table")
    assert done.returncode == 2
    assert done.stdout.count("\n") == 3
    assert done.stdout.count(f"; run: factcheck verify --repair --index {own_index}") == 3
    assert done.stderr == f"factcheck: {own_index}: 3 faults; each says what mends it\n"
    done = factcheck("verify", "--repair", "--index", own_index, "--format", "table")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("mended: ") == 3
    assert factcheck("verify", "--index", own_index).returncode == 0
    assert exported(own_index) == before


def test_faults_as_data(factcheck, own_index, damage):
    damage("UPDATE documents SET text = 'x' WHERE rowid = 1")
    done = factcheck("verify", "--index", own_index, "--format", "json")
    said = json.loads(done.stdout)
    assert done.returncode == 2
    assert (said["index"], said["agrees"], said["mended"]) == (str(own_index), False, [])
    (fault,) = said["faults"]
    assert (fault["table"], fault["mend"]) == ("documents", "replace")
    assert fault["path"].startswith("fixtures/")
    assert f"factcheck build --remove {fault['path']} --index {own_index}" in fault["cure"]


def test_a_repair_tells_what_is_still_to_be_done(factcheck, own_index, damage):
    damage("UPDATE claims SET body = '{' WHERE rowid = 1")
    done = factcheck("verify", "--repair", "--index", own_index, "--format", "table")
    assert done.returncode == 2
    mended, left = done.stdout.splitlines()
    assert mended.startswith("mended: claims ")
    assert left.startswith("meta extractor: claims are to be found anew; ")
    assert left.endswith(f"run: factcheck build PATH --index {own_index}")


def test_an_index_that_cannot_be_opened_is_one_line(factcheck, own_index, tmp_path):
    path = own_index / "factcheck.sqlite"
    path.write_bytes(b"\xa5" * 5000)
    for folder, word in ((own_index, "damaged"), (tmp_path / "none", "no index")):
        done = factcheck("verify", "--repair", "--index", folder)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert word in done.stderr
