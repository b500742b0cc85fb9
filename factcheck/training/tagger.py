"""Train the tagger of sources, cues and contents, and write it into the package.

``python -m factcheck.training tagger --data DATA`` trains on ``DATA/polnear/train.jsonl.gz``,
resumes after the last whole epoch, and exports.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from factcheck.attribution.decoding import CONTENT, SOURCE, cues, roles
from factcheck.attribution.windows import Window, reach, windows
from factcheck.bench.attribution import Article, AttributionFigures, Offsets, Spans, score
from factcheck.training.finetune import load_tokenizer
from factcheck.training.tagger_model import Place, TaggerModel, padded, places_fed, windows_fed

_IGNORED = -100


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the outcome of a run besides the data.

    ``rate`` is the encoder's learning rate, ``head_rate`` that of the fresh layers; both warm
    up and then fall to zero in a line.
    """

    epochs: int = 6
    batch: int = 8
    rate: float = 7e-5
    head_rate: float = 6e-4
    warmup: float = 0.06
    weight_decay: float = 0.01
    seed: int = 11


@dataclass(frozen=True, slots=True)
class Example:
    """A window, the labels of its words as cues, and for each cue its words' labels."""

    window: Window
    cues: tuple[int, ...]
    places: tuple[Place, ...]
    roles: tuple[tuple[int, ...], ...]


def examples(article: Article, tokenizer: Any) -> Iterator[Example]:
    """The windows of an annotated article with what is to be learnt of them."""
    for window in windows(article.text, tokenizer):
        low, high = window.words[0][0], window.words[-1][1]
        labels = [0] * len(window.words)
        places, found = [], []
        for one in article.attributions:
            if not one.cue or not low <= one.cue[0][0] < high:
                continue
            inside = _covered(window, one.cue[:1])
            if not inside or any(labels[w] for w in inside):
                continue
            start, end = inside[0], inside[-1] + 1
            labels[start:end] = [1] + [2] * (end - start - 1)
            place = Place(0, start, end, *reach(window, start, end))
            places.append(place)
            found.append(_roles(window, one, place))
        yield Example(window, tuple(labels), tuple(places), tuple(found))


def _roles(window: Window, one: Spans, place: Place) -> tuple[int, ...]:
    labels = [0] * (place.high - place.low)
    for spans, first in ((one.source, SOURCE), (one.content, CONTENT)):
        for span in spans:
            words = [
                w - place.low for w in _covered(window, (span,)) if place.low <= w < place.high
            ]
            if len(words) == 1:
                labels[words[0]] = first + 3
            elif words:
                labels[words[0] : words[-1] + 1] = [first + 1] * len(words)
                labels[words[0]], labels[words[-1]] = first, first + 2
    return tuple(labels)


def _covered(window: Window, spans: Offsets) -> list[int]:
    return [
        at
        for at, (start, end) in enumerate(window.words)
        if any(start < stop and begin < end for begin, stop in spans)
    ]


def batches(made: Sequence[Example], recipe: Recipe, epoch: int) -> Iterator[list[Example]]:
    """Batches of windows, drawn anew each epoch, those of like length together."""
    rng = random.Random(recipe.seed * 1000 + epoch)
    order = sorted(made, key=lambda e: len(e.window.pieces) + rng.uniform(-20, 20))
    groups = [order[i : i + recipe.batch] for i in range(0, len(order), recipe.batch)]
    rng.shuffle(groups)
    yield from groups


