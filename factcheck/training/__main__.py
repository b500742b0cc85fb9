"""Command line of the training code: ``python -m factcheck.training --help``."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.nli.cascade import SETTINGS_FILE
from factcheck.training import encoders
from factcheck.training.disputes import dispute_pairs
from factcheck.training.finetune import Recipe, Run, finetune
from factcheck.training.held_out import HeldOut, held_out_pairs, unrelated_pairs
from factcheck.training.mix import (
    PLAIN,
    Pair,
    general,
    labelled,
    lately,
    leaning,
    mined,
    own,
    thin,
    whole,
)
from factcheck.training.news import news_pairs
from factcheck.training.stories import story_pairs

app = typer.Typer(add_completion=False, no_args_is_help=True)

_CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "factcheck" / "training"
#: What held-out pairs are mined with, and calibration pairs are drawn with.
_SEED = 7
#: Training pairs on which activations are looked at and rounding is made up for.
_CALIBRATION = 256
_OWN = Path(__file__).resolve().parents[2] / "fixtures" / "pairs"
_NEWS = Path("benchmarks") / "polnear-pairs" / "train.jsonl"

WorkOption = Annotated[
    Path, typer.Option(help="Where checkpoints go; a later run goes on from them.")
]
PairsOption = Annotated[int, typer.Option(help="Training pairs in all.")]
RateOption = Annotated[float, typer.Option(help="Peak learning rate.")]
OwnOption = Annotated[
    Path, typer.Option("--own", help="Folder of the pairs written for this project.")
]
ThreadsOption = Annotated[int, typer.Option(help="CPU threads.")]


@app.callback()
def main() -> None:
    """Make the weights that factcheck ships."""


@app.command()
def nli(
    data: Annotated[Path, typer.Option(help="Folder with nli/, polnear/ and euvsdisinfo/.")],
    encoder: Annotated[str, typer.Option(help="small, base, or a model folder.")] = "small",
    work: WorkOption = _CACHE,
    pairs: PairsOption = 130_000,
    rate: RateOption = 1e-4,
    decay: Annotated[float, typer.Option(help="Last part of the run, over which it falls.")] = 0.35,
    name: Annotated[
        str | None, typer.Option(help="Folder of the run below --work; the encoder's name.")
    ] = None,
    own_pairs: OwnOption = _OWN,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain", help="The baseline: general and fact-verification pairs, each once."
        ),
    ] = False,
    frozen: Annotated[int, typer.Option(help="Lowest layers that stay as they are.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the draws from the mix.")] = 7,
    claims: Annotated[
        bool, typer.Option("--claims", help="A last run that leans on claims of disputes and news.")
    ] = False,
    fresh: Annotated[
        list[str] | None,
        typer.Option(
            help="A last run on the disputes whose files begin so, and little of all else."
        ),
    ] = None,
    broad: Annotated[
        bool, typer.Option("--general", help="A run that leans on inference in general.")
    ] = False,
    threads: ThreadsOption = 2,
) -> None:
    """Fine-tune an encoder, or a model that was fine-tuned before, on the mix.

    Example: python -m factcheck.training nli --data data --encoder small --pairs 130000
    """
    import torch

    torch.set_num_threads(threads)
    recipe = Recipe(pairs=pairs, rate=rate, decay=decay, frozen=frozen, seed=seed)
    run = Run(work / (name or Path(encoder).name), recipe)
    start = encoders.locate(encoder, work)
    if plain:
        finetune(start, run, *labelled(data, PLAIN), draw=whole)
        return
    train, development = labelled(data)
    train += _ours(data, work, own_pairs, run.recipe.seed, fresh or ())
    if fresh:
        draw = lately
    elif claims:
        draw = leaning
    elif broad:
        draw = general
    else:
        draw = thin
    finetune(start, run, train, development, draw=draw)


@app.command()
def distil(
    data: Annotated[Path, typer.Option(help="Folder with nli/, polnear/ and euvsdisinfo/.")],
    teacher: Annotated[str, typer.Option(help="Judge to learn from: base, or a folder.")] = "base",
    student: Annotated[str, typer.Option(help="small, or a model folder.")] = "small",
    work: WorkOption = _CACHE,
    pairs: PairsOption = 450_000,
    judged: Annotated[int, typer.Option(help="Pairs that the teacher judges.")] = 120_000,
    rate: RateOption = 1e-4,
    own_pairs: OwnOption = _OWN,
    threads: ThreadsOption = 2,
) -> None:
    """Train a small model on what a larger one says.

    Example: python -m factcheck.training distil --data data --teacher base --student small
    """
    import torch

    from factcheck.nli import load_judge
    from factcheck.training import distil as distilling

    torch.set_num_threads(threads)
    train, development = labelled(data)
    run = Run(work / "distilled", Recipe(pairs=pairs, rate=rate, smoothing=0.0))
    seed = run.recipe.seed
    train += _ours(data, work, own_pairs, seed)
    free = _kept(
        work / f"unlabelled-{seed}.jsonl",
        lambda: distilling.unlabelled(data, _encoder(work), seed),
    )
    free += distilling.told(own_pairs.parent / "stories", own_pairs.parent / "disputes", seed)
    learnt = distilling.transfer(train, free, seed, judged)
    probabilities = distilling.taught(load_judge(teacher, threads=threads), learnt, work / "taught")
    soft = distilling.softened(learnt, probabilities, len(free))
    finetune(encoders.locate(student, work), run, soft, development)


@app.command()
def tagger(
    data: Annotated[Path, typer.Option(help="Folder with polnear/.")],
    out: Annotated[Path, typer.Option(help="Where graphs and cards go.")],
    work: WorkOption = _CACHE,
    epochs: Annotated[int, typer.Option(help="Passes over the articles.")] = 6,
    threads: ThreadsOption = 2,
) -> None:
    """Train the tagger of attributions and write it out, quantised.

    Example: python -m factcheck.training tagger --data data --out factcheck/attribution/weights
    """
    import json
    from dataclasses import asdict

    import torch

    from factcheck.bench.attribution import read_articles
    from factcheck.training import tagger_export
    from factcheck.training.tagger import Recipe as TaggerRecipe
    from factcheck.training.tagger import Training

    torch.set_num_threads(threads)
    recipe = TaggerRecipe(epochs=epochs)
    training = Training(encoders.locate(encoders.SMALL, work), work / "tagger", recipe)
    development = read_articles(data / "polnear" / "dev.jsonl.gz")
    training.run(read_articles(data / "polnear" / "train.jsonl.gz"), development)
    figures = tagger_export.export(training.model, out, asdict(recipe), development)
    typer.echo(json.dumps(figures, indent=1))


@app.command()
def export(
    run: Annotated[Path, typer.Option(help="Folder of a training run, with model/ in it.")],
    data: Annotated[Path, typer.Option(help="Folder with nli/, as for training.")],
    out: Annotated[Path, typer.Option(help="Where model, tokenizer and cards go.")],
    encoder: Annotated[str, typer.Option(help="What the run started from.")] = encoders.SMALL,
    bits: Annotated[int, typer.Option(help="Bits of each weight, 7 at most.")] = 7,
    checkpoint: Annotated[
        Path | None, typer.Option(help="Export this checkpoint of an unfinished run instead.")
    ] = None,
    work: Annotated[Path, typer.Option(help="Where encoders are unpacked.")] = _CACHE,
    own_pairs: OwnOption = _OWN,
    threads: ThreadsOption = 2,
) -> None:
    """Quantise, calibrate and measure a trained model.

    Example: python -m factcheck.training export --run RUN --data data --out weights/small
    """
    from factcheck.training import export as exporting

    recipe = json.loads((run / "recipe.json").read_text(encoding="utf-8"))
    trained = exporting.load_trained(run, encoders.locate(encoder, work), checkpoint)
    train, development = labelled(data)
    held = _held_out(data, work, own_pairs, train, development)
    rng = random.Random(_SEED)
    mix = thin(train + _ours(data, work, own_pairs, _SEED), rng)
    calibration = rng.sample(mix, _CALIBRATION)
    card = exporting.export(trained, held, calibration, out, recipe, bits=bits, threads=threads)
    typer.echo(json.dumps(card["figures"], indent=1))


@app.command()
def restore(
    weights: Annotated[Path, typer.Option(help="Folder of shipped weights, model.onnx.zz in it.")],
    out: Annotated[Path, typer.Option(help="Where the float model goes.")],
    encoder: Annotated[str, typer.Option(help="What the weights were made from.")] = encoders.BASE,
    work: Annotated[Path, typer.Option(help="Where encoders are unpacked.")] = _CACHE,
) -> None:
    """Shipped weights as a float model that training can go on from.

    Example: python -m factcheck.training restore --weights factcheck/nli/weights/base --out base
    """
    from factcheck.nli.card import PACKED_FILE
    from factcheck.training import restore as restoring

    restoring.restore(weights / PACKED_FILE, encoders.locate(encoder, work), out)


@app.command()
def average(
    runs: Annotated[list[Path], typer.Argument(help="Folders of finished runs of one encoder.")],
    out: Annotated[Path, typer.Option(help="Where the run goes that is their mean.")],
) -> None:
    """One model from several: the mean of their weights.

    Example: python -m factcheck.training average RUN RUN --out MEAN
    """
    from factcheck.training import average as averaging

    averaging.average(runs, out)


@app.command()
def cascade(
    data: Annotated[Path, typer.Option(help="Folder with nli/, as for training.")],
    weights: Annotated[Path, typer.Option(help="Folder with small/ and base/ in it.")],
    work: Annotated[Path, typer.Option(help="Where mined pairs are kept.")] = _CACHE,
    own_pairs: OwnOption = _OWN,
    threads: ThreadsOption = 2,
) -> None:
    """Choose when the small model's "neutral" stands, and measure the two together.

    Example: python -m factcheck.training cascade --data data --weights factcheck/nli/weights
    """
    from factcheck.nli.onnx_judge import OnnxJudge
    from factcheck.training.cascade import settle

    small, base = (OnnxJudge(weights / name, threads=threads) for name in ("small", "base"))
    settings = settle(small, base, _held_out(data, work, own_pairs, *labelled(data)))
    text = json.dumps(settings, indent=1) + "\n"
    (weights / SETTINGS_FILE).write_text(text, encoding="utf-8")
    typer.echo(text, nl=False)


def _held_out(
    data: Path, work: Path, own_pairs: Path, train: list[Pair], development: list[Pair]
) -> HeldOut:
    unrelated = _kept(
        work / f"unrelated-{_SEED}.jsonl", lambda: unrelated_pairs(data, _encoder(work), _SEED)
    )
    return held_out_pairs(train, development, own(own_pairs)[1], unrelated)


def _ours(
    data: Path, work: Path, own_pairs: Path, seed: int, fresh: Sequence[str] = ()
) -> list[Pair]:
    """What the mix has besides the labelled sets: mined neutral pairs, our own, stories, news."""
    told = story_pairs(own_pairs.parent / "stories", seed)
    told += dispute_pairs(own_pairs.parent / "disputes", seed, fresh)
    told += _kept(
        work / f"news-{seed}.jsonl",
        lambda: news_pairs(data / "polnear" / "train.jsonl.gz", own_pairs.parents[1] / _NEWS, seed),
    )
    return mined_once(data, work, seed) + own(own_pairs)[0] + told


def mined_once(data: Path, work: Path, seed: int) -> list[Pair]:
    """Mined neutral pairs, kept below ``work`` so that a resumed run does not mine again."""
    return _kept(work / f"mined-{seed}.jsonl", lambda: mined(data, _encoder(work), seed))


def _kept(path: Path, make: Callable[[], list[Pair]]) -> list[Pair]:
    """What ``path`` holds, made and written first where it is not there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(
            "".join(json.dumps([p.premise, p.hypothesis, p.label, p.source]) + "\n" for p in make())
        )
        fresh.replace(path)
    rows = (json.loads(line) for line in path.read_text().splitlines())
    return [Pair(a, b, _label(label), source) for a, b, label, source in rows]


def _label(written: int | list[float]) -> int | tuple[float, ...]:
    """A label as JSON has it: a class, or a list of probabilities."""
    return written if isinstance(written, int) else tuple(written)


def _encoder(work: Path) -> Callable[[Sequence[str]], Any]:
    """The embeddings that neighbours are retrieved with."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(encoders.locate(encoders.SMALL, work)), device="cpu")
    return lambda texts: model.encode(list(texts), normalize_embeddings=True, batch_size=128)


if __name__ == "__main__":
    app()
