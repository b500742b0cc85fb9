"""Reading labelled pairs of which some are broken, and what is made of two classes."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from factcheck.bench.nli import Labelled, field_names, judged, read_rows, two_way_accuracy
from factcheck.bench.nli_report import MISSING, parts_of, report_fields, report_table
from factcheck.errors import InputError
from factcheck.nli import LABELS

GOOD = {"premise": "It rained.", "hypothesis": "It was dry.", "label": "contradiction"}


def line(**changes):
    return json.dumps({**GOOD, **changes}).encode()


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a JSON object"),
        (b'"\xff"', "not UTF-8 at byte 1"),
        (line(label="perhaps"), "label is not one of"),
        (line(label=["neutral"]), "label is not one of"),
        (line(premise=3), "premise is missing"),
        (line(hypothesis=" "), "hypothesis is missing"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"n": ' + b"9" * 5000 + b"}", "integer"),
        (line(premise="x" * 4_000_001), "longer than"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path, broken, reason):
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(b"\n".join([line(), b"", broken, line(label="neutral")]))
    rows, failures = read_rows(path)
    assert [LABELS[row.label] for row in rows] == ["contradiction", "neutral"]
    assert [failure.line for failure in failures] == [3]
    assert reason in failures[0].message
    assert "\n" not in failures[0].message


def test_marks_at_the_head_of_a_file_and_lone_surrogates_are_taken(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line() + b"\r\n" + line(premise="\ud800 x"))
    rows, failures = read_rows(path)
    assert (len(rows), failures) == (2, [])


@pytest.mark.parametrize("cut", [b"no gzip at all", gzip.compress(line() * 500, mtime=0)[:-30]])
def test_a_damaged_archive_cannot_be_read(tmp_path, cut):
    path = tmp_path / "pairs.jsonl.gz"
    path.write_bytes(cut)
    with pytest.raises(InputError, match="cannot read"):
        read_rows(path)


def test_a_name_that_no_file_can_have_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="cannot read"):
        read_rows(tmp_path / "a\0b.jsonl")


def test_fields_are_compared_as_text():
    row = Labelled("p", "h", 0, {"split": "test", "year": 2020, "own": True, "tags": ["a"]})
    values = [row.value(name) for name in ("split", "year", "own", "tags", "absent")]
    assert values == ["test", "2020", "true", None, None]
    assert field_names([row]) == ["own", "split", "tags", "year"]


def test_two_classes_are_told_apart_by_the_greater_of_two():
    probabilities = np.array([[0.3, 0.6, 0.1], [0.1, 0.6, 0.3], [0.2, 0.7, 0.1], [0.4, 0.2, 0.4]])
    assert two_way_accuracy(probabilities, [0, 2, 2, 0]) == pytest.approx(0.75)
    assert two_way_accuracy(probabilities, [0, 2, 1, 0]) is None
    assert two_way_accuracy(np.zeros((0, 3)), []) is None


class Sure:
    """Says what the hypothesis says; remembers how many it was asked at once."""

    name = "sure\x1b[31m"

    def __init__(self):
        self.sizes = []

    def probabilities(self, pairs):
        self.sizes.append(len(pairs))
        return np.eye(3, dtype=np.float32)[[LABELS.index(b) for _, b in pairs]]


def row(label, said, **fields):
    return Labelled("p", said, LABELS.index(label), fields)


def test_judging_goes_in_steps_that_are_reported():
    heard = []
    judge = Sure()
    found = judged(judge, [row("neutral", "neutral")] * 1100, lambda *told: heard.append(told))
    assert found.shape == (1100, 3)
    assert judge.sizes == [512, 512, 76]
    assert heard == [("pairs", 512, 1100), ("pairs", 1024, 1100), ("pairs", 1100, 1100)]
    assert judged(judge, []).shape == (0, 3)


def parts():
    files = {
        "one.jsonl": [
            row("entailment", "entailment", kind="a"),
            row("contradiction", "entailment", kind="b"),
        ],
        "none.jsonl": [],
        "two\x1b.jsonl": [
            row("neutral", "neutral", kind="b"),
            row("contradiction", "contradiction"),
            row("contradiction", "contradiction", kind="b"),
        ],
    }
    rows = [each for some in files.values() for each in some]
    return parts_of(files, judged(Sure(), rows), "kind")


def test_each_part_has_the_figures_of_its_own_pairs():
    found = [(part.scope, part.name, part.figures.pairs, part.figures.accuracy) for part in parts()]
    assert found == [
        ("file", "one.jsonl", 2, 0.5),
        ("file", "two\x1b.jsonl", 3, 1.0),
        ("together", "together", 5, 0.8),
        ("by", "b", 3, pytest.approx(2 / 3)),
        ("by", "a", 1, 1.0),
        ("by", MISSING, 1, 1.0),
    ]
    assert [part.two_way for part in parts()[:2]] == [0.5, None]


def test_fields_name_what_was_judged_as_what():
    fields = report_fields("m", {"split": "test"}, parts())
    assert fields["together"]["confusion"]["contradiction"] == {
        "entailment": 1,
        "neutral": 0,
        "contradiction": 2,
    }
    assert [point["coverage"] for point in fields["together"]["risk_coverage"]][:2] == [1.0, 0.95]
    assert [part["name"] for part in fields["by"]] == ["b", "a", MISSING]


def test_a_table_is_narrow_and_safe():
    text = report_table("sure\x1b[31m", parts())
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100
    line = next(line for line in text.splitlines() if line.startswith("together"))
    assert line.split() == [
        "together",
        "5",
        "0.800",
        "0.822",
        "1.000",
        "0.667",
        "0.800",
        "0.200",
        "–",
    ]


def test_what_cannot_be_known_is_a_dash():
    text = report_table("m", parts())
    line = next(line for line in text.splitlines() if line.startswith("a "))
    assert line.split()[:6] == ["a", "1", "1.000", "–", "–", "–"]
