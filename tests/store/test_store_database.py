import signal
import sqlite3
import subprocess
import sys
import textwrap

import numpy as np
import pytest

from factcheck.errors import StoreError
from factcheck.model import Opposition, Relation
from factcheck.store import Store, database, excerpt
from factcheck.store.schema import APPLICATION_ID, MIGRATIONS

PAIR = [("premise", "hypothesis")]
#: Tables that came with version 5, 6 and 7.
ADDED = ("summaries", "blocks", "traits", "speakers", "voices", "alike", "companies", "holders")


def state(folder):
    with Store.open(folder) as store:
        return store.documents(), store.claims(), store.oppositions(), store.meta("generation")


def refused(folder, match, **options):
    with pytest.raises(StoreError, match=match) as error:
        Store.open(folder, **options)
    assert "\n" not in str(error.value)


def test_a_missing_index_says_how_to_make_one(folder):
    refused(folder, f"factcheck build PATH... --index {folder}")
    assert not folder.exists()
    folder.mkdir()
    refused(folder, "there is no index")
    (folder / "factcheck.sqlite").touch()
    refused(folder, "there is no index")
    with Store.open(folder, create=True) as store:
        assert store.documents() == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    refused(tmp_path / "file" / "index", "cannot be made or used", create=True)


def test_an_odd_folder_name_is_no_trouble(tmp_path):
    folder = tmp_path / "50% of it? #1 é"
    with Store.open(folder, create=True) as store:
        store.set_meta(encoder="x")
    with Store.open(folder) as store:
        assert store.meta("encoder") == "x"


def test_another_programs_database_is_left_alone(folder):
    folder.mkdir()
    with sqlite3.connect(folder / "factcheck.sqlite") as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = (folder / "factcheck.sqlite").read_bytes()
    refused(folder, "another program", create=True)
    assert (folder / "factcheck.sqlite").read_bytes() == before


def test_a_newer_index_is_refused(store, folder):
    store.close()
    with sqlite3.connect(folder / "factcheck.sqlite") as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    refused(folder, "newer factcheck .format 99")


def test_an_older_index_is_brought_up_to_date(full, folder, monkeypatch):
    before = full.claims()
    full.close()
    later = (*MIGRATIONS, ("ALTER TABLE documents ADD COLUMN language TEXT",))
    monkeypatch.setattr(database, "MIGRATIONS", later)
    with Store.open(folder) as store:
        assert store.claims() == before
    raw = sqlite3.connect(folder / "factcheck.sqlite")
    assert raw.execute("PRAGMA user_version").fetchone() == (len(later),)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("SELECT count(language) FROM documents").fetchone() == (0,)
    raw.close()


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_transaction_that_fails_leaves_no_trace_but_verdicts(full, folder, make, error):
    before = state(folder)

    def interrupted():
        with full.transaction():
            make.fill(full, 4, 5)
            full.replace_oppositions([])
            full.add_verdicts(PAIR, "model", np.array([[0.2, 0.3, 0.5]]))
            assert len(full.documents()) == 5
            raise error

    with pytest.raises(error):
        interrupted()
    assert state(folder) == before
    with Store.open(folder) as store:
        assert store.verdicts(PAIR, "model") == [(0.2, 0.3, 0.5)]


def test_a_part_of_a_transaction_is_undone_by_itself(full, make, monkeypatch):
    document = make.document(4)

    def half():
        with full.transaction():
            full.add(document, make.claims(document), make.vectors(document))
            raise RuntimeError

    with full.transaction():
        make.fill(full, 5)
        with pytest.raises(RuntimeError):
            half()
    assert [info.path[7] for info in full.documents()] == list("1235")


def test_a_killed_build_leaves_the_index_as_it_was(full, folder):
    before = state(folder)
    full.close()
    script = textwrap.dedent("""
        import sys, time
        from factcheck.store import Store
        store = Store.open(sys.argv[1])
        with store.transaction():
            store.remove([info.sha256 for info in store.documents()])
            store.set_meta(encoder="other")
            print("busy", flush=True)
            time.sleep(60)
    """)
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout.readline() == "busy\n"
        with Store.open(folder, wait=0.05) as second:
            assert len(second.documents()) == 3
            second.add_verdicts(PAIR, "model", np.array([[0.2, 0.3, 0.5]]))
            assert second.verdicts(PAIR, "model") == [None]
            with pytest.raises(StoreError, match="another command is writing"):
                second.set_meta(encoder="mine")
        build.send_signal(signal.SIGKILL)
    assert state(folder) == before
    with Store.open(folder) as store:
        assert store.meta("encoder") is None


@pytest.mark.parametrize("place", [0, 100, 4096])
def test_a_damaged_file_is_named(full, folder, make, place):
    make.fill(full, *range(4, 40))
    full.close()
    path = folder / "factcheck.sqlite"
    data = bytearray(path.read_bytes())
    data[place:] = b"\xa5" * (len(data) - place)
    path.write_bytes(data)

    def use():
        with Store.open(folder) as store:
            store.claims()
            store.vectors()

    with pytest.raises(StoreError, match="damaged or no index") as error:
        use()
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE claims SET body = '{}'",
        "UPDATE claims SET body = 'x'",
        "UPDATE claims SET act = 'song'",
        "UPDATE claims SET body = json_set(body, '$.sentence', 1)",
        "UPDATE documents SET path = CAST(x'ff' AS TEXT)",
        "UPDATE vectors SET vector = x'00'",
        "UPDATE oppositions SET evidence = '{'",
    ],
)
def test_senseless_content_is_damage(full, folder, change):
    a, b = (claim.id for claim in full.claims()[:2])
    full.replace_oppositions([Opposition("1", a, b, Relation.DENIAL, 0.5, "why")])
    raw = sqlite3.connect(folder / "factcheck.sqlite")
    with raw:
        raw.execute(change)
    raw.close()

    def use():
        full.claims()
        full.vectors()
        full.oppositions()

    with pytest.raises(StoreError, match="damaged"):
        use()


