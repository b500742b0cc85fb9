from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck import inverted
from factcheck.store import nearest


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    """Three thousand vectors about forty subjects."""
    numbers = np.random.default_rng(5)
    found = numbers.normal(size=(40, 64))[numbers.integers(0, 40, 3000)]
    found += 0.4 * numbers.normal(size=found.shape)
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def ids(vectors: NDArray[np.float32]) -> list[str]:
    return [f"{row:016x}" for row in range(len(vectors))]


def test_an_inverted_file_finds_most_and_does_so_again(vectors: NDArray[np.float32]) -> None:
    exact = np.argsort(-(vectors[:50] @ vectors.T), axis=1)[:, :20]

    _, found = inverted.inverted_file(vectors).search(vectors[:50], 60)
    _, again = inverted.inverted_file(vectors).search(vectors[:50], 60)

    kept = np.mean([len(set(a) & set(b)) / 20 for a, b in zip(exact, found, strict=True)])
    assert kept > 0.95
    assert np.array_equal(found, again)


def test_a_large_index_ranks_by_whole_vectors(
    vectors: NDArray[np.float32], ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "EXACT", 1000)
    rough = nearest.build(ids, vectors)
    assert not rough.exact
    by_id = dict(zip(ids, vectors, strict=True))

    said = nearest.ranked_anew(
        [rough], vectors[:5], 10, lambda some: {id_: by_id[id_] for id_ in some}
    )

    assert said is not None
    scores, found = said
    assert [line[0] for line in found] == ids[:5]
    for query, line, names in zip(vectors, scores, found, strict=False):
        assert np.allclose(line, [float(by_id[name] @ query) for name in names])
        assert (np.diff(line) <= 0).all()


def test_too_few_found_is_told(
    vectors: NDArray[np.float32], ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "EXACT", 1000)
    rough = nearest.build(ids, vectors)
    assert nearest.ranked_anew([rough], vectors[:1], 10, lambda _: {}) is None


def test_what_is_found_roughly_survives_the_file(
    vectors: NDArray[np.float32],
    ids: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.setattr(nearest, "EXACT", 1000)
    rough = nearest.build(ids, vectors)
    path = tmp_path_factory.mktemp("index") / "claims.faiss"
    nearest.save(rough, path, "one")
    loaded = nearest.load(path, "one")
    assert loaded is not None
    assert not loaded.exact
    assert loaded.search(vectors[:3], 5)[1] == rough.search(vectors[:3], 5)[1]


@pytest.mark.parametrize(("count", "word"), [(50_000, "exact"), (50_001, "inverted file")])
def test_the_kind_of_search_is_told(count: int, word: str) -> None:
    assert word in inverted.search_kind(count)
