"""Speed and memory, each as a ratio to a named baseline measured in the same run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Timing:
    """One row: what was measured, its rate or time, and the baseline's in the same unit.

    ``ratio`` is how many times better than the baseline ours is.
    """

    what: str
    ours: float
    baseline: float | None
    against: str
    unit: str
    lower_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """Ours over the baseline, or the other way round for times."""
        if self.baseline is None:
            return None
        return self.baseline / self.ours if self.lower_is_better else self.ours / self.baseline


def table(rows: Sequence[Timing]) -> str:
    """``rows`` as a table in Markdown."""
    lines = ["| what | ours | baseline | ratio |", "|---|---|---|---|"]
    for row in rows:
        baseline = f"{row.baseline:.2f} {row.unit} ({row.against})" if row.baseline else ""
        ratio = f"{row.ratio:.1f}×" if row.ratio else ""
        lines.append(f"| {row.what} | {row.ours:.2f} {row.unit} | {baseline} | {ratio} |")
    return "\n".join(lines)


def sentences(folders: Sequence[Path]) -> list[str]:
    """The statements of the claims in the reports of ``folders``, as natural input."""
    from factcheck.documents import Failure, read_all
    from factcheck.parties import Gazetteer
    from factcheck.pieces import read

    gazetteer = Gazetteer.load()
    found = []
    for document in read_all([str(folder) for folder in folders]):
        if not isinstance(document, Failure):
            found += [claim.statement for claim in read(document, gazetteer).claims]
    return found


def reading(folders: Sequence[Path]) -> Timing:
    """Words a second of one core from a text to its claims, against its parse alone."""
    from factcheck.documents import Failure, read_all
    from factcheck.parsing import parse
    from factcheck.parties import Gazetteer
    from factcheck.pieces import read
    from factcheck.tools import tagger

    gazetteer, words = Gazetteer.load(), tagger()
    documents = [
        each
        for each in read_all([str(folder) for folder in folders])
        if not isinstance(each, Failure)
    ]
    count = sum(len(document.text.split()) for document in documents)

    def ours() -> None:
        for document in documents:
            read(document, gazetteer, words)

    def theirs() -> None:
        for document in documents:
            parse(document.text)

    return Timing(
        "text to claims, one core",
        count / _fastest(ours, clock=time.process_time),
        count / _fastest(theirs, clock=time.process_time),
        "the parse that is part of it, spaCy small",
        "words/s",
    )


def embedding(texts: Sequence[str]) -> Timing:
    """Claims embedded a second, against sentence-transformers in torch at its defaults."""
    from sentence_transformers import SentenceTransformer

    from factcheck.embedding import load_encoder
    from factcheck.training.encoders import SMALL, locate

    ours = load_encoder()
    theirs = SentenceTransformer(str(locate(SMALL, Path())), device="cpu")
    many = (list(texts) * (1 + 1000 // max(1, len(texts))))[:1000]
    took, baseline = _in_turn(lambda: ours.encode(many), lambda: theirs.encode(many, batch_size=32))
    return Timing(
        "embedding",
        len(many) / took,
        len(many) / baseline,
        "SentenceTransformer.encode, torch fp32, batch 32",
        "claims/s",
    )


def judging(texts: Sequence[str], name: str, count: int) -> Timing:
    """Pairs judged a second by a shipped model, against CrossEncoder.predict in torch.

    The baseline has the architecture and tokenizer of the shipped model and weights drawn at
    random: the same work, though not the same answers.
    """
    from sentence_transformers import CrossEncoder

    from factcheck.nli import load_judge

    pairs = [(a, b) for a, b in zip(texts, [*texts[1:], texts[0]], strict=True)]
    pairs = (pairs * (1 + count // max(1, len(pairs))))[:count]
    judge = load_judge(name)
    with tempfile.TemporaryDirectory() as folder:
        _untrained(name, Path(folder))
        theirs = CrossEncoder(folder, device="cpu")
    took, baseline = _in_turn(lambda: judge.probabilities(pairs), lambda: theirs.predict(pairs))
    return Timing(
        f"judging pairs, {name} model",
        len(pairs) / took,
        len(pairs) / baseline,
        "CrossEncoder.predict, torch fp32, defaults",
        "pairs/s",
    )


def cascade(texts: Sequence[str], count: int = 600) -> Timing:
    """Seconds for a corpus's candidate pairs by the cascade, against the small model alone.

    The candidates are each text with its twenty nearest neighbours, one in so many of them.
    """
    import numpy as np

    from factcheck.embedding import load_encoder
    from factcheck.nli import load_judge

    vectors = load_encoder().encode(texts)
    near = np.argsort(-(vectors @ vectors.T), axis=1)[:, 1:21]
    pairs = [(texts[row], texts[place]) for row, line in enumerate(near) for place in line]
    pairs = pairs[:: max(1, len(pairs) // count)]
    both, small = load_judge(), load_judge("small")
    return Timing(
        f"judging {len(pairs)} candidates, cascade",
        _fastest(lambda: both.probabilities(pairs)),
        _fastest(lambda: small.probabilities(pairs)),
        "the small model alone",
        "s",
        lower_is_better=True,
    )


def first_verdict() -> Timing:
    """Seconds from nothing to the verdict on one contradictory pair, the large model's included."""
    pair = '{"premise": "The port was closed.", "hypothesis": "The port was open."}\n'
    command = [sys.executable, "-m", "factcheck", "nli"]

    def ours() -> None:
        subprocess.run(command, input=pair, check=True, capture_output=True, text=True)

    return Timing(
        "first verdict, whole process",
        _fastest(ours),
        _fastest(lambda: _run([sys.executable, "-c", "import sentence_transformers"])),
        "python -c 'import sentence_transformers'",
        "s",
        lower_is_better=True,
    )


