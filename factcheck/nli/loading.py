"""From the name of a model to a judge."""

from __future__ import annotations

from pathlib import Path

from factcheck.errors import ModelError
from factcheck.nli.card import CARD_FILE
from factcheck.nli.judge import Judge

WEIGHTS = Path(__file__).parent / "weights"
SMALL, BASE = "small", "base"


def load_judge(
    name: str | None = None,
    *,
    threads: int = 0,
    device: str | None = None,
    labels: str | None = None,
) -> Judge:
    """The judge called ``name``: None or "small" for the one that ships with the package.

    "base" is the larger shipped model; a folder that ``factcheck.training export`` wrote
    runs under ONNX Runtime as they do; anything else is a Hugging Face name or folder, for
    which ``labels`` may give the order of its classes and ``device`` a torch device.
    ``threads`` 0 leaves their number to the runtime.

    Raises:
        ModelError: the model is missing, damaged or not what it says.

    """
    shipped = name in (None, SMALL, BASE)
    folder = WEIGHTS / (name or SMALL) if shipped else Path(str(name))
    if shipped or (name and _exported(folder)):
        if device not in (None, "cpu"):
            raise ModelError(
                f"this model runs on the CPU, not on {device!r}; leave the device out, "
                "or name a Hugging Face model"
            )
        if labels is not None:
            raise ModelError("this model carries its own label order; leave labels out")
        from factcheck.nli.onnx_judge import OnnxJudge

        return OnnxJudge(folder, threads=threads)
    from factcheck.nli.transformers_judge import TransformersJudge

    return TransformersJudge(str(name), labels=labels, device=device, threads=threads)


def _exported(folder: Path) -> bool:
    try:
        return (folder / CARD_FILE).is_file()
    except (OSError, ValueError):
        return False
