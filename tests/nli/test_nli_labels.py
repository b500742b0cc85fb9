from __future__ import annotations

import pytest

from factcheck.errors import ModelError
from factcheck.nli.labels import order_of, parse_order


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["entailment", "neutral", "contradiction"], "e n c"),
        (["CONTRADICTION", "ENTAILMENT", "NEUTRAL"], "c e n"),
        (["contradicts", "neutral", "entails"], "c n e"),
        (["SUPPORTS", "REFUTES", "NOT ENOUGH INFO"], "e c n"),
        ({2: "Entailment", 0: "contradiction", 1: "neutral"}, "c n e"),
    ],
)
def test_names_in_any_case_and_wording(names, order):
    letters = {"e": "entailment", "n": "neutral", "c": "contradiction"}
    assert order_of(names, "m") == tuple(letters[letter] for letter in order.split())


def test_numbered_labels_say_nothing():
    assert order_of(["LABEL_0", "LABEL_1", "LABEL_2"], "m") is None


@pytest.mark.parametrize("names", [["entailment", "not_entailment"], ["a", "b", "c", "d"]])
def test_other_than_three_classes(names):
    with pytest.raises(ModelError, match=rf"^m tells {len(names)} classes apart .*name a model"):
        order_of(names, "m")


@pytest.mark.parametrize(
    "names", [["good", "bad", "ugly"], ["entails", "entailment", "neutral"], ["LABEL_0", "e", "n"]]
)
def test_names_that_do_not_fit(names):
    with pytest.raises(ModelError, match="say what they mean with labels"):
        order_of(names, "m")


def test_an_order_in_words():
    expected = ("contradiction", "entailment", "neutral")
    assert parse_order("contradiction, Entailment,neutral") == expected


@pytest.mark.parametrize("text", ["", "entailment,neutral", "entailment,neutral,neutral", "a,b,c"])
def test_no_order_in_words(text):
    with pytest.raises(ModelError, match="once each"):
        parse_order(text)
