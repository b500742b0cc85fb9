from __future__ import annotations

import hashlib

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli.lazy import LazyJudge
from factcheck.nli.onnx_judge import OnnxJudge

PAIRS = [("rain fell", "yes"), ("it", "no")]


def test_it_is_named_before_it_is_loaded_and_judges_alike(onnx_folder):
    folder = onnx_folder(sure={"entailment": 0.6, "neutral": 0.5, "contradiction": 0.8})
    lazy, eager = LazyJudge(folder, threads=1), OnnxJudge(folder, threads=1)
    assert "loaded" not in vars(lazy)
    assert (lazy.name, lazy.sure) == (eager.name, eager.sure)
    assert lazy.sure == (0.6, 0.5, 0.8)
    np.testing.assert_array_equal(lazy.probabilities(PAIRS), eager.probabilities(PAIRS))
    assert lazy.loaded is lazy.loaded


def test_a_card_that_is_not_the_expected_one_is_told_at_once(onnx_folder):
    folder = onnx_folder()
    true = hashlib.sha256((folder / "card.json").read_bytes()).hexdigest()
    assert LazyJudge(folder, card_sha256=true).name
    with pytest.raises(ModelError, match=r"card\.json' is damaged or was changed"):
        LazyJudge(folder, card_sha256="0" * 64)


def test_damaged_files_are_told_when_they_are_needed(onnx_folder):
    folder = onnx_folder()
    (folder / "model.onnx").unlink()
    judge = LazyJudge(folder)
    with pytest.raises(ModelError, match="reinstall factcheck"):
        judge.probabilities(PAIRS)


def test_what_has_begun_to_load_judges_alike(onnx_folder):
    folder = onnx_folder()
    judge = LazyJudge(folder, threads=1)
    judge.begin()
    judge.begin()
    expected = OnnxJudge(folder, threads=1).probabilities(PAIRS)
    np.testing.assert_array_equal(judge.probabilities(PAIRS), expected)
    loaded = judge.loaded
    judge.begin()
    assert judge.loaded is loaded


def test_damage_found_while_loading_is_told_to_whoever_needs_the_judge(onnx_folder):
    folder = onnx_folder()
    (folder / "model.onnx").unlink()
    judge = LazyJudge(folder)
    judge.begin()
    with pytest.raises(ModelError, match="reinstall factcheck"):
        judge.probabilities(PAIRS)