def _untrained(name: str, folder: Path) -> None:
    """Write a classifier of the architecture of a shipped model, with weights at random."""
    from transformers import (
        AutoModelForSequenceClassification,
        BertConfig,
        MPNetConfig,
        PreTrainedTokenizerFast,
    )

    from factcheck.nli.card import TOKENIZER_FILE
    from factcheck.nli.loading import SMALL, WEIGHTS

    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(WEIGHTS / name / TOKENIZER_FILE),
        pad_token="[PAD]" if name == SMALL else "<pad>",
        model_max_length=512,
    )
    if name == SMALL:
        config = BertConfig(
            hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536
        )
    else:
        config = MPNetConfig(max_position_embeddings=514)
        tokenizer.model_input_names = ["input_ids", "attention_mask"]
    config.num_labels = 3
    AutoModelForSequenceClassification.from_config(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def cold_query(stories: Sequence[Path]) -> Timing:
    """A query in a new process, against importing sentence_transformers in one."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "factcheck"]
        index = ["--index", f"{folder}/index"]
        _run([*command, "build", *map(str, stories), *index])
        ask = [*command, "query", "The truce was broken.", *index]
        return Timing(
            "cold query, whole process",
            _fastest(lambda: _run(ask)),
            _fastest(lambda: _run([sys.executable, "-c", "import sentence_transformers"])),
            "python -c 'import sentence_transformers'",
            "s",
            lower_is_better=True,
        )


def build(stories: Sequence[Path]) -> list[Timing]:
    """Files to finished index in a new process: time, and the most memory that it took."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "factcheck", "build", *map(str, stories)]
        told = _run([sys.executable, "-c", _MEASURED, *command, "--index", f"{folder}/index"])
    took, peak = map(float, told.split())
    return [
        Timing("build of the two stories, whole process", took, None, "", "s"),
        Timing("memory of that build at its most", peak / 1024, None, "", "MiB"),
    ]


#: Runs a command and prints its seconds and its greatest resident set in KiB.
_MEASURED = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, capture_output=True)
took = time.perf_counter() - began
print(took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], times: int = 5
) -> tuple[float, float]:
    """Seconds of the fastest of some runs of each, after one to warm up.

    They take turns, so that other work on the machine slows both down.
    """
    best = [float("inf"), float("inf")]
    for turn in range(times + 1):
        for place, work in enumerate((ours, theirs)):
            began = time.perf_counter()
            work()
            if turn:
                best[place] = min(best[place], time.perf_counter() - began)
    return best[0], best[1]


def _fastest(
    work: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Seconds on ``clock`` of the fastest of some runs after one to warm up."""
    work()
    best = float("inf")
    for _ in range(times):
        began = clock()
        work()
        best = min(best, clock() - began)
    return best


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
