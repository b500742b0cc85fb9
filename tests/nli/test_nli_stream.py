from __future__ import annotations

import io
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.nli.stream import Failure, judge_lines, read_lines, to_json


def line(**fields) -> str:
    return json.dumps(fields) + "\n"


def test_objects_come_back_in_order_with_their_fields(fake):
    rows = [
        {"premise": f"p{n}", "hypothesis": "h", "id": n, "more": {"x": [None, 1.5]}}
        for n in range(7)
    ]
    found = list(judge_lines([line(**row) for row in rows], fake, batch=3))
    assert [len(asked) for asked in fake.asked if asked] == [3, 3, 1]
    for row, result in zip(rows, found, strict=True):
        assert {key: result[key] for key in row} == row
        assert set(result) - set(row) == {"entailment", "neutral", "contradiction"}
        expected = fake.probabilities([(row["premise"], "h")])[0].tolist()
        assert [result["entailment"], result["neutral"], result["contradiction"]] == pytest.approx(
            expected, abs=2e-6
        )


def test_probabilities_sum_to_one(fake):
    lines = [line(premise=str(n), hypothesis="h") for n in range(300)]
    for row in judge_lines(lines, fake):
        assert abs(row["entailment"] + row["neutral"] + row["contradiction"] - 1.0) < 1e-9


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("{", "not JSON: "),
        ("[]", "not a JSON object"),
        ("7", "not a JSON object"),
        ("null", "not a JSON object"),
        (b"\xff\xfe{}", "not UTF-8 at byte 0"),
        ('{"premise": "a"}', "the object has no hypothesis"),
        ('{"hypothesis": "a"}', "the object has no premise"),
        ('{"premise": "", "hypothesis": "a"}', "premise is empty"),
        ('{"premise": "a", "hypothesis": " \\n"}', "hypothesis is empty"),
        ('{"premise": 7, "hypothesis": "a"}', "premise is not a string"),
        ('{"premise": "a", "hypothesis": null}', "hypothesis is not a string"),
        ('{"premise": ["a"], "hypothesis": "a"}', "premise is not a string"),
        ('{"premise": "a", "hypothesis": "b", "x": NaN}', "NaN is no JSON value"),
        ('{"premise": "a", "hypothesis": "b", "x": 1e999}', "a number is out of range"),
        ('{"premise": "a", "hypothesis": "b", "x": ' + "9" * 5000 + "}", "not JSON: Exceeds"),
        ("[" * 100_000, "nested too deeply"),
        (line(premise="a" * 100_001, hypothesis="b"), "premise is longer than 100000 characters"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_goes_on(fake, broken, message):
    good = line(premise="a", hypothesis="b")
    first, second, third = judge_lines([good, broken, good], fake)
    assert isinstance(second, Failure)
    assert second.line == 2
    assert message in second.message
    assert second.message.isprintable()
    assert first == third
    assert first["premise"] == "a"


def test_blank_lines_count_but_are_no_failures(fake):
    found = list(judge_lines(["\n", "  \n", "x\n", "\n"], fake))
    assert [failure.line for failure in found] == [3]


def test_a_byte_order_mark_is_no_failure(fake):
    content = line(premise="a", hypothesis="b")
    for first in ("\ufeff" + content, ("\ufeff" + content).encode()):
        assert next(judge_lines([first], fake))["premise"] == "a"


def test_no_more_than_a_batch_is_read_ahead(fake):
    taken = itertools.count()
    lines = (line(premise=str(next(taken)), hypothesis="h") for _ in itertools.repeat(None))
    stream = judge_lines(lines, fake, batch=4)
    next(stream)
    assert next(taken) == 4


def test_long_texts_fill_a_batch_early(fake):
    lines = [line(premise="x" * 99_000, hypothesis="h")] * 25
    list(judge_lines(lines, fake))
    assert max(len(asked) for asked in fake.asked) <= 11


def test_a_file_of_broken_lines_is_not_held(fake):
    taken = itertools.count()
    lines = (f"x{next(taken)}" for _ in itertools.repeat(None))
    next(judge_lines(lines, fake, batch=5))
    assert next(taken) == 5


def test_lone_surrogates_survive_as_json(fake):
    text = r'{"premise": "\ud800 a", "hypothesis": "b"}'
    row = next(judge_lines([text], fake))
    printed = to_json(row)
    printed.encode("utf-8")
    assert json.loads(printed)["premise"] == "\ud800 a"
    assert "é" in to_json({"premise": "é"})


def test_endless_lines_are_cut_and_told(fake):
    handle = io.BytesIO(b"a" * 50 + b"\nshort\n" + b"b" * 40)
    lines = list(read_lines(handle, limit=16))
    assert lines == [b"a" * 17, b"short\n", b"b" * 17]


def test_an_endless_line_is_a_failure_of_that_line(fake, monkeypatch):
    monkeypatch.setattr("factcheck.nli.stream.MAX_LINE", 60)
    good = line(premise="a", hypothesis="b").encode()
    handle = io.BytesIO(b"{" * 500 + b"\n" + good)
    first, second = judge_lines(read_lines(handle, limit=60), fake)
    assert first == Failure(1, "the line is longer than 60 bytes; split its text")
    assert second["premise"] == "a"


@pytest.mark.parametrize("length", [16, 17, 18, 34])
def test_a_cut_line_never_swallows_the_next(length):
    handle = io.BytesIO(b"a" * length + b"\nnext\n")
    assert list(read_lines(handle, limit=16))[1] == b"next\n"


class Flat:
    name = "flat"

    def probabilities(self, pairs):
        import numpy as np

        return np.full((len(pairs), 3), 1 / 3, dtype=np.float32)


@given(st.lists(st.one_of(st.binary(max_size=60), st.text(max_size=60))))
def test_no_line_raises(lines):
    for result in judge_lines(lines, Flat()):
        assert isinstance(result, Failure)


@given(
    st.dictionaries(st.text(), st.one_of(st.none(), st.integers(), st.text(), st.booleans())),
    st.text(min_size=1).filter(str.strip),
)
def test_unknown_fields_pass_through_unchanged(fields, text):
    row = {**fields, "premise": text, "hypothesis": text}
    result = next(judge_lines([json.dumps(row)], Flat()))
    for key in set(row) - {"entailment", "neutral", "contradiction"}:
        assert result[key] == row[key]
