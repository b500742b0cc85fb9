"""The judged sample of statements: how it is read, compared and rebuilt, and what it says now."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.bench.statements import (
    Case,
    Compared,
    Judgment,
    Standing,
    compare,
    read_sample,
    rebuilt,
    shares,
    write_sample,
)
from factcheck.errors import InputError
from factcheck.model import Act, Claim, DocumentInfo, Form, Method, Span

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
SAMPLE = FIXTURES / "statements" / "sample.jsonl"
BAD = Judgment(
    "He left.", grammatical=True, complete=False, faithful=True, wrong="“he” is the mayor"
)
CASE = Case("a.txt", ((0, 10),), "The mayor left.", ("The mayor went.",), (BAD,))


def _claim(statement: str, start: int = 0, end: int = 10) -> Claim:
    span = Span(start, end, "x" * (end - start))
    info = DocumentInfo("a.txt", "0" * 64)
    return Claim(
        "id", info, None, None, (span,), span, statement, None, None, Form.INDIRECT, Act.ASSERTION
    )


#: What the sample holds of sentences known to be wrong, by rules alone; it may only shrink.
KNOWN_FAILURES = 35
#: The fewest of the 150 that must be good in every respect where the tagger joins the rules.
GOOD_WHEN_JOINED = 108


def test_what_was_judged_good_stays_and_failures_do_not_grow() -> None:
    """Where this fails, run ``python -m factcheck.bench.statements --rebuild`` and judge."""
    compared = compare(read_sample(SAMPLE), FIXTURES, Method.RULES)
    left = [each for each in compared if each.standing in (Standing.CHANGED, Standing.LOST)]
    assert [(e.case.document, e.case.statement, e.claim and e.claim.statement) for e in left] == []
    known = [each for each in compared if each.standing is Standing.KNOWN]
    assert len(known) <= KNOWN_FAILURES


def test_statements_are_good_where_the_tagger_moves_the_contents() -> None:
    compared = compare(read_sample(SAMPLE), FIXTURES, Method.JOINED)
    assert sum(each.standing is Standing.GOOD for each in compared) >= GOOD_WHEN_JOINED


def test_every_failure_of_the_sample_says_what_is_wrong() -> None:
    for case in read_sample(SAMPLE):
        for judgment in case.judged:
            assert judgment.good or (judgment.wrong and not judgment.open), case


@pytest.mark.parametrize(
    ("statement", "standing"),
    [
        ("The mayor left.", Standing.GOOD),
        ("The mayor went.", Standing.GOOD),
        ("He left.", Standing.KNOWN),
        ("It left.", Standing.CHANGED),
        (None, Standing.LOST),
    ],
)
def test_standing_of_a_case(statement: str | None, standing: Standing) -> None:
    claim = _claim(statement) if statement is not None else None
    assert Compared(CASE, claim).standing is standing


def test_shares_count_what_is_judged() -> None:
    made = ["The mayor left.", "He left.", "It left."]
    counted = shares([Compared(CASE, _claim(each)) for each in made])
    assert (counted.judged, counted.complete, counted.faithful, counted.good) == (2, 1, 2, 1)


def test_rebuilding_keeps_judgments_and_leaves_new_sentences_open() -> None:
    (kept,) = rebuilt([Compared(CASE, _claim("He left.", 2, 12))])
    assert (kept.content, kept.judged) == (((2, 12),), (BAD,))
    (new,) = rebuilt([Compared(CASE, _claim("It left."))])
    assert new.judged == (BAD, Judgment("It left.", None, None, None))
    assert Compared(new, _claim("It left.")).standing is Standing.CHANGED
    assert rebuilt([Compared(CASE, None)]) == [CASE]
    assert rebuilt([Compared(new, _claim("The mayor left."))]) == [CASE]


def test_a_sample_is_read_as_it_was_written(tmp_path: Path) -> None:
    cases = [CASE, replace(CASE, judged=(), content=((0, 3), (5, 9)))]
    write_sample(cases, tmp_path / "sample.jsonl")
    assert read_sample(tmp_path / "sample.jsonl") == cases


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"document": "a"}',
        json.dumps({"document": "a", "content": 1, "statement": "x", "accepted": [], "judged": []}),
        json.dumps(
            {"document": "a", "content": [], "statement": "x", "accepted": ["x"], "judged": []}
        ),
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "sample.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(InputError, match=r"sample\.jsonl:1"):
        read_sample(path)


def test_a_missing_sample_says_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="root"):
        read_sample(tmp_path / "none.jsonl")
