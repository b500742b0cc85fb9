import sqlite3

from factcheck.model import Judgement
from factcheck.store import Store, labels
from factcheck.store.schema import APPLICATION_ID, MIGRATIONS


def test_what_is_said_last_counts(store, folder):
    labels.put(store, "b2", Judgement.WRONG, "half a character: \ud800")
    labels.put(store, "a1", Judgement.UNSURE)
    labels.put(store, "a1", Judgement.RIGHT, "yes")
    with Store.open(folder) as again:
        kept = labels.labels(again)
    assert [(said.finding, said.label, said.note) for said in kept.values()] == [
        ("a1", "right", "yes"),
        ("b2", "wrong", "half a character: \ud800"),
    ]
    assert kept["a1"].labelled.endswith("+00:00")


def test_labels_outlive_findings_and_documents(full, make):
    labels.put(full, full.claims()[0].id, Judgement.RIGHT)
    full.replace_oppositions([])
    full.remove([make.document(number).sha256 for number in (1, 2, 3)])
    assert len(labels.labels(full)) == 1


def test_an_index_of_version_1_gets_room_for_labels(folder):
    folder.mkdir()
    raw = sqlite3.connect(folder / "factcheck.sqlite")
    with raw:
        for statement in MIGRATIONS[0]:
            raw.execute(statement)
        raw.execute("INSERT INTO documents VALUES ('00', 'a.txt', NULL, NULL, NULL, NULL, 'text')")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
    raw.close()
    with Store.open(folder) as store:
        assert store.text("00") == "text"
        assert labels.labels(store) == {}
        labels.put(store, "a1", Judgement.RIGHT)
    raw = sqlite3.connect(folder / "factcheck.sqlite")
    assert raw.execute("PRAGMA user_version").fetchone()[0] >= 2
    raw.close()
