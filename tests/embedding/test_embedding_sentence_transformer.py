import shutil

import numpy as np
import pytest

from factcheck.embedding import load_encoder, minilm
from factcheck.embedding.sentence_transformer import SentenceTransformerEncoder
from factcheck.errors import ModelError


@pytest.fixture(scope="module")
def named():
    return load_encoder(str(minilm.model_folder()), threads=1)


def test_a_folder_is_loaded_by_sentence_transformers(named):
    assert isinstance(named, SentenceTransformerEncoder)
    assert named.dimension == 384
    texts = ["The convoy was bombed.", "", "lone \ud800 surrogate"]
    vectors = named.encode(texts)
    assert vectors.dtype == np.float32
    assert ((vectors * load_encoder(threads=1).encode(texts)).sum(axis=1) > 0.999).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert named.encode([]).shape == (0, 384)


def test_the_name_follows_the_weights(named, tmp_path):
    from safetensors.numpy import load_file, save_file

    folder = tmp_path / "model"
    shutil.copytree(minilm.model_folder(), folder)
    assert SentenceTransformerEncoder(str(folder)).name == named.name
    assert named.name.startswith("model@")
    weights = load_file(folder / "model.safetensors")
    weights["embeddings.LayerNorm.bias"][0] += 1
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    assert SentenceTransformerEncoder(str(folder)).name != named.name


def test_a_model_that_is_none_is_an_error(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded") as error:
        load_encoder(str(tmp_path))
    assert "\n" not in str(error.value)
