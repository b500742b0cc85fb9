from __future__ import annotations

import itertools

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.nli import LABELS
from factcheck.nli.selftest import PAIRS, gold, prove, sentences
from factcheck.nli.transformers_judge import TransformersJudge


@pytest.mark.parametrize("order", list(itertools.permutations(LABELS)))
def test_any_order_read_from_the_configuration(tiny, order):
    judge = TransformersJudge(str(tiny(order, order)), device="cpu")
    found = judge.probabilities(sentences())
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found.argmax(axis=1), gold())
    np.testing.assert_allclose(found.sum(axis=1), 1.0, atol=1e-6)


@pytest.mark.parametrize(
    "true", [order for order in itertools.permutations(LABELS) if order != LABELS]
)
def test_swapped_names_are_caught_and_the_true_order_named(tiny, true):
    with pytest.raises(ModelError, match=rf"solves 1\d of 12 .*labels {','.join(true)} if you"):
        TransformersJudge(str(tiny(LABELS, true)))


def test_the_order_that_was_named_mends_it(tiny):
    true = ("contradiction", "entailment", "neutral")
    judge = TransformersJudge(str(tiny(LABELS, true)), labels=",".join(true))
    np.testing.assert_array_equal(judge.probabilities(sentences()).argmax(axis=1), gold())


def test_a_wrong_order_given_by_the_user_is_caught(tiny):
    with pytest.raises(ModelError, match="give labels entailment,neutral,contradiction"):
        TransformersJudge(str(tiny(LABELS)), labels="contradiction,neutral,entailment")


def test_numbered_labels_ask_for_names_and_say_which(tiny):
    true = ("neutral", "contradiction", "entailment")
    folder = str(tiny(["LABEL_0", "LABEL_1", "LABEL_2"], true))
    with pytest.raises(ModelError, match=f"give labels {','.join(true)}"):
        TransformersJudge(folder)
    judge = TransformersJudge(folder, labels=",".join(true))
    np.testing.assert_array_equal(judge.probabilities(sentences()).argmax(axis=1), gold())


def test_a_model_that_knows_nothing(tiny):
    with pytest.raises(ModelError, match="trained for natural language inference"):
        TransformersJudge(str(tiny(LABELS, random=True)))


@pytest.mark.parametrize("labels", [None, "entailment,neutral,contradiction"])
def test_two_classes(tiny, labels):
    with pytest.raises(ModelError, match="tells 2 classes apart"):
        TransformersJudge(str(tiny(["entailment", "not_entailment"])), labels=labels)


def test_an_encoder_without_a_trained_head(tiny, tmp_path):
    from transformers import AutoTokenizer, BertModel

    folder = tiny(LABELS)
    BertModel.from_pretrained(folder, add_pooling_layer=True).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(folder).save_pretrained(tmp_path)
    with pytest.raises(ModelError, match="is no trained classifier: it lacks classifier"):
        TransformersJudge(str(tmp_path))


@pytest.mark.parametrize("name", ["/nowhere/at/all", "bad\nname", "\x00"])
def test_a_model_that_is_not_there(name):
    with pytest.raises(ModelError, match="cannot load") as caught:
        TransformersJudge(name)
    assert str(caught.value).isprintable()


def test_no_such_device(tiny):
    with pytest.raises(ModelError, match="no device 'abacus'"):
        TransformersJudge(str(tiny(LABELS)), device="abacus")


def test_the_name_tells_weights_and_order_apart(tiny):
    order = ("neutral", "entailment", "contradiction")
    names = {
        TransformersJudge(str(folder)).name.rpartition("-")[2]
        for folder in (tiny(LABELS), tiny(order, order), tiny(LABELS))
    }
    assert len(names) == 2


def test_order_batches_and_long_premises(tiny):
    judge = TransformersJudge(str(tiny(LABELS)))
    padding = "the mayor opened a new library in the old town. " * 30
    premise, hypothesis, _ = PAIRS[8]
    many = [*sentences(), (padding + premise, hypothesis)] * 5
    found = judge.probabilities(many)
    alone = np.concatenate([judge.probabilities([pair]) for pair in many[:13]])
    np.testing.assert_allclose(found, np.tile(alone, (5, 1)), atol=1e-5)
    assert judge.probabilities([]).shape == (0, 3)


def test_ten_right_answers_prove_an_order_and_eight_do_not():
    outputs = np.eye(3)[gold()]
    outputs[:2] = [0, 1, 0]
    assert prove(outputs, LABELS, "m") == LABELS
    outputs[4:6] = [1, 0, 0]
    with pytest.raises(ModelError, match="solves only 8 of 12"):
        prove(outputs, LABELS, "m")


def test_the_self_test_is_balanced():
    assert np.bincount(gold()).tolist() == [4, 4, 4]
