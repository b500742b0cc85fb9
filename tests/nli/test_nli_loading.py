from __future__ import annotations

import pytest

from factcheck.errors import ModelError
from factcheck.nli import LABELS, load_judge, loading
from factcheck.nli.onnx_judge import OnnxJudge
from factcheck.nli.transformers_judge import TransformersJudge


def test_absent_weights_are_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "WEIGHTS", tmp_path)
    for name in (None, "small", "base"):
        with pytest.raises(ModelError, match=r"^no inference model in .*; reinstall factcheck$"):
            load_judge(name)


def test_a_folder_that_export_wrote(onnx_folder):
    assert isinstance(load_judge(str(onnx_folder()), threads=1), OnnxJudge)


def test_the_default_is_the_small_shipped_folder(onnx_folder, monkeypatch, tmp_path):
    onnx_folder().rename(tmp_path / "small")
    monkeypatch.setattr(loading, "WEIGHTS", tmp_path)
    assert load_judge().name == load_judge("small", device="cpu").name


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