def losses(model: TaggerModel, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Mean cross-entropy over the words of a batch: of their labels as cues, and of their roles."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.read(**windows_fed([e.window for e in batch]))
        logits = model.cue(model.drop(states)).float()
    found = nn.functional.cross_entropy(
        logits.flatten(0, 1),
        padded([e.cues for e in batch], _IGNORED).flatten(),
        ignore_index=_IGNORED,
    )
    places = [
        Place(row, p.start, p.end, p.low, p.high) for row, e in enumerate(batch) for p in e.places
    ]
    if not places:
        return found, found * 0
    with torch.autocast("cpu", dtype=torch.bfloat16):
        judged = model.judge(**places_fed(states, places)).float()
    wanted = padded([labels for e in batch for labels in e.roles], _IGNORED)
    return found, nn.functional.cross_entropy(
        judged.flatten(0, 1), wanted.flatten(), ignore_index=_IGNORED
    )


def tagged(model: TaggerModel, text: str, tokenizer: Any) -> list[Spans]:
    """What the model finds in ``text``."""
    found = []
    for window in windows(text, tokenizer):
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            states = model.read(**windows_fed([window]))
            logits = model.cue(states)[0].float().numpy()
            places = [Place(0, *run, *reach(window, *run)) for run, _ in cues(logits)]
            if not places:
                continue
            judged = model.judge(**places_fed(states, places)).float().numpy()
        for place, scores in zip(places, judged, strict=True):
            own = place.start - place.low, place.end - place.low
            source, content = roles(scores[: place.high - place.low], own)
            runs = [[source] if source else [], [own], content]
            words = window.words[place.low : place.high]
            found.append(
                Spans(*(tuple((words[a][0], words[b - 1][1]) for a, b in r) for r in runs))
            )
    return found


def evaluate(model: TaggerModel, articles: Sequence[Article], tokenizer: Any) -> dict[str, float]:
    """F1 over exact spans by role, and over the contents' words."""
    model.eval()
    figures = AttributionFigures()
    for article in articles:
        score(figures, article, tagged(model, article.text, tokenizer))
    model.train()
    exact = {role: round(counts.f1, 4) for role, counts in figures.exact.items()}
    return {**exact, "content_words": round(figures.words["content"].f1, 4)}


class Training:
    """A run in a folder: model, optimizer and the epochs done."""

    def __init__(self, start: Path, folder: Path, recipe: Recipe) -> None:
        """Begin with the encoder in ``start``, or go on from the checkpoint in ``folder``."""
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.folder = folder
        self.tokenizer = load_tokenizer(start)
        self.model = TaggerModel(start)
        self.epoch = 0
        named = [(n, p) for n, p in self.model.named_parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": [p for n, p in named if n.startswith("encoder.")], "peak": recipe.rate},
                {
                    "params": [p for n, p in named if not n.startswith("encoder.")],
                    "peak": recipe.head_rate,
                },
            ],
            lr=recipe.rate,
            weight_decay=recipe.weight_decay,
        )
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1))
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.epoch = state["epoch"]

    @property
    def checkpoint(self) -> Path:
        """The state after the last whole epoch."""
        return self.folder / "checkpoint.pt"

    def run(self, train: Sequence[Article], development: Sequence[Article]) -> None:
        """Train the epochs that are left, a checkpoint and a line of the log after each."""
        made = [e for article in train for e in examples(article, self.tokenizer)]
        steps = -(-len(made) // self.recipe.batch)
        self.model.train()
        while self.epoch < self.recipe.epochs:
            began, totals = time.monotonic(), [0.0, 0.0]
            for number, batch in enumerate(batches(made, self.recipe, self.epoch)):
                part = (self.epoch + number / steps) / self.recipe.epochs
                self._step(batch, part, totals)
            self.epoch += 1
            self._save()
            self._log(
                epoch=self.epoch,
                seconds=round(time.monotonic() - began),
                losses=[round(t / steps, 4) for t in totals],
                development=evaluate(self.model, development, self.tokenizer),
            )

    def _step(self, batch: Sequence[Example], part: float, totals: list[float]) -> None:
        warmup = self.recipe.warmup
        factor = part / warmup if part < warmup else (1 - part) / (1 - warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        of_cues, of_roles = losses(self.model, batch)
        (2 * of_cues + of_roles).backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        totals[0] += of_cues.item()
        totals[1] += of_roles.item()

    def _save(self) -> None:
        fresh = self.checkpoint.with_suffix(".new")
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
        }
        torch.save(state, fresh)
        fresh.replace(self.checkpoint)

    def _log(self, **fields: Any) -> None:
        line = json.dumps({"time": round(time.time()), **fields})
        with (self.folder / "log.jsonl").open("a") as handle:
            handle.write(line + "\n")
        print(line, flush=True)
