from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
PLAIN = ("the", "a", "yes", "no", "maybe", "rain", "sun", "fell", "town", "it", "was", "dry", "wet")
WORDS = (*SPECIAL, *PLAIN)


class FakeJudge:
    """Probabilities that depend on the pair alone, and a record of what was asked."""

    name = "fake-1"

    def __init__(self) -> None:
        self.asked: list[list[tuple[str, str]]] = []

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        self.asked.append(list(pairs))
        rows = np.zeros((len(pairs), 3), dtype=np.float32)
        for row, pair in zip(rows, pairs, strict=True):
            digest = hashlib.sha256("\x1f".join(pair).encode("utf-8", "surrogatepass")).digest()
            row[:] = np.array([b + 1 for b in digest[:3]], dtype=np.float32)
            row /= row.sum()
        return rows


@pytest.fixture
def fake() -> FakeJudge:
    return FakeJudge()


def tokenizer_json(words: Sequence[str]) -> str:
    """A lower-casing word tokenizer with BERT's template."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    vocabulary = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])],
    )
    return str(tokenizer.to_str())


@pytest.fixture(scope="session")
def tokenizer() -> str:
    return tokenizer_json(WORDS)


@pytest.fixture
def onnx_folder(tmp_path: Path, tokenizer: str) -> Callable[..., Path]:
    """Makes an exported model of one line: the logits are the sums of per-word votes.

    "yes" votes for entailment, "maybe" for neutral, "no" for contradiction.
    """

    def make(
        labels: Sequence[str] = ("entailment", "neutral", "contradiction"),
        *,
        packed: bool = False,
        **card,
    ) -> Path:
        import onnx
        from onnx import TensorProto, helper, numpy_helper

        votes = np.zeros((len(WORDS), 3), dtype=np.float32)
        for word, label in (("yes", 0), ("maybe", 1), ("no", 2)):
            name = ("entailment", "neutral", "contradiction")[label]
            votes[WORDS.index(word), list(labels).index(name)] = 2.0
        integers = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
            for name in ("input_ids", "attention_mask")
        ]
        nodes = [
            helper.make_node("Gather", ["votes", "input_ids"], ["each"]),
            helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
            helper.make_node("Mul", ["each", "wide"], ["masked"]),
            helper.make_node("ReduceSum", ["masked", "axes"], ["logits"], keepdims=0),
        ]
        graph = helper.make_graph(
            nodes,
            "votes",
            integers,
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 3])],
            [
                numpy_helper.from_array(votes, "votes"),
                numpy_helper.from_array(np.array([2], dtype=np.int64), "last"),
                numpy_helper.from_array(np.array([1], dtype=np.int64), "axes"),
            ],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
        folder = tmp_path / f"votes-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        content = model.SerializeToString()
        onnx.checker.check_model(model)
        file = zlib.compress(content) if packed else content
        (folder / ("model.onnx.zz" if packed else "model.onnx")).write_bytes(file)
        if packed:
            card = {"model_bytes": len(content), **card}
        (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
        fields = {
            "name": "votes",
            "labels": list(labels),
            "temperature": 1.0,
            "max_tokens": 32,
            "model_sha256": hashlib.sha256(file).hexdigest(),
            "tokenizer_sha256": hashlib.sha256(tokenizer.encode()).hexdigest(),
        }
        (folder / "card.json").write_text(json.dumps({**fields, **card}), encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory):
    """Makes tiny BERT classifiers in Hugging Face form, trained on the self-test pairs.

    ``outputs`` is the true meaning of its logits, ``names`` what its configuration says.
    """
    import torch
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    from factcheck.nli.engine import PairEncoder, _padded
    from factcheck.nli.judge import LABELS
    from factcheck.nli.selftest import gold, sentences

    torch.manual_seed(3)
    text = " ".join(side for pair in sentences() for side in pair).lower().replace(".", " ")
    content = tokenizer_json([*SPECIAL, ".", *sorted(set(text.split()))])
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=PairEncoder(content)._whole,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
    )
    config = BertConfig(
        vocab_size=len(wrapped),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        num_labels=3,
    )
    model = BertForSequenceClassification(config)
    untrained = {name: weight.clone() for name, weight in model.state_dict().items()}
    rows = PairEncoder(content).rows(sentences())
    ids, mask, types = (torch.from_numpy(a) for a in _padded(rows, 0))
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    for _ in range(80):
        logits = model(input_ids=ids, attention_mask=mask, token_type_ids=types).logits
        loss = torch.nn.functional.cross_entropy(logits, torch.from_numpy(gold()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    trained = {name: weight.clone() for name, weight in model.state_dict().items()}

    def make(
        names: Sequence[str], outputs: Sequence[str] = LABELS, *, random: bool = False
    ) -> Path:
        state = dict(untrained if random else trained)
        order = [LABELS.index(label) for label in outputs]
        if len(names) == 3:
            state["classifier.weight"] = state["classifier.weight"][order]
            state["classifier.bias"] = state["classifier.bias"][order]
        else:
            state["classifier.weight"] = state["classifier.weight"][: len(names)]
            state["classifier.bias"] = state["classifier.bias"][: len(names)]
        fields = {
            **config.to_dict(),
            "id2label": dict(enumerate(names)),
            "label2id": {name: number for number, name in enumerate(names)},
        }
        fresh = BertForSequenceClassification(BertConfig(**fields))
        fresh.load_state_dict(state)
        folder = tmp_path_factory.mktemp("tiny")
        fresh.save_pretrained(folder)
        wrapped.save_pretrained(folder)
        return folder

    return make
