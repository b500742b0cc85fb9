"""Building with models that cost nothing; only the parser is real."""

import shutil
import sqlite3

import numpy as np
import pytest

from factcheck import building, people
from factcheck.documents import Failure
from factcheck.errors import StoreError
from factcheck.model import Document
from factcheck.opposition.scan import scan as scan_function
from factcheck.parties import Gazetteer
from factcheck.report.of_store import report_of
from factcheck.store import Store
from factcheck.tools import Tools

BLAME = "France accused Germany of blocking the harbour."
DENIAL = "Germany denied blocking the harbour."
OTHER = "Spain said the river was open."


class FakeEncoder:
    name = "fake"
    dimension = 16

    def encode(self, texts):
        rows = np.zeros((len(texts), 16), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[sum(map(ord, word)) % 16] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


class FakeJudge:
    name = "fake-nli"

    def __init__(self):
        self.calls = 0

    def probabilities(self, pairs):
        self.calls += 1
        return np.tile(np.array([0.1, 0.2, 0.7], np.float32), (len(pairs), 1))


class Watched:
    def __init__(self):
        self.steps = []

    def step(self, what, done, total):
        self.steps.append((what, done, total))


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture
def judge():
    return FakeJudge()


@pytest.fixture
def tools(gazetteer, judge):
    return Tools(FakeEncoder(), judge, judge, gazetteer, "fake-parser")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "index", create=True) as opened:
        yield opened


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(name, text):
        (tmp_path / name).write_text(text)
        return Document(text, name)

    return write


@pytest.fixture
def build(store, tools):
    def build(*documents, tools=tools):
        return building.build(store, documents, tools, Watched())

    return build


def paths(store):
    return [d.path for d in store.documents()]


def test_new_documents_bring_claims_vectors_and_findings(store, build, write):
    outcome = build(write("a.txt", BLAME), write("b.txt", DENIAL))
    assert outcome.added == ["a.txt", "b.txt"]
    assert outcome.changed
    assert (outcome.documents, outcome.claims) == (2, len(store.vectors()[0]))
    assert outcome.oppositions == len(store.oppositions())


def test_progress_is_told(store, tools, write):
    watched = Watched()
    building.build(store, [write("a.txt", BLAME), write("b.txt", DENIAL)], tools, watched)
    assert ("files", 2, 2) in watched.steps
    assert {what for what, *_ in watched.steps} >= {"files", "claims"}


def test_a_second_build_changes_nothing(store, build, write, judge):
    document = write("a.txt", BLAME)
    build(document)
    generation, calls = store.meta("generation"), judge.calls
    outcome = build(document)
    assert outcome.unchanged == ["a.txt"]
    assert not outcome.changed
    assert (store.meta("generation"), judge.calls) == (generation, calls)


def test_a_changed_file_replaces_its_claims(store, build, write):
    build(write("a.txt", BLAME))
    outcome = build(write("a.txt", OTHER))
    assert outcome.replaced == ["a.txt"]
    assert [c.party.id for c in store.claims()] == ["ESP"]


def test_a_file_named_by_its_whole_path_is_the_same(store, build, write, tmp_path):
    build(write("a.txt", BLAME))
    whole = str(tmp_path / "a.txt")
    assert build(Document(BLAME, whole)).unchanged == [whole]
    assert build(Document(OTHER, whole)).replaced == [whole]
    assert len(paths(store)) == 1


def test_copies_are_one_document_in_any_order(store, build, write):
    first, second = write("a.txt", BLAME), write("b.txt", BLAME)
    assert build(second).added == ["b.txt"]
    outcome = build(first, second)
    assert (outcome.moved, outcome.copies) == (["a.txt"], ["b.txt"])
    assert paths(store) == ["a.txt"]
    assert build(second).copies == ["b.txt"]
    assert paths(store) == ["a.txt"]


def test_a_moved_file_takes_its_new_path(store, build, write, tmp_path):
    build(write("a.txt", BLAME))
    (tmp_path / "a.txt").rename(tmp_path / "z.txt")
    assert build(Document(BLAME, "z.txt")).moved == ["z.txt"]
    assert paths(store) == ["z.txt"]


@pytest.mark.parametrize("turned", [False, True])
def test_two_files_that_exchange_their_texts_lose_none(store, build, write, turned):
    build(write("a.txt", BLAME), write("b.txt", OTHER))
    changed = [write("a.txt", OTHER), write("b.txt", BLAME)]
    outcome = build(*(changed[::-1] if turned else changed))
    assert sorted(outcome.replaced) == ["a.txt", "b.txt"]
    assert {d.path: store.text(d.sha256) for d in store.documents()} == {
        "a.txt": OTHER,
        "b.txt": BLAME,
    }


def test_a_file_that_became_a_copy_loses_its_old_claims(store, build, write):
    build(write("a.txt", BLAME), write("b.txt", OTHER))
    outcome = build(write("b.txt", BLAME))
    assert outcome.copies == ["b.txt"]
    assert outcome.changed
    assert paths(store) == ["a.txt"]


def test_standard_input_gives_way_to_a_file(store, build, write):
    assert build(Document(BLAME, "-")).added == ["-"]
    assert build(Document(BLAME, "-")).unchanged == ["-"]
    assert build(Document(OTHER, "-")).added == ["-"]
    assert build(write("a.txt", BLAME)).moved == ["a.txt"]
    assert paths(store) == ["-", "a.txt"]
    assert build(Document(BLAME, "-")).copies == ["-"]


def test_failures_are_passed_on(store, build, write):
    outcome = build(Failure("bad.txt", "is empty"), write("a.txt", BLAME))
    assert [f.path for f in outcome.failures] == ["bad.txt"]
    assert outcome.added == ["a.txt"]


