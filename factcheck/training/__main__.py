"""Command line of the training code: ``python -m factcheck.training --help``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from factcheck.training import encoders
from factcheck.training.finetune import Recipe, Run, finetune
from factcheck.training.mix import Pair, labelled, mined, own

app = typer.Typer(add_completion=False, no_args_is_help=True)

_CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "factcheck" / "training"
_OWN = Path(__file__).resolve().parents[2] / "fixtures" / "pairs"


@app.callback()
def main() -> None:
    """Make the weights that factcheck ships."""


@app.command()
def nli(
    data: Annotated[Path, typer.Option(help="Folder with nli/, polnear/ and euvsdisinfo/.")],
    encoder: Annotated[str, typer.Option(help="small, base, or a model folder.")] = "small",
    work: Annotated[
        Path, typer.Option(help="Where checkpoints go; a later run goes on from them.")
    ] = _CACHE,
    pairs: Annotated[int, typer.Option(help="Training pairs in all.")] = 130_000,
    rate: Annotated[float, typer.Option(help="Peak learning rate.")] = 1e-4,
    own_pairs: Annotated[
        Path, typer.Option("--own", help="Folder of the pairs written for this project.")
    ] = _OWN,
    threads: Annotated[int, typer.Option(help="CPU threads.")] = 2,
) -> None:
    """Fine-tune an encoder on the mix.

    Example: python -m factcheck.training nli --data data --encoder small --pairs 130000
    """
    import torch

    torch.set_num_threads(threads)
    train, development = labelled(data)
    run = Run(work / Path(encoder).name, Recipe(pairs=pairs, rate=rate))
    start = encoders.locate(encoder, work)
    train += mined_once(data, work, run.recipe.seed) + own(own_pairs)[0]
    finetune(start, run, train, development)


@app.command()
def tagger(
    data: Annotated[Path, typer.Option(help="Folder with polnear/.")],
    out: Annotated[Path, typer.Option(help="Where graphs and cards go.")],
    work: Annotated[
        Path, typer.Option(help="Where checkpoints go; a later run goes on from them.")
    ] = _CACHE,
    epochs: Annotated[int, typer.Option(help="Passes over the articles.")] = 6,
    threads: Annotated[int, typer.Option(help="CPU threads.")] = 2,
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
    checkpoint: Annotated[
        Path | None, typer.Option(help="Export this checkpoint of an unfinished run instead.")
    ] = None,
    work: Annotated[Path, typer.Option(help="Where encoders are unpacked.")] = _CACHE,
    threads: Annotated[int, typer.Option(help="CPU threads.")] = 2,
) -> None:
    """Quantise, calibrate and measure a trained model.

    Example: python -m factcheck.training export --run RUN --data data --out weights/small
    """
    import json

    from factcheck.training import export as exporting

    recipe = json.loads((run / "recipe.json").read_text(encoding="utf-8"))
    trained = exporting.load_trained(run, encoders.locate(encoder, work), checkpoint)
    card = exporting.export(
        trained,
        *labelled(data),
        out,
        recipe,
        encoder=Path(encoder).name,
        threads=threads,
    )
    typer.echo(json.dumps(card["figures"], indent=1))


def mined_once(data: Path, work: Path, seed: int) -> list[Pair]:
    """Mined neutral pairs, kept below ``work`` so that a resumed run does not mine again."""
    import json

    from sentence_transformers import SentenceTransformer

    kept = work / f"mined-{seed}.jsonl"
    if not kept.exists():
        model = SentenceTransformer(str(encoders.locate(encoders.SMALL, work)), device="cpu")
        found = mined(
            data,
            lambda texts: model.encode(list(texts), normalize_embeddings=True, batch_size=128),
            seed,
        )
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(".new")
        fresh.write_text(
            "".join(json.dumps([p.premise, p.hypothesis, p.label, p.source]) + "\n" for p in found)
        )
        fresh.replace(kept)
    return [Pair(*json.loads(line)) for line in kept.read_text().splitlines()]


if __name__ == "__main__":
    app()
