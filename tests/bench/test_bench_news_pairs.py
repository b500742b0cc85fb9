"""Judged pairs of news: which claims stand for them, and what they make of findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factcheck.bench.agreement import Ratio
from factcheck.bench.gold import Trap
from factcheck.bench.news_pairs import (
    JudgedPair,
    Standing,
    documents,
    measure,
    reach,
    read_pairs,
)
from factcheck.bench.parties import Article
from factcheck.errors import InputError
from factcheck.model import Act, Claim, Document, Form, Party, Relation, Span

PUBLISHED = sorted((Path(__file__).parents[2] / "benchmarks" / "polnear-pairs").glob("*.jsonl"))
TEXT = "Ann Reed said the dam would fail. Norland said the dam would hold. Sudria was silent."
ID = "gazette_2016-02-03_the-dam"


def claim(content: str, party: str | None = None, article: str = ID) -> Claim:
    start = TEXT.index(content)
    return Claim(
        id=content,
        document=Document(TEXT, article).info,
        source=None,
        cue=None,
        content=(Span(start, start + len(content), content),),
        sentence=Span(0, len(TEXT), TEXT),
        statement=content,
        speaker=None,
        party=Party(party.lower(), party) if party else None,
        form=Form.INDIRECT,
        act=Act.ASSERTION,
        targets=(),
    )


FAIL, HOLD, SILENT = claim("the dam would fail"), claim("the dam would hold"), claim("was silent")


def place(of: Claim, **more: Any) -> dict[str, Any]:
    return {"article": ID, "span": list(reach(of)), "party": None, **more}


def judged(tmp_path: Path, *rows: dict[str, Any]) -> list[JudgedPair]:
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps({"drawn": "pool", **row}) + "\n" for row in rows))
    return read_pairs(path)


def test_verdicts_are_relations_traps_or_undecided(tmp_path: Path) -> None:
    a, b = place(FAIL), place(HOLD)
    found = judged(
        tmp_path,
        {"a": a, "b": b, "says": "contradiction"},
        {"a": a, "b": b, "says": "different_object"},
        {"a": a, "b": b, "says": "undecided"},
    )
    assert [pair.verdict for pair in found] == [
        Relation.CONTRADICTION,
        Trap.DIFFERENT_OBJECT,
        None,
    ]


@pytest.mark.parametrize(
    "line",
    ["{", '{"a": 1}', '{"drawn": "pool", "a": {}, "b": {}}', '{"drawn": "by lot"}', "[]"],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "pairs.jsonl").write_text(line + "\n")
    with pytest.raises(InputError, match=r"pairs\.jsonl:1: no judged pair"):
        read_pairs(tmp_path / "pairs.jsonl")


def test_a_claim_stands_where_it_shares_half_of_the_longer_span(tmp_path: Path) -> None:
    (pair,) = judged(tmp_path, {"a": place(FAIL), "b": place(HOLD), "says": "denial"})
    standing = Standing([FAIL, HOLD])
    assert standing.claim(pair.a) is FAIL
    assert Standing([claim("the dam")]).claim(pair.a) is None
    assert Standing([claim("dam would fail")]).claim(pair.a) is not None


def test_articles_take_outlet_and_day_from_their_id(tmp_path: Path) -> None:
    pairs = judged(tmp_path, {"a": place(FAIL), "b": place(HOLD), "says": "denial"})
    (document,) = documents(pairs, {ID: Article(ID, TEXT, {})})
    assert (document.outlet, document.published, document.path) == ("gazette", "2016-02-03", ID)
    with pytest.raises(InputError, match="no such article"):
        list(documents(pairs, {}))


def test_what_was_not_judged_counts_neither_way(tmp_path: Path) -> None:
    pairs = judged(
        tmp_path,
        {"a": place(FAIL), "b": place(HOLD), "says": "contradiction"},
        {"a": place(FAIL), "b": place(SILENT), "says": "undecided"},
    )
    findings = [
        ("the dam would fail", "the dam would hold", Relation.DENIAL),
        ("the dam would fail", "was silent", Relation.DENIAL),
        ("the dam would hold", "was silent", Relation.DENIAL),
    ]
    found = measure(pairs, Standing([FAIL, HOLD, SILENT]), findings)
    assert found.precision == Ratio(1, 1)
    assert found.judged == Ratio(2, 3)
    assert found.recall == Ratio(1, 1)
    assert found.relation == Ratio(0, 1)


def test_what_a_reader_of_the_whole_article_left_out_is_not_opposed(tmp_path: Path) -> None:
    row = {"a": place(FAIL), "b": place(HOLD), "says": "contradiction"}
    finding = ("the dam would hold", "was silent", Relation.DENIAL)
    standing = Standing([FAIL, HOLD, SILENT])
    for drawn, judged_findings in (("pool", Ratio(0, 0)), ("reading", Ratio(0, 1))):
        pairs = judged(tmp_path, {**row, "drawn": drawn})
        assert measure(pairs, standing, [finding]).precision == judged_findings


def test_precision_is_of_the_first_judged_findings(tmp_path: Path) -> None:
    pairs = judged(
        tmp_path,
        {"a": place(FAIL), "b": place(SILENT), "says": "attitude_only"},
        {"a": place(FAIL), "b": place(HOLD), "says": "contradiction"},
    )
    findings = [
        ("was silent", "the dam would fail", Relation.CONTRADICTION),
        ("the dam would hold", "the dam would fail", Relation.CONTRADICTION),
    ]
    found = measure(pairs, Standing([FAIL, HOLD, SILENT]), findings)
    assert found.at[20] == found.precision == Ratio(1, 2)
    assert measure(pairs, Standing([FAIL, HOLD, SILENT]), findings[1:]).precision == Ratio(1, 1)


@pytest.mark.parametrize(
    ("shown", "right"), [("Ann Reed", 0), ("Norland", 1)], ids=["as it was", "mended"]
)
def test_a_wrong_party_makes_a_finding_wrong_while_it_stands(
    tmp_path: Path, shown: str, right: int
) -> None:
    pairs = judged(
        tmp_path,
        {
            "a": place(FAIL),
            "b": place(HOLD, party="Ann Reed", wrong=["party"]),
            "says": "contradiction",
        },
    )
    claims = [FAIL, claim("the dam would hold", shown)]
    finding = ("the dam would fail", "the dam would hold", Relation.CONTRADICTION)
    assert measure(pairs, Standing(claims), [finding]).precision == Ratio(right, 1)


def test_a_known_pair_whose_claim_is_not_found_is_missed(tmp_path: Path) -> None:
    pairs = judged(tmp_path, {"a": place(FAIL), "b": place(HOLD), "says": "contradiction"})
    assert measure(pairs, Standing([FAIL]), []).recall == Ratio(0, 1)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_pairs_are_read_and_listed_once(path: Path) -> None:
    pairs = read_pairs(path)
    keys = [frozenset(((p.a.article, p.a.span), (p.b.article, p.b.span))) for p in pairs]
    assert len(set(keys)) == len(keys) > 100
    assert all(len(key) == 2 for key in keys)


def test_no_article_is_in_two_published_files() -> None:
    seen: dict[str, Path] = {}
    for path in PUBLISHED:
        for pair in read_pairs(path):
            for each in (pair.a, pair.b):
                assert seen.setdefault(each.article, path) == path
