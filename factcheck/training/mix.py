"""The training mix: which pairs, in which share, with which labels.

A pair goes to the development split by the hash of its premise, so that no premise is on
both sides of the split and the split is the same on every machine.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABELS = ("entailment", "neutral", "contradiction")
ENTAILMENT, NEUTRAL, CONTRADICTION = range(3)

#: How much of each source one pass takes; sources not named here are taken whole, once.
#: Captions (SNLI, SICK, MPE) and made-up logic are many and easy, so they are thinned.
SHARE: dict[str, float] = {
    "mnli_nyu20k": 1.5,
    "mnli_pada": 1.5,
    "taxinli": 1.5,
    "fever_dev": 1.5,
    "feverous_dev": 1.5,
    "fm2_dev": 1.5,
    "scifact": 1.5,
    "snli_nyu": 0.45,
    "snli_cat": 0.45,
    "snli_val": 0.45,
    "cad": 0.5,
    "control": 0.5,
    "sick": 0.2,
    "openie": 0.1,
    "mpe": 0.05,
    "fragments": 0.06,
    "monotonicity_HELP": 0.03,
    "stresstest_quant": 0.3,
    "conjnli_adv": 0.05,
    "translate_wiki": 0.1,
    "mined_polnear": 0.6,
    "mined_euvsdisinfo": 0.6,
    "mined_evidence": 0.6,
    "own": 2.0,
    "told_bare": 2.0,
    "told_voiced": 6.0,
    "told_blame": 5.0,
    "news_bare": 2.0,
    "news_voiced": 8.0,
}
#: What the sources of disputes that were written last begin with, where a run asks for these.
FRESH = "fresh_"
#: The same of a short last run that leans on claims; of all others :data:`RECALLED` of the above.
LEANING: dict[str, float] = {
    "own": 0.6,
    "told_bare": 0.3,
    "told_voiced": 0.6,
    "told_blame": 0.3,
    "news_bare": 1.0,
    "news_voiced": 5.0,
}
RECALLED = 0.08
#: The same of a last run after that, on fresh disputes; of all others :data:`REFRESHED` of SHARE.
LATELY: dict[str, float] = {
    f"{FRESH}told_bare": 0.25,
    f"{FRESH}told_voiced": 1.25,
    f"{FRESH}told_blame": 0.1,
    f"{FRESH}news_bare": 0.25,
    f"{FRESH}news_voiced": 1.25,
    "own": 0.25,
    "told_bare": 0.03,
    "told_voiced": 0.06,
    "told_blame": 0.03,
    "news_bare": 0.1,
    "news_voiced": 0.5,
}
REFRESHED = 0.03
#: The same of a run that leans on inference in general; all others as in :data:`SHARE`.
GENERAL: dict[str, float] = {
    "snli_nyu": 1.0,
    "snli_cat": 1.0,
    "snli_val": 1.0,
    "cad": 1.0,
    "own": 0.6,
    "told_bare": 0.3,
    "told_voiced": 0.6,
    "told_blame": 0.5,
    "news_bare": 0.5,
    "news_voiced": 2.0,
}
#: Share of contradictions whose two sentences change places: contradiction is symmetric.
SWAPPED = 0.3
#: One premise in so many is held out.
HELD_OUT = 20

_SPACED_PUNCTUATION = re.compile(r"\s+([.,;:!?%)\]}]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)")
_SPACED_BRACKET = re.compile(r"([(\[{$])\s+")
_PTB = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-COLON-": ":",
    "``": '"',
    "''": '"',
    "--": "-",
}


#: The files of labelled pairs; those of PLAIN alone make the baseline.
PARTS = ("train_core", "train_fv", "train_opt")
PLAIN = PARTS[:2]


@dataclass(frozen=True, slots=True)
class Pair:
    """One premise and hypothesis; ``label`` indexes :data:`LABELS`, or is three probabilities."""

    premise: str
    hypothesis: str
    label: int | tuple[float, ...]
    source: str


def distribution(label: int | tuple[float, ...]) -> tuple[float, ...]:
    """``label`` as three probabilities."""
    if isinstance(label, tuple):
        return label
    return tuple(float(place == label) for place in range(len(LABELS)))


def normalise(text: str) -> str:
    """Undo Penn Treebank tokenisation, as far as it shows, and squeeze white space."""
    for token, plain in _PTB.items():
        text = text.replace(token, plain)
    text = _SPACED_PUNCTUATION.sub(r"\1", text)
    text = _SPACED_BRACKET.sub(r"\1", text)
    return " ".join(text.split())


def held_out(premise: str) -> bool:
    """Whether the pair with this premise belongs to the development split."""
    digest = hashlib.sha256(premise.casefold().encode()).digest()
    return int.from_bytes(digest[:4], "big") % HELD_OUT == 0


def read_jsonl_gz(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield normalised pairs; lines that lack a side or a known label are left out."""
    for row in read_jsonl_gz(path):
        premise, hypothesis = normalise(row["premise"]), normalise(row["hypothesis"])
        if premise and hypothesis and row["label"] in LABELS:
            yield Pair(premise, hypothesis, LABELS.index(row["label"]), row["source"])


