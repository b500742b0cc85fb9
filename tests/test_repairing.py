"""Repairing an index that was built with models that cost nothing; only the parser is real."""

import sqlite3

import numpy as np
import pytest

from factcheck import building
from factcheck.errors import StoreError
from factcheck.model import Document, Judgement
from factcheck.parties import Gazetteer
from factcheck.repairing import LEFT, repair
from factcheck.store import Store, excerpt, labels
from factcheck.store.verify import faults
from factcheck.tools import Tools

TEXTS = {
    "one.txt": "France accused Germany of blocking the harbour.\n\nSpain said the river was open.",
    "two.txt": "Germany denied blocking the harbour.",
}


class Told:
    def step(self, what, done, total):
        pass


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture
def tools(gazetteer, encoder, judge):
    return Tools(encoder, judge, judge, gazetteer, "fake-parser")


@pytest.fixture
def build(tools, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def build(store):
        documents = [Document(text, path) for path, text in TEXTS.items()]
        return building.build(store, documents, tools, Told())

    for path, text in TEXTS.items():
        (tmp_path / path).write_text(text)
    return build


@pytest.fixture
def store(tmp_path, build):
    with Store.open(tmp_path / "index", create=True) as opened:
        build(opened)
        assert len(opened.claims()) == 3
        opened.search(np.ones((1, 256), np.float32), 1)
        yield opened


def damage(store, *statements):
    """Change the file as no command would."""
    raw = sqlite3.connect(store.folder / "factcheck.sqlite")
    with raw:
        for statement in statements:
            raw.execute(statement)
    raw.close()


def content(store):
    ids, vectors = store.vectors()
    return store.documents(), store.claims(), ids, vectors.tolist(), store.oppositions()


def refused():
    raise AssertionError("no model is needed")


def test_nothing_is_changed_where_all_agrees(store):
    before = content(store), store.meta("generation"), store.meta("judge")
    done = repair(store, refused)
    assert (done.mended, done.left) == ([], [])
    assert before == (content(store), store.meta("generation"), store.meta("judge"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM vectors",
        "UPDATE vectors SET vector = x'00'",
        "UPDATE vectors SET vector = zeroblob(1024)",
        "UPDATE meta SET value = '-1' WHERE key = 'dimension'",
        "DELETE FROM meta WHERE key = 'dimension'",
        "DELETE FROM meta WHERE key IN ('generation', 'identity')",
        "INSERT INTO verdicts VALUES ('00', 1, 1, 1)",
        "UPDATE meta SET value = '0' WHERE key = 'generation'",
    ],
)
def test_what_is_derived_is_made_again(store, tools, statement):
    before = content(store)
    damage(store, statement)
    done = repair(store, lambda: tools)
    assert done.mended
    assert done.left == []
    assert content(store) == before
    with Store.open(store.folder) as again:
        assert list(faults(again.database, again.folder)) == []


def test_what_the_next_build_would_go_on_from_is_made_again_too(store, tools):
    damage(store, "DELETE FROM vectors WHERE rowid = 1")
    # So few documents are all within reach, and no one holds another.
    kept = [table for table in LEFT if table != "holders"]
    assert all(store.database.query(f"SELECT 1 FROM {table}") for table in kept)
    repair(store, lambda: tools)
    assert not any(store.database.query(f"SELECT 1 FROM {table}") for table in LEFT)
    assert not excerpt.settled(store.database)


def test_the_cache_is_made_again(store):
    path = store.folder / "claims.faiss"
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[:-1])
    assert [fault.table for fault in repair(store, refused).mended] == ["claims.faiss"]
    assert path.stat().st_size == size
    assert list(faults(store.database, store.folder)) == []


def test_an_index_of_the_file_is_made_again(store):
    damage(
        store,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX claims_party ON claims (act)' "
        "WHERE name = 'claims_party'",
    )
    store.close()
    with Store.open(store.folder) as again:
        done = repair(again, refused)
        assert done.mended
        assert done.left == []


def test_vectors_are_made_again_with_the_others_encoder_only(store, tools):
    damage(store, "DELETE FROM vectors", "UPDATE meta SET value = 'big' WHERE key = 'encoder'")
    with pytest.raises(StoreError, match="encoder model big, not words"):
        repair(store, lambda: tools)
    assert store.database.query("SELECT count(*) FROM vectors") == [(0,)]


def test_senseless_findings_are_taken_out_and_judged_anew(store, tools, build):
    a, b = sorted(claim.id for claim in store.claims()[:2])
    labels.put(store, "0f", Judgement.RIGHT)
    damage(
        store,
        "DELETE FROM oppositions",
        f"INSERT INTO oppositions VALUES ('0f', 0, '{a}', '{b}', 'quarrel', 3, '', '', '{{')",
    )
    done = repair(store, refused)
    assert [fault.table for fault in done.mended] == ["oppositions"]
    assert (done.left, store.oppositions()) == ([], [])
    assert store.meta("judge") is None
    assert build(store).changed
    assert store.meta("judge") == tools.judged_by
    assert list(labels.labels(store)) == ["0f"]


@pytest.mark.parametrize(
    ("statement", "mended"),
    [
        ("UPDATE claims SET body = '{' WHERE id = ?", 1),
        ("UPDATE claims SET act = 'song'", 3),
        ("UPDATE claims SET body = json_set(body, '$.cue.text', 'x') WHERE id = ?", 0),
        ("UPDATE meta SET value = '[' WHERE key = 'spellings'", 1),
    ],
)
def test_damaged_claims_are_found_again_by_the_next_build(store, tools, build, statement, mended):
    before = content(store)
    damage(store, statement.replace("?", f"'{store.claims()[0].id}'"))
    done = repair(store, lambda: tools)
    assert len(done.mended) == mended
    assert done.left
    for fault in done.left:
        assert "factcheck build" in fault.cure(store.folder, repaired=True)
    assert build(store).again
    assert list(faults(store.database, store.folder)) == []
    assert content(store) == before


def test_a_damaged_text_is_left_and_its_file_is_named(store, tools):
    before = content(store)
    damage(store, "UPDATE documents SET text = 'Nothing.' WHERE path = 'one.txt'")
    done = repair(store, refused)
    assert done.mended == []
    (fault,) = done.left
    assert "factcheck build --remove one.txt" in fault.cure(store.folder, repaired=True)
    assert store.text(before[0][0].sha256) == "Nothing."
    building.remove(store, ["one.txt"], tools, Told())
    assert list(faults(store.database, store.folder)) == []
    assert store.documents() == before[0][1:]


def test_a_repair_is_one_transaction(store, tools):
    class Broken:
        name, dimension = tools.encoder.name, tools.encoder.dimension

        def encode(self, texts):
            raise KeyboardInterrupt

    broken = Tools(Broken(), tools.judge, tools.voices, tools.gazetteer, "fake-parser")
    damage(store, "DELETE FROM vectors", "INSERT INTO verdicts VALUES ('00', 1, 1, 1)")
    with pytest.raises(KeyboardInterrupt):
        repair(store, lambda: broken)
    assert store.database.query("SELECT count(*) FROM verdicts WHERE key = '00'") == [(1,)]
    assert len(list(faults(store.database, store.folder))) == 5


def test_an_index_that_may_not_be_written_is_left(store, monkeypatch):
    store.close()
    monkeypatch.setattr("factcheck.store.database.os.access", lambda path, mode: False)
    with Store.open(store.folder) as again, pytest.raises(StoreError, match="repair it there"):
        repair(again, refused)
