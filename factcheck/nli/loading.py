"""From the name of a model to a judge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import ModelError
from factcheck.nli.card import CARD_FILE
from factcheck.nli.judge import Judge

if TYPE_CHECKING:
    from factcheck.nli.lazy import LazyJudge

WEIGHTS = Path(__file__).parent / "weights"
SMALL, BASE = "small", "base"
#: SHA-256 of each shipped model's card, which holds the hashes of its files.
PINNED = {
    SMALL: "eda50a301ab06f0bd08570a6eece61f4af1578c5cd30d1c5f81c6010bdc3bf8a",
    BASE: "49c776c61104807ebf656dec10b9679c8c07eba3ba6a99dcaed02d35bbbd79a5",
}


def load_judge(
    name: str | None = None,
    *,
    threads: int = 0,
    device: str | None = None,
    labels: str | None = None,
    lazy: bool = False,
) -> Judge:
    """The judge called ``name``; without a name the shipped cascade of "small" and "base".

    "small" or "base" is one of the two alone; a folder that ``factcheck.training export`` wrote
    runs under ONNX Runtime as they do; anything else is a Hugging Face name or folder, for
    which ``labels`` may give the order of its classes and ``device`` a torch device.
    ``threads`` 0 leaves their number to the runtime.  A ``lazy`` judge loads a shipped model
    when the first pairs come; the second of a cascade that is not lazy loads meanwhile.

    Raises:
        ModelError: the model is missing, damaged or not what it says.

    """
    shipped = name in (None, SMALL, BASE)
    if shipped or (name and _exported(Path(name))):
        if device not in (None, "cpu"):
            raise ModelError(
                f"this model runs on the CPU, not on {device!r}; leave the device out, "
                "or name a Hugging Face model"
            )
        if labels is not None:
            raise ModelError("this model carries its own label order; leave labels out")
        if name is None:
            return _cascade(threads, lazy=lazy)
        if shipped:
            judge = _shipped(name, threads)
            return judge if lazy else judge.loaded
        from factcheck.nli.onnx_judge import OnnxJudge

        return OnnxJudge(Path(name), threads=threads)
    from factcheck.nli.transformers_judge import TransformersJudge

    return TransformersJudge(str(name), labels=labels, device=device, threads=threads)


def voices_of(judge: Judge, *, threads: int = 0) -> Judge:
    """The judge to ask about statements with who makes them, beside ``judge`` for bare ones.

    It is the shipped base model, whatever is asked otherwise: it alone has learnt them, and
    within the shipped cascade it is loaded once.

    Raises:
        ModelError: the model is missing or damaged.

    """
    from factcheck.nli.cascade import Cascade

    if isinstance(judge, Cascade):
        return judge.second
    return _shipped(BASE, threads)


def _cascade(threads: int, *, lazy: bool) -> Judge:
    from factcheck.nli.cascade import Cascade, read_keep

    first, second = _shipped(SMALL, threads), _shipped(BASE, threads)
    if not lazy:
        second.begin()
    return Cascade(first if lazy else first.loaded, second, read_keep(WEIGHTS))


def _shipped(name: str, threads: int) -> LazyJudge:
    from factcheck.nli.lazy import LazyJudge

    return LazyJudge(WEIGHTS / name, threads=threads, card_sha256=PINNED[name])


def _exported(folder: Path) -> bool:
    try:
        return (folder / CARD_FILE).is_file()
    except (OSError, ValueError):
        return False
