from __future__ import annotations

import hashlib

import pytest

from factcheck.errors import ModelError
from factcheck.nli import LABELS, load_judge, loading
from factcheck.nli.cascade import Cascade
from factcheck.nli.onnx_judge import OnnxJudge
from factcheck.nli.transformers_judge import TransformersJudge


def test_absent_weights_are_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "WEIGHTS", tmp_path)
    for name in (None, "small", "base"):
        with pytest.raises(ModelError, match=r"^no inference model in .*; reinstall factcheck$"):
            load_judge(name)


def test_a_folder_that_export_wrote(onnx_folder):
    assert isinstance(load_judge(str(onnx_folder()), threads=1), OnnxJudge)


@pytest.fixture
def shipped(onnx_folder, monkeypatch, tmp_path):
    """Two models and the bound between them, as they would ship."""
    monkeypatch.setattr(loading, "WEIGHTS", tmp_path)
    for name in ("small", "base"):
        folder = onnx_folder(packed=True, name=name).rename(tmp_path / name)
        digest = hashlib.sha256((folder / "card.json").read_bytes()).hexdigest()
        monkeypatch.setitem(loading.PINNED, name, digest)
    (tmp_path / "cascade.json").write_text('{"keep": 0.9}')
    return tmp_path


@pytest.mark.parametrize("lazy", [False, True])
def test_the_default_is_the_shipped_cascade(shipped, lazy):
    judge = load_judge(lazy=lazy)
    assert isinstance(judge, Cascade)
    assert judge.name == load_judge(lazy=not lazy).name
    assert load_judge("small", device="cpu").name in judge.name
    assert load_judge("base", lazy=lazy).name in judge.name
    assert judge.probabilities([("it", "no")]).argmax() == 2


def test_shipped_models_are_those_that_the_code_expects(shipped):
    card = shipped / "base" / "card.json"
    card.write_text(card.read_text().replace("1.0", "1.5"))
    assert load_judge("small").name
    for name in (None, "base"):
        with pytest.raises(ModelError, match=r"card\.json' is damaged or was changed"):
            load_judge(name)


def test_a_hugging_face_folder(tiny):
    assert isinstance(load_judge(str(tiny(LABELS)), device="cpu"), TransformersJudge)


def test_options_that_shipped_models_do_not_take(onnx_folder):
    folder = str(onnx_folder())
    with pytest.raises(ModelError, match="leave the device out"):
        load_judge(folder, device="cuda")
    with pytest.raises(ModelError, match="leave labels out"):
        load_judge(folder, labels="entailment,neutral,contradiction")


@pytest.mark.parametrize("name", ["", "\x00", "x" * 5000, "../../nowhere"])
def test_names_that_are_no_model(name):
    with pytest.raises(ModelError):
        load_judge(name)