def test_a_full_disk_is_one_clear_line_and_changes_nothing(full, folder, make):
    before = state(folder)
    ((pages,),) = full._database.query("PRAGMA page_count")
    full._database.query(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="no space is left"):
        make.fill(full, *range(10, 60))
    assert state(folder) == before
    full._database.query("PRAGMA max_page_count = 1000000")
    make.fill(full, 10)
    assert len(full.documents()) == 4


def test_an_index_that_may_not_be_written_is_read(full, folder, make, monkeypatch):
    before = full.claims()
    query = make.vectors(make.document(1))
    ids = full.search(query, 3)[1]
    (folder / "claims.faiss").unlink()
    full.close()
    monkeypatch.setattr(database.os, "access", lambda path, mode: False)
    with Store.open(folder) as store:
        assert store.read_only
        assert store.claims() == before
        assert store.search(query, 3)[1] == ids
        store.add_verdicts(PAIR, "model", np.array([[0.2, 0.3, 0.5]]))
        assert store.verdicts(PAIR, "model") == [None]
        with pytest.raises(StoreError, match="may not be written"):
            make.fill(store, 4)
    assert [path.name for path in folder.iterdir()] == ["factcheck.sqlite"]


def test_an_older_index_that_may_not_be_written_is_refused(full, folder, monkeypatch):
    full.close()
    monkeypatch.setattr(database.os, "access", lambda path, mode: False)
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, ("SELECT 1",)))
    refused(folder, "older format")


def test_an_index_of_version_2_loses_only_what_the_next_build_makes_again(full, folder):
    before = full.claims()
    full.keep_comparisons([(before[0].id, "[]", None, None, None, None)])
    full.close()
    with sqlite3.connect(folder / "factcheck.sqlite") as raw:
        for table in ("surroundings", *ADDED):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP TRIGGER comparisons_gone")
        raw.execute("DROP INDEX vectors_since")
        raw.execute("ALTER TABLE vectors DROP COLUMN since")
        raw.execute("PRAGMA user_version = 2")
    raw.close()
    with Store.open(folder) as store:
        assert store.claims() == before
        assert store.comparisons() == {}
        assert store.surroundings() == []


def test_an_index_of_version_4_keeps_what_a_scan_left(full, folder):
    claims = full.claims()
    row = (claims[0].id, "[]", None, None, None, None)
    full.keep_comparisons([row])
    full.close()
    with sqlite3.connect(folder / "factcheck.sqlite") as raw:
        for table in ADDED:
            raw.execute(f"DROP TABLE {table}")
        for table in ("comparisons", "surroundings"):
            raw.execute(f"DROP TRIGGER {table}_gone")
        raw.execute("PRAGMA user_version = 4")
    raw.close()
    with Store.open(folder) as store:
        assert store.claims() == claims
        assert store.comparisons() == {row[0]: row}
        assert not any(store.database.query(f"SELECT * FROM {table}") for table in ADDED)
        assert not excerpt.settled(store.database)


def test_an_index_of_version_5_is_settled_by_the_next_build(full, folder):
    shas = [document.sha256 for document in full.documents()]
    full.close()
    with sqlite3.connect(folder / "factcheck.sqlite") as raw:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in raw.execute(triggers).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("DROP TABLE speakers")
        raw.execute("DROP TABLE voices")
        raw.execute("DROP TABLE alike")
        for table in ("summaries", "companies", "holders"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("CREATE TABLE summaries (document TEXT, setting BLOB, speakers TEXT)")
        raw.executemany("INSERT INTO summaries VALUES (?, x'01', '[1]')", [(s,) for s in shas])
        raw.execute("INSERT INTO meta SELECT 'settled', value FROM meta WHERE key = 'generation'")
        raw.execute("PRAGMA user_version = 5")
    raw.close()
    with Store.open(folder) as store:
        assert excerpt.places(store.database) is None
        assert excerpt.summarised(store.database) == set()
        assert not excerpt.settled(store.database)


def test_an_index_of_version_6_keeps_what_a_scan_left(full, folder):
    claims = full.claims()
    row = (claims[0].id, "[]", None, None, None, None)
    around = (claims[0].document.sha256, b"\x01" * 8, b"", b"")
    full.keep_comparisons([row])
    full.keep_surroundings([around])
    full.close()
    with sqlite3.connect(folder / "factcheck.sqlite") as raw:
        for table in ("summaries", "companies", "holders"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("CREATE TABLE summaries (document TEXT PRIMARY KEY, setting BLOB NOT NULL)")
        raw.execute("INSERT INTO summaries VALUES (?, x'01')", (claims[0].document.sha256,))
        raw.execute("INSERT INTO meta SELECT 'settled', value FROM meta WHERE key = 'generation'")
        raw.execute("PRAGMA user_version = 6")
    raw.close()
    with Store.open(folder) as store:
        assert store.claims() == claims
        assert store.comparisons() == {row[0]: row}
        assert store.surroundings() == [around]
        assert excerpt.summarised(store.database) == set()
        assert not excerpt.settled(store.database)