def labelled(data: Path, parts: Sequence[str] = PARTS) -> tuple[list[Pair], list[Pair]]:
    """All labelled pairs in ``parts`` of the data folder: (training, development)."""
    train: list[Pair] = []
    development: list[Pair] = []
    for name in parts:
        for pair in read_pairs(data / "nli" / f"{name}.jsonl.gz"):
            (development if held_out(pair.premise) else train).append(pair)
    return train, development


def own(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """The pairs written for this project in ``folder``: (training, test).

    The test part is for measuring alone; see ``fixtures/pairs``.
    """
    parts: dict[str, list[Pair]] = {"train": [], "test": []}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            label = LABELS.index(row["label"])
            parts[row["split"]].append(Pair(row["premise"], row["hypothesis"], label, "own"))
    return parts["train"], parts["test"]


#: Makes one pass of the mix from all pairs.
Draw = Callable[[Iterable["Pair"], random.Random], list["Pair"]]


def whole(pairs: Iterable[Pair], _: random.Random) -> list[Pair]:
    """Every pair once and as it is: the baseline that the mix is measured against."""
    return list(pairs)


def thin(pairs: Iterable[Pair], rng: random.Random) -> list[Pair]:
    """Take each source in its :data:`SHARE` and swap some contradictions."""
    return _taken(pairs, rng, {})


def leaning(pairs: Iterable[Pair], rng: random.Random) -> list[Pair]:
    """Take claims as :data:`LEANING` says, and enough of the rest that it is not forgotten."""
    return _taken(pairs, rng, LEANING, RECALLED)


def lately(pairs: Iterable[Pair], rng: random.Random) -> list[Pair]:
    """Take fresh disputes as :data:`LATELY` says, and little of what was learnt before."""
    return _taken(pairs, rng, LATELY, REFRESHED)


def general(pairs: Iterable[Pair], rng: random.Random) -> list[Pair]:
    """Take claims as :data:`GENERAL` says, fewer than :func:`thin`, and more captions."""
    return _taken(pairs, rng, GENERAL)


def _taken(
    pairs: Iterable[Pair], rng: random.Random, shares: Mapping[str, float], rest: float = 1.0
) -> list[Pair]:
    """Each source as ``shares`` says; of those it does not name ``rest`` of their SHARE."""
    taken = []
    for pair in pairs:
        share = shares.get(pair.source, rest * SHARE.get(pair.source, 1.0))
        for _ in range(int(share) + (rng.random() < share % 1)):
            turned = pair.label == CONTRADICTION and rng.random() < SWAPPED
            taken.append(
                Pair(pair.hypothesis, pair.premise, pair.label, pair.source) if turned else pair
            )
    return taken


def contents(data: Path, part: str = "train") -> Iterator[tuple[str, int]]:
    """Attributed contents of the PolNeAR articles of ``part``, with the article's number."""
    for number, row in enumerate(read_jsonl_gz(data / "polnear" / f"{part}.jsonl.gz")):
        for attribution in row["attributions"]:
            text = " ".join(row["text"][a:b] for a, b in attribution["content"])
            text = normalise(text.replace("“", "").replace("”", "")).removeprefix("that ")
            if 6 <= len(text.split()) <= 45:
                yield text, number


def titles(data: Path) -> list[str]:
    """The claims that EUvsDisinfo lists, by their titles, each once and sorted."""
    with gzip.open(data / "euvsdisinfo" / "posts.csv.gz", "rt", encoding="utf-8") as handle:
        return sorted({normalise(row["title"]) for row in csv.DictReader(handle)})


def neighbours(
    texts: Sequence[str],
    groups: Sequence[int],
    encode: Callable[[Sequence[str]], Any],
    *,
    count: int,
    low: float = 0.42,
    high: float = 0.74,
    source: str,
    seed: int,
) -> list[Pair]:
    """Same-topic pairs from different groups, taken as neutral.

    Training sets assume that both sentences describe one event; a model trained on them
    alone calls unrelated neighbours contradictions.  Cosine similarity between ``low`` and
    ``high`` keeps the topic and leaves paraphrases out.  ``encode`` returns an (n, d)
    float32 array with unit rows.
    """
    import numpy as np

    vectors = encode(texts)
    rng = random.Random(seed)
    order = list(range(len(texts)))
    rng.shuffle(order)
    group = np.asarray(groups)
    found: list[Pair] = []
    for start in range(0, len(order), 512):
        rows = order[start : start + 512]
        scores = vectors[rows] @ vectors.T
        for row, line in zip(rows, scores, strict=True):
            fits = np.flatnonzero((line > low) & (line < high) & (group != group[row]))
            if len(fits):
                best = fits[np.argsort(line[fits])[-5:]]
                other = int(best[rng.randrange(len(best))])
                found.append(Pair(texts[row], texts[other], NEUTRAL, source))
        if len(found) >= count:
            break
    return found[:count]


def mined(data: Path, encode: Callable[[Sequence[str]], Any], seed: int) -> list[Pair]:
    """Neutral neighbours from PolNeAR contents, fact-check evidence and claim titles."""
    rows = list(contents(data))
    polnear = neighbours(
        [t for t, _ in rows],
        [g for _, g in rows],
        encode,
        count=12_000,
        source="mined_polnear",
        seed=seed,
    )
    evidence = list(read_pairs(data / "nli" / "train_fv.jsonl.gz"))
    short = [p for p in evidence if len(p.premise.split()) <= 60]
    crossed = _crossed(short, encode, seed)
    listed = titles(data)
    claims = neighbours(
        listed,
        range(len(listed)),
        encode,
        count=5_000,
        high=0.66,
        source="mined_euvsdisinfo",
        seed=seed,
    )
    return [p for p in polnear + crossed + claims if not held_out(p.premise)]


def _crossed(
    pairs: Sequence[Pair], encode: Callable[[Sequence[str]], Any], seed: int
) -> list[Pair]:
    """Evidence of one claim set beside the nearest claim that it is not evidence for."""
    import numpy as np

    rng = random.Random(seed)
    premises = encode([p.premise for p in pairs])
    claims = encode([p.hypothesis for p in pairs])
    known = {(pair.premise, pair.hypothesis) for pair in pairs}
    found = []
    for row in rng.sample(range(len(pairs)), min(6_000, len(pairs))):
        line = claims @ premises[row]
        near = np.flatnonzero((line > 0.35) & (line < 0.7)).tolist()
        fits = [i for i in near if (pairs[row].premise, pairs[i].hypothesis) not in known]
        if fits:
            best = sorted(fits, key=lambda i: -line[i])[:5]
            other = pairs[rng.choice(best)]
            found.append(Pair(pairs[row].premise, other.hypothesis, NEUTRAL, "mined_evidence"))
    return found
