"""Extraction that is stopped and gone on with; the parser and the table of parties are real."""

import numpy as np
import pytest

from factcheck.extracting import extracted
from factcheck.model import Document
from factcheck.parties import Gazetteer
from factcheck.store import Store
from factcheck.tools import Tools

TEXTS = (
    "France accused Germany of blocking the harbour. Germany denied it.",
    "La France a déclaré que le port est fermé depuis lundi et que la situation reste grave.",
    "Spain said the river was open.",
    "Nobody spoke.",
)


class Stopping:
    """Interrupts once so many files are done; by then the rest must not have been read."""

    def __init__(self, after=None):
        self.after = after
        self.steps = []

    def step(self, what, done, total):
        self.steps.append((what, done, total))
        if what == "files" and done == self.after:
            raise KeyboardInterrupt


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture
def tools(gazetteer, encoder, judge):
    return Tools(encoder, judge, judge, gazetteer, "parser")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "index", create=True) as opened:
        yield opened


@pytest.fixture
def cache(store, tools):
    return store.extractions(tools.extractor, tools.encoder.name, tools.encoder.dimension)


@pytest.fixture
def documents():
    return [Document(text, f"{number}.txt") for number, text in enumerate(TEXTS)]


def extract(documents, tools, cache, progress, jobs=1):
    notices = []
    return extracted(documents, tools, progress, notices, cache, jobs), notices


def same(one, two):
    return one[1] == two[1] and all(
        a == b and x.claims == y.claims and np.array_equal(x.vectors, y.vectors)
        for (a, x), (b, y) in zip(one[0], two[0], strict=True)
    )


@pytest.fixture
def whole(documents, tools, tmp_path):
    """What comes of the documents when nothing intervenes."""
    with Store.open(tmp_path / "other", create=True) as store:
        cache = store.extractions(tools.extractor, tools.encoder.name, tools.encoder.dimension)
        return extract(documents, tools, cache, Stopping())


def test_claims_come_by_document_with_their_vectors(whole, documents):
    found, notices = whole
    assert [document for document, _ in found] == documents
    assert [len(e.claims) for _, e in found] == [2, 0, 1, 0]
    assert all(len(e.vectors) == len(e.claims) for _, e in found)
    assert len(notices) == 1
    assert notices[0].startswith("1.txt is not in English")


def test_an_extraction_that_is_stopped_again_and_again_comes_to_the_same_result(
    documents, tools, cache, whole
):
    for after in (1, 2, 3):
        with pytest.raises(KeyboardInterrupt):
            extract(documents, tools, cache, Stopping(after))
        assert len(cache.of(documents)) == after
    again = Stopping()
    assert same(extract(documents, tools, cache, again), whole)
    assert again.steps[0] == ("files", 3, 4)


def test_what_is_known_is_read_by_no_parser(documents, tools, cache, whole, monkeypatch):
    extract(documents, tools, cache, Stopping())
    monkeypatch.setattr("factcheck.pieces.load", lambda: pytest.fail("the parser is loaded"))
    assert same(extract(documents, tools, cache, Stopping()), whole)


def test_work_reaches_the_disk_while_it_goes_on(documents, tools, cache, store, monkeypatch):
    monkeypatch.setattr("factcheck.extracting._SECONDS", 0.0)
    on_disk = []

    class Watching(Stopping):
        def step(self, what, done, total):
            with Store.open(store.folder) as other:
                rows = other.extractions(
                    tools.extractor, tools.encoder.name, tools.encoder.dimension
                )
                on_disk.append(len(rows.of(documents)))

    extract(documents, tools, cache, Watching())
    assert on_disk == [0, 0, 1, 2, 3, 4]


def test_processes_find_what_one_finds(documents, tools, cache, whole, monkeypatch):
    monkeypatch.setattr("factcheck.workers.WORTH", 1)
    assert same(extract(documents, tools, cache, Stopping(), jobs=2), whole)


def test_nothing_to_extract_is_no_step(tools, cache):
    progress = Stopping()
    assert extract([], tools, cache, progress) == ([], [])
    assert progress.steps == []
