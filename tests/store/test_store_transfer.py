import gzip
import json
import subprocess
import sys
import textwrap
import tracemalloc

import numpy as np
import pytest

from factcheck.errors import InputError, StoreError
from factcheck.model import Document, Judgement, Opposition, Relation, stable_id
from factcheck.store import Store, labels
from factcheck.store.transfer import export_index, import_index
from factcheck.store.verify import faults

FORMS = ("moved.jsonl", "moved.jsonl.gz", "moved.parquet")


@pytest.fixture
def whole(full):
    """An index with something in every table."""
    a, b = sorted(claim.id for claim in full.claims()[1:3])
    finding = Opposition(stable_id(a, b), a, b, Relation.DENIAL, 0.5, "why", "wh\xe4t", {"x": [1]})
    full.replace_oppositions([finding])
    full.add_verdicts([("a", "b")], "model", np.array([[0.25, 0.25, 0.5]]))
    full.set_meta(encoder="e", judge="j")
    labels.put(full, finding.id, Judgement.WRONG, "not the same canal")
    return full


@pytest.fixture
def exported(whole, tmp_path):
    """The lines of the exported index."""
    export_index(whole, str(tmp_path / "moved.jsonl"))
    return (tmp_path / "moved.jsonl").read_bytes().splitlines()


@pytest.fixture
def refused(tmp_path):
    """Imports lines that must be refused, with one line, and must leave nothing."""

    def refused(lines, match):
        source = tmp_path / "hostile.jsonl"
        source.write_bytes(b"".join(line + b"\n" for line in lines))
        with pytest.raises(InputError, match=match) as error:
            import_index(str(source), tmp_path / "new" / "index")
        assert "\n" not in str(error.value)
        assert "nothing was imported" in str(error.value)
        assert not (tmp_path / "new").exists()

    return refused


def content(store):
    return (
        [(d, store.text(d.sha256)) for d in store.documents()],
        store.claims(),
        [part.tolist() if hasattr(part, "tolist") else part for part in store.vectors()],
        store.oppositions(),
        store.verdicts([("a", "b")], "model"),
        labels.labels(store),
        [store.meta(key) for key in ("encoder", "judge", "dimension")],
    )


def changed(lines, kind, values):
    """``lines`` with values put into the first row of ``kind``."""
    rows = [json.loads(line) for line in lines]
    next(row for row in rows if row.get("kind") == kind).update(values)
    return [json.dumps(row).encode() for row in rows]


@pytest.mark.parametrize("name", FORMS)
def test_an_index_that_is_moved_is_the_same(whole, tmp_path, name):
    export_index(whole, str(tmp_path / name))
    import_index(str(tmp_path / name), tmp_path / "other")
    with Store.open(tmp_path / "other") as other:
        assert content(other) == content(whole)
        assert list(faults(other.database, other.folder)) == []
        assert other.meta("identity") != whole.meta("identity")
        export_index(other, str(tmp_path / "again.jsonl"))
    export_index(whole, str(tmp_path / "first.jsonl"))
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "first.jsonl").read_bytes()


def test_an_odd_text_is_moved_as_json_lines_and_refused_by_parquet(store, make, tmp_path):
    document = Document("Half a character: \ud800, a zero: \x00, a line end: \u2028\r\n.", "a\x00b")
    store.add(document, [], np.zeros((0, 8), np.float32))
    export_index(store, str(tmp_path / "odd.jsonl"))
    import_index(str(tmp_path / "odd.jsonl"), tmp_path / "other")
    with Store.open(tmp_path / "other") as other:
        assert other.text(document.sha256) == document.text
    with pytest.raises(StoreError, match=r"export to a \.jsonl file"):
        export_index(store, str(tmp_path / "odd.parquet"))
    assert not (tmp_path / "odd.parquet").exists()


def test_the_same_index_gives_the_same_file(whole, tmp_path):
    for name in ("one.jsonl.gz", "two.jsonl.gz"):
        export_index(whole, str(tmp_path / name))
    assert (tmp_path / "one.jsonl.gz").read_bytes() == (tmp_path / "two.jsonl.gz").read_bytes()


