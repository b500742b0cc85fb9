"""Tiny untrained classifiers, and folders laid out as the training data is."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

LABELS = ("entailment", "neutral", "contradiction")
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
WORDS = ("rain", "sun", "snow", "wind", "fog", "hail", "frost", "storm")
#: Every word that the tiny tokenizer knows, by its number.
VOCABULARY = [*SPECIAL, *WORDS, *map(str, range(200))]


@pytest.fixture(scope="session")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes folders with a tiny three-way classifier and a tokenizer of whole words."""

    def make(*, dropout: float = 0.0, spread: float = 0.1, layers: int = 1) -> Path:
        import torch
        from tokenizers import Tokenizer, models, pre_tokenizers, processors
        from transformers import BertConfig, BertForSequenceClassification

        folder = tmp_path_factory.mktemp("classifier")
        numbers = {word: number for number, word in enumerate(VOCABULARY)}
        tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
        tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
        tokenizer.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]",
            pair="[CLS] $A [SEP] $B:1 [SEP]:1",
            special_tokens=[("[CLS]", numbers["[CLS]"]), ("[SEP]", numbers["[SEP]"])],
        )
        tokenizer.save(str(folder / "tokenizer.json"))
        torch.manual_seed(1)
        config = BertConfig(
            vocab_size=len(VOCABULARY),
            hidden_size=32,
            num_hidden_layers=layers,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=256,
            hidden_dropout_prob=dropout,
            attention_probs_dropout_prob=dropout,
            id2label=dict(enumerate(LABELS)),
            label2id={label: number for number, label in enumerate(LABELS)},
            initializer_range=spread,
        )
        BertForSequenceClassification(config).eval().save_pretrained(folder)
        return folder

    return make


@pytest.fixture
def write_lines() -> Callable[[Path, Iterable[Any]], None]:
    """Writes objects as gzipped JSON lines."""

    def write(path: Path, rows: Iterable[Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8") as handle:
            handle.writelines(json.dumps(row) + "\n" for row in rows)

    return write


@pytest.fixture
def write_titles() -> Callable[[Path, Iterable[str]], None]:
    """Writes titles of claims as EUvsDisinfo's posts below a data folder."""

    def write(data: Path, titles: Iterable[str]) -> None:
        text = io.StringIO()
        rows = csv.DictWriter(text, ["id", "title"])
        rows.writeheader()
        rows.writerows({"id": number, "title": title} for number, title in enumerate(titles))
        path = data / "euvsdisinfo" / "posts.csv.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(text.getvalue().encode()))

    return write


@pytest.fixture
def encode() -> Callable[[Sequence[str]], np.ndarray]:
    """Unit vectors of which words stand in a text, so that cosine is their overlap."""
    numbers: dict[str, int] = {}

    def vectors(texts: Sequence[str]) -> np.ndarray:
        rows = [[numbers.setdefault(w, len(numbers)) for w in text.split()] for text in texts]
        found = np.zeros((len(texts), 2000), dtype=np.float32)
        for row, places in zip(found, rows, strict=True):
            row[places] = 1
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    return vectors
