"""Tiny trained models of several architectures, in every label order."""

from __future__ import annotations

import itertools
import json
import shutil

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli import LABELS, load_judge
from factcheck.nli.engine import PairEncoder, _padded
from factcheck.nli.selftest import gold, sentences

ORDERS = list(itertools.permutations(LABELS))
SMALL = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "max_position_embeddings": 66,
    "hidden_dropout_prob": 0.0,
    "attention_probs_dropout_prob": 0.0,
}
#: Special tokens in the order of their numbers, and how two texts are joined.
BERT = (("[PAD]", "[UNK]", "[CLS]", "[SEP]"), "[CLS] $A [SEP] $B:1 [SEP]:1")
ROBERTA = (("<s>", "<pad>", "</s>", "<unk>"), "<s> $A </s> </s> $B </s>")
DISTILBERT = {
    "dim": 32,
    "n_layers": 2,
    "n_heads": 2,
    "hidden_dim": 64,
    "max_position_embeddings": 66,
    "dropout": 0.0,
    "attention_dropout": 0.0,
    "seq_classif_dropout": 0.0,
}
DEBERTA = {
    "relative_attention": True,
    "pos_att_type": ["p2c", "c2p"],
    "position_biased_input": False,
    "type_vocab_size": 0,
    "pooler_hidden_size": 32,
}
ARCHITECTURES = {
    "Bert": (BERT, SMALL | {"type_vocab_size": 2}),
    "Electra": (BERT, SMALL | {"type_vocab_size": 2, "embedding_size": 32}),
    "Roberta": (ROBERTA, SMALL | {"type_vocab_size": 1}),
    "XLMRoberta": (ROBERTA, SMALL | {"type_vocab_size": 1}),
    "MPNet": (ROBERTA, SMALL),
    "DistilBert": (BERT, DISTILBERT),
    "DebertaV2": (BERT, SMALL | DEBERTA),
}


def written(folder, architecture):
    """Train a model on the self-test's pairs until it has them right, and save it."""
    import tokenizers
    import torch
    import transformers

    (special, template), settings = ARCHITECTURES[architecture]
    text = " ".join(side for pair in sentences() for side in pair).lower().replace(".", " ")
    words = [*special, ".", *sorted(set(text.split()))]
    numbers = {word: number for number, word in enumerate(words)}
    unknown = next(word for word in special if "unk" in word.lower())
    pad = next(word for word in special if "pad" in word.lower())
    fast = tokenizers.Tokenizer(tokenizers.models.WordLevel(numbers, unk_token=unknown))
    fast.normalizer = tokenizers.normalizers.Lowercase()
    fast.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    joining = {token.split(":")[0] for token in template.split() if "$" not in token}
    fast.post_processor = tokenizers.processors.TemplateProcessing(
        single=template.split(" $B")[0].replace("</s> </s>", "</s>"),
        pair=template,
        special_tokens=[(token, numbers[token]) for token in joining],
    )
    torch.manual_seed(5)
    config = getattr(transformers, f"{architecture}Config")(
        vocab_size=len(words), pad_token_id=numbers[pad], num_labels=3, **settings
    )
    network = getattr(transformers, f"{architecture}ForSequenceClassification")(config)
    content = fast.to_str()
    rows = PairEncoder(content, padding=numbers[pad]).rows(sentences())
    ids, mask, types = (torch.from_numpy(a) for a in _padded(rows, numbers[pad]))
    given = {"input_ids": ids, "attention_mask": mask}
    if settings.get("type_vocab_size") == 2:
        given["token_type_ids"] = types
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-3)
    for _ in range(200):
        loss = torch.nn.functional.cross_entropy(network(**given).logits, torch.from_numpy(gold()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if loss.item() < 0.02:
            break
    network.save_pretrained(folder)
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=fast, pad_token=pad, unk_token=unknown
    ).save_pretrained(folder)
    return folder


def reordered(folder, copy, outputs, names):
    """A copy whose logits mean ``outputs`` and whose configuration calls them ``names``."""
    from safetensors.torch import load_file, save_file

    shutil.copytree(folder, copy)
    weights = load_file(copy / "model.safetensors")
    order = [LABELS.index(label) for label in outputs]
    heads = [name for name, weight in weights.items() if weight.shape[0] == 3]
    assert len(heads) == 2
    for name in heads:
        weights[name] = weights[name][order].contiguous()
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((copy / "config.json").read_text())
    config["id2label"] = dict(enumerate(names))
    config["label2id"] = {name: number for number, name in enumerate(names)}
    (copy / "config.json").write_text(json.dumps(config))
    return copy


@pytest.fixture(scope="module", params=ARCHITECTURES)
def trained(request, tmp_path_factory):
    return written(tmp_path_factory.mktemp(request.param), request.param)


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_of_every_architecture(trained, tmp_path, order):
    judge = load_judge(str(reordered(trained, tmp_path / "copy", order, order)), device="cpu")
    found = judge.probabilities(sentences())
    np.testing.assert_array_equal(found.argmax(axis=1), gold())


def test_swapped_names_are_caught_in_every_architecture(trained, tmp_path):
    copy = reordered(trained, tmp_path / "copy", LABELS, ("neutral", "entailment", LABELS[2]))
    with pytest.raises(ModelError, match=f"give labels {','.join(LABELS)} if you trust it"):
        load_judge(str(copy), device="cpu")


def test_padding_changes_no_verdict(trained):
    judge = load_judge(str(trained), device="cpu", labels=",".join(LABELS))
    mixed = [*sentences(), ("the mayor opened a library . " * 40, "the mayor opened a library .")]
    together = judge.probabilities(mixed)
    alone = np.concatenate([judge.probabilities([pair]) for pair in mixed])
    np.testing.assert_allclose(together, alone, atol=1e-5)
