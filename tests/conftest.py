"""The real command line, and an index of the annotated stories that is built once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

from factcheck.model import stable_id
from factcheck.opposition.texts import stems

ROOT = Path(__file__).parents[1]
# A busy machine is no failure: no test asserts a time.
settings.register_profile("timeless", deadline=None)
settings.load_profile("timeless")
STORIES = ("syria-truce-2016", "lenva-patrol-boat")


@pytest.fixture(scope="session")
def environment():
    kept = {k: v for k, v in os.environ.items() if not k.startswith("FACTCHECK")}
    return {**kept, "HF_HUB_OFFLINE": "1", "PYTHONWARNINGS": "ignore", "COLUMNS": "80"}


@pytest.fixture(scope="session")
def factcheck(environment):
    """Runs ``factcheck ARGUMENTS`` in a process of its own."""

    def run(*arguments, text=None, cwd=ROOT, env=None, timeout=600, **options):
        stdin = {"stdin": subprocess.DEVNULL} if text is None else {"input": text.encode()}
        done = subprocess.run(
            [sys.executable, "-m", "factcheck", *map(os.fspath, arguments)],
            cwd=cwd,
            env={**environment, **(env or {})},
            timeout=timeout,
            capture_output="stdout" not in options,
            **stdin,
            **options,
        )
        return subprocess.CompletedProcess(
            done.args,
            done.returncode,
            (done.stdout or b"").decode(),
            (done.stderr or b"").decode(errors="backslashreplace"),
        )

    return run


@pytest.fixture(scope="session")
def stories():
    """The folders of the annotated stories, as a user at the root would name them."""
    return [f"fixtures/{name}" for name in STORIES]


@pytest.fixture(scope="session")
def index(factcheck, stories, tmp_path_factory):
    """An index of the stories; read it, and copy it before changing it."""
    folder = tmp_path_factory.mktemp("built") / "index"
    done = factcheck("build", *stories, "--index", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def own_index(index, tmp_path):
    """A copy of the index, to be changed."""
    return Path(shutil.copytree(index, tmp_path / "own-index"))


@pytest.fixture(scope="session")
def exported(factcheck):
    """The JSON report of an index."""

    def export(index):
        done = factcheck("report", "--index", index, "--format", "json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return export


@pytest.fixture
def reports(tmp_path):
    """A folder with two short reports that contradict each other."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "The harbour was closed on Monday, France said.\n\n"
        "France accused Germany of blocking the harbour.\n"
    )
    (folder / "two.txt").write_text("Germany denied blocking the harbour.\n")
    return folder


class WordEncoder:
    """Embeds a text as the unit vector of its stems: texts that share words are close."""

    name = "words"
    dimension = 256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 256) float32, unit rows."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for stem in stems(text):
                row[int(stable_id(stem), 16) % self.dimension] += 1
            row /= max(float(np.linalg.norm(row)), 1e-9)
        return rows


class NegationJudge:
    """Calls a contradiction where just one side has a "not"."""

    name = "negation"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """(n, 3) float32."""
        self.asked += pairs
        return np.array(
            [
                [0.02, 0.08, 0.9] if (" not " in a) != (" not " in b) else [0.1, 0.8, 0.1]
                for a, b in pairs
            ],
            np.float32,
        ).reshape(-1, 3)


@pytest.fixture
def encoder() -> WordEncoder:
    """An encoder without weights."""
    return WordEncoder()


@pytest.fixture
def judge() -> NegationJudge:
    """A judge without weights."""
    return NegationJudge()