def test_removing_by_file_folder_and_pattern(store, build, write, tools, tmp_path):
    (tmp_path / "in").mkdir()
    build(write("in/a.txt", BLAME), write("in/b.txt", DENIAL), write("c.txt", OTHER))
    assert building.remove(store, ["in/a.txt"], tools, Watched()).removed == ["in/a.txt"]
    assert building.remove(store, [str(tmp_path / "in")], tools, Watched()).removed == ["in/b.txt"]
    assert building.remove(store, ["*.txt"], tools, Watched()).removed == ["c.txt"]
    assert (store.claims(), store.oppositions()) == ([], [])


def test_removing_does_not_pass_for_reading_again(store, build, write, tools):
    build(write("a.txt", BLAME), write("b.txt", OTHER))
    store.set_meta(extractor="older")
    building.remove(store, ["b.txt"], tools, Watched())
    assert store.meta("extractor") == "older"
    assert build().again == ["a.txt"]
    assert store.meta("extractor") == tools.extractor


def test_what_was_removed_can_come_back(store, build, write, tools):
    documents = [write("a.txt", BLAME), write("b.txt", DENIAL)]
    build(*documents)
    before = store.oppositions()
    building.remove(store, ["b.txt"], tools, Watched())
    build(documents[1])
    assert store.oppositions() == before
    assert before


def test_new_parties_read_the_stored_texts_again(store, build, write, tools, tmp_path):
    build(write("a.txt", "Freedonia accused Sylvania of blocking the harbour."))
    assert store.claims()[0].targets == ()
    (tmp_path / "a.txt").unlink()
    table = 'party = [{id = "XFR", name = "Freedonia"}, {id = "XSY", name = "Sylvania"}]'
    wider = Tools(
        tools.encoder, tools.judge, tools.voices, Gazetteer.parse(("mine", table)), tools.parser
    )
    outcome = build(write("b.txt", OTHER), tools=wider)
    assert outcome.again == ["a.txt"]
    claim = store.claims()[0]
    assert (claim.party.id, claim.targets) == ("XFR", ("XSY",))


def test_another_encoder_is_refused(store, build, write, tools):
    build(write("a.txt", BLAME))
    encoder = FakeEncoder()
    encoder.name = "another"
    other = Tools(encoder, tools.judge, tools.voices, tools.gazetteer, tools.parser)
    with pytest.raises(StoreError, match="another"):
        build(write("b.txt", OTHER), tools=other)
    with pytest.raises(StoreError, match="another"):
        building.remove(store, ["a.txt"], other, Watched())
    assert paths(store) == ["a.txt"]


def test_a_change_by_another_command_meanwhile_is_noticed(store, tools, write):
    class Meddling(Watched):
        def step(self, what, done, total):
            with Store.open(store.folder) as other:
                other.add(Document(OTHER, "z.txt"), [], np.zeros((0, 16), np.float32))

    with pytest.raises(StoreError, match="meanwhile"):
        building.build(store, [write("a.txt", BLAME)], tools, Meddling())
    assert paths(store) == ["z.txt"]


def test_verdicts_are_on_disk_before_the_build_ends(store, build, write, judge, monkeypatch):
    monkeypatch.setitem(scan_function.__globals__, "BATCH", 1)
    kept = []

    def judged(pairs, usual=judge.probabilities):
        if judge.calls == 1:
            with sqlite3.connect(store.folder / "factcheck.sqlite") as other:
                kept.extend(
                    other.execute("SELECT (SELECT count(*) FROM verdicts), count(*) FROM documents")
                )
            other.close()
            raise KeyboardInterrupt
        return usual(pairs)

    monkeypatch.setattr(judge, "probabilities", judged)
    texts = (BLAME, DENIAL, "Spain accused Germany of blocking the harbour and its ships.")
    with pytest.raises(KeyboardInterrupt):
        build(*(write(f"{i}.txt", text) for i, text in enumerate(texts)))
    assert kept == [(1, 0)]
    assert paths(store) == []


def test_one_person_has_one_name_whatever_the_order(build, write, tools, tmp_path):
    texts = {
        "a.txt": "Russian Foreign Minister Sergey Lavrov said the river was open.",
        "b.txt": "Russian Foreign Minister Sergei Lavrov said the road was open.",
        "c.txt": "Russian Foreign Minister Sergei Lavrov said the bridge was open.",
    }
    documents = [write(name, text) for name, text in texts.items()]
    seen = []
    for order in (documents, documents[::-1]):
        with Store.open(tmp_path / "people", create=True) as store:
            for document in order:
                building.build(store, [document], tools, Watched())
            seen.append(report_of(store).claims)
            assert {c.speaker for c in store.claims()} == {"Sergei Lavrov"}
            building.remove(store, ["b.txt", "c.txt"], tools, Watched())
            assert [c.speaker for c in store.claims()] == ["Sergey Lavrov"]
        shutil.rmtree(tmp_path / "people")
    assert seen[0] == seen[1]


def test_spellings_survive_as_text(store, build, write):
    build(write("a.txt", BLAME))
    (claim,) = store.claims()
    spellings = {claim.id: ("Jo Bloggs", claim.party, ("DEU",)), "other": (None, None, ())}
    assert people.from_json(people.to_json(spellings)) == spellings
    assert people.as_written([claim], spellings)[0].speaker == "Jo Bloggs"


def test_the_report_names_those_who_are_only_blamed(store, build, write):
    build(write("a.txt", BLAME))
    assert {p.id: p.name for p in report_of(store).parties.values()} == {
        "FRA": "France",
        "DEU": "Germany",
    }
