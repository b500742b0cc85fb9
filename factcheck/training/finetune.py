"""Fine-tune an encoder as a three-way pair classifier, resumable at any moment.

A label is a class or, in distillation, three probabilities.  The learning rate warms up, stays,
and decays to zero over the last part of the run (warm-up–stable–decay, Hu et al. 2024, MiniCPM):
a stopped run can be made longer without having spent its decay.

Fine-tuning can collapse in the middle (Mosbach et al. 2021, ICLR).  A batch whose gradient is
far longer than is usual changes nothing, and a run whose loss leaps goes back to its last
checkpoint and on from there with other dropout.
"""

from __future__ import annotations

import json
import math
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import ModelError
from factcheck.training.mix import LABELS, Draw, Pair, distribution, thin

CHUNK = 16_384
#: A gradient so many times longer than their running mean is not followed.
SPIKE = 3.0
#: A mean loss, over LOGGED batches, so many times the least one is a collapse.
COLLAPSE, LOGGED = 1.4, 50
_RETURNS = 5
_LAYER = re.compile(r"\.layer\.(\d+)\.")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the outcome of a run, stored beside its checkpoints."""

    pairs: int
    rate: float
    batch: int = 32
    warmup: float = 0.04
    decay: float = 0.35
    max_tokens: int = 192
    weight_decay: float = 0.01
    smoothing: float = 0.05
    seed: int = 7
    #: So many of the lowest layers stay as they are, and the embeddings with them.
    frozen: int = 0


def rate_at(done: int, recipe: Recipe) -> float:
    """The factor on the learning rate after ``done`` pairs, between 0 and 1."""
    part = done / recipe.pairs
    if part < recipe.warmup:
        return part / recipe.warmup
    if part > 1 - recipe.decay:
        return max(0.0, (1 - part) / recipe.decay)
    return 1.0


def chunks(pairs: Sequence[Pair], seed: int, draw: Draw = thin) -> Iterator[list[Pair]]:
    """Endless chunks of the mix, each pass drawn and shuffled anew, the same for a seed."""
    epoch = 0
    rest: list[Pair] = []
    while True:
        rng = random.Random(seed * 1000 + epoch)
        drawn = draw(pairs, rng)
        rng.shuffle(drawn)
        rest += drawn
        while len(rest) >= CHUNK:
            yield rest[:CHUNK]
            rest = rest[CHUNK:]
        epoch += 1


def batches(
    chunk: Sequence[Pair], tokenizer: Any, recipe: Recipe, seed: int
) -> list[tuple[Any, list[Any]]]:
    """Batches of like length, in random order; pairs past ``max_tokens`` are left out."""
    encoded = tokenizer.encode_batch([(p.premise, p.hypothesis) for p in chunk])
    rows = [
        (e, p.label) for e, p in zip(encoded, chunk, strict=True) if len(e) <= recipe.max_tokens
    ]
    rows.sort(key=lambda row: len(row[0]))
    groups = [rows[i : i + recipe.batch] for i in range(0, len(rows), recipe.batch)]
    random.Random(seed).shuffle(groups)
    return [([e for e, _ in g], [label for _, label in g]) for g in groups]


def tensors(encodings: Sequence[Any], pad: int, *, types: bool) -> dict[str, Any]:
    """Padded ``input_ids``, ``attention_mask`` and, where asked, ``token_type_ids``."""
    import torch

    width = max(len(e) for e in encodings)
    ids = torch.full((len(encodings), width), pad, dtype=torch.long)
    mask = torch.zeros((len(encodings), width), dtype=torch.long)
    kinds = torch.zeros((len(encodings), width), dtype=torch.long)
    for row, e in enumerate(encodings):
        ids[row, : len(e)] = torch.tensor(e.ids)
        mask[row, : len(e)] = 1
        kinds[row, : len(e)] = torch.tensor(e.type_ids)
    found = {"input_ids": ids, "attention_mask": mask}
    return {**found, "token_type_ids": kinds} if types else found


def targets(labels: Sequence[int | tuple[float, ...]]) -> Any:
    """Classes as (n,) integers or, where any label is soft, all as (n, 3) probabilities."""
    import torch

    if any(isinstance(label, tuple) for label in labels):
        return torch.tensor([distribution(label) for label in labels])
    return torch.tensor(labels)


def load_tokenizer(folder: Path) -> Any:
    """The fast tokenizer of an encoder folder, without its own truncation and padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def evaluate(model: Any, tokenizer: Any, pairs: Sequence[Pair], recipe: Recipe) -> dict[str, float]:
    """Accuracy by source and over all pairs, in evaluation mode."""
    import torch

    model.eval()
    types, pad = model.config.model_type == "bert", model.config.pad_token_id
    right: dict[str, list[int]] = {}
    encoded = tokenizer.encode_batch([(p.premise, p.hypothesis) for p in pairs])
    order = sorted(range(len(pairs)), key=lambda i: len(encoded[i]))
    order = [i for i in order if len(encoded[i]) <= recipe.max_tokens]
    for start in range(0, len(order), 64):
        rows = order[start : start + 64]
        with torch.inference_mode(), torch.autocast(_device(), dtype=torch.bfloat16):
            batch = {
                k: v.to(_device())
                for k, v in tensors([encoded[i] for i in rows], pad, types=types).items()
            }
            guess = model(**batch).logits.argmax(-1).tolist()
        for i, g in zip(rows, guess, strict=True):
            right.setdefault(pairs[i].source, []).append(int(g == pairs[i].label))
    model.train()
    scores = {source: round(sum(hits) / len(hits), 4) for source, hits in sorted(right.items())}
    every = [h for hits in right.values() for h in hits]
    return {"all": round(sum(every) / max(1, len(every)), 4), **scores}


