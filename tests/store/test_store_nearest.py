import faiss
import numpy as np
import pytest

from factcheck import inverted
from factcheck.store import Store, nearest


def best(store, queries, k):
    """The reference: all inner products, sorted."""
    ids, vectors = store.vectors()
    products = queries @ vectors.T
    order = np.argsort(-products, axis=1)[:, :k]
    return np.take_along_axis(products, order, 1), [[ids[place] for place in row] for row in order]


@pytest.fixture
def queries(make):
    return make.vectors(make.document(77), 5)


@pytest.mark.parametrize("k", [1, 4, 100])
def test_search_is_exact(full, queries, k):
    scores, ids = full.search(queries, k)
    expected, names = best(full, queries, k)
    assert scores.dtype == np.float32
    assert ids == names
    np.testing.assert_allclose(scores, expected, atol=1e-6)


def test_an_empty_index_finds_nothing(store, queries):
    scores, ids = store.search(queries, 3)
    assert scores.shape == (5, 0)
    assert ids == [[], [], [], [], []]


def test_no_queries_find_nothing(full):
    scores, ids = full.search(np.zeros((0, 8), np.float32), 3)
    assert (scores.shape, ids) == ((0, 3), [])


def test_the_file_saves_reading_the_vectors_again(full, folder, queries, monkeypatch):
    expected = full.search(queries, 3)[1]
    monkeypatch.setattr(nearest, "build", None)
    with Store.open(folder) as store:
        assert store.search(queries, 3)[1] == expected
    assert faiss.read_index(str(folder / "claims.faiss")).ntotal == 6


def test_search_follows_every_change(full, folder, queries, make):
    for change in (lambda: make.fill(full, 4), lambda: full.remove([make.document(1).sha256])):
        change()
        assert full.search(queries, 9)[1] == best(full, queries, 9)[1]
        with Store.open(folder) as other:
            assert other.search(queries, 9)[1] == full.search(queries, 9)[1]


def test_search_within_a_transaction_sees_it_and_saves_nothing_of_it(full, folder, queries, make):
    expected = full.search(queries, 9)[1]

    def failing():
        with full.transaction():
            make.fill(full, 4)
            assert full.search(queries, 9)[1] == best(full, queries, 9)[1]
            assert len(full.search(queries, 9)[1][0]) == 8
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert full.search(queries, 9)[1] == expected
    with Store.open(folder) as other:
        assert other.search(queries, 9)[1] == expected


def test_another_writer_is_noticed(full, folder, queries, make):
    full.search(queries, 9)
    with Store.open(folder) as other:
        make.fill(other, 4)
    assert full.search(queries, 9)[1] == best(full, queries, 9)[1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:60] + bytes((data[60] ^ 1,)) + data[61:],
        lambda data: data[:-17] + b"\xff" * 8 + data[-9:],
        lambda data: b"\x00" * len(data),
    ],
)
def test_a_damaged_file_is_made_again(full, folder, queries, damage):
    expected = full.search(queries, 3)[1]
    path = folder / "claims.faiss"
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    with Store.open(folder) as store:
        assert store.search(queries, 3)[1] == expected
    assert path.read_bytes() == whole


def test_a_file_left_by_an_index_before_is_not_believed(full, folder, queries, make):
    full.search(queries, 3)
    full.close()
    (folder / "factcheck.sqlite").unlink()
    with Store.open(folder, create=True) as store:
        make.fill(store, 7, 8, 9)
        assert store.search(queries, 3)[1] == best(store, queries, 3)[1]


@pytest.fixture
def large(full, make, monkeypatch):
    """An index that counts as large, with its cache made."""
    make.fill(full, *range(10, 30))
    monkeypatch.setattr(nearest, "EXACT", 30)
    monkeypatch.setattr(inverted, "PROBES", 64)
    full.search(np.zeros((1, 8), np.float32), 1)
    return full


def test_the_cache_of_a_large_index_does_while_few_claims_come_and_go(
    large, folder, queries, make, monkeypatch
):
    before = (folder / "claims.faiss").read_bytes()
    monkeypatch.setattr(nearest, "build", None)
    gone = make.document(1).sha256
    for change in (
        lambda: make.fill(large, 4, 5),
        lambda: large.remove([gone]),
        lambda: make.fill(large, 2),
        lambda: make.fill(large, 1),
    ):
        change()
        with Store.open(folder) as other:
            for store in (large, other):
                scores, ids = store.search(queries, 3)
                expected, names = best(store, queries, 3)
                assert ids == names
                np.testing.assert_allclose(scores, expected, atol=1e-6)
    assert (folder / "claims.faiss").read_bytes() == before


@pytest.mark.parametrize("change", ["come", "go"])
def test_the_cache_of_a_large_index_is_made_anew_once_more_have_changed(
    large, folder, queries, make, monkeypatch, change
):
    before = (folder / "claims.faiss").read_bytes()
    monkeypatch.setattr(nearest, "LATER", 1)
    if change == "come":
        make.fill(large, 4)
    else:
        large.remove([make.document(1).sha256])
    assert large.search(queries, 3)[1] == best(large, queries, 3)[1]
    assert (folder / "claims.faiss").read_bytes() != before


def test_a_cache_of_a_later_state_is_not_believed(large, folder, queries, make):
    make.fill(large, 4)
    large.search(queries, 3)
    large.database.query("UPDATE meta SET value = '9' WHERE key = 'generation'")
    large.database.query("UPDATE vectors SET since = 0")
    (folder / "claims.faiss").unlink()
    large.search(queries, 3)
    large.database.query("UPDATE meta SET value = '8' WHERE key = 'generation'")
    made = (folder / "claims.faiss").read_bytes()
    assert large.search(queries, 3)[1] == best(large, queries, 3)[1]
    assert (folder / "claims.faiss").read_bytes() != made


def test_a_folder_that_takes_no_file_is_no_failure(full, folder, queries, monkeypatch):
    def refuse(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(nearest.os, "fsync", refuse)
    assert full.search(queries, 3)[1] == best(full, queries, 3)[1]
    assert not list(folder.glob("claims.faiss*"))
