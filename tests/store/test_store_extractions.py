import sqlite3
from dataclasses import replace

import numpy as np
import pytest

from factcheck.model import Document
from factcheck.store import Store
from factcheck.store.extractions import Extraction

MAKERS = ("tool-1", "words", 8)


@pytest.fixture
def kept(store):
    return store.extractions(*MAKERS)


@pytest.fixture
def extraction(make):
    def extract(document):
        return Extraction(make.claims(document), make.vectors(document), "has 1 paragraph")

    return extract


def same(one, two):
    return (
        one.claims == two.claims
        and one.skipped == two.skipped
        and one.vectors.dtype == two.vectors.dtype
        and np.array_equal(one.vectors, two.vectors)
    )


def test_what_is_kept_comes_back_as_it_was(store, kept, extraction, make, folder):
    first, second, third = map(make.document, (1, 2, 3))
    empty = Extraction([], np.zeros((0, 8), np.float32))
    kept.keep({first: extraction(first), second: empty})
    with Store.open(folder) as again:
        found = again.extractions(*MAKERS).of([first, second, third])
    assert found.keys() == {first.sha256, second.sha256}
    assert same(found[first.sha256], extraction(first))
    assert same(found[second.sha256], empty)


def test_lone_surrogates_are_kept(kept, make, extraction):
    document = Document("Minister \ud800 said the canal was open. It was.", "odd.txt")
    kept.keep({document: extraction(document)})
    assert same(kept.of([document])[document.sha256], extraction(document))


def test_a_moved_file_keeps_its_extraction_under_its_new_path(kept, make, extraction):
    document = make.document(1)
    kept.keep({document: extraction(document)})
    moved = replace(document, path="elsewhere.txt")
    found = kept.of([moved])[document.sha256]
    assert {claim.document.path for claim in found.claims} == {"elsewhere.txt"}


@pytest.mark.parametrize("change", [{"published": "2020-01-01"}, {"outlet": "x"}, {"text": "y"}])
def test_another_document_has_none(kept, make, extraction, change):
    document = make.document(1)
    kept.keep({document: extraction(document)})
    assert kept.of([replace(document, **change)]) == {}


@pytest.mark.parametrize("makers", [("tool-2", "words", 8), ("tool-1", "letters", 8)])
def test_other_makers_have_none_and_leave_none(store, kept, make, extraction, makers):
    document = make.document(1)
    kept.keep({document: extraction(document)})
    other = store.extractions(*makers)
    assert other.of([document]) == {}
    other.tidy()
    assert kept.of([document]) == {}


def test_what_the_index_holds_needs_no_row(store, kept, make, extraction):
    here, missing, gone = map(make.document, (1, 2, 3))
    make.fill(store, 3)
    kept.keep({each: extraction(each) for each in (here, missing, gone)})
    make.fill(store, 1)
    store.remove([gone.sha256])
    kept.tidy()
    assert kept.of([here, missing, gone]).keys() == {missing.sha256}


def test_a_document_that_did_not_come_into_the_index_keeps_its_row(store, kept, make, extraction):
    document = make.document(1)
    kept.keep({document: extraction(document)})

    def fail():
        with store.transaction():
            make.fill(store, 1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert len(kept.of([document])) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("claims", "{"), ("claims", "[[1]]"), ("claims", "null"), ("vectors", b"123")],
)
def test_a_damaged_row_is_none(kept, make, extraction, folder, column, value):
    document = make.document(1)
    kept.keep({document: extraction(document)})
    with sqlite3.connect(folder / "factcheck.sqlite") as other:
        other.execute(f"UPDATE extractions SET {column} = ?", (value,))
    other.close()
    assert kept.of([document]) == {}


def test_a_busy_index_keeps_nothing_and_nobody_fails(folder, store, make, extraction):
    document = make.document(1)
    writer = sqlite3.connect(folder / "factcheck.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    kept = store.extractions(*MAKERS)
    kept.keep({document: extraction(document)})
    writer.execute("ROLLBACK")
    writer.close()
    assert kept.of([document]) == {}
    kept.keep({document: extraction(document)})
    assert len(kept.of([document])) == 1


def test_an_index_without_the_table_has_none(folder, store, make, extraction):
    with sqlite3.connect(folder / "factcheck.sqlite") as other:
        other.execute("DROP TABLE extractions")
    other.close()
    kept = store.extractions(*MAKERS)
    document = make.document(1)
    kept.keep({document: extraction(document)})
    assert kept.of([document]) == {}
    kept.tidy()
