"""One model from runs that started from one another: the mean of their weights.

The mean of models fine-tuned from one start is mostly better than each and as fast as one
(Wortsman et al. 2022, "Model soups", ICML).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.errors import ModelError

_MODEL, _RECIPE = "model", "recipe.json"


def average(runs: Sequence[Path], out: Path) -> Path:
    """Write into folder ``out`` a run whose model is the mean of those of finished ``runs``.

    Its recipe is that of the last of them.

    Raises:
        ModelError: a run is not finished, or their models are not of one form.

    """
    import torch
    from transformers import AutoModelForSequenceClassification

    states = [_state(run) for run in runs]
    shapes = [{name: tuple(weight.shape) for name, weight in state.items()} for state in states]
    odd = next((run for run, each in zip(runs, shapes, strict=True) if each != shapes[0]), None)
    if odd is not None:
        raise ModelError(f"{str(odd)!r} is a model of another form than {str(runs[0])!r}")
    model = AutoModelForSequenceClassification.from_pretrained(str(runs[-1] / _MODEL))
    with torch.inference_mode():
        model.load_state_dict(
            {
                name: torch.stack([state[name].double() for state in states]).mean(0)
                for name in states[0]
            }
        )
    model.save_pretrained(out / _MODEL)
    shutil.copyfile(runs[-1] / _MODEL / "tokenizer.json", out / _MODEL / "tokenizer.json")
    recipe = json.loads((runs[-1] / _RECIPE).read_text(encoding="utf-8"))
    (out / _RECIPE).write_text(json.dumps(recipe, indent=1), encoding="utf-8")
    return out


def _state(run: Path) -> dict[str, Any]:
    from transformers import AutoModelForSequenceClassification

    if not (run / _MODEL / "config.json").exists():
        raise ModelError(f"{str(run)!r} holds no model; finish the training run first")
    model = AutoModelForSequenceClassification.from_pretrained(str(run / _MODEL))
    state: dict[str, Any] = model.state_dict()
    return state