def test_an_empty_index_may_be_filled_and_a_full_one_may_not(whole, exported, tmp_path):
    source = str(tmp_path / "moved.jsonl")
    with Store.open(tmp_path / "other", create=True) as other:
        other.search(np.ones((1, 8), np.float32), 1)
    import_index(source, tmp_path / "other")
    with Store.open(tmp_path / "other") as other:
        before = content(other)
        assert list(faults(other.database, other.folder)) == []
        assert other.search(np.ones((1, 8), np.float32), 99)[0].shape == (1, 6)
    with pytest.raises(StoreError, match="3 documents, 6 claims, 1 labels already"):
        import_index(source, tmp_path / "other")
    with Store.open(tmp_path / "other") as other:
        assert content(other) == before


def test_a_faulty_index_is_not_exported(whole, tmp_path):
    whole.database.query("UPDATE oppositions SET score = 2")
    with pytest.raises(StoreError, match=r"score 2\.0 .* factcheck verify --repair"):
        export_index(whole, str(tmp_path / "moved.jsonl"))
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("moved.csv", "ending is not known"),
        ("no/such/moved.jsonl", "cannot be written"),
        ("no/such/moved.parquet", "cannot be written"),
        ("index", "is there already and holds something"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(whole, tmp_path, name, match):
    with pytest.raises(InputError, match=match):
        export_index(whole, str(tmp_path / name))


@pytest.mark.parametrize("name", ["none.jsonl", "none.jsonl.gz", "none.parquet", "none.txt"])
def test_a_source_that_is_not_there_makes_no_index(tmp_path, name):
    with pytest.raises(InputError, match=r"check the path|ending is not known"):
        import_index(str(tmp_path / name), tmp_path / "other")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "values", "match"),
    [
        ("document", {"text": "Other words."}, "SHA-256"),
        ("document", {"text": None}, r"line 2: text is missing or no text"),
        ("document", {"path": 5}, "line 2: path is missing"),
        ("document", {"kind": "song"}, "line 2: there is no kind of row 'song'"),
        ("document", {"kind": "meta"}, "line 2: there is no kind"),
        ("claim", {"start": 2**70}, "start is missing or no whole number"),
        ("claim", {"start": True}, "start is missing or no whole number"),
        ("claim", {"start": 3}, "its content begins elsewhere"),
        ("claim", {"document": "00"}, "documents that is not there"),
        ("claim", {"party": "XXX"}, "party XXX is not in the table"),
        ("claim", {"act": "song"}, "act or form"),
        ("claim", {"body": {"source": None}}, "act or form"),
        ("claim", {"body": []}, "body is missing or no JSON object"),
        ("vector", {"vector": "AAAA"}, "3 bytes, not the 32"),
        ("vector", {"vector": "A"}, "vector is no base64"),
        ("vector", {"vector": "\xe4"}, "vector is no base64"),
        ("vector", {"vector": ["1"]}, "vector is missing"),
        ("verdict", {"neutral": 3}, "sum to 1"),
        ("verdict", {"neutral": 10**400}, "neutral is missing or no number"),
        ("opposition", {"score": 7.5}, "score 7.5"),
        ("opposition", {"a": "0", "b": "1"}, "a claim of it is not in the index"),
        (
            "opposition",
            {"evidence": {"x": [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]}},
            "too deep",
        ),
        ("label", {"label": "great"}, "CHECK constraint failed"),
        ("label", {"labelled": "once"}, "no ISO time"),
        ("note", {"key": "identity"}, "belongs to one folder"),
        ("note", {"key": "dimension", "value": "-1"}, "cannot be read|is not there"),
    ],
)
def test_a_row_that_is_not_right_is_refused(exported, refused, kind, values, match):
    refused(changed(exported, kind, values), match)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda lines: [], "does not begin as an exported index"),
        (lambda lines: lines[1:], "does not begin as an exported index"),
        (lambda lines: [lines[0].replace(b'"version": 1', b'"version": 2')], "of version '2'"),
        (lambda lines: [b'{"format": "factcheck-index", "version": 1}'], "how many rows"),
        (lambda lines: lines[:-1], "should have 3 rows of meta and has 2"),
        (lambda lines: [*lines, lines[1]], "UNIQUE constraint failed"),
        (lambda lines: [*lines[:4], b"{", *lines[4:]], "line 5: it is no JSON in UTF-8"),
        (lambda lines: [*lines[:4], b"", *lines[4:]], "line 5: it is no JSON in UTF-8"),
        (lambda lines: [*lines[:4], b'{"kind": "\xff"}'], "line 5: it is no JSON in UTF-8"),
        (lambda lines: [*lines[:4], b"[" * 100_000], "line 5: it is no JSON in UTF-8"),
        (lambda lines: [*lines[:4], b"[1]"], "line 5: it is no JSON object"),
        (lambda lines: [*lines[:4], b'{"kind": NaN}'], "line 5: it is no JSON in UTF-8"),
        (lambda lines: [*lines[:4], b'{"kind": ' + b"9" * 5000 + b"}"], "line 5: it is no JSON"),
        (lambda lines: [*lines[:4], lines[4][:40]], "line 5: it is no JSON in UTF-8"),
    ],
)
def test_a_file_that_is_not_right_is_refused(exported, refused, change, match):
    refused(change(exported), match)


