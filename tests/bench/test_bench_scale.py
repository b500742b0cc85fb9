from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from factcheck.bench import scale
from factcheck.bench.scale_corpus import made
from factcheck.bench.scale_plot import plot
from factcheck.opposition.grid import of_steps, on_grid


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 1,500 vectors about thirty subjects."""
    numbers = np.random.default_rng(4)
    found = numbers.normal(size=(30, 32))[numbers.integers(0, 30, 1500)]
    found += 0.7 * numbers.normal(size=found.shape)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    path = tmp_path_factory.mktemp("vectors") / "vectors.npy"
    np.save(path, found.astype(np.float32))
    return path


def test_claims_are_the_real_sentences_as_far_as_these_reach(
    sentences: Path, tmp_path: Path
) -> None:
    real = np.load(sentences)
    claims = made(real, 1500, tmp_path)
    vectors = claims.vectors()
    assert np.array_equal(np.unique(vectors, axis=0), np.unique(on_grid(real), axis=0))
    for document, setting in enumerate(of_steps(claims.settings())):
        mean = vectors[claims.home() == document].mean(axis=0)
        assert mean @ setting / np.linalg.norm(mean) == pytest.approx(1, abs=1e-3)


def test_claims_beyond_are_disturbed_and_the_same_every_time(
    sentences: Path, tmp_path: Path
) -> None:
    real = np.load(sentences)
    one, other = (made(real, 4000, tmp_path / name) for name in ("one", "other"))
    vectors = one.vectors()
    assert np.array_equal(vectors, other.vectors())
    assert list(one.places()) == list(other.places())
    assert 4000 <= len(vectors) < 4300
    assert len(np.unique(vectors, axis=0)) == len(vectors)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=0.01)
    nearest = (vectors @ on_grid(real).T).max(axis=1)
    assert (nearest > 0.99).sum() == 1500
    assert 0.75 < np.median(nearest[nearest < 0.99]) < 0.95


def test_too_few_sentences_are_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1000 or more"):
        made(np.ones((10, 4), np.float32), 100, tmp_path)


def test_what_is_measured_is_a_table_and_a_plot(
    sentences: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = tmp_path / "scale.svg"
    given = [str(sentences), "--claims", "1500", "--threads", "1", "--plot", str(drawn)]
    assert scale.main(given) == 0
    *_, row = capsys.readouterr().out.splitlines()
    claims, _, lists, flat, *recalls = (cell.strip() for cell in row.strip("|").split("|"))
    assert claims == "1,500"
    assert float(lists.removesuffix(" s")) > 0
    assert float(flat.removesuffix(" s")) >= 0
    # No more documents than are all within reach: nothing is missed.
    assert recalls[1] == recalls[2] == "1.000"
    assert "FAISS Flat" in drawn.read_text()


@pytest.mark.parametrize("content", [None, b"", b"words", np.ones(5)])
def test_what_holds_no_vectors_is_one_line(
    content: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "given.npy"
    if isinstance(content, np.ndarray):
        np.save(path, content)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    with pytest.raises(SystemExit) as stopped:
        scale.main([str(path)])
    assert stopped.value.code == 2
    assert "given.npy: " in capsys.readouterr().err


def test_a_plot_is_xml_with_a_point_for_each_pair() -> None:
    lines = {"a < b": [(10.0, 0.2), (1000.0, 30.0)], "c": [(100.0, 5.0)]}
    root = ET.fromstring(plot(lines, "claims", "seconds"))
    found = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert found.count("circle") == 3
    assert "a < b" in [element.text for element in root.iter()]
    with pytest.raises(ValueError, match="no points"):
        plot({}, "claims", "seconds")
