from __future__ import annotations

import bz2
import gzip
import io
import itertools
import json
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import InputError
from factcheck.nli.stream import Failure, arriving_lines, judge_lines, read_lines, to_json


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
        ('{"premise": "a", "hypothesis": "b", "x": NaN}', "not JSON: NaN is no JSON value"),
        ('{"premise": "a", "hypothesis": "b", "x": -Infinity}', "not JSON: -Infinity is no"),
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
    assert second.message.count("not JSON") <= 1
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
    assert lines == [b"a" * 17, b"short", b"b" * 17]


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
    assert list(read_lines(handle, limit=16))[1] == b"next"


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


class Slow(io.RawIOBase):
    """A pipe whose parts arrive one by one; ``seen`` counts the reads."""

    def __init__(self, *parts: bytes) -> None:
        self.parts = list(parts)
        self.seen = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.seen += 1
        part = self.parts.pop(0) if self.parts else b""
        buffer[: len(part)] = part
        return len(part)


def test_what_has_arrived_is_judged_before_the_next_read(fake):
    good = line(premise="a", hypothesis="b").encode()
    pipe = Slow(good, good + good[:9], good[9:] + b"x\n", good.strip())
    stream = judge_lines(arriving_lines(io.BufferedReader(pipe)), fake)
    reads = [(pipe.seen, isinstance(row, Failure)) for row in stream]
    assert reads == [(1, False), (2, False), (3, False), (3, True), (5, False)]


def test_lines_that_arrive_together_are_judged_together(fake):
    good = line(premise="a", hypothesis="b").encode()
    list(judge_lines(arriving_lines(io.BytesIO(good * 10)), fake))
    assert [len(asked) for asked in fake.asked] == [10]


def test_a_slow_model_shows_early_that_it_works(fake):
    lines = [line(premise=str(n), hypothesis="h") for n in range(700)]
    found = list(judge_lines(lines, fake))
    assert [row["premise"] for row in found] == [str(n) for n in range(700)]
    assert [len(asked) for asked in fake.asked] == [16, 32, 64, 128, 256, 204]


@given(st.lists(st.binary(max_size=30), max_size=6), st.integers(1, 40))
def test_parts_never_change_the_lines(lines, size):
    content = b"\n".join(lines)
    parts = [content[start : start + size] for start in range(0, len(content), size)]
    found = list(arriving_lines(io.BufferedReader(Slow(b"\n", *parts))))
    expected = b"\n" + content
    assert [x for x in found if x is not None] == expected.removesuffix(b"\n").split(b"\n")


@pytest.mark.parametrize(
    ("content", "kind", "tool"),
    [
        (gzip.compress(b"{}", mtime=0), "gzip", "gzip -dc"),
        (bz2.compress(b"{}"), "bzip2", "bzip2 -dc"),
        (lzma.compress(b"{}"), "xz", "xz -dc"),
        (b"(\xb5/\xfd\x00", "Zstandard", "zstd -dc"),
        (b"PK\x03\x04\x14", "a ZIP archive", "unzip -p"),
        ("{}".encode("utf-16"), "UTF-16", "iconv -f UTF-16 "),
        ("{}".encode("utf-16-le"), "UTF-16", "iconv -f UTF-16LE"),
        ("{}".encode("utf-16-be"), "UTF-16", "iconv -f UTF-16BE"),
        ("{}".encode("utf-32"), "UTF-32", "iconv -f UTF-32"),
    ],
)
def test_what_is_no_json_lines_is_refused_as_a_whole(content, kind, tool):
    with pytest.raises(InputError, match=rf"^x\.jsonl is {kind}, .*{tool}") as caught:
        list(arriving_lines(io.BytesIO(content), "x.jsonl"))
    assert str(caught.value).isprintable()


def test_a_failing_read_is_named():
    class Broken(io.BytesIO):
        def read1(self, size=-1, /):
            raise OSError(5, "Input/output error")

    with pytest.raises(InputError, match=r"^tape: Input/output error; "):
        list(arriving_lines(Broken(), "tape"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"premise": "a", "premise": "b", "hypothesis": "c"}', "'premise'"),
        ('{"premise": "a", "hypothesis": "b", "x": {"\\u0000k": 1, "\\u0000k": 1}}', r"'\x00k'"),
        ('{"premise": "a", "hypothesis": "b", "\\ud800": 1, "\\ud800": 1}', r"'\ud800'"),
    ],
)
def test_a_key_that_stands_twice_is_no_guess(fake, text, key):
    (failure,) = judge_lines([text], fake)
    assert failure == Failure(1, f"the key {key} stands twice in one object")


@pytest.mark.parametrize("depth", [50, 300, 480, 900, 950, 970, 980, 985, 990, 995, 20_000])
def test_what_is_read_can_be_printed_however_deep(depth):
    text = '{"premise": "a", "hypothesis": "b", "x": ' + "[" * depth + "]" * depth + "}"
    (row,) = judge_lines([text], Flat())
    if isinstance(row, Failure):
        assert "nested too deeply" in row.message
    else:
        assert json.loads(to_json(row))["x"] == row["x"]


class Cutting(Flat):
    """Judges as the engine does, with room for so many characters of a hypothesis."""

    def probabilities(self, pairs):
        from factcheck.nli import engine

        cuts = engine._CUTS.get()
        for premise, hypothesis in pairs:
            if len(hypothesis) > 5:
                cuts[premise, hypothesis] = 5
        return super().probabilities(pairs)


def test_a_cut_hypothesis_is_told_before_its_verdict():
    lines = ["x", line(premise="a", hypothesis="b"), line(premise="a", hypothesis="b" * 2000)]
    failure, short, remark, cut = judge_lines(lines, Cutting())
    assert isinstance(failure, Failure)
    assert short["hypothesis"] == "b"
    assert remark.line == 3
    assert "its first 5 of 2,000 characters" in remark.message
    assert cut["hypothesis"] == "b" * 2000


def test_a_verdict_is_added_where_it_is_asked_for(fake):
    fake.sure = (1.0, 0.0, 0.0)
    line = json.dumps({"premise": "a", "hypothesis": "b", "verdict": "mine"})
    (plain,) = judge_lines([line], fake)
    assert plain["verdict"] == "mine"
    said = [
        row["verdict"]
        for n in range(40)
        for row in judge_lines([json.dumps({"premise": str(n), "hypothesis": "b"})], fake, say=True)
    ]
    assert set(said) == {"unsure", "neutral", "contradiction"}