def test_a_line_without_end_is_refused_before_it_is_in_memory(
    exported, tmp_path, monkeypatch, refused
):
    monkeypatch.setattr("factcheck.store.lines.LONGEST", 1 << 20)
    source = tmp_path / "bomb.jsonl.gz"
    with gzip.open(source, "wb", compresslevel=1) as stream:
        stream.write(exported[0] + b"\n")
        for _ in range(64):
            stream.write(b" " * (1 << 20))
    tracemalloc.start()
    with pytest.raises(InputError, match="line 2: it is longer than 1 MiB"):
        import_index(str(source), tmp_path / "other")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("keep", [0, 30, -20])
def test_half_a_packed_file_is_refused(whole, tmp_path, keep):
    source = tmp_path / "moved.jsonl.gz"
    export_index(whole, str(source))
    source.write_bytes(source.read_bytes()[:keep])
    with pytest.raises(InputError, match="nothing was imported"):
        import_index(str(source), tmp_path / "other")
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("name", ["documents.parquet", "claims.parquet", "meta.parquet"])
def test_a_folder_with_a_damaged_table_is_refused(whole, tmp_path, name):
    folder = tmp_path / "moved.parquet"
    export_index(whole, str(folder))
    (folder / name).write_bytes((folder / name).read_bytes()[:-9])
    with pytest.raises(InputError, match=f"{name} is missing or no Parquet"):
        import_index(str(folder), tmp_path / "other")
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"{name} is missing or no Parquet"):
        import_index(str(folder), tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_an_import_that_fails_leaves_an_empty_index_as_it_was(exported, tmp_path):
    folder = tmp_path / "other"
    with Store.open(folder, create=True) as store:
        store.set_meta(encoder="mine")
        store.add_verdicts([("p", "q")], "m", np.array([[0.25, 0.25, 0.5]]))
    (tmp_path / "bad.jsonl").write_bytes(b"\n".join(exported[:-1]))
    with pytest.raises(InputError):
        import_index(str(tmp_path / "bad.jsonl"), folder)
    with Store.open(folder) as store:
        assert store.meta("encoder") == "mine"
        assert store.verdicts([("p", "q")], "m") == [(0.25, 0.25, 0.5)]
        assert store.documents() == []


def test_memory_does_not_grow_with_the_index(store, make, tmp_path):
    def moved(number):
        make.fill(store, *range(number))
        tracemalloc.start()
        export_index(store, str(tmp_path / f"{number}.jsonl"))
        import_index(str(tmp_path / f"{number}.jsonl"), tmp_path / str(number))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak, (tmp_path / f"{number}.jsonl").stat().st_size

    moved(1)
    (small, _), (large, size) = moved(20), moved(1000)
    assert size > 1_500_000
    assert large < small + 200_000


def test_parquet_without_its_package_is_one_line(whole, tmp_path):
    script = textwrap.dedent("""
        import sys
        sys.modules["pyarrow"] = None
        from factcheck.cli.app import run
        sys.exit(run(sys.argv[1:]))
    """)
    for command in (["export", tmp_path / "new.parquet"], ["import", whole.folder]):
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, command), "--index", str(whole.folder)],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        if command[0] == "export":
            assert "pip install 'factcheck[parquet]'" in done.stderr
    assert not (tmp_path / "new.parquet").exists()


def test_what_holds_for_one_folder_stays_there(full, tmp_path):
    full.set_meta(settled="1", encoder="words")
    target = tmp_path / "out.jsonl"
    export_index(full, str(target))
    keys = [row.get("key") for row in map(json.loads, target.read_text().splitlines())]
    assert "encoder" in keys
    assert not {"settled", "identity", "generation"}.intersection(keys)
