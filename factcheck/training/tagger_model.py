"""The tagger's network: an encoder read once, and a small transformer read once for each cue.

One layer on the encoder finds the cues of a window.  For each, a transformer of two narrow
layers reads the cue's paragraph with every word's distance from the cue and gives each word
its role, as semantic role labelling does for a predicate (He et al. 2017, Shi and Lin 2019).
So source and content come linked to their cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from factcheck.attribution.decoding import CUE_LABELS, ROLE_LABELS
from factcheck.attribution.onnx_tagger import CLS, MARK_KIND, SEP
from factcheck.attribution.windows import DISTANCES, KINDS, Window, distances

HEAD_WIDTH = 32


@dataclass(frozen=True, slots=True)
class Place:
    """A cue in a batch of windows: words [start, end) of window ``row``, judged [low, high)."""

    row: int
    start: int
    end: int
    low: int
    high: int


class _Attention(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """Multi-head self-attention whose exported graph takes any number of words."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.heads = width // HEAD_WIDTH
        self.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)
        nn.init.xavier_uniform_(self.in_proj_weight)

    def forward(self, rows: Tensor, barred: Tensor | None) -> Tensor:
        count, words, width = rows.shape
        both = nn.functional.linear(rows, self.in_proj_weight, self.in_proj_bias)
        split = both.reshape(count, words, 3 * self.heads, HEAD_WIDTH).transpose(1, 2)
        query, key, value = split.chunk(3, dim=1)
        scores = query @ key.transpose(2, 3) * HEAD_WIDTH**-0.5
        if barred is not None:
            scores = scores.masked_fill(barred[:, None, None, :], -1e4)
        seen = scores.softmax(-1) @ value
        joined = seen.transpose(1, 2).reshape(count, words, width)
        return self.out_proj(joined)


class _Layer(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """A transformer layer, normalised after each of its two parts."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.self_attn = _Attention(width)
        self.linear1 = nn.Linear(width, width * 3)
        self.linear2 = nn.Linear(width * 3, width)
        self.norm1 = nn.LayerNorm(width)
        self.norm2 = nn.LayerNorm(width)
        self.drop = nn.Dropout(dropout)

    def forward(self, rows: Tensor, barred: Tensor | None) -> Tensor:
        rows = self.norm1(rows + self.drop(self.self_attn(rows, barred)))
        inner = self.drop(nn.functional.gelu(self.linear1(rows)))
        return self.norm2(rows + self.drop(self.linear2(inner)))


class _Reader(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """The layers that read a paragraph for one cue."""

    def __init__(self, width: int, depth: int, dropout: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(_Layer(width, dropout) for _ in range(depth))

    def forward(self, rows: Tensor, barred: Tensor | None) -> Tensor:
        for layer in self.layers:
            rows = layer(rows, barred)
        return rows


class TaggerModel(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """Encoder, cue layer and role reader; the encoder's word vectors stay as they are."""

    def __init__(
        self, folder: Path, width: int = 192, depth: int = 2, dropout: float = 0.1
    ) -> None:
        """Begin with the BERT encoder in ``folder`` and fresh layers on it."""
        from transformers import AutoModel

        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(
            str(folder), add_pooling_layer=False, attn_implementation="eager"
        )
        size = self.encoder.config.hidden_size
        vectors = self.encoder.embeddings
        vectors.word_embeddings.weight.requires_grad_(False)
        kinds = nn.Embedding(KINDS, size)
        with torch.no_grad():
            kinds.weight.copy_(vectors.token_type_embeddings.weight[:1].expand(KINDS, -1))
        vectors.token_type_embeddings = kinds
        self.cue = nn.Linear(size, len(CUE_LABELS))
        self.word = nn.Linear(size, width)
        self.first = nn.Linear(size, width, bias=False)
        self.last = nn.Linear(size, width, bias=False)
        self.distance = nn.Embedding(2 * DISTANCES + 1, width)
        self.norm = nn.LayerNorm(width)
        self.reader = _Reader(width, depth, dropout)
        self.role = nn.Linear(width, len(ROLE_LABELS))
        self.drop = nn.Dropout(dropout)

    def read(
        self, pieces: Tensor, kinds: Tensor, heads: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """States (windows, words, size) of the words' first pieces."""
        found = self.encoder(input_ids=pieces, token_type_ids=kinds, attention_mask=mask)
        states = found.last_hidden_state
        return states.gather(1, heads.unsqueeze(-1).expand(-1, -1, states.shape[-1]))

    def judge(
        self,
        words: Tensor,
        first: Tensor,
        last: Tensor,
        distances: Tensor,
        barred: Tensor | None = None,
    ) -> Tensor:
        """Role logits (cues, words, labels).

        ``words`` (cues, words, size) are states of the words to judge, ``first`` and ``last``
        (cues, size) those of the cue's ends; ``barred`` (cues, words) is true on padding.
        """
        hidden = self.word(words) + (self.first(first) + self.last(last)).unsqueeze(1)
        hidden = self.norm(hidden + self.distance(distances))
        return self.role(self.reader(self.drop(hidden), barred))


def padded(rows: Sequence[Sequence[int]], fill: int = 0) -> Tensor:
    """Rows of integers as one tensor, short ones filled up with ``fill``."""
    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows], dtype=torch.long)


def windows_fed(batch: Sequence[Window]) -> dict[str, Tensor]:
    """What :meth:`TaggerModel.read` takes, for some windows."""
    pieces = [(CLS, *w.pieces, SEP) for w in batch]
    return {
        "pieces": padded(pieces),
        "kinds": padded([(MARK_KIND, *w.kinds, MARK_KIND) for w in batch]),
        "mask": padded([[1] * len(p) for p in pieces]),
        "heads": padded([[h + 1 for h in w.heads] for w in batch]),
    }


def places_fed(states: Tensor, places: Sequence[Place]) -> dict[str, Tensor]:
    """What :meth:`TaggerModel.judge` takes, for some cues of a batch."""
    width = max(p.high - p.low for p in places)
    rows = torch.tensor([p.row for p in places])
    index = torch.stack([torch.arange(p.low, p.low + width) for p in places])
    index = index.clamp(max=states.shape[1] - 1)
    lengths = torch.tensor([p.high - p.low for p in places])
    return {
        "words": states[rows.unsqueeze(1), index],
        "first": states[rows, torch.tensor([p.start for p in places])],
        "last": states[rows, torch.tensor([p.end - 1 for p in places])],
        "distances": padded([distances(p.start, p.end, p.low, p.high) for p in places]),
        "barred": torch.arange(width).unsqueeze(0) >= lengths.unsqueeze(1),
    }
