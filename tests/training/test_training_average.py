"""The mean of runs: weight by weight, with the tokenizer and recipe of the last."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck.errors import ModelError
from factcheck.training.average import average


def loaded(folder: Path) -> Any:
    from transformers import AutoModelForSequenceClassification

    return AutoModelForSequenceClassification.from_pretrained(str(folder))


def finished(start: Path, run: Path, rate: float, shift: float) -> Path:
    """A run that moved every weight of ``start`` by ``shift``."""
    import torch

    model = loaded(start)
    with torch.no_grad():
        for weight in model.parameters():
            weight += shift
    model.save_pretrained(run / "model")
    shutil.copyfile(start / "tokenizer.json", run / "model" / "tokenizer.json")
    (run / "recipe.json").write_text(json.dumps({"rate": rate}))
    return run


def test_each_weight_is_the_mean(classifier: Callable[..., Path], tmp_path: Path) -> None:
    import torch

    start = classifier()
    runs = [finished(start, tmp_path / str(k), k, k) for k in (1, 2, 6)]
    out = average(runs, tmp_path / "mean")
    found, before = loaded(out / "model").state_dict(), loaded(start).state_dict()
    for name, weight in before.items():
        torch.testing.assert_close(found[name], weight + 3.0, atol=1e-5, rtol=0)
    assert json.loads((out / "recipe.json").read_text()) == {"rate": 6}
    assert (out / "model" / "tokenizer.json").is_file()


def test_runs_that_do_not_fit_are_refused(classifier: Callable[..., Path], tmp_path: Path) -> None:
    one = finished(classifier(), tmp_path / "one", 1, 0)
    other = finished(classifier(layers=2), tmp_path / "other", 1, 0)
    with pytest.raises(ModelError, match="another form"):
        average([one, other], tmp_path / "mean")
    with pytest.raises(ModelError, match="finish the training run"):
        average([one, tmp_path / "absent"], tmp_path / "mean")
    assert not (tmp_path / "mean").exists()
