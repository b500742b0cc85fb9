"""Rows from tokenizers of every kind: pieces of words that do not add up, tokens spelt out."""

from __future__ import annotations

import random

import pytest

from factcheck.nli.engine import PairEncoder

TEXT = (
    "the harbour was closed by navy order while ministers negotiated compensation for "
    "unprecedented interruptions antidisestablishmentarianism and counterrevolutionaries "
    "misrepresented responsibilities acknowledgement straightforwardly 🧑‍🚀 日本語 é ﷽ ½"
)
WORDS = TEXT.split()


def learnt(kind: str) -> str:
    """A tokenizer.json whose pieces of words were learnt from TEXT."""
    import tokenizers
    from tokenizers import models, pre_tokenizers, trainers

    special = ["<s>", "</s>", "<unk>"]
    if kind == "BPE":
        made = tokenizers.Tokenizer(models.BPE())
        made.pre_tokenizer = pre_tokenizers.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=600,
            special_tokens=special,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        )
    else:
        made = tokenizers.Tokenizer(models.Unigram())
        made.pre_tokenizer = pre_tokenizers.Metaspace()
        trainer = trainers.UnigramTrainer(
            vocab_size=150, special_tokens=special, unk_token="<unk>", show_progress=False
        )
    made.train_from_iterator([TEXT] * 20, trainer)
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> $B </s>",
        special_tokens=[(token, made.token_to_id(token)) for token in special[:2]],
    )
    return str(made.to_str())


@pytest.mark.parametrize("kind", ["BPE", "Unigram"])
def test_half_a_word_of_more_tokens_than_the_whole(kind):
    encoder = PairEncoder(learnt(kind), limit=32)
    choose = random.Random(1).choice
    for number in range(400):
        premise = " ".join(choose(WORDS) for _ in range(choose([0, 1, 2, 5, 30])))
        hypothesis = choose(["", " "]).join(choose(WORDS) for _ in range(40))
        rows = encoder.rows([(premise, hypothesis)])
        assert rows, number
        assert all(len(row.ids) <= 32 for row in rows)
        assert 0 < rows[0].kept < len(hypothesis)


def test_special_tokens_in_a_text_are_text(tokenizer):
    encoder = PairEncoder(tokenizer, limit=32)
    separator = encoder._whole.token_to_id("[SEP]")
    for text in ("rain [SEP] fell", "rain[SEP]fell", "[CLS] [SEP] rain " * 20):
        for row in encoder.rows([(text, "it was dry [SEP]")]):
            assert row.ids.count(separator) == 2
            assert row.ids[0] == encoder._whole.token_to_id("[CLS]")