def _device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


class Run:
    """A training run in a folder: its recipe, log, and newest checkpoint."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        """Use ``folder``, made when absent."""
        self.folder = folder
        self.recipe = recipe
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1))

    @property
    def checkpoint(self) -> Path:
        """The newest checkpoint file."""
        return self.folder / "checkpoint.pt"

    def log(self, **fields: Any) -> None:
        """Append one line to the log and print it."""
        line = json.dumps({"time": round(time.time()), **fields})
        with (self.folder / "log.jsonl").open("a") as handle:
            handle.write(line + "\n")
        print(line, flush=True)

    def save(
        self, model: Any, optimizer: Any, place: tuple[int, int], done: int, watch: _Watch
    ) -> None:
        """Write the checkpoint and rename it into place, so that a kill never tears it."""
        import torch

        fresh = self.checkpoint.with_suffix(".new")
        state = {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "place": place,
            "done": done,
            "watch": (watch.usual, watch.least),
        }
        torch.save(state, fresh)
        fresh.replace(self.checkpoint)


def finetune(
    start: Path,
    run: Run,
    train: Sequence[Pair],
    development: Sequence[Pair],
    *,
    every: float = 300.0,
    draw: Draw = thin,
) -> Path:
    """Train from encoder folder ``start``; returns the folder with the finished model.

    ``draw`` makes one pass of the mix from the pairs of ``train``.  A checkpoint is written
    every ``every`` seconds; calling again goes on from it.

    Raises:
        ModelError: the run collapsed again and again.

    """
    for attempt in range(_RETURNS):
        try:
            return _train(start, run, train, development, every=every, attempt=attempt, draw=draw)
        except _CollapsedError as collapsed:
            run.log(event="collapsed", loss=round(collapsed.loss, 4))
    raise ModelError(f"the run collapsed {_RETURNS} times; give it a lower rate")


class _CollapsedError(Exception):
    """The loss leapt to ``loss``."""

    def __init__(self, loss: float) -> None:
        super().__init__()
        self.loss = loss


class _Watch:
    """Tells, step by step, whether a gradient may be followed and a loss believed."""

    def __init__(self, usual: float | None = None, least: float = math.inf) -> None:
        self.usual = usual
        self.least = least

    def follows(self, norm: float) -> bool:
        """Whether a gradient of length ``norm`` is within what is usual."""
        limit = math.inf if self.usual is None else SPIKE * self.usual
        if not math.isfinite(norm) or norm > limit:
            return False
        self.usual = norm if self.usual is None else 0.98 * self.usual + 0.02 * norm
        return True

    def believe(self, loss: float) -> None:
        """Take note of a mean ``loss``; raises where it leapt."""
        if not loss <= COLLAPSE * self.least:
            raise _CollapsedError(loss)
        self.least = min(self.least, loss)


def _train(
    start: Path,
    run: Run,
    train: Sequence[Pair],
    development: Sequence[Pair],
    *,
    every: float,
    attempt: int,
    draw: Draw,
) -> Path:
    import torch
    from transformers import AutoModelForSequenceClassification

    recipe = run.recipe
    torch.manual_seed(recipe.seed)
    config = {
        "num_labels": 3,
        "id2label": dict(enumerate(LABELS)),
        "label2id": {n: i for i, n in enumerate(LABELS)},
    }
    model = AutoModelForSequenceClassification.from_pretrained(str(start), **config).to(_device())
    model.train()
    for name, weight in model.named_parameters():
        weight.requires_grad_(not _stays(name, recipe.frozen))
    tokenizer = load_tokenizer(start)
    types, pad = model.config.model_type == "bert", model.config.pad_token_id
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        trained, lr=recipe.rate, weight_decay=recipe.weight_decay, fused=True
    )
    place, done, watch = (0, 0), 0, _Watch()
    if run.checkpoint.exists():
        state = torch.load(run.checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        place, done = tuple(state["place"]), state["done"]
        watch = _Watch(*state.get("watch", ()))
        run.log(event="resumed", done=done)
    torch.manual_seed(recipe.seed + done + attempt)
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=recipe.smoothing)
    passed = 0
    began, saved, first, losses = time.monotonic(), time.monotonic(), done, []
    sample = random.Random(recipe.seed).sample(list(development), min(1500, len(development)))
    for number, chunk in enumerate(chunks(train, recipe.seed, draw)):
        if number < place[0]:
            continue
        groups = batches(chunk, tokenizer, recipe, recipe.seed + number)
        for position, (encodings, labels) in enumerate(groups):
            if number == place[0] and position < place[1]:
                continue
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate * rate_at(done, recipe)
            batch = {k: v.to(_device()) for k, v in tensors(encodings, pad, types=types).items()}
            with torch.autocast(_device(), dtype=torch.bfloat16):
                logits = model(**batch).logits
            loss = loss_of(logits.float(), targets(labels).to(logits.device))
            loss.backward()
            if watch.follows(float(torch.nn.utils.clip_grad_norm_(trained, 1.0))):
                optimizer.step()
            else:
                passed += 1
            optimizer.zero_grad(set_to_none=True)
            done += len(labels)
            losses.append(loss.item())
            if len(losses) == LOGGED:
                mean, losses = sum(losses) / LOGGED, []
                speed = (done - first) / (time.monotonic() - began)
                run.log(
                    done=done,
                    loss=round(mean, 4),
                    gradient=round(watch.usual or 0.0, 2),
                    passed_over=passed,
                    pairs_per_second=round(speed, 1),
                )
                watch.believe(mean)
            due = not losses and time.monotonic() - saved > every
            if due or done >= recipe.pairs:
                run.save(model, optimizer, (number, position + 1), done, watch)
                run.log(
                    event="checkpoint",
                    done=done,
                    development=evaluate(model, tokenizer, sample, recipe)["all"],
                )
                saved = time.monotonic()
            if done >= recipe.pairs:
                return _finish(model, tokenizer, run, development)
    raise AssertionError("the mix is endless")


def _stays(name: str, frozen: int) -> bool:
    """Whether the weight ``name`` is not trained: words always, the lowest layers on request."""
    layer = _LAYER.search(name)
    if layer is not None:
        return int(layer[1]) < frozen
    return "word_embeddings" in name or (frozen > 0 and "embeddings" in name)


def _finish(model: Any, tokenizer: Any, run: Run, development: Sequence[Pair]) -> Path:
    """Save the trained model in Hugging Face form and log its development figures."""
    target = run.folder / "model"
    model.save_pretrained(target)
    tokenizer.save(str(target / "tokenizer.json"))
    run.log(event="finished", development=evaluate(model, tokenizer, development, run.recipe))
    return target
